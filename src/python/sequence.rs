//! `Views`: a sequence of a document's elements, each made when it is asked for.

use std::sync::Arc;

use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PySlice};

use super::shared::Shared;
use super::views::{Mark, Paragraph, Quotation, Sentence, Speaker, Token};

/// The kinds of elements that a document has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Paragraphs,
    Sentences,
    Tokens,
    Marks,
    Quotations,
    Speakers,
}

impl Part {
    fn len(self, shared: &Shared) -> usize {
        let document = shared.document();
        match self {
            Self::Paragraphs => document.paragraphs().len(),
            Self::Sentences => document.sentences().len(),
            Self::Tokens => document.tokens().len(),
            Self::Marks => document.marks().len(),
            Self::Quotations => document.quotations().len(),
            Self::Speakers => document.speakers().len(),
        }
    }

    fn view(self, shared: Arc<Shared>, index: usize, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        match self {
            Self::Paragraphs => Paragraph::new(shared, index).into_bound_py_any(py),
            Self::Sentences => Sentence::new(shared, index).into_bound_py_any(py),
            Self::Tokens => Token::new(shared, index).into_bound_py_any(py),
            Self::Marks => Mark::new(shared, index).into_bound_py_any(py),
            Self::Quotations => Quotation::new(shared, index).into_bound_py_any(py),
            Self::Speakers => Speaker::new(shared, index).into_bound_py_any(py),
        }
    }
}

/// A sequence of paragraphs, sentences, tokens, marks, quotations or speakers of one document.
#[pyclass(frozen, sequence, generic, module = "pullquote")]
pub(super) struct Views {
    shared: Arc<Shared>,
    part: Part,
    len: usize,
}

impl Views {
    /// All elements of one kind.
    pub(super) fn all(shared: &Arc<Shared>, part: Part) -> Self {
        Self { shared: shared.clone(), part, len: part.len(shared) }
    }

    fn view<'py>(&self, index: usize, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.part.view(self.shared.clone(), index, py)
    }
}

#[derive(FromPyObject)]
enum Subscript<'py> {
    Slice(Bound<'py, PySlice>),
    Index(isize),
}

#[pymethods]
impl Views {
    fn __len__(&self) -> usize {
        self.len
    }

    fn __getitem__<'py>(&self, subscript: Subscript<'_>, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match subscript {
            Subscript::Slice(slice) => Ok(self.list(&slice, py)?.into_any()),
            Subscript::Index(index) => {
                let index = if index < 0 { index + self.len as isize } else { index };
                let found = usize::try_from(index).ok().filter(|index| *index < self.len);
                self.view(found.ok_or_else(|| PyIndexError::new_err("index out of range"))?, py)
            }
        }
    }

    fn __iter__(slf: Bound<'_, Self>) -> ViewsIterator {
        ViewsIterator { views: slf.unbind(), next: 0 }
    }

    fn __eq__(&self, other: &Self, py: Python<'_>) -> PyResult<bool> {
        Ok(self.part == other.part && self.shared.equals(&other.shared, py)?)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let all = PySlice::new(py, 0, self.len as isize, 1);
        Ok(self.list(&all, py)?.repr()?.to_string())
    }
}

impl Views {
    fn list<'py>(&self, slice: &Bound<'_, PySlice>, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let found = slice.indices(self.len as isize)?;
        let indices = (0..found.slicelength as isize).map(|step| (found.start + step * found.step) as usize);
        let views: PyResult<Vec<_>> = indices.map(|index| self.view(index, py)).collect();
        PyList::new(py, views?)
    }
}

/// Goes over a [`Views`].
#[pyclass(module = "pullquote")]
pub(super) struct ViewsIterator {
    views: Py<Views>,
    next: usize,
}

#[pymethods]
impl ViewsIterator {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let views = self.views.get();
        if self.next >= views.len {
            return Ok(None);
        }
        self.next += 1;
        views.view(self.next - 1, py).map(Some)
    }
}
