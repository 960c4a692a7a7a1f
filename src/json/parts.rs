//! What the schema leaves out of segments because it follows from the text.

use std::ops::Range;

use crate::normalize::{NormalizeOptions, normalize};
use crate::quote::Quotations;
use crate::segment::{ParagraphRecord, SegmentOptions, Segments, SentenceRecord, TokenKind, TokenRecord, segment};
use crate::speaker::Speakers;
use crate::{Document, Span};

/// The segments that a document in JSON holds.
pub(super) struct Parts {
    pub(super) paragraphs: Vec<ParagraphRecord>,
    pub(super) sentences: Vec<Span>,
    pub(super) tokens: Vec<Span>,
}

impl Parts {
    /// The segments with what they leave out: kinds of tokens, words, datelines, and who holds whom.
    pub(super) fn rebuild(self, text: &str) -> Segments {
        let found =
            if self.tokens.is_empty() && self.paragraphs.is_empty() { Found::default() } else { Found::new(text) };
        let (tokens, words) = found.tokens(&self.tokens);
        let sentences: Vec<SentenceRecord> = self
            .sentences
            .into_iter()
            .map(|span| SentenceRecord { span, words: inside(span, &words, |word| *word) })
            .collect();
        let mut paragraphs = self.paragraphs;
        for paragraph in &mut paragraphs {
            paragraph.sentences = inside(paragraph.span, &sentences, |sentence| sentence.span);
            paragraph.dateline = found.dateline(paragraph.span);
        }
        Segments { paragraphs, sentences, tokens, words }
    }
}

/// The parts, sorted by where they begin, that begin inside `outer`.
fn inside<T>(outer: Span, parts: &[T], span: impl Fn(&T) -> Span) -> Range<u32> {
    let first = parts.partition_point(|part| span(part).start < outer.start);
    let end = parts.partition_point(|part| span(part).start < outer.end);
    first as u32..end.max(first) as u32
}

/// What the segmenter finds in the text, on the raw text.
#[derive(Default)]
struct Found(Segments);

impl Found {
    fn new(text: &str) -> Self {
        let normalized = normalize(text, &NormalizeOptions::default());
        let segments = segment(normalized.text(), &SegmentOptions::default());
        Self(Document::new(text, &normalized, segments, Quotations::default(), Speakers::default()).segments)
    }

    /// Each span as a token: as the segmenter cuts it where it finds the same one, else a word as it is.
    fn tokens(&self, spans: &[Span]) -> (Vec<TokenRecord>, Vec<Span>) {
        let mut known = self.0.tokens.iter().peekable();
        let mut words = Vec::with_capacity(self.0.words.len());
        let mut tokens = Vec::with_capacity(spans.len());
        for &span in spans {
            while known.next_if(|token| token.span < span).is_some() {}
            let same = known.next_if(|token| token.span == span);
            let first = words.len() as u32;
            let under = same.and_then(|token| self.0.words.get(token.words.start as usize..token.words.end as usize));
            words.extend_from_slice(under.unwrap_or(&[span]));
            let kind = same.map_or(TokenKind::Word, |token| token.kind);
            tokens.push(TokenRecord { span, kind, words: first..words.len() as u32 });
        }
        (tokens, words)
    }

    fn dateline(&self, paragraph: Span) -> Option<Span> {
        let paragraphs = &self.0.paragraphs;
        let same = paragraphs.binary_search_by_key(&paragraph, |known| known.span).ok()?;
        paragraphs.get(same)?.dateline
    }
}
