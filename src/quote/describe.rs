//! What a quotation is: kind, act and addressee; and what each pair of marks is there for.

use rustc_hash::FxHashSet;

use super::marks::Pair;
use super::reach::Reach;
use super::{Act, Input, MarkRecord, MarkUse, QuotationKind, QuotationRecord, Reason, lexicon};
use crate::Span;
use crate::model::hash_form;

/// Words and marks that the title of a work has at most.
const TITLE: usize = 30;

/// Words of a content among which the `to` of its infinitive stands: `asked | anyone with a video to call`.
const INFINITIVE: usize = 10;

/// Sets kind, act and addressee of each quotation.
pub(super) fn describe(input: &Input<'_>, quotations: &mut [QuotationRecord]) {
    for quotation in quotations {
        quotation.kind = kind(input, &quotation.content);
        let phrase = phrase_act(input, quotation);
        let listed = act(input, quotation.cue);
        quotation.act = phrase.or(listed).unwrap_or_default();
        let marks = match quotation.kind {
            QuotationKind::Direct => Some(Reason::Marked),
            QuotationKind::Mixed => Some(Reason::PartlyMarked),
            QuotationKind::Indirect => None,
        };
        let listed = if phrase.is_some() { Some(Reason::Phrase) } else { listed.map(|_| Reason::Listed) };
        listed.into_iter().chain(marks).for_each(|reason| quotation.note(reason));
        let phrase = quotation.cue.and_then(|cue| phrase_after(input, quotation, cue));
        match phrase {
            Some(phrase) if is_according(input, quotation.cue) => quotation.source = quotation.source.or(Some(phrase)),
            phrase => quotation.addressee = phrase,
        }
    }
}

/// Every pair of marks with its use: title, speech inside a content unless it is a term there too, or term.
pub(super) fn marks(input: &Input<'_>, quotations: &[QuotationRecord]) -> Vec<MarkRecord> {
    let spans: Vec<Span> = quotations.iter().flat_map(|quotation| quotation.content.iter().copied()).collect();
    let starts: FxHashSet<u32> = spans.iter().map(|span| span.start).collect();
    let contents = Reach::new(spans);
    let record = |pair: &Pair| {
        let r#use = if is_title(input, pair) {
            MarkUse::Title
        } else if contents.covers(pair.span) && (starts.contains(&pair.span.start) || !is_term(input, pair)) {
            MarkUse::Speech
        } else if looks_titled(input, pair) {
            MarkUse::Title
        } else {
            MarkUse::Term
        };
        MarkRecord { span: pair.span, r#use, closed: pair.closed() }
    };
    input.pairs.iter().map(record).collect()
}

/// Direct if all words of the content stand inside marks of speech, mixed if some do.
fn kind(input: &Input<'_>, content: &[Span]) -> QuotationKind {
    let (mut inside, mut outside) = (false, false);
    for &span in content {
        let pairs = super::words::pairs_in(&input.pairs, span);
        let mut end = span.start;
        let is_term = |pair: &Pair| pair.span.start != span.start && is_term(input, pair);
        let is_speech = |pair: &&Pair| span.contains(pair.span) && !is_title(input, pair) && !is_term(pair);
        for pair in pairs.iter().filter(is_speech) {
            outside |= has_word(Span::new(end as usize, pair.span.start as usize).of(input.text));
            inside = true;
            end = end.max(pair.span.end);
        }
        outside |= has_word(Span::new(end as usize, span.end as usize).of(input.text));
    }
    match (inside, outside) {
        (true, false) => QuotationKind::Direct,
        (true, true) => QuotationKind::Mixed,
        (false, _) => QuotationKind::Indirect,
    }
}

/// Whether `text` has a letter or digit.
pub(super) fn has_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The act of the last cue word that has one; in `refused to discuss`, of the last one before the infinitive.
fn act(input: &Input<'_>, cue: Option<Span>) -> Option<Act> {
    let words = cue.map(|cue| input.words_in(cue)).unwrap_or_default();
    let finite = words.split(|word| word.of(input.text) == "to").next().unwrap_or_default();
    last_act(input, finite).or_else(|| last_act(input, words))
}

/// The act of a verb with what follows it: `called for`, `told them to go`, `“Who?” he demanded`.
fn phrase_act(input: &Input<'_>, quotation: &QuotationRecord) -> Option<Act> {
    let words = input.words_in(quotation.cue?);
    let at = words.iter().rposition(|word| lexicon::act(hash_form(word.of(input.text))).is_some())?;
    let form = hash_form(words.get(at)?.of(input.text));
    let next = words.get(at + 1).map(|word| word.of(input.text));
    let head = content_head(input, quotation);
    next.into_iter().chain(head).find_map(|next| lexicon::phrase_act(form, next))
}

/// `to` where a content is an infinitive, with or without the one who is to do it; `“` where it opens with marks.
fn content_head(input: &Input<'_>, quotation: &QuotationRecord) -> Option<&'static str> {
    let content = quotation.content.first()?;
    if input.pairs.binary_search_by_key(&content.start, |pair| pair.span.start).is_ok() {
        return Some("“");
    }
    let mut words = input.words_in(*content).iter().take(INFINITIVE).map(|word| word.of(input.text));
    let clause =
        words.clone().next().is_some_and(|first| lexicon::ends_phrase(first) && !matches!(first, "to" | "not"));
    (!clause && words.any(|word| word == "to")).then_some("to")
}

fn last_act(input: &Input<'_>, words: &[Span]) -> Option<Act> {
    words.iter().rev().find_map(|word| lexicon::act(hash_form(word.of(input.text))))
}

/// Whether a pair holds the title of a work: capitalised like one, with a word for works near it.
pub(super) fn is_title(input: &Input<'_>, pair: &Pair) -> bool {
    title_words(input, pair).is_some_and(|words| {
        let law = words.last().is_some_and(|last| lexicon::is_work_end(last));
        law || near(input, pair).any(lexicon::is_work)
    })
}

/// Whether a pair that is no speech is capitalised like a title at some length, and is not said to be a name or a slogan: of 83
/// such pairs in `lessons` without a word for works near 67 are titles.
fn looks_titled(input: &Input<'_>, pair: &Pair) -> bool {
    let named = |word: &str| {
        let article =
            matches!(word.to_lowercase().as_str(), "the" | "a" | "an" | "this" | "that" | "called" | "as" | "-");
        article || lexicon::is_naming(word)
    };
    let emblem = |word: &str| matches!(word, "slogan" | "motto" | "sign" | "banner" | "placard");
    let before = input.segments.words.get(input.numbers_in(pair.span).start.wrapping_sub(1));
    let before = before.map_or("", |word| word.of(input.text));
    title_words(input, pair).is_some_and(|words| words.len() >= 3) && !named(before) && !near(input, pair).any(emblem)
}

/// The words of a closed pair that is capitalised like a title.
fn title_words<'t>(input: &'t Input<'_>, pair: &Pair) -> Option<Vec<&'t str>> {
    let words = input.words_in(pair.span);
    if !pair.closed() || words.len() > TITLE {
        return None;
    }
    let words: Vec<&str> = words.iter().map(|word| word.of(input.text)).filter(|word| has_word(word)).collect();
    let capital = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let small = |word: &&str| word.len() > 3 && !capital(word);
    let titled = words.first().is_some_and(capital) && words.len() <= 12 && !words.iter().any(small);
    titled.then_some(words)
}

/// Whether a pair is a term inside a content too: `so-called`, `known as`, `the word` or a word that gives a name stands before it.
fn is_term(input: &Input<'_>, pair: &Pair) -> bool {
    let sentence = input.sentence_at(pair.span.start);
    let before = input.words_in(Span { start: sentence.start.min(pair.span.start), end: pair.span.start });
    let word =
        |back: usize| before.len().checked_sub(back).and_then(|at| before.get(at)).map(|word| word.of(input.text));
    let phrases = [("-", "called"), ("known", "as"), ("the", "word")];
    word(2).zip(word(1)).is_some_and(|two| phrases.contains(&two)) || word(1).is_some_and(lexicon::is_naming)
}

/// The words of the sentence up to six places before the pair and four after it.
fn near<'t>(input: &'t Input<'_>, pair: &Pair) -> impl Iterator<Item = &'t str> {
    let sentence = input.sentence_at(pair.span.start);
    let before = input.words_in(Span { start: sentence.start.min(pair.span.start), end: pair.span.start });
    let after = input.words_in(Span { start: pair.span.end, end: sentence.end.max(pair.span.end) });
    before.iter().rev().take(6).chain(after.iter().take(5)).map(|word| word.of(input.text))
}

/// Whether a cue names its source behind it: `according to`.
fn is_according(input: &Input<'_>, cue: Option<Span>) -> bool {
    let words = cue.map(|cue| input.words_in(cue)).unwrap_or_default();
    words.iter().any(|word| word.of(input.text).eq_ignore_ascii_case("according"))
}

/// The noun phrase after a cue that tells somebody, up to the content, a mark of punctuation or a word that opens a new
/// phrase.
fn phrase_after(input: &Input<'_>, quotation: &QuotationRecord, cue: Span) -> Option<Span> {
    let last = input.words_in(cue).last()?;
    lexicon::is_told(last.of(input.text)).then_some(())?;
    let sentence = input.sentence_at(cue.start);
    let mut phrase: Vec<Span> = Vec::new();
    for word in input.words_in(Span { start: cue.end, end: sentence.end.max(cue.end) }) {
        let taken = quotation.content.iter().chain(&quotation.source).any(|part| part.overlaps(*word));
        let text = word.of(input.text);
        let punctuation = !has_word(text) && !matches!(text, "'" | "’");
        if taken || punctuation || lexicon::ends_phrase(text) || phrase.len() > 10 {
            break;
        }
        phrase.push(*word);
    }
    let (first, last) = (phrase.first()?, phrase.last()?);
    Some(first.cover(*last))
}
