//! Spaces.

use super::options::Whitespace;
use super::rewrite::{Fix, Rewrite, char_at, find_three};

/// Writes spaces as `mode` says; `wide` tells whether the text has others than U+0020.
pub(super) fn whitespace(rewrite: &mut Rewrite<'_>, mode: Whitespace, wide: bool) {
    match mode {
        Whitespace::Plain => plain(rewrite),
        Whitespace::Collapse if wide => collapse(rewrite, |bytes| is_wide_space(bytes) | is_uneven(bytes)),
        Whitespace::Collapse => collapse(rewrite, is_uneven),
    }
}

fn plain(rewrite: &mut Rewrite<'_>) {
    let text = rewrite.text();
    let mut at = 0;
    while let Some(hit) = find_three(text.as_bytes(), at, is_wide_space) {
        at = hit + char_at(text, hit).map_or(1, char::len_utf8);
        rewrite.take(Fix::new(hit, at, " "));
    }
}

fn collapse(rewrite: &mut Rewrite<'_>, opens: impl Fn([u8; 3]) -> bool) {
    let text = rewrite.text();
    let mut at = text.len() - text.trim_start_matches(is_space).len();
    rewrite.take(Fix::delete(0, at));
    while let Some(hit) = find_three(text.as_bytes(), at, &opens) {
        let start = text.get(at..hit).map_or(hit, |before| at + before.trim_end_matches(is_space).len());
        let rest = text.get(start..).unwrap_or_default();
        let run = rest.get(..rest.len() - rest.trim_start_matches(is_space).len()).unwrap_or_default();
        let end = start + run.len();
        rewrite.take(Fix::new(start, end, if end == text.len() { "" } else { even(run) }));
        at = end.max(hit + 1);
    }
    let end = at.max(text.trim_end_matches(is_space).len());
    rewrite.take(Fix::delete(end, text.len()));
}

/// What a run of spaces inside a text becomes.
fn even(run: &str) -> &'static str {
    match memchr::memchr_iter(b'\n', run.as_bytes()).count() {
        _ if run.is_empty() => "",
        0 => " ",
        1 => "\n",
        _ => "\n\n",
    }
}

fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n') || is_unicode_space(char)
}

/// The separators of Unicode's category Zs but U+0020.
pub(super) fn is_unicode_space(char: char) -> bool {
    matches!(char, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// [`is_unicode_space`] for the character that opens these bytes. Without branches, so that it compiles to vector code.
fn is_wide_space([first, second, third]: [u8; 3]) -> bool {
    let punctuation = (first == 0xE2) & (second == 0x80) & ((third <= 0x8A) | (third == 0xAF));
    let mathematical = (first == 0xE2) & (second == 0x81) & (third == 0x9F);
    let other = ((first == 0xE1) & (second == 0x9A) | (first == 0xE3) & (second == 0x80)) & (third == 0x80);
    (first == 0xC2) & (second == 0xA0) | punctuation | mathematical | other
}

/// Whether a run of spaces that may not be even, or the end of one, opens with these bytes. Control characters pass for
/// spaces here.
fn is_uneven([first, second, third]: [u8; 3]) -> bool {
    let paragraph = (first == b'\n') & (second == b'\n') & (third != b'\n');
    (first <= b' ') & (second <= b' ') & !paragraph | (first == b'\t')
}
