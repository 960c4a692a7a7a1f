//! Curves from sums, multiplications and one division, so that every machine gives the same bits.

/// `tanh`, to about one part in a million: the rational function of Eigen (`ptanh_float`).
#[inline(always)]
pub(crate) fn tanh(x: f32) -> f32 {
    const ODD: [f32; 7] =
        [-2.760_768_5e-16, 2.000_188e-13, -8.604_672e-11, 5.122_297e-8, 1.485_722_4e-5, 6.372_619e-4, 4.893_524_6e-3];
    const EVEN: [f32; 4] = [1.198_258_4e-6, 1.185_347_1e-4, 2.268_434_6e-3, 4.893_525e-3];
    let x = x.clamp(-7.905, 7.905);
    let square = x * x;
    x * series(&ODD, square) / series(&EVEN, square)
}

#[inline(always)]
fn series(terms: &[f32], x: f32) -> f32 {
    terms.iter().fold(0.0, |sum, term| sum * x + term)
}

/// The logistic curve.
#[inline(always)]
pub(crate) fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_are_close_to_the_exact_ones() {
        for step in -200..=200 {
            let x = step as f32 / 10.0;
            assert!((tanh(x) - x.tanh()).abs() < 1e-5, "tanh {x}");
            assert!((sigmoid(x) - 1.0 / (1.0 + (-x).exp())).abs() < 1e-5, "sigmoid {x}");
        }
    }
}
