//! `Pipeline.pipe`: any iterable of texts to documents, on several threads, in order.

use std::sync::{Arc, Mutex, PoisonError};

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyString};

use super::detached;
use super::document::Document;
use super::progress::Progress;
use super::shared::Indexed;
use super::text::{expect_str, to_utf8};
use crate::corpus::{Ordered, Threads};

/// A text as the caller gave it and in UTF-8.
type Text = (Py<PyString>, String);
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
    pub(super) fn new(
        pipeline: Arc<crate::Pipeline>,
        texts: &Bound<'_, PyAny>,
        threads: Option<usize>,
        progress: bool,
    ) -> PyResult<Self> {
        if texts.is_instance_of::<PyString>() {
            let message = "texts must be an iterable of str, not one str; call the pipeline for one text";
            return Err(PyTypeError::new_err(message));
        }
        if threads == Some(0) {
            return Err(PyValueError::new_err("threads must be at least 1, or None for all cores"));
        }
        let items = Texts { items: Some(texts.try_iter()?.unbind()), taken: 0 };
        let weigh = |text: &PyResult<Text>| text.as_ref().map_or(0, |(_, raw)| raw.len());
        let analyse = move |text: PyResult<Text>| {
            text.map(|(string, raw)| (string, raw.len(), Indexed::from(pipeline.run(&raw))))
        };
        let threads = threads.map_or_else(Threads::default, Threads::new);
        Ok(Self {
            analysed: Mutex::new(Ordered::new(items, threads, weigh, analyse)),
            progress: progress.then(|| Progress::new(texts.len().ok())),
        })
    }
}

#[pymethods]
impl Pipe {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Document>> {
        let analysed = self.analysed.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Some(result) = detached::next(py, analysed)? else {
            return self.progress.take().map_or(Ok(()), |progress| progress.end(py)).map(|()| None);
        };
        let (string, size, indexed) = result?;
        if let Some(progress) = &mut self.progress {
            progress.advance(size, py)?;
        }
        Ok(Some(Document::of(string, indexed)))
    }
}

/// The texts of an iterable, up to the first thing that is no text.
struct Texts {
    items: Option<Py<PyIterator>>,
    taken: usize,
}

impl Iterator for Texts {
    type Item = PyResult<Text>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = Python::attach(|py| {
            let item = self.items.as_ref()?.bind(py).clone().next()?;
            Some(item.and_then(|item| text(item, self.taken)))
        });
        self.taken += 1;
        if !matches!(text, Some(Ok(_))) {
            self.items = None;
        }
        text
    }
}

fn text(item: Bound<'_, PyAny>, index: usize) -> PyResult<Text> {
    let string = expect_str(item, &format!("item {index} of texts"))?;
    let raw = to_utf8(&string)?;
    Ok((string.unbind(), raw))
}
