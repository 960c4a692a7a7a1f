//! A net as a section of a model: its sizes, its known forms, then weights of one byte.
//!
//! Section layout, all numbers little-endian: sizes (`u32`: forms, width of a form, width of a trait, layers, units around a
//! cue, number of traits and the rows of each, the same for traits with regard to a cue), transitions of labels and of
//! roles, known forms (`u32`), a scale (`f32`) for each [`RUN`] weights, and the weights.

use std::ops::Range;

use super::{Net, Plan, UNIT};
use crate::Error;
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
    pub(crate) fn from_section(bytes: &[u8], section: Range<usize>) -> Result<Self, Error> {
        let mut numbers = Numbers { bytes: bytes.get(section).unwrap_or_default(), at: 0 };
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
        let steps = numbers.take(plan.total)?;
        let mut weights = vec![0.0; plan.total];
        for ((weights, steps), scale) in weights.chunks_mut(RUN).zip(steps.chunks(RUN)).zip(&scales) {
            let steps = steps.iter().map(|step| f32::from(step.cast_signed()));
            weights.iter_mut().zip(steps).for_each(|(weight, step)| *weight = step * scale);
        }
        if numbers.at != numbers.bytes.len() || scales.iter().any(|scale| !scale.is_finite()) {
            return Err(Error::model("a net whose weights are not whole"));
        }
        Ok(Self { plan, weights, vocabulary, labels, roles })
    }

    /// The section that [`Net::from_section`] reads.
    #[cfg(feature = "train")]
    pub(crate) fn to_section(&self, labels: &[u8], roles: &[u8]) -> Vec<u8> {
        let sizes = &self.plan.sizes;
        let mut numbers = vec![sizes.forms, sizes.form_width, sizes.trait_width, sizes.layers, sizes.role_units];
        for rows in [&sizes.traits, &sizes.role_traits] {
            numbers.push(rows.len());
            numbers.extend(rows);
        }
        let numbers = numbers.into_iter().map(|number| number as u32).flat_map(u32::to_le_bytes);
        let mut bytes: Vec<u8> = numbers.chain(labels.iter().chain(roles).copied()).collect();
        bytes.extend(self.vocabulary.iter().flat_map(|form| form.to_le_bytes()));
        let scale = |run: &[f32]| run.iter().fold(0.0_f32, |most, weight| most.max(weight.abs())) / 127.0;
        bytes.extend(self.weights.chunks(RUN).flat_map(|run| scale(run).to_le_bytes()));
        for run in self.weights.chunks(RUN) {
            let scale = scale(run).max(f32::MIN_POSITIVE);
            bytes.extend(run.iter().map(|weight| ((weight / scale).round() as i8).cast_unsigned()));
        }
        bytes
    }
}
