//! A linear chain: integer weights of features and of pairs of labels.

use std::ops::Range;

use super::sections::u32_at;
use super::transitions::Transitions;
use crate::Error;

/// Weights of a feature, one a label; the rest of a row is zero.
pub(crate) const ROW: usize = 8;

/// One score a label.
pub(crate) type Scores = [i32; ROW];

/// Places for features in a bucket.
const BUCKET: usize = 8;

/// Bytes before the table: labels, unit, buckets, start scores, transition scores.
const HEAD: usize = (3 + Transitions::NUMBERS) * 4;

/// A trained chain: where its weights lie in the model, and the small tables read out of it.
///
/// Section layout, all numbers little-endian: labels, weight unit (`f32`), buckets, start and transition scores (`i32`),
/// then for each bucket the fingerprints (`u16`) of its features, then for each feature a row of signed bytes. A feature lies
/// in the bucket of its low half; its fingerprint is its top 16 bits, so that one unknown feature in some 10,000 is taken
/// for another.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    pub(crate) transitions: Transitions,
    buckets: usize,
    fingerprints: Range<usize>,
    rows: Range<usize>,
}

impl Chain {
    /// Reads the section at `section` of a model.
    pub(crate) fn read(bytes: &[u8], section: Range<usize>) -> Result<Self, Error> {
        let number = |at: usize| u32_at(bytes, section.start + at * 4);
        let (labels, unit) = (number(0)? as usize, f32::from_bits(number(1)?));
        let buckets = number(2)? as usize;
        let transitions = Transitions::read(bytes, section.start + 12, unit)?;
        let fingerprints = section.start + HEAD..section.start + HEAD + buckets * BUCKET * 2;
        let rows = fingerprints.end..fingerprints.end + buckets * BUCKET * ROW;
        if labels == 0 || labels > ROW || buckets == 0 || rows.end != section.end {
            return Err(Error::model(format!("{labels} labels, {buckets} buckets do not fit {} bytes", section.len())));
        }
        Ok(Self { transitions, buckets, fingerprints, rows })
    }

    /// Adds the weights of `features` to `scores`; `rows` is scratch.
    ///
    /// Two loops of independent loads without branches, because nearly every load misses the cache.
    pub(crate) fn add(&self, bytes: &[u8], features: &[u64], rows: &mut Vec<u32>, scores: &mut Scores) {
        let fingerprints = bytes.get(self.fingerprints.clone()).unwrap_or_default();
        rows.clear();
        rows.resize(features.len() + 1, 0);
        let mut found = 0;
        for &feature in features {
            let bucket = bucket(feature, self.buckets);
            let start = bucket * BUCKET * 2;
            let held = fingerprints.get(start..start + BUCKET * 2).and_then(|held| held.first_chunk());
            let places = held.map_or(0, |held| places(held, fingerprint(feature)));
            rows[found] = (bucket * BUCKET) as u32 + places.trailing_zeros();
            found += usize::from(places != 0);
        }
        let weights = bytes.get(self.rows.clone()).unwrap_or_default();
        for &row in rows.iter().take(found) {
            let row = row as usize * ROW;
            let weights = weights.get(row..row + ROW).unwrap_or_default();
            scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += i32::from(weight.cast_signed()));
        }
    }
}

/// The places of a bucket that hold `wanted`, as bits.
fn places(held: &[u8; BUCKET * 2], wanted: u16) -> u32 {
    let held = held.chunks_exact(2).map(|two| u16::from(two[0]) | u16::from(two[1]) << 8);
    held.enumerate().fold(0, |bits, (place, held)| bits | u32::from(held == wanted) << place)
}

fn bucket(feature: u64, buckets: usize) -> usize {
    (((feature & 0xFFFF_FFFF) * buckets as u64) >> 32) as usize
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
    /// Features in a bucket, on average: few enough that one in thirty finds its bucket full.
    const LOAD: usize = 5;

    /// A chain of one label that knows nothing.
    pub(crate) fn unknown() -> Self {
        Self { start: vec![0.0], transitions: vec![0.0], features: Vec::new() }
    }

    /// The section that [`Chain::read`] reads: features whose weights all lie within `least` of zero are left out, and where
    /// a bucket is full those of least weight; weights beyond what a byte holds are clipped.
    pub(crate) fn write(&self, unit: f32, least: f32) -> Vec<u8> {
        let labels = self.start.len();
        let weight = |row: &[f32]| row.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let mut kept: Vec<_> = self.features.iter().filter(|(_, row)| weight(row) > least).collect();
        kept.sort_by(|(a, left), (b, right)| weight(right).total_cmp(&weight(left)).then(a.cmp(b)));
        let buckets = kept.len() / Self::LOAD + 1;
        let mut bytes: Vec<u8> = Vec::new();
        bytes.extend([labels as u32, unit.to_bits(), buckets as u32].into_iter().flat_map(u32::to_le_bytes));
        bytes.extend(Transitions::write(&self.start, &self.transitions, unit));
        let mut held = vec![0_u16; buckets * BUCKET];
        let mut rows = vec![[0_i8; ROW]; buckets * BUCKET];
        for (feature, row) in kept {
            let first = bucket(*feature, buckets) * BUCKET;
            let Some(place) = (first..first + BUCKET).find(|&place| held[place] == 0) else { continue };
            held[place] = fingerprint(*feature);
            rows[place]
                .iter_mut()
                .zip(row)
                .for_each(|(to, from)| *to = (from / unit).round().clamp(-127.0, 127.0) as i8);
        }
        bytes.extend(held.iter().flat_map(|held| held.to_le_bytes()));
        bytes.extend(rows.iter().flatten().map(|weight| weight.cast_unsigned()));
        bytes
    }
}
