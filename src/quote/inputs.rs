//! What the net is told of a word, for inference and training alike: numbers of rows in its tables.

use super::link::Frame;
use super::words::Sequence;

/// Rows of the table of each trait of a word: last letters, shape, class, act, place among marks, place in the paragraph.
pub(crate) const TRAITS: [usize; 6] = [4096, 7, 256, 8, 7, 24];

/// Rows of the table of each trait of a word with regard to a cue: distance and side, sentences between, commas between.
pub(crate) const ROLE_TRAITS: [usize; 3] = [48, 8, 24];

/// The traits of word `at`.
pub(crate) fn traits(sequence: &Sequence, at: usize) -> [usize; TRAITS.len()] {
    let word = sequence.words.get(at).copied().unwrap_or_default();
    let opens = sequence.first.get(at).is_some_and(|&first| first as usize == at);
    let closes = sequence.end.get(at).is_some_and(|&end| end as usize == at + 1);
    let edges = 2 * usize::from(opens) + usize::from(closes);
    let first = sequence.words.first().map_or(0, |first| first.sentence);
    let sentence = usize::from(word.sentence.wrapping_sub(first).min(3));
    let position = if at == 0 { 16 + usize::from(closes) } else { sentence * 4 + edges };
    [
        word.suffix as usize % TRAITS[0],
        word.shape as usize,
        word.class.into(),
        word.act.into(),
        word.place as usize,
        position,
    ]
}

/// The traits of word `at` with regard to the cue of `frame`.
pub(crate) fn role_traits(frame: &Frame<'_>, at: usize) -> [usize; ROLE_TRAITS.len()] {
    let (first, end) = frame.cue;
    let side = usize::from(at >= first) + usize::from(at >= end);
    let away = if at < first { first - at } else { at.saturating_sub(end - 1) };
    let sequence = frame.sequence;
    let sentence = |at: usize| sequence.words.get(at).map_or(0, |word| i32::from(word.sentence));
    let sentences = (sentence(at) - sentence(first)).clamp(-3, 3) + 3;
    let count = |at: usize| usize::from(sequence.commas.get(at).copied().unwrap_or_default());
    let commas = count(first).abs_diff(count(at)).min(7);
    [distance(away) * 3 + side, sentences as usize, commas * 3 + side]
}

/// A distance in words as one of 16 steps.
fn distance(words: usize) -> usize {
    match words {
        0..=8 => words,
        9..=10 => 9,
        11..=13 => 10,
        14..=18 => 11,
        19..=26 => 12,
        27..=40 => 13,
        41..=70 => 14,
        _ => 15,
    }
}
