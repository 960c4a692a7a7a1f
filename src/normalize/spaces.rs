//! Spaces.

use super::options::Whitespace;
use super::rewrite::{Fix, Rewrite, char_at};

/// Writes spaces as `mode` says.
pub(super) fn whitespace(rewrite: &mut Rewrite<'_>, mode: Whitespace) {
    match mode {
        Whitespace::Plain => rewrite.each(opens_space, plain),
        Whitespace::Collapse => {}
    }
}

/// Whether a space other than U+0020 can begin with `byte`.
fn opens_space(byte: u8) -> bool {
    matches!(byte, 0xC2 | 0xE1 | 0xE2 | 0xE3)
}

fn plain(text: &str, at: usize) -> Option<Fix<'_>> {
    let char = char_at(text, at)?;
    is_unicode_space(char).then(|| Fix::new(at, at + char.len_utf8(), " "))
}

/// The separators of Unicode's category Zs but U+0020.
fn is_unicode_space(char: char) -> bool {
    matches!(char, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}
