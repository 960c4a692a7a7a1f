//! Quotation marks and apostrophes.

use super::hits::is_any;
use super::options::Quotes;
use super::rewrite::{Fix, Rewrite, char_at, char_before};

/// Words that open with an apostrophe.
const ELISIONS: &str = include_str!("elisions.txt");

/// Writes marks as `mode` says.
pub(super) fn quotes(rewrite: &mut Rewrite<'_>, mode: Quotes) {
    match mode {
        Quotes::Straighten => rewrite.each(opens_mark, straighten),
        Quotes::Curl => {
            let mut open = false;
            rewrite.each(|byte| is_any(byte, [b'"', b'\n']) | opens_mark(byte), |text, at| curl(text, at, &mut open));
        }
        Quotes::RepairDirection => rewrite.each(opens_mark, repair),
    }
}

/// Whether a mark may open with `byte`.
pub(super) fn opens_mark(byte: u8) -> bool {
    is_any(byte, [b'\'', b'`']) | (byte & 0xD6 == 0xC2)
}

/// Single marks, and what is typed for them.
fn is_single(char: char) -> bool {
    matches!(char, '\'' | '`' | '´' | 'ʻ' | 'ʼ' | '‘'..='‛' | '❛' | '❜')
}

fn is_double(char: char) -> bool {
    matches!(char, '“'..='‟' | '❝' | '❞' | '〝'..='〟')
}

/// The run of single marks that begins at `at`; none if one began before.
fn singles(text: &str, at: usize) -> Option<&str> {
    if char_before(text, at).is_some_and(is_single) {
        return None;
    }
    let rest = text.get(at..)?;
    rest.get(..rest.len() - rest.trim_start_matches(is_single).len())
}

/// Two single marks are a double one; one alone, or in a longer run, is an apostrophe.
pub(super) fn straighten(text: &str, at: usize) -> Option<Fix<'_>> {
    if let [b'\'', b' '..=b'&' | b'('..=b'_' | b'a'..=b'~', ..] = text.as_bytes().get(at..)? {
        // Straight and alone: the most common case by far.
        return None;
    }
    let char = char_at(text, at)?;
    if is_double(char) {
        return Some(Fix::new(at, at + char.len_utf8(), "\""));
    }
    let run = singles(text, at).filter(|run| !run.is_empty())?;
    let end = at + run.len();
    match run.chars().count() {
        1 if char == '`' => apostrophe(text, at, "'"),
        1 if char == '´' && !touches(text, at) => None,
        1 => Some(Fix::new(at, end, "'")),
        2 => Some(Fix::new(at, end, "\"")),
        _ => {
            let straight = |char| if is_accent(char) { char } else { '\'' };
            Some(Fix::new(at, end, run.chars().map(straight).collect::<String>()))
        }
    }
}

fn is_accent(char: char) -> bool {
    matches!(char, '`' | '´')
}

/// Whether the accent at `at` touches something: it is not spoken of.
fn touches(text: &str, at: usize) -> bool {
    let solid = |char: Option<char>| char.is_some_and(|char| !char.is_whitespace());
    solid(char_before(text, at)) || solid(char_at(text, at + '´'.len_utf8()))
}

/// An accent or mark at `at` that follows a letter or digit is an apostrophe, written `new`; not so where it closes a word
/// that one like it opens.
fn apostrophe<'t>(text: &'t str, at: usize, new: &'static str) -> Option<Fix<'t>> {
    let char = char_at(text, at)?;
    let before = text.get(..at)?.trim_end_matches(char::is_alphanumeric);
    let opens = |outside: &str| !outside.ends_with(|char: char| char.is_alphanumeric() || is_single(char));
    let closes = before.strip_suffix(char).is_some_and(opens);
    (before.len() < at && !closes).then(|| Fix::new(at, at + char.len_utf8(), new))
}

/// Turns marks that stand for an apostrophe and open to the right, and accents that stand for one.
fn repair(text: &str, at: usize) -> Option<Fix<'_>> {
    let char = char_at(text, at)?;
    let run = singles(text, at).filter(|run| run.len() == char.len_utf8())?;
    let after = text.get(at + run.len()..)?;
    match char {
        '`' | '´' => apostrophe(text, at, "’"),
        '‘' if is_elision(after) => Some(Fix::new(at, at + run.len(), "’")),
        '‘' if after.starts_with(char::is_alphabetic) => apostrophe(text, at, "’"),
        _ => None,
    }
}

/// Whether an apostrophe before `after` stands for letters left out: `’90s`, `’em`.
fn is_elision(after: &str) -> bool {
    let word = after.get(..after.find(|char: char| !char.is_alphanumeric()).unwrap_or(after.len())).unwrap_or_default();
    let year = word.strip_suffix('s').unwrap_or(word);
    let is_year = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
    is_year || elisions().any(|elision| elision.eq_ignore_ascii_case(word))
}

fn elisions() -> impl Iterator<Item = &'static str> {
    ELISIONS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Curls the straight mark or pair of accents at `at`; `open` tells whether a double mark of the paragraph is open.
fn curl<'t>(text: &'t str, at: usize, open: &mut bool) -> Option<Fix<'t>> {
    let char = char_at(text, at)?;
    match char {
        '\n' => *open &= !text.get(at..)?.starts_with("\n\n"),
        '“' => *open = true,
        '”' => *open = false,
        '"' => return curl_double(text, at, open),
        _ => return curl_singles(text, at, open),
    }
    None
}

fn curl_double<'t>(text: &'t str, at: usize, open: &mut bool) -> Option<Fix<'t>> {
    let before = text.get(..at)?;
    if before.ends_with(char::is_numeric) && (!*open || is_inch_by_foot(before)) {
        return None;
    }
    *open = is_opening_place(text, at);
    Some(Fix::new(at, at + 1, if *open { "“" } else { "”" }))
}

fn curl_singles<'t>(text: &'t str, at: usize, open: &mut bool) -> Option<Fix<'t>> {
    let run = singles(text, at)?;
    let end = at + run.len();
    match run {
        "``" | "''" => {
            *open = run == "``";
            Some(Fix::new(at, end, if *open { "“" } else { "”" }))
        }
        "'" if is_foot(text, at) => None,
        "'" if is_opening_place(text, at) && !is_elision(text.get(end..)?) => Some(Fix::new(at, end, "‘")),
        "'" => Some(Fix::new(at, end, "’")),
        _ => repair(text, at),
    }
}

/// Whether a mark at `at` stands where one opens: at the start, after a space, a bracket, a dash or an opening mark.
fn is_opening_place(text: &str, at: usize) -> bool {
    char_before(text, at).is_none_or(|before| before.is_whitespace() || "([{“‘—–-/\"".contains(before))
}

/// Whether the mark at `at` measures feet: between digits.
fn is_foot(text: &str, at: usize) -> bool {
    let digit = |char: char| char.is_numeric();
    char_before(text, at).is_some_and(digit) && char_at(text, at + 1).is_some_and(digit)
}

/// Makes primes after digits, and closing marks that stand for them, ASCII.
pub(super) fn primes(rewrite: &mut Rewrite<'_>) {
    rewrite.each(
        |byte| byte == 0xE2,
        |text, at| {
            let char = char_at(text, at)?;
            let end = at + char.len_utf8();
            char_before(text, at).filter(|before| before.is_numeric())?;
            let new = match char {
                '′' => "'",
                '″' => "\"",
                '’' if is_foot_by_inch(text.get(end..)?) => "'",
                '”' if is_inch_by_foot(text.get(..at)?) => "\"",
                _ => return None,
            };
            Some(Fix::new(at, end, new))
        },
    );
}

/// Whether a character behind a digit may be a prime.
pub(super) fn is_prime(char: char) -> bool {
    matches!(char, '′' | '″' | '’' | '”')
}

/// Whether inches follow: one or two digits and a closing double mark.
fn is_foot_by_inch(after: &str) -> bool {
    let inches = after.trim_start_matches(|char: char| char.is_ascii_digit());
    (1..=2).contains(&(after.len() - inches.len())) && inches.starts_with('”')
}

/// Whether feet stand before: digits, a closing single mark or what became of one, digits.
fn is_inch_by_foot(before: &str) -> bool {
    let feet = before.trim_end_matches(|char: char| char.is_ascii_digit());
    let digits = before.len() - feet.len();
    let foot = feet.strip_suffix(['’', '′', '\'']);
    (1..=2).contains(&digits) && foot.is_some_and(|foot| foot.ends_with(|char: char| char.is_ascii_digit()))
}
