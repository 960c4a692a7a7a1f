//! Items of a list that stand in one paragraph: `1) Rain. 2) Snow`, `• Rain • Snow`.

use std::ops::Range;

use super::TokenKind;
use super::sentence::Cutter;

/// Where the second and later items of the list in `paragraph` begin; nothing if it does not open with an item.
pub(super) fn items(cutter: Cutter<'_>, paragraph: Range<usize>) -> Vec<usize> {
    let start = paragraph.start;
    if is_bullet(cutter.first_char(start)) {
        let bullet = cutter.str(start);
        return (start + 1..paragraph.end).filter(|at| cutter.str(*at) == bullet && !cutter.touches(*at)).collect();
    }
    let Some((mut label, shape)) = label(cutter, start) else { return Vec::new() };
    let mut items = Vec::new();
    for at in start + 1..paragraph.end {
        let follows = |(next, same): &(u32, &str)| *next == label + 1 && *same == shape;
        if !cutter.touches(at) && self::label(cutter, at).as_ref().is_some_and(follows) {
            items.push(at);
            label += 1;
        }
    }
    items
}

/// The number of the item that opens at token `at`, and what closes its label: `2` and `)`.
fn label<'a>(cutter: Cutter<'a>, at: usize) -> Option<(u32, &'a str)> {
    let text = cutter.str(at);
    let number = match (cutter.kind(at), text.as_bytes()) {
        (TokenKind::Number, _) if text.len() <= 3 => text.parse().ok()?,
        (TokenKind::Word, [letter @ b'a'..=b'z']) => u32::from(*letter),
        _ => return None,
    };
    let close = cutter.str(at + 1);
    let end = at + 1 + usize::from(close == "." && cutter.str(at + 2) == ")");
    let closed = cutter.touches(at + 1) && matches!(close, "." | ")") && !cutter.touches(end + 1);
    closed.then_some((number, close))
}

/// The last token of the label that opens the sentence at token `first`; none if no label does.
pub(super) fn label_end(cutter: Cutter<'_>, first: usize) -> Option<usize> {
    let first = first + usize::from(is_bullet(cutter.first_char(first)));
    label(cutter, first).map(|_| first + 1)
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '‣' | '◦' | '⁃' | '▪' | '●' | '■' | '·')
}
