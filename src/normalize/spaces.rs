//! Spaces.

use super::hits::hits;
use super::options::{NormalizeOptions, Whitespace};
use super::part::Part;
use super::rewrite::{Fix, Rewrite, char_at};

/// Writes spaces as `options` say; `wide` tells whether the text has others than U+0020.
pub(super) fn whitespace(rewrite: &mut Rewrite<'_>, options: &NormalizeOptions, wide: bool) {
    match options.whitespace {
        Whitespace::Plain => plain(rewrite),
        Whitespace::Collapse if wide => {
            collapse(rewrite, options.part, |bytes| is_wide_space(bytes) | is_uneven(bytes))
        }
        Whitespace::Collapse => collapse(rewrite, options.part, is_uneven),
    }
}

fn plain(rewrite: &mut Rewrite<'_>) {
    rewrite.each_three(is_wide_space, |text, at| Some(Fix::new(at, at + char_at(text, at)?.len_utf8(), " ")));
}

fn collapse(rewrite: &mut Rewrite<'_>, part: Part, opens: impl Fn([u8; 3]) -> bool) {
    let text = rewrite.text();
    let mut at = if part.begins() { text.len() - text.trim_start_matches(is_space).len() } else { 0 };
    rewrite.take(Fix::delete(0, at));
    for hit in hits(text.as_bytes(), opens) {
        if hit < at {
            continue;
        }
        let start = text.get(at..hit).map_or(hit, |before| at + before.trim_end_matches(is_space).len());
        let rest = text.get(start..).unwrap_or_default();
        let run = rest.get(..rest.len() - rest.trim_start_matches(is_space).len()).unwrap_or_default();
        let end = start + run.len();
        rewrite.take(Fix::new(start, end, if end == text.len() && part.ends() { "" } else { even(run) }));
        at = end.max(hit + 1);
    }
    if part.ends() {
        let end = at.max(text.trim_end_matches(is_space).len());
        rewrite.take(Fix::delete(end, text.len()));
    }
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
