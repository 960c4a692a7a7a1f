//! Minimal gated recurrent units (Feng et al. 2024), read in both directions, after a look at the neighbours.

use super::curve::{sigmoid, tanh};
use super::product::{Affine, to_steps};
use super::wide::widely;

/// Parts of a row of gates: for each direction the openings, then the candidates.
pub(crate) const GATES: usize = 4;

/// The most units that a direction may have.
pub(crate) const MOST_UNITS: usize = 256;

/// Words before and after a word that are mixed into it.
pub(crate) const NEIGHBOURS: usize = 2;

/// Weights of a mix: one row a neighbour, from the first before to the last after.
pub(crate) const TAPS: usize = 2 * NEIGHBOURS + 1;

/// What a layer computes for each word of a sequence, one row a word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    pub(crate) input: Vec<f32>,
    pub(crate) mixed: Vec<f32>,
    pub(crate) gates: Vec<f32>,
    pub(crate) states: Vec<f32>,
    /// What is multiplied, in integer steps: while a layer runs what is mixed, then what the layers made of the words, or
    /// the states around a cue.
    pub(super) steps: Vec<i16>,
}

/// A layer at work.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// Weights of the mix.
    pub(super) taps: Vec<f32>,
    /// From a mixed word to its gates.
    pub(super) gates: Affine,
}

impl Layer {
    /// Adds to the input of `rows` the states that the layer has when it reads them.
    pub(super) fn read(&self, rows: &mut Rows) {
        mix(&self.taps, &rows.input, &mut rows.mixed);
        to_steps(&rows.mixed, &mut rows.steps);
        self.gates.apply(&rows.steps, &mut rows.gates);
        let units = self.gates.bias.len() / GATES;
        open(&mut rows.gates, units);
        scan(&rows.gates, units, &mut rows.states);
        add(&mut rows.input, &rows.states);
    }
}

/// Adds `more` to `sum`, number by number.
pub(crate) fn add(sum: &mut [f32], more: &[f32]) {
    widely(
        #[inline(always)]
        || sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more),
    );
}

/// Each row of `out` is the sum of the rows near it in `input`, each times its row of `taps`.
pub(crate) fn mix(taps: &[f32], input: &[f32], out: &mut Vec<f32>) {
    let width = (taps.len() / TAPS).max(1);
    out.clear();
    out.resize(input.len(), 0.0);
    widely(
        #[inline(always)]
        || {
            for (word, out) in out.chunks_exact_mut(width).enumerate() {
                mix_word(taps, input, word, out);
            }
        },
    );
}

#[inline(always)]
fn mix_word(taps: &[f32], input: &[f32], word: usize, out: &mut [f32]) {
    let width = out.len();
    for (tap, weights) in taps.chunks_exact(width).enumerate() {
        let Some(near) = (word + tap).checked_sub(NEIGHBOURS) else { continue };
        let near = input.get(near * width..(near + 1) * width).unwrap_or_default();
        out.iter_mut().zip(near.iter().zip(weights)).for_each(|(out, (near, weight))| *out += near * weight);
    }
}

/// Makes of sums gates: openings between 0 and 1, candidates between -1 and 1.
pub(crate) fn open(gates: &mut [f32], units: usize) {
    widely(
        #[inline(always)]
        || {
            for parts in gates.chunks_exact_mut(2 * units.max(1)) {
                let (opening, candidate) = parts.split_at_mut(units);
                opening.iter_mut().for_each(|gate| *gate = sigmoid(*gate));
                candidate.iter_mut().for_each(|gate| *gate = tanh(*gate));
            }
        },
    );
}

/// Fills `states`, a row of `2 * units` a word: the first half moves from the word before, the second from the word after,
/// towards the candidate as far as the gate is open.
pub(crate) fn scan(gates: &[f32], units: usize, states: &mut Vec<f32>) {
    let (wide, high) = (GATES * units.max(1), 2 * units.max(1));
    states.clear();
    states.resize(gates.len() / wide * high, 0.0);
    widely(
        #[inline(always)]
        || {
            let mut state = [0.0; MOST_UNITS];
            for (gates, states) in gates.chunks_exact(wide).zip(states.chunks_exact_mut(high)) {
                move_state(gates.split_at(2 * units).0, units, &mut state, states.split_at_mut(units).0);
            }
            state = [0.0; MOST_UNITS];
            for (gates, states) in gates.chunks_exact(wide).zip(states.chunks_exact_mut(high)).rev() {
                move_state(gates.split_at(2 * units).1, units, &mut state, states.split_at_mut(units).1);
            }
        },
    );
}

#[inline(always)]
fn move_state(gates: &[f32], units: usize, state: &mut [f32; MOST_UNITS], out: &mut [f32]) {
    let (opening, candidate) = gates.split_at(units);
    let gates = opening.iter().zip(candidate);
    for (((opening, candidate), state), out) in gates.zip(state).zip(out) {
        *state += opening * (candidate - *state);
        *out = *state;
    }
}
