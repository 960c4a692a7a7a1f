//! [`Rewrite`]: one step's changes to one text, collected from left to right.

use std::borrow::Cow;

use super::step::{Step, StepSet};

/// Bytes looked at together by [`find`] and its like.
const BLOCK: usize = 32;

/// Bytes of a block looked at together once the block holds what is wanted.
const PART: usize = 8;

/// A stretch of a text that was replaced, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Offset of its first byte.
    pub(super) start: u32,
    /// Offset one past its last byte.
    pub(super) end: u32,
    /// Length of what stands there now.
    pub(super) new_len: u32,
    /// The steps that had a hand in it.
    pub(super) steps: StepSet,
}

impl Change {
    /// By how many bytes it lengthens the text.
    pub(super) fn growth(&self) -> i64 {
        i64::from(self.new_len) - i64::from(self.end - self.start)
    }
}

/// What a rule wants replaced, and with what.
pub(super) struct Fix<'t> {
    start: usize,
    end: usize,
    new: Cow<'t, str>,
}

impl<'t> Fix<'t> {
    /// Replaces the bytes `start..end`, which lie on character boundaries, by `new`.
    pub(super) fn new(start: usize, end: usize, new: impl Into<Cow<'t, str>>) -> Self {
        Self { start, end, new: new.into() }
    }

    /// Deletes the bytes `start..end`.
    pub(super) fn delete(start: usize, end: usize) -> Self {
        Self::new(start, end, "")
    }
}

/// The changes of one step to one text.
pub(super) struct Rewrite<'t> {
    text: &'t str,
    step: Step,
    out: String,
    copied: usize,
    changes: Vec<Change>,
}

impl<'t> Rewrite<'t> {
    /// No changes of `step` to `text` yet.
    pub(super) fn new(text: &'t str, step: Step) -> Self {
        Self { text, step, out: String::new(), copied: 0, changes: Vec::new() }
    }

    /// The text that is rewritten.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// Takes a fix that lies after all fixes taken before; one that changes nothing is no change.
    pub(super) fn take(&mut self, fix: Fix<'_>) {
        let Some(old) = self.text.get(fix.start..fix.end) else { return };
        let Some(kept) = self.text.get(self.copied..fix.start) else { return };
        if old == fix.new {
            return;
        }
        if self.changes.is_empty() {
            self.out.reserve(self.text.len());
        }
        self.out.push_str(kept);
        self.out.push_str(&fix.new);
        self.copied = fix.end;
        let change = Change {
            start: fix.start as u32,
            end: fix.end as u32,
            new_len: fix.new.len() as u32,
            steps: StepSet::of(self.step),
        };
        self.changes.push(change);
    }

    /// Asks `rule` at every byte that `wanted` accepts, and goes on behind what it fixes.
    pub(super) fn each(&mut self, wanted: impl Fn(u8) -> bool, rule: impl FnMut(&'t str, usize) -> Option<Fix<'t>>) {
        self.at_each(|bytes, from| find(bytes, from, &wanted), rule);
    }

    /// As [`Rewrite::each`], but `wanted` is shown two more bytes.
    pub(super) fn each_three(
        &mut self,
        wanted: impl Fn([u8; 3]) -> bool,
        rule: impl FnMut(&'t str, usize) -> Option<Fix<'t>>,
    ) {
        self.at_each(|bytes, from| find_three(bytes, from, &wanted), rule);
    }

    fn at_each(
        &mut self,
        next: impl Fn(&[u8], usize) -> Option<usize>,
        mut rule: impl FnMut(&'t str, usize) -> Option<Fix<'t>>,
    ) {
        let mut at = 0;
        while let Some(hit) = next(self.text.as_bytes(), at) {
            at = hit + 1;
            if let Some(fix) = rule(self.text, hit) {
                at = at.max(fix.end);
                self.take(fix);
            }
        }
    }

    /// The new text and the changes; none if nothing changed.
    pub(super) fn finish(mut self) -> Option<(String, Vec<Change>)> {
        if self.changes.is_empty() {
            return None;
        }
        self.out.push_str(self.text.get(self.copied..).unwrap_or_default());
        Some((self.out, self.changes))
    }
}

/// The first byte from `from` on that is `wanted`.
pub(super) fn find(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let block = skip_blocks::<BLOCK>(rest, &wanted);
    let part = block + skip_blocks::<PART>(rest.get(block..)?, &wanted);
    let offset = rest.get(part..)?.iter().position(|&byte| wanted(byte))?;
    Some(from + part + offset)
}

/// Length of the whole blocks before the first that holds a byte that is `wanted`. Blocks are tested at once, which
/// compiles to vector code.
fn skip_blocks<const N: usize>(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> usize {
    let mut blocks = bytes.as_chunks::<N>().0.iter();
    let hit = blocks.position(|block| block.iter().fold(false, |hit, &byte| hit | wanted(byte)));
    hit.unwrap_or(bytes.len() / N) * N
}

/// The first place from `from` on where a byte and the two behind it are `wanted`; letters stand in behind the end.
pub(super) fn find_three(bytes: &[u8], from: usize, wanted: impl Fn([u8; 3]) -> bool) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let block = skip_blocks_of_three::<BLOCK>(rest, &wanted);
    let part = block + skip_blocks_of_three::<PART>(rest.get(block..)?, &wanted);
    let three = |at: usize| [0, 1, 2].map(|ahead| rest.get(at + ahead).copied().unwrap_or(b'x'));
    (part..rest.len()).find(|&at| wanted(three(at))).map(|at| from + at)
}

/// As [`skip_blocks`], for bytes with the two behind each.
fn skip_blocks_of_three<const N: usize>(bytes: &[u8], wanted: impl Fn([u8; 3]) -> bool) -> usize {
    let mut skipped = 0;
    while let Some(block) = bytes.get(skipped..skipped + N + 2) {
        let three = block.iter().zip(block.get(1..).unwrap_or_default()).zip(block.get(2..).unwrap_or_default());
        if three.fold(false, |hit, ((&first, &second), &third)| hit | wanted([first, second, third])) {
            break;
        }
        skipped += N;
    }
    skipped
}

/// Whether `byte` is one of `these`. Without branches, so that [`find`] compiles to vector code.
pub(super) fn is_any<const N: usize>(byte: u8, these: [u8; N]) -> bool {
    these.iter().fold(false, |hit, &this| hit | (byte == this))
}

/// The character that starts at byte `at`, if one does.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends at byte `at`, if one does.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}
