//! Sums over all label sequences of a chain.

use crate::model::ROW;
use crate::quote::label::{LABELS, Label};

/// Number of pairs of labels.
pub(super) const PAIRS: usize = LABELS * LABELS;

/// Scratch of one sequence.
#[derive(Default)]
pub(super) struct Lattice {
    /// Exponential of the emission scores, one row a word.
    pub(super) emit: Vec<[f32; LABELS]>,
    forward: Vec<[f32; LABELS]>,
    backward: Vec<[f32; LABELS]>,
}

impl Lattice {
    /// Forward and backward sums, each row scaled to one; gives the logarithm of the partition sum.
    pub(super) fn run(&mut self, pairs: &[f32; PAIRS], start: &[f32; LABELS]) -> f32 {
        let length = self.emit.len();
        self.forward.clear();
        let mut total = 0.0;
        for at in 0..length {
            let enter: [f32; LABELS] = match at.checked_sub(1) {
                None => *start,
                Some(before) => {
                    let from = &self.forward[before];
                    std::array::from_fn(|to| (0..LABELS).map(|label| from[label] * pairs[label * LABELS + to]).sum())
                }
            };
            let mut row: [f32; LABELS] = std::array::from_fn(|to| enter[to] * self.emit[at][to]);
            total += libm::logf(scale(&mut row));
            self.forward.push(row);
        }
        self.backward.clear();
        self.backward.resize(length, [1.0; LABELS]);
        for at in (1..length).rev() {
            let after: [f32; LABELS] = std::array::from_fn(|to| self.backward[at][to] * self.emit[at][to]);
            let mut row: [f32; LABELS] =
                std::array::from_fn(|from| (0..LABELS).map(|to| pairs[from * LABELS + to] * after[to]).sum());
            scale(&mut row);
            self.backward[at - 1] = row;
        }
        total
    }

    /// Probability of each label at a word.
    pub(super) fn marginal(&self, at: usize) -> [f32; LABELS] {
        let mut row: [f32; LABELS] = std::array::from_fn(|label| self.forward[at][label] * self.backward[at][label]);
        scale(&mut row);
        row
    }

    /// Adds the probability of each pair of labels at `at - 1` and `at`.
    pub(super) fn add_pairs(&self, at: usize, pairs: &[f32; PAIRS], sum: &mut [f32; PAIRS]) {
        let (before, emit, after) = (&self.forward[at - 1], &self.emit[at], &self.backward[at]);
        let mut found: [f32; PAIRS] = std::array::from_fn(|pair| {
            let (from, to) = (pair / LABELS, pair % LABELS);
            before[from] * pairs[pair] * emit[to] * after[to]
        });
        scale(&mut found);
        sum.iter_mut().zip(found).for_each(|(sum, found)| *sum += found);
    }
}

/// Makes the sum of `row` one; gives what it was.
fn scale<const N: usize>(row: &mut [f32; N]) -> f32 {
    let sum = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    row.iter_mut().for_each(|value| *value /= sum);
    sum
}

/// Weights of a chain that do not look at words: the start score of each label, then the pairs.
pub(super) const CHAIN: usize = LABELS + PAIRS;

/// Score of a pair of labels that cannot be.
const NEVER: f32 = -1e4;

/// The weights of a chain that knows only what cannot be.
pub(super) fn open_chain() -> [f32; CHAIN] {
    std::array::from_fn(|at| {
        let from = at.checked_sub(LABELS).map(|pair| Label::from_number(pair / LABELS));
        if Label::from_number(at % LABELS).may_follow(from) { 0.0 } else { NEVER }
    })
}

impl Lattice {
    /// The negative log-likelihood of `gold` where each word has a row of `ROW` scores; fills the `slopes` of the scores and
    /// adds to those of the chain's weights.
    pub(super) fn loss(
        &mut self,
        scores: &[f32],
        gold: &[u8],
        chain: &[f32],
        slopes: &mut Vec<f32>,
        gradient: &mut [f32],
    ) -> f32 {
        let (Some(start), Some(pairs)) = (chain.first_chunk::<LABELS>(), chain[LABELS..].first_chunk::<PAIRS>()) else {
            return 0.0;
        };
        let (start, pairs) = (start.map(libm::expf), pairs.map(libm::expf));
        let mut score = chain[usize::from(gold[0])];
        score += gold.windows(2).map(|two| chain[pair_at(two)]).sum::<f32>();
        self.emit.clear();
        for (row, &gold) in scores.chunks_exact(ROW).zip(gold) {
            let row: &[f32; LABELS] = row.first_chunk().unwrap_or(&[0.0; LABELS]);
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            score += row[usize::from(gold)] - top;
            self.emit.push(row.map(|score| libm::expf(score - top)));
        }
        let total = self.run(&pairs, &start);
        self.slopes(gold, &pairs, slopes, gradient);
        total - score
    }

    fn slopes(&self, gold: &[u8], pairs: &[f32; PAIRS], slopes: &mut Vec<f32>, gradient: &mut [f32]) {
        slopes.clear();
        slopes.resize(gold.len() * ROW, 0.0);
        let mut sums = [0.0; PAIRS];
        for (at, (&label, slopes)) in gold.iter().zip(slopes.chunks_exact_mut(ROW)).enumerate() {
            slopes[..LABELS].copy_from_slice(&self.marginal(at));
            slopes[usize::from(label)] -= 1.0;
            if at > 0 {
                self.add_pairs(at, pairs, &mut sums);
                gradient[pair_at(&gold[at - 1..])] -= 1.0;
            }
        }
        gradient.iter_mut().zip(&slopes[..LABELS]).for_each(|(sum, slope)| *sum += slope);
        gradient[LABELS..].iter_mut().zip(sums).for_each(|(sum, slope)| *sum += slope);
    }
}

/// Where the weight of the first two labels lies in a chain.
fn pair_at(labels: &[u8]) -> usize {
    LABELS + usize::from(labels[0]) * LABELS + usize::from(labels[1])
}
