//! A small recurrent net: what each word is, and what it is to one cue.
//!
//! A word becomes a vector: that of its form beside the sum of those of its traits. Layers of gated units read the vectors in
//! both directions, each adding to them. One matrix makes scores of labels of the last ones. For a cue one more such layer
//! reads its neighbourhood again, knowing where each word stands with regard to the cue.

mod curve;
mod format;
pub(crate) mod layer;
pub(crate) mod matrix;
pub(crate) mod plan;

use std::ops::Range;

use super::transitions::Transitions;
pub(crate) use layer::Rows;
use layer::{fill, open, scan};
pub(crate) use plan::SCORES;
use plan::{Head, Plan, Table};

/// Score of one integer step, in nats.
pub(crate) const UNIT: f32 = 1.0 / 256.0;

/// A trained net. All weights lie in one vector, in the places that the plan names.
#[derive(Clone, Debug)]
pub(crate) struct Net {
    pub(crate) plan: Plan,
    pub(crate) weights: Vec<f32>,
    /// Known word forms in order; the vector of the first is in row 1.
    pub(crate) vocabulary: Vec<u32>,
    pub(crate) labels: Transitions,
    pub(crate) roles: Transitions,
}

/// What the words of a sequence are to whichever cue, one row a word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ground {
    pub(crate) gates: Vec<f32>,
    pub(crate) scores: Vec<f32>,
}

impl Net {
    /// The row of a word form, 0 if it is unknown.
    pub(crate) fn form_row(&self, form: u32) -> usize {
        self.vocabulary.binary_search(&form).map_or(0, |at| at + 1)
    }

    /// Adds the vector of a word to the end of `input`.
    pub(crate) fn embed(&self, form: usize, traits: &[usize], input: &mut Vec<f32>) {
        input.extend_from_slice(self.row(&self.plan.forms, form));
        let start = input.len();
        input.resize(start + self.plan.sizes.trait_width, 0.0);
        let sum = input.get_mut(start..).unwrap_or_default();
        for (table, &row) in self.plan.traits.iter().zip(traits) {
            add(sum, self.row(table, row));
        }
    }

    /// Reads the words whose vectors lie in the input of `rows`, which are replaced by what they mean in their place.
    pub(crate) fn read(&self, rows: &mut Rows) {
        for layer in &self.plan.layers {
            layer.run(&self.weights, rows);
            add(&mut rows.input, &rows.states);
        }
    }

    /// The scores of labels of `words`, a row of [`SCORES`] each.
    pub(crate) fn label_scores(&self, words: &[f32], scores: &mut Vec<f32>) {
        self.head(&self.plan.labels, words, scores);
    }

    /// What is the same around every cue of `words`.
    pub(crate) fn ground(&self, words: &[f32], ground: &mut Ground) {
        self.head(&self.plan.role_words, words, &mut ground.gates);
        self.head(&self.plan.role_direct, words, &mut ground.scores);
    }

    /// The mean of the words of a cue.
    pub(crate) fn cue(&self, words: &[f32], cue: Range<usize>, mean: &mut Vec<f32>) {
        let width = self.plan.sizes.width();
        mean.clear();
        mean.resize(width, 0.0);
        let words = words.get(cue.start * width..cue.end * width).unwrap_or_default();
        words.chunks_exact(width).for_each(|word| add(mean, word));
        mean.iter_mut().for_each(|number| *number /= cue.len().max(1) as f32);
    }

    /// What the words of a cue, whose mean is `cue`, add to all gates around it.
    pub(crate) fn cue_gates(&self, cue: &[f32], gates: &mut Vec<f32>) {
        gates.clear();
        gates.resize(self.plan.role_cue.outputs, 0.0);
        self.plan.role_cue.add(&self.weights, cue, gates);
    }

    /// Reads the words `window` of `ground` around a cue: fills the gates and states of `rows`; `traits` gives those of a
    /// word with regard to the cue.
    pub(crate) fn around<const N: usize>(
        &self,
        ground: &Ground,
        window: Range<usize>,
        cue: &[f32],
        traits: impl Fn(usize) -> [usize; N],
        rows: &mut Rows,
    ) {
        let (units, width) = (self.plan.sizes.role_units, self.plan.role_cue.outputs);
        rows.gates.clear();
        rows.gates.extend_from_slice(ground.gates.get(window.start * width..window.end * width).unwrap_or_default());
        for (at, gates) in window.clone().zip(rows.gates.chunks_exact_mut(width)) {
            add(gates, cue);
            for (table, row) in self.plan.role_traits.iter().zip(traits(at)) {
                add(gates, self.row(table, row));
            }
        }
        open(&mut rows.gates, units);
        rows.states.clear();
        rows.states.resize(window.len() * 2 * units, 0.0);
        scan(&rows.gates, units, &mut rows.states);
    }

    /// The scores of roles of the words `window`, whose states around the cue are `states`.
    pub(crate) fn role_scores(&self, ground: &Ground, window: Range<usize>, states: &[f32], scores: &mut Vec<f32>) {
        scores.clear();
        scores.extend_from_slice(ground.scores.get(window.start * SCORES..window.end * SCORES).unwrap_or_default());
        self.plan.roles.add(&self.weights, states, scores);
    }

    fn head(&self, head: &Head, words: &[f32], out: &mut Vec<f32>) {
        let bias = self.weights.get(head.bias..head.bias + head.matrix.outputs).unwrap_or_default();
        fill(out, words.len() / head.matrix.inputs, bias);
        head.matrix.add(&self.weights, words, out);
    }

    fn row(&self, table: &Table, row: usize) -> &[f32] {
        self.weights.get(table.row(row)).unwrap_or_default()
    }
}

/// Adds `more` to `sum`, number by number.
pub(crate) fn add(sum: &mut [f32], more: &[f32]) {
    sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

/// The integer steps of a row of scores.
pub(crate) fn steps(scores: &[f32; SCORES]) -> [i32; SCORES] {
    scores.map(|score| (score / UNIT).round() as i32)
}
