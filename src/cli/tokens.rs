//! `pullquote tokens`.

use serde::Serialize;

use super::rows::line;
use super::show::squeeze;
use crate::Document;
use crate::document::Token;
use crate::json::{Offsets, Unit};
use crate::segment::TokenKind;

/// A token for programs.
#[derive(Serialize)]
struct Row<'d> {
    id: Option<&'d str>,
    index: usize,
    kind: TokenKind,
    sentence: usize,
    span: [u32; 2],
    text: &'d str,
    words: Vec<[u32; 2]>,
}

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
        let words = token.words().map(|word| offsets.pair(word)).collect();
        let (id, index, kind, text) = (document.id(), token.index(), token.kind(), token.text());
        line(&Row { id, index, kind, sentence, span: offsets.pair(token.span()), text, words })
    };
    by_sentence(document).map(row).collect()
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
