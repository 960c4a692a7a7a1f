//! Attributions that position alone makes: a verb and a name beside quotation marks, or at the end of a headline.

use super::marks::Pair;
use super::turns::made;
use super::{Input, QuotationRecord, Reason, lexicon};
use crate::Span;
use crate::model::hash_form;
use crate::segment::{ParagraphKind, ParagraphRecord};

/// Words that a source beside marks may have before a comma ends it.
const SOURCE: usize = 7;

/// Words that the source of a headline may have.
const SHORT: usize = 3;

/// Words that the content of a headline has at least.
const HEADLINE: usize = 3;

/// `“Not again,” sighed the inspector.`, `“Not again,” the inspector sighed.` or `“Not again,” as the inspector put it.`
pub(super) fn beside(input: &Input<'_>, pair: &Pair) -> Option<QuotationRecord> {
    let close = pair.close.filter(|_| pair.open.is_some())?;
    let inside = Span { start: pair.span.start, end: close.start };
    let paragraph = input.segments.paragraphs.get(input.paragraph_at(close.start))?;
    let rest = input.words_in(Span { start: close.end, end: paragraph.span.end.max(close.end) });
    let comma = rest.first().is_some_and(|word| word.of(input.text) == ",");
    let spoken = inside.of(input.text).trim_end().ends_with([',', '?', '!', '—', '…']) || comma;
    let rest = if comma { rest.get(1..)? } else { rest };
    let clause = clause(input, rest);
    let ((first, after), (last, before)) = (clause.split_first()?, clause.split_last()?);
    let (cue, source) = put_it(input, clause)
        .or_else(|| attribution(input, *first, after))
        .or_else(|| attribution(input, *last, before))?;
    spoken.then(|| made(Reason::Beside, pair.span, cue, source))
}

/// The words up to the next mark of punctuation, of which more than a verb and a source are not looked at.
fn clause<'w>(input: &Input<'_>, words: &'w [Span]) -> &'w [Span] {
    let words = words.get(..words.len().min(SOURCE + 3)).unwrap_or_default();
    let punctuation = |word: &Span| !word.of(input.text).contains(char::is_alphanumeric);
    let end = words.iter().position(|word| punctuation(word) && !word.of(input.text).starts_with(['\'', '’']));
    words.get(..end.unwrap_or(words.len())).unwrap_or_default()
}

/// `“Nobody rings a bell,” as one trader put it`
fn put_it(input: &Input<'_>, clause: &[Span]) -> Option<(Span, Span)> {
    let [as_, source @ .., put, it] = clause else { return None };
    let fits = as_.of(input.text) == "as" && matches!(put.of(input.text), "put" | "puts") && it.of(input.text) == "it";
    fits.then_some((put.cover(*it), source.first()?.cover(*source.last()?)))
}

/// The verb at one end of a clause, and the source that the rest of it is.
fn attribution(input: &Input<'_>, verb: Span, source: &[Span]) -> Option<(Span, Span)> {
    let (first, last) = (source.first()?, source.last()?);
    let fits = lexicon::is_manner(verb.of(input.text)) && source.len() <= SOURCE && opens_source(first.of(input.text));
    fits.then(|| (verb, first.cover(*last)))
}

/// Whether a noun phrase for somebody may begin with this word.
fn opens_source(word: &str) -> bool {
    const OPENERS: [&str; 18] = [
        "a", "an", "the", "his", "her", "their", "its", "my", "our", "one", "another", "he", "she", "they", "we", "i",
        "all", "both",
    ];
    word.starts_with(char::is_uppercase) || OPENERS.contains(&word)
}

/// Words of a headline that are looked at.
const MOST: usize = 40;

/// Whether a paragraph is a headline in which all longer words begin with capitals.
pub(super) fn is_titled(input: &Input<'_>, paragraph: &ParagraphRecord) -> bool {
    let mut words = input.words_in(paragraph.span).iter().take(MOST).map(|word| word.of(input.text));
    paragraph.kind == ParagraphKind::Headline
        && words.all(|word| word.len() < 4 || !word.starts_with(char::is_lowercase))
}

/// Whether a word is a verb of speech that is no noun besides: `Says`, `Finds`.
fn is_saying(word: &str) -> bool {
    matches!(word, "Says" | "Warns" | "Finds" | "Shows" | "Suggests" | "Argues" | "Insists" | "Admits" | "Reveals")
}

/// `Snails remember a bad meal, study finds` or `Rents to Fall, Says Watchdog`: the end of a headline.
pub(super) fn headline(input: &Input<'_>, paragraph: &ParagraphRecord) -> Option<QuotationRecord> {
    let words = input.words_in(paragraph.span);
    let comma = words.iter().rposition(|word| word.of(input.text) == ",")?;
    let (content, end) = (words.get(..comma)?, words.get(comma + 1..)?);
    let titled = is_titled(input, paragraph);
    let announces = |word: &Span| {
        let word = word.of(input.text);
        titled && is_saying(word)
            || word.ends_with('s') && word.starts_with(char::is_lowercase) && lexicon::act(hash_form(word)).is_some()
    };
    let (cue, source) = match end {
        [verb, source @ ..] if announces(verb) => (verb, source),
        [source @ .., verb] if announces(verb) => (verb, source),
        _ => return None,
    };
    let source = source.first()?.cover(*source.last().filter(|_| source.len() <= SHORT)?);
    let content = content.first()?.cover(*content.last().filter(|_| content.len() >= HEADLINE)?);
    Some(made(Reason::Headline, content, *cue, source))
}
