//! [`Raw`]: what may be normalized.

use std::borrow::Cow;
use std::fmt::Debug;

use super::rewrite::Change;
use super::step::{Step, StepSet};
use crate::Span;

/// A raw text: a string, or bytes that may be no UTF-8.
pub trait Raw: AsRef<[u8]> + Debug + Eq + ToOwned<Owned: Debug> + sealed::Sealed {
    /// The stretch `span`; empty where it does not fit.
    fn stretch(&self, span: Span) -> &Self;

    /// A raw text that owns `bytes`, which were put together from pieces of one.
    fn own(bytes: Vec<u8>) -> Self::Owned;
}

impl Raw for str {
    fn stretch(&self, span: Span) -> &Self {
        span.of(self)
    }

    fn own(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap_or_default()
    }
}

impl Raw for [u8] {
    fn stretch(&self, span: Span) -> &Self {
        self.get(span.range()).unwrap_or_default()
    }

    fn own(bytes: Vec<u8>) -> Vec<u8> {
        bytes
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for str {}
    impl Sealed for [u8] {}
}

/// The text of `bytes`, each malformed sequence replaced by U+FFFD, and what was replaced.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Vec<Change>) {
    let mut text = String::new();
    let mut changes = Vec::new();
    let mut at = 0;
    while let Some(rest) = bytes.get(at..) {
        let error = match std::str::from_utf8(rest) {
            Ok(rest) if changes.is_empty() => return (rest.into(), changes),
            Ok(rest) => {
                text.push_str(rest);
                break;
            }
            Err(error) => error,
        };
        let (valid, malformed) = rest.split_at(error.valid_up_to());
        text.push_str(std::str::from_utf8(valid).unwrap_or_default());
        text.push(char::REPLACEMENT_CHARACTER);
        let start = at + valid.len();
        at = start + surrogate_len(malformed).or(error.error_len()).unwrap_or(malformed.len());
        let new_len = char::REPLACEMENT_CHARACTER.len_utf8() as u32;
        changes.push(Change { start: start as u32, end: at as u32, new_len, steps: StepSet::of(Step::Utf8) });
    }
    (text.into(), changes)
}

/// Length of the lone surrogate that opens `bytes`: written in three bytes, it is one malformed character, not three.
fn surrogate_len(bytes: &[u8]) -> Option<usize> {
    matches!(bytes, [0xED, 0xA0..=0xBF, 0x80..=0xBF, ..]).then_some(3)
}
