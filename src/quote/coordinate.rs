//! Clauses that a conjunction joins are quotations of their own.

use super::nested::sort;
use super::speech::touching;
use super::{Input, QuotationRecord};
use crate::Span;

/// Quotations before one that are compared with it; more than any sentence has.
const NEAR: usize = 8;

/// `Silva said A and urged B`, `Silva said A, and Ruiz denied B`: the first content ends before what the second cue or
/// source begins.
pub(super) fn clauses(input: &Input<'_>, quotations: &mut [QuotationRecord]) {
    for at in 1..quotations.len() {
        let (earlier, rest) = quotations.split_at_mut(at);
        let Some((Some(source), Some(cue))) = rest.first().map(|second| (second.source, second.cue)) else { continue };
        for first in earlier.iter_mut().rev().take(NEAR) {
            let from = if first.source == Some(source) { cue } else { source.cover(cue) };
            let joined = first.source == Some(source) || begins_clause(input, source);
            for content in first.content.iter_mut().filter(|content| joined && content.contains(from)) {
                content.end =
                    before_conjunction(input, Span { start: content.start, end: from.start }).unwrap_or(content.end);
            }
        }
    }
}

/// Whether `, and` or `,” and` stands before a source.
fn begins_clause(input: &Input<'_>, source: Span) -> bool {
    let before =
        input.words_in(Span { start: input.sentence_at(source.start).start.min(source.start), end: source.start });
    let mut back = before.iter().rev().map(|word| word.of(input.text));
    let joined = back.next().is_some_and(|word| matches!(word, "and" | "but" | "while"));
    joined && back.next().is_some_and(|word| !word.contains(char::is_alphanumeric))
}

/// Where `span` ends without the comma and conjunction at its end; none if nothing else is there.
fn before_conjunction(input: &Input<'_>, span: Span) -> Option<u32> {
    let joins = |word: &str| matches!(word, "," | ";" | "and" | "but" | "or" | "then" | "also" | "—" | "–" | "--");
    let words = input.words_in(span).iter().rev();
    words.skip_while(|word| joins(word.of(input.text))).map(|word| word.end).next()
}

/// `Silva said A and urged B`, where the second cue was found inside the first content and no source for it: Silva is its
/// source, and the two stand side by side. Only where the two verbs agree, as `said` and `urged` do.
pub(super) fn promote(input: &Input<'_>, quotations: &mut Vec<QuotationRecord>) {
    let mut heirs: Vec<Option<usize>> = vec![None; quotations.len()];
    for at in 0..quotations.len() {
        follow(quotations, &heirs, at);
        let Some((parent, end)) = joined_to(input, quotations, at) else { continue };
        let Some(holder) = quotations.get_mut(parent) else { continue };
        let (around, source) = (holder.parent, holder.source);
        let cut = holder.content.iter_mut().find(|content| content.start < end && end < content.end);
        cut.into_iter().for_each(|content| content.end = end);
        if let (Some(joined), Some(heir)) = (quotations.get_mut(at), heirs.get_mut(parent)) {
            (joined.parent, joined.source, *heir) = (around, source, Some(at));
        }
    }
    if heirs.iter().any(Option::is_some) {
        sort(quotations);
    }
}

/// What lay in a content that ends earlier now hangs under the quotation that took the rest of it.
fn follow(quotations: &mut [QuotationRecord], heirs: &[Option<usize>], at: usize) {
    let parent = |quotations: &[QuotationRecord]| quotations.get(at)?.parent.map(|parent| parent as usize);
    while let Some(old) = parent(quotations) {
        let Some(&Some(heir)) = heirs.get(old) else { return };
        let (Some(own), Some(holder), Some(next)) = (quotations.get(at), quotations.get(old), quotations.get(heir))
        else {
            return;
        };
        if holder.holds(own) {
            return;
        }
        let new = if next.holds(own) { Some(heir as u32) } else { holder.parent };
        quotations.iter_mut().skip(at).take(1).for_each(|own| own.parent = new);
    }
}

/// The quotation whose source `at` shares, and where the content of that one ends.
fn joined_to(input: &Input<'_>, quotations: &[QuotationRecord], at: usize) -> Option<(usize, u32)> {
    let own = quotations.get(at).filter(|own| own.source.is_none())?;
    let (cue, parent) = (own.cue?, own.parent? as usize);
    let holder = quotations.get(parent).filter(|holder| holder.source.is_some())?;
    let content = holder.content.iter().find(|content| content.contains(cue))?;
    let before = input.words_in(Span { start: content.start, end: cue.start });
    let joins = before.last().is_some_and(|word| matches!(word.of(input.text), "and" | "but"));
    let marked = touching(&input.outer, cue).next().is_some();
    let first = input.words_in(cue).first()?.of(input.text);
    let verb = input.words_in(holder.cue?).last()?.of(input.text);
    let nearest = quotations.get(parent + 1..at)?.iter().rev().take(NEAR);
    let siblings = nearest.filter(|other| other.parent == own.parent && other.source.is_some());
    let mut claimed = siblings.filter_map(|other| other.cue);
    let claimed = claimed.any(|other| content.contains(other));
    let end = before_conjunction(input, Span { start: content.start, end: cue.start })?;
    (joins && !marked && !claimed && agree(first, verb)).then_some((parent, end))
}

/// Whether two verbs are both in the present or both in the past, by their last letters.
fn agree(first: &str, second: &str) -> bool {
    let present = |verb: &str| verb.ends_with('s') && !verb.ends_with("ss");
    let past = |verb: &str| verb.ends_with('d');
    present(first) && present(second) || past(first) && past(second)
}
