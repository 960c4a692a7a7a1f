//! Signs of a quotation to a probability.

use std::ops::Range;

use super::sections::u32_at;
use crate::Error;

/// Number of signs.
pub(crate) const SIGNS: usize = 8;

/// What speaks for a quotation, and against it, as numbers of about the size of one: see `quote::signs`.
pub(crate) type Signs = [f32; SIGNS];

/// A logistic curve (Platt 1999) through the signs of quotations that were right and wrong in articles not trained on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Calibration {
    pub(crate) weights: Signs,
    pub(crate) base: f32,
}

impl Calibration {
    /// Reads the section at `section` of a model.
    pub(crate) fn read(bytes: &[u8], section: Range<usize>) -> Result<Self, Error> {
        let mut read = Self::default();
        let numbers = read.weights.iter_mut().chain([&mut read.base]);
        for (number, place) in numbers.zip((section.start..).step_by(4)) {
            *number = f32::from_bits(u32_at(bytes, place)?);
            if !number.is_finite() {
                return Err(Error::model(format!("calibration with a weight that is {number}")));
            }
        }
        Ok(read)
    }

    /// The section that [`Calibration::read`] reads.
    #[cfg(feature = "train")]
    pub(crate) fn write(self) -> Vec<u8> {
        self.weights.iter().chain([&self.base]).flat_map(|number| number.to_bits().to_le_bytes()).collect()
    }

    /// The probability of a quotation with these signs, rounded to thousandths; `libm` gives the same on every machine.
    pub(crate) fn probability(&self, signs: &Signs) -> f32 {
        let sum = signs.iter().zip(self.weights).fold(self.base, |sum, (sign, weight)| sum + sign * weight);
        let exact = 1.0 / (1.0 + libm::expf(-sum));
        (exact * 1000.0).round() / 1000.0
    }
}
