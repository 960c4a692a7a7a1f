//! `pullquote tokens`.

use serde_json::json;

use super::show::squeeze;
use crate::Document;
use crate::document::Token;
use crate::json::{Offsets, Unit};

/// One token a line, an empty line after each sentence.
pub(super) fn lines(document: &Document) -> String {
    let mut lines = String::new();
    let mut before = 0;
    for (sentence, token) in by_sentence(document) {
        if sentence > before {
            lines.push('\n');
            before = sentence;
        }
        lines.push_str(&squeeze(token.text()));
        lines.push('\n');
    }
    lines + "\n"
}

/// One token a line as JSON.
pub(super) fn rows(document: &Document, unit: Unit) -> String {
    let offsets = Offsets::new(document.text(), unit);
    let row = |(sentence, token): (usize, Token<'_>)| {
        let words: Vec<_> = token.words().map(|word| offsets.pair(word)).collect();
        json!({
            "id": document.id(), "index": token.index(), "sentence": sentence, "kind": token.kind(),
            "span": offsets.pair(token.span()), "words": words, "text": token.text(),
        })
    };
    by_sentence(document).map(|token| format!("{}\n", row(token))).collect()
}

/// Each token with the number of its sentence.
fn by_sentence(document: &Document) -> impl Iterator<Item = (usize, Token<'_>)> {
    let mut ends = document.sentences().map(|sentence| sentence.span().end).peekable();
    let mut sentence = 0;
    document.tokens().map(move |token| {
        while ends.next_if(|end| *end <= token.span().start).is_some() {
            sentence += 1;
        }
        (sentence, token)
    })
}
