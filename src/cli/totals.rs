//! What is told at the end: how much went in, what was found, what went wrong.

use std::collections::HashSet;
use std::fmt;
use std::hash::BuildHasher;
use std::time::Instant;

use rustc_hash::{FxBuildHasher, FxHashSet};

/// Identifiers that are remembered, to find those that are there twice: about 20 MB.
const REMEMBERED: usize = 1_800_000;

/// Counts of one run.
pub(super) struct Totals {
    started: Instant,
    /// Articles and failures.
    pub(super) read: u64,
    pub(super) failed: u64,
    pub(super) repaired: u64,
    pub(super) twice: u64,
    bytes: u64,
    found: u64,
    /// What is found.
    thing: &'static str,
    ids: FxHashSet<u64>,
}

impl Totals {
    pub(super) fn new(thing: &'static str) -> Self {
        let ids = HashSet::default();
        Self { started: Instant::now(), read: 0, failed: 0, repaired: 0, twice: 0, bytes: 0, found: 0, thing, ids }
    }

    /// More bytes, and what was found in them.
    pub(super) fn add(&mut self, bytes: usize, found: usize) {
        self.bytes += bytes as u64;
        self.found += found as u64;
    }

    /// Whether `id` has been there before, as far as that is remembered.
    pub(super) fn is_twice(&mut self, id: &str) -> bool {
        let hash = FxBuildHasher.hash_one(id);
        let twice = self.ids.contains(&hash);
        self.twice += u64::from(twice);
        if self.ids.len() < REMEMBERED {
            self.ids.insert(hash);
        }
        twice
    }

    /// Whether every article was read and analysed, and no two had one identifier.
    pub(super) fn are_fine(&self) -> bool {
        self.failed + self.twice == 0
    }

    /// How far the run is, for one who watches.
    pub(super) fn so_far(&self) -> String {
        format!("{}, {}", counted(self.read, "articles"), counted(self.found, self.thing))
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.started.elapsed().as_secs_f64();
        let megabytes = self.bytes as f64 / 1e6;
        write!(f, "{} ({megabytes:.1} MB) in {seconds:.1} s", counted(self.read, "articles"))?;
        write!(f, ", {:.1} MB/s: {}", megabytes / seconds.max(1e-3), counted(self.found, self.thing))?;
        let odd =
            [(self.failed, "failed"), (self.repaired, "repaired"), (self.twice, "with an id that was there before")];
        odd.iter()
            .filter(|(count, _)| *count > 0)
            .try_for_each(|(count, what)| write!(f, "; {} {what}", grouped(*count)))
    }
}

/// `1 article`, `2 articles`.
fn counted(number: u64, things: &str) -> String {
    let thing = things.strip_suffix('s').filter(|_| number == 1).unwrap_or(things);
    format!("{} {thing}", grouped(number))
}

/// `1234567` as `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let comma = |at: usize| if at > 0 && (digits.len() - at).is_multiple_of(3) { "," } else { "" };
    digits.char_indices().map(|(at, digit)| format!("{}{digit}", comma(at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 12, 123, 1234, 1_234_567].map(grouped), ["0", "12", "123", "1,234", "1,234,567"]);
    }

    #[test]
    fn one_thing_is_no_plural() {
        assert_eq!([0, 1, 2].map(|count| counted(count, "edits")), ["0 edits", "1 edit", "2 edits"]);
    }

    #[test]
    fn an_id_is_twice_when_it_comes_again() {
        let mut totals = Totals::new("edits");
        assert_eq!(["a", "b", "a"].map(|id| totals.is_twice(id)), [false, false, true]);
    }
}
