//! One sequence: how far the net is off, and which way its weights should go.

use std::ops::Range;

use super::back::{self, Backward, zeros};
use super::example::{Around, Example};
use super::forward::Net;
use crate::model::ROW;
use crate::model::net::layer::Rows;
use crate::model::net::{Ground, add};
use crate::train::lattice::{CHAIN, Lattice};
use crate::train::random::Random;

/// How much is left out while the net learns, as shares.
#[derive(Clone, Copy)]
pub(super) struct Drops {
    /// Of the numbers in the vectors of words.
    pub(super) input: f32,
    /// Of the numbers in the states of layers.
    pub(super) states: f32,
    /// Of the words, which are taken for unknown.
    pub(super) forms: f32,
}

/// A net that learns: its weights are followed by those of the two chains.
pub(super) struct Pupil {
    pub(super) net: Net,
    /// The matrices turned around, each where the matrix lies.
    pub(super) turned: Vec<f32>,
    pub(super) drops: Drops,
}

impl Pupil {
    /// Where the weights of the chain of labels, or that of roles, lie.
    pub(super) fn chain(&self, number: usize) -> Range<usize> {
        let start = self.net.plan.total + number * CHAIN;
        start..start + CHAIN
    }

    /// Brings the turned matrices up to date.
    pub(super) fn turn(&mut self) {
        self.turned.resize(self.net.plan.total, 0.0);
        let (net, turned) = (&self.net, &mut self.turned);
        net.plan.matrices().for_each(|matrix| back::turn(matrix, &net.weights, turned));
    }
}

/// A part of a batch: what its sequences give, and room for working them out.
#[derive(Default)]
pub(super) struct Share {
    pub(super) back: Backward,
    pub(super) loss: f64,
    trail: Trail,
    roles: RoleTrail,
    lattice: Lattice,
    scores: Vec<f32>,
    score_slopes: Vec<f32>,
    /// Slopes of what the words mean.
    slopes: Vec<f32>,
}

impl Share {
    /// Adds what `example` gives to gradient and loss.
    pub(super) fn study(&mut self, pupil: &Pupil, example: &Example, random: &mut Random) {
        if example.labels.is_empty() {
            return;
        }
        let (net, plan) = (&pupil.net, &pupil.net.plan);
        self.trail.read(pupil, example, random);
        let words = &self.trail.layers[plan.layers.len()].input;
        net.label_scores(words, &mut self.scores);
        let (chain, gradient) = (&net.weights[pupil.chain(0)], &mut self.back.gradient[pupil.chain(0)]);
        let loss = self.lattice.loss(&self.scores, &example.labels, chain, &mut self.score_slopes, gradient);
        self.loss += f64::from(loss);
        zeros(&mut self.slopes, words.len());
        self.back.head(&plan.labels, &pupil.turned, words, &self.score_slopes, &mut self.slopes);
        if !example.cues.is_empty() {
            self.roles(pupil, example, random);
        }
        self.trail.back(pupil, example, &mut self.slopes, &mut self.back);
    }

    fn roles(&mut self, pupil: &Pupil, example: &Example, random: &mut Random) {
        let (net, plan) = (&pupil.net, &pupil.net.plan);
        let words = &self.trail.layers[plan.layers.len()].input;
        let roles = &mut self.roles;
        net.ground(words, &mut roles.ground);
        zeros(&mut roles.slopes.gates, roles.ground.gates.len());
        zeros(&mut roles.slopes.scores, roles.ground.scores.len());
        for around in &example.cues {
            roles.read(pupil, around, words, random);
            let (chain, gradient) = (&net.weights[pupil.chain(1)], &mut self.back.gradient[pupil.chain(1)]);
            net.role_scores(&roles.ground, &around.window, &roles.dropped, &mut self.scores);
            let loss = self.lattice.loss(&self.scores, &around.labels, chain, &mut self.score_slopes, gradient);
            self.loss += f64::from(loss);
            roles.back(pupil, around, &self.score_slopes, &mut self.slopes, &mut self.back);
        }
        let (gates, scores) = (&roles.slopes.gates, &roles.slopes.scores);
        self.back.head(&plan.role_words, &pupil.turned, words, gates, &mut self.slopes);
        self.back.head(&plan.role_direct, &pupil.turned, words, scores, &mut self.slopes);
    }
}

/// What the layers computed for a sequence, and what was left out.
#[derive(Default)]
struct Trail {
    forms: Vec<usize>,
    /// One more than there are layers: the input of the last is what the words mean.
    layers: Vec<Rows>,
    /// For the vectors of words and for each layer's states.
    masks: Vec<Vec<f32>>,
    states: Vec<f32>,
}

impl Trail {
    fn read(&mut self, pupil: &Pupil, example: &Example, random: &mut Random) {
        let (net, drops) = (&pupil.net, pupil.drops);
        self.layers.resize_with(net.plan.layers.len() + 1, Rows::default);
        self.masks.resize_with(net.plan.layers.len() + 1, Vec::new);
        self.forms.clear();
        let known = example.forms.iter().map(|&form| net.form_row(form));
        self.forms.extend(known.map(|row| if random.chance(drops.forms) { 0 } else { row }));
        let first = &mut self.layers[0].input;
        first.clear();
        self.forms.iter().zip(&example.traits).for_each(|(&form, traits)| net.embed(form, traits, first));
        random.mask(&mut self.masks[0], first.len(), drops.input);
        times(first, &self.masks[0]);
        for (at, layer) in net.plan.layers.iter().enumerate() {
            let (done, next) = self.layers.split_at_mut(at + 1);
            let (rows, next, mask) = (&mut done[at], &mut next[0].input, &mut self.masks[at + 1]);
            net.run(layer, rows);
            random.mask(mask, rows.states.len(), drops.states);
            next.clone_from(&rows.states);
            times(next, mask);
            add(next, &rows.input);
        }
    }

    /// From the slopes of what the words mean to those of the layers' weights and the words' vectors.
    fn back(&mut self, pupil: &Pupil, example: &Example, slopes: &mut [f32], back: &mut Backward) {
        let plan = &pupil.net.plan;
        for (at, layer) in plan.layers.iter().enumerate().rev() {
            self.states.clear();
            self.states.extend_from_slice(slopes);
            times(&mut self.states, &self.masks[at + 1]);
            let weights = (&pupil.net.weights[..], &pupil.turned[..]);
            back.layer(layer, weights, &self.layers[at], &self.states, slopes);
        }
        times(slopes, &self.masks[0]);
        let rows = slopes.chunks_exact(plan.sizes.width()).zip(self.forms.iter().zip(&example.traits));
        for (slopes, (&form, traits)) in rows {
            let (own, shared) = slopes.split_at(plan.sizes.form_width);
            add(&mut back.gradient[plan.forms.row(form)], own);
            for (table, &row) in plan.traits.iter().zip(traits) {
                add(&mut back.gradient[table.row(row)], shared);
            }
        }
    }
}

/// What the layer around cues computed for a sequence and one cue.
#[derive(Default)]
struct RoleTrail {
    ground: Ground,
    slopes: Ground,
    rows: Rows,
    mask: Vec<f32>,
    /// The states without what was left out.
    dropped: Vec<f32>,
    cue: Vec<f32>,
    cue_gates: Vec<f32>,
    state_slopes: Vec<f32>,
    sums: Vec<f32>,
}

impl RoleTrail {
    fn read(&mut self, pupil: &Pupil, around: &Around, words: &[f32], random: &mut Random) {
        let net = &pupil.net;
        net.cue(words, around.cue.clone(), &mut self.cue, &mut self.cue_gates);
        net.around(&self.ground, &around.window, &self.cue_gates, &around.traits, &mut self.rows);
        random.mask(&mut self.mask, self.rows.states.len(), pupil.drops.states);
        self.dropped.clone_from(&self.rows.states);
        times(&mut self.dropped, &self.mask);
    }

    /// From the slopes of the scores around a cue to those of the ground, of the cue's words and of the weights.
    fn back(&mut self, pupil: &Pupil, around: &Around, scores: &[f32], words: &mut [f32], back: &mut Backward) {
        let (plan, window) = (&pupil.net.plan, around.window.clone());
        add(&mut self.slopes.scores[window.start * ROW..window.end * ROW], scores);
        zeros(&mut self.state_slopes, self.rows.states.len());
        back.matrix(&plan.roles, &pupil.turned, &self.dropped, scores, Some(&mut self.state_slopes));
        times(&mut self.state_slopes, &self.mask);
        back::gates(&self.rows.gates, &self.rows.states, plan.sizes.role_units, &self.state_slopes, &mut self.sums);
        let gates = plan.role_cue.outputs;
        add(&mut self.slopes.gates[window.start * gates..window.end * gates], &self.sums);
        self.cue_gates.fill(0.0);
        for (sums, traits) in self.sums.chunks_exact(gates).zip(&around.traits) {
            add(&mut self.cue_gates, sums);
            for (table, &row) in plan.role_traits.iter().zip(traits) {
                add(&mut back.gradient[table.row(row)], sums);
            }
        }
        let mut cue = vec![0.0; self.cue.len()];
        back.matrix(&plan.role_cue, &pupil.turned, &self.cue, &self.cue_gates, Some(&mut cue));
        cue.iter_mut().for_each(|slope| *slope /= around.cue.len() as f32);
        let width = cue.len();
        words[around.cue.start * width..around.cue.end * width].chunks_exact_mut(width).for_each(|row| add(row, &cue));
    }
}

fn times(numbers: &mut [f32], mask: &[f32]) {
    numbers.iter_mut().zip(mask).for_each(|(number, kept)| *number *= kept);
}

#[cfg(test)]
mod tests {
    use super::super::start;
    use super::*;
    use crate::model::net::plan::Sizes;

    const SIZES: fn() -> Sizes = || Sizes {
        forms: 3,
        form_width: 8,
        trait_width: 8,
        traits: vec![2; 6],
        layers: 2,
        role_units: 8,
        role_traits: vec![2; 3],
    };

    fn example() -> Example {
        let around = Around {
            cue: 1..3,
            window: 0..4,
            traits: (0..4).map(|at| [at % 2, 1, 0]).collect(),
            labels: vec![1, 3, 0, 5],
        };
        Example {
            forms: vec![7, 9, 9, 4, 5],
            traits: (0..5).map(|at| [at % 2, 0, 1, at / 3, 1, 0]).collect(),
            labels: vec![0, 1, 2, 3, 5],
            cues: vec![around],
        }
    }

    /// The loss with one weight moved.
    fn loss(pupil: &mut Pupil, share: &mut Share, at: usize, by: f32) -> f64 {
        pupil.net.weights[at] += by;
        pupil.turn();
        share.loss = 0.0;
        zeros(&mut share.back.gradient, pupil.net.weights.len());
        share.study(pupil, &example(), &mut Random(9));
        pupil.net.weights[at] -= by;
        share.loss
    }

    #[test]
    fn slopes_are_those_of_finite_differences() {
        let net = start::net(SIZES(), vec![4, 7, 9], &mut Random(3));
        let drops = Drops { input: 0.0, states: 0.3, forms: 0.0 };
        let mut pupil = Pupil { net, turned: Vec::new(), drops };
        let mut share = Share::default();
        loss(&mut pupil, &mut share, 0, 0.0);
        let gradient = share.back.gradient.clone();
        assert!(gradient.iter().filter(|slope| **slope != 0.0).count() > gradient.len() / 2);
        let mut checked = 0;
        let fixed: Vec<bool> = pupil.net.weights.iter().map(|weight| *weight < -1e3).collect();
        for at in (0..gradient.len()).step_by(7).filter(|&at| !fixed[at]) {
            let (up, down) = (loss(&mut pupil, &mut share, at, 2e-2), loss(&mut pupil, &mut share, at, -2e-2));
            let found = (up - down) as f32 / 4e-2;
            assert!((found - gradient[at]).abs() < 5e-3 + 0.03 * found.abs(), "weight {at}: {found}, {}", gradient[at]);
            checked += 1;
        }
        assert!(checked > 100, "{checked} weights");
    }
}
