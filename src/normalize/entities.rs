//! Character references of HTML.

use std::cmp::Ordering;

use super::characters::c1_char;
use super::rewrite::{Fix, Rewrite, char_at};

const NAMES: &str = include_str!("entities.txt");

/// Bytes of the longest name, `;` included.
const MAX_NAME: usize = 32;

/// Digits that a number can have before it is none that names a character.
const MAX_DIGITS: usize = 8;

/// Decodes character references; what one that stands for `&` opens is decoded once more.
pub(super) fn html_entities(rewrite: &mut Rewrite<'_>) {
    rewrite.each(
        |byte| byte == b'&',
        |text, at| {
            let body = text.get(at + 1..)?;
            let (len, once) = reference(body)?;
            let inner = if once == "&" { body.get(len..).and_then(reference) } else { None };
            let (more, new) = inner.unwrap_or((0, once));
            Some(Fix::new(at, at + 1 + len + more, new))
        },
    );
}

/// The reference whose `&` stands before `body`: the length of what follows the `&`, and what it stands for.
fn reference(body: &str) -> Option<(usize, String)> {
    match body.strip_prefix('#') {
        Some(number) => numeric(number).map(|(len, new)| (len + 1, new)),
        None => named(body),
    }
}

fn numeric(number: &str) -> Option<(usize, String)> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let len = digits.bytes().take(MAX_DIGITS + 1).take_while(|&byte| (byte as char).is_digit(radix)).count();
    let code = u32::from_str_radix(digits.get(..len)?, radix).ok()?;
    let char = char::from_u32(code).filter(|&char| char != '\0')?;
    let new = c1_char(char).map_or_else(|| char.to_string(), str::to_owned);
    let len = number.len() - digits.len() + len;
    Some((len + ending(number.get(len..)?)?, new))
}

fn named(body: &str) -> Option<(usize, String)> {
    let len = body.bytes().take(MAX_NAME).take_while(u8::is_ascii_alphanumeric).count();
    let name = body.get(..len)?;
    let ending = ending(body.get(len..)?)?;
    let new = lookup(body.get(..len + ending)?).or_else(|| lookup_shouted(name))?;
    Some((len + ending, new))
}

/// Length of what ends a reference: a semicolon, or nothing before a space and at the end.
fn ending(rest: &str) -> Option<usize> {
    match char_at(rest, 0) {
        Some(';') => Some(1),
        Some(next) if !next.is_whitespace() => None,
        _ => Some(0),
    }
}

/// A letter's name in capitals, as in `P&EACUTE;REZ`, which HTML does not know.
fn lookup_shouted(name: &str) -> Option<String> {
    let shouted = name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let new = lookup(&name.to_ascii_lowercase()).filter(|_| shouted)?;
    new.chars().all(char::is_alphabetic).then(|| new.to_uppercase())
}

/// What a name stands for: a binary search over the lines of the list.
fn lookup(name: &str) -> Option<String> {
    let bytes = NAMES.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = memchr::memrchr(b'\n', bytes.get(low..middle)?).map_or(low, |at| low + at + 1);
        let end = memchr::memchr(b'\n', bytes.get(middle..)?).map_or(bytes.len(), |at| middle + at);
        let (entry, codes) = NAMES.get(start..end)?.split_once(' ')?;
        match entry.cmp(name) {
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
            Ordering::Equal => return characters(codes),
        }
    }
    None
}

fn characters(codes: &str) -> Option<String> {
    codes.split(' ').map(|code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_list_is_found() {
        for line in NAMES.lines().filter(|line| !line.starts_with('#')) {
            let (name, codes) = line.split_once(' ').unwrap();
            assert_eq!(lookup(name), characters(codes), "{name}");
        }
        assert_eq!(lookup("nosuch;"), None);
        assert_eq!(lookup(""), None);
    }
}
