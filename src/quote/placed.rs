//! Quotations by the text that they lie in, so that one added is compared with those near it alone.

use super::QuotationRecord;
use crate::Span;

/// Bytes of a block: a long sentence.
const BLOCK: u32 = 256;

/// Quotations, and for each block of the text those with a part there.
pub(super) struct Placed {
    /// In the order in which they came; none where another took the place.
    quotations: Vec<Option<QuotationRecord>>,
    blocks: Vec<Vec<u32>>,
}

impl Placed {
    pub(super) fn new(text: &str, quotations: Vec<QuotationRecord>) -> Self {
        let blocks = vec![Vec::new(); text.len() / BLOCK as usize + 1];
        let mut placed = Self { quotations: Vec::with_capacity(quotations.len()), blocks };
        quotations.into_iter().for_each(|quotation| placed.add(quotation));
        placed
    }

    /// Adds `found` beside all that is there.
    pub(super) fn add(&mut self, found: QuotationRecord) {
        let number = self.quotations.len() as u32;
        for block in found.parts().flat_map(blocks) {
            let list = self.blocks.get_mut(block).filter(|list| list.last() != Some(&number));
            list.into_iter().for_each(|list| list.push(number));
        }
        self.quotations.push(Some(found));
    }

    /// Adds `found` in place of all that it overlaps.
    pub(super) fn put_surely(&mut self, found: QuotationRecord) {
        for number in self.near(found.parts()) {
            self.remove(number, |other| other.overlaps(&found));
        }
        self.add(found);
    }

    /// Adds `found` in place of what it overlaps without a source, unless a sourced quotation is there.
    pub(super) fn put(&mut self, found: QuotationRecord) {
        let own: Vec<Span> = found.content.iter().chain(&found.cue).copied().collect();
        let touches = |other: &QuotationRecord| other.parts().any(|part| own.iter().any(|own| own.overlaps(part)));
        let is_rival = |other: &QuotationRecord| touches(other) && !found.holds(other);
        let near = self.near(own.iter().copied());
        let mut others = near.iter().filter_map(|&number| self.get(number));
        if others.any(|other| is_rival(other) && other.source.is_some()) {
            return;
        }
        near.into_iter().for_each(|number| self.remove(number, is_rival));
        self.add(found);
    }

    /// All that are left.
    pub(super) fn iter(&self) -> impl Iterator<Item = &QuotationRecord> {
        self.quotations.iter().flatten()
    }

    /// All that are left, in the order in which they came.
    pub(super) fn into_quotations(self) -> Vec<QuotationRecord> {
        self.quotations.into_iter().flatten().collect()
    }

    fn get(&self, number: u32) -> Option<&QuotationRecord> {
        self.quotations.get(number as usize)?.as_ref()
    }

    fn remove(&mut self, number: u32, is_removed: impl Fn(&QuotationRecord) -> bool) {
        self.quotations
            .get_mut(number as usize)
            .into_iter()
            .for_each(|place| drop(place.take_if(|found| is_removed(found))));
    }

    /// Those with a part in the blocks of `parts`.
    fn near(&self, parts: impl Iterator<Item = Span>) -> Vec<u32> {
        let mut numbers: Vec<u32> =
            parts.flat_map(blocks).filter_map(|block| self.blocks.get(block)).flatten().copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

fn blocks(span: Span) -> std::ops::RangeInclusive<usize> {
    (span.start / BLOCK) as usize..=(span.end.max(span.start + 1) - 1) as usize / BLOCK as usize
}
