//! Pronouns: the entity that fits best among those that the text is speaking of.

use std::ops::Range;

use super::names::names_of;
use super::{LOOKED_AT, Link, Resolver, Source};
use crate::speaker::Category;
use crate::speaker::entity::Entity;
use crate::speaker::evidence::Rule;
use crate::speaker::mention::Mention;
use crate::speaker::pronoun::Pronoun;
use crate::speaker::scan::Reference;

impl Resolver<'_, '_> {
    /// `I` of the article; inside a content it waits for the speaker of that content.
    pub(super) fn own_voice(&mut self, source: &Source) -> Option<usize> {
        if source.nested {
            return None;
        }
        let label = self.text(&source.words);
        self.link = Link { rule: Rule::OwnVoice, ..Link::default() };
        Some(self.unique(&label, Category::Author))
    }

    /// The entity that the relative pronoun at `at` takes up.
    pub(super) fn relative(&mut self, at: usize) -> Option<usize> {
        let entity = self.before(at)?;
        self.decide(Rule::Relative, entity, "");
        Some(entity)
    }

    fn before(&self, at: usize) -> Option<usize> {
        let near = |end: usize| end <= at && at - end <= 2;
        self.last.filter(|(end, _)| near(*end)).map(|(_, entity)| entity).or_else(|| self.focus.latest().next())
    }

    /// The entity of a pronoun; `source` if it is one.
    pub(super) fn pronoun(&mut self, pronoun: Pronoun, at: usize, source: Option<&Source>) -> Option<usize> {
        let speaker =
            source.and_then(|source| source.parent).and_then(|parent| self.found.get(parent).copied().flatten());
        let verbatim = source.is_some_and(|source| source.verbatim);
        let fit = |entity: usize| self.entity(entity).map_or(0, |entity| fit(entity, pronoun));
        if let Some(speaker) = speaker.filter(|speaker| !verbatim && fit(*speaker) > 0) {
            self.decide(Rule::Inside, speaker, "reported words, in which the speaker is spoken of by a pronoun");
            return Some(speaker);
        }
        if let Some(owner) = self.coordinated(pronoun, at) {
            self.decide(Rule::Pronoun, owner, "the first of two");
            return Some(owner);
        }
        let excluded = speaker.filter(|_| verbatim);
        let since = source.and_then(|source| source.content);
        let fits = |entity| if excluded == Some(entity) { 0 } else { fit(entity) };
        let best = self.focus.best(self.sentence_at(at), since, fits);
        let ahead = source.filter(|_| best.is_none()).and_then(|_| self.ahead(pronoun, at));
        let found = best.or(ahead.as_ref().map(|(entity, _)| *entity));
        if let Some(entity) = found {
            let detail = self.entity(entity).map_or("", |entity| entity.gender_evidence(pronoun.gender()));
            self.decide(Rule::Pronoun, entity, detail);
        }
        if let Some((_, antecedent)) = ahead {
            (self.link.rule, self.link.antecedent) = (Rule::Cataphora, antecedent);
        }
        let spoken = self.spoken.get(at) == Some(&true);
        let entity = found.filter(|_| !spoken);
        if let Some(record) = entity.and_then(|entity| self.registry.entities.get_mut(entity)) {
            record.resolve_gender(pronoun.gender());
        }
        found
    }

    /// The first of two in `Duncan Ruddock and his wife`.
    fn coordinated(&self, pronoun: Pronoun, at: usize) -> Option<usize> {
        let (end, entity) = self.last.filter(|(end, _)| end + 1 == at)?;
        let and = self.words.get(end).is_some_and(|word| word.is("and"));
        let fits = self.entity(entity).is_some_and(|record| fit(record, pronoun) > 0);
        (and && fits).then_some(entity)
    }

    /// `When she told the jury …, Noor Siddiqui …`: the next name that fits.
    fn ahead(&self, pronoun: Pronoun, at: usize) -> Option<(usize, Range<usize>)> {
        let next = self.events.partition_point(|event| event.words.start <= at);
        let events = self.events.get(next..)?.iter().take(LOOKED_AT);
        let names = events.flat_map(|event| names_of(&event.reference));
        let mut named = names.filter_map(|name| {
            let entity = self.named.get(&name.words.start).copied()?;
            Some((entity, name.words.clone()))
        });
        named.find(|(entity, _)| self.entity(*entity).is_some_and(|entity| fit(entity, pronoun) > 0))
    }

    /// `I` and `we` inside a content are its speaker, or who its speaker speaks for.
    pub(super) fn answer_speakers(&mut self) {
        for event in self.events {
            let Reference::Source(number, Mention::Pronoun(pronoun @ (Pronoun::I | Pronoun::We))) = &event.reference
            else {
                continue;
            };
            let parent = self.sources.get(*number).and_then(|source| source.parent);
            let speaker = parent.and_then(|parent| self.found.get(parent).copied().flatten());
            let own = speaker.map(|speaker| if *pronoun == Pronoun::We { self.voice_of(speaker) } else { speaker });
            let outer = parent.and_then(|parent| self.sources.get(parent)).map(|outer| outer.words.clone());
            if let Some(found) = self.found.get_mut(*number).filter(|found| found.is_none()) {
                *found = own;
            }
            if let (Some(link), Some(outer), Some(_)) = (self.links.get_mut(*number), outer, own) {
                let detail = if own == speaker { "" } else { "‘we’ of a spokesperson is the body spoken for" };
                *link = Link { rule: Rule::Inside, antecedent: outer, detail };
            }
        }
    }
}

/// How well a pronoun fits an entity; 0 where it does not.
pub(super) fn fit(entity: &Entity, pronoun: Pronoun) -> u64 {
    let single = !entity.several;
    match (pronoun, entity.category) {
        (Pronoun::He | Pronoun::She, Category::Person) if single => {
            entity.fits_gender(pronoun.gender()) * if entity.spoke || (entity.named && !entity.perhaps) { 2 } else { 1 }
        }
        (Pronoun::It, Category::Organization) => 4,
        (Pronoun::It, Category::Document) => 1,
        (Pronoun::They, Category::Group) => 4,
        (Pronoun::They, Category::Organization) => 1,
        _ => 0,
    }
}
