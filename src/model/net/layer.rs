//! Minimal gated recurrent units (Feng et al. 2024), read in both directions, after a look at the neighbours.

use super::curve::{sigmoid, tanh};
use super::matrix::Matrix;

/// Parts of a row of gates: for each direction the openings, then the candidates.
pub(crate) const GATES: usize = 4;

/// The most units that a direction may have.
pub(crate) const MOST_UNITS: usize = 256;

/// Words before and after a word that are mixed into it.
pub(crate) const NEIGHBOURS: usize = 2;

/// Weights of a mix: one row a neighbour, from the first before to the last after.
pub(crate) const TAPS: usize = 2 * NEIGHBOURS + 1;

/// Where the weights of a layer lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layer {
    /// Rows of the mix, each as wide as the matrix has inputs.
    pub(crate) taps: usize,
    /// From a mixed word to its gates.
    pub(crate) matrix: Matrix,
    /// Added to the gates.
    pub(crate) bias: usize,
}

/// What a layer computes for each word of a sequence, one row a word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    pub(crate) input: Vec<f32>,
    pub(crate) mixed: Vec<f32>,
    pub(crate) gates: Vec<f32>,
    pub(crate) states: Vec<f32>,
}

impl Layer {
    /// Units a direction.
    pub(crate) fn units(&self) -> usize {
        self.matrix.outputs / GATES
    }

    /// From the input of `rows` to its states.
    pub(crate) fn run(&self, weights: &[f32], rows: &mut Rows) {
        let width = self.matrix.inputs;
        let words = rows.input.len() / width;
        let taps = weights.get(self.taps..self.taps + TAPS * width).unwrap_or_default();
        mix(taps, &rows.input, width, &mut rows.mixed);
        let bias = weights.get(self.bias..self.bias + self.matrix.outputs).unwrap_or_default();
        fill(&mut rows.gates, words, bias);
        self.matrix.add(weights, &rows.mixed, &mut rows.gates);
        open(&mut rows.gates, self.units());
        rows.states.clear();
        rows.states.resize(words * 2 * self.units(), 0.0);
        scan(&rows.gates, self.units(), &mut rows.states);
    }
}

/// Makes `rows` that many copies of `row`.
pub(crate) fn fill(rows: &mut Vec<f32>, count: usize, row: &[f32]) {
    rows.clear();
    (0..count).for_each(|_| rows.extend_from_slice(row));
}

/// Each row of `out` is the sum of the rows near it in `input`, each times its row of `taps`.
fn mix(taps: &[f32], input: &[f32], width: usize, out: &mut Vec<f32>) {
    out.clear();
    out.resize(input.len(), 0.0);
    for (word, out) in out.chunks_exact_mut(width).enumerate() {
        for (tap, weights) in taps.chunks_exact(width).enumerate() {
            let Some(near) = (word + tap).checked_sub(NEIGHBOURS) else { continue };
            let near = input.get(near * width..(near + 1) * width).unwrap_or_default();
            out.iter_mut().zip(near.iter().zip(weights)).for_each(|(out, (near, weight))| *out += near * weight);
        }
    }
}

/// Makes of sums gates: openings between 0 and 1, candidates between -1 and 1.
pub(crate) fn open(gates: &mut [f32], units: usize) {
    for parts in gates.chunks_exact_mut(2 * units.max(1)) {
        let (opening, candidate) = parts.split_at_mut(units);
        opening.iter_mut().for_each(|gate| *gate = sigmoid(*gate));
        candidate.iter_mut().for_each(|gate| *gate = tanh(*gate));
    }
}

/// Fills `states`, a row of `2 * units` a word: the first half moves from the word before, the second from the word after,
/// towards the candidate as far as the gate is open.
pub(crate) fn scan(gates: &[f32], units: usize, states: &mut [f32]) {
    let rows = gates.chunks_exact(GATES * units.max(1)).zip(states.chunks_exact_mut(2 * units.max(1)));
    let mut state = [0.0; MOST_UNITS];
    for (gates, states) in rows {
        step(gates.split_at(2 * units).0, units, &mut state, states.split_at_mut(units).0);
    }
    let rows = gates.chunks_exact(GATES * units.max(1)).zip(states.chunks_exact_mut(2 * units.max(1)));
    let mut state = [0.0; MOST_UNITS];
    for (gates, states) in rows.rev() {
        step(gates.split_at(2 * units).1, units, &mut state, states.split_at_mut(units).1);
    }
}

fn step(gates: &[f32], units: usize, state: &mut [f32; MOST_UNITS], out: &mut [f32]) {
    let (opening, candidate) = gates.split_at(units);
    let gates = opening.iter().zip(candidate);
    for (((opening, candidate), state), out) in gates.zip(state).zip(out) {
        *state += opening * (candidate - *state);
        *out = *state;
    }
}
