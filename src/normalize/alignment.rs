//! [`Alignment`]: how a rewritten text lies on the raw one, kept only where the two differ.

use super::rewrite::Change;
use super::step::StepSet;
use crate::Span;

/// Where one replaced stretch begins in both texts. Its length in the new text follows from the next entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    raw: u32,
    new: u32,
    raw_len: u32,
    steps: StepSet,
}

impl Entry {
    /// The entry of `change` if those before it lengthened the text by `shift` bytes.
    fn new(change: &Change, shift: i64) -> Self {
        let new = (i64::from(change.start) + shift) as u32;
        Self { raw: change.start, new, raw_len: change.end - change.start, steps: change.steps }
    }
}

/// One replaced stretch, with where it lies in both texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Replaced {
    pub(super) raw: Span,
    pub(super) new: Span,
    pub(super) steps: StepSet,
}

/// The replaced stretches of a text in order: 16 bytes each, and one more that marks the ends of both texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Alignment {
    entries: Vec<Entry>,
}

/// One of the two texts.
#[derive(Clone, Copy)]
enum Side {
    Raw,
    New,
}

impl Alignment {
    /// The alignment that `changes` make of `raw` and `text`, which they made of it. One step may have taken back what
    /// another did: that is no change.
    pub(super) fn new(changes: &[Change], raw: &str, text: &str) -> Self {
        if changes.is_empty() {
            return Self::default();
        }
        let mut entries = Vec::with_capacity(changes.len() + 1);
        let mut shift = 0;
        for change in changes {
            let entry = Entry::new(change, shift);
            shift += growth(change);
            let old = Span { start: change.start, end: change.end };
            let new = Span { start: entry.new, end: entry.new + change.new_len };
            if old.of(raw) != new.of(text) {
                entries.push(entry);
            }
        }
        let end = Change { start: raw.len() as u32, end: raw.len() as u32, new_len: 0, steps: StepSet::default() };
        entries.push(Entry::new(&end, shift));
        Self { entries }
    }

    /// Number of replaced stretches.
    pub(super) fn len(&self) -> usize {
        self.entries.len().saturating_sub(1)
    }

    /// Bytes of memory on the heap.
    pub(super) fn heap_size(&self) -> usize {
        self.entries.capacity() * size_of::<Entry>()
    }

    /// The replaced stretch number `index`.
    pub(super) fn get(&self, index: usize) -> Option<Replaced> {
        let entry = self.entries.get(index)?;
        let next = self.entries.get(index + 1)?;
        let raw_end = entry.raw + entry.raw_len;
        let new_end = next.new - (next.raw - raw_end);
        Some(Replaced {
            raw: Span { start: entry.raw, end: raw_end },
            new: Span { start: entry.new, end: new_end },
            steps: entry.steps,
        })
    }

    /// The stretch of the raw text behind `span` of the new one; `from` is an index at or before its first edit.
    pub(super) fn to_raw(&self, span: Span, from: usize) -> Span {
        self.map(span, Side::New, from)
    }

    /// The stretch of the new text that stands for `span` of the raw one; `from` as for [`Alignment::to_raw`].
    pub(super) fn to_new(&self, span: Span, from: usize) -> Span {
        self.map(span, Side::Raw, from)
    }

    /// Index of the last edit that a search for spans from byte `start` of the new text on can begin with.
    pub(super) fn seek(&self, start: u32, from: usize) -> usize {
        self.after(start, Side::New, from).saturating_sub(1)
    }

    /// A boundary inside a replaced stretch goes outward to its edge; what is deleted at an edge of the span stays out.
    fn map(&self, span: Span, side: Side, from: usize) -> Span {
        let first = self.after(span.start, side, from);
        let start = match first.checked_sub(1).and_then(|index| self.get(index)) {
            Some(edit) => boundary(edit, side, span.start, |far| far.start),
            None => span.start,
        };
        let last = span.end.checked_sub(1).map_or(0, |end| self.after(end, side, first.saturating_sub(1)));
        let end = match last.checked_sub(1).and_then(|index| self.get(index)) {
            Some(edit) => boundary(edit, side, span.end, |far| far.end),
            None => span.end,
        };
        Span { start: start.min(end), end }
    }

    /// Number of edits that begin at or before `offset`, if those before `from` do: a galloping search, so that
    /// queries in order cost little more than a step each.
    fn after(&self, offset: u32, side: Side, from: usize) -> usize {
        let begins = |entry: &Entry| match side {
            Side::Raw => entry.raw <= offset,
            Side::New => entry.new <= offset,
        };
        let edits = self.entries.get(from..self.len()).unwrap_or_default();
        let mut reach = 1;
        while edits.get(reach - 1).is_some_and(begins) {
            reach *= 2;
        }
        let known = reach / 2;
        let open = edits.get(known..reach.min(edits.len())).unwrap_or_default();
        from + known + open.partition_point(begins)
    }
}

/// Where `offset`, which lies in or after `edit`, comes to in the other text: inside it, the edge that `edge` picks.
fn boundary(edit: Replaced, side: Side, offset: u32, edge: impl Fn(Span) -> u32) -> u32 {
    let (near, far) = match side {
        Side::Raw => (edit.raw, edit.new),
        Side::New => (edit.new, edit.raw),
    };
    if offset < near.end { edge(far) } else { far.end + (offset - near.end) }
}

/// By how many bytes a change lengthens its text.
fn growth(change: &Change) -> i64 {
    i64::from(change.new_len) - i64::from(change.end - change.start)
}

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
            growth(first)
        }
        None => 0,
    }
}
