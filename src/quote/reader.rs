//! A model at work: the labels of a sequence, and the roles around one cue.

use std::ops::Range;

use super::features::{Side, cue_features, label_features, side_features};
use super::inputs::{role_traits, traits};
use super::label::{Decoder, Label, Labelling};
use super::link::{Candidate, Frame};
use super::words::Sequence;
use crate::model::net::{self, Ground, Net, Nets, Rows, SCORES};
use crate::model::{Calibration, Model, Scores, Signs, Sum};

/// Added by the chains, where they are alone, to the score of every label but outside, in nats; chosen on `PolNeAR` dev, where
/// recall was behind precision.
const LABEL_BIAS: f32 = 0.1;

/// The same for the roles around a cue.
const ROLE_BIAS: f32 = 0.2;

/// The same for the labels of nets and chain together, whose precision was behind.
const NETS_BIAS: f32 = -0.1;

/// Steps of the net that a step of the chain of labels counts for beside it: 0.28 of its own size; chosen on `PolNeAR` dev.
const LABEL_SHARE: i32 = 3;

/// The same for the chain of roles: 0.19 of its own size.
const ROLE_SHARE: i32 = 2;

/// Labels words with a model; holds what it needs for that, to use again.
pub(crate) struct Reader<'m> {
    decoder: Decoder,
    chains: ChainReader<'m>,
    nets: Option<NetsReader<'m>>,
    calibration: Calibration,
}

impl<'m> Reader<'m> {
    /// A reader with all that `model` has.
    pub(crate) fn new(model: &'m Model) -> Self {
        let Some((nets, calibration)) = model.nets() else { return Self::fast(model) };
        Self { nets: Some(NetsReader::new(nets)), calibration: *calibration, ..Self::fast(model) }
    }

    /// A reader with the chains of `model` alone.
    pub(crate) fn fast(model: &'m Model) -> Self {
        let chains = ChainReader { model, shared: Vec::new() };
        Self { decoder: Decoder::default(), chains, nets: None, calibration: model.calibration() }
    }

    /// Whether the roles around this candidate are worth reading: the chains alone find none around a word that they have
    /// not labelled as a cue.
    pub(crate) fn looks_at(&self, candidate: &Candidate) -> bool {
        self.nets.is_some() || candidate.labelled
    }

    /// The probability that a quotation with these signs is right.
    pub(crate) fn probability(&self, signs: &Signs) -> f32 {
        self.calibration.probability(signs)
    }

    /// The label of each word of `sequence`.
    pub(crate) fn labels(&mut self, sequence: &Sequence) -> Labelling {
        let Self { decoder, chains, nets, .. } = self;
        let length = sequence.words.len();
        chains.begin(length);
        let Some(nets) = nets else {
            let transitions = &chains.model.labels().0.transitions;
            let (labels, _) = decoder.decode(transitions, LABEL_BIAS, length, |at, scores| {
                let speaks = !sequence.is_silent(at);
                if speaks {
                    chains.label(sequence, at, scores);
                }
                speaks
            });
            return Labelling { labels, cue_margins: decoder.cue_margins(transitions), chain: Vec::new() };
        };
        nets.read(sequence);
        let share = LABEL_SHARE * nets.count();
        let mut own: Vec<Scores> = vec![Scores::default(); length];
        let (labels, _) = decoder.decode(&nets.nets.labels, NETS_BIAS, length, |at, scores| {
            if let Some(own) = own.get_mut(at) {
                chains.label(sequence, at, own);
                add(scores, &nets.steps(at), own, share);
            }
            true
        });
        let cue_margins = decoder.cue_margins(&nets.nets.labels);
        let (chain, _) = decoder.decode(&chains.model.labels().0.transitions, 0.0, length, |at, scores| {
            let speaks = !sequence.is_silent(at);
            own.get(at).filter(|_| speaks).into_iter().for_each(|own| *scores = *own);
            speaks
        });
        Labelling { labels, cue_margins, chain }
    }

    /// For the cue of `frame` alone, the words that were read, the label of each, and how much better they score than none,
    /// in nats. The frame's sequence is the one that was labelled last.
    pub(crate) fn roles(&mut self, frame: &Frame<'_>) -> (Range<usize>, Vec<Label>, f32) {
        let Self { decoder, chains, nets, .. } = self;
        let Some(nets) = nets else {
            let window = frame.near();
            let transitions = &chains.model.roles().0.transitions;
            let (labels, margin) = decoder.decode(transitions, ROLE_BIAS, window.len(), |at, scores| {
                let at = window.start + at;
                let speaks = !frame.sequence.is_silent(at) && frame.is_open(at);
                if speaks {
                    chains.role(frame, at, scores);
                }
                speaks
            });
            return (window, labels, margin);
        };
        let window = frame.window();
        nets.read_around(frame);
        let share = ROLE_SHARE * nets.count();
        let (labels, margin) = decoder.decode(&nets.nets.roles, 0.0, window.len(), |at, scores| {
            let mut more = Scores::default();
            chains.role(frame, window.start + at, &mut more);
            add(scores, &nets.steps(at), &more, share);
            true
        });
        (window, labels, margin)
    }
}

/// Adds the weights of features to `scores`.
fn add_sum(scores: &mut Scores, sum: &Sum) {
    scores.iter_mut().zip(sum).for_each(|(score, sum)| *score += i32::from(*sum));
}

/// Adds to `scores` those of the nets and a share of those of a chain.
fn add(scores: &mut Scores, nets: &Scores, chain: &Scores, share: i32) {
    scores.iter_mut().zip(nets.iter().zip(chain)).for_each(|(score, (nets, chain))| *score += nets + share * chain);
}

/// Scores by the features of each word.
struct ChainReader<'m> {
    model: &'m Model,
    /// For each word of the sequence that was labelled last, the scores of its roles that depend on the side of the cue alone,
    /// as far as they are known.
    shared: Vec<[Option<Sum>; 3]>,
}

impl ChainReader<'_> {
    fn label(&mut self, sequence: &Sequence, at: usize, scores: &mut Scores) {
        let (chain, bytes) = self.model.labels();
        add_sum(scores, &chain.sum(bytes, |adder| label_features(sequence, at, adder)));
    }

    /// Forgets the sequence before; the next has `length` words.
    fn begin(&mut self, length: usize) {
        self.shared.clear();
        self.shared.resize(length, [None; 3]);
    }

    fn role(&mut self, frame: &Frame<'_>, at: usize, scores: &mut Scores) {
        let (chain, bytes) = self.model.roles();
        add_sum(scores, &chain.sum(bytes, |adder| cue_features(frame, at, adder)));
        let Some(sides) = self.shared.get_mut(at) else { return };
        let side = &mut sides[Side::of(frame, at) as usize];
        add_sum(scores, side.get_or_insert_with(|| chain.sum(bytes, |adder| side_features(frame, at, adder))));
    }
}

/// Scores of several nets, added up.
struct NetsReader<'m> {
    nets: &'m Nets,
    readers: Vec<NetReader<'m>>,
}

impl<'m> NetsReader<'m> {
    fn new(nets: &'m Nets) -> Self {
        Self { nets, readers: nets.members.iter().map(NetReader::new).collect() }
    }

    fn count(&self) -> i32 {
        self.readers.len() as i32
    }

    /// Reads a sequence, for its labels.
    fn read(&mut self, sequence: &Sequence) {
        self.readers.iter_mut().for_each(|reader| reader.read(sequence));
    }

    /// Reads the words around a cue, for its roles.
    fn read_around(&mut self, frame: &Frame<'_>) {
        self.readers.iter_mut().for_each(|reader| reader.read_around(frame));
    }

    /// The scores of the word that is number `at` of those read last.
    fn steps(&self, at: usize) -> Scores {
        let mut sum = Scores::default();
        for reader in &self.readers {
            sum.iter_mut().zip(reader.steps(at)).for_each(|(sum, steps)| *sum += steps);
        }
        sum
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
    cue_gates: Vec<f32>,
    around: Rows,
    /// Scores of what was read last.
    scores: Vec<f32>,
}

impl<'m> NetReader<'m> {
    fn new(net: &'m Net) -> Self {
        Self {
            net,
            words: Rows::default(),
            ground: Ground::default(),
            is_ground_known: false,
            cue_gates: Vec::new(),
            around: Rows::default(),
            scores: Vec::new(),
        }
    }

    /// Reads a sequence, for its labels.
    fn read(&mut self, sequence: &Sequence) {
        self.words.input.clear();
        for (at, word) in sequence.words.iter().enumerate() {
            self.net.embed(self.net.form_row(word.form), &traits(sequence, at), &mut self.words.input);
        }
        self.net.read(&mut self.words);
        self.is_ground_known = false;
        self.net.label_scores(&self.words, &mut self.scores);
    }

    /// Reads the words around a cue, for its roles.
    fn read_around(&mut self, frame: &Frame<'_>) {
        let (net, window) = (self.net, frame.window());
        if !self.is_ground_known {
            net.ground(&self.words, &mut self.ground);
            self.is_ground_known = true;
        }
        net.cue_gates(&self.words, frame.cue.0..frame.cue.1, &mut self.around, &mut self.cue_gates);
        let traits = |at: usize| role_traits(frame, at);
        net.around(&self.ground, window.clone(), &self.cue_gates, traits, &mut self.around);
        net.role_scores(&self.ground, &window, &self.around, &mut self.scores);
    }

    /// The scores of the word that is number `at` of those read last.
    fn steps(&self, at: usize) -> Scores {
        self.scores.as_chunks::<SCORES>().0.get(at).map(net::steps).unwrap_or_default()
    }
}
