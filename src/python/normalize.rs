//! `normalize`: a repaired text and the way back.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString, PyTuple};
use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};

use super::detached;
use super::span::Span;
use super::text::{Text, encode, expect_str};
use crate::normalize::{self as core, NormalizeOptions};
use crate::text::CodePoints;

/// A normalized text, and how it lies on the raw one.
#[pyclass(frozen, module = "pullquote")]
pub(super) struct Normalized {
    core: core::Normalized<'static, [u8]>,
    raw: Text,
    text: Text,
}

/// One stretch that was replaced.
#[pyclass(frozen, get_all, module = "pullquote")]
pub(super) struct Edit {
    /// What stood in the raw text.
    raw: Py<Span>,
    /// What stands in the normalized text; empty if the stretch was deleted.
    new: Py<Span>,
    /// The steps that had a hand in it.
    steps: Py<PyTuple>,
}

/// Repairs `text` by the steps of a profile, or by exactly the steps named.
#[pyfunction]
#[pyo3(signature = (text, *, profile = "analysis", steps = None, quotes = None, dashes = None, whitespace = None))]
pub(super) fn normalize(
    text: Bound<'_, PyAny>,
    profile: &str,
    steps: Option<Vec<String>>,
    quotes: Option<&str>,
    dashes: Option<&str>,
    whitespace: Option<&str>,
) -> PyResult<Normalized> {
    let text = expect_str(text, "text")?;
    let mut options = match steps {
        Some(steps) => {
            NormalizeOptions::steps(steps.iter().map(|step| choice("steps", step)).collect::<PyResult<Vec<_>>>()?)
        }
        None => NormalizeOptions::profile(choice("profile", profile)?),
    };
    choose(&mut options.quotes, "quotes", quotes)?;
    choose(&mut options.dashes, "dashes", dashes)?;
    choose(&mut options.whitespace, "whitespace", whitespace)?;
    let (py, raw) = (text.py(), encode(&text)?);
    let core = detached::run(py, raw.len(), move || core::normalize_bytes(&raw, &options).into_owned())?;
    let raw = Text { checkpoints: CodePoints::new(core.raw()).into_checkpoints(), string: text.unbind() };
    let string = PyString::new(py, core.text()).unbind();
    let text = Text { checkpoints: CodePoints::new(core.text()).into_checkpoints(), string };
    Ok(Normalized { core, raw, text })
}

fn choose<T: for<'de> Deserialize<'de>>(option: &mut T, name: &str, value: Option<&str>) -> PyResult<()> {
    if let Some(value) = value {
        *option = choice(name, value)?;
    }
    Ok(())
}

/// The variant that is called `value`; the error lists all that there are.
pub(super) fn choice<T: for<'de> Deserialize<'de>>(name: &str, value: &str) -> PyResult<T> {
    let variant = T::deserialize(StrDeserializer::<Error>::new(value));
    variant.map_err(|error| PyValueError::new_err(format!("{name}: {error}")))
}

#[pymethods]
impl Normalized {
    /// The raw text: the very string that the caller gave.
    #[getter]
    fn raw(&self, py: Python<'_>) -> Py<PyString> {
        self.raw.string.clone_ref(py)
    }

    /// The normalized text.
    #[getter]
    fn text(&self, py: Python<'_>) -> Py<PyString> {
        self.text.string.clone_ref(py)
    }

    /// Every stretch that was replaced, in order.
    #[getter]
    fn edits<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let edit = |edit: core::Edit<'_, [u8]>| {
            let raw = Py::new(py, self.raw.span(self.core.raw(), edit.raw, py))?;
            let new = Py::new(py, self.text.span(self.core.text(), edit.new, py))?;
            let steps: Vec<&str> = edit.steps.iter().map(core::Step::as_str).collect();
            Ok(Edit { raw, new, steps: PyTuple::new(py, steps)?.unbind() })
        };
        PyTuple::new(py, self.core.edits().map(edit).collect::<PyResult<Vec<_>>>()?)
    }

    /// How many edits each step had a hand in; steps without any are left out.
    #[getter]
    fn counts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let counts = PyDict::new(py);
        self.core.counts().iter().try_for_each(|(step, count)| counts.set_item(step.as_str(), count))?;
        Ok(counts)
    }

    /// The raw text, put together again from the normalized one and the edits.
    fn undo<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        PyBytes::new(py, &self.core.undo()).call_method1("decode", ("utf-8", "surrogatepass"))
    }

    /// The stretch of the raw text behind `span` of the normalized one: a span, or a pair of offsets.
    fn to_raw(&self, span: Stretch, py: Python<'_>) -> PyResult<Span> {
        let points = span.check(&self.text, py)?;
        let bytes = self.core.to_raw(self.text.bytes(self.core.text(), points));
        Ok(self.raw.span(self.core.raw(), bytes, py))
    }

    /// The stretch of the normalized text that stands for `span` of the raw one: a span, or a pair of offsets.
    #[pyo3(name = "from_raw")]
    fn to_new(&self, span: Stretch, py: Python<'_>) -> PyResult<Span> {
        let points = span.check(&self.raw, py)?;
        let bytes = self.core.from_raw(self.raw.bytes(self.core.raw(), points));
        Ok(self.text.span(self.core.text(), bytes, py))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = super::span::shorten(self.text.string.bind(py).as_any())?;
        Ok(format!("Normalized({text}, edits={})", self.core.edits().len()))
    }
}

#[pymethods]
impl Edit {
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (raw, new) = (self.raw.get().text(py)?.repr()?, self.new.get().text(py)?.repr()?);
        Ok(format!("Edit({raw} -> {new}, steps={})", self.steps.bind(py).repr()?))
    }
}

/// Where a caller points to.
#[derive(FromPyObject)]
enum Stretch {
    Pair(u32, u32),
    Span { start: u32, end: u32 },
}

impl Stretch {
    fn check(&self, text: &Text, py: Python<'_>) -> PyResult<crate::Span> {
        let (Self::Pair(start, end) | Self::Span { start, end }) = *self;
        let len = text.string.bind(py).len()?;
        if start <= end && end as usize <= len {
            return Ok(crate::Span { start, end });
        }
        Err(PyValueError::new_err(format!("({start}, {end}) is no span of the text, which has {len} code points")))
    }
}
