//! A model at work: the labels of a sequence, and the roles around one cue.

use super::features::{label_features, role_features};
use super::inputs::{role_traits, traits};
use super::label::{Decoder, Label};
use super::link::Frame;
use super::words::Sequence;
use crate::model::net::{self, Ground, Net, Rows, SCORES};
use crate::model::{Chains, Model, Scorer, Transitions};

/// Added by the chains to the score of every role of a cue against none, in nats; chosen on `PolNeAR` dev, where recall was
/// behind precision.
const ROLE_BIAS: f32 = 0.2;

/// The same for a cue that the labels passed over: it must be told apart clearly.
const STRICT_BIAS: f32 = -1.5;

/// Labels words with a model; holds what it needs for that, to use again.
pub(crate) struct Reader<'m> {
    decoder: Decoder,
    scorer: Scratch<'m>,
}

/// The two kinds of scorers, each with its scratch.
enum Scratch<'m> {
    Chains(ChainReader<'m>),
    Net(Box<NetReader<'m>>),
}

impl<'m> Reader<'m> {
    pub(crate) fn new(model: &'m Model) -> Self {
        let (scorer, bytes) = model.scorer();
        let scorer = match scorer {
            Scorer::Chains(chains) => Scratch::Chains(ChainReader::new(chains, bytes)),
            Scorer::Net(net) => Scratch::Net(Box::new(NetReader::new(net))),
        };
        Self { decoder: Decoder::default(), scorer }
    }

    /// The label of each word of `sequence`.
    pub(crate) fn labels(&mut self, sequence: &Sequence) -> Vec<Label> {
        let decoded = match &mut self.scorer {
            Scratch::Chains(chains) => chains.labels(&mut self.decoder, sequence),
            Scratch::Net(net) => net.labels(&mut self.decoder, sequence),
        };
        decoded.0
    }

    /// For the cue of `frame` alone, the label of each word of its window, and how much better they score than none, in
    /// nats. The frame's sequence is the one that was labelled last, and the cue is `labelled` as one or only likely.
    pub(crate) fn roles(&mut self, frame: &Frame<'_>, labelled: bool) -> (Vec<Label>, f32) {
        match &mut self.scorer {
            Scratch::Chains(chains) => chains.roles(&mut self.decoder, frame, labelled),
            Scratch::Net(net) => net.roles(&mut self.decoder, frame),
        }
    }
}

/// Scores by the features of each word.
struct ChainReader<'m> {
    chains: &'m Chains,
    bytes: &'m [u8],
    features: Vec<u64>,
}

impl<'m> ChainReader<'m> {
    fn new(chains: &'m Chains, bytes: &'m [u8]) -> Self {
        Self { chains, bytes, features: Vec::new() }
    }

    fn labels(&mut self, decoder: &mut Decoder, sequence: &Sequence) -> (Vec<Label>, f32) {
        decoder.decode(&self.chains.labels.transitions, 0.0, sequence.words.len(), |at, scores| {
            label_features(sequence, at, &mut self.features);
            self.chains.labels.add(self.bytes, &self.features, scores);
        })
    }

    fn roles(&mut self, decoder: &mut Decoder, frame: &Frame<'_>, labelled: bool) -> (Vec<Label>, f32) {
        let (window, bias) = (frame.window(), if labelled { ROLE_BIAS } else { STRICT_BIAS });
        decoder.decode(&self.chains.roles.transitions, bias, window.len(), |at, scores| {
            role_features(frame, window.start + at, &mut self.features);
            self.chains.roles.add(self.bytes, &self.features, scores);
        })
    }
}

/// Scores by reading all words in both directions.
struct NetReader<'m> {
    net: &'m Net,
    /// What the words mean.
    words: Rows,
    /// What they are to any cue, worked out when the first is looked at.
    ground: Ground,
    is_ground_known: bool,
    cue: Vec<f32>,
    cue_gates: Vec<f32>,
    around: Rows,
    scores: Vec<f32>,
}

impl<'m> NetReader<'m> {
    fn new(net: &'m Net) -> Self {
        Self {
            net,
            words: Rows::default(),
            ground: Ground::default(),
            is_ground_known: false,
            cue: Vec::new(),
            cue_gates: Vec::new(),
            around: Rows::default(),
            scores: Vec::new(),
        }
    }

    fn labels(&mut self, decoder: &mut Decoder, sequence: &Sequence) -> (Vec<Label>, f32) {
        self.words.input.clear();
        for (at, word) in sequence.words.iter().enumerate() {
            self.net.embed(self.net.form_row(word.form), &traits(sequence, at), &mut self.words.input);
        }
        self.net.read(&mut self.words);
        self.is_ground_known = false;
        self.net.label_scores(&self.words.input, &mut self.scores);
        self.decode(decoder, &self.net.labels)
    }

    fn roles(&mut self, decoder: &mut Decoder, frame: &Frame<'_>) -> (Vec<Label>, f32) {
        let (net, window) = (self.net, frame.window());
        if !self.is_ground_known {
            net.ground(&self.words.input, &mut self.ground);
            self.is_ground_known = true;
        }
        net.cue(&self.words.input, frame.cue.0..frame.cue.1, &mut self.cue);
        net.cue_gates(&self.cue, &mut self.cue_gates);
        let traits = |at: usize| role_traits(frame, at);
        net.around(&self.ground, window.clone(), &self.cue_gates, traits, &mut self.around);
        net.role_scores(&self.ground, window, &self.around.states, &mut self.scores);
        self.decode(decoder, &net.roles)
    }

    fn decode(&self, decoder: &mut Decoder, transitions: &Transitions) -> (Vec<Label>, f32) {
        let rows = self.scores.as_chunks::<SCORES>().0;
        decoder.decode(transitions, 0.0, rows.len(), |at, scores| {
            let steps = rows.get(at).map(net::steps).unwrap_or_default();
            scores.iter_mut().zip(steps).for_each(|(score, step)| *score += step);
        })
    }
}
