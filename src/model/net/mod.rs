//! A small recurrent net: what each word is, and what it is to one cue.
//!
//! A word becomes a vector: that of its form beside the sum of those of its traits. Layers of gated units read the vectors in
//! both directions, each adding to them. One matrix makes scores of labels of the last ones. For a cue one more such layer
//! reads its neighbourhood again, knowing where each word stands with regard to the cue.

mod curve;
mod format;
pub(crate) mod layer;
pub(crate) mod plan;
mod product;
pub(crate) mod wide;

use std::ops::Range;

use super::transitions::Transitions;
use crate::Error;
use crate::model::Bytes;
use format::Weights;
#[cfg(feature = "train")]
pub(crate) use format::to_section;
use layer::{Layer, open, scan};
pub(crate) use layer::{Rows, add};
pub(crate) use plan::SCORES;
use plan::{Plan, Table};
use product::{Affine, Product, to_steps};
use wide::widely;

/// Score of one integer step, in nats.
pub(crate) const UNIT: f32 = 1.0 / 256.0;

/// A trained net.
#[derive(Clone, Debug)]
pub(crate) struct Net {
    plan: Plan,
    /// Known word forms in order; the vector of the first is in row 1.
    vocabulary: Vec<u32>,
    /// Of the tables.
    weights: Weights,
    layers: Vec<Layer>,
    label_head: Affine,
    /// From a word to its gates in the layer around a cue.
    role_words: Affine,
    /// From the cue to what is added to the gates of every word.
    role_cue: Product,
    /// From a word to scores of roles, past the layer around the cue.
    role_direct: Affine,
    /// From the states around a cue to what is added to these scores.
    role_states: Product,
    pub(crate) labels: Transitions,
    pub(crate) roles: Transitions,
}

/// Nets that were trained apart, from different seeds: their scores are added up, and so are those of their labels'
/// transitions. Where one errs by chance, the others outvote it.
#[derive(Clone, Debug)]
pub(crate) struct Nets {
    pub(crate) members: Vec<Net>,
    pub(crate) labels: Transitions,
    pub(crate) roles: Transitions,
}

impl Nets {
    /// Reads a net in each of `sections` of a model.
    pub(crate) fn read(bytes: &Bytes, sections: &[Range<usize>]) -> Result<Self, Error> {
        let members: Result<Vec<_>, _> =
            sections.iter().map(|section| Net::from_section(bytes, section.clone())).collect();
        let members = members?;
        let labels = Transitions::sum(members.iter().map(|net| &net.labels), UNIT);
        let roles = Transitions::sum(members.iter().map(|net| &net.roles), UNIT);
        Ok(Self { members, labels, roles })
    }
}

/// What the words of a sequence are to whichever cue, one row a word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ground {
    pub(crate) gates: Vec<f32>,
    pub(crate) scores: Vec<f32>,
}

impl Ground {
    /// The gates of the words `window`.
    pub(crate) fn gates(&self, window: &Range<usize>) -> &[f32] {
        let width = self.gates.len() / (self.scores.len() / SCORES).max(1);
        self.gates.get(window.start * width..window.end * width).unwrap_or_default()
    }

    /// The scores of the words `window`.
    pub(crate) fn scores(&self, window: &Range<usize>) -> &[f32] {
        self.scores.get(window.start * SCORES..window.end * SCORES).unwrap_or_default()
    }
}

impl Net {
    /// The row of a word form, 0 if it is unknown.
    pub(crate) fn form_row(&self, form: u32) -> usize {
        form_row(&self.vocabulary, form)
    }

    /// Adds the vector of a word to the end of `input`.
    pub(crate) fn embed(&self, form: usize, traits: &[usize], input: &mut Vec<f32>) {
        let start = input.len();
        input.resize(start + self.plan.sizes.width(), 0.0);
        let (own, shared) = input.split_at_mut(start).1.split_at_mut(self.plan.sizes.form_width);
        widely(
            #[inline(always)]
            || {
                self.weights.add_row(&self.plan.forms, form, own);
                self.add_rows(&self.plan.traits, traits, shared);
            },
        );
    }

    /// Reads the words whose vectors lie in the input of `rows`, which are replaced by what they mean in their place.
    pub(crate) fn read(&self, rows: &mut Rows) {
        self.layers.iter().for_each(|layer| layer.read(rows));
        to_steps(&rows.input, &mut rows.steps);
    }

    /// The scores of labels of the words that were read, a row of [`SCORES`] each.
    pub(crate) fn label_scores(&self, words: &Rows, scores: &mut Vec<f32>) {
        self.label_head.apply(&words.steps, scores);
    }

    /// What is the same around every cue of the words that were read.
    pub(crate) fn ground(&self, words: &Rows, ground: &mut Ground) {
        self.role_words.apply(&words.steps, &mut ground.gates);
        self.role_direct.apply(&words.steps, &mut ground.scores);
    }

    /// What the words of a cue, among those that were read, add to all gates around it; `room` is for its work.
    pub(crate) fn cue_gates(&self, words: &Rows, cue: Range<usize>, room: &mut Rows, gates: &mut Vec<f32>) {
        cue_mean(&words.input, self.plan.sizes.width(), cue, &mut room.mixed);
        to_steps(&room.mixed, &mut room.steps);
        gates.clear();
        gates.resize(self.plan.role_cue.outputs, 0.0);
        self.role_cue.add(&room.steps, gates);
    }

    /// Reads the words `window` of `ground` around a cue: fills the states of `rows`; `traits` gives those of a word with
    /// regard to the cue.
    pub(crate) fn around<const N: usize>(
        &self,
        ground: &Ground,
        window: Range<usize>,
        cue: &[f32],
        traits: impl Fn(usize) -> [usize; N],
        rows: &mut Rows,
    ) {
        rows.gates.clear();
        rows.gates.extend_from_slice(ground.gates(&window));
        for (at, gates) in window.zip(rows.gates.chunks_exact_mut(cue.len().max(1))) {
            let traits = traits(at);
            add(gates, cue);
            widely(
                #[inline(always)]
                || self.add_rows(&self.plan.role_traits, &traits, gates),
            );
        }
        open(&mut rows.gates, self.plan.sizes.role_units);
        scan(&rows.gates, self.plan.sizes.role_units, &mut rows.states);
        to_steps(&rows.states, &mut rows.steps);
    }

    /// The scores of roles of the words `window`, which were read around the cue.
    pub(crate) fn role_scores(&self, ground: &Ground, window: &Range<usize>, around: &Rows, scores: &mut Vec<f32>) {
        scores.clear();
        scores.extend_from_slice(ground.scores(window));
        self.role_states.add(&around.steps, scores);
    }

    /// Adds to `sum` a row of each of `tables`.
    #[inline(always)]
    fn add_rows(&self, tables: &[Table], rows: &[usize], sum: &mut [f32]) {
        for (table, &row) in tables.iter().zip(rows) {
            self.weights.add_row(table, row, sum);
        }
    }
}

/// The row of a word form of the `vocabulary`, 0 if it is unknown.
pub(crate) fn form_row(vocabulary: &[u32], form: u32) -> usize {
    vocabulary.binary_search(&form).map_or(0, |at| at + 1)
}

/// The mean of the words of a cue.
pub(crate) fn cue_mean(words: &[f32], width: usize, cue: Range<usize>, mean: &mut Vec<f32>) {
    let count = cue.len().max(1) as f32;
    mean.clear();
    mean.resize(width, 0.0);
    let words = words.get(cue.start * width..cue.end * width).unwrap_or_default();
    words.chunks_exact(width).for_each(|word| add(mean, word));
    mean.iter_mut().for_each(|number| *number /= count);
}

/// The integer steps of a row of scores.
pub(crate) fn steps(scores: &[f32; SCORES]) -> [i32; SCORES] {
    scores.map(|score| (score / UNIT).round() as i32)
}
