//! `Pipeline.pipe`: any iterable of texts to documents, on several threads, in order.

use std::sync::{Arc, Mutex, PoisonError};

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyString};

use super::detached;
use super::document::Document;
use super::pipeline::index;
use super::progress::Progress;
use super::shared::{Indexed, Shared};
use super::text::{expect_str, to_utf8};
use crate::corpus::{Ordered, Threads};

/// A text as the caller gave it, in UTF-8, and its identifier.
type Text = (Py<PyString>, String, Option<String>);
/// The text as the caller gave it, its length in bytes, and its document.
type Analysed = (Py<PyString>, usize, Indexed);

/// The documents of the texts that went in, in order.
#[pyclass(module = "pullquote")]
pub(super) struct Pipe {
    /// Behind a lock that nobody contends for: Python wants to share the object.
    analysed: Mutex<Ordered<Texts, PyResult<Analysed>>>,
    progress: Option<Progress>,
}

impl Pipe {
    pub(super) fn new(pipeline: Arc<crate::Pipeline>, input: Input<'_>) -> PyResult<Self> {
        let Input { texts, ids, threads: count, progress } = input;
        let (threads, items) = (threads(count)?, Texts::new(&texts, ids.as_ref())?);
        let weigh = |text: &PyResult<Text>| text.as_ref().map_or(0, |(_, raw, _)| raw.len());
        let analyse = move |text: PyResult<Text>| {
            text.map(|(string, raw, id)| (string, raw.len(), index(pipeline.run(&raw), id)))
        };
        let progress = if progress { Some(Progress::new(texts.len().ok(), texts.py())?) } else { None };
        Ok(Self { analysed: Mutex::new(Ordered::new(items, threads, weigh, analyse)), progress })
    }

    fn step(&mut self, py: Python<'_>) -> PyResult<Option<Arc<Shared>>> {
        let analysed = self.analysed.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Some(result) = detached::next(py, analysed)? else {
            return self.progress.take().map_or(Ok(()), |progress| progress.end(py)).map(|()| None);
        };
        let (string, size, indexed) = result?;
        if let Some(progress) = &mut self.progress {
            progress.advance(1, size, py)?;
        }
        Ok(Some(Arc::new(Shared::new(indexed, string))))
    }
}

#[pymethods]
impl Pipe {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Document>> {
        Ok(self.step(py)?.map(Document::new))
    }
}

/// What a caller gives.
pub(super) struct Input<'py> {
    pub(super) texts: Bound<'py, PyAny>,
    pub(super) ids: Option<Bound<'py, PyAny>>,
    pub(super) threads: Option<usize>,
    pub(super) progress: bool,
}

/// The threads that a caller asks for, or the environment if the caller does not.
pub(super) fn threads(count: Option<usize>) -> PyResult<Threads> {
    match count {
        Some(0) => Err(PyValueError::new_err("threads must be at least 1, or None for all cores")),
        Some(count) => Ok(Threads::new(count)),
        None => Ok(Threads::from_env()?),
    }
}

/// The texts and identifiers of iterables, in UTF-8.
pub(super) fn texts(
    texts: &Bound<'_, PyAny>,
    ids: Option<&Bound<'_, PyAny>>,
) -> PyResult<impl Iterator<Item = PyResult<(String, Option<String>)>> + Send + 'static> {
    Ok(Texts::new(texts, ids)?.map(|text| text.map(|(_, raw, id)| (raw, id))))
}

/// Goes over an iterable; an Arrow array iterates over scalars of its own, but has a way to a list.
pub(super) fn each<'py>(items: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyIterator>> {
    match items.getattr_opt("to_pylist")? {
        Some(to_list) => to_list.call0()?.try_iter(),
        None => items.try_iter(),
    }
}

/// The texts of an iterable, up to the first thing that is no text.
struct Texts {
    texts: Option<Py<PyIterator>>,
    ids: Option<Py<PyIterator>>,
    taken: usize,
}

impl Iterator for Texts {
    type Item = PyResult<Text>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = Python::attach(|py| {
            let item = self.texts.as_ref()?.bind(py).clone().next()?;
            Some(item.and_then(|item| self.text(item)))
        });
        self.taken += 1;
        if !matches!(text, Some(Ok(_))) {
            self.texts = None;
        }
        text
    }
}

impl Texts {
    fn new(texts: &Bound<'_, PyAny>, ids: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        if texts.is_instance_of::<PyString>() {
            let message = "texts must be an iterable of str, not one str; call the pipeline for one text";
            return Err(PyTypeError::new_err(message));
        }
        let ids = ids.map(|ids| Ok::<_, PyErr>(each(ids)?.unbind())).transpose()?;
        Ok(Self { texts: Some(each(texts)?.unbind()), ids, taken: 0 })
    }

    fn text(&self, item: Bound<'_, PyAny>) -> PyResult<Text> {
        let string = expect_str(item, &format!("item {} of texts", self.taken))?;
        let id = self.ids.as_ref().map(|ids| self.id(ids.bind(string.py()).clone())).transpose()?;
        let raw = to_utf8(&string)?;
        Ok((string.unbind(), raw, id))
    }

    fn id(&self, mut ids: Bound<'_, PyIterator>) -> PyResult<String> {
        let missing = || PyValueError::new_err(format!("ids end after {}, before texts do", self.taken));
        let id = ids.next().ok_or_else(missing)??;
        to_utf8(&expect_str(id, &format!("item {} of ids", self.taken))?)
    }
}
