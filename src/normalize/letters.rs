//! Accents and case.

use unicode_normalization::UnicodeNormalization;

use super::rewrite::{Fix, Rewrite, char_at, char_before};

/// Letters that do not decompose.
const LATIN: &str = include_str!("latin.txt");

/// Makes Latin letters, with the marks behind them, their ASCII base letters.
pub(super) fn fold_accents(rewrite: &mut Rewrite<'_>) {
    rewrite.each(
        |byte| byte >= 0xC3,
        |text, at| {
            let char = char_at(text, at)?;
            // Behind other letters than ASCII's, marks go with their letter.
            let (start, letter) = if is_mark(char) { (at.checked_sub(1)?, char_before(text, at)?) } else { (at, char) };
            let new = base(letter).filter(|_| is_latin(letter))?;
            let rest = text.get(start + letter.len_utf8()..)?;
            Some(Fix::new(start, text.len() - rest.trim_start_matches(is_mark).len(), new))
        },
    );
}

fn is_mark(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36F}')
}

fn is_latin(char: char) -> bool {
    let in_block = matches!(char, 'A'..='z' | 'À'..='\u{2AF}' | '\u{1E00}'..='\u{1EFF}' | '\u{2C60}'..='\u{2C7F}');
    in_block && char.is_alphabetic()
}

/// The ASCII letters of a Latin letter: its decomposition without marks, or what is customary where it has none.
fn base(char: char) -> Option<String> {
    let letters: String = char.nfkd().filter(|&part| !is_mark(part)).collect();
    if letters.is_ascii() { Some(letters) } else { customary(char) }
}

fn customary(char: char) -> Option<String> {
    let lines = LATIN.lines().filter(|line| !line.starts_with('#'));
    let mut entries = lines.filter_map(|line| line.split_once(' '));
    entries.find(|(_, letters)| letters.contains(char)).map(|(ascii, _)| ascii.to_owned())
}

/// Unicode full case folding.
pub(super) fn casefold(rewrite: &mut Rewrite<'_>) {
    rewrite.each(
        |byte| (byte.wrapping_sub(b'A') < 26) | (byte >= 0xC2),
        |text, at| {
            let char = char_at(text, at)?;
            let new: String = match char {
                'A'..='Z' => char.to_ascii_lowercase().to_string(),
                _ => folded(char)?,
            };
            Some(Fix::new(at, at + char.len_utf8(), new))
        },
    );
}

/// The full case folding of a character (CaseFolding.txt, status C and F): the lower case of its upper case, but for a
/// few.
fn folded(char: char) -> Option<String> {
    match char {
        'ı' => None,
        'ẞ' => Some("ss".to_owned()),
        '\u{13A0}'..='\u{13F5}' => None,
        '\u{13F8}'..='\u{13FD}' | '\u{AB70}'..='\u{ABBF}' => Some(char.to_uppercase().collect()),
        _ => Some(char.to_uppercase().flat_map(char::to_lowercase).collect()),
    }
}
