//! How often each word was a cue in training, in steps.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::sections::u32_at;
use crate::Error;

/// Steps of a rate: 0 never or unknown, [`STEPS`] always.
pub(crate) const STEPS: u8 = 10;

/// Word forms with the step of their rate; five bytes each in the model.
#[derive(Clone, Debug)]
pub(crate) struct Rates(FxHashMap<u32, u8>);

const SIZE: usize = 5;

impl Rates {
    /// Reads the section at `section` of a model.
    pub(crate) fn read(bytes: &[u8], section: Range<usize>) -> Result<Self, Error> {
        if !section.len().is_multiple_of(SIZE) {
            return Err(Error::model(format!(
                "a list of word rates has {} bytes, not a multiple of {SIZE}",
                section.len()
            )));
        }
        let entry = |at: usize| Ok((u32_at(bytes, at)?, bytes.get(at + 4).map_or(0, |&step| step.min(STEPS))));
        section.step_by(SIZE).map(entry).collect::<Result<_, _>>().map(Self)
    }

    /// The step of `form`.
    pub(crate) fn of(&self, form: u32) -> u8 {
        self.0.get(&form).copied().unwrap_or(0)
    }
}

/// The section that [`Rates::read`] reads.
#[cfg(feature = "train")]
pub(crate) fn write_rates(rates: &std::collections::BTreeMap<u32, u8>) -> Vec<u8> {
    rates.iter().flat_map(|(form, step)| form.to_le_bytes().into_iter().chain([*step])).collect()
}
