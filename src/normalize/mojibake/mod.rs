//! UTF-8 that was read as another encoding.
//!
//! A line that holds a sequence which clean text hardly ever has is turned back into bytes and read again, as a whole
//! if that comes out even, else wherever the characters look like UTF-8. The way is that of ftfy (Speer 2019,
//! doi:10.5281/zenodo.2591652), but by lines, with the place of every character kept.

mod badness;
mod code_pages;
mod decode;
mod forms;

use self::badness::is_bad;
use self::code_pages::PAGES;
use self::decode::{Unit, decode, may_follow};
use self::forms::{is_mark, units};
use super::rewrite::{Fix, Rewrite, char_at, find};

/// How many wrong readings on top of each other are undone.
const MAX_ROUNDS: usize = 5;

/// Bytes after which a line is cut at the next character: units take several times the memory of their text.
const MAX_LINE: usize = 1 << 20;

/// Reads again what was read wrongly.
pub(super) fn mojibake(rewrite: &mut Rewrite<'_>) {
    let text = rewrite.text();
    let mut at = 0;
    while let Some(hit) = next_suspect(text, at) {
        let (start, end) = line_around(text, at, hit);
        repair_line(rewrite, start, end);
        at = end;
    }
}

/// The line around the byte `hit`, from `from` on at the earliest.
fn line_around(text: &str, from: usize, hit: usize) -> (usize, usize) {
    let earliest = from.max(hit.saturating_sub(MAX_LINE));
    let earliest = (earliest..=hit).find(|&at| text.is_char_boundary(at)).unwrap_or(hit);
    let before = text.as_bytes().get(earliest..hit).unwrap_or_default();
    let after = text.as_bytes().get(hit..).unwrap_or_default();
    let start = memchr::memrchr(b'\n', before).map_or(earliest, |found| earliest + found + 1);
    let end = memchr::memchr(b'\n', after).map_or(text.len(), |found| hit + found);
    let latest = (hit + MAX_LINE..end).find(|&at| text.is_char_boundary(at));
    (start, latest.unwrap_or(end))
}

/// The next character that can open a sequence, with one behind it that can go on with it.
fn next_suspect(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at = find(text.as_bytes(), at, |byte| byte >= 0xC2)?;
        let char = char_at(text, at)?;
        let end = at + char.len_utf8();
        if is_suspect(char, char_at(text, end)) {
            return Some(at);
        }
        at = end;
    }
}

/// Whether `char` before `next` may open a sequence. A mark may be that of a letter which opens one, or goes on with one;
/// any character may be what a compatibility form made of the one behind `Ã` or `Â`.
pub(super) fn is_suspect(char: char, next: Option<char>) -> bool {
    let next = next.filter(|&next| !next.is_ascii() || matches!(next, ' ' | '?'));
    matches!(char, 'Ã' | 'Â') || is_mark(char) || next.is_some_and(|next| may_follow(char, next))
}

/// Repairs the line `start..end`.
fn repair_line(rewrite: &mut Rewrite<'_>, start: usize, end: usize) {
    let Some(line) = rewrite.text().get(start..end) else { return };
    let mut units = units(line);
    for _ in 0..MAX_ROUNDS {
        let Some(repaired) = repair(&units) else { break };
        units = repaired;
    }
    for unit in units.iter().filter(|unit| unit.repaired) {
        let new = unit.char.to_string();
        rewrite.take(Fix::new(start + unit.start as usize, start + unit.end as usize, new));
    }
}

/// The units after one wrong reading is undone; none if there is none, or no way to undo it.
fn repair(units: &[Unit]) -> Option<Vec<Unit>> {
    if !looks_bad(units) {
        return None;
    }
    reread(units).or_else(|| reread_stretches(units))
}

fn looks_bad(units: &[Unit]) -> bool {
    is_bad(units.iter().map(|unit| unit.char))
}

/// The units read anew from the first encoding that they all are in, if that makes them UTF-8.
fn reread(units: &[Unit]) -> Option<Vec<Unit>> {
    (0..PAGES).find_map(|page| decode(units, page)).filter(|decoded| decoded.iter().any(|unit| unit.repaired))
}

/// The units with those stretches read anew that look like UTF-8 and are bad by themselves.
fn reread_stretches(units: &[Unit]) -> Option<Vec<Unit>> {
    let mut result = Vec::with_capacity(units.len());
    let mut changed = false;
    let mut at = 0;
    while let Some(rest) = units.get(at..).filter(|rest| !rest.is_empty()) {
        let before = at.checked_sub(1).and_then(|before| units.get(before));
        let len = if before.is_some_and(is_inner) { 0 } else { stretch_len(rest) };
        let stretch = rest.get(..len.max(1)).unwrap_or(rest);
        match Some(stretch).filter(|stretch| looks_bad(stretch)).and_then(reread) {
            Some(repaired) => {
                result.extend(repaired);
                changed = true;
            }
            None => result.extend_from_slice(stretch),
        }
        at += stretch.len();
    }
    changed.then_some(result)
}

/// Whether a sequence that begins behind this one is most likely the rest of a longer one.
fn is_inner(unit: &Unit) -> bool {
    let punctuation = matches!(unit.char, ' ' | '–'..='―' | '‘'..='‚' | '“'..='„' | '•' | '…');
    !punctuation && unit.continues()
}

/// How many units from the first on look like UTF-8, sequence after sequence.
fn stretch_len(units: &[Unit]) -> usize {
    let mut len = 0;
    while let Some(more) = units.get(len).and_then(Unit::leads) {
        let rest = units.get(len + 1..len + 1 + more).unwrap_or_default();
        if rest.len() < more || !rest.iter().all(Unit::continues) {
            break;
        }
        len += 1 + more;
    }
    len
}
