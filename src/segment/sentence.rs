//! The tokens of one paragraph to sentences.

use std::ops::Range;

use super::char_class::{is_dash, is_mark, is_opening_mark};
use super::enclosure::Enclosures;
use super::lexicon::{Abbreviation, Lexicon};
use super::{SentenceRecord, TokenKind, TokenRecord};
use crate::Span;

/// How many tokens after a closing mark may hold who said it: `“Never again!” Senator Elizabeth Warren said.`
const ATTRIBUTION: usize = 5;

/// Cuts the paragraphs of one text.
#[derive(Clone, Copy)]
pub(super) struct Cutter<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [TokenRecord],
    pub(super) lexicon: &'a Lexicon<'a>,
}

/// What may end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Period,
    /// Any run of `!` and `?`.
    Exclamation,
    Ellipsis,
    Abbreviation,
}

/// What comes after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Upper,
    Lower,
    Digit,
    /// An address, a handle, a topic, an amount of money.
    Sign,
    Other,
}

impl<'a> Cutter<'a> {
    /// Adds the sentences of the paragraph `range`, in which a sentence may end after each of `stops`.
    pub(super) fn cut(
        self,
        range: Range<usize>,
        stops: &[u32],
        whole_quotations: bool,
        sentences: &mut Vec<SentenceRecord>,
    ) {
        let (mut first, mut passed) = (range.start, range.start);
        let mut enclosures = Enclosures::new(self, range.clone(), whole_quotations);
        for stop in stops.iter().map(|stop| *stop as usize) {
            if stop < passed {
                continue;
            }
            let end = self.closers_end(stop, range.end);
            passed = end;
            if end < range.end && self.ends_sentence(stop, end, range.end) && !enclosures.hold(end) {
                sentences.push(self.sentence(first..end));
                first = end;
            }
        }
        if first < range.end {
            sentences.push(self.sentence(first..range.end));
        }
    }

    fn sentence(self, tokens: Range<usize>) -> SentenceRecord {
        let words = |index: usize| self.tokens.get(index).map_or(0..0, |token| token.words.clone());
        let last = tokens.end - 1;
        SentenceRecord {
            span: self.span(tokens.start).cover(self.span(last)),
            words: words(tokens.start).start..words(last).end,
        }
    }

    /// Where token `index` stands; nowhere if there is none.
    pub(super) fn span(self, index: usize) -> Span {
        self.tokens.get(index).map(|token| token.span).unwrap_or_default()
    }

    pub(super) fn kind(self, index: usize) -> TokenKind {
        self.tokens.get(index).map(|token| token.kind).unwrap_or_default()
    }

    pub(super) fn str(self, index: usize) -> &'a str {
        self.span(index).of(self.text)
    }

    fn str_before(self, index: usize) -> &'a str {
        index.checked_sub(1).map_or("", |before| self.str(before))
    }

    pub(super) fn first_char(self, index: usize) -> char {
        self.str(index).chars().next().unwrap_or('\n')
    }

    /// Whether no white space stands before token `index`.
    pub(super) fn touches(self, index: usize) -> bool {
        index > 0 && self.span(index - 1).end == self.span(index).start
    }

    /// The first token after those that close what ends with token `stop`: further stops, marks, brackets, references.
    fn closers_end(self, stop: usize, end: usize) -> usize {
        let mut next = stop + 1;
        while next < end {
            next = match self.first_char(next) {
                '.' | '…' | '!' | '?' if self.kind(next) == TokenKind::Punctuation => next + 1,
                ')' | ']' | '}' | '”' | '’' | '»' | '›' if self.touches(next) => next + 1,
                '"' | '\'' | '`' if self.closes(next, end) => next + 1,
                '[' if self.is_reference(next) => next + 3,
                _ => return next,
            };
        }
        end
    }

    /// Whether the straight mark `index`, which touches what comes before it, closes a quotation.
    fn closes(self, index: usize, end: usize) -> bool {
        self.touches(index) && (index + 1 >= end || !self.touches(index + 1) || self.kind(index + 1) != TokenKind::Word)
    }

    /// Whether a reference to a note opens at `index`: `[2]`.
    fn is_reference(self, index: usize) -> bool {
        self.kind(index + 1) == TokenKind::Number && self.str(index + 2) == "]"
    }

    /// Whether a sentence ends with token `stop` and its closers, and another begins with token `next`.
    fn ends_sentence(self, stop: usize, next: usize, end: usize) -> bool {
        let kind = self.stop(stop, next);
        let opening = self.openers_end(next, end);
        if self.touches(next) && !self.lacks_space(stop, next) {
            return false;
        }
        let follows = self.next(opening, end);
        match kind {
            Stop::Abbreviation => self.abbreviation_ends(stop, next, opening, follows),
            Stop::Period => matches!(follows, Next::Upper | Next::Digit | Next::Sign) && self.str_before(stop) != "°",
            Stop::Exclamation => {
                matches!(follows, Next::Upper | Next::Digit | Next::Sign)
                    && !(self.kind(next - 1) == TokenKind::Mark && self.is_attribution(next, end))
                    && !self.is_exclaiming_name(stop, next)
            }
            Stop::Ellipsis => follows == Next::Upper,
        }
    }

    /// What the last of the stops in `stop..next` is.
    fn stop(self, stop: usize, next: usize) -> Stop {
        let text = self.str(stop);
        if text.len() > 1 && text.ends_with('.') && !text.starts_with('.') {
            return if next > stop + 1 && self.first_char(stop + 1) == '.' { Stop::Period } else { Stop::Abbreviation };
        }
        match text {
            "." if next > stop + 1 && self.str(stop + 1) == "." => Stop::Ellipsis,
            "." | "。" => Stop::Period,
            _ if text.starts_with(['.', '…']) => Stop::Ellipsis,
            _ => Stop::Exclamation,
        }
    }

    /// Whether only a missing space keeps token `next` from what ends with `stop`: `over.The`, `.”“`.
    fn lacks_space(self, stop: usize, next: usize) -> bool {
        let before = self.text.get(..self.span(stop).start as usize).and_then(|text| text.chars().next_back());
        let lower = before.is_some_and(char::is_lowercase);
        let opens = is_opening_mark(self.first_char(next));
        opens || (lower && self.first_char(next).is_uppercase() && self.span(next).len() > 1)
    }

    /// The first token at or after `next` that opens neither a quotation nor a bracket.
    fn openers_end(self, next: usize, end: usize) -> usize {
        let opens = |index: usize| {
            matches!(self.first_char(index), '(' | '[' | '{' | '¿' | '¡') || is_mark(self.first_char(index))
        };
        (next..end).find(|index| !opens(*index)).unwrap_or(end)
    }

    /// What begins with token `index`.
    fn next(self, index: usize, end: usize) -> Next {
        if index >= end {
            return Next::Other;
        }
        let word = self.str(index);
        let first = self.first_char(index);
        match self.kind(index) {
            TokenKind::Word if first.is_uppercase() || self.is_lower_start(index) => Next::Upper,
            TokenKind::Word if first.is_lowercase() => Next::Lower,
            TokenKind::Word if first.is_alphabetic() => Next::Upper,
            TokenKind::Number => Next::Digit,
            TokenKind::Url | TokenKind::Handle | TokenKind::Hashtag => Next::Sign,
            TokenKind::Symbol if matches!(word, "$" | "£" | "€" | "#") => Next::Sign,
            TokenKind::Punctuation if is_dash(first) || first == '*' => {
                match self.next(index + 1, end.min(index + 2)) {
                    Next::Upper => Next::Upper,
                    _ => Next::Other,
                }
            }
            _ => Next::Other,
        }
    }

    /// Whether a word in lower case is a name that may begin a sentence: `iPhone`, `de Blasio`.
    fn is_lower_start(self, index: usize) -> bool {
        let word = self.str(index);
        let camel = word.chars().nth(1).is_some_and(char::is_uppercase);
        camel || (self.lexicon.is_particle(word) && self.first_char(index + 1).is_uppercase())
    }

    /// Whether the abbreviation `stop` ends its sentence too.
    fn abbreviation_ends(self, stop: usize, next: usize, opening: usize, follows: Next) -> bool {
        let word = self.str(stop).trim_end_matches('.');
        let starter = follows == Next::Upper && self.lexicon.is_starter(self.str(opening));
        let closed = next > stop + 1 && self.kind(next - 1) == TokenKind::Mark;
        let quoted = opening > next && self.kind(next) == TokenKind::Mark;
        match self.lexicon.abbreviation(word) {
            Some(Abbreviation::Inside | Abbreviation::Number) => false,
            Some(Abbreviation::Title) => starter,
            _ if follows != Next::Upper => false,
            _ if word == "etc" || closed || quoted => true,
            _ if is_half_day(word) => !self.lexicon.is_time_word(self.str(opening)),
            _ => starter,
        }
    }

    /// Whether tokens from `next` say who exclaimed: capitalized words or a pronoun, then a verb of saying.
    fn is_attribution(self, next: usize, end: usize) -> bool {
        let verb = (next..end.min(next + ATTRIBUTION)).find(|index| !self.first_char(*index).is_uppercase());
        verb.is_some_and(|verb| verb > next && self.lexicon.is_reporting(self.str(verb)))
    }

    /// Whether the mark `stop` is part of a name and the sentence goes on: `Yahoo! Inc.`
    fn is_exclaiming_name(self, stop: usize, next: usize) -> bool {
        self.lexicon.is_exclaiming(self.str_before(stop)) && !self.lexicon.is_starter(self.str(next))
    }
}

fn is_half_day(word: &str) -> bool {
    word.eq_ignore_ascii_case("a.m") || word.eq_ignore_ascii_case("p.m")
}
