//! What whoever speaks says of his own words and thoughts: `“I told him he was not allowed”`.

use super::{Input, QuotationRecord, Reason, lexicon};
use crate::Span;

/// Words of negation, time and help that may stand between subject and verb.
const BETWEEN: usize = 3;

/// Words that such a content has at least.
const CONTENT: usize = 2;

/// Words among which the `to` of an infinitive stands.
const INFINITIVE: usize = 6;

/// Words after the verb that are looked at.
const MOST: usize = 200;

/// Certainty of this pattern; a stated guess, not learned.
const SCORE: f32 = 0.5;

/// `I` or `we` with a verb of thought or speech among `words`, which stand in a content.
pub(super) fn own(input: &Input<'_>, words: &[Span]) -> Vec<QuotationRecord> {
    let says = |word: &Span| matches!(word.of(input.text), "I" | "We" | "we");
    let subjects = words.iter().enumerate().filter(|(_, word)| says(word));
    subjects.filter_map(|(at, subject)| clause(input, *subject, words.get(at + 1..)?)).collect()
}

/// The quotation that a subject and the words after it make, up to the end of the sentence.
fn clause(input: &Input<'_>, subject: Span, after: &[Span]) -> Option<QuotationRecord> {
    let sentence = input.sentence_at(subject.start);
    let after = after.get(..after.partition_point(|word| word.end <= sentence.end))?;
    let helps = |word: &&Span| {
        let word = word.of(input.text);
        lexicon::is_auxiliary(word)
            || word.ends_with("ly")
            || matches!(word, "not" | "n't" | "n’t" | "'ve" | "’ve" | "never" | "always")
    };
    let verb = after.iter().take(BETWEEN).take_while(helps).count();
    after.get(verb).filter(|word| lexicon::is_voice(word.of(input.text)))?;
    let rest = after.get(verb + 1..)?;
    let rest = rest.get(..rest.len().min(MOST))?;
    let named = |word: &Span| word.of(input.text).contains(char::is_alphanumeric);
    let hearer = usize::from(lexicon::is_told(after.get(verb)?.of(input.text)) && is_hearer(input, rest));
    let content = rest.get(hearer..=rest.iter().rposition(named)?)?;
    let comma = usize::from(content.first()?.of(input.text) == ",");
    let content = content.get(comma..).filter(|content| content.len() >= CONTENT)?;
    let first = content.first()?;
    let marked = input.pairs.binary_search_by_key(&first.start, |pair| pair.span.start);
    let marked = marked.ok().and_then(|at| input.pairs.get(at)).map(|pair| pair.span);
    if hearer == 0 && marked.is_none() && !opens_clause(input, content) {
        return None;
    }
    Some(QuotationRecord {
        content: vec![marked.unwrap_or(first.cover(*content.last()?))],
        cue: Some(after.first()?.cover(*after.get(verb)?)),
        source: Some(subject),
        score: SCORE,
        evidence: vec![Reason::Voice],
        ..QuotationRecord::default()
    })
}

/// Whether a quotation inside a content is that of such a verb with a clause behind it.
pub(super) fn is_clear(input: &Input<'_>, quotation: &QuotationRecord) -> bool {
    let last = quotation.cue.and_then(|cue| input.words_in(cue).last());
    let content = quotation.content.first().map(|content| input.words_in(*content)).unwrap_or_default();
    last.is_some_and(|last| lexicon::is_voice(last.of(input.text))) && opens_clause(input, content)
}

/// Whether words begin like a clause, or somebody is to do something: `all parties to use the path`.
fn opens_clause(input: &Input<'_>, words: &[Span]) -> bool {
    let first = words.first().map_or("", |word| word.of(input.text)).to_lowercase();
    let infinitive = words.iter().take(INFINITIVE).any(|word| word.of(input.text) == "to");
    infinitive || matches!(first.as_str(), "you" | "there" | "this" | "not") || lexicon::ends_phrase(&first)
}

fn is_hearer(input: &Input<'_>, rest: &[Span]) -> bool {
    let word = |at: usize| rest.get(at).map(|word| word.of(input.text));
    let pronoun = matches!(word(0), Some("him" | "them" | "you" | "me" | "us" | "myself" | "everyone" | "everybody"));
    pronoun && word(1).is_some_and(|next| next.contains(char::is_alphanumeric))
}
