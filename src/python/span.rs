//! `Span`: a stretch of a Python string.

use pyo3::prelude::*;
use pyo3::types::{PySequence, PyString};

/// A stretch of a text, in code points: `doc.text[span.start:span.end] == span.text`.
#[pyclass(frozen, module = "pullquote")]
pub(super) struct Span {
    text: Py<PyString>,
    points: crate::Span,
}

impl Span {
    pub(super) fn new(text: Py<PyString>, points: crate::Span) -> Self {
        Self { text, points }
    }

    pub(super) fn repr(&self, class: &str, py: Python<'_>) -> PyResult<String> {
        Ok(format!("{class}({}, {}, {})", self.start(), self.end(), shorten(&self.text(py)?)?))
    }
}

#[pymethods]
impl Span {
    /// Offset of the first code point.
    #[getter]
    pub(super) fn start(&self) -> u32 {
        self.points.start
    }

    /// Offset one past the last code point.
    #[getter]
    pub(super) fn end(&self) -> u32 {
        self.points.end
    }

    /// The caller's own text of it.
    #[getter]
    pub(super) fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        slice(self.text.bind(py).as_any(), self.points)
    }

    fn __len__(&self) -> usize {
        self.points.len()
    }

    fn __eq__(&self, other: &Self, py: Python<'_>) -> PyResult<bool> {
        Ok(self.points == other.points && self.text(py)?.eq(other.text(py)?)?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.start(), self.end()).into_pyobject(py)?.hash()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        self.repr("Span", py)
    }
}

fn slice<'py>(text: &Bound<'py, PyAny>, points: crate::Span) -> PyResult<Bound<'py, PyAny>> {
    let range = points.range();
    Ok(text.cast::<PySequence>()?.get_slice(range.start, range.end)?.into_any())
}

/// The `repr` of a text, cut after 60 code points.
pub(super) fn shorten(text: &Bound<'_, PyAny>) -> PyResult<String> {
    const SHOWN: usize = 60;
    if text.len()? <= SHOWN {
        return Ok(text.repr()?.to_string());
    }
    Ok(slice(text, crate::Span::new(0, SHOWN - 1))?.add("…")?.repr()?.to_string())
}
