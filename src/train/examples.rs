//! Articles with gold quotations to the examples of both chains.

use std::collections::HashMap;

use super::index::Examples;
use super::net::{Around, Example};
use crate::Span;
use crate::document::Document;
use crate::model::Model;
use crate::quote::QuotationRecord;
use crate::quote::features::{label_features, role_features};
use crate::quote::inputs::{role_traits, traits};
use crate::quote::label::{Label, Role};
use crate::quote::link::{self, Frame};
use crate::quote::marks::{self, Pair};
use crate::quote::reader::Reader;
use crate::quote::words::{self, Sequence, Word};
use crate::segment::{SegmentOptions, Segments, segment};

/// Parts into which the articles are split, so that the second chain learns from labels of articles that the first
/// chain had not seen.
pub(super) const PARTS: usize = 4;

/// One article in so many is kept from the models that scores are fitted to: the more those learn from, the more are they like
/// the final ones, which would get scores that are too low.
pub(super) const KEPT: usize = 8;

/// An article, cut into words, with its gold quotations.
pub(super) struct Article<'d> {
    pub(super) text: &'d str,
    pub(super) segments: Segments,
    pairs: Vec<Pair>,
    pub(super) gold: Vec<QuotationRecord>,
    /// The part of the training set that it belongs to, less than [`PARTS`].
    pub(super) part: usize,
    /// Whether scores are fitted to it, or to another one of the same text.
    pub(super) is_kept: bool,
    /// Whether scores are not fitted to it.
    pub(super) is_lesson: bool,
}

/// The articles and lessons of a training set, in parts by turns; one that is given more than once is in one part each time.
pub(super) fn articles<'d>(articles: &'d [Document], lessons: &'d [Document]) -> Vec<Article<'d>> {
    let mut known: HashMap<&str, (usize, bool)> = HashMap::new();
    let given = articles.iter().map(|article| (article, false)).chain(lessons.iter().map(|lesson| (lesson, true)));
    let article = |(document, is_lesson): (&'d Document, bool)| {
        let next = known.len();
        let fresh = (next % PARTS, next.is_multiple_of(KEPT) && !is_lesson);
        let (part, is_kept) = *known.entry(document.text()).or_insert(fresh);
        Article { part, is_kept, is_lesson, ..Article::new(document) }
    };
    given.map(article).collect()
}

impl<'d> Article<'d> {
    fn new(document: &'d Document) -> Self {
        let text = document.text();
        let segments = segment(text, &SegmentOptions::default());
        let pairs = marks::pair(text, &segments);
        let outermost = document.quotations.quotations.iter().filter(|quotation| quotation.parent.is_none());
        Self { text, segments, pairs, gold: outermost.cloned().collect(), part: 0, is_kept: false, is_lesson: false }
    }

    /// Every word, and whether it is part of a cue.
    pub(super) fn words_and_cues(&self) -> impl Iterator<Item = (&'d str, bool)> {
        let cues = self.labels(&self.segments.words, &self.gold);
        let is_cue = cues.into_iter().map(|label| label.role() == Some(Role::Cue));
        self.segments.words.iter().map(|span| span.of(self.text)).zip(is_cue)
    }

    /// The gold label of each word; where roles overlap, cue wins over source over content.
    fn labels<'q>(&self, words: &[Span], gold: impl IntoIterator<Item = &'q QuotationRecord> + Clone) -> Vec<Label> {
        let mut labels = vec![Label::default(); words.len()];
        for role in [Role::Content, Role::Source, Role::Cue] {
            for quotation in gold.clone() {
                spans_of(quotation, role, self.text).for_each(|span| set(&mut labels, words, span, role));
            }
        }
        labels
    }

    /// All sequences, each with the spans of its words.
    pub(super) fn sequences(&self, model: &Model) -> impl Iterator<Item = (&[Span], Sequence)> {
        let words = words::read(self.text, &self.segments, model);
        let sequences = move |paragraph| words::paragraph_sequences(&words, &self.segments, &self.pairs, paragraph);
        let spans = |words| self.segments.words.get(words).unwrap_or_default();
        let found = self.segments.paragraphs.iter().flat_map(sequences);
        found.map(move |(words, sequence)| (spans(words), sequence))
    }

    /// The gold quotations whose cue stands among `words`.
    fn gold_in(&self, words: &[Span]) -> impl Iterator<Item = (&QuotationRecord, Span)> {
        let ends = words.first().zip(words.last());
        let here = ends.map_or(Span::default(), |(first, last)| first.cover(*last));
        self.gold
            .iter()
            .filter_map(move |quotation| Some((quotation, quotation.cue.filter(|cue| here.contains(*cue))?)))
    }
}

/// The spans of one role; pieces with only white space between them are one.
fn spans_of<'q>(quotation: &'q QuotationRecord, role: Role, text: &'q str) -> impl Iterator<Item = Span> {
    let spans = match role {
        Role::Source => quotation.source.into_iter().collect(),
        Role::Cue => quotation.cue.into_iter().collect(),
        Role::Content => quotation.content.clone(),
    };
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if Span { start: last.end, end: span.start }.of(text).trim().is_empty() => {
                *last = last.cover(span)
            }
            _ => joined.push(span),
        }
    }
    joined.into_iter()
}

/// The words that `span` touches, as first and one past the last.
fn words_of(words: &[Span], span: Span) -> (usize, usize) {
    (words.partition_point(|word| word.end <= span.start), words.partition_point(|word| word.start < span.end))
}

fn set(labels: &mut [Label], words: &[Span], span: Span, role: Role) {
    let first = words.partition_point(|word| word.end <= span.start);
    let inside = words.iter().zip(labels).skip(first).take_while(|(word, _)| word.start < span.end);
    for (number, (_, label)) in inside.enumerate() {
        *label = if number == 0 { Label::begin(role) } else { Label::inside(role) };
    }
}

/// A label that follows one it cannot follow begins a span: the part before it lies in another paragraph or under
/// another role.
fn mend(labels: &mut [Label]) {
    let mut previous = None;
    for label in labels {
        if let (false, Some(role)) = (label.may_follow(previous), label.role()) {
            *label = Label::begin(role);
        }
        previous = Some(*label);
    }
}

/// One sequence a paragraph, labelled with all roles.
pub(super) fn label_examples<'a>(articles: impl Iterator<Item = &'a Article<'a>> + Clone, model: &Model) -> Examples {
    let mut examples = Examples::default();
    for counting in [true, false] {
        for article in articles.clone() {
            for (words, sequence) in article.sequences(model) {
                let mut gold = article.labels(words, &article.gold);
                mend(&mut gold);
                add(&mut examples, counting, &gold, |at, out| label_features(&sequence, at, out));
            }
        }
        if counting {
            examples.number();
        }
    }
    examples
}

/// One sequence a cue, labelled with the roles of that cue's quotation alone; each article comes with a model that has
/// not seen it. A cue of the model that is none is an example without roles.
pub(super) fn role_examples<'a>(articles: impl Iterator<Item = (&'a Article<'a>, &'a Model)> + Clone) -> Examples {
    let mut examples = Examples::default();
    for counting in [true, false] {
        for (article, model) in articles.clone() {
            let mut reader = Reader::new(model);
            for (words, sequence) in article.sequences(model) {
                let labels = reader.labels(&sequence).labels;
                add_roles(&mut examples, counting, article, words, &sequence, &labels);
            }
        }
        if counting {
            examples.number();
        }
    }
    examples
}

fn add_roles(
    examples: &mut Examples,
    counting: bool,
    article: &Article<'_>,
    words: &[Span],
    sequence: &Sequence,
    labels: &[Label],
) {
    let mut cues = link::cues(labels);
    for (quotation, cue) in article.gold_in(words) {
        let mut gold = article.labels(words, [quotation]);
        mend(&mut gold);
        let (first, end) = words_of(words, cue);
        let found = cues.iter().position(|&(start, stop)| start < end && first < stop);
        let cue = found.map_or((first, end), |at| cues.swap_remove(at));
        add_cue(examples, counting, &Frame::new(sequence, labels, cue), &gold);
    }
    let nothing = vec![Label::default(); words.len()];
    for cue in cues {
        add_cue(examples, counting, &Frame::new(sequence, labels, cue), &nothing);
    }
}

/// One example a sequence for a net.
pub(super) fn net_examples<'a>(articles: impl Iterator<Item = &'a Article<'a>>, model: &Model) -> Vec<Example> {
    let examples =
        articles.flat_map(|article| article.sequences(model).map(|(words, found)| net_example(article, words, &found)));
    examples.collect()
}

/// Words that might be taken for a cue are cues without roles.
fn net_example(article: &Article<'_>, words: &[Span], sequence: &Sequence) -> Example {
    let mut labels = article.labels(words, &article.gold);
    mend(&mut labels);
    let gold = article.gold_in(words);
    let mut cues: Vec<Around> = gold
        .map(|(quotation, cue)| around(sequence, words_of(words, cue), &article.labels(words, [quotation])))
        .collect();
    let nothing = vec![Label::default(); words.len()];
    let likely = |word: &Word| word.rate > 1 || word.act > 0;
    for (at, (word, label)) in sequence.words.iter().zip(&labels).enumerate() {
        if likely(word) && label.role() != Some(Role::Cue) {
            cues.push(around(sequence, (at, at + 1), &nothing));
        }
    }
    Example {
        forms: sequence.words.iter().map(|word| word.form).collect(),
        traits: (0..words.len()).map(|at| traits(sequence, at)).collect(),
        labels: labels.iter().map(|label| label.number() as u8).collect(),
        cues,
    }
}

fn around(sequence: &Sequence, cue: (usize, usize), gold: &[Label]) -> Around {
    let nothing = vec![Label::default(); gold.len()];
    let frame = Frame::new(sequence, &nothing, cue);
    let window = frame.window();
    let mut labels = gold[window.clone()].to_vec();
    mend(&mut labels);
    let labels = labels.iter().map(|label| label.number() as u8).collect();
    let traits = window.clone().map(|at| role_traits(&frame, at)).collect();
    Around { cue: cue.0..cue.1, window, traits, labels }
}

fn add_cue(examples: &mut Examples, counting: bool, frame: &Frame<'_>, gold: &[Label]) {
    let window = frame.window();
    let mut gold = gold.get(window.clone()).unwrap_or_default().to_vec();
    mend(&mut gold);
    add(examples, counting, &gold, |at, out| role_features(frame, window.start + at, out));
}

fn add(examples: &mut Examples, counting: bool, gold: &[Label], extract: impl Fn(usize, &mut Vec<u64>)) {
    let mut features = Vec::new();
    for (at, label) in gold.iter().enumerate() {
        features.clear();
        extract(at, &mut features);
        if counting {
            examples.count(&features);
        } else {
            examples.add(&features, label.number());
        }
    }
    if !counting {
        examples.end();
    }
}
