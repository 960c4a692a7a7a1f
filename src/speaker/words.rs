//! Words as names need them: hyphens, initials and abbreviated titles are kept whole.

use super::lexicon::{Facts, NOTHING, facts};
use crate::Span;

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// First letter a capital, or one inside: `easyJet`.
    Capital,
    Lower,
    Number,
    /// `'s`, or the apostrophe of a plural.
    Possessive,
    /// A comma, stop, dash or bracket.
    Punctuation,
    /// A quotation mark.
    Mark,
}

/// Characters of the longest word that is read whole.
const LONGEST: usize = 96;

/// A word or a punctuation mark of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// The text in lower case.
    lower: &'t str,
    pub(super) span: Span,
    pub(super) shape: Shape,
    /// What the word lists say about it.
    pub(super) facts: &'static Facts,
    /// Whether a sentence, a line or speech opens with it.
    pub(super) opens: bool,
    /// Number of the sentence, roughly: line ends and full stops count.
    pub(super) sentence: u32,
    /// Number of the line that it stands in.
    pub(super) line: u32,
}

impl<'t> Word<'t> {
    /// The word in lower case, cut where it is longer than any word is.
    pub(super) fn lower(&self) -> &'t str {
        clipped(self.lower)
    }

    /// The word, cut where it is longer than any word is.
    pub(super) fn clipped(&self) -> &str {
        clipped(self.text)
    }

    /// Whether it is exactly `text`.
    pub(super) fn is(&self, text: &str) -> bool {
        self.text == text
    }

    /// Whether it is a word and not a mark or number.
    pub(super) fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Lower)
    }

    /// Whether it is capitalised.
    pub(super) fn is_capital(&self) -> bool {
        self.shape == Shape::Capital
    }

    /// Whether all its letters are capitals and there are at least two.
    pub(super) fn is_acronym(&self) -> bool {
        let letters = self.text.chars().filter(|letter| letter.is_alphabetic()).count();
        letters > 1 && !self.text.chars().any(char::is_lowercase)
    }

    /// The office that it is short for, in full: `prime minister` for `PM`.
    pub(super) fn office(&self) -> Option<&'static str> {
        self.facts.office.filter(|_| self.is_acronym())
    }

    /// Whether it is `J.` or `R.K.` or `J`.
    pub(super) fn is_initial(&self) -> bool {
        self.is_capital() && self.text.split('.').all(|letter| letter.chars().count() <= 1)
    }
}

/// `text` in lower case, byte for byte: a letter that would take more or fewer bytes stays as it is.
pub(super) fn lowered(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, (letter, after))) = first_not_ascii(rest) {
        let mut forms = letter.to_lowercase();
        let form = forms.next().filter(|form| form.len_utf8() == letter.len_utf8() && forms.next().is_none());
        lower.push_str(plain);
        lower.push(form.unwrap_or(letter));
        rest = after;
    }
    lower.push_str(rest);
    lower.make_ascii_lowercase();
    lower
}

/// The first letter beyond ASCII, with what stands before and after it.
fn first_not_ascii(text: &str) -> Option<(&str, (char, &str))> {
    let (plain, rest) = text.split_at_checked(text.bytes().position(|byte| !byte.is_ascii())?)?;
    let mut letters = rest.chars();
    let letter = letters.next()?;
    Some((plain, (letter, letters.as_str())))
}

/// Cuts `text` into words, in order; `lower` is the text [`lowered`].
pub(super) fn words<'t>(text: &'t str, lower: &'t str) -> Vec<Word<'t>> {
    let words = Vec::with_capacity(text.len() / 4);
    let mut cutter = Cutter { text, lower, words, opens: true, sentence: 0, line: 0 };
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        at = cutter.step(at, first);
    }
    cutter.words
}

struct Cutter<'t> {
    text: &'t str,
    lower: &'t str,
    words: Vec<Word<'t>>,
    opens: bool,
    sentence: u32,
    line: u32,
}

impl Cutter<'_> {
    /// Takes what begins at `at` with `first`; returns where the next begins.
    fn step(&mut self, at: usize, first: char) -> usize {
        let after = at + first.len_utf8();
        if first == '\n' {
            self.line += 1;
            self.break_sentence();
        }
        if first.is_whitespace() {
            return after;
        }
        if first.is_alphanumeric() || matches!(first, '@' | '#') {
            return self.word(at, first);
        }
        self.punctuation(at, after, first)
    }

    fn word(&mut self, at: usize, first: char) -> usize {
        let plain = at + plain_len(self.text, at);
        if self.text.as_bytes().get(plain) == Some(&b' ') && plain > at {
            self.push(at, plain, shape_of(first));
            self.opens = false;
            return plain + 1;
        }
        let mut end = word_end(self.text, at, first);
        let text = self.text.get(at..end).unwrap_or_default();
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let possessive = if plain { 0 } else { possessive_len(text) };
        let drawn = if plain || possessive > 0 { possessive } else { contraction_len(text) };
        end -= drawn;
        let text = self.text.get(at..end).unwrap_or_default();
        let shape = match shape_of(first) {
            Shape::Number if text.ends_with("-old") => Shape::Lower,
            Shape::Lower if !plain && after_particle(text) => Shape::Capital,
            shape => shape,
        };
        self.push(at, end, shape);
        self.opens = false;
        if drawn > 0 {
            let shape = if possessive > 0 { Shape::Possessive } else { Shape::Lower };
            self.push(end, end + drawn, shape);
        }
        end + drawn
    }

    fn punctuation(&mut self, at: usize, after: usize, first: char) -> usize {
        let mark = is_mark(first);
        let shape = match first {
            '’' | '\'' if self.ends_plural(at) => Shape::Possessive,
            _ if mark => Shape::Mark,
            _ => Shape::Punctuation,
        };
        self.push(at, after, shape);
        match first {
            '.' | '!' | '?' | '…' => self.break_sentence(),
            _ if mark => self.opens |= self.opens_speech(at),
            _ => self.opens = first == ':',
        }
        after
    }

    /// Whether the apostrophe at `at` directly follows a word in `s` that no mark opened.
    fn ends_plural(&self, at: usize) -> bool {
        let last = self.words.last();
        last.is_some_and(|word| word.span.end as usize == at && word.text.ends_with('s') && word.is_word())
    }

    fn opens_speech(&self, at: usize) -> bool {
        self.text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(char::is_whitespace)
    }

    fn break_sentence(&mut self) {
        if !self.opens {
            self.sentence += 1;
        }
        self.opens = true;
    }

    fn push(&mut self, start: usize, end: usize, shape: Shape) {
        let text = self.text.get(start..end).unwrap_or_default();
        let (opens, sentence, line) = (self.opens, self.sentence, self.line);
        let lower = self.lower.get(start..end).unwrap_or_default();
        let shape = if shape == Shape::Lower && text != lower { Shape::Capital } else { shape };
        let facts = match shape {
            Shape::Lower | Shape::Number => facts(text),
            Shape::Capital if text.len() < LONGEST => facts(lower),
            _ => &NOTHING,
        };
        self.words.push(Word { text, lower, span: Span::new(start, end), shape, facts, opens, sentence, line });
    }
}

/// `al-Khatib`, `d’Alembert`: the capital stands after a particle.
fn after_particle(text: &str) -> bool {
    let cut = text.find(['-', '’', '\'']).filter(|cut| *cut < 4);
    let parts = cut.and_then(|cut| text.split_at_checked(cut));
    parts.is_some_and(|(particle, rest)| {
        let capital = rest.chars().nth(1).is_some_and(char::is_uppercase);
        capital
            && (facts(particle).particle || matches!(particle, "d" | "l" | "as" | "ash" | "an" | "ar" | "at" | "az"))
    })
}

fn clipped(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let cut = text.char_indices().nth(LONGEST).map(|(at, _)| at);
    cut.and_then(|at| text.get(..at)).unwrap_or(text)
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›' | '`')
}

/// Bytes of the ASCII letters and digits at `at`.
fn plain_len(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

/// The shape that the first letter of a word tells.
fn shape_of(first: char) -> Shape {
    match first {
        _ if first.is_numeric() => Shape::Number,
        _ if first.is_uppercase() => Shape::Capital,
        _ => Shape::Lower,
    }
}

/// Where the word that begins at `at` with `first` ends.
fn word_end(text: &str, at: usize, first: char) -> usize {
    let mut end = at + first.len_utf8();
    loop {
        end += plain_len(text, end);
        let mut letters = text.get(end..).unwrap_or_default().chars();
        let Some(letter) = letters.next() else { return text.len() };
        if !continues(letter, letters.next(), text.get(at..end).unwrap_or_default()) {
            return end;
        }
        end += letter.len_utf8();
    }
}

/// Whether `letter`, with `next` after it, goes on with the word `so_far`.
fn continues(letter: char, next: Option<char>, so_far: &str) -> bool {
    let joined = next.is_some_and(char::is_alphanumeric);
    match letter {
        '-' | '‐' | '\'' | '’' | '_' => joined,
        '.' => {
            (joined && (single_last_letter(so_far) || next.is_some_and(char::is_lowercase)))
                || (is_abbreviation(so_far) && !joined)
        }
        ',' => joined && ends_in_digit(so_far) && next.is_some_and(char::is_numeric),
        _ => letter.is_alphanumeric() || is_combining(letter),
    }
}

fn is_combining(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn ends_in_digit(text: &str) -> bool {
    text.ends_with(|letter: char| letter.is_ascii_digit())
}

fn single_last_letter(text: &str) -> bool {
    ends_in_digit(text) || text.rsplit('.').next().is_some_and(|part| part.chars().nth(1).is_none())
}

/// Whether a full stop after `text` belongs to it: an initial, or a title that is cut short.
fn is_abbreviation(text: &str) -> bool {
    if !text.starts_with(|letter: char| letter.is_uppercase()) || text.len() > 12 {
        return false;
    }
    let initials = text.split('.').all(|part| part.chars().nth(1).is_none());
    initials || (text.len() < 6 && facts(&text.to_lowercase()).title) || matches!(text, "Jr" | "Sr")
}

/// Bytes of a verb that is drawn to `word`: `I’ve`, `they’ll`.
fn contraction_len(word: &str) -> usize {
    let Some((pronoun, verb)) = word.rsplit_once(['’', '\'']) else {
        return 0;
    };
    let drawn = matches!(verb, "ve" | "ll" | "re" | "d" | "m") && facts(&pronoun.to_lowercase()).pronoun.is_some();
    if drawn { word.len() - pronoun.len() } else { 0 }
}

/// Bytes of a possessive ending of `word`.
fn possessive_len(word: &str) -> usize {
    ["'s", "’s", "'S", "’S"].iter().find(|end| word.ends_with(**end)).map_or(0, |end| end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lower_case_takes_as_many_bytes() {
        for (text, lower) in [("“ÉCOLE” Ölü", "“école” ölü"), ("İZMİR ẞ K", "İzmİr ẞ k"), ("", "")]
        {
            assert_eq!(lowered(text), lower);
            assert_eq!(lowered(text).len(), text.len());
        }
    }
}
