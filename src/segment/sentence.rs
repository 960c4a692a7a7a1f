//! The tokens of one paragraph to sentences.

use std::ops::Range;

use super::char_class::{is_dash, is_mark, is_opening_mark};
use super::enclosure::Enclosures;
use super::enumeration;
use super::lexicon::{Abbreviation, Lexicon};
use super::{SentenceRecord, TokenKind, TokenRecord};
use crate::Span;

/// How many tokens after a closing mark may hold who said it: `“Never again!” Senator Elizabeth Warren said.`
const ATTRIBUTION: usize = 5;
/// Most tokens of the phrase that says when something happened, at the head of a sentence.
const OPENING_PHRASE: usize = 9;
/// How many tokens on each side of an abbreviation tell whether it stands in a headline.
const TITLE_CASE: usize = 7;
/// Least bytes of a word in `-ly` that is no name, as `Kelly` or `Italy` is.
const SHORTEST_ADVERB: usize = 7;

/// Cuts the paragraphs of one text.
#[derive(Clone, Copy)]
pub(super) struct Cutter<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [TokenRecord],
    pub(super) lexicon: &'a Lexicon<'a>,
    /// Whether a quotation stays in one sentence.
    pub(super) whole_quotations: bool,
}

/// What may end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Period,
    /// Any run of `!` and `?`.
    Exclamation,
    Ellipsis,
    Abbreviation,
    /// An address or a face of punctuation, which stands where a stop could.
    Sign,
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
    /// Adds the sentences of the paragraph `range`, in which a sentence may end after each of `stops` and begins at each
    /// of `breaks`.
    pub(super) fn cut(self, range: Range<usize>, stops: &[u32], breaks: &[u32], sentences: &mut Vec<SentenceRecord>) {
        let items = enumeration::items(self, range.clone());
        if items.is_empty() && breaks.is_empty() {
            return self.cut_part(range, stops, sentences);
        }
        let mut starts: Vec<usize> = breaks.iter().map(|start| *start as usize).chain(items).collect();
        starts.push(range.end);
        starts.sort_unstable();
        let mut from = range.start;
        for to in starts.into_iter().filter(|start| range.contains(start) || *start == range.end) {
            self.cut_part(from..to, stops, sentences);
            from = to;
        }
    }

    /// Adds the sentences of a stretch that begins with a sentence and ends with one.
    fn cut_part(self, range: Range<usize>, stops: &[u32], sentences: &mut Vec<SentenceRecord>) {
        let mut first = range.start;
        let mut passed = range.start;
        let mut enclosures = Enclosures::new(self, range.clone());
        let inside = |index: usize| stops.partition_point(|stop| (*stop as usize) < index);
        for stop in stops.get(inside(range.start)..inside(range.end)).unwrap_or_default() {
            let stop = *stop as usize;
            if stop < passed {
                continue;
            }
            let end = self.closers_end(stop, range.end);
            passed = end;
            if end < range.end && self.ends_sentence(first..stop, end, range.end) && !enclosures.hold(end) {
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

    /// Whether the sentence `tokens` ends with the stop after them and its closers, and another begins with token `next`.
    fn ends_sentence(self, tokens: Range<usize>, next: usize, end: usize) -> bool {
        let stop = tokens.end;
        if self.touches(next) && !self.lacks_space(stop, next)
            || enumeration::label_end(self, tokens.start) == Some(stop)
        {
            return false;
        }
        let opening = self.openers_end(next, end);
        let follows = self.next(opening, end);
        let begins = matches!(follows, Next::Upper | Next::Digit | Next::Sign);
        let attributed = || self.kind(next - 1) == TokenKind::Mark && self.is_attribution(next, end);
        let careless = || follows == Next::Lower && next == stop + 1 && self.is_plain(stop);
        match self.stop(stop, next) {
            Stop::Abbreviation => follows == Next::Upper && self.abbreviation_ends(tokens, next, opening..end),
            Stop::Period => (begins && self.str_before(stop) != "°") || careless(),
            Stop::Exclamation if begins => !self.is_exclaiming_name(stop, next) && !attributed(),
            Stop::Exclamation => careless(),
            Stop::Ellipsis => follows == Next::Upper && !attributed() && self.ellipsis_ends(tokens, next, opening),
            Stop::Sign => matches!(follows, Next::Upper | Next::Sign),
        }
    }

    /// Whether the ellipsis after `tokens` ends their sentence, the capital that follows being token `opening`.
    ///
    /// It does not at the head of a sentence, in brackets where something was left out, and in a stutter.
    fn ellipsis_ends(self, tokens: Range<usize>, next: usize, opening: usize) -> bool {
        let stop = tokens.end;
        let stutters = self.str_before(stop).eq_ignore_ascii_case(self.str(opening));
        let left_out = self.first_char(stop + 1) == ']' && !(stop + 2..next).any(|index| self.str(index) == ".");
        let heads = tokens.len() < 2 && tokens.into_iter().all(|index| self.kind(index) == TokenKind::Mark);
        !(stutters || left_out || heads)
    }

    /// Whether a plain word in lower case stands before token `stop`, so that a word in lower case may begin a sentence.
    fn is_plain(self, stop: usize) -> bool {
        let before = self.str_before(stop);
        before.len() > 2 && before.bytes().all(|byte| byte.is_ascii_lowercase())
    }

    /// What the last of the stops in `stop..next` is.
    fn stop(self, stop: usize, next: usize) -> Stop {
        let text = self.str(stop);
        if text.len() > 1 && text.ends_with('.') && !text.starts_with('.') {
            let closed = (stop + 1..next).any(|index| self.first_char(index) == '.');
            return if closed { Stop::Period } else { Stop::Abbreviation };
        }
        if matches!(self.kind(stop), TokenKind::Url | TokenKind::Symbol) {
            return Stop::Sign;
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

    /// What begins with the dash `index`: nothing after a quotation, where a dash gives its author.
    fn next_after_dash(self, index: usize, end: usize) -> Next {
        let quoted = index > 0 && self.kind(index - 1) == TokenKind::Mark;
        let upper = index + 1 < end && self.first_char(index + 1).is_uppercase();
        if upper && !quoted { Next::Upper } else { Next::Other }
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
            TokenKind::Punctuation if is_dash(first) || first == '*' => self.next_after_dash(index, end),
            _ => Next::Other,
        }
    }

    /// Whether a word in lower case is a name that may begin a sentence: `iPhone`, `de Blasio`.
    fn is_lower_start(self, index: usize) -> bool {
        let word = self.str(index);
        let camel = word.chars().nth(1).is_some_and(char::is_uppercase);
        camel || (self.lexicon.is_particle(word) && self.first_char(index + 1).is_uppercase())
    }

    /// Whether the abbreviation after `tokens` ends its sentence too, the capital that follows being the first of `rest`.
    fn abbreviation_ends(self, tokens: Range<usize>, next: usize, rest: Range<usize>) -> bool {
        let stop = tokens.end;
        let word = self.str(stop).trim_end_matches('.');
        let follows = self.str(rest.start);
        let starter = self.lexicon.is_starter(follows);
        let closed = next > stop + 1 && self.kind(next - 1) == TokenKind::Mark;
        let quoted = rest.start > next && self.kind(next) == TokenKind::Mark && !self.is_nickname(next);
        match self.lexicon.abbreviation(word) {
            Some(Abbreviation::Inside | Abbreviation::Number) => false,
            _ if self.is_title_case(tokens.start..rest.end, stop) => false,
            Some(Abbreviation::Title) => starter && !closed,
            Some(Abbreviation::Closing) => true,
            _ if self.is_bare_phrase(tokens.clone()) => false,
            _ if is_half_day(word) => !self.lexicon.is_time_word(follows) && !self.is_opening_phrase(tokens),
            _ => {
                closed
                    || quoted
                    || starter
                    || self.is_adverb(rest.start)
                    || (rest.start == next && self.is_state_of_city(word, stop))
            }
        }
    }

    /// Whether token `index` is an adverb before a comma, which begins a sentence: `Initially,`.
    fn is_adverb(self, index: usize) -> bool {
        let word = self.str(index);
        word.len() >= SHORTEST_ADVERB && word.ends_with("ly") && self.str(index + 1) == ","
    }

    /// Whether the mark `open` holds one word, as that of a nickname does: `C.L. "Butch" Otter`.
    fn is_nickname(self, open: usize) -> bool {
        self.kind(open + 2) == TokenKind::Mark && self.kind(open + 1) == TokenKind::Word
    }

    /// Whether `word` is a state after its city and a comma; inside a sentence another comma would follow.
    fn is_state_of_city(self, word: &str, stop: usize) -> bool {
        self.lexicon.is_state(word)
            && self.str_before(stop) == ","
            && stop > 1
            && self.first_char(stop - 2).is_uppercase()
    }

    /// Whether the words of `tokens` around token `index` all have capitals, as in a headline, where a capital says nothing.
    fn is_title_case(self, tokens: Range<usize>, index: usize) -> bool {
        let around = tokens.start.max(index.saturating_sub(TITLE_CASE))..tokens.end.min(index + TITLE_CASE);
        let long = |index: &usize| self.kind(*index) == TokenKind::Word && self.span(*index).len() > 3;
        let mut words = around.filter(long).map(|index| self.first_char(index));
        let capitals = words.clone().count();
        capitals > 2 && words.all(char::is_uppercase)
    }

    /// Whether `tokens` are no more than when it happened: `On Monday at 6 a.m. Mr. Smith arrived.`
    fn is_opening_phrase(self, tokens: Range<usize>) -> bool {
        tokens.len() <= OPENING_PHRASE && self.lexicon.is_time_preposition(self.str(tokens.start))
    }

    /// Whether `tokens` are no more than the head of a phrase of place: `In the U.S. Mr. Lee is unknown.`
    fn is_bare_phrase(self, tokens: Range<usize>) -> bool {
        tokens.len() == 2 && self.lexicon.is_time_preposition(self.str(tokens.start))
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
