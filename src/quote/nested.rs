//! Quotations inside the contents of others: each content is read as a text of its own, by the chains alone, because a net
//! would take half as long again and find no more.

use super::reader::Reader;
use super::settle::settle;
use super::words::{pairs_in, sequences};
use super::{Input, QuotationRecord, Reason, begin, edges, find, order, voice};
use crate::Span;

/// Contents are read to this depth; deeper speech stays part of its parent.
const DEPTH: usize = 3;

/// A content is read only if it has a word that was a cue this often in training, in steps: with less of one nothing more
/// was found on the cases, and one thing that was none.
const TELLING: u8 = 3;

/// Below this score a quotation inside a content needs a verb of thought or speech and a clause.
const SURE: f32 = 0.5;

/// Adds the quotations nested in `quotations`, which are settled, and puts all in order of where they begin.
pub(super) fn add(input: &Input<'_>, reader: &mut Reader<'_>, quotations: &mut Vec<QuotationRecord>) {
    let outermost = std::mem::take(quotations);
    place(input, reader, quotations, outermost, None, 0);
    sort(quotations);
}

/// Moves `list` to `placed`, each quotation before those that its content holds.
fn place(
    input: &Input<'_>,
    reader: &mut Reader<'_>,
    placed: &mut Vec<QuotationRecord>,
    list: Vec<QuotationRecord>,
    parent: Option<u32>,
    depth: usize,
) {
    let mut list: Vec<Option<QuotationRecord>> = list.into_iter().map(Some).collect();
    for at in 0..list.len() {
        let Some(quotation) = list.get_mut(at).and_then(Option::take) else { continue };
        let end = quotation.content.last().map_or(0, |last| last.end);
        // One that begins in between, with its source say, may lie apart.
        let reached =
            list.iter_mut().skip(at + 1).take_while(|next| next.as_ref().is_none_or(|next| begin(next) < end));
        let mut held: Vec<_> = reached.filter_map(|next| next.take_if(|next| quotation.holds(next))).collect();
        if depth + 1 < DEPTH {
            for content in &quotation.content {
                let known = |inner: &QuotationRecord| held.iter().any(|other| other.overlaps(inner));
                let found =
                    inside(input, reader, *content).into_iter().filter(|inner| quotation.holds(inner) && !known(inner));
                let found: Vec<_> = found.collect();
                held.extend(found);
            }
        }
        settle(input, &mut held);
        let own = placed.len() as u32;
        placed.push(QuotationRecord { parent, ..quotation });
        place(input, reader, placed, held, Some(own), depth + 1);
    }
}

/// What the model finds in one content, read without the marks around it.
fn inside(input: &Input<'_>, reader: &mut Reader<'_>, content: Span) -> Vec<QuotationRecord> {
    let pairs = pairs_in(&input.pairs, content);
    let around = pairs.iter().find(|pair| pair.span.start == content.start && pair.open.is_some());
    let depth = around.map_or_else(|| pairs.iter().map(|pair| pair.depth).min().unwrap_or(0), |pair| pair.depth + 1);
    let open = around.and_then(|pair| pair.open).map_or(content.start, |open| open.end);
    let close = around.and_then(|pair| pair.close).filter(|close| close.end == content.end);
    let range = input.numbers_in(Span { start: open, end: close.map_or(content.end, |close| close.start) });
    let words = input.segments.words.get(range.clone()).unwrap_or_default();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    let sentences = &input.segments.sentences;
    let from = sentences.partition_point(|sentence| sentence.span.end <= first.start);
    let to = sentences.partition_point(|sentence| sentence.span.start < last.end);
    let sentences = sentences.get(from..to).unwrap_or_default();
    let starts: Vec<u32> = sentences.iter().map(|sentence| sentence.span.start.max(first.start)).collect();
    let mut found = Vec::new();
    for (range, sequence) in sequences((&input.words, &input.segments.words), range, &starts, (pairs, depth)) {
        if sequence.words.iter().any(|word| word.rate >= TELLING) {
            found.extend(find(input, reader, sequence, input.segments.words.get(range).unwrap_or_default()));
        }
    }
    found.retain(|inner| inner.score >= SURE || voice::is_clear(input, inner));
    for own in around.iter().flat_map(|_| voice::own(input, words)) {
        if !found.iter().any(|other| other.overlaps(&own)) {
            found.push(own);
        }
    }
    found.iter_mut().for_each(|inner| inner.note(Reason::Inside));
    edges::mend(input, &mut found);
    found
}

/// Puts the quotations in order of where they begin; parents keep pointing at their own.
pub(super) fn sort(quotations: &mut Vec<QuotationRecord>) {
    let mut moved: Vec<usize> = (0..quotations.len()).collect();
    moved.sort_by_key(|&at| quotations.get(at).map(order));
    let mut place = vec![0; moved.len()];
    for (new, &old) in moved.iter().enumerate() {
        place.iter_mut().skip(old).take(1).for_each(|slot| *slot = new as u32);
    }
    let ordered = moved.iter().filter_map(|&old| quotations.get(old).cloned());
    let parent = |old: u32| place.get(old as usize).copied();
    *quotations =
        ordered.map(|quotation| QuotationRecord { parent: quotation.parent.and_then(parent), ..quotation }).collect();
}
