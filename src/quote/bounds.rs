//! Where a content begins behind its verb and the one who is told, and where it ends before the main clause.

use super::speech::touching;
use super::{Act, Input, QuotationRecord, lexicon};
use crate::Span;
use crate::model::hash_form;

/// Words that the one who is told, or who is to do something, has at most.
const HEARER: usize = 5;

/// `refused | to talk about the cup`: the infinitive belongs to the content, as in two of three on `PolNeAR` train.
pub(super) fn give_infinitive(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let Some((cue, first)) = next_to(input, quotation) else { return };
    let words = input.words_in(cue);
    let Some(to) = words.iter().position(|word| word.of(input.text) == "to").filter(|to| to + 1 < words.len()) else {
        return;
    };
    let wants = |word: &Span| lexicon::act(hash_form(word.of(input.text))) == Some(Act::Eventuality);
    let (Some(verb), Some(infinitive)) = (to.checked_sub(1).and_then(|at| words.get(at)), words.get(to)) else {
        return;
    };
    if wants(verb) {
        quotation.cue = Some(Span { start: cue.start, end: verb.end });
        quotation.content.first_mut().into_iter().for_each(|content| content.start = infinitive.start.min(first.start));
    }
}

/// `asked | Kampala to close three sites`: who is to do it opens the content, but not behind `told`.
pub(super) fn give_object(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let (Some(cue), Some(&first)) = (quotation.cue, quotation.content.first()) else { return };
    let opening = input.words_in(first).first().map(|word| word.of(input.text));
    if first.start < cue.end || !matches!(opening, Some("to" | "not")) {
        return;
    }
    let all = input.words_in(Span { start: cue.start, end: first.start });
    let says = |word: &Span| lexicon::act(hash_form(word.of(input.text))).is_some();
    let Some(verb) = all.iter().position(says).filter(|verb| verb + 1 < all.len()) else { return };
    let rest = all.get(verb + 1..).unwrap_or_default();
    let object = |word: &Span| {
        let word = word.of(input.text);
        word.contains(char::is_alphanumeric)
            && !lexicon::ends_phrase(word)
            && !matches!(word, "on" | "for" | "of" | "by")
    };
    let verb = all.get(verb).map_or("", |verb| verb.of(input.text));
    let taken = quotation.source.is_some_and(|source| source.start >= cue.start && source.start < first.start);
    let tells = matches!(verb, "told" | "tell" | "tells" | "telling" | "said" | "says");
    if !tells && !taken && rest.len() <= HEARER && rest.iter().all(object) {
        let (Some(start), Some(end)) = (rest.first(), rest.first().map(|first| before(all, *first))) else { return };
        quotation.cue = Some(Span { start: cue.start, end });
        quotation.content.first_mut().into_iter().for_each(|content| content.start = start.start);
    }
}

/// Where the word before `word` ends.
fn before(words: &[Span], word: Span) -> u32 {
    words.iter().rev().find(|other| other.end <= word.start).map_or(word.start, |other| other.end)
}

/// `asked the desk | where the sea was`: the one who is told stands outside, as in 192 of 226 on `PolNeAR` train.
pub(super) fn leave_hearer(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let Some((cue, first)) = next_to(input, quotation) else { return };
    let told = input.words_in(cue).last().is_some_and(|last| lexicon::is_told(last.of(input.text)));
    let words = input.words_in(first);
    let opens = |word: &Span| {
        matches!(word.of(input.text), "that" | "whether" | "if" | "where" | "what" | "why" | "how" | "when" | "who")
    };
    let Some(at) = words.iter().take(HEARER + 1).position(opens).filter(|&at| told && at > 0) else { return };
    let hearer = words.get(..at).unwrap_or_default();
    let noun = |word: &Span| {
        let word = word.of(input.text);
        word.contains(char::is_alphanumeric) && !lexicon::is_auxiliary(word) && !lexicon::ends_phrase(word)
    };
    let clause = words.get(at).filter(|_| hearer.iter().all(noun));
    if let (Some(clause), Some(content)) = (clause, quotation.content.first_mut()) {
        content.start = clause.start;
    }
}

/// `When she told the jury that it was hers, | Siddiqui wept`, `who said he had never skied before, | finished fourth`: a
/// clause that hangs on another ends where the comma leads back to that.
pub(super) fn leave_main_clause(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let (Some(source), Some(cue)) = (quotation.source, quotation.cue) else { return };
    let Some(&content) = quotation.content.last().filter(|content| content.start >= cue.end) else { return };
    let sentence = input.sentence_at(source.start);
    let head = input.words_in(Span { start: sentence.start.min(source.start), end: source.start });
    let relative = source.of(input.text) == "who" && head.last().is_some_and(|word| word.of(input.text) == ",");
    let hangs = matches!(head, [first] if opens_clause(first.of(input.text)));
    if source.start > cue.start || touching(&input.outer, content).next().is_some() || !(relative || hangs) {
        return;
    }
    let words = input.words_in(content);
    let leads = |next: &Span| {
        let next = next.of(input.text);
        if relative { is_finite(next) } else { is_subject(next) }
    };
    let comma =
        words.windows(2).position(|pair| matches!(pair, [comma, next] if comma.of(input.text) == "," && leads(next)));
    let last = comma.and_then(|at| words.get(at.checked_sub(1)?));
    if let (Some(last), Some(content)) = (last, quotation.content.last_mut()) {
        content.end = last.end;
    }
}

/// The cue, and the first content if it follows the cue at once.
fn next_to(input: &Input<'_>, quotation: &QuotationRecord) -> Option<(Span, Span)> {
    let (cue, &first) = (quotation.cue?, quotation.content.first()?);
    let gap = Span { start: cue.end, end: first.start.max(cue.end) };
    (first.start >= cue.end && gap.of(input.text).trim().is_empty()).then_some((cue, first))
}

fn opens_clause(word: &str) -> bool {
    matches!(word, "When" | "After" | "As" | "While" | "Before" | "Although" | "Though" | "Because" | "Since" | "Once")
}

fn is_finite(word: &str) -> bool {
    lexicon::is_auxiliary(word) || matches!(word, "is" | "are" | "was" | "were") || word.ends_with("ed")
}

fn is_subject(word: &str) -> bool {
    let pronoun = matches!(word, "he" | "she" | "it" | "they" | "we" | "i" | "his" | "her" | "the" | "a");
    pronoun || word.starts_with(char::is_uppercase)
}
