//! `Document`: a text and everything found in it.

use std::sync::Arc;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};

use super::arrays;
use super::normalize::choice;
use super::sequence::Views;
use super::shared::{Indexed, Shared};
use super::text::to_utf8;
use super::views::{Mark, Paragraph, Quotation, Sentence, Speaker, Token};
use crate::json::{JsonOptions, Unit};

/// A text as the caller gave it, and everything found in it. Immutable; offsets are code points of `text`.
#[pyclass(frozen, module = "pullquote")]
pub(super) struct Document(Arc<Shared>);

impl Document {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        Self(shared)
    }

    /// The document of `text`, the very string that was analysed.
    pub(super) fn of(text: Py<PyString>, indexed: Indexed) -> Self {
        Self(Arc::new(Shared::new(indexed, text)))
    }

    pub(super) fn core(&self) -> &crate::Document {
        self.0.document()
    }

    fn json(&self, text: bool, unit: Unit) -> String {
        let mut options = JsonOptions::default();
        (options.text, options.unit) = (text, unit);
        self.0.document().to_json(&options)
    }
}

#[pymethods]
impl Document {
    /// The text: the very string that the caller gave.
    #[getter]
    fn text(&self, py: Python<'_>) -> Py<PyString> {
        self.0.text().clone_ref(py)
    }

    /// The identifier that the caller gave.
    #[getter]
    fn id(&self) -> Option<&str> {
        self.0.document().id()
    }

    /// The paragraphs, in order.
    #[getter]
    fn paragraphs(&self) -> Views {
        Views::new(&self.0, self.0.document().paragraphs().len(), Paragraph::view)
    }

    /// The sentences, in order.
    #[getter]
    fn sentences(&self) -> Views {
        Views::new(&self.0, self.0.document().sentences().len(), Sentence::view)
    }

    /// The surface tokens, in order.
    #[getter]
    fn tokens(&self) -> Views {
        Views::new(&self.0, self.0.document().tokens().len(), Token::view)
    }

    /// The pairs of quotation marks, in order of their opening marks.
    #[getter]
    fn marks(&self) -> Views {
        Views::new(&self.0, self.0.document().marks().len(), Mark::view)
    }

    /// The quotations, in order of where they begin.
    #[getter]
    fn quotations(&self) -> Views {
        Views::new(&self.0, self.0.document().quotations().len(), Quotation::view)
    }

    /// The speakers, in order of their first mention.
    #[getter]
    fn speakers(&self) -> Views {
        Views::new(&self.0, self.0.document().speakers().len(), Speaker::view)
    }

    /// The spans of all `of` as one flat buffer: start and end of the first, of the second, …, in code points.
    fn spans<'py>(&self, of: &str, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        arrays::spans(&self.0, choice("of", of)?, py)
    }

    /// The document as one line of JSON, offsets in code points or, with `unit="byte"`, in bytes of UTF-8.
    #[pyo3(signature = (*, text = true, unit = "codepoint"))]
    fn to_json(&self, text: bool, unit: &str) -> PyResult<String> {
        Ok(self.json(text, choice("unit", unit)?))
    }

    /// The object of `to_json` as a dict; its text is the caller's own string.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let json = self.json(true, Unit::Codepoint);
        let dict = py.import("json")?.call_method1("loads", (json,))?.cast_into::<PyDict>()?;
        dict.set_item("text", self.0.text())?;
        Ok(dict)
    }

    /// The document that `json` holds; `text` is for JSON that was written without it.
    #[staticmethod]
    #[pyo3(signature = (json, text = None))]
    fn from_json(json: &str, text: Option<Bound<'_, PyString>>, py: Python<'_>) -> PyResult<Self> {
        let Some(text) = text else {
            let document = crate::Document::from_json(json)?;
            let text = PyString::new(py, document.text()).unbind();
            return Ok(Self::of(text, document.into()));
        };
        let document = crate::Document::from_json_with_text(json, &to_utf8(&text)?)?;
        Ok(Self::of(text.unbind(), document.into()))
    }

    /// The marked-up article, for a notebook.
    fn _repr_html_(&self) -> String {
        self.0.document().to_html()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let (document, py) = (slf.get(), slf.py());
        let arguments = (document.json(false, Unit::Codepoint), document.text(py));
        (slf.get_type().getattr("from_json")?, arguments).into_pyobject(py)
    }

    fn __eq__(&self, other: &Self, py: Python<'_>) -> PyResult<bool> {
        self.0.equals(&other.0, py)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.0.text().bind(py).hash()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let document = self.0.document();
        let id = match document.id() {
            Some(id) => format!("{} ", PyString::new(py, id).repr()?),
            None => String::new(),
        };
        let (quotations, speakers) = (document.quotations().len(), document.speakers().len());
        let sentences = document.sentences().len();
        Ok(format!("<Document {id}sentences={sentences} quotations={quotations} speakers={speakers}>"))
    }
}

impl From<crate::Error> for PyErr {
    fn from(error: crate::Error) -> Self {
        PyValueError::new_err(error.to_string())
    }
}
