//! Characters put back as they were before a normalization form took them apart.

use unicode_normalization::char::compose;

use super::decode::Unit;

/// What form KC makes of characters that stand behind the first one of a sequence.
const TAKEN_APART: &[(&str, char)] = &[
    (" \u{304}", '¯'),
    (" \u{308}", '¨'),
    (" \u{301}", '´'),
    (" \u{327}", '¸'),
    (" \u{303}", '˜'),
    ("1⁄4", '¼'),
    ("1⁄2", '½'),
    ("3⁄4", '¾'),
    ("μ", 'µ'),
];

/// The same, where only what stands in front of it, a small letter or a control, tells that the capital is none.
const INSIDE_WORDS: &[(&str, char)] = &[("1", '¹'), ("2", '²'), ("3", '³'), ("a", 'ª'), ("o", 'º')];

/// The same, behind `€`.
const BEHIND_EURO: &[(&str, char)] = &[("TM", '™')];

/// The characters of a line, those that a normalization form took apart put together.
pub(super) fn units(line: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(line.len());
    let mut at = 0;
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        let (len, char) = folded(&units, rest).unwrap_or_else(|| first_of(rest));
        let (start, end) = (at as u32, (at + len) as u32);
        at += len;
        let last = units.last_mut().filter(|_| is_mark(char));
        match last.and_then(|last| Some((compose(last.char, char)?, last))) {
            Some((whole, last)) => *last = Unit::new(whole, last.start, end),
            None => units.push(Unit::new(char, start, end)),
        }
    }
    units
}

/// Whether a character is a mark that letters are composed with.
pub(super) fn is_mark(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36F}')
}

fn first_of(rest: &str) -> (usize, char) {
    let char = rest.chars().next().unwrap_or_default();
    (char.len_utf8(), char)
}

/// What opens `rest` if it may be a character that form KC took apart: how many bytes it takes, and the character.
fn folded(before: &[Unit], rest: &str) -> Option<(usize, char)> {
    let last = before.last()?.char;
    let before_last = before.len().checked_sub(2).and_then(|at| before.get(at));
    let inside = before_last.is_some_and(|unit| matches!(unit.char, 'a'..='z' | '\u{80}'..='\u{9F}'));
    let choices = match last {
        'Ã' | 'Â' if inside => [TAKEN_APART, INSIDE_WORDS],
        'Ã' | 'Â' | 'Å' | 'Ä' | 'â' => [TAKEN_APART, &[]],
        '€' => [TAKEN_APART, BEHIND_EURO],
        _ => return None,
    };
    let found = choices.into_iter().flatten().find(|(parts, _)| rest.starts_with(parts));
    found.map(|&(parts, whole)| (parts.len(), whole))
}
