//! The dateline at the head of a paragraph: `WASHINGTON (AP) —`.

use super::char_class::is_dash;
use super::lexicon::Lexicon;

/// Longest dateline, in bytes.
const LONGEST: usize = 96;
/// Most words of a place: `SALT LAKE CITY`.
const LONGEST_PLACE: usize = 4;

/// The length in bytes of the dateline that opens `paragraph`, dash included.
///
/// A place in capitals, or an agency in brackets with or without a place, then a dash, then a capital or a mark.
pub(super) fn head(paragraph: &str, lexicon: &Lexicon<'_>) -> Option<usize> {
    let start = paragraph.get(..floor(paragraph, LONGEST))?;
    let dash = start.char_indices().find(|(at, c)| is_dash(*c) && breaks(start, *at, *c)).map(|(at, _)| at)?;
    let (place, rest) = start.split_at_checked(dash)?;
    let end = paragraph.len() - paragraph.get(dash..)?.trim_start_matches(is_dash).len();
    let opens = rest.trim_start_matches(is_dash).trim_start().chars().next();
    let follows = opens.is_some_and(|c| !c.is_lowercase());
    (follows && is_dateline(place.trim(), lexicon)).then_some(end)
}

fn floor(text: &str, limit: usize) -> usize {
    (0..=limit.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Whether the dash at `at` stands apart: long, doubled, or with space before it.
fn breaks(text: &str, at: usize, dash: char) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at + dash.len_utf8()..).unwrap_or_default();
    before.ends_with(char::is_whitespace) || after.starts_with('-') || dash == '—'
}

/// Whether `line` is a place and what may come with it: a state or country, a date, an agency in brackets.
pub(super) fn is_dateline(line: &str, lexicon: &Lexicon<'_>) -> bool {
    let (place, agency) = split_agency(line);
    let mut parts = place.split(',').map(str::trim);
    let city = parts.next().unwrap_or_default();
    if city.is_empty() {
        return agency && place.is_empty();
    }
    let is_city = is_in_capitals(city, lexicon) || (agency && is_name(city));
    is_city && parts.all(|part| is_name(part) || part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The line without the agency in brackets at its end, and whether it had one.
fn split_agency(line: &str) -> (&str, bool) {
    let inside = line.strip_suffix(')').and_then(|line| line.rsplit_once('('));
    let is_agency = |name: &&str| name.len() <= 30 && name.starts_with(char::is_uppercase);
    match inside.filter(|(_, name)| is_agency(name)) {
        Some((place, _)) => (place.trim_end(), true),
        None => (line, false),
    }
}

/// Whether `place` is a few words in capitals, none of them a label such as `UPDATE`.
fn is_in_capitals(place: &str, lexicon: &Lexicon<'_>) -> bool {
    let mut words = place.split_whitespace();
    let capital = |c: char| c.is_uppercase() || matches!(c, '.' | '-' | '\'' | '’');
    let capitals = |word: &str| word.chars().all(capital) && word.chars().any(char::is_alphabetic);
    let count = place.split_whitespace().count();
    place.len() > 2 && count <= LONGEST_PLACE && words.all(|word| capitals(word) && !lexicon.is_label(word))
}

/// Whether every word begins with a capital or a digit.
fn is_name(words: &str) -> bool {
    let starts = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let short = words.split_whitespace().count() <= LONGEST_PLACE;
    short && words.split_whitespace().all(|word| starts(word) || matches!(word, "of" | "and" | "the"))
}
