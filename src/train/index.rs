//! Hashed features to consecutive numbers.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::model::row_of;

/// Features seen less often are left out: with fewer than these the chains are smaller, and nothing is lost on `PolNeAR` dev.
const FEWEST: u32 = 18;

/// Takes the hash of a feature for its own hash.
#[derive(Default)]
pub(super) struct Already(u64);

impl Hasher for Already {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |state, &byte| state.rotate_left(8) ^ u64::from(byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

type Map<V> = HashMap<u64, V, BuildHasherDefault<Already>>;

/// The sequences of a training set: for each word its features and its gold label.
#[derive(Default)]
pub(super) struct Examples {
    /// Numbers of the features of all words, one after the other.
    pub(super) features: Vec<u32>,
    /// Where the features of each word end.
    pub(super) ends: Vec<usize>,
    /// Gold label of each word.
    pub(super) labels: Vec<u8>,
    /// Where the words of each sequence end.
    pub(super) sequences: Vec<usize>,
    /// The hash of each feature.
    pub(super) hashes: Vec<u64>,
    numbers: Map<u32>,
    counts: Map<u32>,
}

impl Examples {
    /// First pass: counts the features of a word.
    pub(super) fn count(&mut self, features: &[u64]) {
        features.iter().for_each(|&feature| *self.counts.entry(feature).or_default() += 1);
    }

    /// Between the passes: gives the frequent features their numbers, in an order that does not depend on the machine; of
    /// those that share a row, only the most frequent.
    pub(super) fn number(&mut self) {
        let counts = std::mem::take(&mut self.counts);
        let mut frequent: Vec<(u64, u32)> = counts.into_iter().filter(|(_, count)| *count >= FEWEST).collect();
        frequent.sort_unstable_by_key(|&(hash, count)| (row_of(hash), Reverse(count), hash));
        frequent.dedup_by_key(|(hash, _)| row_of(*hash));
        self.hashes = frequent.into_iter().map(|(hash, _)| hash).collect();
        self.numbers = self.hashes.iter().copied().zip(0..).collect();
    }

    /// Second pass: adds a word.
    pub(super) fn add(&mut self, features: &[u64], label: usize) {
        self.features.extend(features.iter().filter_map(|feature| self.numbers.get(feature)));
        self.ends.push(self.features.len());
        self.labels.push(label as u8);
    }

    /// Second pass: ends a sequence.
    pub(super) fn end(&mut self) {
        self.sequences.push(self.labels.len());
    }

    /// The features of word `at`.
    pub(super) fn of(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.features.get(start..end).unwrap_or_default()
    }
}
