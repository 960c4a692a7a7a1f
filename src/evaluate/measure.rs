//! What is measured, document by document.

use super::count::{Counts, Share};
use super::{found, roles};
use crate::Span;
use crate::document::{Document, Quotation};
use crate::quote::{Act, MarkUse, QuotationKind};
use crate::speaker::Category;
use crate::text::CodePoints;

/// How documents are compared.
#[derive(Clone, Copy, Debug, Default)]
pub struct EvaluateOptions {
    /// Leaves nested quotations out on both sides; for gold that marks the outermost only, as PolNeAR does.
    pub outermost: bool,
}

/// Figures over any number of documents.
///
#[cfg_attr(feature = "serde", doc = "```")]
#[cfg_attr(not(feature = "serde"), doc = "```ignore")]
/// use pullquote::{Document, evaluate::{Evaluation, EvaluateOptions}};
/// let gold = Document::from_json(r#"{"schema": "pullquote/1", "text": "“No,” she said.", "quotations":
///     [{"content": [[0, 5]], "cue": [10, 14], "source": [6, 9], "kind": "direct"}]}"#)?;
/// let mut evaluation = Evaluation::new(EvaluateOptions::default());
/// evaluation.add(&gold, &gold);
/// assert_eq!((evaluation.found.f1(), evaluation.linked.f1()), (1.0, 1.0));
/// # Ok::<(), pullquote::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Evaluation {
    options: EvaluateOptions,
    /// Documents in which nothing is missing, wrong or too much.
    pub documents: Share,
    /// Quotations of which at least half of the content was found.
    pub found: Counts,
    /// Of those found: the content to the letter.
    pub content: Share,
    /// Of those found: the cue to the letter.
    pub cue: Share,
    /// Of those found: the source to the letter.
    pub source: Share,
    /// Of those found: direct, mixed or indirect.
    pub kind: Share,
    /// Of those found: assertion, belief, fact or eventuality.
    pub act: Share,
    /// Of those found: the speaker's name, without article, case and punctuation.
    pub speaker: Share,
    /// Of those found: the speaker's category.
    pub category: Share,
    /// Of those found: whether the speaker is anonymous.
    pub anonymous: Share,
    /// Of those found that have one: the addressee to the letter.
    pub addressee: Share,
    /// Of those found that are inherited: told so.
    pub inherited: Share,
    /// Of those found that are nested: told so.
    pub nested: Share,
    /// Marks that are not speech and stand outside contents: outside contents in the prediction too.
    pub kept_out: Share,
    /// Marks that are not speech: their use.
    pub r#use: Share,
    /// Sources to the letter.
    pub source_exact: Counts,
    /// Cues to the letter.
    pub cue_exact: Counts,
    /// Contents to the letter.
    pub content_exact: Counts,
    /// Source, cue and content to the letter.
    pub whole: Counts,
    /// Half of the content, with the right cue and source.
    pub linked: Counts,
}

impl Evaluation {
    /// Figures over no documents yet.
    #[must_use]
    pub fn new(options: EvaluateOptions) -> Self {
        Self { options, ..Self::default() }
    }

    /// Counts one more document; `predicted` is over the same text as `gold`.
    pub fn add(&mut self, gold: &Document, predicted: &Document) {
        let (gold, predicted) = (Side::new(gold, self.options), Side::new(predicted, self.options));
        found::count(self, &gold, &predicted);
        roles::count(self, &gold, &predicted);
    }
}

/// One side of a comparison, offsets in code points.
pub(super) struct Side<'d> {
    pub(super) text: &'d str,
    pub(super) points: CodePoints<'d>,
    pub(super) quotations: Vec<Item<'d>>,
    pub(super) marks: Vec<(Span, MarkUse)>,
}

/// A quotation as it is compared.
pub(super) struct Item<'d> {
    pub(super) content: Vec<Span>,
    pub(super) cue: Vec<Span>,
    pub(super) source: Vec<Span>,
    pub(super) addressee: Vec<Span>,
    pub(super) kind: QuotationKind,
    pub(super) act: Act,
    pub(super) speaker: Option<&'d str>,
    pub(super) category: Category,
    pub(super) anonymous: bool,
    pub(super) inherited: bool,
    pub(super) nested: bool,
}

impl<'d> Side<'d> {
    fn new(document: &'d Document, options: EvaluateOptions) -> Self {
        let points = CodePoints::new(document.text());
        let wanted = |quotation: &Quotation<'_>| !options.outermost || quotation.parent().is_none();
        let quotations = document.quotations().filter(wanted).map(|q| Item::new(document, &points, q)).collect();
        let marks = document.marks().map(|mark| (points.span_from_bytes(mark.span()), mark.r#use())).collect();
        Self { text: document.text(), points, quotations, marks }
    }
}

impl<'d> Item<'d> {
    fn new(document: &'d Document, points: &CodePoints<'_>, quotation: Quotation<'d>) -> Self {
        let spans = |spans: &[Span]| -> Vec<Span> { spans.iter().map(|span| points.span_from_bytes(*span)).collect() };
        let source = quotation.source().map(|span| without_comma(span, document.text()));
        let speaker = quotation.speaker();
        Self {
            content: spans(quotation.content()),
            cue: spans(quotation.cue().as_slice()),
            source: spans(source.as_slice()),
            addressee: spans(quotation.addressee().as_slice()),
            kind: quotation.kind(),
            act: quotation.act(),
            speaker: speaker.map(|speaker| speaker.name()),
            category: speaker.map(|speaker| speaker.category()).unwrap_or_default(),
            anonymous: speaker.is_some_and(|speaker| speaker.anonymous()),
            inherited: quotation.inherited(),
            nested: quotation.parent().is_some(),
        }
    }
}

fn without_comma(span: Span, text: &str) -> Span {
    let bare = span.of(text).strip_suffix(',').map(str::len);
    bare.map_or(span, |length| Span::new(span.start as usize, span.start as usize + length))
}

/// Share of the code points that either covers that both cover; 1 if both are empty.
pub(super) fn overlap(a: &[Span], b: &[Span]) -> f64 {
    let (a, b) = (disjoint(a), disjoint(b));
    let both: usize = a.iter().map(|x| b.iter().map(|y| shared(*x, *y)).sum::<usize>()).sum();
    let either = length(&a) + length(&b) - both;
    if either == 0 { 1.0 } else { both as f64 / either as f64 }
}

fn shared(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start)) as usize
}

fn length(spans: &[Span]) -> usize {
    spans.iter().map(|span| span.len()).sum()
}

/// The same stretch in spans that do not overlap.
fn disjoint(spans: &[Span]) -> Vec<Span> {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    let mut reached = 0;
    for span in &mut sorted {
        *span = Span { start: span.start.max(reached), end: span.end.max(reached) };
        reached = span.end;
    }
    sorted
}
