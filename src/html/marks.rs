//! What is marked where, cut at every boundary.

use std::collections::BTreeSet;

use crate::Document;
use crate::Span;
use crate::document::Quotation;
use crate::segment::ParagraphKind;

/// The part that a stretch of text plays.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Headline,
    Furniture,
    Content,
    Terms,
    Addressee,
    Source,
    Cue,
}

/// A stretch of text with a role.
pub(super) struct Marked {
    pub(super) span: Span,
    pub(super) role: Role,
    /// The quotation that it is a part of.
    pub(super) quotation: Option<usize>,
    /// Whether a content ends with it.
    last: bool,
}

/// A stretch of text in which nothing begins or ends.
pub(super) struct Piece<'m> {
    pub(super) span: Span,
    /// What covers it; the innermost quotation comes last.
    pub(super) marks: Vec<&'m Marked>,
    /// Quotations whose content ends with it, the innermost first.
    pub(super) ends: Vec<usize>,
}

/// Marks of one kind that a piece names at most: text under more of them looks no different.
const DEEPEST: usize = 8;

/// Everything that is marked in `document`.
pub(super) fn marks(document: &Document) -> Vec<Marked> {
    let paragraphs = document.paragraphs().filter_map(|paragraph| {
        let role = match paragraph.kind() {
            ParagraphKind::Body | ParagraphKind::ListItem => return None,
            ParagraphKind::Headline => Role::Headline,
            _ => Role::Furniture,
        };
        Some(Marked { span: paragraph.span(), role, quotation: None, last: false })
    });
    let terms = document.speakers().flat_map(|speaker| speaker.terms());
    let terms = terms.map(|span| Marked { span: *span, role: Role::Terms, quotation: None, last: false });
    paragraphs.chain(document.quotations().flat_map(parts)).chain(terms).collect()
}

fn parts(quotation: Quotation<'_>) -> Vec<Marked> {
    let index = quotation.index();
    let marked = |span: Span, role, last| Marked { span, role, quotation: Some(index), last };
    let others =
        [(quotation.cue(), Role::Cue), (quotation.source(), Role::Source), (quotation.addressee(), Role::Addressee)];
    let mut parts: Vec<Marked> =
        others.into_iter().filter_map(|(span, role)| span.map(|span| marked(span, role, false))).collect();
    let count = quotation.content().len();
    parts.extend(quotation.content().iter().enumerate().map(|(i, span)| marked(*span, Role::Content, i + 1 == count)));
    parts
}

/// The text from 0 to `length` cut wherever one of `marks` begins or ends.
pub(super) fn pieces(marks: &[Marked], length: usize) -> Vec<Piece<'_>> {
    let mut cuts: Vec<(u32, usize, bool)> = Vec::with_capacity(2 * marks.len());
    for (index, mark) in marks.iter().enumerate().filter(|(_, mark)| !mark.span.is_empty()) {
        cuts.push((mark.span.start, index, true));
        cuts.push((mark.span.end, index, false));
    }
    cuts.sort_unstable();
    let mut open = BTreeSet::new();
    let mut pieces = Vec::new();
    let mut start = 0;
    for at in cuts.chunk_by(|a, b| a.0 == b.0) {
        let end = at.first().map_or(0, |cut| cut.0);
        let ending = at.iter().rev().filter(|cut| !cut.2).filter_map(|cut| marks.get(cut.1));
        let ends = ending.filter(|mark| mark.last).filter_map(|mark| mark.quotation).collect();
        pieces.push(piece(marks, &open, Span { start, end }, ends));
        for &(_, index, opens) in at {
            if opens {
                open.insert(index)
            } else {
                open.remove(&index)
            };
        }
        start = end;
    }
    pieces.push(piece(marks, &open, Span::new(start as usize, length), Vec::new()));
    pieces
}

fn piece<'m>(marks: &'m [Marked], open: &BTreeSet<usize>, span: Span, ends: Vec<usize>) -> Piece<'m> {
    let mut marks: Vec<&Marked> = open.iter().rev().take(DEEPEST).filter_map(|index| marks.get(*index)).collect();
    marks.reverse();
    Piece { span, marks, ends }
}
