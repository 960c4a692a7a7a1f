//! A net as a section of a model: its sizes, its known forms, then weights of one byte.
//!
//! Section layout, all numbers little-endian: sizes (`u32`: forms, width of a form, width of a trait, layers, units around a
//! cue, number of traits and the rows of each, the same for traits with regard to a cue), transitions of labels and of
//! roles, known forms (`u32`), a scale (`f32`) for each [`RUN`] weights, and the weights.

use std::ops::Range;

use super::layer::Layer;
use super::plan::{Head, Matrix, Table};
use super::product::{Affine, Product};
use super::{Net, Plan, UNIT};
use crate::Error;
use crate::model::Bytes;
use crate::model::sections::u32_at;
use crate::model::transitions::Transitions;

/// Weights that share a scale.
const RUN: usize = 64;

/// Reads numbers one after the other.
struct Numbers<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Numbers<'_> {
    fn next(&mut self) -> Result<usize, Error> {
        let number = u32_at(self.bytes, self.at)?;
        self.at += 4;
        Ok(number as usize)
    }

    fn list(&mut self) -> Result<Vec<usize>, Error> {
        let count = self.next()?;
        if count > 64 {
            return Err(Error::model(format!("a net with {count} tables of traits")));
        }
        (0..count).map(|_| self.next()).collect()
    }

    fn transitions(&mut self) -> Result<Transitions, Error> {
        let read = Transitions::read(self.bytes, self.at, UNIT);
        self.at += Transitions::NUMBERS * 4;
        read
    }

    fn take(&mut self, count: usize) -> Result<&[u8], Error> {
        let taken = self.bytes.get(self.at..self.at + count);
        self.at += count;
        taken.ok_or_else(|| Error::model(format!("a net that ends {count} bytes too early")))
    }
}

impl Net {
    /// Reads the section at `section` of a model.
    pub(crate) fn from_section(bytes: &Bytes, section: Range<usize>) -> Result<Self, Error> {
        let mut numbers = Numbers { bytes: bytes.get(section.clone()).unwrap_or_default(), at: 0 };
        let sizes = super::plan::Sizes {
            forms: numbers.next()?,
            form_width: numbers.next()?,
            trait_width: numbers.next()?,
            layers: numbers.next()?,
            role_units: numbers.next()?,
            traits: numbers.list()?,
            role_traits: numbers.list()?,
        };
        sizes.check()?;
        let plan = Plan::new(sizes);
        let (labels, roles) = (numbers.transitions()?, numbers.transitions()?);
        let forms = numbers.take(plan.sizes.forms * 4)?.as_chunks().0;
        let vocabulary = forms.iter().map(|form| u32::from_le_bytes(*form)).collect();
        let scales = numbers.take(plan.total.div_ceil(RUN) * 4)?.as_chunks().0;
        let scales: Vec<f32> = scales.iter().map(|scale| f32::from_le_bytes(*scale)).collect();
        let steps = section.start + numbers.at..section.start + numbers.at + plan.total;
        numbers.take(plan.total)?;
        if numbers.at != numbers.bytes.len() || scales.iter().any(|scale| !scale.is_finite()) {
            return Err(Error::model("a net whose weights are not whole"));
        }
        Ok(Self::new(plan, vocabulary, Weights { bytes: bytes.clone(), steps, scales }, labels, roles))
    }

    fn new(plan: Plan, vocabulary: Vec<u32>, weights: Weights, labels: Transitions, roles: Transitions) -> Self {
        let layer =
            |layer: &super::plan::Layer| Layer { taps: weights.of(layer.mix()), gates: weights.affine(&layer.gates) };
        Self {
            layers: plan.layers.iter().map(layer).collect(),
            label_head: weights.affine(&plan.labels),
            role_words: weights.affine(&plan.role_words),
            role_cue: weights.product(&plan.role_cue),
            role_direct: weights.affine(&plan.role_direct),
            role_states: weights.product(&plan.roles),
            plan,
            vocabulary,
            weights,
            labels,
            roles,
        }
    }
}

/// Weights of one byte, in the places that a plan names.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    /// Those of the model.
    bytes: Bytes,
    /// Where the weights lie among them.
    steps: Range<usize>,
    /// What a step is worth, for each [`RUN`] weights.
    scales: Vec<f32>,
}

impl Weights {
    /// Adds to `sum` row `row` of `table`.
    #[inline(always)]
    pub(super) fn add_row(&self, table: &Table, row: usize, sum: &mut [f32]) {
        self.add(table.row(row).start, sum);
    }

    /// Adds to `sum` as many weights as it is long, the first of them number `at`.
    #[inline(always)]
    fn add(&self, mut at: usize, mut sum: &mut [f32]) {
        let steps = self.bytes.get(self.steps.clone()).unwrap_or_default();
        while !sum.is_empty() {
            let length = sum.len().min(RUN - at % RUN);
            let (part, rest) = std::mem::take(&mut sum).split_at_mut(length);
            let scale = self.scales.get(at / RUN).copied().unwrap_or_default();
            let steps = steps.get(at..at + part.len()).unwrap_or_default();
            part.iter_mut().zip(steps).for_each(|(sum, step)| *sum += f32::from(step.cast_signed()) * scale);
            (at, sum) = (at + part.len(), rest);
        }
    }

    fn of(&self, range: Range<usize>) -> Vec<f32> {
        let mut weights = vec![0.0; range.len()];
        self.add(range.start, &mut weights);
        weights
    }

    fn product(&self, matrix: &Matrix) -> Product {
        Product::new(&self.of(matrix.range()), matrix.inputs, matrix.outputs)
    }

    fn affine(&self, head: &Head) -> Affine {
        Affine { matrix: self.product(&head.matrix), bias: self.of(head.bias()) }
    }
}

/// The section that [`Net::from_section`] reads, of `weights` in the places that `plan` names and of transitions.
#[cfg(feature = "train")]
pub(crate) fn to_section(plan: &Plan, vocabulary: &[u32], weights: &[f32], labels: &[u8], roles: &[u8]) -> Vec<u8> {
    let sizes = &plan.sizes;
    let mut numbers = vec![sizes.forms, sizes.form_width, sizes.trait_width, sizes.layers, sizes.role_units];
    for rows in [&sizes.traits, &sizes.role_traits] {
        numbers.push(rows.len());
        numbers.extend(rows);
    }
    let numbers = numbers.into_iter().map(|number| number as u32).flat_map(u32::to_le_bytes);
    let mut bytes: Vec<u8> = numbers.chain(labels.iter().chain(roles).copied()).collect();
    bytes.extend(vocabulary.iter().flat_map(|form| form.to_le_bytes()));
    let scale = |run: &[f32]| run.iter().fold(0.0_f32, |most, weight| most.max(weight.abs())) / 127.0;
    bytes.extend(weights.chunks(RUN).flat_map(|run| scale(run).to_le_bytes()));
    for run in weights.chunks(RUN) {
        let scale = scale(run).max(f32::MIN_POSITIVE);
        bytes.extend(run.iter().map(|weight| ((weight / scale).round() as i8).cast_unsigned()));
    }
    bytes
}
