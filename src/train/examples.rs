//! Articles with gold quotations to the examples of both chains.

use super::index::Examples;
use crate::Span;
use crate::document::Document;
use crate::model::Model;
use crate::quote::QuotationRecord;
use crate::quote::features::{label_features, role_features};
use crate::quote::label::{self, Label, Role};
use crate::quote::link::{self, Frame, Parts};
use crate::quote::marks::{self, Pair};
use crate::quote::reader::Reader;
use crate::quote::words::{self, Sequence};
use crate::segment::{ParagraphRecord, SegmentOptions, Segments, segment};

/// An article, cut into words, with its gold quotations.
pub(super) struct Article<'d> {
    text: &'d str,
    segments: Segments,
    pairs: Vec<Pair>,
    gold: Vec<QuotationRecord>,
}

impl<'d> Article<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let text = document.text();
        let segments = segment(text, &SegmentOptions::default());
        let pairs = marks::pair(text, &segments);
        let outermost = document.quotations.quotations.iter().filter(|quotation| quotation.parent.is_none());
        Self { text, segments, pairs, gold: outermost.cloned().collect() }
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

    fn sequence(&self, paragraph: &ParagraphRecord, model: &Model) -> Sequence {
        words::paragraph_sequence(self.text, &self.segments, &self.pairs, paragraph, model)
    }

    fn words(&self, paragraph: &ParagraphRecord) -> &[Span] {
        self.segments.words.get(words::paragraph_words(&self.segments, paragraph)).unwrap_or_default()
    }

    /// The gold quotations whose cue stands in `paragraph`.
    fn gold_in(&self, paragraph: &ParagraphRecord) -> impl Iterator<Item = (&QuotationRecord, Span)> {
        let here = paragraph.span;
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
            for paragraph in &article.segments.paragraphs {
                let mut gold = article.labels(article.words(paragraph), &article.gold);
                mend(&mut gold);
                let sequence = article.sequence(paragraph, model);
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
            for paragraph in &article.segments.paragraphs {
                add_roles(&mut examples, counting, article, paragraph, model);
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
    paragraph: &ParagraphRecord,
    model: &Model,
) {
    let sequence = article.sequence(paragraph, model);
    let words = article.words(paragraph);
    let labels = Reader::new(model).labels(&sequence);
    let mut cues = link::cues(&labels);
    for (quotation, cue) in article.gold_in(paragraph) {
        let mut gold = article.labels(words, [quotation]);
        mend(&mut gold);
        let first = words.partition_point(|word| word.end <= cue.start);
        let end = words.partition_point(|word| word.start < cue.end);
        let found = cues.iter().position(|&(start, stop)| start < end && first < stop);
        let cue = found.map_or((first, end), |at| cues.swap_remove(at));
        add_cue(examples, counting, &Frame::new(&sequence, &labels, cue), &gold);
    }
    let nothing = vec![Label::default(); words.len()];
    for cue in cues {
        add_cue(examples, counting, &Frame::new(&sequence, &labels, cue), &nothing);
    }
}

/// The margin of every quotation that `model` finds, and whether it is right: linked as in the `PolNeAR` scorer, content
/// IoU of words at least one half, cue and source overlapping.
pub(super) fn margins<'a>(articles: impl Iterator<Item = &'a Article<'a>>, model: &Model) -> Vec<(f32, bool)> {
    let mut margins = Vec::new();
    for article in articles {
        for paragraph in &article.segments.paragraphs {
            let sequence = article.sequence(paragraph, model);
            let mut reader = Reader::new(model);
            let labels = reader.labels(&sequence);
            let gold: Vec<Vec<Label>> =
                article.gold_in(paragraph).map(|(gold, _)| article.labels(article.words(paragraph), [gold])).collect();
            for cue in link::cues(&labels) {
                let Some(parts) = link::link(&Frame::new(&sequence, &labels, cue), &mut reader, 0.0) else { continue };
                margins.push((parts.margin, gold.iter().any(|gold| is_linked(&parts, gold))));
            }
        }
    }
    margins
}

fn is_linked(parts: &Parts, gold: &[Label]) -> bool {
    let runs = label::runs(gold);
    let of = |role| runs.iter().filter(move |run| run.role == role).map(|run| (run.start, run.end));
    let touches = |own: (usize, usize), role| of(role).any(|run| run.0 < own.1 && own.0 < run.1);
    let source = parts.source.map_or(of(Role::Source).next().is_none(), |source| touches(source, Role::Source));
    let content = |at: usize| parts.content.iter().any(|&(start, end)| (start..end).contains(&at));
    let (mut both, mut either) = (0, 0);
    for (at, label) in gold.iter().enumerate() {
        let is_gold = label.role() == Some(Role::Content);
        both += usize::from(is_gold && content(at));
        either += usize::from(is_gold || content(at));
    }
    source && touches(parts.cue, Role::Cue) && both * 2 >= either && both > 0
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
