//! Quotations nest or are apart: where two claim the same words, the surer one keeps them.

use super::coordinate::clauses;
use super::{Input, QuotationRecord, Reason, begin, order};
use crate::Span;

/// Quotations before one that are compared with it; more than any sentence has.
const NEAR: usize = 8;

/// Drops from `quotations` the contents that cross or repeat those of a surer quotation, and what is left without any.
pub(super) fn settle(input: &Input<'_>, quotations: &mut Vec<QuotationRecord>) {
    quotations.sort_by_key(order);
    clauses(input, quotations);
    let mut at = 0;
    while at < quotations.len() {
        let Some(rival) = rival(quotations, at) else {
            at += 1;
            continue;
        };
        let surer = |a: usize, b: usize| score(quotations, a) >= score(quotations, b);
        let (keeper, loser) = if surer(rival, at) { (rival, at) } else { (at, rival) };
        yield_to(quotations, keeper, loser);
        // A loser leaves or shrinks, so this comes to an end.
        at = at.min(rival);
    }
}

fn score(quotations: &[QuotationRecord], at: usize) -> f32 {
    quotations.get(at).map_or(0.0, |quotation| quotation.score)
}

/// An earlier quotation of which `at` is neither a part nor apart.
fn rival(quotations: &[QuotationRecord], at: usize) -> Option<usize> {
    let own = quotations.get(at)?;
    let start = begin(own);
    let earlier = quotations.get(..at)?.iter().enumerate().rev().take(NEAR);
    let mut reaching = earlier.filter(|(_, other)| other.content.last().is_some_and(|last| last.end > start));
    reaching.find(|(_, other)| crosses(other, own)).map(|(rival, _)| rival)
}

/// Whether contents overlap without one quotation lying in the content of the other.
fn crosses(a: &QuotationRecord, b: &QuotationRecord) -> bool {
    let overlap = a.content.iter().any(|x| b.content.iter().any(|y| x.overlaps(*y)));
    overlap && !a.holds(b) && !b.holds(a)
}

fn yield_to(quotations: &mut Vec<QuotationRecord>, keeper: usize, loser: usize) {
    let kept: Vec<Span> = quotations.get(keeper).map(|keeper| keeper.content.clone()).unwrap_or_default();
    let Some(losing) = quotations.get_mut(loser) else { return };
    losing.mend(Reason::Surer, |losing| losing.content.retain(|span| !kept.iter().any(|kept| kept.overlaps(*span))));
    if losing.content.is_empty() {
        quotations.remove(loser);
    }
}
