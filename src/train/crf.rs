//! Conditional random field (Lafferty, McCallum & Pereira 2001), trained one sequence at a time with `AdaGrad`
//! (Duchi, Hazan & Singer 2011); the weights of the later epochs are averaged.

use super::index::Examples;
use super::lattice::{Lattice, PAIRS};
use super::random::Random;
use crate::model::ChainWeights;
use crate::quote::label::{LABELS, Label};

/// Passes over the training set.
const EPOCHS: usize = 8;

/// Step size of `AdaGrad`.
const RATE: f32 = 0.02;

/// Pull of every weight towards zero, a step.
const DECAY: f32 = 2e-5;

/// A gradient below this is not worth a step.
const LEAST: f32 = 1e-3;

/// Score of a pair of labels that cannot be.
const NEVER: f32 = -1e4;

/// Learns the weights of a chain.
pub(super) fn train(examples: &Examples, report: &mut dyn FnMut(&str)) -> ChainWeights {
    let mut learner = Learner::new(examples.hashes.len());
    let mut order: Vec<usize> = (0..examples.sequences.len()).collect();
    let mut random = Random(0x5EED);
    let mut sum = vec![0.0; learner.weights.len()];
    for epoch in 1..=EPOCHS {
        random.shuffle(&mut order);
        let loss: f64 = order.iter().map(|&sequence| f64::from(learner.learn(examples, sequence))).sum();
        report(&format!("  epoch {epoch}: loss a word {:.4}", loss / examples.labels.len() as f64));
        if epoch > EPOCHS / 2 {
            sum.iter_mut().zip(&learner.weights).for_each(|(sum, weight)| *sum += weight);
        }
    }
    let epochs = (EPOCHS - EPOCHS / 2) as f32;
    sum.iter_mut().for_each(|weight| *weight /= epochs);
    learner.finish(&sum, &examples.hashes)
}

/// Weights and their squared gradients: the features' rows first, then the pairs of labels, then the start.
struct Learner {
    weights: Vec<f32>,
    squares: Vec<f32>,
    features: usize,
    lattice: Lattice,
}

impl Learner {
    fn new(features: usize) -> Self {
        let size = features * LABELS + PAIRS + LABELS;
        let mut learner =
            Self { weights: vec![0.0; size], squares: vec![0.0; size], features, lattice: Lattice::default() };
        let at = learner.pairs_at();
        for (pair, weight) in learner.weights.iter_mut().skip(at).enumerate() {
            let from = (pair < PAIRS).then(|| Label::from_number(pair / LABELS));
            if !Label::from_number(pair % LABELS).may_follow(from) {
                *weight = NEVER;
            }
        }
        learner
    }

    fn pairs_at(&self) -> usize {
        self.features * LABELS
    }

    fn pair(&self, from: usize, to: usize) -> f32 {
        self.weights[self.pairs_at() + from * LABELS + to]
    }

    fn start(&self, to: usize) -> f32 {
        self.weights[self.pairs_at() + PAIRS + to]
    }

    /// One step on one sequence; gives the negative log-likelihood before it.
    fn learn(&mut self, examples: &Examples, sequence: usize) -> f32 {
        let first = if sequence == 0 { 0 } else { examples.sequences[sequence - 1] };
        let words = first..examples.sequences[sequence];
        if words.is_empty() {
            return 0.0;
        }
        let gold = &examples.labels[words.clone()];
        let mut lattice = std::mem::take(&mut self.lattice);
        let score = self.score(examples, words.clone(), gold, &mut lattice.emit);
        let pairs: [f32; PAIRS] = std::array::from_fn(|pair| libm::expf(self.pair(pair / LABELS, pair % LABELS)));
        let start: [f32; LABELS] = std::array::from_fn(|to| libm::expf(self.start(to)));
        let total = lattice.run(&pairs, &start);
        self.update_pairs(&lattice, gold, &pairs);
        for (at, word) in words.enumerate() {
            let mut slope = lattice.marginal(at);
            slope[gold[at] as usize] -= 1.0;
            if slope.iter().any(|slope| slope.abs() > LEAST) {
                examples.of(word).iter().for_each(|&feature| self.step_row(feature as usize * LABELS, &slope));
            }
        }
        self.lattice = lattice;
        total - score
    }

    /// Fills the emissions, and gives the score of the gold labels together with what was taken off for range.
    fn score(
        &self,
        examples: &Examples,
        words: std::ops::Range<usize>,
        gold: &[u8],
        emit: &mut Vec<[f32; LABELS]>,
    ) -> f32 {
        emit.clear();
        let mut score = self.start(gold[0].into());
        score += gold.windows(2).map(|pair| self.pair(pair[0].into(), pair[1].into())).sum::<f32>();
        for (word, &gold) in words.zip(gold) {
            let mut row = [0.0_f32; LABELS];
            for &feature in examples.of(word) {
                let at = feature as usize * LABELS;
                row.iter_mut().zip(&self.weights[at..at + LABELS]).for_each(|(sum, weight)| *sum += weight);
            }
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            score += row[gold as usize] - top;
            emit.push(row.map(|score| libm::expf(score - top)));
        }
        score
    }

    fn update_pairs(&mut self, lattice: &Lattice, gold: &[u8], pairs: &[f32; PAIRS]) {
        let mut slope = [0.0; PAIRS];
        for at in 1..gold.len() {
            lattice.add_pairs(at, pairs, &mut slope);
            slope[gold[at - 1] as usize * LABELS + gold[at] as usize] -= 1.0;
        }
        let at = self.pairs_at();
        for (pair, &slope) in slope.iter().enumerate().filter(|(pair, _)| pairs[*pair] > 0.0) {
            self.step(at + pair, slope);
        }
        let mut slope = lattice.marginal(0);
        slope[gold[0] as usize] -= 1.0;
        for (to, &slope) in slope.iter().enumerate() {
            self.step(at + PAIRS + to, slope);
        }
    }

    fn step_row(&mut self, at: usize, slope: &[f32; LABELS]) {
        for (label, &slope) in slope.iter().enumerate() {
            self.step(at + label, slope);
        }
    }

    fn step(&mut self, at: usize, slope: f32) {
        if self.weights[at] <= NEVER {
            return;
        }
        let slope = slope + DECAY * self.weights[at];
        self.squares[at] += slope * slope;
        self.weights[at] -= RATE * slope / (1e-6 + self.squares[at]).sqrt();
    }

    fn finish(&self, weights: &[f32], hashes: &[u64]) -> ChainWeights {
        let (rows, rest) = weights.split_at(self.pairs_at());
        let (transitions, start) = rest.split_at(PAIRS);
        let features = hashes.iter().zip(rows.chunks(LABELS)).map(|(&hash, row)| (hash, row.to_vec())).collect();
        ChainWeights { start: start.to_vec(), transitions: transitions.to_vec(), features }
    }
}
