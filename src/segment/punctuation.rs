//! Everything that is neither a word nor a number: punctuation, quotation marks, symbols, emoji.

use super::address::tag_end;
use super::char_class::{
    is_combining, is_dash, is_emoji, is_emoji_modifier, is_flag_letter, is_gap, is_mark, is_opening_mark,
    is_other_punctuation,
};
use super::clitic::{is_apostrophe, is_suffix};
use super::token::Tokenizer;
use super::{Profile, TokenKind};

const JOINER: char = '\u{200D}';
/// Shortest run of one sign that is a line.
const LINE: usize = 5;

impl Tokenizer<'_> {
    /// Reads the ASCII mark or symbol at `at` and returns where it ends.
    pub(super) fn punctuation(&mut self, at: usize) -> usize {
        match self.byte(at) {
            b'.' => self.period(at),
            b'!' | b'?' => {
                let end = self.run_end(at, |byte| matches!(byte, b'!' | b'?'));
                self.push(at, end, TokenKind::Punctuation);
                self.stop();
                end
            }
            b'"' => self.push(at, at + 1, TokenKind::Mark),
            b'`' => self.push(at, at + 1 + usize::from(self.byte(at + 1) == b'`'), TokenKind::Mark),
            b'\'' => self.single_mark(at, '\''),
            b'@' | b'#' => self.tag(at),
            b':' | b';' | b'=' => self.emoticon(at),
            b'+' if self.byte(at + 1).is_ascii_digit() && self.after_gap(at) => {
                let end = self.number(at + 1);
                self.start_last_at(at);
                end
            }
            b'-' | b'*' | b'_' => self.same(at, TokenKind::Punctuation),
            b'~' | b'+' | b'<' | b'>' | b'$' => self.same(at, TokenKind::Symbol),
            b',' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'/' | b'\\' => {
                self.push(at, at + 1, TokenKind::Punctuation)
            }
            _ => self.push(at, at + 1, TokenKind::Symbol),
        }
    }

    /// Reads the character outside ASCII at `at` and returns where it ends.
    pub(super) fn beyond_ascii(&mut self, at: usize) -> usize {
        let c = self.char(at);
        let end = at + c.len_utf8();
        match c {
            '‘' | '’' => self.single_mark(at, c),
            '…' => {
                let end = at + self.rest(at).len() - self.rest(at).trim_start_matches('…').len();
                self.push(at, end, TokenKind::Punctuation);
                self.stop();
                end
            }
            '。' | '！' | '？' => {
                self.push(at, end, TokenKind::Punctuation);
                self.stop();
                end
            }
            _ if is_gap(c) => end,
            _ if is_emoji(c) => self.emoji(at),
            _ if is_mark(c) => self.push(at, end, TokenKind::Mark),
            _ if is_dash(c) => {
                let dashes = self.rest(at).trim_start_matches(c).len();
                self.push(at, self.end - dashes, TokenKind::Punctuation)
            }
            _ if c.is_numeric() && !c.is_alphabetic() => self.push(at, end, TokenKind::Number),
            _ if c.is_alphanumeric() => self.word(at),
            _ if is_other_punctuation(c) => self.push(at, end, TokenKind::Punctuation),
            _ => self.symbol(at, end),
        }
    }

    /// A symbol, or a combining mark without a letter, with the combining marks on it.
    fn symbol(&mut self, at: usize, end: usize) -> usize {
        let marks = self.rest(end).trim_start_matches(is_combining).len();
        self.push(at, self.end - marks, TokenKind::Symbol)
    }

    fn run_end(&self, mut at: usize, same: impl Fn(u8) -> bool) -> usize {
        while at < self.end && same(self.byte(at)) {
            at += 1;
        }
        at
    }

    /// A period, an ellipsis, a number without a leading zero or a file extension.
    fn period(&mut self, at: usize) -> usize {
        let end = self.run_end(at, |byte| byte == b'.');
        let opens = self.after_gap(at) || (self.after_currency(at) && self.byte(end).is_ascii_digit());
        if end == at + 1 && opens && self.is_word_at(end) {
            let end = if self.byte(end).is_ascii_digit() { self.number(end) } else { self.word(end) };
            self.start_last_at(at);
            return end;
        }
        let end = if self.profile == Profile::Ptb { self.spaced_ellipsis_end(at, end) } else { end };
        self.push(at, end, TokenKind::Punctuation);
        self.stop();
        end
    }

    /// Whether a currency sign ends at `at`: `$.50`.
    fn after_currency(&self, at: usize) -> bool {
        self.tokens.last().is_some_and(|token| token.kind == TokenKind::Symbol && token.span.end as usize == at)
    }

    /// The end of `. . .` if there is one at `at`, else `end`.
    fn spaced_ellipsis_end(&self, at: usize, end: usize) -> usize {
        let mut to = end;
        while self.rest(to).starts_with(" .") && !self.is_word_at(to + 2) {
            to += 2;
        }
        if to >= at + 5 { to } else { end }
    }

    /// Moves the start of the last token, and of its first word, back to `at`.
    fn start_last_at(&mut self, at: usize) {
        if let Some(token) = self.tokens.last_mut() {
            token.span.start = at as u32;
            if let Some(word) = self.words.get_mut(token.words.start as usize) {
                word.start = at as u32;
            }
        }
    }

    /// A handle, a topic, or the bare sign.
    fn tag(&mut self, at: usize) -> usize {
        let kind = if self.byte(at) == b'@' { TokenKind::Handle } else { TokenKind::Hashtag };
        let end = if self.after_word(at) { None } else { tag_end(self.text, at).filter(|end| *end <= self.end) };
        match end {
            Some(end) => self.push(at, end, kind),
            None => self.push(at, at + 1, TokenKind::Symbol),
        }
    }

    /// Whether a word or number ends at `at`.
    fn after_word(&self, at: usize) -> bool {
        let ends = |kind| matches!(kind, TokenKind::Word | TokenKind::Number);
        self.tokens.last().is_some_and(|token| token.span.end as usize == at && ends(token.kind))
    }

    /// A face of punctuation, or the bare sign: `:-)`, `;)`, `=D`.
    fn emoticon(&mut self, at: usize) -> usize {
        let nose = at + 1 + usize::from(matches!(self.byte(at + 1), b'-' | b'\''));
        let mouth = matches!(self.byte(nose), b')' | b'(' | b'D' | b'P' | b'p' | b'|' | b'/' | b'\\');
        let face = mouth && self.after_gap(at) && !self.is_word_at(nose + 1) && self.byte(nose + 1) != b'/';
        if face {
            let end = self.run_end(nose, |byte| byte == self.byte(nose));
            self.push(at, end, TokenKind::Symbol);
            self.stop();
            return end;
        }
        if self.byte(at) == b'=' {
            return self.same(at, TokenKind::Symbol);
        }
        if self.byte(at) == b':' && self.after_word(at) {
            self.credit_label();
        }
        self.push(at, at + 1, TokenKind::Punctuation)
    }

    /// Begins a sentence with the last token if it is the label of a credit: `Image: Jane Doe.`
    fn credit_label(&mut self) {
        let label = self.tokens.last().map(|token| token.span.of(self.text)).unwrap_or_default();
        if self.lexicon.is_credit_label(label) {
            self.breaks.push(self.tokens.len() as u32 - 1);
        }
    }

    /// A run of one sign; a long one is a line that stands for itself.
    fn same(&mut self, at: usize, kind: TokenKind) -> usize {
        let sign = self.byte(at);
        let end = self.run_end(at, |byte| byte == sign);
        let index = self.tokens.len() as u32;
        self.push(at, end, kind);
        if end - at >= LINE {
            self.breaks.extend([index, index + 1]);
        }
        end
    }

    /// An apostrophe or a single quotation mark.
    fn single_mark(&mut self, at: usize, mark: char) -> usize {
        let end = at + mark.len_utf8();
        let letters = self.letters_end(end);
        let next = self.text.get(end..letters).unwrap_or_default();
        if mark == '\'' && self.byte(end) == b'\'' {
            return self.push(at, end + 1, TokenKind::Mark);
        }
        let follows = self.after_gap(at) || self.after_opening(at);
        if follows && (self.lexicon.is_elision(next) || is_short_year(next)) && !self.elision_is_quoted(letters) {
            return self.elision(at, letters);
        }
        if !self.after_gap(at) && is_apostrophe(mark) && is_suffix(next) && self.ends_quotation(at) {
            return self.push(at, letters, TokenKind::Word);
        }
        if self.after_number(at) && !self.single_open {
            return self.push(at, end, TokenKind::Symbol);
        }
        self.single_open = is_opening_mark(mark) || (mark == '\'' && follows && !next.is_empty());
        self.push(at, end, TokenKind::Mark)
    }

    /// Whether the short word that ends at `letters` is the whole of a quotation: ‘em’.
    fn elision_is_quoted(&self, letters: usize) -> bool {
        is_apostrophe(self.char(letters)) && self.text.get(..letters).is_none_or(|before| !before.ends_with('n'))
    }

    /// `'em`, `'90s`, `'n'`.
    fn elision(&mut self, at: usize, letters: usize) -> usize {
        let closing = self.char(letters);
        let end = if is_apostrophe(closing) { letters + closing.len_utf8() } else { letters };
        let year = self.byte(letters.saturating_sub(1)).is_ascii_digit()
            || self.byte(letters.saturating_sub(2)).is_ascii_digit();
        self.push(at, end, if year { TokenKind::Number } else { TokenKind::Word });
        if end == letters {
            self.split_clitics(at, end);
        }
        end
    }

    fn after_opening(&self, at: usize) -> bool {
        let opens = |c: char| is_opening_mark(c) || is_dash(c) || matches!(c, '"' | '(' | '[');
        self.text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(opens)
    }

    fn after_number(&self, at: usize) -> bool {
        self.tokens.last().is_some_and(|token| token.span.end as usize == at && token.kind == TokenKind::Number)
    }

    /// Whether the token that ends at `at` closes something that can own: `“Friends”'s`.
    fn ends_quotation(&self, at: usize) -> bool {
        let last = self.tokens.last().filter(|token| token.span.end as usize == at);
        last.is_some_and(|token| token.kind == TokenKind::Mark || matches!(token.span.of(self.text), ")" | "]"))
    }

    /// A pictogram with its modifiers and everything joined to it; two flag letters are one.
    fn emoji(&mut self, at: usize) -> usize {
        let mut flag = false;
        let mut joined = true;
        let mut end = self.end;
        for (offset, c) in self.rest(at).char_indices() {
            let second_flag = !flag && offset == 4 && is_flag_letter(c);
            if !(joined || second_flag || c == JOINER || is_emoji_modifier(c)) {
                end = at + offset;
                break;
            }
            flag = second_flag || (flag && offset > 0) || !is_flag_letter(self.char(at));
            joined = c == JOINER;
        }
        self.push(at, end, TokenKind::Emoji)
    }
}

/// `90s`, `72`: what follows an apostrophe in a short year.
fn is_short_year(word: &str) -> bool {
    let digits = word.strip_suffix('s').unwrap_or(word);
    digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}
