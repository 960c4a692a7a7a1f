//! What speaks for a quotation and against it, for inference and training alike.

use super::link::{Candidate, Frame, Parts};
use super::words::Place;
use crate::model::Signs;

/// The signs of `parts`, found around the cue of `frame`: how clearly the labels have the cue, how clearly it has parts, the squares
/// of both, whether it has a source, whether all its words stand inside marks, or some, and how often the word was a cue in training.
pub(crate) fn signs(frame: &Frame<'_>, candidate: &Candidate, parts: &Parts) -> Signs {
    let words = parts.content.iter().flat_map(|&(start, end)| frame.sequence.words.get(start..end).unwrap_or_default());
    let (mut all, mut marked) = (0, 0);
    for word in words {
        all += 1;
        marked += usize::from(word.place != Place::Outside);
    }
    let sign = |holds: bool| f32::from(u8::from(holds));
    // Commas and full stops at the edges of a direct quotation may stand outside its marks.
    let direct = marked * 10 > all * 9;
    let (cue, rest) = (squash(candidate.margin), squash(parts.margin));
    [
        cue,
        rest,
        cue * cue,
        rest * rest,
        sign(parts.source.is_some()),
        sign(direct),
        sign(marked > 0 && !direct),
        f32::from(frame.head.rate) / 10.0,
    ]
}

/// The logarithm of a margin and one, with the margin's sign: margins grow with the number of words, their logarithms hardly.
fn squash(margin: f32) -> f32 {
    libm::log1pf(margin.abs()).copysign(margin)
}
