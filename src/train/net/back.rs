//! Slopes of the loss, from what a part of the net gives back to what it was given and to its weights.

use super::forward::multiply;
use crate::model::net::add;
use crate::model::net::layer::{GATES, MOST_UNITS, NEIGHBOURS, Rows};
use crate::model::net::plan::{Head, LANES, Layer, Matrix};
use crate::model::net::wide::widely;

/// Slopes of all weights, and room for copies of numbers in another order.
#[derive(Default)]
pub(super) struct Backward {
    pub(super) gradient: Vec<f32>,
    columns: Vec<f32>,
    panels: Vec<f32>,
    sums: Vec<f32>,
    mixed: Vec<f32>,
}

/// The matrices of a net turned around, each where the matrix lies.
pub(super) fn turn(matrix: &Matrix, weights: &[f32], turned: &mut [f32]) {
    let (inputs, outputs) = (matrix.inputs, matrix.outputs);
    let (from, to) = (&weights[matrix.range()], &mut turned[matrix.range()]);
    for output in 0..outputs {
        let panel = &from[output / LANES * inputs * LANES..];
        for input in 0..inputs {
            to[input / LANES * outputs * LANES + output * LANES + input % LANES] =
                panel[input * LANES + output % LANES];
        }
    }
}

impl Backward {
    /// A matrix: adds to the slopes of its weights, and to those of its input `x` where they are wanted.
    pub(super) fn matrix(
        &mut self,
        matrix: &Matrix,
        turned: &[f32],
        x: &[f32],
        slopes: &[f32],
        wanted: Option<&mut [f32]>,
    ) {
        let (inputs, outputs) = (matrix.inputs, matrix.outputs);
        let words = slopes.len() / outputs;
        if words == 0 {
            return;
        }
        columns(x, inputs, &mut self.columns);
        panels(slopes, outputs, &mut self.panels);
        let gradient = self.gradient[matrix.range()].chunks_exact_mut(inputs * LANES);
        for (gradient, panel) in gradient.zip(self.panels.chunks_exact(words * LANES)) {
            multiply(&self.columns, words, panel, gradient, LANES);
        }
        if let Some(wanted) = wanted {
            multiply(slopes, outputs, &turned[matrix.range()], wanted, inputs);
        }
    }

    /// A matrix with what is added to its outputs.
    pub(super) fn head(&mut self, head: &Head, turned: &[f32], x: &[f32], slopes: &[f32], wanted: &mut [f32]) {
        self.bias(head.bias, head.matrix.outputs, slopes);
        self.matrix(&head.matrix, turned, x, slopes, Some(wanted));
    }

    /// Rows of which each was added to the weights at `start`.
    pub(super) fn bias(&mut self, start: usize, width: usize, slopes: &[f32]) {
        let gradient = &mut self.gradient[start..start + width];
        slopes.chunks_exact(width).for_each(|row| add(gradient, row));
    }

    /// A layer: adds to `wanted`, the slopes of its input, what follows from `slopes`, those of its states.
    pub(super) fn layer(
        &mut self,
        layer: &Layer,
        pupil: (&[f32], &[f32]),
        rows: &Rows,
        slopes: &[f32],
        wanted: &mut [f32],
    ) {
        let ((weights, turned), head) = (pupil, &layer.gates);
        let mut sums = std::mem::take(&mut self.sums);
        let mut mixed = std::mem::take(&mut self.mixed);
        gates(&rows.gates, &rows.states, head.matrix.outputs / GATES, slopes, &mut sums);
        zeros(&mut mixed, rows.mixed.len());
        self.head(head, turned, &rows.mixed, &sums, &mut mixed);
        let taps = &mut self.gradient[layer.mix()];
        mix(&weights[layer.mix()], &rows.input, head.matrix.inputs, &mixed, wanted, taps);
        (self.sums, self.mixed) = (sums, mixed);
    }
}

/// Makes `numbers` that many zeros.
pub(super) fn zeros(numbers: &mut Vec<f32>, count: usize) {
    numbers.clear();
    numbers.resize(count, 0.0);
}

/// The mix of neighbours.
fn mix(taps: &[f32], input: &[f32], width: usize, mixed: &[f32], slopes: &mut [f32], gradient: &mut [f32]) {
    for (word, mixed) in mixed.chunks_exact(width).enumerate() {
        for (tap, weights) in taps.chunks_exact(width).enumerate() {
            let Some(near) = (word + tap).checked_sub(NEIGHBOURS) else { continue };
            let Some(input) = input.get(near * width..(near + 1) * width) else { continue };
            add_products(&mut gradient[tap * width..(tap + 1) * width], mixed, input);
            add_products(&mut slopes[near * width..(near + 1) * width], mixed, weights);
        }
    }
}

/// Adds to `sum` what `one` and `other` give number by number.
fn add_products(sum: &mut [f32], one: &[f32], other: &[f32]) {
    widely(
        #[inline(always)]
        || sum.iter_mut().zip(one.iter().zip(other)).for_each(|(sum, (one, other))| *sum += one * other),
    );
}

/// Gated units: from the slopes of the states to those of the sums that were made gates.
pub(super) fn gates(gates: &[f32], states: &[f32], units: usize, slopes: &[f32], sums: &mut Vec<f32>) {
    zeros(sums, gates.len());
    let (wide, high) = (GATES * units, 2 * units);
    let words = states.len() / high;
    let none = [0.0; MOST_UNITS];
    let mut carry = [0.0; MOST_UNITS];
    for word in (0..words).rev() {
        let before = if word == 0 { &none[..units] } else { &states[(word - 1) * high..][..units] };
        let (gates, slopes) = (&gates[word * wide..][..high], &slopes[word * high..][..units]);
        step(gates, before, slopes, &mut carry[..units], &mut sums[word * wide..][..high]);
    }
    carry = none;
    for word in 0..words {
        let after = if word + 1 == words { &none[..units] } else { &states[(word + 1) * high + units..][..units] };
        let (gates, slopes) = (&gates[word * wide + high..][..high], &slopes[word * high + units..][..units]);
        step(gates, after, slopes, &mut carry[..units], &mut sums[word * wide + high..][..high]);
    }
}

fn step(gates: &[f32], before: &[f32], slopes: &[f32], carry: &mut [f32], sums: &mut [f32]) {
    let units = before.len();
    let (opening, candidate) = gates.split_at(units);
    let (opening_sum, candidate_sum) = sums.split_at_mut(units);
    for at in 0..units {
        let slope = carry[at] + slopes[at];
        let (open, aim) = (opening[at], candidate[at]);
        opening_sum[at] = slope * (aim - before[at]) * open * (1.0 - open);
        candidate_sum[at] = slope * open * (1.0 - aim * aim);
        carry[at] = slope * (1.0 - open);
    }
}

fn columns(x: &[f32], width: usize, out: &mut Vec<f32>) {
    let words = x.len() / width;
    zeros(out, x.len());
    for (word, row) in x.chunks_exact(width).enumerate() {
        row.iter().enumerate().for_each(|(at, value)| out[at * words + word] = *value);
    }
}

fn panels(slopes: &[f32], width: usize, out: &mut Vec<f32>) {
    let words = slopes.len() / width;
    zeros(out, slopes.len());
    for (word, row) in slopes.chunks_exact(width).enumerate() {
        for (panel, lanes) in row.chunks_exact(LANES).enumerate() {
            out[(panel * words + word) * LANES..][..LANES].copy_from_slice(lanes);
        }
    }
}
