//! Words to quotations: marks, then labels, then links.

use crate::Span;
use crate::model::Model;
use crate::names::named;
use crate::segment::Segments;

/// How [`detect`] decides.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct QuoteOptions {}

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
#[derive(Clone, Debug, PartialEq)]
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
pub fn detect(text: &str, segments: &Segments, model: &Model, _options: &QuoteOptions) -> Quotations {
    let _ = (text, segments, model);
    Quotations::default()
}
