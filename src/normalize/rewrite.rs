//! [`Rewrite`]: one step's changes to one text, collected from left to right.

use std::borrow::Cow;

use super::hits::hits;
use super::step::{Step, StepSet};

/// Bytes of text for which room for a change is made at first.
const TEXT_A_CHANGE: usize = 64;

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
    step: Option<Step>,
}

impl<'t> Fix<'t> {
    /// Replaces the bytes `start..end`, which lie on character boundaries, by `new`.
    pub(super) fn new(start: usize, end: usize, new: impl Into<Cow<'t, str>>) -> Self {
        Self { start, end, new: new.into(), step: None }
    }

    /// The same by a step of its own.
    pub(super) fn by(self, step: Step) -> Self {
        Self { step: Some(step), ..self }
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
            self.changes.reserve(self.text.len() / TEXT_A_CHANGE);
        }
        self.out.push_str(kept);
        self.out.push_str(&fix.new);
        self.copied = fix.end;
        let change = Change {
            start: fix.start as u32,
            end: fix.end as u32,
            new_len: fix.new.len() as u32,
            steps: StepSet::of(fix.step.unwrap_or(self.step)),
        };
        self.changes.push(change);
    }

    /// Asks `rule` at every byte that `wanted` accepts, and goes on behind what it fixes.
    pub(super) fn each(&mut self, wanted: impl Fn(u8) -> bool, rule: impl FnMut(&'t str, usize) -> Option<Fix<'t>>) {
        self.each_three(|[byte, ..]| wanted(byte), rule);
    }

    /// As [`Rewrite::each`], but `wanted` is shown two more bytes.
    pub(super) fn each_three(
        &mut self,
        wanted: impl Fn([u8; 3]) -> bool,
        mut rule: impl FnMut(&'t str, usize) -> Option<Fix<'t>>,
    ) {
        let text = self.text;
        let mut behind = 0;
        for hit in hits(text.as_bytes(), wanted) {
            if hit >= behind
                && let Some(fix) = rule(text, hit)
            {
                behind = fix.end;
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

/// The character that starts at byte `at`, if one does.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends at byte `at`, if one does.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}
