//! Whom somebody speaks for: `a spokesman for the Port of Callao`, `Dr Sato of Hokkaido University`.

use std::ops::Range;

use super::Resolver;
use crate::speaker::Category;
use crate::speaker::entity::join;
use crate::speaker::name::{Named, capital_run, split};
use crate::speaker::nominal::Nominal;
use crate::speaker::words::Shape;

impl Resolver<'_, '_> {
    /// Keeps what a description of `entity` says about whom it speaks for.
    pub(super) fn affiliate(&mut self, entity: usize, nominal: &Nominal<'_>) {
        if nominal.category == Category::Person
            && let Some(body) = self.body_after(&nominal.words).or_else(|| self.possessor(&nominal.words))
        {
            self.set_affiliation(entity, &body);
        }
    }

    /// Keeps the organization behind a name: `of Hokkaido University`.
    pub(super) fn affiliate_name(&mut self, entity: usize, at: usize) {
        if let Some(body) = self.body_at(at) {
            self.set_affiliation(entity, &body);
        }
    }

    fn set_affiliation(&mut self, entity: usize, body: &Range<usize>) {
        let body = join(self.words.get(body.clone()).unwrap_or_default());
        if let Some(record) = self.registry.entities.get_mut(entity) {
            record.affiliation.get_or_insert(body);
        }
    }

    /// The organization after `for`, `of`, `at` or `with` in a description.
    fn body_after(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let starts = range.clone().filter_map(|at| self.body_at(at));
        starts.filter(|body| body.end <= range.end).find(|body| !body.is_empty())
    }

    /// The organization that a preposition at `at` opens.
    fn body_at(&self, at: usize) -> Option<Range<usize>> {
        let preposition =
            self.words.get(at).is_some_and(|word| matches!(word.text, "for" | "of" | "at" | "with" | "from"));
        let the = usize::from(self.words.get(at + 1).is_some_and(|word| word.is("the")));
        let run = capital_run(self.words, at + 1 + the);
        let name = split(self.words, run).filter(|_| preposition)?;
        matches!(name.named, Named::Organization | Named::PerhapsPerson).then_some(name.words)
    }

    /// The possessor that opens a description: `Uganda’s health minister`, `The Tajik foreign ministry’s spokesman`.
    fn possessor(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let words = self.words.get(range.clone())?;
        let at = words.iter().position(|word| word.shape == Shape::Possessive)?;
        let article = words.first().is_some_and(|word| matches!(word.text, "the" | "The" | "a" | "A"));
        let start = range.start + usize::from(article);
        let named = words.get(..at)?.iter().any(|word| word.is_capital() && !word.opens);
        (named && at > usize::from(article) && at + 1 < words.len()).then(|| start..range.start + at)
    }

    /// `we` of a spokesman is whom he speaks for.
    pub(super) fn voice_of(&mut self, speaker: usize) -> usize {
        let Some(record) = self.entity(speaker) else {
            return speaker;
        };
        let speaks = record.heads.iter().any(|(head, _)| head.starts_with("spokes"));
        let Some(body) = record.affiliation.clone().filter(|_| speaks) else {
            return speaker;
        };
        match self.registry.known(&body) {
            Some(entity) => entity,
            None => self.unique(&body, Category::Organization),
        }
    }
}
