//! Line breaks, control characters and terminal escapes.

use super::hits::is_any;
use super::rewrite::{Fix, Rewrite};

/// Makes every line break a line feed and deletes other control characters but tabs.
pub(super) fn control(rewrite: &mut Rewrite<'_>) {
    rewrite.each(|byte| ((byte < b' ') & (byte != b'\n') & (byte != b'\t')) | is_any(byte, [0x7F, 0xC2, 0xE2]), rule);
}

fn rule(text: &str, at: usize) -> Option<Fix<'_>> {
    let rest = text.get(at..)?;
    let (len, new) = match rest.chars().next()? {
        '\r' if rest.starts_with("\r\n") => (2, "\n"),
        '\r' | '\u{B}' | '\u{C}' => (1, "\n"),
        '\u{85}' => (2, "\n"),
        '\u{2028}' | '\u{2029}' => (3, "\n"),
        '\u{1B}' => (escape_len(rest), ""),
        '\0'..' ' | '\u{7F}' => (1, ""),
        _ => return None,
    };
    Some(Fix::new(at, at + len, new))
}

/// Length of the terminal escape (ECMA-48) that opens `rest`; that of its first character if it is none.
fn escape_len(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let len = match bytes.get(1) {
        Some(b'[') => sequence_len(bytes),
        Some(b']') => string_len(bytes),
        Some(b'('..=b'+') => bytes.get(2).filter(|byte| (0x30..0x7F).contains(*byte)).map(|_| 3),
        _ => None,
    };
    len.unwrap_or(1)
}

/// `ESC [`, parameters, intermediates, a final letter.
fn sequence_len(bytes: &[u8]) -> Option<usize> {
    let body = bytes.get(2..)?;
    let end = body.iter().position(|byte| !(0x20..0x40).contains(byte))?;
    (0x40..0x7F).contains(body.get(end)?).then_some(end + 3)
}

/// `ESC ]`, a title or link, BEL or `ESC \`. Ends at a line's end at the latest.
fn string_len(bytes: &[u8]) -> Option<usize> {
    let body = bytes.get(2..)?;
    let end = body.iter().position(|&byte| byte < b' ')?;
    match body.get(end..)? {
        [7, ..] => Some(end + 3),
        [0x1B, b'\\', ..] => Some(end + 4),
        _ => None,
    }
}
