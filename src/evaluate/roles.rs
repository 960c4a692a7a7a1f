//! Exact roles, whole quotations and links.

use std::collections::BTreeMap;

use super::count::Counts;
use super::measure::{Evaluation, Side, overlap};
use crate::Span;

/// Share of the contents that linked quotations have in common.
const ENOUGH: f64 = 0.5;

/// Source, cue and content, neighbouring pieces joined.
pub(crate) type Roles = [Vec<Span>; 3];

pub(super) fn count(evaluation: &mut Evaluation, gold: &Side<'_>, predicted: &Side<'_>) {
    let (gold, predicted) = (roles(gold), roles(predicted));
    let exact = [&mut evaluation.source_exact, &mut evaluation.cue_exact, &mut evaluation.content_exact];
    for (role, counts) in exact.into_iter().enumerate() {
        let of = |side: &[Roles]| -> Vec<Vec<Span>> {
            side.iter().filter_map(|roles| roles.get(role)).filter(|spans| !spans.is_empty()).cloned().collect()
        };
        count_equal(counts, &of(&gold), &of(&predicted));
    }
    count_equal(&mut evaluation.whole, &gold, &predicted);
    count_linked(&mut evaluation.linked, &gold, &predicted);
}

fn roles(side: &Side<'_>) -> Vec<Roles> {
    let join = |spans: &[Span]| joined(spans, side);
    side.quotations.iter().map(|item| [join(&item.source), join(&item.cue), join(&item.content)]).collect()
}

/// Spans without white space around them; those that only white space parts are one, so that paragraphs do not matter.
fn joined(spans: &[Span], side: &Side<'_>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    let mut sorted: Vec<Span> = spans.iter().map(|span| side.points.span_to_bytes(*span)).collect();
    sorted.sort_unstable();
    for span in sorted {
        match joined.last_mut() {
            Some(last) if is_blank(last.end, span.start, side.text) => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined.into_iter().map(|span| side.points.span_from_bytes(trimmed(span, side.text))).collect()
}

fn is_blank(from: u32, to: u32, text: &str) -> bool {
    Span::new(from as usize, to as usize).of(text).trim().is_empty()
}

fn trimmed(span: Span, text: &str) -> Span {
    let inner = span.of(text);
    let start = span.end as usize - inner.trim_start().len();
    Span::new(start, start + inner.trim().len())
}

/// Counts those that stand on both sides, each as often as it does.
fn count_equal<T: Ord>(counts: &mut Counts, gold: &[T], predicted: &[T]) {
    let mut left = BTreeMap::new();
    for item in gold {
        *left.entry(item).or_insert(0_usize) += 1;
    }
    for item in predicted {
        if let Some(count) = left.get_mut(item).filter(|count| **count > 0) {
            *count -= 1;
            counts.right += 1;
        }
    }
    counts.gold += gold.len();
    counts.predicted += predicted.len();
}

fn count_linked(counts: &mut Counts, gold: &[Roles], predicted: &[Roles]) {
    let mut free: Vec<&Roles> = predicted.iter().collect();
    for item in gold {
        if let Some(index) = linked(item, &free) {
            free.remove(index);
            counts.right += 1;
        }
    }
    counts.gold += gold.len();
    counts.predicted += predicted.len();
}

/// The free prediction that is linked like `gold` and covers it best, the first of equals.
pub(crate) fn linked([source, cue, content]: &Roles, free: &[&Roles]) -> Option<usize> {
    let fits = |[a, b, c]: &Roles| touch(source, a) && touch(cue, b) && touch(content, c);
    let covers = free.iter().enumerate().filter(|(_, item)| fits(item));
    let covers = covers.map(|(index, item)| (index, overlap(content, &item[2])));
    let best = covers.rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
    (best.1 >= ENOUGH).then_some(best.0)
}

fn touch(a: &[Span], b: &[Span]) -> bool {
    (a.is_empty() && b.is_empty()) || a.iter().any(|x| b.iter().any(|y| x.overlaps(*y)))
}
