//! A linear chain: integer weights of features and of pairs of labels.

use std::ops::Range;

use super::sections::u32_at;
use super::transitions::Transitions;
use crate::Error;

/// Scores of a word: one a label, and one more.
pub(crate) const ROW: usize = 8;

/// One score a label.
pub(crate) type Scores = [i32; ROW];

/// One sum of weights a label, and one more.
pub(crate) type Sum = [i16; ROW];

/// Bytes that a cache fetches at once; sections begin at a multiple of it.
const LINE: usize = 64;

/// Rows of the table of a chain.
pub(crate) const ROWS: usize = 1 << 17;

/// Labels that a row has weights for, a byte each; its last byte is a fingerprint.
const WIDTH: usize = 7;

/// A row whose weights are all zero: 128 more than they are, so that none is negative.
const NOTHING: u64 = u64::MAX / 0xFF * 0x80;

/// Every second byte of a number.
const LANES: u64 = u64::MAX / 0xFFFF * 0xFF;

/// Bytes before the rows: labels, unit, start scores, transition scores, then zeros.
const HEAD: usize = ((2 + Transitions::NUMBERS) * 4).next_multiple_of(LINE);

/// Where features go: to be added up, or to be learnt.
pub(crate) trait Features {
    /// Takes the hash of one feature.
    fn add(&mut self, feature: u64);
}

impl Features for Vec<u64> {
    fn add(&mut self, feature: u64) {
        self.push(feature);
    }
}

/// A trained chain: where its weights lie in the model, and the small tables read out of it.
///
/// Section layout, all numbers little-endian: labels, weight unit (`f32`), start and transition scores (`i32`), then
/// [`ROWS`] rows of eight bytes: a weight for each of seven labels, 128 more than it is, and a fingerprint of the feature. A
/// feature has one row where its weights may be (Weinberger et al. 2009); of those with the same row, training keeps the most
/// frequent, and one unknown feature in 256 is taken for it.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    pub(crate) transitions: Transitions,
    rows: Range<usize>,
}

impl Chain {
    /// Reads the section at `section` of a model.
    pub(crate) fn read(bytes: &[u8], section: Range<usize>) -> Result<Self, Error> {
        let number = |at: usize| u32_at(bytes, section.start + at * 4);
        let (labels, unit) = (number(0)? as usize, f32::from_bits(number(1)?));
        let transitions = Transitions::read(bytes, section.start + 8, unit)?;
        let rows = section.start + HEAD..section.start + HEAD + ROWS * ROW;
        if labels == 0 || labels > WIDTH || rows.end != section.end {
            return Err(Error::model(format!("{labels} labels, {ROWS} rows do not fit {} bytes", section.len())));
        }
        Ok(Self { transitions, rows })
    }

    /// The sum of the weights of the features that `give` adds; at most 250 of them.
    #[inline(always)]
    pub(crate) fn sum(&self, bytes: &[u8], give: impl FnOnce(&mut Adder<'_>)) -> Sum {
        let (rows, _) = bytes.get(self.rows.clone()).unwrap_or_default().as_chunks::<ROW>();
        let Some(rows) = rows.first_chunk() else { return Sum::default() };
        let mut adder = Adder { rows, evens: 0, odds: 0, count: 0 };
        give(&mut adder);
        adder.sum()
    }
}

/// Adds up rows: every second weight in a number of four lanes, so that sums of a byte each stay apart.
pub(crate) struct Adder<'m> {
    rows: &'m [[u8; ROW]; ROWS],
    evens: u64,
    odds: u64,
    count: i16,
}

impl Features for Adder<'_> {
    #[inline(always)]
    fn add(&mut self, feature: u64) {
        let row = u64::from_le_bytes(self.rows[row_of(feature)]);
        let is_own = (row ^ feature) >> 56 == 0;
        let row = if is_own { row } else { NOTHING };
        self.evens += row & LANES;
        self.odds += row >> 8 & LANES;
        self.count += 1;
    }
}

impl Adder<'_> {
    #[inline(always)]
    fn sum(&self) -> Sum {
        let raised = 128 * self.count;
        std::array::from_fn(|label| {
            let lanes = if label % 2 == 0 { self.evens } else { self.odds };
            ((lanes >> (label / 2 * 16)) as i16).wrapping_sub(raised)
        })
    }
}

/// The row of a feature.
#[inline(always)]
pub(crate) fn row_of(feature: u64) -> usize {
    feature as usize % ROWS
}

/// Trained weights on their way into a model.
#[cfg(feature = "train")]
#[derive(Clone, Debug, Default)]
pub(crate) struct ChainWeights {
    /// Score of each label at the start.
    pub(crate) start: Vec<f32>,
    /// Score of label `to` after label `from` at `from * labels + to`.
    pub(crate) transitions: Vec<f32>,
    /// Each feature with one weight a label; no two have one row.
    pub(crate) features: Vec<(u64, Vec<f32>)>,
}

#[cfg(feature = "train")]
impl ChainWeights {
    /// A chain of one label that knows nothing.
    pub(crate) fn unknown() -> Self {
        Self { start: vec![0.0], transitions: vec![0.0], features: Vec::new() }
    }

    /// The section that [`Chain::read`] reads; weights beyond what a byte holds are clipped.
    pub(crate) fn write(&self, unit: f32) -> Vec<u8> {
        let labels = self.start.len();
        let mut bytes: Vec<u8> = Vec::new();
        bytes.extend([labels as u32, unit.to_bits()].into_iter().flat_map(u32::to_le_bytes));
        bytes.extend(Transitions::write(&self.start, &self.transitions, unit));
        bytes.resize(HEAD, 0);
        let mut rows = vec![NOTHING; ROWS];
        for (feature, weights) in &self.features {
            rows[row_of(*feature)] = row(*feature, weights.iter().map(|weight| weight / unit));
        }
        bytes.extend(rows.into_iter().flat_map(u64::to_le_bytes));
        bytes
    }
}

#[cfg(feature = "train")]
fn row(feature: u64, weights: impl Iterator<Item = f32>) -> u64 {
    let mut bytes = NOTHING.to_le_bytes();
    for (byte, weight) in bytes.iter_mut().zip(weights.take(WIDTH)) {
        *byte = (weight.round().clamp(-127.0, 127.0) as i8).cast_unsigned() ^ 0x80;
    }
    bytes[WIDTH] = (feature >> 56) as u8;
    u64::from_le_bytes(bytes)
}
