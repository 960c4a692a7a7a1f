//! Addresses: web, e-mail, handles, topics, file names.

use memchr::memchr;

use super::TokenKind;
use super::lexicon::Lexicon;

/// Longest part of an e-mail address before `@` (RFC 5321) and longest domain name (RFC 1035), in bytes.
const LONGEST_LOCAL: usize = 64;
const LONGEST_DOMAIN: usize = 253;

/// Finds addresses in one text; asked from left to right.
pub(super) struct Addresses<'t> {
    text: &'t str,
    /// The next `@` at or after the last place asked about; the length of the text if there is none.
    next_at: usize,
    /// Up to here periods and labels have been read that end no address.
    no_host_before: usize,
}

impl<'t> Addresses<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, next_at: memchr(b'@', text.as_bytes()).unwrap_or(text.len()), no_host_before: 0 }
    }

    /// The end of the e-mail address that begins at `start`.
    #[inline]
    pub(super) fn email(&mut self, start: usize) -> Option<usize> {
        if self.next_at < start {
            let rest = self.text.as_bytes().get(start..).unwrap_or_default();
            self.next_at = memchr(b'@', rest).map_or(self.text.len(), |found| start + found);
        }
        if self.next_at - start > LONGEST_LOCAL { None } else { self.email_at(start, self.next_at) }
    }

    fn email_at(&self, start: usize, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let local = bytes.get(start..at)?;
        let domain = bytes.get(at + 1..)?;
        let len = domain.iter().take(LONGEST_DOMAIN).take_while(|byte| is_label(**byte) || **byte == b'.').count();
        let domain = domain.get(..len)?.trim_suffix_punctuation();
        let whole = !local.is_empty() && local.iter().all(|byte| is_local(*byte)) && !domain.is_empty();
        whole.then(|| at + 1 + domain.len())
    }

    /// The end of the address with a scheme (`https://…`) whose scheme `start..colon` has been read.
    pub(super) fn with_scheme(&self, start: usize, colon: usize) -> Option<usize> {
        let rest = self.text.get(colon..)?.strip_prefix("://")?;
        let known = colon - start <= 10 && rest.starts_with(|c: char| c.is_alphanumeric());
        known.then(|| self.path_end(colon + 3))
    }

    /// The end and kind of the host or file name that goes on at the period `dot`, its first label being `start..dot`.
    pub(super) fn dotted(&mut self, start: usize, dot: usize, lexicon: &Lexicon<'_>) -> Option<(usize, TokenKind)> {
        if start < self.no_host_before {
            return None;
        }
        let bytes = self.text.as_bytes().get(start..)?;
        let len = bytes.iter().take(LONGEST_DOMAIN).take_while(|byte| is_label(**byte) || **byte == b'.').count();
        let name = bytes.get(..len).map(TrimSuffix::trim_suffix_punctuation)?;
        let found = std::str::from_utf8(name).ok().and_then(|name| self.host_or_file(start, dot, name, lexicon));
        if found.is_none() {
            self.no_host_before = start + len;
        }
        found
    }

    /// The end and kind of the address that begins with `name`, labels with periods between them.
    fn host_or_file(&self, start: usize, dot: usize, name: &str, lexicon: &Lexicon<'_>) -> Option<(usize, TokenKind)> {
        let last = name.rsplit('.').next()?;
        let end = start + name.len();
        let mixed =
            last.bytes().any(|byte| byte.is_ascii_uppercase()) && last.bytes().any(|byte| byte.is_ascii_lowercase());
        if end <= dot || mixed || name.contains("..") {
            return None;
        }
        let www = self.text.get(start..dot)?.eq_ignore_ascii_case("www");
        if www || lexicon.is_domain(last) || self.has_path(end, last) {
            return Some((self.host_end(end), TokenKind::Url));
        }
        (lexicon.is_extension(last) || is_dotted_name(name)).then_some((end, TokenKind::Word))
    }

    /// Whether a host whose last label is `last` goes on with a path at `end`: `t.co/x`.
    fn has_path(&self, end: usize, last: &str) -> bool {
        let rest = self.text.as_bytes().get(end..).unwrap_or_default();
        last.len() == 2 && matches!(rest, [b'/', next, ..] if next.is_ascii_alphanumeric())
    }

    /// The end of an address whose host ends at `end`.
    fn host_end(&self, end: usize) -> usize {
        let rest = self.text.as_bytes().get(end..).unwrap_or_default();
        match rest {
            [b'/' | b'?' | b'#', ..] => self.path_end(end),
            [b':', digit, ..] if digit.is_ascii_digit() => self.path_end(end),
            _ => end,
        }
    }

    /// The end of the run of address characters from `start`, without punctuation that closes a sentence or a bracket.
    fn path_end(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        let run = rest.find(|c: char| c.is_whitespace() || c.is_control() || "<>\"“”«»‘’".contains(c));
        let run = rest.get(..run.unwrap_or(rest.len())).unwrap_or_default();
        let open = run.contains('(');
        let trailing = |c: char| ".,;:!?'*]}".contains(c) || (c == ')' && !open);
        let kept = run.trim_end_matches(trailing).len();
        start + kept
    }
}

/// Whether `name` is three or more labels in lower case, such as the name of a newsgroup: `comp.lang.c`.
fn is_dotted_name(name: &str) -> bool {
    let lower = |byte: u8| byte.is_ascii_lowercase() || matches!(byte, b'.' | b'-');
    name.bytes().all(lower) && name.bytes().filter(|byte| *byte == b'.').count() >= 2
}

fn is_label(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn is_local(byte: u8) -> bool {
    is_label(byte) || matches!(byte, b'.' | b'%' | b'+' | b'\'')
}

/// The end of the name after the `@` or `#` at `at`; none if no name follows.
pub(super) fn tag_end(text: &str, at: usize) -> Option<usize> {
    let name = text.get(at + 1..)?;
    let end = name.find(|c: char| !(super::char_class::is_word(c) || c == '_')).unwrap_or(name.len());
    name.get(..end)?.chars().any(char::is_alphabetic).then_some(at + 1 + end)
}

trait TrimSuffix {
    fn trim_suffix_punctuation(&self) -> &Self;
}

impl TrimSuffix for [u8] {
    /// Without hyphens, underscores and periods at its end.
    fn trim_suffix_punctuation(&self) -> &Self {
        let kept = self.iter().rposition(u8::is_ascii_alphanumeric).map_or(0, |last| last + 1);
        self.get(..kept).unwrap_or_default()
    }
}
