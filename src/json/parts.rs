//! What the schema leaves out of segments because it follows from the text.

use std::ops::Range;

use crate::Span;
use crate::normalize::{NormalizeOptions, normalize};
use crate::segment::{ParagraphRecord, SegmentOptions, Segments, SentenceRecord, TokenKind, TokenRecord, segment};

/// The segments that a document in JSON holds.
pub(super) struct Parts {
    pub(super) paragraphs: Vec<ParagraphRecord>,
    pub(super) sentences: Vec<Span>,
    pub(super) tokens: Vec<Span>,
}

impl Parts {
    /// The segments with the kinds of their tokens, their words, and who holds whom.
    pub(super) fn rebuild(self, text: &str) -> Segments {
        let (tokens, words) = tokens(text, &self.tokens);
        let sentences: Vec<SentenceRecord> = self
            .sentences
            .into_iter()
            .map(|span| SentenceRecord { span, words: inside(span, &words, |s| *s) })
            .collect();
        let mut paragraphs = self.paragraphs;
        for paragraph in &mut paragraphs {
            paragraph.sentences = inside(paragraph.span, &sentences, |sentence| sentence.span);
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

/// Each span as a token: as the segmenter cuts it where it finds the same one, else a word as it is.
fn tokens(text: &str, spans: &[Span]) -> (Vec<TokenRecord>, Vec<Span>) {
    if spans.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let normalized = normalize(text, &NormalizeOptions::default());
    let found = segment(normalized.text(), &SegmentOptions::default());
    let mut known = found.tokens.iter().map(|token| (normalized.to_raw(token.span), token)).peekable();
    let mut words = Vec::with_capacity(found.words.len());
    let mut tokens = Vec::with_capacity(spans.len());
    for &span in spans {
        while known.next_if(|(raw, _)| (raw.start, raw.end) < (span.start, span.end)).is_some() {}
        let first = words.len() as u32;
        let same = known.next_if(|(raw, _)| *raw == span).map(|(_, token)| token);
        let under = same.and_then(|token| found.words.get(token.words.start as usize..token.words.end as usize));
        match under {
            Some(under) => words.extend(under.iter().map(|word| normalized.to_raw(*word))),
            None => words.push(span),
        }
        let kind = same.map_or(TokenKind::Word, |token| token.kind);
        tokens.push(TokenRecord { span, kind, words: first..words.len() as u32 });
    }
    (tokens, words)
}
