//! Words to quotations: marks, then labels, then links.

mod announced;
mod bounds;
mod coordinate;
mod describe;
mod edges;
mod evidence;
pub(crate) mod features;
pub(crate) mod inputs;
pub(crate) mod label;
mod lexicon;
pub(crate) mod link;
pub(crate) mod marks;
mod nested;
mod placed;
mod reach;
pub(crate) mod reader;
mod settle;
mod signs;
mod speech;
mod turns;
mod voice;
mod voiced;
pub(crate) mod words;

use std::cmp::Reverse;
use std::ops::Range;

pub use evidence::Reason;

use link::{Candidate, Frame, Parts};
use marks::Pair;
use reader::Reader;
use signs::signs;
use words::{Sequence, Word};

use crate::Span;
use crate::model::{Model, Signs};
use crate::names::named;
use crate::segment::Segments;

/// How [`detect`] decides.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct QuoteOptions {
    /// Quotations with a score below this, from 0 to 1, are left out: fewer are found, and more of them are right, as the table
    /// in `docs/model.md` shows. By default 0: all that the model holds likelier than not.
    pub threshold: f32,
}

impl QuoteOptions {
    /// Leaves out quotations with a score below `threshold`.
    #[must_use]
    pub fn threshold(mut self, threshold: f32) -> Self {
        self.threshold = threshold;
        self
    }
}

/// How much of a content stands inside quotation marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum QuotationKind {
    /// All of it.
    Direct,
    /// Some of it.
    Mixed,
    /// None of it.
    #[default]
    Indirect,
}

named!(QuotationKind { Direct = "direct", Mixed = "mixed", Indirect = "indirect" });

/// What an attribution does: the four types of the Penn Discourse TreeBank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Act {
    /// Said, told, wrote, denied.
    #[default]
    Assertion,
    /// Thinks, expects, fears.
    Belief,
    /// Knows, learned, saw, found.
    Fact,
    /// Wants, agreed, ordered, refused.
    Eventuality,
}

named!(Act { Assertion = "assertion", Belief = "belief", Fact = "fact", Eventuality = "eventuality" });

/// What a pair of quotation marks is there for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MarkUse {
    /// Around words that somebody uttered.
    #[default]
    Speech,
    /// Scare quotes, coined terms, nicknames, mottos.
    Term,
    /// The name of a book, film, song, law or programme.
    Title,
}

named!(MarkUse { Speech = "speech", Term = "term", Title = "title" });

/// A pair of quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkRecord {
    /// From the opening mark to the closing one, both included.
    pub span: Span,
    /// What it is there for.
    pub r#use: MarkUse,
    /// Whether both marks are there.
    pub closed: bool,
}

/// One attribution: what was said, with its cue and source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuotationRecord {
    /// The attributed words: one or more spans in order of the text.
    pub content: Vec<Span>,
    /// The words that signal the attribution.
    pub cue: Option<Span>,
    /// The phrase to which the content is attributed.
    pub source: Option<Span>,
    /// To whom it was said.
    pub addressee: Option<Span>,
    /// Direct, mixed or indirect.
    pub kind: QuotationKind,
    /// Assertion, belief, fact or eventuality.
    pub act: Act,
    /// Probability that the quotation is right, from 0 to 1.
    pub score: f32,
    /// The quotation in whose content this one is nested, as an index of [`Quotations::quotations`].
    pub parent: Option<u32>,
    /// Whether the speaker goes on from the quotation before.
    pub inherited: bool,
    /// What decided it: what made it first, then what moved its edges; none where people marked it.
    pub evidence: Vec<Reason>,
}

impl QuotationRecord {
    /// Content, cue and source, whichever there are.
    fn parts(&self) -> impl Iterator<Item = Span> {
        self.content.iter().chain(&self.cue).chain(&self.source).copied()
    }

    /// Whether any words belong to both.
    fn overlaps(&self, other: &Self) -> bool {
        self.parts().any(|own| other.parts().any(|part| part.overlaps(own)))
    }

    /// Whether all parts of `inner` lie in this content, which holds more than they do.
    pub(crate) fn holds(&self, inner: &Self) -> bool {
        let inside = |part: Span| {
            let after = self.content.partition_point(|content| content.start <= part.start);
            after.checked_sub(1).and_then(|at| self.content.get(at)).is_some_and(|content| content.contains(part))
        };
        inner.parts().all(inside) && inner.content != self.content
    }
}

/// Everything [`detect`] finds in one text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quotations {
    /// Pairs of quotation marks, in order of their opening marks.
    pub marks: Vec<MarkRecord>,
    /// Quotations, in order of where their first part (source, cue or content) begins.
    pub quotations: Vec<QuotationRecord>,
}

/// Finds the quotations of `text`.
#[must_use]
pub fn detect(text: &str, segments: &Segments, model: &Model, options: &QuoteOptions) -> Quotations {
    let pairs = marks::pair(text, segments);
    let outer = pairs.iter().filter(|pair| pair.depth == 0).copied().collect();
    let input = Input { text, segments, pairs, outer, words: words::read(text, segments, model) };
    let mut reader = Reader::new(model);
    let mut quotations = outermost(&input, &mut reader);
    edges::mend(&input, &mut quotations);
    turns::add(&input, &mut quotations);
    speech::complete(&input, &mut quotations);
    quotations.retain(|quotation| quotation.score >= options.threshold);
    settle::settle(&input, &mut quotations);
    coordinate::split(&input, &mut quotations);
    nested::add(&input, &mut Reader::fast(model), &mut quotations);
    coordinate::promote(&input, &mut quotations);
    describe::describe(&input, &mut quotations);
    Quotations { marks: describe::marks(&input, &quotations), quotations }
}

/// A text on its way through this stage.
pub(crate) struct Input<'t> {
    pub(crate) text: &'t str,
    pub(crate) segments: &'t Segments,
    pub(crate) pairs: Vec<Pair>,
    /// The pairs inside no other, which are apart.
    pub(crate) outer: Vec<Pair>,
    /// The words as the features see them outside of marks, one for each of the segments.
    pub(crate) words: Vec<Word>,
}

impl Input<'_> {
    /// The words that lie wholly in `span`.
    fn words_in(&self, span: Span) -> &[Span] {
        self.segments.words.get(self.numbers_in(span)).unwrap_or_default()
    }

    /// The numbers of the words that lie wholly in `span`.
    fn numbers_in(&self, span: Span) -> Range<usize> {
        let words = &self.segments.words;
        words.partition_point(|word| word.start < span.start)..words.partition_point(|word| word.end <= span.end)
    }

    /// The number of the paragraph that holds byte `at`.
    fn paragraph_at(&self, at: u32) -> usize {
        self.segments.paragraphs.partition_point(|paragraph| paragraph.span.end <= at)
    }

    /// The sentence that holds byte `at`.
    fn sentence_at(&self, at: u32) -> Span {
        let number = self.segments.sentences.partition_point(|sentence| sentence.span.end <= at);
        self.segments.sentences.get(number).map_or(Span { start: at, end: at }, |sentence| sentence.span)
    }
}

/// Where a quotation begins, with whichever part.
pub(crate) fn begin(quotation: &QuotationRecord) -> u32 {
    let first = quotation.content.first();
    first.into_iter().chain(&quotation.cue).chain(&quotation.source).map(|span| span.start).min().unwrap_or_default()
}

/// Puts quotations in order of where they begin, those that hold others first.
pub(crate) fn order(quotation: &QuotationRecord) -> (u32, Reverse<u32>, u32, Reverse<u32>) {
    let end = quotation.content.last().map_or(0, |last| last.end);
    let content = quotation.content.first().map_or(0, |first| first.start);
    let length = quotation.content.iter().map(|span| span.len() as u32).sum();
    (begin(quotation), Reverse(end), content, Reverse(length))
}

/// The quotations that the model finds in each paragraph.
fn outermost(input: &Input<'_>, reader: &mut Reader<'_>) -> Vec<QuotationRecord> {
    let mut quotations = Vec::new();
    for paragraph in &input.segments.paragraphs {
        let sequences = words::paragraph_sequences(&input.words, input.segments, &input.pairs, paragraph);
        for (words, sequence) in sequences {
            let words = input.segments.words.get(words).unwrap_or_default();
            quotations.extend(find(input, reader, sequence, words));
        }
    }
    quotations
}

/// The quotations of one sequence, whose words lie at `words`.
fn find(input: &Input<'_>, reader: &mut Reader<'_>, sequence: Sequence, words: &[Span]) -> Vec<QuotationRecord> {
    let mut found = Vec::new();
    for Likely { candidate, parts, signs } in likely(sequence, reader) {
        let score = reader.probability(&signs);
        if score >= candidate.least {
            let reason = if candidate.labelled { Reason::Labels } else { Reason::SecondLook };
            found.push(QuotationRecord { score, evidence: vec![reason], ..record(input, words, &parts) });
        }
    }
    found
}

/// A quotation that has what one needs.
pub(crate) struct Likely {
    candidate: Candidate,
    pub(crate) parts: Parts,
    /// What its score is worked out from.
    pub(crate) signs: Signs,
}

/// What may be quotations of one sequence: those around cues of the labels, and around others those with a source.
pub(crate) fn likely(mut sequence: Sequence, reader: &mut Reader<'_>) -> Vec<Likely> {
    sequence.hush();
    let labelling = reader.labels(&sequence);
    let mut found = Vec::new();
    for candidate in link::candidates(&sequence, &labelling) {
        if !reader.looks_at(&candidate) {
            continue;
        }
        let frame = Frame::new(&sequence, &labelling.labels, candidate.cue);
        let Some(parts) = link::link(&frame, reader) else { continue };
        if candidate.labelled || parts.source.is_some() {
            let signs = signs(&frame, &candidate, &parts);
            found.push(Likely { candidate, parts, signs });
        }
    }
    found
}

/// The parts as spans of the text, without a comma at their end.
fn record(input: &Input<'_>, words: &[Span], parts: &Parts) -> QuotationRecord {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let span = |&(start, end): &(usize, usize)| word(start).cover(word(end - 1));
    let comma = |at: usize| word(at).of(input.text) == ",";
    let bare = |&(start, end): &(usize, usize)| (start, if comma(end - 1) && end > start + 1 { end - 1 } else { end });
    QuotationRecord {
        content: parts.content.iter().map(bare).map(|part| span(&part)).collect(),
        cue: Some(span(&parts.cue)),
        source: parts.source.as_ref().map(bare).map(|part| span(&part)),
        ..QuotationRecord::default()
    }
}
