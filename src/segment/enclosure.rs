//! Brackets and quotations that a sentence does not end inside.

use std::ops::Range;

use super::TokenKind;
use super::char_class::is_opening_mark;
use super::sentence::Cutter;

/// Most tokens that a bracket inside a sentence keeps together.
const LONGEST_BRACKET: usize = 60;

/// The enclosed stretches of one paragraph, outermost only, in order.
pub(super) struct Enclosures {
    stretches: Vec<Range<usize>>,
    passed: usize,
}

impl Enclosures {
    /// The brackets that open inside a sentence, and the quotations if they stay whole, that close in `paragraph`.
    pub(super) fn new(cutter: Cutter<'_>, paragraph: Range<usize>) -> Self {
        let mut stretches = Vec::new();
        if cutter.whole_quotations {
            quotations(cutter, paragraph.clone(), &mut stretches);
        }
        brackets(cutter, paragraph, &mut stretches);
        stretches.sort_unstable_by_key(|stretch| (stretch.start, usize::MAX - stretch.end));
        let mut reach = 0;
        stretches.retain(|stretch| {
            let outermost = stretch.end > reach;
            reach = reach.max(stretch.end);
            outermost
        });
        Self { stretches, passed: 0 }
    }

    /// Whether one of them holds the break before token `next`; asked from left to right.
    pub(super) fn hold(&mut self, next: usize) -> bool {
        while self.stretches.get(self.passed).is_some_and(|stretch| stretch.end < next) {
            self.passed += 1;
        }
        self.stretches.get(self.passed).is_some_and(|stretch| stretch.start < next)
    }
}

/// Pairs of brackets of which the first does not open a sentence; a stretch ends with its closing token.
fn brackets(cutter: Cutter<'_>, paragraph: Range<usize>, stretches: &mut Vec<Range<usize>>) {
    let mut open = Vec::new();
    for index in paragraph.clone().filter(|index| cutter.kind(*index) == TokenKind::Punctuation) {
        match cutter.str(index) {
            "(" | "[" | "{" => open.push(index),
            ")" | "]" | "}" => {
                let Some(start) = open.pop() else { continue };
                let opens_sentence =
                    start == paragraph.start || cutter.str(start - 1).ends_with(['.', '!', '?', '”', '"']);
                if !opens_sentence && index - start <= LONGEST_BRACKET {
                    stretches.push(start..index);
                }
            }
            _ => {}
        }
    }
}

/// Pairs of quotation marks; a stretch ends with its closing mark.
fn quotations(cutter: Cutter<'_>, paragraph: Range<usize>, stretches: &mut Vec<Range<usize>>) {
    let mut open: Option<(usize, char)> = None;
    for index in paragraph.clone().filter(|index| cutter.kind(*index) == TokenKind::Mark) {
        let mark = cutter.first_char(index);
        match open {
            None if opens(cutter, index, paragraph.start) => open = Some((index, closing(mark))),
            Some((start, closing)) if mark == closing && closes(cutter, index, paragraph.end) => {
                stretches.push(start..index);
                open = None;
            }
            _ => {}
        }
    }
}

fn opens(cutter: Cutter<'_>, index: usize, first: usize) -> bool {
    let mark = cutter.first_char(index);
    is_opening_mark(mark) || (matches!(mark, '"' | '\'' | '`') && (index == first || !cutter.touches(index)))
}

fn closes(cutter: Cutter<'_>, index: usize, end: usize) -> bool {
    index + 1 >= end || !cutter.touches(index + 1) || cutter.kind(index + 1) != TokenKind::Word
}

/// The mark that closes what `mark` opens.
fn closing(mark: char) -> char {
    match mark {
        '“' | '„' | '‟' => '”',
        '‘' | '‚' | '‛' => '’',
        '«' => '»',
        '‹' => '›',
        '「' => '」',
        '『' => '』',
        '`' => '\'',
        straight => straight,
    }
}
