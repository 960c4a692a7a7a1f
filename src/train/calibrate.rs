//! Fits the curve from the signs of a quotation to a probability.

use crate::model::{Calibration, SIGNS, Signs};

/// Steps of Newton's method; it settles in less than ten.
const STEPS: usize = 30;

/// Pull of every weight towards zero: next to nothing, so that a sign that never varies does no harm.
const PULL: f64 = 1e-3;

/// Weights of the signs, and the base.
const WEIGHTS: usize = SIGNS + 1;

/// The logistic curve (Platt 1999) of `(signs, was right)` pairs of maximal likelihood.
pub(super) fn fit(pairs: &[(Signs, bool)]) -> Calibration {
    let mut weights = [0.0; WEIGHTS];
    for _ in 0..STEPS {
        let (mut gradient, mut curve) = (weights.map(|weight| -PULL * weight), [[0.0; WEIGHTS]; WEIGHTS]);
        (0..WEIGHTS).for_each(|at| curve[at][at] = PULL);
        for (signs, right) in pairs {
            let signs: [f64; WEIGHTS] = std::array::from_fn(|at| signs.get(at).map_or(1.0, |&sign| sign.into()));
            let sum: f64 = signs.iter().zip(weights).map(|(sign, weight)| sign * weight).sum();
            let probability = 1.0 / (1.0 + libm::exp(-sum));
            let (miss, slope) = (f64::from(u8::from(*right)) - probability, probability * (1.0 - probability));
            for (at, sign) in signs.iter().enumerate() {
                gradient[at] += miss * sign;
                curve[at].iter_mut().zip(signs).for_each(|(sum, other)| *sum += slope * sign * other);
            }
        }
        let step = solve(curve, gradient);
        weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
    }
    Calibration { weights: std::array::from_fn(|at| weights[at] as f32), base: weights[SIGNS] as f32 }
}

/// The solution of `rows * x = sums` for a symmetric, positive matrix, by elimination.
fn solve(mut rows: [[f64; WEIGHTS]; WEIGHTS], mut sums: [f64; WEIGHTS]) -> [f64; WEIGHTS] {
    for pivot in 0..WEIGHTS {
        for below in pivot + 1..WEIGHTS {
            let factor = rows[below][pivot] / rows[pivot][pivot];
            let upper = rows[pivot];
            rows[below].iter_mut().zip(upper).for_each(|(number, upper)| *number -= factor * upper);
            sums[below] -= factor * sums[pivot];
        }
    }
    for at in (0..WEIGHTS).rev() {
        let known: f64 = (at + 1..WEIGHTS).map(|after| rows[at][after] * sums[after]).sum();
        sums[at] = (sums[at] - known) / rows[at][at];
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_gives_the_share_that_was_right() {
        let signs = |high: bool, other: bool| {
            let mut signs = [0.0; SIGNS];
            signs[0] = if high { 2.0 } else { 0.5 };
            signs[1] = f32::from(u8::from(other));
            signs
        };
        let pairs: Vec<_> =
            (0..200).map(|n| (signs(n < 100, n % 2 == 0), n % 10 < if n < 100 { 9 } else { 4 })).collect();
        let curve = fit(&pairs);
        for (high, share) in [(true, 0.9), (false, 0.4)] {
            let found = (curve.probability(&signs(high, true)) + curve.probability(&signs(high, false))) / 2.0;
            assert!((found - share).abs() < 0.02, "{found} for {share}");
        }
    }
}
