//! What the net computes, in floating point: the same as at work, where weights and what they multiply are integers.

use std::ops::Range;

use crate::model::net::layer::{GATES, Rows, mix, open, scan};
use crate::model::net::plan::{Head, LANES, Layer, Matrix, Plan, Table};
use crate::model::net::wide::widely;
use crate::model::net::{Ground, add, cue_mean, form_row, to_section};

/// Words that are computed side by side: as many as leave their sums in registers.
const BLOCK: usize = 5;

/// A net that learns. All weights lie in one vector, in the places that the plan names.
pub(super) struct Net {
    pub(super) plan: Plan,
    pub(super) weights: Vec<f32>,
    /// Known word forms in order; the vector of the first is in row 1.
    pub(super) vocabulary: Vec<u32>,
}

impl Net {
    /// The row of a word form, 0 if it is unknown.
    pub(super) fn form_row(&self, form: u32) -> usize {
        form_row(&self.vocabulary, form)
    }

    /// Adds the vector of a word to the end of `input`.
    pub(super) fn embed(&self, form: usize, traits: &[usize], input: &mut Vec<f32>) {
        input.extend_from_slice(self.row(&self.plan.forms, form));
        let start = input.len();
        input.resize(start + self.plan.sizes.trait_width, 0.0);
        for (table, &row) in self.plan.traits.iter().zip(traits) {
            add(&mut input[start..], self.row(table, row));
        }
    }

    /// From the input of `rows` to the states of `layer`.
    pub(super) fn run(&self, layer: &Layer, rows: &mut Rows) {
        mix(&self.weights[layer.mix()], &rows.input, &mut rows.mixed);
        self.head(&layer.gates, &rows.mixed, &mut rows.gates);
        let units = layer.gates.matrix.outputs / GATES;
        open(&mut rows.gates, units);
        scan(&rows.gates, units, &mut rows.states);
    }

    /// The scores of labels of `words`.
    pub(super) fn label_scores(&self, words: &[f32], scores: &mut Vec<f32>) {
        self.head(&self.plan.labels, words, scores);
    }

    /// What is the same around every cue of `words`.
    pub(super) fn ground(&self, words: &[f32], ground: &mut Ground) {
        self.head(&self.plan.role_words, words, &mut ground.gates);
        self.head(&self.plan.role_direct, words, &mut ground.scores);
    }

    /// Fills `mean` with the mean of the words of a cue, and `gates` with what they add to all gates around it.
    pub(super) fn cue(&self, words: &[f32], cue: Range<usize>, mean: &mut Vec<f32>, gates: &mut Vec<f32>) {
        cue_mean(words, self.plan.sizes.width(), cue, mean);
        gates.clear();
        gates.resize(self.plan.role_cue.outputs, 0.0);
        self.add_product(&self.plan.role_cue, mean, gates);
    }

    /// Reads the words `window` of `ground` around a cue: fills the gates and states of `rows`.
    pub(super) fn around<const N: usize>(
        &self,
        ground: &Ground,
        window: &Range<usize>,
        cue: &[f32],
        traits: &[[usize; N]],
        rows: &mut Rows,
    ) {
        rows.gates.clear();
        rows.gates.extend_from_slice(ground.gates(window));
        for (traits, gates) in traits.iter().zip(rows.gates.chunks_exact_mut(cue.len())) {
            add(gates, cue);
            for (table, &row) in self.plan.role_traits.iter().zip(traits) {
                add(gates, self.row(table, row));
            }
        }
        open(&mut rows.gates, self.plan.sizes.role_units);
        scan(&rows.gates, self.plan.sizes.role_units, &mut rows.states);
    }

    /// The scores of roles of the words `window`, whose states around the cue are `states`.
    pub(super) fn role_scores(&self, ground: &Ground, window: &Range<usize>, states: &[f32], scores: &mut Vec<f32>) {
        scores.clear();
        scores.extend_from_slice(ground.scores(window));
        self.add_product(&self.plan.roles, states, scores);
    }

    /// The section of a model, with what the chains learned; weights of theirs may follow those of the net.
    pub(super) fn to_section(&self, labels: &[u8], roles: &[u8]) -> Vec<u8> {
        to_section(&self.plan, &self.vocabulary, &self.weights[..self.plan.total], labels, roles)
    }

    fn head(&self, head: &Head, words: &[f32], out: &mut Vec<f32>) {
        out.clear();
        let bias = &self.weights[head.bias()];
        words.chunks_exact(head.matrix.inputs).for_each(|_| out.extend_from_slice(bias));
        self.add_product(&head.matrix, words, out);
    }

    fn add_product(&self, matrix: &Matrix, x: &[f32], out: &mut [f32]) {
        multiply(x, matrix.inputs, &self.weights[matrix.range()], out, matrix.outputs);
    }

    fn row(&self, table: &Table, row: usize) -> &[f32] {
        &self.weights[table.row(row)]
    }
}

/// Adds to each row of `out` the product of the same row of `x` and `panels`; the sums run over the inputs in order, so
/// that every machine gives the same bits.
pub(super) fn multiply(x: &[f32], inputs: usize, panels: &[f32], out: &mut [f32], outputs: usize) {
    if inputs > 0 && outputs > 0 {
        widely(
            #[inline(always)]
            || blocks(x, inputs, panels, out, outputs),
        );
    }
}

#[inline(always)]
fn blocks(x: &[f32], inputs: usize, panels: &[f32], out: &mut [f32], outputs: usize) {
    for (number, panel) in panels.chunks_exact(inputs * LANES).enumerate() {
        let (panel, column) = (panel.as_chunks().0, number * LANES);
        let (mut rows, mut sums) = (x.chunks_exact(inputs * BLOCK), out.chunks_exact_mut(outputs * BLOCK));
        for (rows, sums) in rows.by_ref().zip(sums.by_ref()) {
            block::<BLOCK>(rows, panel, sums, outputs, column);
        }
        let (rows, sums) = (rows.remainder(), sums.into_remainder());
        match rows.len() / inputs {
            1 => block::<1>(rows, panel, sums, outputs, column),
            2 => block::<2>(rows, panel, sums, outputs, column),
            3 => block::<3>(rows, panel, sums, outputs, column),
            4 => block::<4>(rows, panel, sums, outputs, column),
            _ => {}
        }
    }
}

/// The product of `ROWS` words and one panel; its sums stay in registers.
#[inline(always)]
fn block<const ROWS: usize>(x: &[f32], panel: &[[f32; LANES]], out: &mut [f32], outputs: usize, column: usize) {
    let inputs = panel.len();
    let rows: [&[f32]; ROWS] = std::array::from_fn(|row| x.get(row * inputs..(row + 1) * inputs).unwrap_or_default());
    if rows.iter().any(|row| row.len() != inputs) {
        return;
    }
    let mut sums = [[0.0; LANES]; ROWS];
    for (input, weights) in panel.iter().enumerate() {
        for (row, sums) in rows.iter().zip(&mut sums) {
            let value = row[input];
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += value * weight);
        }
    }
    for (row, sums) in out.chunks_exact_mut(outputs).zip(sums) {
        row.iter_mut().skip(column).zip(sums).for_each(|(out, sum)| *out += sum);
    }
}

#[cfg(test)]
mod tests {
    use super::super::start;
    use super::*;
    use crate::model::Transitions;
    use crate::model::net::UNIT;
    use crate::model::net::plan::Sizes;
    use crate::quote::label::LABELS;
    use crate::train::random::Random;

    #[test]
    fn products_are_those_of_the_definition() {
        (0..12).for_each(product_is_that_of_the_definition);
    }

    fn product_is_that_of_the_definition(rows: usize) {
        let matrix = Matrix { start: 3, inputs: 5, outputs: 16 };
        let number = |seed: usize| ((seed * 37 + 11) % 19) as f32 - 9.0;
        let weights: Vec<f32> = (0..matrix.range().end).map(number).collect();
        let x: Vec<f32> = (100..100 + rows * 5).map(number).collect();
        let mut out = vec![1.0; rows * 16];
        multiply(&x, 5, &weights[matrix.range()], &mut out, 16);
        for (at, found) in out.iter().enumerate() {
            let (row, column) = (at / 16, at % 16);
            let weight = |input: usize| weights[3 + (column / LANES * 5 + input) * LANES + column % LANES];
            let expected: f32 = (0..5).map(|input| x[row * 5 + input] * weight(input)).sum();
            assert!((found - 1.0 - expected).abs() < 1e-3, "row {row}, column {column}");
        }
    }

    #[test]
    fn a_net_at_work_gives_nearly_the_same_scores() {
        let sizes = Sizes {
            forms: 3,
            form_width: 64,
            trait_width: 32,
            traits: vec![9; 6],
            layers: 2,
            role_units: 24,
            role_traits: vec![4; 3],
        };
        let net = start::net(sizes, vec![4, 7, 9], &mut Random(5));
        let chain = Transitions::write(&[0.0; LABELS], &[0.0; LABELS * LABELS], UNIT);
        let section = net.to_section(&chain, &chain);
        let section = crate::model::Bytes::Given(std::sync::Arc::new(section));
        let at_work = crate::model::net::Net::from_section(&section, 0..section.len()).unwrap();
        let traits = |at: usize| [at % 9, at / 2 % 9, 3, at / 5 % 9, 1, 0];
        let role_traits = |at: usize| [at % 4, at / 6, 2];
        let (mut rows, mut words) = (Rows::default(), Rows::default());
        for at in 0..23 {
            net.embed(at % 4, &traits(at), &mut rows.input);
            at_work.embed(at % 4, &traits(at), &mut words.input);
        }
        for layer in &net.plan.layers {
            net.run(layer, &mut rows);
            add(&mut rows.input, &rows.states);
        }
        at_work.read(&mut words);
        let (mut scores, mut scores_at_work) = (Vec::new(), Vec::new());
        net.label_scores(&rows.input, &mut scores);
        at_work.label_scores(&words, &mut scores_at_work);
        assert_near(&scores, &scores_at_work);

        let (mut ground, mut ground_at_work) = (Ground::default(), Ground::default());
        let (mut around, mut mean, mut gates, window) = (Rows::default(), Vec::new(), Vec::new(), 3..21);
        net.ground(&rows.input, &mut ground);
        net.cue(&rows.input, 5..7, &mut mean, &mut gates);
        let window_traits: Vec<_> = window.clone().map(role_traits).collect();
        net.around(&ground, &window, &gates, &window_traits, &mut around);
        net.role_scores(&ground, &window, &around.states, &mut scores);
        at_work.ground(&words, &mut ground_at_work);
        at_work.cue_gates(&words, 5..7, &mut around, &mut gates);
        at_work.around(&ground_at_work, window.clone(), &gates, role_traits, &mut around);
        at_work.role_scores(&ground_at_work, &window, &around, &mut scores_at_work);
        assert_near(&scores, &scores_at_work);
    }

    fn assert_near(found: &[f32], expected: &[f32]) {
        assert_eq!(found.len(), expected.len());
        let spread = found.iter().fold(0.0_f32, |most, score| most.max(score.abs()));
        assert!(found.iter().zip(expected).all(|(one, other)| (one - other).abs() < 0.03 * spread), "{spread}");
    }
}
