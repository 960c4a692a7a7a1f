//! How far many texts are: a bar of `tqdm` where it is installed, else a line on standard error.

use std::time::{Duration, Instant};

use pyo3::prelude::*;
use pyo3::types::PyDict;

/// How long the line stands before it is written again.
const REST: Duration = Duration::from_millis(200);

pub(super) struct Progress {
    /// The bar of `tqdm`.
    bar: Option<Py<PyAny>>,
    started: Instant,
    shown: Option<Instant>,
    documents: usize,
    bytes: usize,
    total: Option<usize>,
}

impl Progress {
    /// Begins at nothing of `total` documents, if the number is known.
    pub(super) fn new(total: Option<usize>, py: Python<'_>) -> PyResult<Self> {
        let bar = match py.import("tqdm.auto") {
            Ok(tqdm) => {
                let options = PyDict::new(py);
                options.set_item("total", total)?;
                options.set_item("unit", " documents")?;
                Some(tqdm.call_method("tqdm", (), Some(&options))?.unbind())
            }
            Err(_) => None,
        };
        Ok(Self { bar, started: Instant::now(), shown: None, documents: 0, bytes: 0, total })
    }

    /// `documents` more, of `bytes` bytes, are done.
    pub(super) fn advance(&mut self, documents: usize, bytes: usize, py: Python<'_>) -> PyResult<()> {
        self.documents += documents;
        self.bytes += bytes;
        if let Some(bar) = &self.bar {
            return bar.call_method1(py, "update", (documents,)).map(drop);
        }
        if self.shown.is_some_and(|shown| shown.elapsed() < REST) {
            return Ok(());
        }
        self.shown = Some(Instant::now());
        write(&format!("\r{}", self.line()), py)
    }

    /// All are done.
    pub(super) fn end(self, py: Python<'_>) -> PyResult<()> {
        match &self.bar {
            Some(bar) => bar.call_method0(py, "close").map(drop),
            None => write(&format!("\r{}\n", self.line()), py),
        }
    }

    fn line(&self) -> String {
        let total = self.total.map(|total| format!(" of {total}")).unwrap_or_default();
        let megabytes = self.bytes as f64 / 1e6;
        let speed = megabytes / self.started.elapsed().as_secs_f64().max(1e-3);
        format!("{}{total} documents, {megabytes:.1} MB, {speed:.1} MB/s", self.documents)
    }
}

fn write(line: &str, py: Python<'_>) -> PyResult<()> {
    let stderr = py.import("sys")?.getattr("stderr")?;
    // There is none in a program without a console.
    if !stderr.is_none() {
        stderr.call_method1("write", (line,))?;
        stderr.call_method0("flush")?;
    }
    Ok(())
}
