//! Spaces.

use super::options::Whitespace;
use super::rewrite::{Fix, Rewrite, char_at, find_three};

/// Writes spaces as `mode` says.
pub(super) fn whitespace(rewrite: &mut Rewrite<'_>, mode: Whitespace) {
    match mode {
        Whitespace::Plain => plain(rewrite),
        Whitespace::Collapse => collapse(rewrite),
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

fn collapse(rewrite: &mut Rewrite<'_>) {
    let text = rewrite.text();
    let mut at = text.len() - text.trim_start_matches(is_space).len();
    rewrite.take(Fix::delete(0, at));
    while let Some(hit) = find_three(text.as_bytes(), at, is_uneven) {
        let start = text.get(at..hit).map_or(hit, |before| at + before.trim_end_matches(is_space).len());
        let rest = text.get(start..).unwrap_or_default();
        at = text.len() - rest.trim_start_matches(is_space).len();
        let run = rest.get(..at - start).unwrap_or_default();
        rewrite.take(Fix::new(start, at, if at == text.len() { "" } else { even(run) }));
    }
    let end = at.max(text.trim_end_matches(is_space).len());
    rewrite.take(Fix::delete(end, text.len()));
}

/// What a run of spaces inside a text becomes.
fn even(run: &str) -> &'static str {
    match memchr::memchr_iter(b'\n', run.as_bytes()).count() {
        0 => " ",
        1 => "\n",
        _ => "\n\n",
    }
}

fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n') || is_unicode_space(char)
}

/// The separators of Unicode's category Zs but U+0020.
fn is_unicode_space(char: char) -> bool {
    matches!(char, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// [`is_unicode_space`] for the character that opens these bytes. Without branches, so that it compiles to vector code.
fn is_wide_space([first, second, third]: [u8; 3]) -> bool {
    let punctuation = (first == 0xE2) & (second == 0x80) & ((third <= 0x8A) | (third == 0xAF));
    let mathematical = (first == 0xE2) & (second == 0x81) & (third == 0x9F);
    let other = ((first == 0xE1) & (second == 0x9A) | (first == 0xE3) & (second == 0x80)) & (third == 0x80);
    (first == 0xC2) & (second == 0xA0) | punctuation | mathematical | other
}

/// Whether a run of spaces that is not even, or the end of one, opens with these bytes.
fn is_uneven(bytes: [u8; 3]) -> bool {
    let space = |byte: u8| (byte == b' ') | (byte == b'\t') | (byte == b'\n');
    let [first, second, third] = bytes;
    let breaks = (first == b'\n') & (second == b'\n');
    let pair = space(first) & space(second) & (!breaks | (third == b'\n'));
    pair | (first == b'\t') | is_wide_space(bytes)
}
