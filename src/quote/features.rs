//! The features of both chains, for inference and training alike.

use super::link::Frame;
use super::words::{Sequence, Word};
use crate::model::{join, mix};

/// Numbers the templates in the order of their calls and collects the hashes.
struct Templates<'o> {
    number: u32,
    out: &'o mut Vec<u64>,
}

impl Templates<'_> {
    fn add(&mut self, a: impl Into<u64>, b: impl Into<u64>) {
        self.out.push(mix(self.number, a.into(), b.into()));
        self.number += 1;
    }
}

/// A word of a sequence with its neighbours.
struct Window<'s> {
    sequence: &'s Sequence,
    at: usize,
}

impl Window<'_> {
    /// The word `offset` places away; an empty one beyond the ends.
    fn word(&self, offset: isize) -> Word {
        let at = self.at.checked_add_signed(offset);
        at.and_then(|at| self.sequence.words.get(at)).copied().unwrap_or_default()
    }

    fn form(&self, offset: isize) -> u32 {
        self.word(offset).form
    }

    fn classes<const N: usize>(&self, offsets: [isize; N]) -> u64 {
        offsets.iter().fold(1, |sum, &offset| sum << 8 | u64::from(self.word(offset).class))
    }

    fn shapes<const N: usize>(&self, offsets: [isize; N]) -> u64 {
        offsets.iter().fold(1, |sum, &offset| sum << 4 | self.word(offset).shape as u64)
    }

    fn rates<const N: usize>(&self, offsets: [isize; N]) -> u64 {
        offsets.iter().fold(1, |sum, &offset| sum << 4 | u64::from(self.word(offset).rate))
    }

    fn places<const N: usize>(&self, offsets: [isize; N]) -> u64 {
        offsets.iter().fold(1, |sum, &offset| sum << 4 | self.word(offset).place as u64)
    }
}

/// A distance in words as one of few steps.
fn distance(words: usize) -> u64 {
    match words {
        0..=5 => words as u64,
        6..=7 => 6,
        8..=10 => 7,
        11..=15 => 8,
        16..=24 => 9,
        _ => 10,
    }
}

/// The features of word `at` for the chain that labels all words of a sequence.
pub(crate) fn label_features(sequence: &Sequence, at: usize, out: &mut Vec<u64>) {
    out.clear();
    let window = Window { sequence, at };
    let mut templates = Templates { number: 0, out };
    forms(&window, &mut templates);
    classes(&window, &mut templates);
    places(&window, &mut templates);
    position(&window, &mut templates);
    clause(&window, &mut templates);
    near_cues(&window, &mut templates);
}

fn forms(window: &Window<'_>, templates: &mut Templates<'_>) {
    for offset in -2..=2 {
        templates.add(window.form(offset), 0_u64);
    }
    templates.add(window.word(0).suffix, 0_u64);
}

fn classes(window: &Window<'_>, templates: &mut Templates<'_>) {
    templates.add(window.classes([-1, 0, 1]), 0_u64);
    for offset in -2..=2 {
        let word = window.word(offset);
        templates.add(word.rate, word.act);
    }
    templates.add(window.rates([0, 1]), window.classes([0, 1]));
    templates.add(window.rates([-1]), window.classes([0, 1]));
}

fn places(window: &Window<'_>, templates: &mut Templates<'_>) {
    templates.add(window.places([0]), 0_u64);
    templates.add(window.places([-1, 0, 1]), 0_u64);
    templates.add(window.places([-2, -1, 0, 1, 2]), 0_u64);
    templates.add(window.places([0]), window.form(0));
    templates.add(window.places([-1, 0]), window.form(-2));
    templates.add(window.places([-1, 0, 1]), window.rates([0]));
    templates.add(window.places([-2, -1, 0]), window.classes([0, 1]));
    templates.add(window.places([0, 1, 2]), window.classes([-1, 0]));
}

fn position(window: &Window<'_>, templates: &mut Templates<'_>) {
    let (sequence, at) = (window.sequence, window.at);
    let first = sequence.first.get(at).map_or(0, |&first| first as usize);
    let end = sequence.end.get(at).map_or(0, |&end| end as usize);
    let marked = u64::from(sequence.marked.get(at).copied().unwrap_or_default());
    let from_start = distance(at - first).min(4);
    let to_end = distance(end - at).min(4);
    templates.add(from_start, marked);
    templates.add(to_end, marked);
    templates.add(from_start << 8 | to_end, u64::from(window.word(0).sentence.min(3)));
    templates.add(marked << 4 | u64::from(window.word(0).sentence == 1), window.places([0]));
}

/// How the sentence opens, and how near its ends are.
fn opening(window: &Window<'_>, templates: &mut Templates<'_>) {
    let (sequence, at) = (window.sequence, window.at);
    let first = sequence.first.get(at).map_or(0, |&first| first as usize);
    let end = sequence.end.get(at).map_or(0, |&end| end as usize);
    let marked = u64::from(sequence.marked.get(at).copied().unwrap_or_default());
    let opening = sequence.words.get(first).copied().unwrap_or_default();
    templates.add(distance(at - first).min(4), window.classes([0]));
    templates.add(distance(end - at).min(4), window.classes([0]));
    templates.add(opening.form, marked);
    templates.add(opening.class, window.classes([0]));
}

fn clause(window: &Window<'_>, templates: &mut Templates<'_>) {
    let (sequence, at) = (window.sequence, window.at);
    let start = sequence.clause.get(at).map_or(0, |&start| start as usize);
    let head = Window { sequence, at: start };
    templates.add(head.form(0), 0_u64);
    templates.add(head.classes([0, 1]), window.classes([0]));
    templates.add(head.classes([-1, 0]), distance(at - start));
    templates.add(join(head.form(-1), head.form(0)), 0_u64);
}

fn near_cues(window: &Window<'_>, templates: &mut Templates<'_>) {
    let (sequence, at) = (window.sequence, window.at);
    let before = sequence.cue_before.get(at).copied().flatten().map(|cue| cue as usize);
    let after = sequence.cue_after.get(at).copied().flatten().map(|cue| cue as usize);
    let here = window.word(0).sentence;
    let away = |found: Option<usize>| found.map_or(15, |cue| distance(cue.abs_diff(at)));
    let commas = |at: usize| sequence.commas.get(at).copied().unwrap_or_default();
    for found in [before, after] {
        let sentence = found.and_then(|cue| sequence.words.get(cue)).map_or(0, |cue| cue.sentence);
        let near = away(found) << 1 | u64::from(sentence == here);
        let between = near << 3 | found.map_or(7, |cue| u64::from(commas(cue).abs_diff(commas(at)).min(3)));
        templates.add(near, window.classes([0]));
        templates.add(between, window.places([0]));
        templates.add(between, window.classes([-1, 0]));
    }
    let both = away(before) << 4 | away(after);
    templates.add(both, window.places([0]));
    templates.add(both, window.classes([0]));
}

/// The features of word `at` for the chain that finds the source and content of one cue.
pub(crate) fn role_features(frame: &Frame<'_>, at: usize, out: &mut Vec<u64>) {
    out.clear();
    let window = Window { sequence: frame.sequence, at };
    let mut templates = Templates { number: 1000, out };
    let (first, end) = frame.cue;
    let side: u64 = if at < first { 0 } else { u64::from(at >= end) + 1 };
    let away = if at < first { first - at } else { at.saturating_sub(end - 1) };
    let near = distance(away) << 2 | side;
    let edge = Window { sequence: frame.sequence, at: first };
    let after = Window { sequence: frame.sequence, at: end };
    let here = window.word(0);
    let head = frame.head;
    let sentences = i32::from(here.sentence) - i32::from(edge.word(0).sentence);
    let sentences = (sentences.clamp(-2, 2) + 2) as u64;
    let nearest_end = if at < first { first } else { end - 1 };
    let runs = (frame.begun(at) - frame.begun(nearest_end)).clamp(-4, 4) + 4;
    let label = frame.label(Some(at));
    let labels = [at.checked_sub(1), Some(at), at.checked_add(1)];
    let labels = labels.iter().fold(1, |sum, &at| sum << 4 | frame.label(at).number() as u64);
    let run = (runs as u64) << 4 | label.number() as u64;

    templates.add(near, 0_u64);
    templates.add(labels, side);
    templates.add(labels, near);
    templates.add(run, side << 4 | sentences);
    templates.add(run, u64::from(head.form) << 8 | side << 4 | sentences);
    templates.add(run, after.classes([0]) << 8 | side << 4 | sentences);
    templates.add(run, after.form(0));
    templates.add(run, edge.classes([-1]) << 8 | side << 4 | sentences);
    templates.add(run, edge.form(-1));
    templates.add(run, after.classes([0, 1]) << 16 | edge.classes([-1]) << 8 | side);
    templates.add(run, edge.places([-1, 0]) << 24 | window.places([0]) << 12 | side << 4 | sentences);
    templates.add(near, head.form);
    templates.add(u64::from(head.form) << 4 | side, here.form);
    templates.add(u64::from(head.form) << 4 | side, window.classes([-1, 0]));
    templates.add(near, here.form);
    templates.add(near, window.classes([-1, 0]));
    templates.add(near, window.classes([0, 1]));
    templates.add(near, window.places([-1, 0, 1]));
    templates.add(side << 4 | sentences, window.places([-1, 0, 1]));
    templates.add(labels, window.classes([-1, 0]));
    templates.add(labels, window.classes([0, 1]));
    templates.add(labels, here.form);
    templates.add(labels, window.form(-1));
    templates.add(labels, window.form(1));
    templates.add(labels, window.places([-1, 0, 1]));
    for offset in -2..=2 {
        templates.add(u64::from(window.form(offset)) << 2 | side, 0_u64);
    }
    templates.add(window.classes([-1, 0, 1]), side);
    templates.add(window.classes([-2, -1, 0]), side);
    templates.add(window.classes([0, 1, 2]), side);
    templates.add(window.shapes([-1, 0, 1]), near);
    position(&window, &mut templates);
    opening(&window, &mut templates);
    clause(&window, &mut templates);
}
