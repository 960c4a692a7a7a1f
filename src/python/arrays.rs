//! Spans of a whole document as one buffer, without an object for each.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyMemoryView};

use super::shared::Shared;
use crate::Span;
use crate::names::named;

/// What there are spans of.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Paragraphs,
    Sentences,
    Tokens,
    Words,
    Marks,
}

named!(Part {
    Paragraphs = "paragraphs",
    Sentences = "sentences",
    Tokens = "tokens",
    Words = "words",
    Marks = "marks",
});

/// Start and end in code points of each `part`, one after another, as a memoryview of unsigned 32-bit integers.
pub(super) fn spans<'py>(shared: &Shared, part: Part, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
    let document = shared.document();
    match part {
        Part::Paragraphs => buffer(shared, document.paragraphs().map(|paragraph| paragraph.span()), py),
        Part::Sentences => buffer(shared, document.sentences().map(|sentence| sentence.span()), py),
        Part::Tokens => buffer(shared, document.tokens().map(|token| token.span()), py),
        Part::Words => buffer(shared, document.words(), py),
        Part::Marks => buffer(shared, document.marks().map(|mark| mark.span()), py),
    }
}

fn buffer<'py>(
    shared: &Shared,
    spans: impl ExactSizeIterator<Item = Span>,
    py: Python<'py>,
) -> PyResult<Bound<'py, PyAny>> {
    let points = shared.points();
    let len = spans.len() * size_of::<Span>();
    let offsets = points.spans_from_bytes(spans).flat_map(|span| [span.start, span.end]);
    let bytes = PyBytes::new_with(py, len, |bytes| {
        let slots = bytes.chunks_exact_mut(size_of::<u32>()).zip(offsets);
        slots.for_each(|(slot, offset)| slot.copy_from_slice(&offset.to_ne_bytes()));
        Ok(())
    })?;
    PyMemoryView::from(&bytes)?.call_method1("cast", ("I",))
}
