//! [`Document`]: a text and everything found in it.

mod views;

pub use views::{Mark, Paragraph, Quotation, Sentence, Speaker, Token};

use crate::Span;
use crate::normalize::Normalized;
use crate::quote::{MarkRecord, QuotationRecord, Quotations};
use crate::segment::{ParagraphRecord, Segments, SentenceRecord, TokenRecord};
use crate::speaker::{SpeakerRecord, Speakers};

/// A text as the caller gave it, and everything found in it.
///
/// Immutable. Every span is in bytes of [`Document::text`]: `span.of(doc.text())` is the caller's own text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub(crate) id: Option<String>,
    pub(crate) text: String,
    pub(crate) segments: Segments,
    pub(crate) quotations: Quotations,
    pub(crate) speakers: Speakers,
}

impl Document {
    /// Puts the results of the four stages together, every span mapped back to the raw text.
    #[must_use]
    pub fn new(
        raw: &str,
        normalized: &Normalized<'_>,
        segments: Segments,
        quotations: Quotations,
        speakers: Speakers,
    ) -> Self {
        let mut document = Self { id: None, text: raw.to_owned(), segments, quotations, speakers };
        if normalized.is_changed() {
            let mut cursor = normalized.cursor();
            document.map_spans(|span| cursor.to_raw(span));
        }
        document
    }

    /// A text in which nothing was found.
    #[cfg(feature = "serde")]
    pub(crate) fn bare(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// The same document with an identifier.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The identifier that the caller gave, if any.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The text exactly as the caller gave it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The paragraphs, in order.
    pub fn paragraphs(&self) -> impl ExactSizeIterator<Item = Paragraph<'_>> {
        (0..self.segments.paragraphs.len()).map(|index| Paragraph::new(self, index))
    }

    /// The sentences, in order.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Sentence<'_>> {
        (0..self.segments.sentences.len()).map(|index| Sentence::new(self, index))
    }

    /// The surface tokens, in order.
    pub fn tokens(&self) -> impl ExactSizeIterator<Item = Token<'_>> {
        (0..self.segments.tokens.len()).map(|index| Token::new(self, index))
    }

    /// The words, in order: tokens with their clitics split off.
    pub fn words(&self) -> impl ExactSizeIterator<Item = Span> {
        self.segments.words.iter().copied()
    }

    /// The pairs of quotation marks, in order of their opening marks.
    pub fn marks(&self) -> impl ExactSizeIterator<Item = Mark<'_>> {
        (0..self.quotations.marks.len()).map(|index| Mark::new(self, index))
    }

    /// The quotations, in order of where they begin.
    pub fn quotations(&self) -> impl ExactSizeIterator<Item = Quotation<'_>> {
        (0..self.quotations.quotations.len()).map(|index| Quotation::new(self, index))
    }

    /// The speakers, in order of their first mention.
    pub fn speakers(&self) -> impl ExactSizeIterator<Item = Speaker<'_>> {
        (0..self.speakers.speakers.len()).map(|index| Speaker::new(self, index))
    }

    fn map_spans(&mut self, mut map: impl FnMut(Span) -> Span) {
        let Segments { paragraphs, sentences, tokens, words } = &mut self.segments;
        for ParagraphRecord { span, dateline, .. } in paragraphs {
            *span = map(*span);
            *dateline = dateline.map(&mut map);
        }
        sentences.iter_mut().for_each(|SentenceRecord { span, .. }| *span = map(*span));
        tokens.iter_mut().for_each(|TokenRecord { span, .. }| *span = map(*span));
        words.iter_mut().for_each(|span| *span = map(*span));
        let Quotations { marks, quotations } = &mut self.quotations;
        marks.iter_mut().for_each(|MarkRecord { span, .. }| *span = map(*span));
        for QuotationRecord { content, cue, source, addressee, .. } in quotations {
            content.iter_mut().for_each(|span| *span = map(*span));
            [cue, source, addressee].into_iter().flatten().for_each(|span| *span = map(*span));
        }
        for SpeakerRecord { mentions, terms, evidence, .. } in &mut self.speakers.speakers {
            mentions.iter_mut().chain(terms).for_each(|span| *span = map(*span));
            evidence.iter_mut().filter_map(|evidence| evidence.antecedent.as_mut()).for_each(|span| *span = map(*span));
        }
    }
}
