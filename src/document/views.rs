//! Views: an element of a document is the document and an index.

use super::Document;
use crate::Span;
use crate::quote::{Act, MarkRecord, MarkUse, QuotationKind, QuotationRecord, Reason};
use crate::segment::{ParagraphKind, ParagraphRecord, SentenceRecord, TokenKind, TokenRecord};
use crate::speaker::{Category, Evidence, SpeakerRecord};

macro_rules! view {
    ($(#[$doc:meta])* $name:ident => $($column:ident).+, $record:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<'d> {
            document: &'d Document,
            index: usize,
        }

        impl<'d> $name<'d> {
            pub(crate) fn new(document: &'d Document, index: usize) -> Self {
                Self { document, index }
            }

            /// Its number in the document, from 0.
            #[must_use]
            pub fn index(self) -> usize {
                self.index
            }

            /// The document that it is part of.
            #[must_use]
            pub fn document(self) -> &'d Document {
                self.document
            }

            #[allow(clippy::indexing_slicing, reason = "only the document makes views, for indices that it has")]
            fn record(self) -> &'d $record {
                &self.document.$($column).+[self.index]
            }
        }
    };
}

macro_rules! spanned {
    ($($name:ident),+) => {$(
        impl<'d> $name<'d> {
            /// Where it stands, in bytes of the document's text.
            #[must_use]
            pub fn span(self) -> Span {
                self.record().span
            }

            /// The caller's own text of it.
            #[must_use]
            pub fn text(self) -> &'d str {
                self.span().of(&self.document.text)
            }
        }
    )+};
}

view!(
    /// A paragraph of a document.
    Paragraph => segments.paragraphs, ParagraphRecord
);
view!(
    /// A sentence of a document.
    Sentence => segments.sentences, SentenceRecord
);
view!(
    /// A surface token of a document.
    Token => segments.tokens, TokenRecord
);
view!(
    /// A pair of quotation marks in a document.
    Mark => quotations.marks, MarkRecord
);
view!(
    /// A quotation in a document.
    Quotation => quotations.quotations, QuotationRecord
);
view!(
    /// A speaker in a document.
    Speaker => speakers.speakers, SpeakerRecord
);
spanned!(Paragraph, Sentence, Token, Mark);

impl<'d> Paragraph<'d> {
    /// What the paragraph is in the article.
    #[must_use]
    pub fn kind(self) -> ParagraphKind {
        self.record().kind
    }

    /// Its sentences.
    pub fn sentences(self) -> impl Iterator<Item = Sentence<'d>> {
        self.record().sentences.clone().map(move |index| Sentence::new(self.document, index as usize))
    }
}

impl<'d> Sentence<'d> {
    /// Its words: tokens with their clitics split off.
    pub fn words(self) -> impl Iterator<Item = Span> + 'd {
        let words = self.document.segments.words.get(words_of(&self.record().words));
        words.unwrap_or_default().iter().copied()
    }
}

impl<'d> Token<'d> {
    /// What the token is.
    #[must_use]
    pub fn kind(self) -> TokenKind {
        self.record().kind
    }

    /// The words under it: `don't` has `do` and `n't`.
    pub fn words(self) -> impl Iterator<Item = Span> + 'd {
        let words = self.document.segments.words.get(words_of(&self.record().words));
        words.unwrap_or_default().iter().copied()
    }
}

impl Mark<'_> {
    /// What the pair is there for.
    #[must_use]
    pub fn r#use(self) -> MarkUse {
        self.record().r#use
    }

    /// Whether both marks are there.
    #[must_use]
    pub fn closed(self) -> bool {
        self.record().closed
    }
}

impl<'d> Quotation<'d> {
    /// The attributed words: one or more spans in order of the text.
    #[must_use]
    pub fn content(self) -> &'d [Span] {
        &self.record().content
    }

    /// The attributed words as the caller wrote them, pieces joined by one space.
    #[must_use]
    pub fn text(self) -> String {
        let pieces: Vec<&str> = self.content().iter().map(|span| span.of(&self.document.text)).collect();
        pieces.join(" ")
    }

    /// The words that signal the attribution.
    #[must_use]
    pub fn cue(self) -> Option<Span> {
        self.record().cue
    }

    /// The phrase to which the content is attributed.
    #[must_use]
    pub fn source(self) -> Option<Span> {
        self.record().source
    }

    /// To whom it was said.
    #[must_use]
    pub fn addressee(self) -> Option<Span> {
        self.record().addressee
    }

    /// Direct, mixed or indirect.
    #[must_use]
    pub fn kind(self) -> QuotationKind {
        self.record().kind
    }

    /// Assertion, belief, fact or eventuality.
    #[must_use]
    pub fn act(self) -> Act {
        self.record().act
    }

    /// Probability that the quotation is right, from 0 to 1.
    #[must_use]
    pub fn score(self) -> f32 {
        self.record().score
    }

    /// The quotation in whose content this one is nested.
    #[must_use]
    pub fn parent(self) -> Option<Quotation<'d>> {
        self.record().parent.map(|index| Quotation::new(self.document, index as usize))
    }

    /// Whether the speaker goes on from the quotation before.
    #[must_use]
    pub fn inherited(self) -> bool {
        self.record().inherited
    }

    /// What decided it: what made it first, then what moved its edges; none where people marked it.
    #[must_use]
    pub fn evidence(self) -> &'d [Reason] {
        &self.record().evidence
    }

    /// The entity behind the source.
    #[must_use]
    pub fn speaker(self) -> Option<Speaker<'d>> {
        let speaker = self.document.speakers.of_quotation.get(self.index).copied().flatten();
        speaker.map(|index| Speaker::new(self.document, index as usize))
    }
}

impl<'d> Speaker<'d> {
    /// The fullest name that the document gives, without title, or its first description.
    #[must_use]
    pub fn name(self) -> &'d str {
        &self.record().name
    }

    /// Titles and roles that the document gives.
    #[must_use]
    pub fn titles(self) -> &'d [String] {
        &self.record().titles
    }

    /// What kind of entity it is.
    #[must_use]
    pub fn category(self) -> Category {
        self.record().category
    }

    /// Whether the document names none of the few people who speak.
    #[must_use]
    pub fn anonymous(self) -> bool {
        self.record().anonymous
    }

    /// The organization that it belongs to or speaks for, where the document says so.
    #[must_use]
    pub fn affiliation(self) -> Option<&'d str> {
        self.record().affiliation.as_deref()
    }

    /// Third-person pronouns by which the document refers to it as a source, in order.
    #[must_use]
    pub fn pronouns(self) -> &'d [String] {
        &self.record().pronouns
    }

    /// Where the document says on what terms it keeps the name back: `who spoke on condition of anonymity because …`.
    #[must_use]
    pub fn terms(self) -> &'d [Span] {
        &self.record().terms
    }

    /// The spans that refer to it as a source, in order.
    #[must_use]
    pub fn mentions(self) -> &'d [Span] {
        &self.record().mentions
    }

    /// For each of its mentions, why it was taken to mean this speaker; empty in a document that people annotated.
    #[must_use]
    pub fn evidence(self) -> &'d [Evidence] {
        &self.record().evidence
    }

    /// Its quotations, in order.
    pub fn quotations(self) -> impl Iterator<Item = Quotation<'d>> {
        self.document.quotations().filter(move |quotation| quotation.speaker().is_some_and(|s| s.index == self.index))
    }
}

fn words_of(range: &std::ops::Range<u32>) -> std::ops::Range<usize> {
    range.start as usize..range.end as usize
}
