//! Rewrites of one character by what always stands for it.

use super::hits::is_any;
use super::rewrite::{Fix, Rewrite, char_at};

/// Windows-1252 from 0x80 to 0x9F; what it leaves open stays as it is.
const WINDOWS: [&str; 32] = [
    "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}", "\u{90}", "‘", "’",
    "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
];

/// U+FB00 to U+FB06.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// U+FF01 to U+FF5E.
const ASCII: &str = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// Makes C1 controls the characters of Windows-1252.
pub(super) fn c1(rewrite: &mut Rewrite<'_>) {
    each_char(rewrite, |byte| byte == 0xC2, c1_char);
}

/// What Windows-1252 has in place of a C1 control.
pub(super) fn c1_char(char: char) -> Option<&'static str> {
    WINDOWS.get((char as usize).checked_sub(0x80)?).copied()
}

/// Takes typographic ligatures apart.
pub(super) fn ligatures(rewrite: &mut Rewrite<'_>) {
    each_char(rewrite, |byte| byte == 0xEF, |char| LIGATURES.get((char as usize).checked_sub(0xFB00)?).copied());
}

/// Makes full-width ASCII and the ideographic space ASCII.
pub(super) fn fullwidth(rewrite: &mut Rewrite<'_>) {
    each_char(
        rewrite,
        |byte| is_any(byte, [0xE3, 0xEF]),
        |char| {
            let at = (char as usize).checked_sub(0xFF01);
            at.and_then(|at| ASCII.get(at..=at)).or((char == '\u{3000}').then_some(" "))
        },
    );
}

fn each_char(rewrite: &mut Rewrite<'_>, opens: impl Fn(u8) -> bool, new: impl Fn(char) -> Option<&'static str>) {
    rewrite.each(opens, |text, at| {
        let char = char_at(text, at)?;
        Some(Fix::new(at, at + char.len_utf8(), new(char)?))
    });
}
