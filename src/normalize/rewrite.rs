//! [`Rewrite`]: one step's changes to one text, collected from left to right.

use std::borrow::Cow;

use super::step::{Step, StepSet};

/// Bytes looked at together by [`find`].
const BLOCK: usize = 32;

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
    pub(super) fn each(
        &mut self,
        wanted: impl Fn(u8) -> bool,
        mut rule: impl FnMut(&'t str, usize) -> Option<Fix<'t>>,
    ) {
        let mut at = 0;
        while let Some(hit) = find(self.text.as_bytes(), at, &wanted) {
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

/// The first byte from `from` on that is `wanted`: whole blocks are tested at once, which compiles to vector code.
pub(super) fn find(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let mut blocks = rest.chunks_exact(BLOCK);
    let hit = blocks.position(|block| block.iter().fold(false, |hit, &byte| hit | wanted(byte)));
    let start = hit.map_or(rest.len() - rest.len() % BLOCK, |number| number * BLOCK);
    let offset = rest.get(start..)?.iter().position(|&byte| wanted(byte))?;
    Some(from + start + offset)
}

/// The first place from `from` on where a byte and the two behind it are `wanted`; letters stand in behind the end.
pub(super) fn find_three(bytes: &[u8], from: usize, wanted: impl Fn([u8; 3]) -> bool) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let mut start = 0;
    while let Some(block) = rest.get(start..start + BLOCK + 2) {
        let three = block.iter().zip(block.get(1..)?).zip(block.get(2..)?);
        if three.fold(false, |hit, ((&first, &second), &third)| hit | wanted([first, second, third])) {
            break;
        }
        start += BLOCK;
    }
    let three = |at: usize| [0, 1, 2].map(|ahead| rest.get(at + ahead).copied().unwrap_or(b'x'));
    (start..rest.len()).find(|&at| wanted(three(at))).map(|at| from + at)
}

/// The character that starts at byte `at`, if one does.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends at byte `at`, if one does.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}
