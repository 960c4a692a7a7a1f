//! The lede that says `a pensioner` and leaves the name to the paragraph after it.

use super::Resolver;
use super::names::age_after;
use crate::speaker::Category;
use crate::speaker::lexicon::Number;
use crate::speaker::mention::Mention;
use crate::speaker::nominal::{Determiner, Nominal};
use crate::speaker::scan::Reference;

/// Words that a lede has at least, and words before the name that takes it up, at most.
const LEDE: usize = 12;
const BEFORE_NAME: usize = 3;

impl Resolver<'_, '_> {
    /// Gives a person without a name in the lede the name that opens the next paragraph, if an age follows it there.
    pub(super) fn identify_lede(&mut self) {
        let Some((lede, next)) = self.lede() else {
            return;
        };
        let Some(named) = self.introduced(next) else {
            return;
        };
        let gender = |nominal: &Nominal<'_>| {
            self.entity(named)
                .is_some_and(|entity| entity.fits_gender(nominal.facts.role.and_then(|role| role.gender)) > 0)
        };
        let inside = |at: usize| lede <= at && at < next;
        let mut events = self.events.iter().filter(|event| inside(event.words.start));
        let unnamed = events.find_map(|event| match &event.reference {
            Reference::Source(number, Mention::Nominal(nominal)) if may_be_named_later(nominal) && gender(nominal) => {
                Some(*number)
            }
            _ => None,
        });
        let entity = unnamed.and_then(|number| self.found.get(number).copied().flatten());
        if let Some(entity) = entity.filter(|entity| *entity != named) {
            self.same.insert(entity, named);
        }
    }

    /// First words of the lede and of the paragraph after it.
    fn lede(&self) -> Option<(usize, usize)> {
        let mut start = 0;
        for line in self.words.chunk_by(|one, other| one.line == other.line) {
            let end = start + line.len();
            if line.len() >= LEDE && line.last().is_some_and(|word| word.is(".")) {
                return Some((start, end));
            }
            start = end;
        }
        None
    }

    /// The person whom the paragraph that begins at `start` introduces with name and age.
    fn introduced(&self, start: usize) -> Option<usize> {
        let first = self.events.partition_point(|event| event.words.start < start);
        let event = self.events.get(first).filter(|event| event.words.start <= start + BEFORE_NAME)?;
        let name = match &event.reference {
            Reference::Name(name) | Reference::Source(_, Mention::Name(name, _)) => name,
            _ => return None,
        };
        self.named.get(&name.words.start).copied().filter(|_| age_after(self.words, name).is_some())
    }
}

fn may_be_named_later(nominal: &Nominal<'_>) -> bool {
    let single = nominal.number == Number::One && nominal.category == Category::Person;
    single && nominal.determiner == Determiner::Indefinite
}
