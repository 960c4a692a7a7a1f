//! Fits the curve from margins to probabilities.

use crate::model::{Calibration, sureness};

/// Steps of Newton's method; it settles in less than ten.
const STEPS: usize = 30;

/// The logistic curve (Platt 1999) of `(margin, was right)` pairs of maximal likelihood.
pub(super) fn fit(margins: &[(f32, bool)]) -> Calibration {
    let (mut slope, mut base) = (0.0_f64, 0.0_f64);
    for _ in 0..STEPS {
        let mut gradient = (0.0, 0.0);
        let mut curve = (1e-6, 0.0, 1e-6);
        for &(margin, right) in margins {
            let margin = f64::from(sureness(margin));
            let probability = 1.0 / (1.0 + libm::exp(-(slope * margin + base)));
            let miss = f64::from(u8::from(right)) - probability;
            let weight = probability * (1.0 - probability);
            gradient = (gradient.0 + miss * margin, gradient.1 + miss);
            curve = (curve.0 + weight * margin * margin, curve.1 + weight * margin, curve.2 + weight);
        }
        let determinant = curve.0 * curve.2 - curve.1 * curve.1;
        slope += (curve.2 * gradient.0 - curve.1 * gradient.1) / determinant;
        base += (curve.0 * gradient.1 - curve.1 * gradient.0) / determinant;
    }
    Calibration { slope: slope as f32, base: base as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_gives_the_share_that_was_right() {
        let margins: Vec<_> =
            (0..100).map(|n| (if n < 50 { 1.0 } else { 5.0 }, n % 10 < if n < 50 { 4 } else { 9 })).collect();
        let curve = fit(&margins);
        assert!((curve.probability(1.0) - 0.4).abs() < 0.01);
        assert!((curve.probability(5.0) - 0.9).abs() < 0.01);
    }
}
