//! Cues to quotations: for each cue its own source and content.

use std::ops::Range;

use super::label::{Label, Labelling, Role, Run, runs};
use super::reader::Reader;
use super::words::{Place, Sequence, Shape, Word};
use crate::model::hash_form;

/// A word that was a cue this often in training, in steps, is tried although the labels pass over it.
const LIKELY: u8 = 4;

/// Words looked at before and after a cue.
const REACH: usize = 160;

/// A cue, or what may be one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    /// First word, and one past the last.
    pub(crate) cue: (usize, usize),
    /// Whether the labels have it for a cue; else it is only likely.
    pub(crate) labelled: bool,
    /// How much better the labels score with this cue than without, in nats.
    pub(crate) margin: f32,
    /// The score that a quotation around it has at least.
    pub(crate) least: f32,
}

/// A cue that the chain has and the nets pass over is taken if the quotation around it has this score; chosen on `PolNeAR` dev.
const LEAST: f32 = 0.3;

/// The cues of the labels, then words that the labels pass over and that are cues more often than not, or stand in the list of
/// cues right before what opens a content, then those that the chain alone has for cues; the second look decides whether they are.
pub(crate) fn candidates(sequence: &Sequence, Labelling { labels, cue_margins, chain }: &Labelling) -> Vec<Candidate> {
    let margin = |at: usize| cue_margins.get(at).copied().unwrap_or_default();
    let margins = |cue: (usize, usize)| (cue.0..cue.1).map(margin).fold(f32::MIN, f32::max);
    let candidate = |cue: (usize, usize), labelled, least| Candidate { cue, labelled, margin: margins(cue), least };
    let found = cues(labels).into_iter().map(|cue| candidate(cue, true, 0.0));
    let free = |at: usize| labels.get(at).is_some_and(|label| label.role().is_none());
    let passed_over = (0..sequence.words.len()).filter(|&at| free(at) && is_likely(sequence, at));
    let passed_over = passed_over.map(|at| candidate((at, at + 1), false, 0.0));
    let chained = cues(chain).into_iter().filter(|cue| (cue.0..cue.1).all(free));
    found.chain(passed_over).chain(chained.map(|cue| candidate(cue, false, LEAST))).collect()
}

/// The cues among labels, as first word and one past the last.
pub(crate) fn cues(labels: &[Label]) -> Vec<(usize, usize)> {
    let cues = runs(labels).into_iter().filter(|run| run.role == Role::Cue);
    cues.map(|run| (run.start, run.end)).collect()
}

/// Whether word `at` is a cue more often than not, or stands in the list of cues right before what opens a content.
fn is_likely(sequence: &Sequence, at: usize) -> bool {
    let Some(word) = sequence.words.get(at) else { return false };
    if word.rate >= LIKELY || word.act == 0 {
        return word.rate >= LIKELY;
    }
    let that = hash_form("that");
    let opens = |word: &Word| word.form == that || word.place == Place::Open;
    sequence.words.get(at + 1).is_some_and(opens) || tells(sequence, at, that)
}

/// Whether a listed cue is followed by a short addressee and `that`: `informed the paper that`.
fn tells(sequence: &Sequence, at: usize, that: u32) -> bool {
    let after = sequence.words.get(at + 1..).unwrap_or_default();
    let phrase = after.iter().take(5).take_while(|word| word.act == 0 && word.shape != Shape::Punctuation);
    phrase.skip(1).any(|word| word.form == that)
}

/// Labelled spans before and after a cue among which the chains look for its parts: with one, contents of two pieces were
/// lost on `PolNeAR` dev, with more than two nothing was gained.
const SPANS: i32 = 2;

/// One cue among the words and first labels of its sequence.
pub(crate) struct Frame<'s> {
    pub(crate) sequence: &'s Sequence,
    labels: &'s [Label],
    /// First word of the cue, and one past its last.
    pub(crate) cue: (usize, usize),
    /// The likeliest cue word of the cue.
    pub(crate) head: Word,
    /// The word before the cue, its first word, and the two after it.
    pub(crate) edges: [Word; 4],
    window: Range<usize>,
    /// Spans of labels that begin from the start of the window up to each of its words.
    begun: Vec<u16>,
}

impl<'s> Frame<'s> {
    pub(crate) fn new(sequence: &'s Sequence, labels: &'s [Label], cue: (usize, usize)) -> Self {
        let window = cue.0.saturating_sub(REACH)..(cue.1 + REACH).min(labels.len());
        let words = sequence.words.get(cue.0..cue.1).unwrap_or_default();
        let head = words.iter().rev().max_by_key(|word| word.rate).copied().unwrap_or_default();
        let mut count = 0;
        let begun = labels.get(window.clone()).unwrap_or_default().iter().map(|label| {
            count += u16::from(label.begins());
            count
        });
        let begun = begun.collect();
        let before = cue.0.checked_sub(1).map_or(Word::default(), |before| sequence.word(before));
        let edges = [before, sequence.word(cue.0), sequence.word(cue.1), sequence.word(cue.1 + 1)];
        Self { sequence, labels, cue, head, edges, window, begun }
    }

    /// The words in which the parts of the quotation are looked for.
    pub(crate) fn window(&self) -> Range<usize> {
        self.window.clone()
    }

    /// The part of the window in which the chains look where they are alone: the sentence of the cue, and [`SPANS`] labelled
    /// spans to either side.
    pub(crate) fn near(&self) -> Range<usize> {
        let (first, end) = self.cue;
        let is_labelled = |at: &usize| self.label(Some(*at)).role().is_some();
        let before = self.begun(first.saturating_sub(1));
        let after = self.begun(end - 1);
        let start = (self.window.start..first).find(|at| is_labelled(at) && before - self.begun(*at) < SPANS);
        let last = (end..self.window.end).rev().find(|at| is_labelled(at) && self.begun(*at) - after <= SPANS);
        let start = start.unwrap_or(first).min(self.sentence().start);
        let stop = last.map_or(end, |last| last + 1).max(self.sentence().end);
        start.max(self.window.start)..stop.min(self.window.end)
    }

    /// The words of the sentence of the cue.
    fn sentence(&self) -> Range<usize> {
        let edge = |slots: &[u32], at: usize| slots.get(at).map_or(at, |&edge| edge as usize);
        edge(&self.sequence.first, self.cue.0)..edge(&self.sequence.end, self.cue.1 - 1)
    }

    /// Whether word `at` of [`Frame::near`] may be part of the quotation: it is in the sentence of the cue, or it or a word
    /// beside it is labelled.
    pub(crate) fn is_open(&self, at: usize) -> bool {
        self.sentence().contains(&at)
            || [at.checked_sub(1), Some(at), Some(at + 1)].iter().any(|&at| self.label(at).role().is_some())
    }

    /// The first label of word `at`, outside beyond the ends.
    pub(crate) fn label(&self, at: Option<usize>) -> Label {
        at.and_then(|at| self.labels.get(at)).copied().unwrap_or_default()
    }

    /// Spans of labels that begin from the start of the window up to word `at`.
    pub(crate) fn begun(&self, at: usize) -> i32 {
        let at = at.checked_sub(self.window.start);
        at.and_then(|at| self.begun.get(at)).map_or(0, |&count| count.into())
    }
}

/// The parts of one quotation, as words of its sequence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parts {
    pub(crate) cue: (usize, usize),
    pub(crate) source: Option<(usize, usize)>,
    pub(crate) content: Vec<(usize, usize)>,
    /// How much better these parts score than none, in nats.
    pub(crate) margin: f32,
}

/// Finds source and content of the cue of `frame`; none if it turns out to be no cue.
pub(crate) fn link(frame: &Frame<'_>, reader: &mut Reader<'_>) -> Option<Parts> {
    let (window, labels, margin) = reader.roles(frame);
    let found: Vec<Run> = runs(&labels);
    let shifted = |run: &Run| (run.start + window.start, run.end + window.start);
    let of = |role| found.iter().filter(move |run| run.role == role).map(shifted);
    let content: Vec<_> = of(Role::Content).collect();
    let cue = of(Role::Cue).find(|cue| cue.0 < frame.cue.1 && frame.cue.0 < cue.1)?;
    let away = |run: &(usize, usize)| if run.1 <= cue.0 { cue.0 - run.1 } else { run.0.saturating_sub(cue.1) };
    let source = of(Role::Source).min_by_key(away);
    (!content.is_empty()).then_some(Parts { cue, source, content, margin })
}
