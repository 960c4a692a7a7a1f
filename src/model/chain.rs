//! A linear chain: integer weights of features and of pairs of labels.

use std::ops::Range;

use super::sections::u32_at;
use super::transitions::Transitions;
use crate::Error;

/// Weights of a feature, one a label; the rest of a row is zero.
pub(crate) const ROW: usize = 8;

/// One score a label.
pub(crate) type Scores = [i32; ROW];

/// Weights of some features, one sum a label.
pub(crate) type Sum = [i16; ROW];

/// Bytes of a line: what a cache fetches at once.
const LINE: usize = 64;

/// What makes signed bytes unsigned ones that are 128 more.
const RAISE: u64 = u64::MAX / 0xFF * 0x80;

/// Every second byte of a number.
const LANES: u64 = u64::MAX / 0xFFFF * 0xFF;

/// Places for features in a line: a fingerprint of two bytes and [`WIDTH`] weights of one byte each.
const PLACES: usize = 7;

/// Weights of a place. A row read there holds one byte more, which stands for a label that no chain has.
const WIDTH: usize = 7;

/// Where the weights of the first place lie in a line.
const WEIGHTS: usize = PLACES * 2;

/// Bytes before the lines: labels, unit, number of lines, start scores, transition scores, then zeros.
const HEAD: usize = ((3 + Transitions::NUMBERS) * 4).next_multiple_of(LINE);

/// A trained chain: where its weights lie in the model, and the small tables read out of it.
///
/// Section layout, all numbers little-endian: labels, weight unit (`f32`), lines, start and transition scores (`i32`), then
/// lines of seven places for features: the fingerprints (`u16`), then for each a row of seven signed bytes. A feature lies in
/// the line of its low half; its fingerprint is its top 16 bits, so that one unknown feature in some 10,000 is taken for
/// another. Nearly every line asked for is far from the processor, hence one line a feature, and no branch on what it holds.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    pub(crate) transitions: Transitions,
    lines: Range<usize>,
}

impl Chain {
    /// Reads the section at `section` of a model.
    pub(crate) fn read(bytes: &[u8], section: Range<usize>) -> Result<Self, Error> {
        let number = |at: usize| u32_at(bytes, section.start + at * 4);
        let (labels, unit) = (number(0)? as usize, f32::from_bits(number(1)?));
        let count = number(2)? as usize;
        let transitions = Transitions::read(bytes, section.start + 12, unit)?;
        let lines = section.start + HEAD..section.start + HEAD + count * LINE;
        if labels == 0 || labels > WIDTH || count == 0 || lines.end != section.end {
            return Err(Error::model(format!("{labels} labels, {count} lines do not fit {} bytes", section.len())));
        }
        Ok(Self { transitions, lines })
    }

    /// The sum of the weights of `features`.
    pub(crate) fn sum(&self, bytes: &[u8], features: &[u64]) -> Sum {
        let (lines, _) = bytes.get(self.lines.clone()).unwrap_or_default().as_chunks::<LINE>();
        let line = |feature: u64| lines.get(line_of(feature, lines.len())).unwrap_or(&[0; LINE]);
        // The last byte of every line is zero. Read first, it brings all lines near at the same time.
        let nothing = features.iter().fold(0, |bytes, &feature| bytes | line(feature)[LINE - 1]);
        // Every second weight in a number of four lanes, raised so that none is negative: sums of a byte each stay apart.
        let (mut evens, mut odds) = (u64::from(nothing), 0);
        for &feature in features {
            let raised = weights(line(feature), fingerprint(feature)) ^ RAISE;
            evens += raised & LANES;
            odds += raised >> 8 & LANES;
        }
        let raised = (128 * features.len()) as i16;
        std::array::from_fn(|label| {
            let lanes = if label % 2 == 0 { evens } else { odds };
            ((lanes >> (label / 2 * 16)) as i16).wrapping_sub(raised)
        })
    }
}

/// The weights of the feature with this fingerprint, a byte each; zeros if the line does not hold it.
fn weights(line: &[u8; LINE], wanted: u16) -> u64 {
    let place = place(line, wanted);
    let at = WEIGHTS + WIDTH * place.min(PLACES - 1);
    let weights = line.get(at..).and_then(|rest| rest.first_chunk().copied()).map_or(0, u64::from_le_bytes);
    weights & u64::from(place < PLACES).wrapping_neg()
}

/// The first place of a line with this fingerprint, more than there are if none has it.
///
/// Looks at four fingerprints at once: taking one from a number borrows from its top bit only where the number is zero
/// (Mycroft 1987), as it is where the two are equal. The eighth is weights, and counts as found.
fn place(line: &[u8; LINE], wanted: u16) -> usize {
    const ONES: u64 = u64::MAX / 0xFFFF;
    const TOPS: u64 = ONES << 15;
    const EIGHTH: u64 = 1 << 63;
    let equal = |held: &[u8; 8]| {
        let apart = u64::from_le_bytes(*held) ^ (ONES * u64::from(wanted));
        apart.wrapping_sub(ONES) & !apart & TOPS
    };
    let (halves, _) = line.as_chunks();
    let [first, second, ..] = halves else { return PLACES };
    let (first, second) = (equal(first), equal(second) | EIGHTH);
    let (found, before) = if first > 0 { (first, 0) } else { (second, 4) };
    before + found.trailing_zeros() as usize / 16
}

fn line_of(feature: u64, lines: usize) -> usize {
    (((feature & 0xFFFF_FFFF) * lines as u64) >> 32) as usize
}

/// The top bits of a feature; zero marks a place without one.
fn fingerprint(feature: u64) -> u16 {
    ((feature >> 48) as u16).max(1)
}

/// Trained weights on their way into a model.
#[cfg(feature = "train")]
#[derive(Clone, Debug, Default)]
pub(crate) struct ChainWeights {
    /// Score of each label at the start.
    pub(crate) start: Vec<f32>,
    /// Score of label `to` after label `from` at `from * labels + to`.
    pub(crate) transitions: Vec<f32>,
    /// Each feature with one weight a label.
    pub(crate) features: Vec<(u64, Vec<f32>)>,
}

#[cfg(feature = "train")]
impl ChainWeights {
    /// Features in a line, on average: few enough that one in thirty finds its line full.
    const LOAD: f32 = 4.6;

    /// A chain of one label that knows nothing.
    pub(crate) fn unknown() -> Self {
        Self { start: vec![0.0], transitions: vec![0.0], features: Vec::new() }
    }

    /// The section that [`Chain::read`] reads: features whose weights all lie within `least` of zero are left out, and where
    /// a line is full those of least weight; weights beyond what a byte holds are clipped.
    pub(crate) fn write(&self, unit: f32, least: f32) -> Vec<u8> {
        let labels = self.start.len();
        let weight = |row: &[f32]| row.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let mut kept: Vec<_> = self.features.iter().filter(|(_, row)| weight(row) > least).collect();
        kept.sort_by(|(a, left), (b, right)| weight(right).total_cmp(&weight(left)).then(a.cmp(b)));
        let count = (kept.len() as f32 / Self::LOAD) as usize + 1;
        let mut bytes: Vec<u8> = Vec::new();
        bytes.extend([labels as u32, unit.to_bits(), count as u32].into_iter().flat_map(u32::to_le_bytes));
        bytes.extend(Transitions::write(&self.start, &self.transitions, unit));
        bytes.resize(HEAD, 0);
        let mut lines = vec![[0_u8; LINE]; count];
        for (feature, row) in kept {
            put(&mut lines[line_of(*feature, count)], fingerprint(*feature), row.iter().map(|weight| weight / unit));
        }
        bytes.extend(lines.iter().flatten());
        bytes
    }
}

/// Puts a feature into the first free place of its line, if there is one.
#[cfg(feature = "train")]
fn put(line: &mut [u8; LINE], fingerprint: u16, row: impl Iterator<Item = f32>) {
    let Some(place) = (0..PLACES).find(|place| line[place * 2] == 0 && line[place * 2 + 1] == 0) else { return };
    line[place * 2..place * 2 + 2].copy_from_slice(&fingerprint.to_le_bytes());
    for (byte, weight) in line[WEIGHTS + place * WIDTH..].iter_mut().zip(row.take(WIDTH)) {
        *byte = (weight.round().clamp(-127.0, 127.0) as i8).cast_unsigned();
    }
}
