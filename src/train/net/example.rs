//! What a net learns from, one entry a paragraph.

use std::ops::Range;

use crate::quote::inputs::{ROLE_TRAITS, TRAITS};

/// A sequence of words with its gold labels, and its cues.
pub(in crate::train) struct Example {
    /// Hash of each word form.
    pub(in crate::train) forms: Vec<u32>,
    pub(in crate::train) traits: Vec<[usize; TRAITS.len()]>,
    pub(in crate::train) labels: Vec<u8>,
    pub(in crate::train) cues: Vec<Around>,
}

/// A cue, or a word that might be taken for one, with the gold labels around it.
pub(in crate::train) struct Around {
    /// The words of the cue.
    pub(in crate::train) cue: Range<usize>,
    /// The words that are labelled.
    pub(in crate::train) window: Range<usize>,
    pub(in crate::train) traits: Vec<[usize; ROLE_TRAITS.len()]>,
    pub(in crate::train) labels: Vec<u8>,
}
