//! What quotation marks alone tell: where contents end, and speech that goes on without a cue.

use super::marks::Pair;
use super::{Input, QuotationRecord, begin};
use crate::Span;

/// Words that a pair without a cue must hold to count as speech.
const SENTENCE: usize = 3;

/// Moves the edges of contents to their marks, then adds the speech that no cue announces.
pub(super) fn complete(input: &Input<'_>, quotations: &mut Vec<QuotationRecord>) {
    for quotation in quotations.iter_mut() {
        take_compound(input, quotation);
        take_marks(input, quotation);
        leave_narrative(input, quotation);
    }
    quotations.sort_by_key(begin);
    carry_on(input, quotations);
    let unclaimed: Vec<Pair> = input.pairs.iter().filter(|pair| is_bare(input, pair, quotations)).copied().collect();
    for pair in unclaimed {
        attach(input, quotations, &pair);
    }
}

/// A content that ends before a hyphen inside a token takes the rest of the token in.
fn take_compound(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let tokens = &input.segments.tokens;
    let taken: Vec<Span> = quotation.cue.iter().chain(&quotation.source).copied().collect();
    for content in &mut quotation.content {
        let token = tokens.get(tokens.partition_point(|token| token.span.end < content.end));
        let rest = token.map(|token| Span { start: content.end, end: token.span.end.max(content.end) });
        let apart = |rest: &Span| !taken.iter().any(|part| part.overlaps(*rest));
        if let Some(rest) = rest.filter(|rest| rest.of(input.text).starts_with('-')).filter(apart) {
            content.end = rest.end;
        }
    }
}

/// A content that holds one mark of a pair, or all words between its marks, takes the other mark in.
fn take_marks(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let taken: Vec<Span> = quotation.cue.iter().chain(&quotation.source).copied().collect();
    for content in &mut quotation.content {
        for pair in touching(&input.pairs, *content) {
            let reached = content.cover(pair.span);
            let most = overlap(*content, pair.span) * 10 >= pair.span.len() * 6;
            if most && !content.contains(pair.span) && !taken.iter().any(|part| part.overlaps(reached)) {
                *content = reached;
            }
        }
    }
    join(input, quotation);
}

/// Where a piece of the content is one pair of marks, a sentence without marks that is not the cue's is told by the article.
fn leave_narrative(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let pair_at = |span: &Span| touching(&input.pairs, *span).any(|pair| pair.span == *span && pair.closed());
    let Some(cue) = quotation.cue.filter(|_| quotation.content.iter().any(pair_at)) else { return };
    let told = input.sentence_at(cue.start);
    quotation.content.retain(|span| told.overlaps(*span) || touching(&input.pairs, *span).next().is_some());
}

/// Contents that overlap or have only white space between them are one.
fn join(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let mut joined: Vec<Span> = Vec::new();
    for &span in &quotation.content {
        match joined.last_mut() {
            Some(last) if Span::new(last.end as usize, span.start as usize).of(input.text).trim().is_empty() => {
                *last = last.cover(span);
            }
            _ => joined.push(span),
        }
    }
    quotation.content = joined;
}

fn overlap(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start)) as usize
}

/// The outermost pairs that share text with `span`.
fn touching(pairs: &[Pair], span: Span) -> impl Iterator<Item = &Pair> {
    let end = pairs.partition_point(|pair| pair.span.start < span.end);
    let before = pairs.get(..end).unwrap_or_default().iter().rev();
    // Outermost pairs are apart, so the first one that ends before the span ends the search.
    before.filter(|pair| pair.depth == 0).take_while(move |pair| pair.span.end > span.start)
}

/// Speech whose mark is not closed goes on in the next paragraph if that opens with a mark.
fn carry_on(input: &Input<'_>, quotations: &mut [QuotationRecord]) {
    let openers: Vec<&Pair> =
        input.pairs.iter().filter(|pair| pair.depth == 0 && opens_paragraph(input, pair)).collect();
    for at in 0..quotations.len() {
        let Some(mut end) = quotations.get(at).and_then(|quotation| quotation.content.last()).map(|last| last.end)
        else {
            continue;
        };
        while let Some(next) = continuation(input, end, &openers) {
            let claimed = quotations.iter().any(|other| {
                other.cue.is_some_and(|cue| input.paragraph_at(cue.start) == input.paragraph_at(next.span.start))
            });
            if claimed {
                break;
            }
            end = next.span.end;
        }
        let last = quotations.get_mut(at).and_then(|quotation| quotation.content.last_mut());
        last.into_iter().for_each(|last| last.end = end);
    }
}

/// The pair at the head of the next paragraph, if the pair that ends at `end` is not closed.
fn continuation<'p>(input: &Input<'_>, end: u32, openers: &[&'p Pair]) -> Option<&'p Pair> {
    let unclosed = touching(&input.pairs, Span { start: end.saturating_sub(1), end })
        .any(|pair| pair.close.is_none() && pair.span.end == end);
    let next = input.segments.paragraphs.get(input.paragraph_at(end.saturating_sub(1)) + 1)?;
    let at = openers.binary_search_by_key(&next.span.start, |pair| pair.span.start).ok()?;
    openers.get(at).filter(|_| unclosed).copied()
}

fn opens_paragraph(input: &Input<'_>, pair: &Pair) -> bool {
    let paragraph = input.segments.paragraphs.get(input.paragraph_at(pair.span.start));
    pair.open.is_some() && paragraph.is_some_and(|paragraph| paragraph.span.start == pair.span.start)
}

/// Whether a pair reads like speech and belongs to no quotation yet.
fn is_bare(input: &Input<'_>, pair: &Pair, quotations: &[QuotationRecord]) -> bool {
    let parts = |quotation: &QuotationRecord| {
        let mut parts = quotation.content.iter().chain(&quotation.source);
        parts.any(|part| part.overlaps(pair.span))
    };
    pair.depth == 0 && pair.open.is_some() && reads_like_speech(input, pair) && !quotations.iter().any(parts)
}

/// A sentence of its own: it begins one, begins with a capital, and ends with a mark of punctuation inside.
fn reads_like_speech(input: &Input<'_>, pair: &Pair) -> bool {
    let inside = pair.span.of(input.text);
    let inner = inside.trim_matches(|c: char| !c.is_alphanumeric());
    let ended = inside
        .trim_end_matches(['"', '”', '’', '\'', '»', '›', '“', ' '])
        .ends_with(['.', ',', '!', '?', '…', '—', '-']);
    let words = input.words_in(pair.span).iter().filter(|word| word.of(input.text).chars().any(char::is_alphanumeric));
    let begins = input.sentence_at(pair.span.start).start == pair.span.start || opens_paragraph(input, pair);
    begins && (ended || pair.close.is_none()) && inner.starts_with(char::is_uppercase) && words.count() >= SENTENCE
}

/// Gives a bare pair to the quotation before it in the paragraph, or makes a quotation of it.
fn attach(input: &Input<'_>, quotations: &mut Vec<QuotationRecord>, pair: &Pair) {
    let at = quotations.partition_point(|quotation| begin(quotation) < pair.span.start);
    let here = input.paragraph_at(pair.span.start);
    let before = at.checked_sub(1).and_then(|before| quotations.get_mut(before));
    let marked = |quotation: &QuotationRecord| {
        quotation.inherited || quotation.content.iter().any(|span| touching(&input.pairs, *span).next().is_some())
    };
    let mut inherited = false;
    if let Some(before) = before {
        let last = before.content.last().map_or(0, |last| last.end);
        let there = input.paragraph_at(begin(before));
        if there == here && marked(before) && last <= pair.span.start {
            before.content.push(pair.span);
            return;
        }
        inherited = there + 1 == here && marked(before) && opens_paragraph(input, pair);
    }
    let score = 0.5;
    quotations.insert(at, QuotationRecord { content: vec![pair.span], inherited, score, ..QuotationRecord::default() });
}
