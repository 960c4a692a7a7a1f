//! What a definite description takes up.

use rustc_hash::FxHashMap;

use super::{LOOKED_AT, Resolver};
use crate::speaker::Category;
use crate::speaker::entity::Entity;
use crate::speaker::evidence::Rule;
use crate::speaker::lexicon::{NOTHING, Number};
use crate::speaker::nominal::{Determiner, Nominal, Trait};
use crate::speaker::words::Word;

impl Resolver<'_, '_> {
    /// Keeps the entity under its nouns, their classes and the words of its name.
    pub(super) fn index(&mut self, entity: usize) {
        let Some(record) = self.registry.entities.get(entity) else {
            return;
        };
        let organization = record.category == Category::Organization;
        let bodies = record.traits.iter().filter(|own| organization && own.facts.organization).map(|own| own.word);
        for noun in record.heads.iter().map(|(head, _)| *head).chain(bodies) {
            push_latest(self.by_noun.entry(noun).or_default(), entity);
        }
        for class in record.classes() {
            push_latest(self.by_class.entry(class).or_default(), entity);
        }
    }

    /// The earlier entity that `the official` or `the board` takes up.
    pub(super) fn antecedent(&self, nominal: &Nominal<'_>) -> Option<(usize, Rule)> {
        let source = |entity: &usize| self.entity(*entity).is_some_and(|entity| entity.spoke);
        let called = || latest_of(&self.by_noun, nominal.head).filter(|entity| self.takes_up(*entity, nominal));
        let class = nominal.facts.class().or(nominal.facts.roles.map(|role| role.class));
        let proper = nominal.number != Number::One && self.is_proper(nominal);
        let class = class.filter(|class| nominal.determiner == Determiner::Definite && stands_for(class) && !proper);
        let alike = class.into_iter().flat_map(|class| latest_of(&self.by_class, class));
        let alike = alike.filter(source).find(|entity| self.takes_up(*entity, nominal));
        let marked = called().filter(source).find(|entity| self.is_so_marked(*entity, nominal));
        let sources =
            [marked.or_else(|| called().find(source)), alike.filter(|_| marked.is_none())].into_iter().flatten();
        let latest = sources.max_by_key(|entity| self.recency(*entity));
        let called = latest.or_else(|| called().next()).map(|entity| (entity, Rule::Noun));
        called.or_else(|| self.in_focus(nominal).map(|entity| (entity, Rule::Focus)))
    }

    /// `the Republicans`: called so and nothing else.
    fn is_proper(&self, nominal: &Nominal<'_>) -> bool {
        let words = self.words.get(nominal.words.clone()).unwrap_or_default();
        words.iter().any(|word| word.lower() == nominal.head && word.is_capital() && !word.opens)
    }

    pub(super) fn recency(&self, entity: usize) -> usize {
        let back = self.focus.latest().position(|other| other == entity);
        usize::MAX - back.unwrap_or(usize::MAX)
    }

    /// Whether it was described as `former` where the description says so.
    fn is_so_marked(&self, entity: usize, nominal: &Nominal<'_>) -> bool {
        let marks =
            |word: &&Word<'_>| matches!(word.text, "former" | "deputy" | "acting" | "young" | "elderly" | "senior");
        let words = self.words.get(nominal.words.clone()).unwrap_or_default();
        let mut marks = words.iter().filter(marks).peekable();
        let record = self.entity(entity).filter(|_| marks.peek().is_some());
        record.is_some_and(|record| marks.all(|word| record.has_trait(&Trait::new(word.text, &NOTHING))))
    }

    pub(super) fn takes_up(&self, entity: usize, nominal: &Nominal<'_>) -> bool {
        self.entity(entity).is_some_and(|record| {
            let number = record.several == (nominal.number != Number::One);
            let category = record.category == nominal.category
                || record.category == Category::Unknown
                || nominal.facts.organization;
            number && category && nominal.modifiers.iter().all(|modifier| record.has_trait(modifier))
        })
    }

    /// What the text is speaking of, for nouns that fit many: `the company`, `the woman`, `the Nigerian`.
    pub(super) fn in_focus(&self, nominal: &Nominal<'_>) -> Option<usize> {
        if nominal.determiner != Determiner::Definite || nominal.number != Number::One {
            return None;
        }
        let head = nominal.head;
        let sentence = self.sentence_at(nominal.words.start);
        if nominal.facts.generic || nominal.facts.plain {
            return self.body_in_focus(nominal);
        }
        if nominal.facts.demonym.is_some() {
            return self.native(&Trait::new(head, nominal.facts));
        }
        if !matches!(head, "man" | "woman" | "boy" | "girl") && !nominal.facts.alias {
            return None;
        }
        let person = |entity: &Entity<'_>| {
            let sure = entity.category == Category::Person && entity.named && !entity.several;
            let age = head
                .split('-')
                .next()
                .filter(|age| head.ends_with("-old") && entity.has_trait(&Trait::new(age, &NOTHING)));
            let told =
                nominal.modifiers.iter().filter(|modifier| entity.has_trait(modifier)).count() + age.iter().count();
            let told = told as u64;
            if sure { entity.fits_gender(nominal.facts.role.and_then(|role| role.gender)) * (1 + 4 * told) } else { 0 }
        };
        self.focus.best(sentence, None, |entity| self.entity(entity).map_or(0, person))
    }

    /// `the Nigerian`: the latest person of whom the text says so, or else the latest person.
    fn native(&self, demonym: &Trait<'_>) -> Option<usize> {
        let person = |entity: &usize| self.answers(*entity) > 0;
        let from = |entity: &usize| self.entity(*entity).is_some_and(|entity| entity.has_trait(demonym));
        let mut persons = self.focus.latest().filter(person);
        self.focus.latest().filter(person).find(from).or_else(|| persons.next())
    }
}

/// Nouns of these classes stand for one another.
pub(super) fn stands_for(class: &str) -> bool {
    !matches!(class, "person" | "kin" | "worker" | "sport" | "artist" | "head" | "soldier" | "media" | "teacher")
}

/// The entities under `key`, the latest first.
fn latest_of<'m>(index: &'m FxHashMap<&str, Vec<usize>>, key: &str) -> impl Iterator<Item = usize> + use<'m> {
    index.get(key).into_iter().flat_map(|list| list.iter().rev().take(LOOKED_AT)).copied()
}

fn push_latest(list: &mut Vec<usize>, entity: usize) {
    if list.last() != Some(&entity) {
        list.push(entity);
    }
}
