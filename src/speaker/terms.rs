//! Terms of anonymity: `who spoke on condition of anonymity because …`, `asked not to be named`.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon::entries;
use super::pronoun::Pronoun;
use super::words::{Shape, Word};

/// Words before the telling phrase among which its clause may open, and words that it may go on for.
const BEFORE: usize = 14;
const AFTER: usize = 40;

/// The phrases that tell terms, under their first word, and the words that belong in front of them.
#[derive(Default)]
struct Phrases {
    by_first: FxHashMap<&'static str, Vec<Vec<&'static str>>>,
    before: FxHashSet<&'static str>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(Phrases::read);

impl Phrases {
    fn read() -> Self {
        let mut phrases = Self::default();
        for (kind, text) in entries(include_str!("terms.txt")) {
            let words: Vec<&str> = text.split(' ').collect();
            match (kind, words.first()) {
                ("terms", Some(first)) => phrases.by_first.entry(first).or_default().push(words),
                _ => drop(phrases.before.insert(text)),
            }
        }
        phrases
    }

    /// Words of the longest phrase that begins at `at`.
    fn len_at(&self, words: &[Word<'_>], at: usize) -> Option<usize> {
        let first = words.get(at)?;
        let says = |phrase: &&Vec<&str>| {
            let slice = words.get(at..at + phrase.len()).unwrap_or_default();
            !slice.is_empty() && slice.iter().zip(*phrase).all(|(word, said)| word.text.eq_ignore_ascii_case(said))
        };
        self.by_first.get(first.lower())?.iter().filter(says).map(Vec::len).max()
    }
}

/// The stretches of a text that say on what terms a name is kept back, in order; `ends` are words before which
/// another part of a quotation ends or begins.
pub(super) fn terms(words: &[Word<'_>], spoken: &[bool], ends: &FxHashSet<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let openers = words.iter().enumerate().filter(|(_, word)| word.facts.opens_terms && word.is_word());
    for (at, _) in openers {
        let past = found.last().map_or(0, |last| last.end);
        if at < past {
            continue;
        }
        if let Some(len) = PHRASES.len_at(words, at) {
            let clause = opening(words, at).max(past)..closing(words, at + len, ends);
            found.extend(Some(clause).filter(|clause| spoken.get(clause.start) == Some(&false)));
        }
    }
    found
}

/// Where the clause around the phrase at `at` opens: with `who`, with a participle after a comma, or with its verb.
fn opening(words: &[Word<'_>], at: usize) -> usize {
    let sentence = words.get(at).map(|word| word.sentence);
    let near = words.get(at.saturating_sub(BEFORE)..at).unwrap_or_default();
    let same = |word: &&Word<'_>| Some(word.sentence) == sentence && word.shape != Shape::Mark;
    let inside = at - near.iter().rev().take_while(same).count()..at;
    let clause = inside.clone().rev().find(|at| opens_clause(words, *at));
    let belongs = |at: &usize| words.get(*at).is_some_and(|word| PHRASES.before.contains(word.lower()));
    clause.or_else(|| inside.rev().take_while(belongs).last()).unwrap_or(at)
}

/// `who`, or a participle that a comma or nothing stands before.
fn opens_clause(words: &[Word<'_>], at: usize) -> bool {
    let Some(word) = words.get(at) else {
        return false;
    };
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let cut = word.opens || before.is_some_and(|before| before.is(","));
    let relative = word.facts.pronoun == Some(Pronoun::Relative) && word.text.starts_with("who");
    relative || (cut && word.is_word() && word.text.ends_with("ing"))
}

/// Where the clause that goes on at `from` ends.
fn closing(words: &[Word<'_>], from: usize, ends: &FxHashSet<usize>) -> usize {
    let line = from.checked_sub(1).and_then(|at| words.get(at)).map(|word| word.line);
    let limit = words.len().min(from + AFTER);
    let over = |at: &usize| {
        let stop = |word: &Word<'_>| {
            matches!(word.shape, Shape::Punctuation | Shape::Mark) || Some(word.line) != line || ends.contains(at)
        };
        words.get(*at).is_none_or(stop)
    };
    (from..limit).find(over).unwrap_or(limit)
}

#[cfg(test)]
mod tests {
    use super::super::entity::join;
    use super::super::words::{lowered, words};
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let lower = lowered(text);
        let words = words(text, &lower);
        let spoken = vec![false; words.len()];
        terms(&words, &spoken, &FxHashSet::default()).into_iter().map(|range| join(&words[range])).collect()
    }

    #[test]
    fn the_clause_is_taken_whole() {
        let told = [
            ("an aide who spoke on condition of anonymity because she was not authorised to talk, said", 1),
            ("a source, who was authorized to discuss delicate issues, revealed", 1),
            ("an official said on condition of anonymity.", 1),
            ("Speaking on condition of anonymity, an official said", 1),
            ("The source asked not to be named. It rained.", 1),
            ("The town was named after a fish.", 0),
        ];
        let clauses = [
            "who spoke on condition of anonymity because she was not authorised to talk",
            "who was authorized to discuss delicate issues",
            "on condition of anonymity",
            "Speaking on condition of anonymity",
            "asked not to be named",
        ];
        let all: Vec<Vec<String>> = told.iter().map(|(text, _)| found(text)).collect();
        assert!(told.iter().zip(&all).all(|((_, count), found)| found.len() == *count), "{all:?}");
        assert_eq!(all.concat(), clauses);
    }
}
