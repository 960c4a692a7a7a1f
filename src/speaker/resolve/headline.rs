//! The headline that says `transport chief` or `charity` and leaves the name to the text below.

use super::Resolver;
use super::antecedent::stands_for;
use super::bodies::is_unexplained;
use crate::speaker::Category;
use crate::speaker::lexicon::Number;
use crate::speaker::mention::Mention;
use crate::speaker::nominal::{Determiner, Nominal};
use crate::speaker::scan::Reference;
use crate::speaker::words::Word;

/// Sentences below the headline in which its source may be named.
const BELOW: u32 = 2;

impl Resolver<'_, '_> {
    /// Gives sources without a name in the headline the name of the first source below, where it answers to the noun.
    pub(super) fn identify_headline(&mut self) {
        let below = self.below_headline;
        let named = self.first_named(below);
        let above = self.events.iter().take_while(|event| event.words.start < below);
        let unnamed = above.filter_map(|event| match &event.reference {
            Reference::Source(number, Mention::Nominal(nominal)) if is_bare(nominal) => {
                let named = named.filter(|named| self.may_be(*named, nominal))?;
                self.found
                    .get(*number)
                    .copied()
                    .flatten()
                    .filter(|entity| *entity != named)
                    .map(|entity| (entity, named))
            }
            _ => None,
        });
        for (entity, named) in unnamed.collect::<Vec<_>>() {
            self.same.entry(entity).or_insert(named);
        }
    }

    /// The first source below the headline, if it has a name and speaks at once.
    fn first_named(&self, below: usize) -> Option<usize> {
        let first = self.events.partition_point(|event| event.words.start < below);
        let last = self.sentence_at(below) + BELOW;
        let near = self.events.get(first..)?.iter().take_while(|event| self.sentence_at(event.words.start) < last);
        let mut sources = near.filter_map(|event| match &event.reference {
            Reference::Source(number, mention) => Some((number, mention)),
            _ => None,
        });
        let (number, _) = sources.next().filter(|(_, mention)| matches!(mention, Mention::Name(..)))?;
        self.found.get(*number).copied().flatten()
    }

    /// Whether the named entity may be what the noun of a headline means.
    fn may_be(&self, named: usize, nominal: &Nominal<'_>) -> bool {
        let Some(record) = self.entity(named).filter(|record| record.named && !record.several) else {
            return false;
        };
        let class = nominal.facts.class().filter(|class| stands_for(class) || matches!(*class, "head" | "teacher"));
        let alike = class.is_some_and(|class| record.classes().any(|own| own == class));
        match nominal.category {
            Category::Person => record.category == Category::Person && (alike || record.is_called(nominal.head)),
            Category::Organization => is_unexplained(record) || record.is_called_body(nominal.head),
            _ => false,
        }
    }
}

fn is_bare(nominal: &Nominal<'_>) -> bool {
    nominal.determiner == Determiner::Bare && nominal.number == Number::One
}

/// Words of a headline, at most.
const HEADLINE: usize = 25;

/// The first word below the headline, or 0 where there is no headline. The text begins with the first line that ends like a
/// sentence; a short first line of one sentence is a headline even if it ends so.
pub(super) fn below_headline(words: &[Word<'_>]) -> usize {
    let mut start = 0;
    for line in words.chunk_by(|one, other| one.line == other.line) {
        let short =
            line.len() <= HEADLINE && line.first().map(|word| word.sentence) == line.last().map(|word| word.sentence);
        if !(start == 0 && short) && ends_sentence(line) {
            return start;
        }
        start += line.len();
    }
    0
}

fn ends_sentence(line: &[Word<'_>]) -> bool {
    let stop = |word: &Word<'_>| matches!(word.text, "." | "?" | "!" | "…");
    line.iter().rev().find(|word| word.is_word() || stop(word)).is_some_and(stop)
}
