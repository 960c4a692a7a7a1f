//! What quotation marks alone tell: where contents end, and speech that goes on without a cue.

use super::describe::has_word;
use super::marks::Pair;
use super::reach::Reach;
use super::{Input, QuotationRecord, Reason, begin};
use crate::Span;

/// Hyphens of a compound that are looked at, so that a text of nothing but hyphens takes linear time.
const COMPOUND: usize = 8;

/// Words that a pair without a cue must hold to count as speech.
const SENTENCE: usize = 3;

/// Moves the edges of contents to their marks, then adds the speech that no cue announces.
pub(super) fn complete(input: &Input<'_>, quotations: &mut Vec<QuotationRecord>) {
    for quotation in quotations.iter_mut() {
        quotation.mend(Reason::Compound, |quotation| take_compound(input, quotation));
        quotation.mend(Reason::MarksTaken, |quotation| take_marks(input, quotation));
        quotation.mend(Reason::Narrative, |quotation| leave_narrative(input, quotation));
        quotation.mend(Reason::Narrative, |quotation| leave_next(input, quotation));
    }
    quotations.sort_by_key(begin);
    carry_on(input, quotations);
    let parts = |quotation: &QuotationRecord| quotation.content.iter().copied().chain(quotation.source).collect();
    let claimed = Reach::new(quotations.iter().flat_map::<Vec<Span>, _>(parts).collect());
    let mut known = std::mem::take(quotations).into_iter().peekable();
    for pair in input.outer.iter().filter(|pair| is_bare(input, pair, &claimed)) {
        while let Some(earlier) = known.next_if(|quotation| begin(quotation) < pair.span.start) {
            quotations.push(earlier);
        }
        attach(input, quotations, pair);
    }
    quotations.extend(known);
}

/// A content that ends before a hyphen inside a compound takes the rest of the compound in.
fn take_compound(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let taken: Vec<Span> = quotation.cue.iter().chain(&quotation.source).copied().collect();
    for content in &mut quotation.content {
        let end = compound_end(input, content.end);
        let rest = Span { start: content.end, end };
        if !taken.iter().any(|part| part.overlaps(rest)) {
            content.end = end;
        }
    }
}

/// Where the compound ends that has a hyphen at `end`; `end` where there is none.
fn compound_end(input: &Input<'_>, end: u32) -> u32 {
    let words = &input.segments.words;
    let after = words.get(words.partition_point(|word| word.start < end)..).unwrap_or_default();
    let pairs = after.chunks_exact(2).take(COMPOUND).filter_map(|pair| pair.first().zip(pair.last()));
    let joined = pairs.scan(end, |end, (hyphen, part)| {
        let touches = hyphen.start == *end && part.start == hyphen.end && hyphen.of(input.text) == "-";
        *end = part.end;
        (touches && has_word(part.of(input.text))).then_some(*end)
    });
    joined.last().unwrap_or(end)
}

/// A content that holds one mark of a pair, or all words between its marks, takes the other mark in.
fn take_marks(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let taken: Vec<Span> = quotation.cue.iter().chain(&quotation.source).copied().collect();
    for content in &mut quotation.content {
        for pair in touching(&input.outer, *content) {
            let reached = content.cover(pair.span);
            let most = overlap(*content, pair.span) * 10 >= pair.span.len() * 6;
            if most && !content.contains(pair.span) && !taken.iter().any(|part| part.overlaps(reached)) {
                *content = reached;
            }
        }
    }
    join(input, quotation);
}

/// `posted: “Home safe #thanks” The pair had drifted`: what a colon announces ends with its marks where a sentence begins behind them.
fn leave_next(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let (Some(cue), [content]) = (quotation.cue, quotation.content.as_mut_slice()) else { return };
    let Some(pair) = touching(&input.outer, *content).find(|pair| pair.span.start == content.start) else { return };
    let behind = input.words_in(Span { start: pair.span.end, end: content.end.max(pair.span.end) }).first();
    let begins = behind.is_some_and(|next| next.of(input.text).starts_with(char::is_uppercase));
    if begins && pair.closed() && cue.end <= content.start && cue.of(input.text).ends_with(':') {
        content.end = pair.span.end;
    }
}

/// Where a piece of the content is one pair of marks, the article tells what has no marks in a sentence that is not the cue's,
/// or behind that pair.
fn leave_narrative(input: &Input<'_>, quotation: &mut QuotationRecord) {
    let pair_at = |span: &Span| touching(&input.outer, *span).any(|pair| pair.span == *span && pair.closed());
    let Some(first) = quotation.content.iter().find(|span| pair_at(span)).map(|span| span.start) else { return };
    let Some(cue) = quotation.cue else { return };
    let told = input.sentence_at(cue.start);
    let own = |span: &Span| told.overlaps(*span) && span.start < first;
    quotation.content.retain(|span| own(span) || touching(&input.outer, *span).next().is_some());
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

/// The pairs that share text with `span`, of `pairs` that are apart.
pub(super) fn touching(pairs: &[Pair], span: Span) -> impl Iterator<Item = &Pair> {
    let end = pairs.partition_point(|pair| pair.span.start < span.end);
    let before = pairs.get(..end).unwrap_or_default().iter().rev();
    before.take_while(move |pair| pair.span.end > span.start)
}

/// Speech whose mark is not closed goes on in the next paragraph if that opens with a mark.
fn carry_on(input: &Input<'_>, quotations: &mut [QuotationRecord]) {
    let openers: Vec<&Pair> = input.outer.iter().filter(|pair| opens_paragraph(input, pair)).collect();
    let cues = quotations.iter().filter_map(|quotation| quotation.cue);
    let mut announced: Vec<usize> = cues.map(|cue| input.paragraph_at(cue.start)).collect();
    announced.sort_unstable();
    for at in 0..quotations.len() {
        let Some(mut end) = quotations.get(at).and_then(|quotation| quotation.content.last()).map(|last| last.end)
        else {
            continue;
        };
        while let Some(next) = continuation(input, end, &openers) {
            if announced.binary_search(&input.paragraph_at(next.span.start)).is_ok() {
                break;
            }
            end = next.span.end;
        }
        let Some(quotation) = quotations.get_mut(at) else { continue };
        quotation.mend(Reason::Carried, |quotation| {
            quotation.content.last_mut().into_iter().for_each(|last| last.end = end);
        });
    }
}

/// The pair at the head of the next paragraph, if the pair that ends at `end` is not closed.
fn continuation<'p>(input: &Input<'_>, end: u32, openers: &[&'p Pair]) -> Option<&'p Pair> {
    let unclosed = touching(&input.outer, Span { start: end.saturating_sub(1), end })
        .any(|pair| pair.close.is_none() && pair.span.end == end);
    let next = input.segments.paragraphs.get(input.paragraph_at(end.saturating_sub(1)) + 1)?;
    let at = openers.binary_search_by_key(&next.span.start, |pair| pair.span.start).ok()?;
    openers.get(at).filter(|_| unclosed).copied()
}

/// Whether speech that ends unclosed at `end` goes on with a pair at the head of the next paragraph.
fn goes_on(input: &Input<'_>, end: u32, pair: &Pair) -> bool {
    continuation(input, end, &[pair]).is_some()
}

fn opens_paragraph(input: &Input<'_>, pair: &Pair) -> bool {
    let paragraph = input.segments.paragraphs.get(input.paragraph_at(pair.span.start));
    pair.open.is_some() && paragraph.is_some_and(|paragraph| paragraph.span.start == pair.span.start)
}

/// Whether a pair reads like speech and belongs to no quotation yet.
fn is_bare(input: &Input<'_>, pair: &Pair, claimed: &Reach) -> bool {
    pair.open.is_some() && !claimed.touches(pair.span) && reads_like_speech(input, pair)
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

/// Whether a quotation with a source takes up all words of its paragraph: `Gov. Ellen Tsosie said the dam was dead.`
fn fills(input: &Input<'_>, quotation: &QuotationRecord, paragraph: usize) -> bool {
    let parts = quotation.content.iter().copied().chain(quotation.cue).chain(quotation.source);
    let paragraph = input.segments.paragraphs.get(paragraph);
    let Some((whole, paragraph)) = parts.reduce(Span::cover).zip(paragraph) else { return false };
    let before = Span { start: paragraph.span.start, end: whole.start.max(paragraph.span.start) };
    let after = Span { start: whole.end.min(paragraph.span.end), end: paragraph.span.end };
    let empty = |span: Span| !input.words_in(span).iter().any(|word| has_word(word.of(input.text)));
    quotation.source.is_some() && empty(before) && empty(after)
}

/// Gives a bare pair to the quotation before it in the paragraph, or makes a quotation of it.
fn attach(input: &Input<'_>, quotations: &mut Vec<QuotationRecord>, pair: &Pair) {
    let here = input.paragraph_at(pair.span.start);
    let marked = |quotation: &QuotationRecord| {
        quotation.inherited || quotation.content.iter().any(|span| touching(&input.outer, *span).next().is_some())
    };
    let mut inherited = false;
    if let Some(before) = quotations.last_mut() {
        let last = before.content.last().map_or(0, |last| last.end);
        let there = input.paragraph_at(begin(before));
        if goes_on(input, last, pair) {
            before.content.last_mut().into_iter().for_each(|open| open.end = pair.span.end);
            before.note(Reason::Carried);
            return;
        }
        if there == here && marked(before) && last <= pair.span.start {
            before.content.push(pair.span);
            before.note(Reason::MoreMarks);
            return;
        }
        let opens = there + 1 == here && opens_paragraph(input, pair);
        inherited = opens && (marked(before) || fills(input, before, there));
    }
    let score = 0.5;
    let (content, evidence) = (vec![pair.span], vec![Reason::Bare]);
    quotations.push(QuotationRecord { content, inherited, score, evidence, ..QuotationRecord::default() });
}
