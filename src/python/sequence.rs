//! `Views`: a sequence of a document's elements, each made when it is asked for.

use std::sync::Arc;

use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyRange, PySlice};

use super::shared::Shared;

/// Makes the Python object of the element with a number.
pub(super) type View = fn(Arc<Shared>, usize, Python<'_>) -> PyResult<Bound<'_, PyAny>>;

/// A sequence of paragraphs, sentences, tokens, marks, quotations or speakers of one document.
#[pyclass(frozen, sequence, generic, module = "pullquote")]
pub(super) struct Views {
    shared: Arc<Shared>,
    len: usize,
    view: View,
}

impl Views {
    pub(super) fn new(shared: &Arc<Shared>, len: usize, view: View) -> Self {
        Self { shared: shared.clone(), len, view }
    }

    fn get<'py>(&self, index: isize, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let index = usize::try_from(index).ok().filter(|index| *index < self.len);
        (self.view)(self.shared.clone(), index.ok_or_else(|| PyIndexError::new_err("index out of range"))?, py)
    }

    fn list<'py>(&self, slice: &Bound<'py, PySlice>) -> PyResult<Bound<'py, PyList>> {
        let found = slice.indices(self.len as isize)?;
        let indices = (0..found.slicelength as isize).map(|step| found.start + step * found.step);
        PyList::new(slice.py(), indices.map(|index| self.get(index, slice.py())).collect::<PyResult<Vec<_>>>()?)
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

    fn __getitem__<'py>(&self, subscript: Subscript<'py>, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match subscript {
            Subscript::Slice(slice) => Ok(self.list(&slice)?.into_any()),
            Subscript::Index(index) if index < 0 => self.get(index + self.len as isize, py),
            Subscript::Index(index) => self.get(index, py),
        }
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let indices = PyRange::new(slf.py(), 0, slf.get().len as isize)?;
        slf.py().import("builtins")?.call_method1("map", (slf.getattr("__getitem__")?, indices))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.list(&PySlice::full(py))?.repr()?.to_string())
    }
}
