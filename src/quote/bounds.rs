//! Where a content begins behind its verb and the one who is told, and where it ends before the main clause.

use super::speech::touching;
use super::{Act, Input, QuotationRecord, lexicon};
use crate::Span;
use crate::model::hash_form;

/// Words that the one who is told, or who is to do something, has at most.
const HEARER: usize = 5;

/// Words of time and place that may stand behind an attribution, and adverbs before a verb.
const WHEN: usize = 6;

/// Words of a clause that goes on behind an attribution at most; so that a sentence of nothing but such takes linear time.
const CLAUSE: usize = 80;

/// Words that a subject parted from its verb has at most.
const SUBJECT: usize = 16;

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

/// `quoted | a guard as saying the gate was shut`: whom somebody quotes, and that he says it, belongs to the content.
pub(super) fn give_quoted(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let Some((cue, first)) = next_to(input, quotation) else { return };
    let [words @ .., as_, _saying] = input.words_in(cue) else { return };
    let quotes =
        |word: &Span| matches!(word.of(input.text), "quoted" | "quotes" | "quoting" | "cited" | "cites" | "citing");
    let Some(at) = words.iter().position(quotes) else { return };
    if let ("as", Some(verb), Some(start)) = (as_.of(input.text), words.get(at), words.get(at + 1)) {
        quotation.cue = Some(Span { start: cue.start, end: verb.end });
        quotation.content.first_mut().into_iter().for_each(|content| *content = start.cover(first));
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
    end_before(quotation.content.last_mut(), words, comma);
}

/// `the minister’s promise that no school would close | did not survive`: a clause behind a noun ends where, its own verb past, the
/// verb of the sentence stands.
pub(super) fn leave_predicate(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let (Some((cue, first)), Some(source)) = (next_to(input, quotation), quotation.source) else { return };
    let (whose, noun) = (input.words_in(source).last(), input.words_in(cue).last());
    let owns = whose.is_some_and(|whose| is_possessive(whose.of(input.text))) && source.end <= cue.start;
    if !owns || noun.is_some_and(|noun| is_helper(noun.of(input.text))) || !is_free(input, first) {
        return;
    }
    let words = input.words_in(first);
    let words = words.get(..words.len().min(CLAUSE)).unwrap_or_default();
    let text = |word: &Span| word.of(input.text);
    if words.first().is_none_or(|that| text(that) != "that") {
        return;
    }
    let Some(own) = words.iter().position(|word| is_helper(text(word)) || text(word) == "be") else { return };
    let rest = words.get(own + 1..).unwrap_or_default();
    let goes_on = |word: &&Span| {
        is_adverb(text(word)) || matches!(text(word), "n't" | "n’t" | "have" | "had" | "be" | "been" | "being")
    };
    let group = rest.iter().take_while(goes_on).count() + 1;
    let mut plain = rest
        .iter()
        .enumerate()
        .skip(group)
        .take_while(|(_, word)| !opens_another(text(word)) && !is_pronoun(text(word)));
    let main = plain.find(|(_, word)| is_helper(text(word))).map(|(at, _)| at);
    end_before(quotation.content.first_mut(), rest, main);
}

/// Ends a content at the word before number `at` of `words`.
fn end_before(content: Option<&mut Span>, words: &[Span], at: Option<usize>) {
    let last = at.and_then(|at| words.get(at.checked_sub(1)?));
    if let (Some(content), Some(last)) = (content, last) {
        content.end = last.end;
    }
}

/// Whether a word begins a clause of its own, which may have a verb.
fn opens_another(word: &str) -> bool {
    let joins = matches!(word, "and" | "or" | "but" | "that" | "which" | "who" | "whose" | "what" | "where" | "when");
    joins || matches!(word, "because" | "while" | "if" | "as" | "until" | "than" | "," | ";" | ":" | "—" | "–")
}

/// Whether a word is a subject whose verb follows: `all she could`.
fn is_pronoun(word: &str) -> bool {
    matches!(word, "he" | "she" | "it" | "they" | "we" | "I" | "you")
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "’" | "'" | "his" | "her" | "their" | "its" | "my" | "our")
        || matches!(word, "His" | "Her" | "Their" | "Its" | "My" | "Our")
        || word.ends_with("’s")
        || word.ends_with("'s")
}

fn is_helper(word: &str) -> bool {
    lexicon::is_auxiliary(word) || matches!(word, "is" | "are" | "was" | "were")
}

/// `warned that profit would fall, | sending its shares down`: what saying so led to is told by the article, as behind 11 of 11
/// contents on `PolNeAR` train.
pub(super) fn leave_consequence(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let (Some(cue), Some(&content)) = (quotation.cue, quotation.content.last()) else { return };
    if content.start < cue.end || !is_free(input, content) {
        return;
    }
    let words = input.words_in(content);
    let words = words.get(..words.len().min(CLAUSE)).unwrap_or_default();
    let led =
        |pair: &[Span]| matches!(pair, [comma, next] if comma.of(input.text) == "," && leads_to(next.of(input.text)));
    end_before(quotation.content.last_mut(), words, words.windows(2).position(led));
}

fn leads_to(word: &str) -> bool {
    matches!(word, "prompting" | "drawing" | "raising" | "sending" | "sparking" | "triggering" | "fueling" | "fuelling")
}

/// `Asked if she would stand again, | Okonjo laughed`: a question at the head of a sentence, as in 38 of 45 on `PolNeAR` train,
/// ends where the comma leads to who answers.
pub(super) fn leave_answer(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let Some(cue) = quotation.cue.filter(|_| quotation.source.is_none()) else { return };
    let asked = matches!(input.words_in(cue), [first, ..] if matches!(first.of(input.text), "Asked" | "Pressed" | "Questioned"));
    if !asked || input.sentence_at(cue.start).start != cue.start {
        return;
    }
    let Some(content) = quotation.content.last_mut().filter(|content| content.start >= cue.end) else { return };
    let words = input.words_in(*content);
    let leads = |pair: &[Span]| {
        matches!(pair, [comma, next] if comma.of(input.text) == "," && is_subject(next.of(input.text))
            && touching(&input.outer, *comma).next().is_none())
    };
    end_before(Some(content), words, words.windows(2).position(leads));
}

/// `The fire, according to neighbours, | had smouldered`, `Ebury, she said, | was shut`: a clause whose subject an attribution
/// parts from its verb has both; on `PolNeAR` train 83 of 85 that go on with a verb behind it have begun before it.
pub(super) fn take_rest(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let (Some(source), Some(cue), &[content]) = (quotation.source, quotation.cue, quotation.content.as_slice()) else {
        return;
    };
    let said = source.cover(cue);
    let sentence = input.sentence_at(cue.start);
    let before = input.words_in(Span { start: sentence.start.min(said.start), end: said.start });
    let after = input.words_in(Span { start: said.end, end: sentence.end.max(said.end) });
    let before = match before {
        [head @ .., as_] if as_.of(input.text) == "as" => head,
        all => all,
    };
    let ends = after.iter().take(WHEN).position(|word| !is_word(input, word) || is_finite(word.of(input.text)));
    let after = ends.and_then(|end| after.get(end..)).unwrap_or_default();
    let ([subject @ .., left], [right, clause @ ..]) = (before, after) else { return };
    let verb = clause.iter().take(WHEN).find(|word| !is_adverb(word.of(input.text)));
    let parted = [left, right].iter().all(|comma| comma.of(input.text) == ",");
    if !parted || clause.len() > CLAUSE || !verb.is_some_and(|verb| is_finite(verb.of(input.text))) {
        return;
    }
    let (Some(first), Some(end)) = (subject.first(), subject.last()) else { return };
    let (Some(verb), Some(last)) = (clause.first(), clause.iter().rfind(|word| is_word(input, word))) else { return };
    let head = first.cover(*end);
    if content.end == head.end {
        quotation.content.push(verb.cover(*last));
    } else if content.start == verb.start && subject.len() <= SUBJECT && is_free(input, head) {
        quotation.content.insert(0, head);
    }
}

/// `Peacekeepers | have been accused of idling`: the subject of a passive is whom the content is about and no source, as in 259 of
/// 263 on `PolNeAR` train with these participles.
pub(super) fn take_subject(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let (Some(cue), Some(&content)) = (quotation.cue, quotation.content.first()) else { return };
    if content.start < cue.end || !is_passive(input, cue) {
        return;
    }
    let subject = match quotation.source {
        Some(source) if source.end <= cue.start => {
            quotation.source = None;
            Some(source)
        }
        _ => subject_before(input, cue),
    };
    if let Some(subject) = subject.filter(|subject| is_free(input, *subject)) {
        quotation.content.insert(0, subject);
    }
}

/// `was described as “a jewel” | by the critic`: whom a passive names behind marks is its source, as in 11 of 11 on `PolNeAR` train.
pub(super) fn give_agent(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let (None, Some(cue), Some(&last)) = (quotation.source, quotation.cue, quotation.content.last()) else { return };
    let marks = touching(&input.outer, last).next().filter(|pair| pair.closed() && pair.span.end < last.end);
    let Some(marks) = marks.filter(|_| is_passive(input, cue) && last.start >= cue.end) else { return };
    let [by, agent @ ..] = input.words_in(Span { start: marks.span.end, end: last.end }) else { return };
    let named = by.of(input.text) == "by" && agent.len() <= SUBJECT && agent.iter().all(|word| is_word(input, word));
    if let (Some(first), Some(end)) = (agent.first().filter(|_| named), agent.last()) {
        quotation.source = Some(first.cover(*end));
        quotation.content.last_mut().into_iter().for_each(|last| last.end = marks.span.end);
    }
}

/// `was described by one aid worker | as “a pause”`: behind `as` and marks at the end of a source the content goes on.
pub(super) fn give_role(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let (Some(source), Some(cue)) = (quotation.source, quotation.cue) else { return };
    let marks = touching(&input.outer, source).next().filter(|pair| pair.closed() && pair.span.end == source.end);
    let Some(marks) = marks.filter(|_| source.start >= cue.end && is_passive(input, cue)) else { return };
    let head = input.words_in(Span { start: source.start, end: marks.span.start.max(source.start) });
    if let [.., named, as_] = head
        && as_.of(input.text) == "as"
    {
        quotation.source = Some(Span { start: source.start, end: named.end });
        quotation.content.push(as_.cover(marks.span));
        quotation.content.sort_unstable();
    }
}

/// Whether a verb group is a form of `be` and a participle of what is said of somebody.
fn is_passive(input: &Input<'_>, cue: Span) -> bool {
    let words = input.words_in(cue);
    let is_be = |word: &Span| matches!(word.of(input.text), "is" | "are" | "was" | "were" | "be" | "been" | "being");
    let be = words.iter().rposition(is_be);
    let rest = be.and_then(|be| words.get(be + 1..)).unwrap_or_default();
    rest.iter().any(|word| lexicon::is_spoken_of(word.of(input.text)))
}

/// The subject that ends right before a cue.
pub(super) fn subject_before(input: &Input<'_>, cue: Span) -> Option<Span> {
    let sentence = input.sentence_at(cue.start);
    let before = input.words_in(Span { start: sentence.start.min(cue.start), end: cue.start });
    let last = before.last()?;
    if is_alone(last.of(input.text)) { Some(*last) } else { plain_subject(input, before) }
}

/// Whether a word is a whole subject; `it` may stand for a clause that follows.
fn is_alone(word: &str) -> bool {
    matches!(word, "he" | "He" | "she" | "She" | "they" | "They" | "we" | "We" | "I" | "you" | "You" | "who" | "which")
}

/// The last words of `before` from the head of the sentence or behind a comma or conjunction, if they hold no verb.
fn plain_subject(input: &Input<'_>, before: &[Span]) -> Option<Span> {
    let parts = |word: &Span| {
        let text = word.of(input.text);
        let mark = !is_word(input, word) && !matches!(text, "'" | "’" | "-" | "$" | "&" | "%" | ".");
        mark || matches!(text, "that" | "when" | "while" | "because" | "although" | "though" | "if" | "where")
    };
    let near = before.get(before.len().saturating_sub(SUBJECT)..)?;
    let begin = near.iter().rposition(parts).map_or(0, |at| at + 1);
    let cut = begin == 0 && near.len() < before.len();
    let joins = |word: &&Span| matches!(word.of(input.text), "and" | "but" | "And" | "But");
    let begin = begin + near.get(begin..)?.iter().take_while(joins).count();
    let subject = near.get(begin..).filter(|_| !cut)?;
    let (first, last) = (subject.first()?, subject.last()?);
    let verb = |word: &Span| is_finite(word.of(input.text)) || matches!(word.of(input.text), "who" | "which");
    let opening = first.of(input.text).to_lowercase();
    let opens =
        !lexicon::ends_phrase(&opening) && !matches!(opening.as_str(), "it" | "there" | "for" | "with" | "under");
    let opens = opens || opening == "this";
    (opens && !subject.iter().any(verb)).then(|| first.cover(*last))
}

/// Whether no marks stand in `span`.
fn is_free(input: &Input<'_>, span: Span) -> bool {
    touching(&input.outer, span).next().is_none()
}

fn is_word(input: &Input<'_>, word: &Span) -> bool {
    word.of(input.text).contains(char::is_alphanumeric)
}

pub(super) fn is_adverb(word: &str) -> bool {
    word.ends_with("ly") || matches!(word, "also" | "never" | "not" | "already" | "still" | "often")
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
    is_helper(word) || word.ends_with("ed")
}

fn is_subject(word: &str) -> bool {
    let pronoun = matches!(word, "he" | "she" | "it" | "they" | "we" | "i" | "his" | "her" | "the" | "a");
    pronoun || word.starts_with(char::is_uppercase)
}
