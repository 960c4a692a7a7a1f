//! `pullquote sentences`.

use serde::Serialize;

use super::rows::line;
use super::show::squeeze;
use crate::Document;
use crate::json::{Offsets, Unit};
use crate::segment::ParagraphKind;

/// A sentence for programs.
#[derive(Serialize)]
struct Row<'d> {
    id: Option<&'d str>,
    index: usize,
    kind: ParagraphKind,
    paragraph: usize,
    span: [u32; 2],
    text: &'d str,
}

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
            let (id, index, text) = (document.id(), sentence.index(), sentence.text());
            let (kind, number, span) = (paragraph.kind(), paragraph.index(), offsets.pair(sentence.span()));
            rows.push_str(&line(&Row { id, index, kind, paragraph: number, span, text }));
        }
    }
    rows
}
