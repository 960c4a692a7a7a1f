//! Accents and case.

use unicode_normalization::UnicodeNormalization;

use super::rewrite::{Fix, Rewrite, char_at, char_before};

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
    char.is_alphabetic() && matches!(char, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// The ASCII letters of a Latin letter: its decomposition without marks, or what is customary where it has none.
fn base(char: char) -> Option<String> {
    let customary = match char {
        'Æ' => "AE",
        'æ' => "ae",
        'Œ' => "OE",
        'œ' => "oe",
        'ß' => "ss",
        'ẞ' => "SS",
        'Þ' => "Th",
        'þ' => "th",
        'Ð' | 'Đ' | 'Ɖ' => "D",
        'ð' | 'đ' => "d",
        'Ħ' => "H",
        'ħ' => "h",
        'ı' => "i",
        'ĸ' => "k",
        'Ł' | 'Ƚ' => "L",
        'ł' | 'ƚ' => "l",
        'Ŋ' => "N",
        'ŋ' => "n",
        'Ø' => "O",
        'ø' => "o",
        'ſ' => "s",
        'Ŧ' => "T",
        'ŧ' => "t",
        _ => return decomposed(char),
    };
    Some(customary.to_owned())
}

fn decomposed(char: char) -> Option<String> {
    let letters: String = char.nfd().filter(|&part| !is_mark(part)).collect();
    letters.is_ascii().then_some(letters)
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
