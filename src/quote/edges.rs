//! Edges of the parts that grammar alone settles, whatever the model holds.

use super::describe::{has_word, is_title};
use super::lexicon::Idiom;
use super::marks::Pair;
use super::speech::touching;
use super::{Input, QuotationRecord, Reason, announced, bounds, lexicon, voiced};
use crate::Span;
use crate::model::hash_form;

/// Words that may stand between an auxiliary and its verb, or a verb and its colon: `may one day argue`.
const BETWEEN: usize = 3;

/// Words behind a verb in which media are looked for.
const MEDIA: usize = 12;

type Rule = fn(&Input<'_>, &mut QuotationRecord);

/// What moves the edges, in this order.
const RULES: [(Reason, Rule); 22] = [
    (Reason::Dateline, leave_dateline),
    (Reason::Clause, leave_clause),
    (Reason::Bracket, leave_bracket),
    (Reason::SourceMarks, take_mark),
    (Reason::Verb, give_verb),
    (Reason::Auxiliary, give_auxiliaries),
    (Reason::Auxiliary, give_as),
    (Reason::SpeechFreed, free_speech),
    (Reason::Quoted, bounds::give_quoted),
    (Reason::Infinitive, bounds::give_infinitive),
    (Reason::Object, bounds::give_object),
    (Reason::Hearer, bounds::leave_hearer),
    (Reason::MainClause, bounds::leave_main_clause),
    (Reason::MainClause, bounds::leave_answer),
    (Reason::MainClause, bounds::leave_consequence),
    (Reason::MainClause, bounds::leave_predicate),
    (Reason::Rest, bounds::take_rest),
    (Reason::Subject, bounds::take_subject),
    (Reason::Agent, bounds::give_agent),
    (Reason::Agent, bounds::give_role),
    (Reason::Occasion, leave_occasion),
    (Reason::Medium, take_medium),
];

/// Moves the edges of sources, cues and contents, and drops what quotes nobody.
pub(super) fn mend(input: &Input<'_>, quotations: &mut Vec<QuotationRecord>) {
    let none = [is_idiom, is_naming, is_work, is_past, is_credit];
    quotations.retain(|quotation| !none.iter().any(|is| is(input, quotation)));
    for quotation in quotations.iter_mut() {
        for (reason, rule) in RULES {
            quotation.mend(reason, |quotation| rule(input, quotation));
        }
    }
    quotations.retain(|quotation| !quotation.content.is_empty());
}

/// Whether a word of the cue belongs to a phrase that attributes nothing.
fn is_idiom(input: &Input<'_>, quotation: &QuotationRecord) -> bool {
    let Some(cue) = quotation.cue.map(|cue| input.numbers_in(cue)) else { return false };
    let word = |at: usize| input.segments.words.get(at).map_or("", |word| word.of(input.text));
    let stands_at = |start: usize, idiom: &Idiom| {
        let end = start + idiom.words.len();
        (start..).zip(&idiom.words).all(|(at, own)| word(at).eq_ignore_ascii_case(own))
            && (!idiom.opens || start == 0 || !has_word(word(start - 1)))
            && (!idiom.closes || !has_word(word(end)))
    };
    let belongs = |at: usize| {
        let mut idioms = lexicon::idioms_with(word(at)).iter();
        idioms.any(|(before, idiom)| at.checked_sub(*before).is_some_and(|start| stands_at(start, idiom)))
    };
    cue.into_iter().any(belongs)
}

/// `nicknamed “the Beast”`, `known to climbers as “the Fern”`: a name, not speech, where no namer is named.
fn is_naming(input: &Input<'_>, quotation: &QuotationRecord) -> bool {
    let cue = quotation.cue.filter(|_| quotation.source.is_none());
    let mut last = cue.into_iter().flat_map(|cue| input.words_in(cue).iter().rev().take(2));
    let named = |content: Span, pair: &Pair| {
        let before = input.words_in(Span { start: content.start, end: pair.span.start.max(content.start) });
        pair.span.end == content.end && before.last().is_none_or(|last| last.of(input.text) == "as")
    };
    let marked = |content: &Span| touching(&input.outer, *content).any(|pair| named(*content, pair));
    last.any(|word| lexicon::is_naming(word.of(input.text))) && quotation.content.last().is_some_and(marked)
}

/// `Photo: Marisol Etxeberria`: a label, no speaker.
fn is_credit(input: &Input<'_>, quotation: &QuotationRecord) -> bool {
    let colon = quotation.cue.is_some_and(|cue| cue.of(input.text) == ":");
    colon && quotation.source.is_some_and(|source| labels_picture(input, input.words_in(source)))
}

/// Whether the words of a label are `Photo`, `Photo by`, `Photo credit`; `Picture editor Ann Lee` may speak.
pub(super) fn labels_picture(input: &Input<'_>, label: &[Span]) -> bool {
    let credit = |word: &Span| lexicon::is_credit(word.of(input.text));
    match label {
        [word] => credit(word),
        [word, next] => credit(word) && matches!(next.of(input.text), "by" | "credit"),
        _ => false,
    }
}

/// `They sang “The Parting Glass” twice`: a work, not speech.
fn is_work(input: &Input<'_>, quotation: &QuotationRecord) -> bool {
    let last = quotation.cue.and_then(|cue| input.words_in(cue).last()).map(|last| last.of(input.text));
    let title = |content: &Span| {
        touching(&input.outer, *content).any(|pair| pair.span.start == content.start && is_title(input, pair))
    };
    last.is_some_and(lexicon::is_work) && quotation.content.first().is_some_and(title)
}

/// `Bridge Inspectors Warned of Cracks`: in a headline of capitals a past form without an adverb is a participle, or tells what
/// happened; 13 of 67 are cues on `PolNeAR` train.
fn is_past(input: &Input<'_>, quotation: &QuotationRecord) -> bool {
    let Some(cue) = quotation.cue else { return false };
    let past = input.words_in(cue).first().is_some_and(|first| {
        let first = first.of(input.text);
        first.starts_with(char::is_uppercase) && (first.ends_with("ed") || first == "Told")
    });
    let marked = quotation.content.iter().any(|content| touching(&input.outer, *content).next().is_some());
    let paragraph = input.segments.paragraphs.get(input.paragraph_at(cue.start));
    past && !marked && paragraph.is_some_and(|paragraph| voiced::is_titled(input, paragraph))
}

/// The place and agency at the head of a paragraph are said by nobody.
fn leave_dateline(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let after = |span: Span| {
        let paragraph = input.segments.paragraphs.get(input.paragraph_at(span.start));
        let dateline = paragraph.and_then(|paragraph| paragraph.dateline).filter(|dateline| dateline.end > span.start);
        dateline.map_or(Some(span), |dateline| {
            let first = input.words_in(Span { start: dateline.end, end: span.end.max(dateline.end) }).first()?;
            Some(Span { start: first.start, end: span.end })
        })
    };
    quotation.content = quotation.content.iter().filter_map(|&span| after(span)).collect();
    quotation.source = quotation.source.and_then(after);
}

/// `Mr. Bankole, who is 41`: where a source is no full name, a clause behind its comma says something else about it.
fn leave_clause(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let Some(source) = quotation.source else { return };
    let words = input.words_in(source);
    let is = |at: usize, wanted: &[&str]| words.get(at).is_some_and(|word| wanted.contains(&word.of(input.text)));
    let Some(comma) = (1..words.len()).find(|&at| is(at, &[","]) && is(at + 1, &["who", "whose", "which"])) else {
        return;
    };
    let head = words.get(..comma).unwrap_or_default();
    let named = head.iter().filter(|word| !lexicon::is_honorific(word.of(input.text)));
    let capitals = named.filter(|word| word.of(input.text).starts_with(char::is_uppercase)).count();
    let plain = head.first().is_some_and(|word| word.of(input.text).starts_with(char::is_lowercase));
    if capitals < 2 || plain {
        quotation.source = head.last().map(|last| Span { start: source.start, end: last.end });
    }
}

/// `(… joked Hine Parata) and …`: a source ends before a bracket that closes around it.
fn leave_bracket(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let Some(source) = quotation.source else { return };
    let words = input.words_in(source);
    let mut depth = 0_i32;
    let closes = words.iter().position(|word| {
        depth += match word.of(input.text) {
            "(" | "[" => 1,
            ")" | "]" => -1,
            _ => 0,
        };
        depth < 0
    });
    let last = closes.and_then(|at| words.get(at.checked_sub(1)?));
    last.into_iter().for_each(|last| quotation.source = Some(Span { start: source.start, end: last.end }));
}

/// `“A | handful” of scaffolders`: a source that holds the words between two marks holds the marks.
fn take_mark(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let Some(source) = quotation.source else { return };
    let opened = |pair: &&Pair| {
        let free = !quotation.content.iter().chain(&quotation.cue).any(|part| part.overlaps(pair.span));
        pair.open.is_some_and(|open| open.end == source.start) && pair.closed() && pair.span.end < source.end && free
    };
    if let Some(pair) = touching(&input.outer, source).find(opened) {
        quotation.source = Some(pair.span.cover(source));
    }
}

/// `Ingrid Solheim posted on X | :`: a verb at the end of a source announces together with the colon.
fn give_verb(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let (Some(source), Some(cue)) = (quotation.source, quotation.cue) else { return };
    let words = input.words_in(source);
    let verb = |word: &Span| {
        let word = word.of(input.text);
        word.starts_with(char::is_lowercase) && lexicon::act(hash_form(word)).is_some()
    };
    if cue.of(input.text) != ":" || cue.start < source.end {
        return;
    }
    let found = words.iter().rposition(verb).filter(|at| at + BETWEEN >= words.len());
    let Some((before, verb)) = found.and_then(|at| words.get(at.checked_sub(1)?).zip(words.get(at))) else { return };
    quotation.cue = Some(verb.cover(cue));
    quotation.source = Some(Span { start: source.start, end: before.end });
}

/// `Historians may one day | argue`: the verb group begins with its auxiliary.
fn give_auxiliaries(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let (Some(source), Some(cue)) = (quotation.source, quotation.cue) else { return };
    let words = input.words_in(source);
    if !is_next(input, source, cue) {
        return;
    }
    let small = |word: &&Span| word.of(input.text).starts_with(char::is_lowercase);
    let tail = words.iter().rev().take(BETWEEN + 1).take_while(small).count();
    let first = words.len() - tail;
    let found = words.iter().enumerate().skip(first.max(1)).find(|(_, word)| helps(word.of(input.text)));
    let Some((at, auxiliary)) = found else { return };
    let Some(before) = at.checked_sub(1).and_then(|at| words.get(at)) else { return };
    if matches!(before.of(input.text), "who" | "that" | "which") {
        return;
    }
    quotation.cue = Some(auxiliary.cover(cue));
    quotation.source = Some(Span { start: source.start, end: before.end });
}

/// Whether `after` follows `before` with nothing but white space between.
fn is_next(input: &Input<'_>, before: Span, after: Span) -> bool {
    let gap = Span { start: before.end, end: after.start.max(before.end) };
    before.end <= after.start && gap.of(input.text).trim().is_empty()
}

/// `a customs officer | as saying`
fn give_as(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let (Some(source), Some(cue)) = (quotation.source, quotation.cue) else { return };
    let says = input.words_in(cue).first().is_some_and(|first| first.of(input.text).ends_with("ing"));
    let [.., named, as_] = input.words_in(source) else { return };
    if says && is_next(input, source, cue) && as_.of(input.text) == "as" {
        quotation.cue = Some(as_.cover(cue));
        quotation.source = Some(Span { start: source.start, end: named.end });
    }
}

/// Whether a word opens a verb group, or stands before its verb and after no noun.
fn helps(word: &str) -> bool {
    lexicon::is_auxiliary(word) || matches!(word, "always" | "never" | "often" | "also" | "repeatedly")
}

/// `Ms. Farah, “is not a river”`: behind a comma at the end of a source, speech goes on.
fn free_speech(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let Some(source) = quotation.source else { return };
    let Some(pair) = touching(&input.outer, source).find(|pair| pair.span.end == source.end && pair.closed()) else {
        return;
    };
    let words = input.words_in(Span { start: source.start, end: pair.span.start.max(source.start) });
    let Some(([.., last], comma)) = words.split_last().map(|(comma, before)| (before, comma)) else { return };
    if comma.of(input.text) == ","
        && quotation.content.iter().any(|span| touching(&input.outer, *span).next().is_some())
    {
        quotation.source = Some(Span { start: source.start, end: last.end });
        quotation.content.push(pair.span);
        quotation.content.sort_unstable();
    }
}

/// `said | on a call with investors`: where or when somebody said it is no part of the cue, but for the medium.
fn leave_occasion(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let Some(cue) = quotation.cue else { return };
    let words = input.words_in(cue);
    let says = |word: &Span| lexicon::act(hash_form(word.of(input.text))).is_some();
    // `His statement on Friday said`: a noun with its verb.
    let verb = words.iter().rposition(|word| announced::is_said(word.of(input.text)));
    let Some(at) = verb.or_else(|| words.iter().position(says)) else { return };
    let Some((verb, after)) = words.get(at..).and_then(<[Span]>::split_first) else { return };
    let [first, rest @ ..] = after else { return };
    // `called on` is a verb of two words.
    if lexicon::phrase_act(hash_form(verb.of(input.text)), first.of(input.text)).is_some() || media(input, after) > 0 {
        return;
    }
    let placed = match first.of(input.text) {
        "on" | "at" | "during" => !rest.is_empty(),
        "in" => rest.last().is_some_and(|last| lexicon::is_occasion(last.of(input.text))),
        _ => false,
    };
    if placed {
        quotation.cue = Some(Span { start: cue.start, end: verb.end });
    }
}

/// `wrote | on Facebook:`: the medium right after the verb belongs to the cue, and a colon right after that or the verb.
fn take_medium(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let Some(cue) = quotation.cue else { return };
    let sentence = input.sentence_at(cue.start);
    let after = input.words_in(Span { start: cue.end, end: sentence.end.max(cue.end) });
    let length = media(input, after);
    let colon = after.get(length).is_some_and(|word| word.of(input.text) == ":");
    let Some(last) = (length + usize::from(colon)).checked_sub(1).and_then(|last| after.get(last)) else { return };
    let reached = cue.cover(*last);
    let mut others = quotation.content.iter().chain(&quotation.source);
    if !others.any(|part| part.overlaps(Span { start: cue.end, end: reached.end })) {
        quotation.cue = Some(reached);
    }
}

/// How many of the first words name one medium or several.
pub(super) fn media(input: &Input<'_>, words: &[Span]) -> usize {
    let words = words.get(..words.len().min(MEDIA)).unwrap_or_default();
    let mut length = 0;
    while let Some(more) = words.get(length..).and_then(|rest| medium(input, rest)) {
        length += more;
    }
    length
}

/// How many of the first words name a medium.
fn medium(input: &Input<'_>, words: &[Span]) -> Option<usize> {
    let word = |at: usize| words.get(at).map(|word| word.of(input.text));
    match (word(0)?, word(1)?) {
        ("on", place) => lexicon::is_medium("on", place).then_some(2),
        ("by" | "via" | "through", way) => lexicon::is_medium("by", way).then_some(2),
        ("in", "a" | "an" | "the" | "his" | "her" | "their" | "its" | "my" | "our") => {
            (2..5).find(|&at| word(at).is_some_and(|noun| lexicon::is_medium("in", noun))).map(|at| at + 1)
        }
        _ => None,
    }
}
