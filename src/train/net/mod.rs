//! A net learns by going, a batch at a time, against the slopes of its loss.

mod adam;
mod back;
mod example;
mod forward;
mod start;
mod study;

use std::collections::BTreeMap;

use super::lattice::CHAIN;
use super::random::Random;
use crate::model::Transitions;
use crate::model::net::UNIT;
use crate::model::net::plan::Sizes;
use crate::quote::inputs::{ROLE_TRAITS, TRAITS};
use crate::quote::label::LABELS;
use adam::Adam;
pub(super) use example::{Around, Example};
use study::{Drops, Pupil, Share};

/// Word forms seen less often are unknown; a lesson that is given twice has each of its words twice.
const FEWEST: u32 = 3;

/// Numbers in the vector of a word form.
const FORM_WIDTH: usize = 64;

/// Numbers in the vector of a word's traits; with more the net is too slow.
const TRAIT_WIDTH: usize = 128;

/// Layers that read all words; a third one gained nothing.
const LAYERS: usize = 2;

/// Units a direction in the layer around a cue.
const ROLE_UNITS: usize = 64;

/// Passes over the training set.
const EPOCHS: usize = 9;

/// Words of a batch.
const BATCH: usize = 1500;

/// Size of the first steps.
const RATE: f32 = 4e-3;

/// Steps in which the rate grows to that; then it falls to nothing.
const WARM: f32 = 200.0;

/// What is left out, so that the net does not learn by heart.
const DROPS: Drops = Drops { input: 0.3, states: 0.3, forms: 0.05 };

/// Shares of a batch that are worked out apart: their sums do not depend on the number of threads.
const SHARES: usize = 2;

/// What each net of a model begins from. Two together are a point better than one in every role; each costs its time again.
pub(super) const SEEDS: [u64; 2] = [0x5EED_0001, 0x5EED_0002];

/// Learns from `examples`; gives the section of a model.
pub(super) fn train(examples: &[Example], seed: u64, report: &mut dyn FnMut(&str)) -> Vec<u8> {
    let mut random = Random(seed);
    let vocabulary = vocabulary(examples);
    let sizes = Sizes {
        forms: vocabulary.len(),
        form_width: FORM_WIDTH,
        trait_width: TRAIT_WIDTH,
        traits: TRAITS.to_vec(),
        layers: LAYERS,
        role_units: ROLE_UNITS,
        role_traits: ROLE_TRAITS.to_vec(),
    };
    let net = start::net(sizes, vocabulary, &mut random);
    let mut pupil = Pupil { net, turned: Vec::new(), drops: DROPS };
    let mut adam = Adam::new(pupil.net.weights.len());
    let mut shares: [Share; SHARES] = Default::default();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let words: usize = examples.iter().map(|example| example.labels.len()).sum();
    let steps = ((words / BATCH + 1) * EPOCHS) as f32;
    let mut step = 0.0_f32;
    for epoch in 1..=EPOCHS {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for batch in batches(examples, &order) {
            let rate = RATE * ((step + 1.0) / WARM).min(1.0) * (1.0 - step / steps).max(0.0);
            loss += learn(&mut pupil, &mut adam, &mut shares, examples, batch, rate, random.next());
            step += 1.0;
        }
        report(&format!("  epoch {epoch}: loss a word {:.4}", loss / words as f64));
    }
    finish(pupil)
}

/// The known word forms, in order.
fn vocabulary(examples: &[Example]) -> Vec<u32> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for form in examples.iter().flat_map(|example| &example.forms) {
        *counts.entry(*form).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count >= FEWEST).map(|(form, _)| form).collect()
}

/// Cuts `order` where [`BATCH`] words are full.
fn batches<'o>(examples: &[Example], mut order: &'o [usize]) -> Vec<&'o [usize]> {
    let mut found = Vec::new();
    while !order.is_empty() {
        let mut words = 0;
        let full = order.iter().position(|&at| {
            words += examples[at].labels.len();
            words >= BATCH
        });
        let (batch, rest) = order.split_at(full.map_or(order.len(), |at| at + 1));
        found.push(batch);
        order = rest;
    }
    found
}

/// One step on one batch; gives the loss before it.
fn learn(
    pupil: &mut Pupil,
    adam: &mut Adam,
    shares: &mut [Share; SHARES],
    examples: &[Example],
    batch: &[usize],
    rate: f32,
    seed: u64,
) -> f64 {
    pupil.turn();
    let still = &*pupil;
    std::thread::scope(|scope| {
        for (number, share) in shares.iter_mut().enumerate() {
            scope.spawn(move || {
                let mut random = Random(seed ^ (number as u64 + 1) << 32);
                share.loss = 0.0;
                back::zeros(&mut share.back.gradient, still.net.weights.len());
                let own = batch.iter().skip(number).step_by(SHARES);
                own.for_each(|&at| share.study(still, &examples[at], &mut random));
            });
        }
    });
    let [first, rest @ ..] = shares;
    let gradient = &mut first.back.gradient;
    rest.iter().for_each(|other| crate::model::net::add(gradient, &other.back.gradient));
    let words: usize = batch.iter().map(|&at| examples[at].labels.len()).sum();
    gradient.iter_mut().for_each(|slope| *slope /= words as f32);
    adam.step(&mut pupil.net.weights, gradient, rate);
    first.loss + rest.iter().map(|other| other.loss).sum::<f64>()
}

fn finish(mut pupil: Pupil) -> Vec<u8> {
    let chain = |number: usize| {
        let (start, pairs) = pupil.net.weights[pupil.chain(number)].split_at(LABELS);
        Transitions::write(start, pairs, UNIT)
    };
    let (labels, roles) = (chain(0), chain(1));
    pupil.net.weights.truncate(pupil.net.weights.len() - 2 * CHAIN);
    pupil.net.to_section(&labels, &roles)
}
