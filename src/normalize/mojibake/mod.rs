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
use super::hits::hits;
use super::rewrite::{Fix, Rewrite, char_at};

/// How many wrong readings on top of each other are undone.
const MAX_ROUNDS: usize = 5;

/// Bytes after which a line is cut at the next character: units take several times the memory of their text.
const MAX_LINE: usize = 1 << 20;

/// Reads again what was read wrongly.
pub(super) fn mojibake(rewrite: &mut Rewrite<'_>) {
    let text = rewrite.text();
    let mut done = 0;
    for hit in hits(text.as_bytes(), |[byte, ..]| byte >= 0xC2) {
        if hit >= done && is_suspect_at(text, hit) {
            let (start, end) = line_around(text, done, hit);
            repair_line(rewrite, start, end);
            done = end;
        }
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

/// Whether the character at `at` can open a sequence, with the one behind it.
fn is_suspect_at(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(|char| is_suspect(char, char_at(text, at + char.len_utf8())))
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
    is_bad(&units.iter().map(|unit| unit.char).collect::<Vec<char>>())
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
        let stretch = rest.get(..len).filter(|stretch| looks_bad(stretch));
        match stretch.and_then(reread) {
            Some(repaired) => {
                result.extend(repaired);
                changed = true;
            }
            None => result.extend_from_slice(rest.get(..len.max(1)).unwrap_or(rest)),
        }
        at += len.max(1);
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
