//! A model at work: the labels of a sequence, and the roles around one cue.

use super::features::{label_features, role_features};
use super::label::{Decoder, Label};
use super::link::Frame;
use super::words::Sequence;
use crate::model::Model;

/// Labels words with a model; holds what it needs for that, to use again.
pub(crate) struct Reader<'m> {
    model: &'m Model,
    decoder: Decoder,
    features: Vec<u64>,
}

impl<'m> Reader<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        Self { model, decoder: Decoder::default(), features: Vec::new() }
    }

    /// The label of each word of `sequence`.
    pub(crate) fn labels(&mut self, sequence: &Sequence) -> Vec<Label> {
        let (chain, bytes) = self.model.labels();
        let length = sequence.words.len();
        let decoded = self.decoder.decode(&chain.transitions, 0.0, length, |at, scores| {
            label_features(sequence, at, &mut self.features);
            chain.add(bytes, &self.features, scores);
        });
        decoded.0
    }

    /// For the cue of `frame` alone, the label of each word of its window, and how much better they score than none, in
    /// nats; `bias` is added to the score of every role.
    pub(crate) fn roles(&mut self, frame: &Frame<'_>, bias: f32) -> (Vec<Label>, f32) {
        let (chain, bytes) = self.model.roles();
        let window = frame.window();
        self.decoder.decode(&chain.transitions, bias, window.len(), |at, scores| {
            role_features(frame, window.start + at, &mut self.features);
            chain.add(bytes, &self.features, scores);
        })
    }
}
