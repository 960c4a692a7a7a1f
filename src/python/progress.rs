//! A line on standard error that says how far [`super::pipe`] is.

use std::time::{Duration, Instant};

use pyo3::prelude::*;

/// How long the line stands before it is written again.
const REST: Duration = Duration::from_millis(200);

pub(super) struct Progress {
    started: Instant,
    shown: Option<Instant>,
    documents: usize,
    bytes: usize,
    total: Option<usize>,
}

impl Progress {
    /// Begins at nothing of `total` documents, if the number is known.
    pub(super) fn new(total: Option<usize>) -> Self {
        Self { started: Instant::now(), shown: None, documents: 0, bytes: 0, total }
    }

    /// One more document, of `bytes` bytes, is done.
    pub(super) fn advance(&mut self, bytes: usize, py: Python<'_>) -> PyResult<()> {
        self.documents += 1;
        self.bytes += bytes;
        if self.shown.is_some_and(|shown| shown.elapsed() < REST) {
            return Ok(());
        }
        self.shown = Some(Instant::now());
        write(&format!("\r{}", self.line()), py)
    }

    /// All are done.
    pub(super) fn end(self, py: Python<'_>) -> PyResult<()> {
        write(&format!("\r{}\n", self.line()), py)
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
