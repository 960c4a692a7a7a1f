//! Which labels follow which: the part of a scorer that does not look at words.

use super::chain::{ROW, Scores};
use super::sections::u32_at;
use crate::Error;

/// Score of a label that there is not, and of a pair that cannot be.
const NEVER: i32 = -1_000_000;

/// Bits of a way that tell the label it comes from.
pub(crate) const LOW: u32 = ROW.trailing_zeros();

/// Scores of labels at the start and after one another.
#[derive(Clone, Debug)]
pub(crate) struct Transitions {
    /// Score of one integer step, in nats.
    pub(crate) unit: f32,
    /// Score of each label at the start.
    pub(crate) start: Scores,
    /// Score of no label after none.
    pub(crate) none: i32,
    /// For each label the way from it to every label: [`ROW`] times the score, and more the lower it is, so that of two
    /// equal ways that from the lower label is the greater.
    pub(crate) ways: [Scores; ROW],
}

impl Transitions {
    /// Numbers that [`Transitions::read`] reads.
    pub(crate) const NUMBERS: usize = ROW + ROW * ROW;

    /// Reads start and transition scores, each of `unit` nats, at byte `at` of a model.
    pub(crate) fn read(bytes: &[u8], at: usize, unit: f32) -> Result<Self, Error> {
        let mut small = [NEVER; Self::NUMBERS];
        for (number, score) in small.iter_mut().enumerate() {
            *score = u32_at(bytes, at + number * 4)?.cast_signed();
        }
        let (start, pairs) = small.split_at(ROW);
        let score = |scores: &[i32], at: usize| scores.get(at).copied().unwrap_or(NEVER);
        let starts = std::array::from_fn(|to| score(start, to));
        let pair = |from: usize| std::array::from_fn(|to| score(pairs, from * ROW + to));
        Ok(Self::new(unit, starts, std::array::from_fn(pair)))
    }

    /// Scores of each label at the start, and from each label to every other.
    pub(crate) fn new(unit: f32, start: Scores, pairs: [Scores; ROW]) -> Self {
        let within = |score: i32| score.clamp(NEVER, -NEVER);
        let way = |from: usize, score: i32| (within(score) << LOW) + (ROW - 1 - from) as i32;
        let ways = std::array::from_fn(|from| pairs[from].map(|score| way(from, score)));
        Self { unit, start: start.map(within), none: within(pairs[0][0]), ways }
    }

    /// The scores of several scorers added up, where a step of each is `unit` nats; their mean has the size of one.
    pub(crate) fn sum<'t>(parts: impl Iterator<Item = &'t Self>, unit: f32) -> Self {
        let (mut start, mut pairs, mut count) = (Scores::default(), [Scores::default(); ROW], 0.0_f32);
        let add = |sum: &mut Scores, more: Scores| sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        for part in parts {
            count += 1.0;
            add(&mut start, part.start);
            pairs.iter_mut().zip(part.ways).for_each(|(sum, ways)| add(sum, ways.map(|way| way >> LOW)));
        }
        Self::new(unit / count.max(1.0), start, pairs)
    }

    /// The numbers that [`Transitions::read`] reads, of scores in nats: `start` of each label, and of label `to` after label
    /// `from` at `from * labels + to`.
    #[cfg(feature = "train")]
    pub(crate) fn write(start: &[f32], pairs: &[f32], unit: f32) -> Vec<u8> {
        let labels = start.len();
        let step = |score: Option<&f32>| score.map_or(NEVER, |score| (score / unit).round().max(NEVER as f32) as i32);
        let pair = |from: usize, to: usize| pairs.get(from * labels + to).filter(|_| to < labels && from < labels);
        let starts = (0..ROW).map(|to| step(start.get(to)));
        let pairs = (0..ROW * ROW).map(|at| step(pair(at / ROW, at % ROW)));
        starts.chain(pairs).flat_map(i32::to_le_bytes).collect()
    }
}
