//! One paragraph to tokens and words.

use super::address::Addresses;
use super::char_class::{Class, class, is_ascii_word, is_word};
use super::clitic;
use super::lexicon::{Abbreviation, Lexicon};
use super::{Profile, TokenKind, TokenRecord};
use crate::Span;

/// How far, in bytes, a decision looks ahead for the mark that closes a single quotation.
const LOOK_AHEAD: usize = 240;
/// Most tokens of a caption or heading that shares its line with the sentence after it.
const CAPTION: usize = 14;

/// Cuts the paragraphs of one text, in order.
pub(super) struct Tokenizer<'t> {
    pub(super) text: &'t str,
    /// The text up to the end of the paragraph.
    bytes: &'t [u8],
    /// The end of the paragraph.
    pub(super) end: usize,
    pub(super) profile: Profile,
    pub(super) lexicon: &'t Lexicon<'t>,
    pub(super) addresses: Addresses<'t>,
    /// The first token of the paragraph.
    first: usize,
    /// Whether a single quotation mark stands open in the paragraph.
    pub(super) single_open: bool,
    pub(super) tokens: Vec<TokenRecord>,
    pub(super) words: Vec<Span>,
    /// Tokens of the paragraph that may end a sentence, as indices of `tokens`.
    pub(super) stops: Vec<u32>,
    /// Tokens of the paragraph that begin a sentence whatever stands before them.
    pub(super) breaks: Vec<u32>,
}

/// What follows a run of letters.
enum Join {
    /// The word has ended.
    Done,
    /// It goes on with the letters from here.
    To(usize),
    /// It ends here, and is of this kind.
    End(usize, TokenKind),
}

impl<'t> Tokenizer<'t> {
    pub(super) fn new(text: &'t str, profile: Profile, lexicon: &'t Lexicon<'t>) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            end: 0,
            profile,
            lexicon,
            addresses: Addresses::new(text),
            first: 0,
            single_open: false,
            // About five bytes a token in news.
            tokens: Vec::with_capacity(text.len() / 5),
            words: Vec::with_capacity(text.len() / 5),
            stops: Vec::new(),
            breaks: Vec::new(),
        }
    }

    /// Adds the tokens and words of a paragraph.
    pub(super) fn run(&mut self, paragraph: Span) {
        self.stops.clear();
        self.breaks.clear();
        self.first = self.tokens.len();
        self.single_open = false;
        self.end = paragraph.end as usize;
        self.bytes = self.text.as_bytes().get(..self.end).unwrap_or_default();
        let mut at = paragraph.start as usize;
        while at < self.end {
            at = self.step(at).max(at + 1);
        }
    }

    /// Reads what begins at `at` and returns where it ends.
    #[inline]
    fn step(&mut self, at: usize) -> usize {
        match class(self.byte(at)) {
            Class::Space => at + 1,
            Class::Letter => self.word(at),
            Class::Digit => self.number(at),
            Class::Other => self.punctuation(at),
            Class::High => self.beyond_ascii(at),
        }
    }

    /// The byte at `at`; a line feed, which nothing joins, at the end of the paragraph and past it.
    #[inline]
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    /// The character at `at`; a line feed at the end of the paragraph and past it.
    pub(super) fn char(&self, at: usize) -> char {
        self.rest(at).chars().next().unwrap_or('\n')
    }

    /// What is left of the paragraph.
    pub(super) fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..self.end).unwrap_or_default()
    }

    /// Whether `at` is where the paragraph begins or white space ends.
    pub(super) fn after_gap(&self, at: usize) -> bool {
        self.tokens.last().is_none_or(|token| (token.span.end as usize) < at)
    }

    /// Whether a letter, digit or combining mark stands at `at`.
    #[inline]
    pub(super) fn is_word_at(&self, at: usize) -> bool {
        match class(self.byte(at)) {
            Class::Letter | Class::Digit => true,
            Class::High => is_word(self.char(at)),
            Class::Space | Class::Other => false,
        }
    }

    /// Reads the word at `start` and returns where it ends.
    #[inline]
    pub(super) fn word(&mut self, start: usize) -> usize {
        if let Some(end) = self.addresses.email(start).filter(|end| *end <= self.end) {
            return self.push(start, end, TokenKind::Email);
        }
        let letters = self.letters_end(start);
        self.word_from(start, letters)
    }

    /// Reads the word at `start` of which the part up to `end` has been read.
    #[inline]
    pub(super) fn word_from(&mut self, start: usize, mut end: usize) -> usize {
        loop {
            match self.join(start, end) {
                Join::Done => return self.push_word(start, end),
                Join::To(next) => end = self.letters_end(next),
                Join::End(end, TokenKind::Word) => return self.push_word(start, end),
                Join::End(end, kind) => return self.push_sign(start, end, kind),
            }
        }
    }

    /// Where the letters and digits from `at` end.
    #[inline]
    pub(super) fn letters_end(&self, mut at: usize) -> usize {
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            at += rest.iter().take_while(|byte| is_ascii_word(**byte)).count();
            if class(self.byte(at)) != Class::High || !is_word(self.char(at)) {
                return at;
            }
            at += self.char(at).len_utf8();
        }
    }

    #[inline]
    fn join(&mut self, start: usize, end: usize) -> Join {
        match self.byte(end) {
            b' ' | b',' | b'\n' => Join::Done,
            b'.' => self.join_period(start, end),
            b'-' => self.join_hyphen(start, end, end + 1),
            b'\'' => self.join_apostrophe(end, end + 1),
            0xE2 => match self.char(end) {
                '’' => self.join_apostrophe(end, end + 3),
                '\u{2010}' | '\u{2011}' => self.join_hyphen(start, end, end + 3),
                _ => Join::Done,
            },
            b':' => self
                .addresses
                .with_scheme(start, end)
                .map_or(Join::Done, |to| Join::End(to.min(self.end), TokenKind::Url)),
            symbol @ (b'&' | b'/' | b'_' | b'$' | b'*') => self.join_symbol(start, end, symbol),
            b'+' | b'#' => self.join_trailing(start, end),
            _ => Join::Done,
        }
    }

    /// A sign that is the end of a name: `C++`, `C#`.
    fn join_trailing(&self, start: usize, end: usize) -> Join {
        let len = match self.bytes.get(end..) {
            Some([b'#', ..]) if end - start == 1 => 1,
            Some([b'+', b'+', ..]) => 2,
            _ => return Join::Done,
        };
        let more = matches!(self.byte(end + len), b'+' | b'#') || self.is_word_at(end + len);
        if more { Join::Done } else { Join::End(end + len, TokenKind::Word) }
    }

    fn join_symbol(&self, start: usize, end: usize, symbol: u8) -> Join {
        let before = self.text.get(start..end).unwrap_or_default();
        let followed = self.is_word_at(end + 1);
        let initials = || before.len() <= 3 && self.letters_end(end + 1) - (end + 1) <= 3;
        let joined = match symbol {
            b'_' => followed,
            b'&' => followed && initials(),
            b'*' => followed || (self.byte(end + 1) == b'*' && self.byte(end + 2).is_ascii_alphabetic()),
            b'/' => {
                followed
                    && (self.profile == Profile::Ptb || (before.len() == 1 && self.letters_end(end + 1) == end + 2))
            }
            _ => {
                let currency = before.len() <= 3 && before.bytes().all(|byte| byte.is_ascii_uppercase());
                let amount = currency && self.byte(end + 1 + usize::from(self.byte(end + 1) == b' ')).is_ascii_digit();
                return if amount { Join::End(end + 1, TokenKind::Symbol) } else { Join::Done };
            }
        };
        if joined { Join::To(end + 1) } else { Join::Done }
    }

    fn join_hyphen(&self, start: usize, end: usize, after: usize) -> Join {
        let joins = self.is_word_at(after)
            && match self.profile {
                Profile::Ptb => true,
                Profile::Ud => self.lexicon.is_prefix(self.text.get(start..end).unwrap_or_default()),
            };
        if joins { Join::To(after) } else { Join::Done }
    }

    fn join_apostrophe(&self, end: usize, after: usize) -> Join {
        if self.is_word_at(after) {
            return Join::To(after);
        }
        let plural = matches!(self.byte(end - 1), b's' | b'S' | b'x' | b'z');
        if plural && !self.closes_quotation(after) { Join::End(after, TokenKind::Word) } else { Join::Done }
    }

    /// Whether the apostrophe that ends at `after` closes a quotation rather than marks a plural possessive.
    fn closes_quotation(&self, after: usize) -> bool {
        if !self.single_open {
            return false;
        }
        let owned =
            self.byte(after) == b' ' && self.is_word_at(after + 1) && !self.byte(after + 1).is_ascii_uppercase();
        !(owned && self.closes_later(after))
    }

    /// Whether a single mark that can only close a quotation comes soon after `at`.
    fn closes_later(&self, at: usize) -> bool {
        let ahead = self.bytes.get(at..self.end.min(at + LOOK_AHEAD)).unwrap_or_default();
        let ends = |byte: u8| matches!(byte, b',' | b'.' | b'!' | b'?');
        let closing = |window: &&[u8]| match window {
            [first, b'\'', ..] | [first, 0xE2, 0x80, 0x99] => ends(*first),
            [.., last] => last == &0x98,
            [] => false,
        };
        ahead.windows(4).find(closing).is_some_and(|window| window.last() != Some(&0x98))
    }

    /// The letters after the last period or hyphen of `start..end`.
    fn last_part(&self, start: usize, end: usize) -> &'t str {
        let word = self.text.get(start..end).unwrap_or_default();
        word.rsplit(['.', '-', '\u{2010}', '\u{2011}']).next().unwrap_or_default()
    }

    fn join_period(&mut self, start: usize, end: usize) -> Join {
        if self.is_word_at(end + 1) {
            return self.join_dotted(start, end);
        }
        let ellipsis = self.byte(end + 1) == b'.' && self.byte(end + 2) == b'.';
        if ellipsis || !self.is_abbreviation(start, end) {
            return Join::Done;
        }
        match self.char(end + 1) {
            '-' if self.profile == Profile::Ptb && self.is_word_at(end + 2) => Join::To(end + 2),
            mark if clitic::is_apostrophe(mark) => {
                let suffix = end + 1 + mark.len_utf8();
                let clitic = clitic::is_suffix(self.text.get(suffix..self.letters_end(suffix)).unwrap_or_default());
                if clitic { Join::To(suffix) } else { Join::End(end + 1, TokenKind::Word) }
            }
            _ => Join::End(end + 1, TokenKind::Word),
        }
    }

    /// A period with a letter or digit on both sides.
    fn join_dotted(&mut self, start: usize, end: usize) -> Join {
        let part = self.last_part(start, end);
        let next_end = self.letters_end(end + 1);
        let next = self.text.get(end + 1..next_end).unwrap_or_default();
        let letter = |part: &str| part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let version = part.ends_with(|c: char| c.is_ascii_digit()) && next.starts_with(|c: char| c.is_ascii_digit());
        let known = || self.lexicon.abbreviation(self.text.get(start..next_end).unwrap_or_default()).is_some();
        if (letter(part) && letter(next)) || version || known() {
            return Join::To(end + 1);
        }
        if let Some((to, kind)) = self.addresses.dotted(start, end, self.lexicon) {
            return Join::End(to.min(self.end), kind);
        }
        let capital = next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let initial = letter(part) && part.bytes().all(|byte| byte.is_ascii_uppercase());
        let closed = capital && (initial || self.is_abbreviation(start, end));
        if closed { Join::End(end + 1, TokenKind::Word) } else { Join::Done }
    }

    /// Whether the period at `end` belongs to the word `start..end`.
    fn is_abbreviation(&self, start: usize, end: usize) -> bool {
        let word = self.text.get(start..end).unwrap_or_default();
        let part = self.last_part(start, end);
        if part.len() < word.len() && word.contains('.') {
            return part.ends_with(|c: char| c.is_alphabetic());
        }
        match self.lexicon.abbreviation(part) {
            Some(Abbreviation::Number) => self.before_number(end + 1),
            Some(_) => true,
            None if part.len() == 1 => self.is_initial(part, end),
            None => self.byte(end + 1) == b',' && part.len() <= 5 && part.starts_with(|c: char| c.is_ascii_uppercase()),
        }
    }

    /// Whether a number comes after the space at `at`.
    fn before_number(&self, at: usize) -> bool {
        let at = at + usize::from(self.byte(at) == b' ');
        let roman = || {
            let word = self.text.get(at..self.letters_end(at)).unwrap_or_default();
            word != "I" && !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'))
        };
        self.byte(at).is_ascii_digit() || roman()
    }

    /// Whether the capital letter `letter` before the period at `end` is the initial of a name.
    fn is_initial(&self, letter: &str, end: usize) -> bool {
        let capital = letter.bytes().all(|byte| byte.is_ascii_uppercase());
        let next = end + 1 + usize::from(self.byte(end + 1) == b' ');
        let next_end = self.letters_end(next);
        let word = self.text.get(next..next_end).unwrap_or_default();
        let initial = word.len() == 1 && self.byte(next_end) == b'.';
        capital && next < self.end && (initial || !self.lexicon.is_starter(word))
    }

    /// Adds a token that is one word, and returns `end`.
    #[inline]
    pub(super) fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        let first = self.words.len() as u32;
        let span = Span { start: start as u32, end: end as u32 };
        self.words.push(span);
        self.tokens.push(TokenRecord { span, kind, words: first..first + 1 });
        end
    }

    /// Adds a token with the words under it, and returns `end`.
    #[inline]
    pub(super) fn push_word(&mut self, start: usize, end: usize) -> usize {
        if self.is_after_caption(start, end) {
            self.breaks.push(self.tokens.len() as u32);
        }
        self.push(start, end, TokenKind::Word);
        let bytes = self.bytes.get(start..end).unwrap_or_default();
        match bytes {
            [.., b'.'] => self.stop(),
            [.., b'o' | b'n' | b'O' | b'N', b't' | b'T']
            | [.., b'n' | b't' | b'm', b'a' | b'e']
            | [.., b'a', b't', b's']
            | [.., b'r', b'e'] => self.split_clitics(start, end),
            [.., b'\'' | 0x99] | [.., b'\'' | 0x99, _] | [.., b'\'' | 0x99, _, _] | [.., b'\'' | 0x99, _, _, _] => {
                self.split_clitics(start, end);
            }
            _ => {}
        }
        end
    }

    /// Whether the word `start..end` begins a sentence although no stop stands before it: a caption or heading does.
    #[inline]
    fn is_after_caption(&self, start: usize, end: usize) -> bool {
        let tokens = self.tokens.get(self.first..).unwrap_or_default();
        (2..=CAPTION).contains(&tokens.len())
            && self.byte(start).is_ascii_uppercase()
            && self.byte(end) == b' '
            && self.lexicon.ends_caption(self.text.get(start..end).unwrap_or_default())
            && self.goes_on_as_sentence(end + 1)
            && tokens.last().is_some_and(|last| self.ends_as_caption(last, start))
    }

    /// Whether a word in lower case or a day stands at `at`.
    fn goes_on_as_sentence(&self, at: usize) -> bool {
        let word = self.text.get(at..self.letters_end(at)).unwrap_or_default();
        word.starts_with(char::is_lowercase) || self.lexicon.is_time_word(word)
    }

    /// Whether `last`, which is all there is before the space before `start`, can end a caption.
    fn ends_as_caption(&self, last: &TokenRecord, start: usize) -> bool {
        let word = last.span.of(self.text);
        let apart = last.span.end as usize + 1 == start;
        let content = matches!(last.kind, TokenKind::Word | TokenKind::Number)
            && !word.ends_with(['.', '\'', '’'])
            && !word.ends_with("'s")
            && !word.ends_with("’s");
        apart && content && !self.lexicon.is_starter(word) && !self.lexicon.is_reporting(word)
    }

    /// Adds an address or a currency sign, and returns `end`; a sentence may end with a whole address.
    fn push_sign(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        self.push(start, end, kind);
        if self.text.get(start..end).is_some_and(|sign| sign.starts_with("http")) {
            self.stop();
        }
        end
    }

    /// Notes that a sentence may end with the last token.
    #[inline]
    pub(super) fn stop(&mut self) {
        self.stops.push(self.tokens.len() as u32 - 1);
    }

    /// Splits the last token, one word so far, into its words.
    pub(super) fn split_clitics(&mut self, start: usize, end: usize) {
        let mut cuts = [end; 4];
        let mut count = 1;
        while let Some(cut) = self.text.get(start..cuts[count - 1]).and_then(clitic::cut).filter(|_| count < cuts.len())
        {
            cuts[count] = start + cut;
            count += 1;
        }
        self.words.pop();
        let mut from = start;
        for &cut in cuts[..count].iter().rev() {
            self.words.push(Span { start: from as u32, end: cut as u32 });
            from = cut;
        }
        if let Some(token) = self.tokens.last_mut() {
            token.words.end = self.words.len() as u32;
        }
    }
}
