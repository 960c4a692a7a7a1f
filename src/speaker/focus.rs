//! What the text has been speaking of: recent entities, each with a weight that halves with every sentence.

/// Entities that are kept in mind.
const KEPT: usize = 48;

/// The most that one mention adds.
pub(super) const SOURCE: u64 = 100 << 32;
/// A name or noun that opens its sentence.
pub(super) const SUBJECT: u64 = 80 << 32;
/// A name or noun elsewhere.
pub(super) const OTHER: u64 = 45 << 32;
/// A pronoun that was resolved.
pub(super) const PRONOUN: u64 = 60 << 32;
/// Anything inside what somebody else says.
pub(super) const SPOKEN_OF: u64 = 8 << 32;

#[derive(Clone, Copy, Debug)]
struct Item {
    entity: usize,
    weight: u64,
    sentence: u32,
}

/// The recent entities, the latest last.
#[derive(Debug, Default)]
pub(super) struct Focus {
    items: Vec<Item>,
}

impl Focus {
    /// Notes that `entity` was mentioned in `sentence`.
    pub(super) fn mention(&mut self, entity: usize, weight: u64, sentence: u32) {
        let before = self.items.iter().position(|item| item.entity == entity).map(|at| self.items.remove(at));
        let weight = before.map_or(0, |item| item.weight_in(sentence)).saturating_add(weight);
        if self.items.len() >= KEPT {
            self.items.remove(0);
        }
        self.items.push(Item { entity, weight, sentence });
    }

    /// The entity that matters most in `sentence`, each weight multiplied by what `fit` gives; 0 leaves it out.
    pub(super) fn best(&self, sentence: u32, fit: impl Fn(usize) -> u64) -> Option<usize> {
        let scores = self.items.iter().map(|item| (item.weight_in(sentence).max(1) * fit(item.entity), item.entity));
        let best = scores.filter(|(score, _)| *score > 0).max_by_key(|(score, _)| *score);
        best.map(|(_, entity)| entity)
    }

    /// The entities, the latest first.
    pub(super) fn latest(&self) -> impl Iterator<Item = usize> + '_ {
        self.items.iter().rev().map(|item| item.entity)
    }
}

impl Item {
    fn weight_in(self, sentence: u32) -> u64 {
        self.weight >> sentence.saturating_sub(self.sentence).min(30)
    }
}
