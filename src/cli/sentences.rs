//! `pullquote sentences`.

use serde_json::json;

use super::show::squeeze;
use crate::Document;
use crate::json::{Offsets, Unit};

/// One sentence a line, an empty line after each paragraph.
pub(super) fn lines(document: &Document) -> String {
    let mut lines = String::new();
    for paragraph in document.paragraphs() {
        for sentence in paragraph.sentences() {
            lines.push_str(&squeeze(sentence.text()));
            lines.push('\n');
        }
        lines.push('\n');
    }
    lines
}

/// One sentence a line as JSON.
pub(super) fn rows(document: &Document, unit: Unit) -> String {
    let offsets = Offsets::new(document.text(), unit);
    let mut rows = String::new();
    for paragraph in document.paragraphs() {
        for sentence in paragraph.sentences() {
            let row = json!({
                "id": document.id(), "index": sentence.index(), "paragraph": paragraph.index(),
                "kind": paragraph.kind(), "span": offsets.pair(sentence.span()), "text": sentence.text(),
            });
            rows.push_str(&format!("{row}\n"));
        }
    }
    rows
}
