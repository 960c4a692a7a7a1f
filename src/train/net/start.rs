//! Weights before the first step.

use super::forward::Net;
use crate::model::net::layer::{GATES, NEIGHBOURS};
use crate::model::net::plan::{Head, Matrix, Plan, Sizes, Table};
use crate::train::lattice::open_chain;
use crate::train::random::Random;

/// Spread of the vectors of word forms.
const FORMS: f32 = 0.3;

/// Spread of the vectors of traits.
const TRAITS: f32 = 0.18;

/// What opens the gates at the start: units that remember for long beside units that do not.
const OPENINGS: (f32, f32) = (-2.5, 2.0);

/// A net that has learned nothing, its weights followed by those of the two chains.
pub(super) fn net(sizes: Sizes, vocabulary: Vec<u32>, random: &mut Random) -> Net {
    let plan = Plan::new(sizes);
    let mut weights = vec![0.0; plan.total];
    table(&plan.forms, FORMS, &mut weights, random);
    plan.traits.iter().chain(&plan.role_traits).for_each(|rows| table(rows, TRAITS, &mut weights, random));
    plan.matrices().for_each(|part| matrix(part, &mut weights, random));
    let width = plan.sizes.width();
    for layer in &plan.layers {
        openings(&layer.gates, &mut weights);
        let own = layer.taps + NEIGHBOURS * width;
        weights[layer.taps..own + (NEIGHBOURS + 1) * width].iter_mut().for_each(|tap| *tap = random.normal() * FORMS);
        weights[own..own + width].fill(1.0);
    }
    openings(&plan.role_words, &mut weights);
    weights.extend(open_chain().into_iter().chain(open_chain()));
    Net { plan, weights, vocabulary }
}

fn table(table: &Table, spread: f32, weights: &mut [f32], random: &mut Random) {
    let end = table.start + table.rows * table.width;
    weights[table.start..end].iter_mut().for_each(|weight| *weight = random.normal() * spread);
}

fn matrix(matrix: &Matrix, weights: &mut [f32], random: &mut Random) {
    let spread = 1.0 / (matrix.inputs as f32).sqrt();
    weights[matrix.range()].iter_mut().for_each(|weight| *weight = (random.part() * 2.0 - 1.0) * spread);
}

fn openings(gates: &Head, weights: &mut [f32]) {
    let units = gates.matrix.outputs / GATES;
    let (low, high) = OPENINGS;
    for direction in weights[gates.bias()].chunks_exact_mut(2 * units) {
        for (at, opening) in direction[..units].iter_mut().enumerate() {
            *opening = low + (high - low) * at as f32 / (units.max(2) - 1) as f32;
        }
    }
}
