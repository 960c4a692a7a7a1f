//! Labels of words, and the best sequence of them.

use crate::model::net::wide::widely;
use crate::model::{LOW, ROW, Scores, Transitions};

/// The part of a quotation that a word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Role {
    Source,
    Cue,
    Content,
}

/// A role and whether its span begins here (BIO, Ramshaw & Marcus 1995): 0 is outside, then begin and inside of each role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Label(u8);

/// Number of labels.
#[cfg(feature = "train")]
pub(crate) const LABELS: usize = 7;

impl Label {
    /// The label with this number.
    pub(crate) fn from_number(number: usize) -> Self {
        Self(number as u8)
    }

    /// Its number, from 0.
    pub(crate) fn number(self) -> usize {
        self.0.into()
    }

    /// The first word of a span.
    #[cfg(feature = "train")]
    pub(crate) fn begin(role: Role) -> Self {
        Self(1 + 2 * role as u8)
    }

    /// Any further word of a span.
    #[cfg(feature = "train")]
    pub(crate) fn inside(role: Role) -> Self {
        Self(2 + 2 * role as u8)
    }

    /// The role, none outside.
    pub(crate) fn role(self) -> Option<Role> {
        match self.0 {
            1 | 2 => Some(Role::Source),
            3 | 4 => Some(Role::Cue),
            5 | 6 => Some(Role::Content),
            _ => None,
        }
    }

    /// Whether a span begins here.
    pub(crate) fn begins(self) -> bool {
        self.0 % 2 == 1
    }

    /// Whether this label may follow `previous`; none at the start.
    #[cfg(feature = "train")]
    pub(crate) fn may_follow(self, previous: Option<Self>) -> bool {
        self.0 == 0 || self.begins() || previous.is_some_and(|previous| previous.role() == self.role())
    }
}

/// A span of words with one role: the words `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) role: Role,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The spans that `labels` spell out.
pub(crate) fn runs(labels: &[Label]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut previous = None;
    for (at, label) in labels.iter().enumerate() {
        let role = label.role();
        match (role, runs.last_mut()) {
            (Some(role), Some(last)) if previous == Some(role) && !label.begins() => last.end = at + 1,
            (Some(role), _) => runs.push(Run { role, start: at, end: at + 1 }),
            (None, _) => {}
        }
        previous = role;
    }
    runs
}

/// What the words of a sequence are, looked at together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labelling {
    /// The best labels.
    pub(crate) labels: Vec<Label>,
    /// For each word how much better, in nats, the best labels with it in a cue score than the best without.
    pub(crate) cue_margins: Vec<f32>,
    /// The best labels by the chain alone, where nets decide with it.
    pub(crate) chain: Vec<Label>,
}
/// Scores of a word that can have no role.
const NONE: Scores = [0, -100_000, -100_000, -100_000, -100_000, -100_000, -100_000, -100_000];

/// Finds the best labels of a sequence (Viterbi 1967); holds what it needs for that, to use again.
#[derive(Default)]
pub(crate) struct Decoder {
    back: Vec<[u8; ROW]>,
    /// The scores of each word, and the best that its labels reach with the words before.
    words: Vec<(Scores, Scores)>,
}

impl Decoder {
    /// Labels `length` words: `emit` adds the scores of a word, `bias`, in nats, is added to every label but outside. The
    /// margin is how much better, in nats, the best labels score than none at all. Where `emit` says no, the word has none.
    pub(crate) fn decode(
        &mut self,
        transitions: &Transitions,
        bias: f32,
        length: usize,
        mut emit: impl FnMut(usize, &mut Scores) -> bool,
    ) -> (Vec<Label>, f32) {
        let mut prior = [(bias / transitions.unit) as i32; ROW];
        prior[0] = 0;
        self.words.clear();
        self.words.extend((0..length).map(|at| {
            let mut scores = prior;
            let may = emit(at, &mut scores);
            (if may { scores } else { NONE }, NONE)
        }));
        let margin = widely(
            #[inline(always)]
            || self.search(transitions),
        );
        let best = self.words.last().map_or([0; ROW], |(_, best)| *best);
        let last = best.iter().position(|score| *score == 0).unwrap_or(0);
        (self.trace(last), margin as f32 * transitions.unit)
    }

    /// Finds the best that the labels of each word reach, from the first word on, and the way there. Gives how much better that
    /// is than no labels at all; kept apart so that scores of long sequences stay small.
    #[inline(always)]
    fn search(&mut self, transitions: &Transitions) -> i64 {
        self.back.clear();
        let mut margin = 0_i64;
        let mut before: Option<(Scores, Scores)> = None;
        for (scores, best) in &mut self.words {
            let (way, none, reached) = match before {
                // No role can be better between two words without one.
                Some((NONE, before)) if *scores == NONE => ([0; ROW], 0, before),
                Some((_, before)) => {
                    let (way, reached) = step(transitions, &before, scores);
                    (way, transitions.none, reached)
                }
                None => ([0; ROW], transitions.start[0], add(&transitions.start, scores)),
            };
            self.back.push(way);
            let top = most(&reached);
            *best = reached.map(|score| score - top);
            margin += i64::from(top - scores[0] - none);
            before = Some((*scores, *best));
        }
        margin
    }

    /// For each word of the sequence decoded last how much better, in nats, the best labels with it in a cue score than the
    /// best without.
    pub(crate) fn cue_margins(&self, transitions: &Transitions) -> Vec<f32> {
        let mut margins = vec![0.0; self.words.len()];
        widely(
            #[inline(always)]
            || self.margins(transitions, &mut margins),
        );
        margins
    }

    #[inline(always)]
    fn margins(&self, transitions: &Transitions, margins: &mut [f32]) {
        let only = |wanted: bool| std::array::from_fn(|label| if is_cue(label) == wanted { 0 } else { i32::MIN / 2 });
        let (cue, other) = (only(true), only(false));
        let onto: [Scores; ROW] =
            std::array::from_fn(|to| std::array::from_fn(|from| transitions.ways[from][to] >> LOW));
        let mut after: Scores = [0; ROW];
        for (margin, (scores, best)) in margins.iter_mut().zip(&self.words).rev() {
            let reached = add(best, &after);
            *margin = (most(&add(&reached, &cue)) - most(&add(&reached, &other))) as f32 * transitions.unit;
            let onward = add(scores, &after);
            let mut before = [i32::MIN; ROW];
            for (onward, ways) in onward.iter().zip(&onto) {
                before.iter_mut().zip(ways).for_each(|(before, way)| *before = (*before).max(onward + way));
            }
            let top = most(&before);
            after = before.map(|score| score - top);
        }
    }

    fn trace(&self, last: usize) -> Vec<Label> {
        let mut label = last;
        let mut path = vec![Label::default(); self.back.len()];
        for (slot, back) in path.iter_mut().zip(&self.back).rev() {
            *slot = Label::from_number(label);
            label = back.get(label).copied().unwrap_or(0).into();
        }
        path
    }
}

/// The way to each label of the next word, as the label that it comes from, and the best score there; of two equal ways, the
/// one from the lower label.
#[inline(always)]
fn step(transitions: &Transitions, best: &Scores, scores: &Scores) -> ([u8; ROW], Scores) {
    let mut reached = [i32::MIN; ROW];
    for (best, ways) in best.iter().zip(&transitions.ways) {
        let from = best << LOW;
        reached.iter_mut().zip(ways).for_each(|(reached, way)| *reached = (*reached).max(from + way));
    }
    let last = ROW as i32 - 1;
    (reached.map(|way| (last - (way & last)) as u8), add(&reached.map(|way| way >> LOW), scores))
}

#[inline(always)]
fn add(a: &Scores, b: &Scores) -> Scores {
    std::array::from_fn(|label| a[label] + b[label])
}

#[inline(always)]
fn most(scores: &Scores) -> i32 {
    scores.iter().fold(i32::MIN, |most, score| most.max(*score))
}

fn is_cue(label: usize) -> bool {
    Label::from_number(label).role() == Some(Role::Cue)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random, from -9 to 9.
    fn number(seed: usize) -> i32 {
        ((seed * 2_654_435_761) >> 7) as i32 % 19 - 9
    }

    fn score(transitions: &Transitions, emitted: &[Scores], labels: &[usize]) -> i32 {
        let first = transitions.start[labels[0]];
        let pairs = labels.windows(2).map(|pair| transitions.ways[pair[0]][pair[1]] >> LOW);
        let words = emitted.iter().zip(labels).map(|(scores, &label)| scores[label]);
        first + pairs.sum::<i32>() + words.sum::<i32>()
    }

    #[test]
    fn margins_of_cues_are_those_of_all_label_sequences() {
        let row = |seed: usize| std::array::from_fn(|at| number(seed * ROW + at));
        let transitions = Transitions::new(1.0, row(1), std::array::from_fn(|from| row(2 + from)));
        let emitted: [Scores; 3] = [row(20), row(21), row(22)];
        let mut decoder = Decoder::default();
        let (best, _) = decoder.decode(&transitions, 0.0, 3, |at, scores| {
            *scores = emitted[at];
            true
        });
        let all: Vec<[usize; 3]> =
            (0..ROW.pow(3)).map(|code| [code / ROW / ROW, code / ROW % ROW, code % ROW]).collect();
        let most = |at: usize, wanted: bool| {
            let those = all.iter().filter(|labels| is_cue(labels[at]) == wanted);
            those.map(|labels| score(&transitions, &emitted, labels)).max().unwrap()
        };
        let expected: Vec<f32> = (0..3).map(|at| (most(at, true) - most(at, false)) as f32).collect();
        assert_eq!(decoder.cue_margins(&transitions), expected);
        let numbers: Vec<usize> = best.iter().map(|label| label.number()).collect();
        assert_eq!(
            score(&transitions, &emitted, &numbers),
            all.iter().map(|labels| score(&transitions, &emitted, labels)).max().unwrap()
        );
    }
}
