//! [`Normalized`]: a rewritten text and the way back.

use std::borrow::Cow;

use super::alignment::{Alignment, Place, Replaced, Side};
use super::raw::Raw;
use super::rewrite::Change;
use super::step::{Step, StepSet};
use crate::Span;

/// A normalized text and how it lies on the raw one.
///
/// A stretch that was replaced is one unit: a boundary inside it goes outward to its edge. What was deleted belongs to
/// a span only if what stood on either side of it does. `R` is what the raw text is: `str`, or `[u8]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normalized<'t, R: Raw + ?Sized = str> {
    raw: Cow<'t, R>,
    text: Cow<'t, str>,
    alignment: Alignment,
}

/// One stretch that was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edit<'n, R: ?Sized = str> {
    /// The steps that had a hand in it.
    pub steps: StepSet,
    /// Where it lies in the raw text, in bytes.
    pub raw: Span,
    /// Where what replaced it lies in the normalized text, in bytes.
    pub new: Span,
    /// What stood in the raw text.
    pub raw_text: &'n R,
    /// What stands in the normalized text; empty if the stretch was deleted.
    pub new_text: &'n str,
}

impl<'t, R: Raw + ?Sized> Normalized<'t, R> {
    /// The text and what changed on the way from `raw` to it.
    pub(super) fn new(raw: &'t R, text: Cow<'t, str>, changes: &[Change]) -> Self {
        let alignment = Alignment::new(changes, raw.as_ref(), &text);
        Self { raw: Cow::Borrowed(raw), text, alignment }
    }

    /// The normalized text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The raw text.
    #[must_use]
    pub fn raw(&self) -> &R {
        &self.raw
    }

    /// The same with both texts its own, for one who outlives the raw text.
    #[must_use]
    pub fn into_owned(self) -> Normalized<'static, R>
    where
        R: 'static,
    {
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
    /// Takes time logarithmic in the number of edits; for many spans in order, use [`Normalized::cursor`].
    #[must_use]
    pub fn to_raw(&self, span: Span) -> Span {
        self.alignment.map(span, Side::New, &mut Place::default())
    }

    /// The stretch of the normalized text that stands for `span` of the raw one; takes as long as
    /// [`Normalized::to_raw`].
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
        self.alignment.map(span, Side::Raw, &mut Place::default())
    }

    /// Both for spans that come in order: each takes constant time, taken over all.
    #[must_use]
    pub fn cursor(&self) -> Cursor<'_> {
        Cursor { alignment: &self.alignment, new: Place::default(), raw: Place::default() }
    }

    /// Every stretch that was replaced, in order.
    pub fn edits(&self) -> impl ExactSizeIterator<Item = Edit<'_, R>> {
        self.alignment.iter().map(|Replaced { raw, new, steps }| Edit {
            steps,
            raw,
            new,
            raw_text: self.raw.stretch(raw),
            new_text: new.of(&self.text),
        })
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
    pub fn undo(&self) -> R::Owned {
        let mut raw = Vec::with_capacity(AsRef::<[u8]>::as_ref(&*self.raw).len());
        let mut copied = 0;
        for edit in self.edits() {
            raw.extend_from_slice(Span { start: copied, end: edit.new.start }.of(&self.text).as_bytes());
            raw.extend_from_slice(edit.raw_text.as_ref());
            copied = edit.new.end;
        }
        raw.extend_from_slice(self.text.get(copied as usize..).unwrap_or_default().as_bytes());
        R::own(raw)
    }

    /// Bytes that the edits take in memory.
    #[must_use]
    pub fn edits_size(&self) -> usize {
        self.alignment.heap_size()
    }
}

/// Maps spans that come in order; see [`Normalized::cursor`]. Spans out of order are mapped as well, only slower.
#[derive(Clone, Debug)]
pub struct Cursor<'n> {
    alignment: &'n Alignment,
    new: Place,
    raw: Place,
}

impl Cursor<'_> {
    /// As [`Normalized::to_raw`].
    pub fn to_raw(&mut self, span: Span) -> Span {
        self.alignment.map(span, Side::New, &mut self.new)
    }

    /// As [`Normalized::from_raw`].
    pub fn from_raw(&mut self, span: Span) -> Span {
        self.alignment.map(span, Side::Raw, &mut self.raw)
    }
}
