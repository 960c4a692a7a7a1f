//! Two lists of changes, one after the other, as one.

use super::rewrite::Change;
use super::step::StepSet;

/// The changes that lead from the first text to the third, from those to the second and those from there on, in one
/// merge. Changes that overlap in the second text become one.
pub(super) fn compose(first: &[Change], then: Vec<Change>) -> Vec<Change> {
    if first.is_empty() {
        return then;
    }
    let mut merge = Merge { first, then: &then, first_shift: 0, then_shift: 0 };
    let mut composed = Vec::with_capacity(first.len() + then.len());
    while let Some(change) = merge.next_group() {
        composed.push(change);
    }
    composed
}

/// Two lists of changes on their way through the text between them.
struct Merge<'c> {
    first: &'c [Change],
    then: &'c [Change],
    /// Bytes by which the changes taken from `first` lengthened the text.
    first_shift: i64,
    then_shift: i64,
}

/// A stretch of the text between, in its bytes.
#[derive(Clone, Copy)]
struct Between {
    start: i64,
    end: i64,
    steps: StepSet,
}

impl Between {
    fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl Merge<'_> {
    fn next_group(&mut self) -> Option<Change> {
        let (first_shift, then_shift) = (self.first_shift, self.then_shift);
        let mut hull = self.take(|_| true)?;
        while let Some(more) = self.take(|next| next.overlaps(hull)) {
            hull.end = hull.end.max(more.end);
            hull.steps = hull.steps.union(more.steps);
        }
        let new_len = (hull.end + self.then_shift) - (hull.start + then_shift);
        Some(Change {
            start: (hull.start - first_shift) as u32,
            end: (hull.end - self.first_shift) as u32,
            new_len: new_len as u32,
            steps: hull.steps,
        })
    }

    /// Takes the next change of either list, the first list's where both begin together, if it is `wanted`.
    fn take(&mut self, wanted: impl Fn(Between) -> bool) -> Option<Between> {
        let first = self.peek_first();
        let then = self.peek_then();
        let from_first = match (first, then) {
            (Some(first), Some(then)) => first.start <= then.start,
            (first, _) => first.is_some(),
        };
        let next = if from_first { first } else { then }.filter(|&next| wanted(next))?;
        if from_first {
            self.first_shift += pop(&mut self.first);
        } else {
            self.then_shift += pop(&mut self.then);
        }
        Some(next)
    }

    fn peek_first(&self) -> Option<Between> {
        let change = self.first.first()?;
        let start = i64::from(change.start) + self.first_shift;
        Some(Between { start, end: start + i64::from(change.new_len), steps: change.steps })
    }

    fn peek_then(&self) -> Option<Between> {
        let change = self.then.first()?;
        Some(Between { start: i64::from(change.start), end: i64::from(change.end), steps: change.steps })
    }
}

/// Takes the first change off the list and gives its growth.
fn pop(changes: &mut &[Change]) -> i64 {
    match changes.split_first() {
        Some((first, rest)) => {
            *changes = rest;
            first.growth()
        }
        None => 0,
    }
}
