//! `Pipeline.pipe`: any iterable of texts to documents, on several threads, in order.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::exceptions::{PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyString};
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::detached;
use super::document::Document;
use super::progress::Progress;
use super::shared::Indexed;
use super::text::{expect_str, to_utf8};
use crate::Pipeline;

/// Texts that are read ahead for each thread.
const AHEAD: usize = 16;
/// Bytes of text that are read ahead at most, whatever the number of threads.
const AHEAD_BYTES: usize = 16 << 20;

/// The documents of the texts that went in, in order.
#[pyclass(module = "pullquote")]
pub(super) struct Pipe {
    pipeline: Arc<Pipeline>,
    pool: ThreadPool,
    /// `None` at the end of the texts.
    texts: Option<Py<PyIterator>>,
    taken: usize,
    pending: VecDeque<PyResult<Pending>>,
    pending_bytes: usize,
    progress: Option<Progress>,
}

/// A text that is being analysed.
struct Pending {
    text: Py<PyString>,
    size: usize,
    /// Behind a lock that nobody contends for: Python wants to share the object.
    done: Mutex<Receiver<Indexed>>,
}

impl Pipe {
    pub(super) fn new(
        pipeline: Arc<Pipeline>,
        texts: &Bound<'_, PyAny>,
        threads: Option<usize>,
        progress: bool,
    ) -> PyResult<Self> {
        if texts.is_instance_of::<PyString>() {
            let message = "texts must be an iterable of str, not one str; call the pipeline for one text";
            return Err(PyTypeError::new_err(message));
        }
        Ok(Self {
            pipeline,
            pool: pool(threads)?,
            texts: Some(texts.try_iter()?.unbind()),
            taken: 0,
            pending: VecDeque::new(),
            pending_bytes: 0,
            progress: progress.then(|| Progress::new(texts.len().ok())),
        })
    }

    /// Reads ahead until there is enough to do.
    fn fill(&mut self, py: Python<'_>) {
        let ahead = AHEAD * self.pool.current_num_threads();
        while self.pending.len() < ahead && self.pending_bytes < AHEAD_BYTES {
            let Some(item) = self.texts.as_ref().and_then(|texts| texts.bind(py).clone().next()) else {
                self.texts = None;
                return;
            };
            let pending = item.and_then(|item| self.submit(item));
            if pending.is_err() {
                self.texts = None;
            }
            self.pending.push_back(pending);
        }
    }

    fn submit(&mut self, item: Bound<'_, PyAny>) -> PyResult<Pending> {
        let text = expect_str(item, &format!("item {} of texts", self.taken))?;
        let raw = to_utf8(&text)?;
        let size = raw.len();
        self.taken += 1;
        self.pending_bytes += size;
        let (sender, done) = channel();
        let pipeline = Arc::downgrade(&self.pipeline);
        self.pool.spawn(move || {
            if let Some(pipeline) = pipeline.upgrade() {
                // Nobody listens any more after an error.
                let _ = sender.send(pipeline.run(&raw).into());
            }
        });
        Ok(Pending { text: text.unbind(), size, done: Mutex::new(done) })
    }

    fn finish(&mut self, pending: Pending, py: Python<'_>) -> PyResult<Document> {
        let Pending { text, size, done } = pending;
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        let indexed = detached::wait(py, &mut done)?;
        self.pending_bytes -= size;
        if let Some(progress) = &mut self.progress {
            progress.advance(size, py)?;
        }
        Ok(Document::of(text, indexed))
    }
}

#[pymethods]
impl Pipe {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Document>> {
        self.fill(py);
        let Some(pending) = self.pending.pop_front() else {
            return self.progress.take().map_or(Ok(()), |progress| progress.end(py)).map(|()| None);
        };
        let document = pending.and_then(|pending| self.finish(pending, py));
        if document.is_err() {
            // As with a generator, nothing comes after an error.
            self.texts = None;
            self.pending.clear();
        }
        document.map(Some)
    }
}

/// Threads of our own: a text whose analysis panics is missed by the one who waits for it.
fn pool(threads: Option<usize>) -> PyResult<ThreadPool> {
    if threads == Some(0) {
        return Err(PyValueError::new_err("threads must be at least 1, or None for all cores"));
    }
    let builder = ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).panic_handler(|_| ());
    builder.build().map_err(|error| PyRuntimeError::new_err(error.to_string()))
}
