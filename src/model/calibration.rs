//! Margins to probabilities.

use std::ops::Range;

use super::sections::u32_at;
use crate::Error;

/// A logistic curve (Platt 1999) through the logarithms of the margins of quotations that were right and wrong in articles not
/// trained on: a margin grows with the length of the content, its logarithm hardly.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Calibration {
    pub(crate) slope: f32,
    pub(crate) base: f32,
}

impl Calibration {
    /// Reads the section at `section` of a model.
    pub(crate) fn read(bytes: &[u8], section: Range<usize>) -> Result<Self, Error> {
        let number = |at: usize| u32_at(bytes, section.start + at).map(f32::from_bits);
        let read = Self { slope: number(0)?, base: number(4)? };
        if read.slope.is_finite() && read.base.is_finite() {
            return Ok(read);
        }
        Err(Error::model(format!("calibration {} and {} are not finite", read.slope, read.base)))
    }

    /// The section that [`Calibration::read`] reads.
    #[cfg(feature = "train")]
    pub(crate) fn write(self) -> Vec<u8> {
        [self.slope, self.base].iter().flat_map(|number| number.to_bits().to_le_bytes()).collect()
    }

    /// The probability at `margin`, rounded to thousandths; `libm` gives the same on every machine.
    pub(crate) fn probability(self, margin: f32) -> f32 {
        let exact = 1.0 / (1.0 + libm::expf(-(self.slope * sureness(margin) + self.base)));
        (exact * 1000.0).round() / 1000.0
    }
}

/// The logarithm of a margin and one.
pub(crate) fn sureness(margin: f32) -> f32 {
    libm::log1pf(margin.max(0.0))
}
