//! [`Normalized`]: a rewritten text and the way back.

use std::borrow::Cow;

use super::alignment::Alignment;
use super::rewrite::Change;
use super::step::{Step, StepSet};
use crate::Span;

/// A normalized text and how it lies on the raw one.
///
/// A stretch that was replaced is one unit: a boundary inside it goes outward to its edge. What was deleted belongs to
/// a span only if what stood on either side of it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normalized<'t> {
    raw: Cow<'t, str>,
    text: Cow<'t, str>,
    alignment: Alignment,
}

/// One stretch that was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edit<'n> {
    /// The steps that had a hand in it.
    pub steps: StepSet,
    /// Where it lies in the raw text, in bytes.
    pub raw: Span,
    /// Where what replaced it lies in the normalized text, in bytes.
    pub new: Span,
    /// What stood in the raw text.
    pub raw_text: &'n str,
    /// What stands in the normalized text; empty if the stretch was deleted.
    pub new_text: &'n str,
}

impl<'t> Normalized<'t> {
    /// The text and what changed on the way from `raw` to it.
    pub(super) fn new(raw: &'t str, text: Cow<'t, str>, changes: &[Change]) -> Self {
        let alignment = Alignment::new(changes, raw, &text);
        Self { raw: Cow::Borrowed(raw), text, alignment }
    }

    /// The normalized text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The raw text.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The same with both texts its own, for one who outlives the raw text.
    #[must_use]
    pub fn into_owned(self) -> Normalized<'static> {
        let Self { raw, text, alignment } = self;
        Normalized { raw: Cow::Owned(raw.into_owned()), text: Cow::Owned(text.into_owned()), alignment }
    }

    /// The normalized text by itself: borrowed from the raw text if nothing changed.
    #[must_use]
    pub fn into_text(self) -> Cow<'t, str> {
        self.text
    }

    /// Whether anything changed.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.alignment.len() > 0
    }

    /// The stretch of the raw text behind `span` of the normalized one.
    ///
    /// Takes time logarithmic in the number of edits; for many spans in order, use [`Normalized::raw_cursor`].
    #[must_use]
    pub fn to_raw(&self, span: Span) -> Span {
        self.alignment.to_raw(span, 0)
    }

    /// The stretch of the normalized text that stands for `span` of the raw one.
    ///
    /// ```
    /// use pullquote::Span;
    /// use pullquote::normalize::{NormalizeOptions, normalize};
    /// let normalized = normalize("fish &amp; chips", &NormalizeOptions::default());
    /// assert_eq!(normalized.from_raw(Span::new(0, 7)).of(normalized.text()), "fish &");
    /// assert_eq!(normalized.from_raw(Span::new(11, 16)).of(normalized.text()), "chips");
    /// ```
    #[must_use]
    pub fn from_raw(&self, span: Span) -> Span {
        self.alignment.to_new(span, 0)
    }

    /// [`Normalized::to_raw`] for spans that come in order: each takes constant time, taken over all.
    #[must_use]
    pub fn raw_cursor(&self) -> RawCursor<'_> {
        RawCursor { alignment: &self.alignment, start: 0, index: 0 }
    }

    /// Every stretch that was replaced, in order.
    pub fn edits(&self) -> impl ExactSizeIterator<Item = Edit<'_>> {
        (0..self.alignment.len()).map(|index| self.edit(index))
    }

    fn edit(&self, index: usize) -> Edit<'_> {
        let replaced = self.alignment.get(index).unwrap_or_default();
        Edit {
            steps: replaced.steps,
            raw: replaced.raw,
            new: replaced.new,
            raw_text: replaced.raw.of(&self.raw),
            new_text: replaced.new.of(&self.text),
        }
    }

    /// How many edits each step had a hand in; steps without any are left out.
    #[must_use]
    pub fn counts(&self) -> Vec<(Step, usize)> {
        let mut counts = [0; Step::ALL.len()];
        for edit in self.edits() {
            for (count, step) in counts.iter_mut().zip(Step::ALL) {
                *count += usize::from(edit.steps.contains(step));
            }
        }
        Step::ALL.into_iter().zip(counts).filter(|&(_, count)| count > 0).collect()
    }

    /// The raw text, put together again from the normalized one and the edits.
    #[must_use]
    pub fn undo(&self) -> String {
        let mut raw = String::with_capacity(self.raw.len());
        let mut copied = 0;
        for edit in self.edits() {
            raw.push_str(Span { start: copied, end: edit.new.start }.of(&self.text));
            raw.push_str(edit.raw_text);
            copied = edit.new.end;
        }
        raw.push_str(self.text.get(copied as usize..).unwrap_or_default());
        raw
    }

    /// Bytes that the edits take in memory.
    #[must_use]
    pub fn edits_size(&self) -> usize {
        self.alignment.heap_size()
    }
}

/// Maps spans that come in order; see [`Normalized::raw_cursor`]. Spans out of order are mapped as well, only slower.
#[derive(Clone, Debug)]
pub struct RawCursor<'n> {
    alignment: &'n Alignment,
    start: u32,
    index: usize,
}

impl RawCursor<'_> {
    /// As [`Normalized::to_raw`].
    pub fn to_raw(&mut self, span: Span) -> Span {
        if span.start < self.start {
            self.index = 0;
        }
        self.start = span.start;
        self.index = self.alignment.seek(span.start, self.index);
        self.alignment.to_raw(span, self.index)
    }
}
