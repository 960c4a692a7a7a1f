//! Pronouns: the entity that fits best among those that the text is speaking of.

use std::ops::Range;

use super::names::names_of;
use super::{LOOKED_AT, Link, Resolver, Source};
use crate::speaker::Category;
use crate::speaker::entity::Entity;
use crate::speaker::evidence::Rule;
use crate::speaker::mention::Mention;
use crate::speaker::nominal::{Nominal, nominal};
use crate::speaker::pronoun::Pronoun;
use crate::speaker::scan::Reference;
use crate::speaker::words::Word;

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
        let near = |end: usize| end <= at && at - end <= 2;
        let last = self.last.filter(|(end, _)| near(*end)).map(|(_, entity)| entity);
        let entity = last.or_else(|| self.phrase_before(at)).or_else(|| self.focus.latest().next())?;
        self.decide(Rule::Relative, entity, "");
        Some(entity)
    }

    /// What the words right before a relative pronoun describe: `The shipwright, who`.
    fn phrase_before(&mut self, at: usize) -> Option<usize> {
        let comma = at.checked_sub(1).and_then(|at| self.words.get(at)).is_some_and(|word| word.is(","));
        let end = at - usize::from(comma);
        let first = end.saturating_sub(PHRASE);
        let words = self.words.get(first..end)?;
        let inside = words.iter().rev().take_while(|word| word.is_word()).count();
        let start = (end - inside..end).rev().find(|at| self.words.get(*at).is_some_and(opens_description))?;
        if let Some(entity) = self.apposed(start) {
            return Some(entity);
        }
        match nominal(self.words, start..end) {
            Some(nominal) if nominal.words.len() > 1 && may_speak(&nominal) => Some(self.nominal(&nominal)),
            _ => None,
        }
    }

    /// The entity of a pronoun; `source` if it is one.
    pub(super) fn pronoun(&mut self, pronoun: Pronoun, at: usize, source: Option<&Source>) -> Option<usize> {
        if let Some((rule, entity, detail)) = self.bound(pronoun, at, source) {
            self.decide(rule, entity, detail);
            return Some(entity);
        }
        let best = self.best_fit(pronoun, at, source);
        let it = best.is_none() && pronoun == Pronoun::It && source.is_some();
        let best = if it { self.body_of_it(at) } else { best };
        // What comes after `“She said it was late,”` is who says this.
        let ahead = source.filter(|source| best.is_none() && !source.verbatim).and_then(|_| self.ahead(pronoun, at));
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

    /// The entity that the place of a pronoun tells, whatever else the text speaks of, and what tells it.
    fn bound(&self, pronoun: Pronoun, at: usize, source: Option<&Source>) -> Option<(Rule, usize, &'static str)> {
        let reported = source.filter(|source| !source.verbatim).and_then(|source| self.outer_speaker(source));
        let reported = reported.filter(|speaker| self.entity(*speaker).is_some_and(|record| fit(record, pronoun) > 0));
        if let Some(speaker) = reported {
            let detail = "reported words, in which the speaker is spoken of by a pronoun";
            return Some((Rule::Inside, speaker, detail));
        }
        if let Some(owner) = self.coordinated(pronoun, at) {
            return Some((Rule::Pronoun, owner, "the first of two"));
        }
        let entity = self.in_relative_clause(pronoun, at)?;
        Some((Rule::Pronoun, entity, "inside a relative clause of it"))
    }

    /// Who speaks the words that a source stands in.
    fn outer_speaker(&self, source: &Source) -> Option<usize> {
        self.found.get(source.parent?).copied().flatten()
    }

    /// The best fit among those in focus; nobody is `he` in his own words.
    fn best_fit(&self, pronoun: Pronoun, at: usize, source: Option<&Source>) -> Option<usize> {
        let verbatim = source.filter(|source| source.verbatim);
        let excluded = verbatim.and_then(|source| self.outer_speaker(source));
        let since = source.and_then(|source| source.content);
        self.focus.best(self.sentence_at(at), since, |entity| match self.entity(entity) {
            Some(record) if excluded != Some(entity) => fit(record, pronoun),
            _ => 0,
        })
    }

    /// The body that `it` at `at` takes up although only capitals tell of it.
    fn body_of_it(&mut self, at: usize) -> Option<usize> {
        let body = self.perhaps_body(at)?;
        self.make_body(body);
        Some(body)
    }

    /// The first of two in `Duncan Ruddock and his wife`.
    fn coordinated(&self, pronoun: Pronoun, at: usize) -> Option<usize> {
        let (end, entity) = self.last.filter(|(end, _)| end + 1 == at)?;
        let and = self.words.get(end).is_some_and(|word| word.is("and"));
        let fits = self.entity(entity).is_some_and(|record| fit(record, pronoun) > 0);
        (and && fits).then_some(entity)
    }

    /// The person of `Chidubem Eze, who began his career`.
    fn in_relative_clause(&self, pronoun: Pronoun, at: usize) -> Option<usize> {
        let (end, entity) = self.last.filter(|(end, _)| *end < at && at - end < PHRASE)?;
        let mut between = self.words.get(end..at)?.iter().skip_while(|word| word.is(","));
        let who = between.next().is_some_and(|word| word.is("who"));
        let inside = who && between.all(|word| word.is_word());
        let fits = self.entity(entity).is_some_and(|record| fit(record, pronoun) > 0);
        (inside && fits).then_some(entity)
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

impl Entity<'_> {
    /// Keeps a pronoun that a source calls it by, once.
    pub(super) fn add_pronoun(&mut self, pronoun: Pronoun) {
        if let Some(subject) = pronoun.subject().filter(|subject| !self.pronouns.contains(subject)) {
            self.pronouns.push(subject);
        }
    }
}

/// Words that a description before a relative pronoun may have.
const PHRASE: usize = 8;

fn may_speak(nominal: &Nominal<'_>) -> bool {
    matches!(nominal.category, Category::Person | Category::Group | Category::Organization)
}

fn opens_description(word: &Word<'_>) -> bool {
    matches!(word.text, "the" | "The" | "a" | "A" | "an" | "An")
}

/// How much more a fit counts than one against the pronoun of an earlier source.
const CERTAIN: u64 = 8;

/// How well a pronoun fits an entity; 0 where it does not.
pub(super) fn fit(entity: &Entity<'_>, pronoun: Pronoun) -> u64 {
    let single = !entity.several;
    let is_place = entity.perhaps || entity.is_place;
    match (pronoun, entity.category) {
        (Pronoun::He | Pronoun::She, Category::Person) if single => {
            let known = if entity.spoke || (entity.named && !entity.perhaps) { 2 } else { 1 };
            if entity.was_called_otherwise(pronoun) {
                1
            } else {
                entity.fits_gender(pronoun.gender()) * known * CERTAIN
            }
        }
        (Pronoun::It, Category::Organization) => {
            if is_place {
                2
            } else {
                4
            }
        }
        (Pronoun::It, Category::Document) => 1,
        (Pronoun::They, Category::Group) => 4,
        (Pronoun::They, Category::Organization) => u64::from(!is_place),
        _ => 0,
    }
}
