//! Characters that are not seen.

use super::hits::is_any;
use super::rewrite::{Fix, Rewrite, char_at, char_before};

/// Deletes soft hyphens, zero-width characters and direction controls.
pub(super) fn invisibles(rewrite: &mut Rewrite<'_>) {
    rewrite.each(|byte| is_any(byte, [0xC2, 0xD8, 0xE2, 0xEF]), rule);
}

fn rule(text: &str, at: usize) -> Option<Fix<'_>> {
    let char = char_at(text, at)?;
    let end = at + char.len_utf8();
    let goes = match char {
        '\u{200C}' | '\u{200D}' => {
            !joins(char, char_before(text, at).unwrap_or(' '), char_at(text, end).unwrap_or(' '))
        }
        _ => is_invisible(char),
    };
    goes.then(|| Fix::delete(at, end))
}

fn is_invisible(char: char) -> bool {
    matches!(char,
        '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}')
}

/// Whether a character is one that may have to go.
pub(super) fn is_unseen(char: char) -> bool {
    matches!(char, '\u{200C}' | '\u{200D}') || is_invisible(char)
}

/// Whether a joiner between these two shapes letters or an emoji.
fn joins(joiner: char, before: char, after: char) -> bool {
    let emoji = joiner == '\u{200D}' && ends_emoji(before) && is_pictograph(after);
    let letters = is_joining(before) && is_joining(after);
    emoji || letters || is_virama(before)
}

/// Letters and marks of scripts in which joiners are part of the spelling: Arabic and its kin, those of India, Sri
/// Lanka, Myanmar and Cambodia, Mongolian.
fn is_joining(char: char) -> bool {
    matches!(char,
        '\u{620}'..='\u{8FF}' | '\u{900}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{1800}'..='\u{18AF}' | '\u{A8E0}'..='\u{A8FF}' | '\u{A980}'..='\u{A9FF}' | '\u{AA00}'..='\u{ABFF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{11000}'..='\u{11FFF}')
}

/// The sign that takes a letter's vowel away, after which a joiner chooses the letter's form, even at a word's end.
fn is_virama(char: char) -> bool {
    is_joining(char) && unicode_normalization::char::canonical_combining_class(char) == 9
}

fn ends_emoji(char: char) -> bool {
    is_pictograph(char) || char == '\u{FE0F}'
}

fn is_pictograph(char: char) -> bool {
    matches!(char, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}
