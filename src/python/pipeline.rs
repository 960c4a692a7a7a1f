//! `Pipeline`: texts to documents.

use std::sync::{Arc, OnceLock};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString, PyTuple};

use super::columns::Source;
use super::detached;
use super::document::Document;
use super::normalize::choice;
use super::pipe::{Input, Pipe};
use super::shared::Indexed;
use super::table::Table;
use super::text::{expect_str, to_utf8};
use crate::arrow::Rows;
use crate::model::{Model, Variant};
use crate::quote::QuoteOptions;
use crate::segment::SegmentOptions;

/// Finds who said what; made once, used by any number of threads.
#[pyclass(frozen, module = "pullquote")]
pub(super) struct Pipeline {
    core: Arc<crate::Pipeline>,
    /// What makes it again: nothing, the name of a variant, or the bytes of a model.
    model: Option<Py<PyAny>>,
    threshold: f32,
}

#[pymethods]
impl Pipeline {
    /// A pipeline; `model` is `"fast"`, `"accurate"`, or the path or the bytes of a model that `pullquote train` wrote.
    #[new]
    #[pyo3(signature = (*, model = None, threshold = 0.0))]
    fn new(model: Option<Bound<'_, PyAny>>, threshold: f32) -> PyResult<Self> {
        if model.is_none() && threshold == 0.0 {
            return Ok(Self { core: default_pipeline(), model: None, threshold });
        }
        let (core, model) = model.map(read_model).transpose()?.unzip();
        let builder = crate::Pipeline::builder().model(core.unwrap_or_default()).quote(quote_options(threshold)?);
        Ok(Self { core: Arc::new(builder.build()), model, threshold })
    }

    /// Analyses `text`.
    #[pyo3(signature = (text, id = None))]
    fn __call__(&self, text: Bound<'_, PyAny>, id: Option<String>) -> PyResult<Document> {
        analyse(&self.core, text, id, crate::Pipeline::run)
    }

    /// Analyses many texts on several threads and yields their documents in order.
    #[pyo3(signature = (texts, ids = None, *, threads = None, progress = false))]
    fn pipe<'py>(
        &self,
        texts: Bound<'py, PyAny>,
        ids: Option<Bound<'py, PyAny>>,
        threads: Option<usize>,
        progress: bool,
    ) -> PyResult<Pipe> {
        Pipe::new(self.core.clone(), Input { texts, ids, threads, progress })
    }

    /// The quotations of many texts as a table.
    #[pyo3(signature = (texts, ids = None, *, text_column = "text", id_column = None, columns = None, threads = None,
                        progress = false))]
    #[allow(clippy::too_many_arguments, reason = "keywords of Python")]
    fn quotations(
        &self,
        texts: Bound<'_, PyAny>,
        ids: Option<Bound<'_, PyAny>>,
        text_column: &str,
        id_column: Option<String>,
        columns: Option<Vec<String>>,
        threads: Option<usize>,
        progress: bool,
    ) -> PyResult<Table> {
        self.table(Rows::Quotations.as_str(), texts, ids, text_column, id_column, columns, threads, progress)
    }

    /// The `rows` of many texts as a table: their quotations, speakers, sentences or tokens.
    #[pyo3(signature = (rows, texts, ids = None, *, text_column = "text", id_column = None, columns = None,
                        threads = None, progress = false))]
    #[allow(clippy::too_many_arguments, reason = "keywords of Python")]
    fn table(
        &self,
        rows: &str,
        texts: Bound<'_, PyAny>,
        ids: Option<Bound<'_, PyAny>>,
        text_column: &str,
        id_column: Option<String>,
        columns: Option<Vec<String>>,
        threads: Option<usize>,
        progress: bool,
    ) -> PyResult<Table> {
        let (rows, py) = (choice("rows", rows)?, texts.py());
        let columns = columns.unwrap_or_default();
        let source = Source { texts, ids, text_column: text_column.to_owned(), id_column, columns };
        Table::new(rows, self.core.clone(), source, threads, progress, py)
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        let options = PyDict::new(py);
        options.set_item("model", &self.model)?;
        options.set_item("threshold", self.threshold)?;
        Ok((PyTuple::empty(py), options))
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        let name = |model: &Py<PyAny>| variant(model.bind(py)).map(|variant| format!("{:?}", variant.as_str()));
        let model = self.model.as_ref().map(|model| format!("model={}", name(model).as_deref().unwrap_or("<bytes>")));
        let threshold = (self.threshold > 0.0).then(|| format!("threshold={}", self.threshold));
        format!("Pipeline({})", model.into_iter().chain(threshold).collect::<Vec<_>>().join(", "))
    }
}

/// Analyses `text` with the default pipeline, which is made once.
#[pyfunction]
#[pyo3(signature = (text, id = None))]
pub(super) fn analyze(text: Bound<'_, PyAny>, id: Option<String>) -> PyResult<Document> {
    analyse(&default_pipeline(), text, id, crate::Pipeline::run)
}

/// Cuts `text` into paragraphs, sentences and tokens, and does no more.
#[pyfunction]
#[pyo3(signature = (text, id = None, *, newlines = "auto", profile = "ud", whole_quotations = false, abbreviations = vec![]))]
pub(super) fn segment(
    text: Bound<'_, PyAny>,
    id: Option<String>,
    newlines: &str,
    profile: &str,
    whole_quotations: bool,
    abbreviations: Vec<String>,
) -> PyResult<Document> {
    let options = SegmentOptions::default()
        .newlines(choice("newlines", newlines)?)
        .profile(choice("profile", profile)?)
        .whole_quotations(whole_quotations)
        .abbreviations(abbreviations);
    let pipeline = crate::Pipeline::builder().segment(options).build();
    analyse(&Arc::new(pipeline), text, id, crate::Pipeline::segment)
}

fn analyse(
    pipeline: &Arc<crate::Pipeline>,
    text: Bound<'_, PyAny>,
    id: Option<String>,
    analysis: fn(&crate::Pipeline, &str) -> crate::Document,
) -> PyResult<Document> {
    let text = expect_str(text, "text")?;
    let (pipeline, raw) = (pipeline.clone(), to_utf8(&text)?);
    let indexed = detached::run(text.py(), raw.len(), move || index(analysis(&pipeline, &raw), id))?;
    Ok(Document::of(text.unbind(), indexed))
}

/// A document with its identifier, ready for Python.
pub(super) fn index(document: crate::Document, id: Option<String>) -> Indexed {
    id.into_iter().fold(document, crate::Document::with_id).into()
}

fn default_pipeline() -> Arc<crate::Pipeline> {
    static DEFAULT: OnceLock<Arc<crate::Pipeline>> = OnceLock::new();
    DEFAULT.get_or_init(|| Arc::new(crate::Pipeline::new())).clone()
}

/// The variant that `model` names, if it is a name.
fn variant(model: &Bound<'_, PyAny>) -> Option<Variant> {
    Variant::from_name(model.cast::<PyString>().ok()?.to_str().ok()?)
}

/// The model that `model` names, holds or is the path of, and what makes it again.
fn read_model(model: Bound<'_, PyAny>) -> PyResult<(Model, Py<PyAny>)> {
    if let Some(variant) = variant(&model) {
        return Ok((Model::embedded(variant), model.unbind()));
    }
    let bytes = read_bytes(model)?;
    Ok((Model::from_bytes(bytes.as_bytes())?, bytes.into_any().unbind()))
}

fn quote_options(threshold: f32) -> PyResult<QuoteOptions> {
    if (0.0..=1.0).contains(&threshold) {
        return Ok(QuoteOptions::default().threshold(threshold));
    }
    Err(PyValueError::new_err(format!("threshold is {threshold}, but must be from 0 to 1")))
}

fn read_bytes(model: Bound<'_, PyAny>) -> PyResult<Bound<'_, PyBytes>> {
    let path = match model.cast_into::<PyBytes>() {
        Ok(bytes) => return Ok(bytes),
        Err(error) => error.into_inner(),
    };
    let file = path.py().import("pathlib")?.call_method1("Path", (path,))?;
    Ok(file.call_method0("read_bytes")?.cast_into()?)
}
