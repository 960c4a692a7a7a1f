//! `the company`, `the charity`, `it`: bodies whose names do not tell that they are bodies.

use super::Resolver;
use crate::speaker::Category;
use crate::speaker::entity::Entity;
use crate::speaker::nominal::Nominal;
use crate::speaker::pronoun::Pronoun;
use crate::speaker::words::Word;

/// Words of a sentence that are read.
const SENTENCE: usize = 60;

impl<'a> Resolver<'a, '_> {
    /// The body that the text is speaking of, for a noun that fits many.
    pub(super) fn body_in_focus(&self, nominal: &Nominal<'_>) -> Option<usize> {
        let at = nominal.words.start;
        let sentence = self.sentence_at(at);
        let best = |is: fn(&Entity<'_>) -> bool| {
            self.focus.best(sentence, None, |entity| u64::from(self.entity(entity).is_some_and(is)))
        };
        let known = match nominal.facts {
            facts if facts.generic => best(is_perhaps_business),
            facts if facts.plain && nominal.modifiers.is_empty() => self.only(is_unexplained),
            _ => return None,
        };
        known.or_else(|| self.perhaps_body(at).filter(|_| nominal.modifiers.is_empty()))
    }

    /// The only one of those spoken of that is so; none where there are two.
    fn only(&self, is: fn(&Entity<'_>) -> bool) -> Option<usize> {
        let mut fitting = self.focus.latest().filter(|entity| self.entity(*entity).is_some_and(is));
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// What a noun for a body, or `it`, at `at` may take up although only its capitals tell of it: a name of an earlier sentence,
    /// after which nobody is spoken of as a human being.
    pub(super) fn perhaps_body(&self, at: usize) -> Option<usize> {
        if self.spoken.get(at) != Some(&false) {
            return None;
        }
        let sentence = self.sentence_at(at);
        let rest = self.words.get(at..self.words.len().min(at + SENTENCE))?;
        let end = at + rest.iter().take_while(|word| word.sentence == sentence).count();
        let fits = |record: &Entity<'_>| {
            let earlier = self.sentence_at(record.latest.start) < sentence;
            earlier && is_only_capitals(record) && !self.is_human_in(record.fullest.start.min(record.latest.start), end)
        };
        self.focus.best(sentence, None, |entity| u64::from(self.entity(entity).is_some_and(fits)))
    }

    /// Whether a word between `start` and `end` stands for a person.
    fn is_human_in(&self, start: usize, end: usize) -> bool {
        let next = self.humans.partition_point(|at| *at < start);
        self.humans.get(next).is_some_and(|at| *at < end)
    }

    /// Makes an organization of what a noun for one, or `it`, has taken up.
    pub(super) fn make_body(&mut self, entity: usize) {
        if let Some(record) = self.registry.entities.get_mut(entity).filter(|record| is_only_capitals(record)) {
            record.category = Category::Organization;
            record.reason = "an organization by the noun or pronoun that takes it up";
            record.perhaps = false;
        }
    }

    /// Keeps the noun by which a body was taken up, if it tells what it is.
    pub(super) fn call_body(&mut self, entity: usize, nominal: &Nominal<'a>) {
        if let Some(record) = self.registry.entities.get_mut(entity).filter(|_| nominal.facts.plain) {
            record.add_head(nominal.head, nominal.facts);
        }
    }
}

impl Entity<'_> {
    /// Whether it is an organization whose name this noun ends or opens: `Tramway Workers’ Union`, `Bank of Lorne`.
    pub(super) fn is_called_body(&self, noun: &str) -> bool {
        let opens =
            self.tokens.first().is_some_and(|word| word == noun) && self.tokens.get(1).is_some_and(|word| word == "of");
        let ends = self.tokens.last().is_some_and(|word| word == noun);
        self.category == Category::Organization && (opens || ends)
    }
}

/// The words of a text that stand for a person: `he`, `her`, `who`.
pub(super) fn humans(words: &[Word<'_>]) -> Vec<usize> {
    let human = |word: &Word<'_>| match word.facts.pronoun {
        Some(Pronoun::He | Pronoun::She) => true,
        Some(Pronoun::Relative) => word.text.starts_with("who"),
        _ => false,
    };
    words.iter().enumerate().filter(|(_, word)| human(word)).map(|(at, _)| at).collect()
}

fn is_body(record: &Entity<'_>) -> bool {
    record.category == Category::Organization && record.named && !record.is_place && !record.perhaps
}

/// A body that the text has not called anything but a business.
fn is_perhaps_business(record: &Entity<'_>) -> bool {
    is_body(record) && record.heads.iter().all(|(_, facts)| !facts.plain)
}

/// A body of which no word tells what it is.
pub(super) fn is_unexplained(record: &Entity<'_>) -> bool {
    let kind = record.traits.iter().any(|own| own.facts.organization) || !record.heads.is_empty();
    is_body(record) && !kind
}

/// A name that is taken for a person's because it has capitals, and for nothing else.
fn is_only_capitals(record: &Entity<'_>) -> bool {
    let person = record.category == Category::Person && record.named && record.perhaps && !record.several;
    person && record.pronouns.is_empty() && record.heads.is_empty() && record.titles.is_empty()
}
