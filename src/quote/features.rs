//! The features of both chains, for inference and training alike.

use super::link::Frame;
use super::words::{Sequence, Word};
use crate::model::{Features, mix};

/// Numbers the templates in the order of their calls and passes the hashes on.
struct Templates<'o, F> {
    number: u32,
    out: &'o mut F,
}

impl<F: Features> Templates<'_, F> {
    #[inline(always)]
    fn add(&mut self, a: impl Into<u64>, b: impl Into<u64>) {
        self.out.add(mix(self.number, a.into(), b.into()));
        self.number += 1;
    }
}

/// Words that a window shows before and after its own.
const SIGHT: usize = 2;

/// A word of a sequence with its neighbours.
struct Window<'s> {
    sequence: &'s Sequence,
    at: usize,
    /// The word and [`SIGHT`] more to either side, empty ones beyond the ends.
    near: [Word; 2 * SIGHT + 1],
}

impl<'s> Window<'s> {
    #[inline(always)]
    fn new(sequence: &'s Sequence, at: usize) -> Self {
        let whole = at.checked_sub(SIGHT).and_then(|start| sequence.words.get(start..)?.first_chunk());
        let word = |place: usize| (at + place).checked_sub(SIGHT).map_or(Word::default(), |at| sequence.word(at));
        Self { sequence, at, near: whole.copied().unwrap_or_else(|| std::array::from_fn(word)) }
    }

    /// The word `offset` places away.
    #[inline(always)]
    fn word(&self, offset: isize) -> &Word {
        &self.near[(offset + SIGHT as isize) as usize]
    }

    #[inline(always)]
    fn form(&self, offset: isize) -> u32 {
        self.word(offset).form
    }

    #[inline(always)]
    fn classes<const N: usize>(&self, offsets: [isize; N]) -> u64 {
        self.numbers::<8, N>(offsets, |word| word.class)
    }

    #[inline(always)]
    fn shapes<const N: usize>(&self, offsets: [isize; N]) -> u64 {
        self.numbers::<4, N>(offsets, |word| word.shape as u8)
    }

    #[inline(always)]
    fn rates<const N: usize>(&self, offsets: [isize; N]) -> u64 {
        self.numbers::<4, N>(offsets, |word| word.rate)
    }

    #[inline(always)]
    fn places<const N: usize>(&self, offsets: [isize; N]) -> u64 {
        self.numbers::<4, N>(offsets, |word| word.place as u8)
    }

    /// A number of so many bits of each of several words.
    #[inline(always)]
    fn numbers<const BITS: u32, const N: usize>(&self, offsets: [isize; N], of: impl Fn(&Word) -> u8) -> u64 {
        offsets.iter().fold(1, |sum, &offset| sum << BITS | u64::from(of(self.word(offset))))
    }
}

#[inline(always)]
fn classes<const N: usize>(words: [&Word; N]) -> u64 {
    words.iter().fold(1, |sum, word| sum << 8 | u64::from(word.class))
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
#[inline(always)]
pub(crate) fn label_features(sequence: &Sequence, at: usize, out: &mut impl Features) {
    let window = Window::new(sequence, at);
    let mut templates = Templates { number: 0, out };
    forms(&window, &mut templates);
    kinds(&window, &mut templates);
    marks(&window, &mut templates);
    position(&window, &mut templates);
    clause(&window, &mut templates);
    near_cues(&window, &mut templates);
}

#[inline(always)]
fn forms(window: &Window<'_>, templates: &mut Templates<'_, impl Features>) {
    for offset in -2..=2 {
        templates.add(window.form(offset), 0_u64);
    }
    templates.add(window.word(0).suffix, 0_u64);
}

#[inline(always)]
fn kinds(window: &Window<'_>, templates: &mut Templates<'_, impl Features>) {
    templates.add(window.classes([-1, 0, 1]), 0_u64);
    for offset in -1..=1 {
        let word = window.word(offset);
        templates.add(word.rate, word.act);
    }
    templates.add(window.rates([-1]), window.classes([0, 1]));
}

#[inline(always)]
fn marks(window: &Window<'_>, templates: &mut Templates<'_, impl Features>) {
    templates.add(window.places([-1, 0, 1]), 0_u64);
    templates.add(window.places([0]), window.form(0));
    templates.add(window.places([-1, 0]), window.form(-2));
    templates.add(window.places([0, 1, 2]), window.classes([-1, 0]));
}

#[inline(always)]
fn position(window: &Window<'_>, templates: &mut Templates<'_, impl Features>) {
    let marked = u64::from(window.sequence.marked.get(window.at).copied().unwrap_or_default());
    let [from_start, to_end] = edges(window);
    templates.add(from_start, marked);
    templates.add(to_end, marked);
    templates.add(marked << 4 | u64::from(window.word(0).sentence == 1), window.places([0]));
}

/// How near the first and the last word of the sentence are.
#[inline(always)]
fn edges(window: &Window<'_>) -> [u64; 2] {
    let (sequence, at) = (window.sequence, window.at);
    let first = sequence.first.get(at).map_or(0, |&first| first as usize);
    let end = sequence.end.get(at).map_or(0, |&end| end as usize);
    [(at - first).min(4) as u64, (end - at).min(4) as u64]
}

#[inline(always)]
fn clause(window: &Window<'_>, templates: &mut Templates<'_, impl Features>) {
    let (sequence, at) = (window.sequence, window.at);
    let start = sequence.clause.get(at).map_or(0, |&start| start as usize);
    let before = start.checked_sub(1).map_or(Word::default(), |before| sequence.word(before));
    let (head, next) = (sequence.word(start), sequence.word(start + 1));
    templates.add(classes([&head, &next]), window.classes([0]));
    templates.add(classes([&before, &head]), distance(at - start));
}

#[inline(always)]
fn near_cues(window: &Window<'_>, templates: &mut Templates<'_, impl Features>) {
    let (sequence, at) = (window.sequence, window.at);
    let before = sequence.cue_before.get(at).copied().flatten().map(|cue| cue as usize);
    let after = sequence.cue_after.get(at).copied().flatten().map(|cue| cue as usize);
    let here = window.word(0).sentence;
    let away = |found: Option<usize>| found.map_or(15, |cue| distance(cue.abs_diff(at)));
    let commas = |at: usize| sequence.commas.get(at).copied().unwrap_or_default();
    for found in [before, after] {
        let sentence = found.map_or(0, |cue| sequence.word(cue).sentence);
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

/// Where a word stands with regard to a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    Within,
    After,
}

impl Side {
    /// The side of word `at`.
    pub(crate) fn of(frame: &Frame<'_>, at: usize) -> Self {
        match frame.cue {
            (first, _) if at < first => Self::Before,
            (_, end) if at < end => Self::Within,
            _ => Self::After,
        }
    }
}

/// The features of word `at` for the chain that finds the source and content of one cue.
#[cfg(feature = "train")]
pub(crate) fn role_features(frame: &Frame<'_>, at: usize, out: &mut impl Features) {
    side_features(frame, at, out);
    cue_features(frame, at, out);
}

/// The features that are the same for every cue on the same side.
#[inline(always)]
pub(crate) fn side_features(frame: &Frame<'_>, at: usize, out: &mut impl Features) {
    let window = Window::new(frame.sequence, at);
    let side = Side::of(frame, at) as u64;
    let mut templates = Templates { number: 1000, out };
    templates.add(u64::from(window.form(-1)) << 2 | side, 0_u64);
    templates.add(u64::from(window.form(1)) << 2 | side, 0_u64);
    templates.add(labels(frame, at), side);
    for edge in edges(&window) {
        templates.add(edge, window.classes([0]));
    }
}

/// The features that hold for this cue alone.
#[inline(always)]
pub(crate) fn cue_features(frame: &Frame<'_>, at: usize, out: &mut impl Features) {
    let window = Window::new(frame.sequence, at);
    let mut templates = Templates { number: 2000, out };
    let (first, end) = frame.cue;
    let side = Side::of(frame, at) as u64;
    let away = if at < first { first - at } else { at.saturating_sub(end - 1) };
    let near = distance(away) << 2 | side;
    let head = u64::from(frame.head.form);
    let [before, opens, after, next] = &frame.edges;
    let sentences = i32::from(window.word(0).sentence) - i32::from(opens.sentence);
    let where_to = side << 4 | (sentences.clamp(-2, 2) + 2) as u64;
    let nearest_end = if at < first { first } else { end - 1 };
    let runs = (frame.begun(at) - frame.begun(nearest_end)).clamp(-4, 4) + 4;
    let run = (runs as u64) << 4 | frame.label(Some(at)).number() as u64;

    templates.add(labels(frame, at), near);
    templates.add(run, head << 8 | where_to);
    templates.add(run, after.form);
    templates.add(run, classes([before]) << 8 | where_to);
    templates.add(run, before.form);
    templates.add(run, classes([after, next]) << 16 | classes([before]) << 8 | side);
    templates.add(near, head);
    templates.add(near, window.classes([0, 1]));
    templates.add(near, window.shapes([-1, 0, 1]));
    templates.add(where_to, window.places([-1, 0, 1]));
}

/// The first labels of word `at` and its neighbours.
fn labels(frame: &Frame<'_>, at: usize) -> u64 {
    let labels = [at.checked_sub(1), Some(at), at.checked_add(1)];
    labels.iter().fold(1, |sum, &at| sum << 4 | frame.label(at).number() as u64)
}
