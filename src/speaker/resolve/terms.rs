//! Who speaks on terms of anonymity.

use std::ops::Range;

use super::{LOOKED_AT, Resolver};
use crate::speaker::scan::{Event, Reference};

impl Resolver<'_, '_> {
    /// Where, after its first word, a description goes on with terms of anonymity.
    pub(super) fn terms_in(&self, range: &Range<usize>) -> Option<usize> {
        let next = self.terms.partition_point(|terms| terms.start <= range.start);
        self.terms.get(next).map(|terms| terms.start).filter(|start| *start < range.end)
    }

    /// The speakers who stay unnamed on stated terms, with these terms: the one who is spoken of right before them in the
    /// sentence, or else the first one after them.
    pub(in crate::speaker) fn on_terms(&self) -> impl Iterator<Item = (usize, &Range<usize>)> {
        self.terms.iter().filter_map(|terms| {
            let after = self.events.partition_point(|event| event.words.start < terms.start);
            let before = (after.saturating_sub(LOOKED_AT)..after).rev();
            let later = after..self.events.len().min(after + LOOKED_AT);
            let unnamed = |number: usize| self.unnamed_at(number, terms);
            let entity = before.into_iter().find_map(unnamed).or_else(|| later.into_iter().find_map(unnamed));
            entity.map(|entity| (entity, terms))
        })
    }

    /// The unnamed source behind an event in the sentence of `terms`.
    fn unnamed_at(&self, number: usize, terms: &Range<usize>) -> Option<usize> {
        let event = self.events.get(number).filter(|event| self.shares_sentence(event, terms))?;
        let entity = match event.reference {
            Reference::Source(source, _) => self.found.get(source).copied().flatten(),
            _ => self.heard.get(number).copied().flatten(),
        };
        let entity = entity.map(|entity| self.settled(entity))?;
        self.entity(entity).filter(|record| record.spoke && record.is_anonymous()).map(|_| entity)
    }

    fn shares_sentence(&self, event: &Event<'_>, terms: &Range<usize>) -> bool {
        let inside = event.words.contains(&terms.start);
        inside || self.sentence_at(event.words.start) == self.sentence_at(terms.start)
    }
}
