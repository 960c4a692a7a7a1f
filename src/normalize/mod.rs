//! Raw text to repaired text, with an exact way back.

use std::borrow::Cow;

use crate::Span;

/// What [`normalize`] does to a text.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct NormalizeOptions {}

/// A normalized text and how it lies on the raw one.
#[derive(Clone, Debug)]
pub struct Normalized<'t> {
    text: Cow<'t, str>,
}

impl Normalized<'_> {
    /// The normalized text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The stretch of the raw text behind `span` of the normalized one.
    #[must_use]
    pub fn to_raw(&self, span: Span) -> Span {
        span
    }
}

/// Repairs `raw`.
#[must_use]
pub fn normalize<'t>(raw: &'t str, _options: &NormalizeOptions) -> Normalized<'t> {
    Normalized { text: Cow::Borrowed(raw) }
}
