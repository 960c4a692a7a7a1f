//! How often each word was a cue in training, in steps.

use std::ops::Range;

use super::sections::u32_at;
use crate::Error;

/// Steps of a rate: 0 never or unknown, [`STEPS`] always.
pub(crate) const STEPS: u8 = 10;

/// Word forms with the step of their rate, sorted by form; five bytes each.
#[derive(Clone, Debug)]
pub(crate) struct Rates {
    table: Range<usize>,
}

const SIZE: usize = 5;

impl Rates {
    /// Reads the section at `section` of a model.
    pub(crate) fn read(section: Range<usize>) -> Result<Self, Error> {
        if !section.len().is_multiple_of(SIZE) {
            return Err(Error::model(format!(
                "a list of word rates has {} bytes, not a multiple of {SIZE}",
                section.len()
            )));
        }
        Ok(Self { table: section })
    }

    /// The step of `form`.
    pub(crate) fn of(&self, bytes: &[u8], form: u32) -> u8 {
        let table = bytes.get(self.table.clone()).unwrap_or_default();
        let key = |number: usize| u32_at(table, number * SIZE).unwrap_or(u32::MAX);
        let (mut low, mut high) = (0, table.len() / SIZE);
        while low < high {
            let middle = low.midpoint(high);
            if key(middle) < form { low = middle + 1 } else { high = middle }
        }
        let found = table.get(low * SIZE + 4).copied().unwrap_or(0);
        if key(low) == form { found.min(STEPS) } else { 0 }
    }
}

/// The section that [`Rates::read`] reads.
#[cfg(feature = "train")]
pub(crate) fn write_rates(rates: &std::collections::BTreeMap<u32, u8>) -> Vec<u8> {
    rates.iter().flat_map(|(form, step)| form.to_le_bytes().into_iter().chain([*step])).collect()
}
