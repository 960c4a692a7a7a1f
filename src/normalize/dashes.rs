//! Dashes, ellipses and bullets.

use super::hits::is_any;
use super::options::Dashes;
use super::rewrite::{Fix, Rewrite, char_at, char_before};

/// Writes dashes as `mode` says.
pub(super) fn dashes(rewrite: &mut Rewrite<'_>, mode: Dashes) {
    match mode {
        Dashes::Ascii => rewrite.each(|byte| byte == 0xE2, ascii),
        Dashes::Typographic => rewrite.each(|byte| is_any(byte, [b'-', 0xE2]), typographic),
    }
}

/// The dash at `at` in ASCII, if one is there.
pub(super) fn ascii(text: &str, at: usize) -> Option<Fix<'_>> {
    let new = match char_at(text, at)? {
        '—' | '―' => "--",
        '\u{2010}'..='–' | '−' => "-",
        _ => return None,
    };
    Some(Fix::new(at, at + 3, new))
}

fn typographic(text: &str, at: usize) -> Option<Fix<'_>> {
    if char_at(text, at)? == '―' {
        return Some(Fix::new(at, at + 3, "—"));
    }
    let after = text.get(at..)?.strip_prefix("--")?.chars().next();
    let before = char_before(text, at);
    (joins_words(before, after) || stands_alone(before, after)).then(|| Fix::new(at, at + 2, "—"))
}

fn joins_words(before: Option<char>, after: Option<char>) -> bool {
    let ends = |char: char| char.is_alphanumeric() || "\"'“”‘’)].!?%".contains(char);
    let begins = |char: char| char.is_alphanumeric() || "\"'“”‘’([$£€".contains(char);
    let (Some(before), Some(after)) = (before, after) else { return false };
    (before.is_alphabetic() || after.is_alphabetic()) && ends(before) && begins(after)
}

fn stands_alone(before: Option<char>, after: Option<char>) -> bool {
    let space = |char: char| char.is_whitespace() && char != '\n';
    before.is_some_and(space) && after.is_none_or(char::is_whitespace)
}

/// Makes ellipses three full stops.
pub(super) fn ellipsis(rewrite: &mut Rewrite<'_>) {
    rewrite.each_three(opens_ellipsis, ellipsis_at);
}

/// The ellipsis at `at`, if one is there.
pub(super) fn ellipsis_at(text: &str, at: usize) -> Option<Fix<'_>> {
    match char_at(text, at)? {
        '…' => Some(Fix::new(at, at + 3, "...")),
        '.' => spaced(text, at),
        _ => None,
    }
}

/// Whether an ellipsis opens with these bytes, or what [`opens_spaced`] wants.
fn opens_ellipsis([first, second, third]: [u8; 3]) -> bool {
    (first == 0xE2) & (second == 0x80) & (third == 0xA6) | opens_spaced([first, second, third])
}

/// Whether a full stop with another, or with a wide space, behind the space behind it opens with these bytes.
pub(super) fn opens_spaced([first, second, third]: [u8; 3]) -> bool {
    (first == b'.') & (((second == b' ') & (third == b'.')) | (second >= 0xC2))
}

/// Three or more full stops with a space between any two.
fn spaced(text: &str, at: usize) -> Option<Fix<'_>> {
    if !is_lone_stop(text, at) || follows_stop(text, at) {
        return None;
    }
    let mut end = at + 1;
    let mut stops = 1;
    while let Some(next) = next_stop(text, end).filter(|&next| is_lone_stop(text, next)) {
        stops += 1;
        end = next + 1;
    }
    (stops >= 3).then(|| Fix::new(at, end, ".".repeat(stops)))
}

/// The full stop behind the one space at `at`.
fn next_stop(text: &str, at: usize) -> Option<usize> {
    let space = char_at(text, at).filter(|&char| char.is_whitespace() && char != '\n')?;
    let next = at + space.len_utf8();
    (char_at(text, next)? == '.').then_some(next)
}

/// Whether the full stop before the one at `at` is only a space away, so that a chain is already under way.
fn follows_stop(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let rest = before.strip_suffix(|char: char| char.is_whitespace() && char != '\n');
    rest.is_some_and(|rest| rest.ends_with('.') && is_lone_stop(text, rest.len() - 1))
}

/// Whether the full stop at `at` does not touch another.
fn is_lone_stop(text: &str, at: usize) -> bool {
    let stop = |char: char| char == '.' || char == '…';
    !char_before(text, at).is_some_and(stop) && !char_at(text, at + 1).is_some_and(stop)
}

/// Makes bullets that open a line hyphens.
pub(super) fn bullets(rewrite: &mut Rewrite<'_>) {
    rewrite.each(
        |byte| is_any(byte, [0xC2, 0xE2, 0xEF]),
        |text, at| {
            let char = char_at(text, at).filter(|&char| is_bullet(char))?;
            let end = at + char.len_utf8();
            let line = text.get(..at)?.trim_end_matches([' ', '\t', '\u{A0}']);
            (line.is_empty() || line.ends_with('\n')).then(|| Fix::new(at, end, "-"))
        },
    );
}

fn is_bullet(char: char) -> bool {
    matches!(char, '·' | '•' | '‣' | '⁃' | '⁌' | '⁍' | '∙' | '■'..='▫' | '▶'..='▻' | '◆' | '◇' | '○' | '●' | '◦'
        | '❖' | '❍' | '➢' | '➤' | '‧' | '◽' | '◾' | '⦁' | '⬤' | '\u{F0A7}' | '\u{F0B7}' | '\u{F0D8}')
}
