//! [`Alignment`]: how a rewritten text lies on the raw one, kept only where the two differ.

use rustc_hash::FxHashMap;

use super::rewrite::Change;
use super::step::StepSet;
use crate::Span;

/// Edits from one checkpoint to the next.
const STRIDE: u32 = 32;

/// One replaced stretch, with where it lies in both texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Replaced {
    pub(super) raw: Span,
    pub(super) new: Span,
    pub(super) steps: StepSet,
}

/// What edits have in common that differ only in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Shape {
    raw_len: u32,
    new_len: u32,
    steps: StepSet,
}

/// A place among the edits: at the start of both texts, or at an edit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The edit; an empty one at the start.
    edit: Replaced,
    /// Number of edits up to this one.
    count: u32,
    /// Where the code of the next begins.
    at: usize,
}

/// The replaced stretches of a text in order, in two bytes each where edits are near each other and alike, as most are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Alignment {
    /// For each edit two numbers in LEB128: how many bytes lie between it and the one before, and which shape it has.
    codes: Vec<u8>,
    shapes: Vec<Shape>,
    /// The place of every edit whose count is a multiple of [`STRIDE`].
    checkpoints: Vec<Place>,
    last: Place,
}

/// One of the two texts.
#[derive(Clone, Copy)]
pub(super) enum Side {
    Raw,
    New,
}

impl Replaced {
    fn on(&self, side: Side) -> Span {
        match side {
            Side::Raw => self.raw,
            Side::New => self.new,
        }
    }

    /// Where `offset` of `side`, which lies in or after the edit, comes to in the other text: inside it, the edge that
    /// `edge` picks.
    fn boundary(&self, side: Side, offset: u32, edge: impl Fn(Span) -> u32) -> u32 {
        let (near, far) = match side {
            Side::Raw => (self.raw, self.new),
            Side::New => (self.new, self.raw),
        };
        if offset < near.end { edge(far) } else { far.end + (offset - near.end) }
    }

    /// The edit of `shape` that begins `gap` bytes behind this one.
    fn followed_by(&self, gap: u32, shape: Shape) -> Self {
        let behind = |end: u32, len: u32| Span { start: end + gap, end: end + gap + len };
        Self { raw: behind(self.raw.end, shape.raw_len), new: behind(self.new.end, shape.new_len), steps: shape.steps }
    }
}

impl Alignment {
    /// The alignment that `changes` make of `raw` and `text`, which they made of it. One step may have taken back what
    /// another did: that is no change.
    pub(super) fn new(changes: &[Change], raw: &[u8], text: &str) -> Self {
        let mut alignment = Self::default();
        let mut known = FxHashMap::default();
        let mut shift = 0;
        for change in changes {
            let new_start = (i64::from(change.start) + shift) as u32;
            shift += change.growth();
            let old = raw.get(change.start as usize..change.end as usize);
            let new = Span { start: new_start, end: new_start + change.new_len };
            if old != Some(new.of(text).as_bytes()) {
                alignment.push(change, &mut known);
            }
        }
        alignment.codes.shrink_to_fit();
        alignment.shapes.shrink_to_fit();
        alignment.checkpoints.shrink_to_fit();
        alignment
    }

    /// Adds what `change` replaced; `known` has the number of each shape.
    fn push(&mut self, change: &Change, known: &mut FxHashMap<Shape, u32>) {
        let shape = Shape { raw_len: change.end - change.start, new_len: change.new_len, steps: change.steps };
        let number = *known.entry(shape).or_insert_with(|| {
            self.shapes.push(shape);
            self.shapes.len() as u32 - 1
        });
        let gap = change.start - self.last.edit.raw.end;
        write(&mut self.codes, gap);
        write(&mut self.codes, number);
        let (edit, count) = (self.last.edit.followed_by(gap, shape), self.last.count + 1);
        self.last = Place { edit, count, at: self.codes.len() };
        if count % STRIDE == 0 {
            self.checkpoints.push(self.last);
        }
    }

    /// Number of replaced stretches.
    pub(super) fn len(&self) -> usize {
        self.last.count as usize
    }

    /// Bytes of memory on the heap.
    pub(super) fn heap_size(&self) -> usize {
        self.codes.capacity()
            + self.shapes.capacity() * size_of::<Shape>()
            + self.checkpoints.capacity() * size_of::<Place>()
    }

    /// The replaced stretches in order.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = Replaced> {
        let mut place = Place::default();
        (0..self.len()).map(move |_| {
            place = self.next(&place).unwrap_or(place);
            place.edit
        })
    }

    /// The place behind `place`.
    fn next(&self, place: &Place) -> Option<Place> {
        let mut codes = self.codes.get(place.at..)?;
        let gap = read(&mut codes)?;
        let shape = *self.shapes.get(read(&mut codes)? as usize)?;
        let at = self.codes.len() - codes.len();
        Some(Place { edit: place.edit.followed_by(gap, shape), count: place.count + 1, at })
    }

    /// The stretch of the other text that stands for `span` of `side`. `from` is any place or one that a call before
    /// left, and is left so that a span which begins no earlier is found from there.
    ///
    /// A boundary inside a replaced stretch goes outward to its edge; what is deleted at an edge of the span stays out.
    pub(super) fn map(&self, span: Span, side: Side, from: &mut Place) -> Span {
        if from.edit.on(side).start >= span.start {
            *from = Place::default();
        }
        *from = span.start.checked_sub(1).map_or(*from, |before| self.seek(*from, before, side));
        let first = self.seek(*from, span.start, side);
        let last = if span.is_empty() { *from } else { self.seek(first, span.end - 1, side) };
        let start = first.edit.boundary(side, span.start, |far| far.start);
        let end = last.edit.boundary(side, span.end, |far| far.end);
        Span { start: start.min(end), end }
    }

    /// The last edit that begins at or before `offset`, if `from` does.
    fn seek(&self, from: Place, offset: u32, side: Side) -> Place {
        let begins = |place: &Place| place.edit.on(side).start <= offset;
        let mut place = self.skip(from, begins);
        while let Some(next) = self.next(&place).filter(begins) {
            place = next;
        }
        place
    }

    /// The last checkpoint behind `from` that `begins`, else `from`: a galloping search, so that queries in order cost
    /// little more than a step each.
    fn skip(&self, from: Place, begins: impl Fn(&Place) -> bool) -> Place {
        let ahead = self.checkpoints.get((from.count / STRIDE) as usize..).unwrap_or_default();
        let mut reach = 1;
        while ahead.get(reach - 1).is_some_and(&begins) {
            reach *= 2;
        }
        let known = reach / 2;
        let open = ahead.get(known..reach.min(ahead.len())).unwrap_or_default();
        let found = known + open.partition_point(begins);
        found.checked_sub(1).and_then(|found| ahead.get(found)).copied().unwrap_or(from)
    }
}

/// Writes `number` in LEB128: seven bits a byte, the lowest first.
fn write(codes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        codes.push(number as u8 | 0x80);
        number >>= 7;
    }
    codes.push(number as u8);
}

/// Takes a number off `codes` that [`write`] wrote.
fn read(codes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let (&byte, rest) = codes.split_first()?;
        *codes = rest;
        number |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            break;
        }
    }
    Some(number)
}
