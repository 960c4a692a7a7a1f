//! Numbers: amounts, times, dates, scores, telephone numbers, ordinals.

use super::char_class::{Class, class};
use super::token::Tokenizer;
use super::{Profile, TokenKind};

impl Tokenizer<'_> {
    /// Reads the number at `start` and returns where it ends; a unit that is a word of its own is left.
    pub(super) fn number(&mut self, start: usize) -> usize {
        if let Some(end) = self.addresses.email(start).filter(|end| *end <= self.end) {
            return self.push(start, end, TokenKind::Email);
        }
        let end = self.digits_end(start);
        let letters = self.letters_end(end);
        let suffix = self.text.get(end..letters).unwrap_or_default();
        if suffix.is_empty() {
            return self.number_without_suffix(start, end);
        }
        let half_day = matches!(suffix, "a" | "p" | "A" | "P") && self.byte(letters) == b'.';
        let unit = self.profile == Profile::Ud && self.lexicon.is_unit(suffix) && !self.is_word_at(letters);
        if half_day || unit { self.push(start, end, TokenKind::Number) } else { self.number_word(start, letters) }
    }

    /// A number that ends at `end`, or a word that goes on there (`12-year-old`, `2016's`).
    fn number_without_suffix(&mut self, start: usize, end: usize) -> usize {
        let goes_on = match self.char(end) {
            '-' | '/' => self.profile == Profile::Ptb && self.is_word_at(end + 1),
            mark @ ('\'' | '’') => class(self.byte(end + mark.len_utf8())) == Class::Letter,
            _ => false,
        };
        if goes_on { self.number_word(start, end) } else { self.push(start, end, TokenKind::Number) }
    }

    fn number_word(&mut self, start: usize, end: usize) -> usize {
        let end = self.word_from(start, end);
        if let Some(token) = self.tokens.last_mut() {
            token.kind = TokenKind::Number;
        }
        end
    }

    /// Where the digits from `start` end, with the marks inside them.
    fn digits_end(&self, start: usize) -> usize {
        let mut end = self.plain_digits_end(start);
        loop {
            let joined = self.byte(end + 1).is_ascii_digit()
                && match self.byte(end) {
                    b'.' | b',' | b':' => true,
                    b'/' => !self.is_split_fraction(start, end),
                    b'-' => self.profile == Profile::Ptb || self.is_grouped(start, end),
                    _ => false,
                };
            if !joined {
                return end;
            }
            end = self.plain_digits_end(end + 1);
        }
    }

    fn plain_digits_end(&self, mut at: usize) -> usize {
        while self.byte(at).is_ascii_digit() {
            at += 1;
        }
        at
    }

    /// Whether `start..slash` and the digits after the slash are a fraction that the profile cuts: `1/2`, `3/4`.
    fn is_split_fraction(&self, start: usize, slash: usize) -> bool {
        let small = |byte: u8| matches!(byte, b'2' | b'3' | b'4' | b'8');
        self.profile == Profile::Ud
            && slash == start + 1
            && small(self.byte(slash + 1))
            && self.byte(start) < self.byte(slash + 1)
            && !self.byte(slash + 2).is_ascii_digit()
            && self.byte(slash + 2) != b'/'
    }

    /// Whether the hyphen groups the digits of a telephone number, a postcode or a date: `555-0134`, `2021-01-06`.
    fn is_grouped(&self, start: usize, hyphen: usize) -> bool {
        let before = hyphen - start;
        let next = self.plain_digits_end(hyphen + 1);
        let after = next - (hyphen + 1);
        let telephone = matches!(before, 1 | 3 | 5) && after == 4 || self.byte(hyphen + 1) == b'0';
        let last_part = self.text.get(start..hyphen).is_some_and(|head| head.contains('-'));
        let more = self.byte(next) == b'-' && self.byte(next + 1).is_ascii_digit();
        telephone || last_part || more
    }
}
