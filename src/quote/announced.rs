//! Attributions that a set phrase makes: a clause with a colon before marks, somebody's words, what is expected.

use super::bounds::subject_before;
use super::edges::media;
use super::marks::Pair;
use super::speech::touching;
use super::turns::made;
use super::{Input, QuotationRecord, Reason, lexicon};
use crate::Span;
use crate::model::hash_form;

/// Words that the source of such a phrase may have.
const SOURCE: usize = 12;

/// Words of a clause, or before marks, that are looked at.
const CLAUSE: usize = 2 * SOURCE;

/// Words of time, place or hearers that may stand between a verb and its colon.
const BETWEEN: usize = 6;

/// `The minister posted on X: “…”`: a sentence of a source and a verb, up to a colon and marks.
pub(super) fn before_marks(input: &Input<'_>, pair: &Pair) -> Option<QuotationRecord> {
    let (colon, clause) = before(input, pair.open?)?.split_last()?;
    let first = clause.first().filter(|_| colon.of(input.text) == ":" && clause.len() <= CLAUSE)?;
    let marked = touching(&input.outer, first.cover(*colon)).next().is_some();
    let says = |word: &Span| {
        let word = word.of(input.text);
        word.starts_with(char::is_lowercase) && lexicon::act(hash_form(word)).is_some()
    };
    let verb = clause.iter().rposition(says).filter(|&verb| !marked && verb + BETWEEN >= clause.len())?;
    let helps = |word: &&Span| lexicon::is_auxiliary(word.of(input.text)) || is_adverb(word.of(input.text));
    let begin = verb - clause.get(..verb)?.iter().rev().take_while(helps).count();
    let after = clause.get(verb + 1..)?;
    let cue = if media(input, after) == after.len() { *colon } else { *clause.get(verb)? };
    Some(made(Reason::Announced, pair.span, clause.get(begin)?.cover(cue), source(input, clause.get(..begin)?)?))
}

/// `in the words of one porter, “…”` or `in Dr Khoza’s words, “…”`.
pub(super) fn in_words(input: &Input<'_>, pair: &Pair) -> Option<QuotationRecord> {
    let (comma, phrase) = before(input, pair.open?)?.split_last()?;
    let phrase = phrase.get(phrase.len().saturating_sub(CLAUSE)..)?;
    let word = |at: usize| phrase.get(at).map(|word| word.of(input.text));
    let begin = phrase.iter().rposition(|word| word.of(input.text).eq_ignore_ascii_case("in"))?;
    let named = comma.of(input.text) == "," && phrase.len() <= begin + SOURCE;
    let phrase = phrase.get(begin..).filter(|_| named)?;
    if let (Some("the"), Some("words"), Some("of")) = (word(begin + 1), word(begin + 2), word(begin + 3)) {
        let cue = phrase.first()?.cover(*phrase.get(3)?);
        return Some(made(Reason::InWords, pair.span, cue, phrase.get(4)?.cover(*phrase.last()?)));
    }
    let (words, whose) = phrase.get(1..)?.split_last().filter(|(words, _)| words.of(input.text) == "words")?;
    let (first, last) = (whose.first()?, whose.last()?);
    let own = matches!(last.of(input.text), "’s" | "'s" | "his" | "her" | "their" | "its" | "own");
    own.then(|| made(Reason::InWords, pair.span, *words, first.cover(*last)))
}

/// `The bridge is expected to open in May.`: 73 of 85 such passives are quotations without a source on `PolNeAR` train.
pub(super) fn passive(input: &Input<'_>, sentence: Span) -> Option<QuotationRecord> {
    let words = input.words_in(sentence);
    let word = |at: usize| words.get(at).map(|word| word.of(input.text));
    let verb = (0..words.len()).find(|&at| word(at + 1) == Some("to") && word(at).is_some_and(lexicon::is_held))?;
    let helps = |word: &&Span| is_adverb(word.of(input.text));
    let be = verb.checked_sub(1 + words.get(..verb)?.iter().rev().take_while(helps).count())?;
    let subject = words.get(..be).filter(|_| matches!(word(be), Some("is" | "are" | "was" | "were")))?;
    let parted = |word: &Span| {
        let word = word.of(input.text);
        !word.contains(char::is_alphanumeric) || matches!(word, "and" | "but" | "that" | "which" | "who" | "what")
    };
    let subject = source(input, subject).filter(|_| !subject.iter().any(parted))?;
    let rest = words.get(verb + 1..)?;
    let end = rest.iter().rposition(|word| word.of(input.text).contains(char::is_alphanumeric))?;
    let clause = rest.iter().take(end).zip(rest.iter().skip(1));
    let turns =
        |word: &Span| matches!(word.of(input.text), "and" | "but" | "while" | "which" | "who" | "according" | "as");
    let comma = clause.enumerate().find(|(_, (word, next))| word.of(input.text) == "," && turns(next));
    let last = rest.get(comma.map_or(end, |(at, _)| at.saturating_sub(1)))?;
    let held = rest.first()?.cover(*last);
    let marked = touching(&input.outer, sentence).next().is_some();
    let cue = words.get(be)?.cover(*words.get(verb)?);
    let made = made(Reason::Passive, subject, cue, cue);
    (!marked).then(|| QuotationRecord { content: vec![subject, held], source: None, ..made })
}

/// `A diplomat informed the paper that the talks had failed`: a sentence of a source, a verb in the past, maybe somebody who is
/// told, and `that`: with all of these, 51 of 53 are quotations on `PolNeAR` train.
pub(super) fn that(input: &Input<'_>, sentence: Span) -> Option<QuotationRecord> {
    let words = input.words_in(sentence);
    let word = |at: usize| words.get(at).map(|word| word.of(input.text));
    let that = (2..words.len().min(2 * SOURCE)).find(|&at| word(at) == Some("that"))?;
    let verb = words.get(..that)?.iter().rposition(|word| is_said(word.of(input.text)))?;
    let hearer = words.get(verb + 1..that)?;
    let noun = |word: &Span| {
        let word = word.of(input.text);
        (word == "-" || word.contains(char::is_alphanumeric)) && !is_clause_word(word)
    };
    let told = hearer.len() < BETWEEN && hearer.iter().all(noun) && word(verb).is_some_and(lexicon::is_told);
    let helps = |word: &&Span| lexicon::is_auxiliary(word.of(input.text)) || is_adverb(word.of(input.text));
    let begin = verb - words.get(..verb)?.iter().rev().take_while(helps).count();
    let head = words.get(..begin).filter(|head| head.iter().all(noun) && (told || hearer.is_empty()))?;
    let last = words.iter().rfind(|word| word.of(input.text).contains(char::is_alphanumeric))?;
    let content = words.get(that)?.cover(*last);
    Some(made(Reason::That, content, words.get(begin)?.cover(*words.get(verb)?), source(input, head)?))
}

/// `Okoro has joined in urging the board to resign`: on `PolNeAR` train 35 of 38 such verbs in `-ing`, with who is to do it and
/// `to` behind them, are cues.
pub(super) fn urging(input: &Input<'_>, sentence: Span) -> Option<QuotationRecord> {
    let words = input.words_in(sentence);
    let word = |at: usize| words.get(at).map(|word| word.of(input.text));
    let urges = |at: usize| match word(at)? {
        "urging" | "asking" => Some(at + 1),
        "calling" => (word(at + 1) == Some("on")).then_some(at + 2),
        _ => None,
    };
    let (verb, object) = (0..words.len()).find_map(|at| Some((at, urges(at)?)))?;
    let after = words.get(object..)?;
    let who = after.iter().take(BETWEEN + 1).position(|word| word.of(input.text) == "to").filter(|&to| to > 0)?;
    let noun =
        |word: &Span| word.of(input.text).contains(char::is_alphanumeric) && !is_clause_word(word.of(input.text));
    let helps = |word: &&Span| {
        let word = word.of(input.text);
        let joins = matches!(word, "in" | "joined" | "begun" | "is" | "are" | "was" | "were" | "been");
        joins || lexicon::is_auxiliary(word) || is_adverb(word)
    };
    let begin = verb - words.get(..verb)?.iter().rev().take(BETWEEN).take_while(helps).count();
    let cue =
        words.get(begin).filter(|first| begin < verb && first.of(input.text) != "in")?.cover(*words.get(object - 1)?);
    let last = words.iter().rfind(|word| word.of(input.text).contains(char::is_alphanumeric))?;
    let content = after.first().filter(|_| after.iter().take(who).all(noun))?.cover(*last);
    let marked = touching(&input.outer, cue.cover(content)).next().is_some();
    let source = subject_before(input, cue).filter(|_| !marked)?;
    Some(made(Reason::Urging, content, cue, source))
}

/// Whether a word is a verb of speech or thought in the past, and no noun.
pub(super) fn is_said(word: &str) -> bool {
    let past =
        word.ends_with("ed") || matches!(word, "said" | "told" | "found" | "thought" | "knew" | "felt" | "wrote");
    past && lexicon::act(hash_form(word)).is_some()
}

/// Whether a word tells that no plain source stands before a verb: a clause has begun, or the verb is passive.
fn is_clause_word(word: &str) -> bool {
    let be = matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being");
    be || lexicon::is_auxiliary(word) || matches!(word, "who" | "which" | "whose" | "what" | "where" | "when" | "while")
}

/// The words of the sentence before an opening mark.
fn before<'i>(input: &'i Input<'_>, open: Span) -> Option<&'i [Span]> {
    let paragraph = input.segments.paragraphs.get(input.paragraph_at(open.start))?;
    let sentence = input.sentence_at(open.start.saturating_sub(2).max(paragraph.span.start));
    Some(input.words_in(Span { start: sentence.start.min(open.start), end: open.start }))
}

fn is_adverb(word: &str) -> bool {
    word.ends_with("ly") || matches!(word, "just" | "also" | "then" | "later" | "once" | "never" | "not")
}

/// Words as a source, without a comma at their end, if a noun phrase or a handle may begin with the first of them.
fn source(input: &Input<'_>, words: &[Span]) -> Option<Span> {
    let (last, head) = words.split_last()?;
    let last = if last.of(input.text) == "," { head.last()? } else { last };
    let first = words.first()?;
    let opening = first.of(input.text).to_lowercase();
    let pronoun = matches!(opening.as_str(), "he" | "she" | "it" | "they" | "we" | "i" | "about" | "around");
    let fits = words.len() <= SOURCE && (pronoun || !lexicon::ends_phrase(&opening));
    let capital = first.of(input.text).starts_with(|c: char| c.is_uppercase() || c == '@');
    (fits && capital).then(|| first.cover(*last))
}
