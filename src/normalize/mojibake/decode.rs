// SPDX-License-Identifier: Apache-2.0
// Follows ftfy 6.3, Copyright 2023 Robyn Speer, in part; changed: rewritten in Rust, characters keep their place.

//! Characters back to the bytes that they were read from, and those read as UTF-8.
//!
//! What is restored inside a sequence is what ftfy restores (`ftfy/chardata.py`, `ftfy/fixes.py`); see the file NOTICE.

use super::code_pages::{LOST, MAC_ROMAN, PAGES, WINDOWS, bytes};

/// The byte of the space that does not break, which tends to become a plain one.
const WIDE_SPACE: u8 = 0xA0;

/// A character of a line: as it stands, or as it was repaired, with the bytes of the line that it stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) char: char,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) repaired: bool,
    /// Its byte in each encoding.
    pub(super) bytes: [u8; PAGES],
}

impl Unit {
    /// The character `char`, which stands for the bytes `start..end`.
    pub(super) fn new(char: char, start: u32, end: u32) -> Self {
        Self { char, start, end, repaired: false, bytes: bytes(char) }
    }

    fn byte(&self, page: usize) -> u8 {
        self.bytes.get(page).copied().unwrap_or(0)
    }

    /// How many more bytes UTF-8 has that begins with this character in an encoding of the Latin-1 kind. Of the
    /// sequences of four bytes, only those of emoji and of tags are looked for.
    pub(super) fn leads(&self) -> Option<usize> {
        let latin = self.bytes.get(..MAC_ROMAN).unwrap_or_default();
        let any = |lead: fn(u8) -> bool| latin.iter().any(|&byte| lead(byte));
        match () {
            () if any(|byte| matches!(byte, 0xC2..=0xDF)) => Some(1),
            () if any(|byte| matches!(byte, 0xE0..=0xEF)) => Some(2),
            () if any(|byte| matches!(byte, 0xF0 | 0xF3)) => Some(3),
            () => None,
        }
    }

    /// Whether it can go on with this character.
    pub(super) fn continues(&self) -> bool {
        let latin = self.bytes.get(..MAC_ROMAN).unwrap_or_default();
        self.char == ' ' || latin.iter().any(|byte| (0x80..0xC0).contains(byte))
    }
}

/// Whether UTF-8 read as some encoding can have `char` as its first character and `next` behind it.
pub(super) fn may_follow(char: char, next: char) -> bool {
    let (first, second) = (bytes(char), bytes(next));
    let continues = |page: usize, byte: u8| match byte {
        0x80..0xC0 => true,
        b' ' => page != MAC_ROMAN,
        b'?' | LOST => is_windows(page),
        _ => false,
    };
    let mut pages = first.iter().zip(second).enumerate();
    pages.any(|(page, (&lead, byte))| matches!(lead, 0xC2..=0xF4) && continues(page, byte))
}

/// Whether a page is one of those that leave bytes open.
fn is_windows(page: usize) -> bool {
    (1..=WINDOWS).contains(&page)
}

/// The units read anew from encoding `page`; none if some are not in it, or no UTF-8.
pub(super) fn decode(units: &[Unit], page: usize) -> Option<Vec<Unit>> {
    if units.iter().any(|unit| unit.byte(page) == 0 && unit.char != '\0') {
        return None;
    }
    let mut decoded = Vec::with_capacity(units.len());
    let mut rest = units;
    while let Some(first) = rest.first() {
        let len = match first.byte(page) {
            0..0x80 => {
                decoded.push(*first);
                1
            }
            _ => {
                let (len, unit) = sequence(rest, page)?;
                decoded.push(unit);
                len
            }
        };
        rest = rest.get(len..)?;
    }
    Some(decoded)
}

/// The character that opens `units` if their bytes in encoding `page` are one in UTF-8, and how many units it takes.
fn sequence(units: &[Unit], page: usize) -> Option<(usize, Unit)> {
    let first = units.first()?;
    if let Some(len) = grave(units, page) {
        return Some((len, joined(units.get(..len)?, 'à')?));
    }
    let len = match first.byte(page) {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let taken = units.get(..len)?;
    let mut code = [0; 4];
    for (byte, unit) in code.iter_mut().zip(taken) {
        *byte = unit.byte(page);
    }
    let code = code.get(..len)?;
    match plain(code).or_else(|| spaced(code, page)).or_else(|| lossy(code, page)) {
        Some(char) => Some((len, joined(taken, char)?)),
        None => surrogates(units, page),
    }
}

fn joined(units: &[Unit], char: char) -> Option<Unit> {
    let (first, last) = (units.first()?, units.last()?);
    Some(Unit { repaired: true, ..Unit::new(char, first.start, last.end) })
}

fn plain(code: &[u8]) -> Option<char> {
    std::str::from_utf8(code).ok()?.chars().next()
}

/// Units that `Ã` and a plain space take where they were once `à`: the space stays if a word of its own ended there.
fn grave(units: &[Unit], page: usize) -> Option<usize> {
    let [first, space, after @ ..] = units else { return None };
    if page == MAC_ROMAN || first.byte(page) != 0xC3 || space.char != ' ' {
        return None;
    }
    let glued = [" ", "quele", "quela", "quilo", "s "].iter().any(|word| begins(after, word));
    Some(if glued { 2 } else { 1 })
}

fn begins(units: &[Unit], word: &str) -> bool {
    units.len() >= word.len() && word.chars().zip(units).all(|(char, unit)| char == unit.char)
}

/// A sequence in which one plain space was a space that does not break. Only where that is convincing.
fn spaced(code: &[u8], page: usize) -> Option<char> {
    let convincing = |byte: u8| (0x80..0xC0).contains(&byte) && !matches!(byte, 0x85 | WIDE_SPACE);
    let applies = match *code {
        [0xC2 | 0xC3 | 0xC5 | 0xCE | 0xD0 | 0xD9, b' '] => true,
        [0xE2 | 0xE3, b' ', last] => convincing(last),
        [0xE0..=0xE3, middle, b' '] => convincing(middle),
        [0xF0, ..] => code.iter().filter(|&&byte| byte == b' ').count() == 1,
        _ => false,
    };
    let restored = |byte: &u8| if *byte == b' ' { WIDE_SPACE } else { *byte };
    let code: Vec<u8> = code.iter().map(restored).collect();
    if applies && page != MAC_ROMAN { plain(&code) } else { None }
}

/// A sequence of which a byte was lost: U+FFFD. At most one may have become a question mark.
fn lossy(code: &[u8], page: usize) -> Option<char> {
    let (lead, more) = code.split_first()?;
    let marks = more.iter().filter(|&&byte| byte == b'?').count();
    let lost = more.iter().filter(|&&byte| byte == LOST).count();
    let others = more.iter().all(|&byte| (0x80..0xC0).contains(&byte) || byte == LOST || byte == b'?');
    let marks_allowed = usize::from(!(0xC4..=0xDF).contains(lead));
    (is_windows(page) && others && marks <= marks_allowed && marks + lost > 0).then_some('\u{FFFD}')
}

/// Two halves of a UTF-16 pair, each written in three bytes (CESU-8).
fn surrogates(units: &[Unit], page: usize) -> Option<(usize, Unit)> {
    let taken = units.get(..6)?;
    let code: Vec<u16> = taken.iter().map(|unit| unit.byte(page).into()).collect();
    let [0xED, high @ 0xA0..=0xAF, middle @ 0x80..=0xBF, 0xED, low @ 0xB0..=0xBF, last @ 0x80..=0xBF] = code[..] else {
        return None;
    };
    let half = |second: u16, third: u16| 0xD000 | (second & 0x3F) << 6 | third & 0x3F;
    let char = char::decode_utf16([half(high, middle), half(low, last)]).next()?.ok()?;
    Some((6, joined(taken, char)?))
}
