//! What the text has been speaking of: recent entities, each with a weight that halves with every sentence.

/// Entities that are kept in mind.
const KEPT: usize = 48;

/// The most that one mention adds.
pub(super) const SOURCE: u64 = 100 << 24;
/// A name or noun that opens its sentence.
pub(super) const SUBJECT: u64 = 80 << 24;
/// A name or noun elsewhere.
pub(super) const OTHER: u64 = 45 << 24;
/// A pronoun that was resolved.
pub(super) const PRONOUN: u64 = 60 << 24;
/// A name in the description of a source.
pub(super) const BESIDE: u64 = 20 << 24;
/// Anything inside what somebody else says.
pub(super) const SPOKEN_OF: u64 = 8 << 24;

/// How much more a mention in the same content counts.
const NEAR: u64 = 64;

/// The most that an entity weighs, so that no score overflows.
const HEAVIEST: u64 = 1 << 40;

/// Mentions that count: what was mentioned as often as this weighs twice as much as what was not.
const OFTEN: u64 = 8;

#[derive(Clone, Copy, Debug)]
struct Item {
    entity: usize,
    weight: u64,
    /// How often it was mentioned, up to [`OFTEN`].
    count: u64,
    sentence: u32,
    /// Word of the latest mention.
    at: usize,
}

/// The recent entities, the latest last.
#[derive(Debug, Default)]
pub(super) struct Focus {
    items: Vec<Item>,
}

impl Focus {
    /// Notes that `entity` was mentioned in `sentence`, at the word `at`.
    pub(super) fn mention(&mut self, entity: usize, weight: u64, sentence: u32, at: usize) {
        let before = self.items.iter().position(|item| item.entity == entity).map(|at| self.items.remove(at));
        let weight = before.map_or(0, |item| item.weight_in(sentence)).saturating_add(weight).min(HEAVIEST);
        let count = before.map_or(1, |item| item.count + 1).min(OFTEN);
        if self.items.len() >= KEPT {
            self.items.remove(0);
        }
        self.items.push(Item { entity, weight, count, sentence, at });
    }

    /// The entity that matters most in `sentence`, each weight multiplied by what `fit` gives; 0 leaves it out.
    ///
    /// What was mentioned at the word `since` or later counts for much more.
    pub(super) fn best(&self, sentence: u32, since: Option<usize>, fit: impl Fn(usize) -> u64) -> Option<usize> {
        let near = |item: &Item| if since.is_some_and(|since| item.at >= since) { NEAR } else { 1 };
        let here = |item: &Item| if item.sentence == sentence { 2 } else { 1 };
        let often = |item: &Item| OFTEN + item.count;
        let score = |item: &Item| item.weight_in(sentence).max(1) * near(item) * here(item) * often(item);
        let fitting = self.items.iter().map(|item| (item, fit(item.entity))).filter(|(_, fit)| *fit > 0);
        let best = fitting.map(|(item, fit)| (score(item) * fit, item.entity)).max_by_key(|(score, _)| *score);
        best.map(|(_, entity)| entity)
    }

    /// The entities, the latest first.
    pub(super) fn latest(&self) -> impl Iterator<Item = usize> + '_ {
        self.items.iter().rev().map(|item| item.entity)
    }
}

impl Item {
    fn weight_in(self, sentence: u32) -> u64 {
        self.weight >> sentence.saturating_sub(self.sentence).min(40)
    }
}
