//! Where paragraphs begin and end.

use memchr::memchr2;

use super::Newlines;
use super::char_class::is_gap;
use crate::Span;

/// Longest line, in bytes, that a hard-wrapped text has.
const LONGEST_WRAPPED: usize = 130;

/// One line of a text that holds more than white space.
#[derive(Clone, Copy)]
struct Line {
    /// Without white space around it.
    span: Span,
    /// Whether a blank line comes before it.
    after_blank: bool,
    /// Whether it is indented by two columns or more.
    indented: bool,
}

/// The paragraphs of `text`, without white space around them.
pub(super) fn spans(text: &str, newlines: Newlines) -> Vec<Span> {
    let lines = lines(text);
    let wrapped = match newlines {
        Newlines::Auto => looks_wrapped(text, &lines),
        Newlines::Paragraph => false,
        Newlines::Wrap => true,
    };
    if wrapped { joined(text, &lines) } else { lines.iter().map(|line| line.span).collect() }
}

/// The lines of `text`; U+2028 and U+2029 break lines as well.
fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / 200);
    let mut start = 0;
    let mut after_blank = false;
    while start < text.len() {
        let (end, next) = line_end(text, start);
        match trimmed(text, start, end) {
            Some(span) => {
                let indented = span.start as usize >= start + 2;
                lines.push(Line { span, after_blank, indented });
                after_blank = false;
            }
            None => after_blank = true,
        }
        start = next;
    }
    lines
}

/// Where the line that begins at `start` ends, and where the next one begins.
fn line_end(text: &str, start: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let mut from = start;
    while let Some(at) = memchr2(b'\n', 0xE2, bytes.get(from..).unwrap_or_default()).map(|found| from + found) {
        match bytes.get(at..at + 3) {
            Some([0xE2, 0x80, 0xA8 | 0xA9]) => return (at, at + 3),
            _ if bytes.get(at) == Some(&b'\n') => return (at, at + 1),
            _ => from = at + 1,
        }
    }
    (bytes.len(), bytes.len())
}

/// `start..end` without white space around it; none if nothing is left.
fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let line = text.get(start..end)?;
    let rest = line.trim_start_matches(is_gap);
    let start = start + (line.len() - rest.len());
    let len = rest.trim_end_matches(is_gap).len();
    (len > 0).then(|| Span::new(start, start + len))
}

/// Whether the single line breaks of a text wrap its paragraphs.
///
/// In hard-wrapped text most lines after a full one go on in lower case and hardly any line is long; where a line is a
/// paragraph it is the other way round.
fn looks_wrapped(text: &str, lines: &[Line]) -> bool {
    let (mut breaks, mut wraps) = (0, 0);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let full = line.span.len() >= 30 && !next.after_blank && !next.indented;
        let goes_on = line.span.len() <= LONGEST_WRAPPED && next.span.of(text).starts_with(char::is_lowercase);
        breaks += usize::from(full);
        wraps += usize::from(full && goes_on);
    }
    let long = lines.iter().filter(|line| line.span.len() > LONGEST_WRAPPED).count();
    wraps * 3 > breaks && wraps > long
}

/// Puts wrapped lines together.
fn joined(text: &str, lines: &[Line]) -> Vec<Span> {
    let width = lines.iter().map(|line| line.span.len()).filter(|len| *len <= LONGEST_WRAPPED).max().unwrap_or(0);
    let mut spans: Vec<Span> = Vec::new();
    let mut before: Option<Line> = None;
    for line in lines {
        let goes_on = before.is_some_and(|before| continues(text, before, *line, width));
        match spans.last_mut() {
            Some(span) if goes_on => *span = span.cover(line.span),
            _ => spans.push(line.span),
        }
        before = Some(*line);
    }
    spans
}

/// Whether `line` goes on with the paragraph of the line before it, in text wrapped at `width` bytes.
fn continues(text: &str, before: Line, line: Line, width: usize) -> bool {
    let words = line.span.of(text);
    let left_short = before.span.len() * 10 < width * 6;
    let lower = words.starts_with(char::is_lowercase);
    let apart = line.after_blank
        || (line.indented && !before.indented)
        || is_list_item(words)
        || is_rule(words)
        || is_rule(before.span.of(text));
    !apart && (lower || !left_short)
}

/// Whether a paragraph is a rule of dashes, stars or underscores.
pub(super) fn is_rule(paragraph: &str) -> bool {
    paragraph.len() >= 3 && paragraph.bytes().all(|byte| matches!(byte, b'_' | b'-' | b'*' | b'=' | b'~' | b' '))
}

/// Whether a paragraph opens with a bullet or the number of a list.
pub(super) fn is_list_item(paragraph: &str) -> bool {
    let digits = paragraph.bytes().take_while(u8::is_ascii_digit).count();
    let rest = paragraph.get(digits..).unwrap_or_default();
    let numbered = (1..=3).contains(&digits) && rest.starts_with([')', '.']);
    let marker = if numbered { rest.get(1..) } else { rest.strip_prefix(is_bullet).filter(|_| digits == 0) };
    marker.is_some_and(|text| text.starts_with(char::is_whitespace) && !text.trim().is_empty()) && !is_rule(paragraph)
}

fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '‣'
            | '◦'
            | '⁃'
            | '▪'
            | '▫'
            | '●'
            | '○'
            | '■'
            | '□'
            | '►'
            | '▶'
            | '➤'
            | '✓'
            | '·'
            | '*'
            | '-'
            | '–'
    )
}
