//! Work without the interpreter that Ctrl-C still stops.

use std::iter::{Once, once};
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

use crate::corpus::{Ordered, Threads};

/// Texts of more bytes than this are worth a thread of their own: shorter ones are done before anyone can interrupt.
const LONG: usize = 1 << 18;
/// How often a wait looks for Ctrl-C.
const TICK: Duration = Duration::from_millis(50);

/// Does `work` on a text of `size` bytes.
///
/// # Errors
/// `KeyboardInterrupt` on Ctrl-C; the work then goes on unheard.
pub(super) fn run<W, R>(py: Python<'_>, size: usize, work: W) -> PyResult<R>
where
    W: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    if size <= LONG {
        return Ok(py.detach(work));
    }
    // With one thread the work would be done by the one that waits.
    let mut only: Ordered<Once<W>, R> = Ordered::new(once(work), Threads::new(2), |_| size_of::<W>(), |work| work());
    next(py, &mut only)?.ok_or_else(|| PyRuntimeError::new_err("no result"))
}

/// The next result.
///
/// # Errors
/// `KeyboardInterrupt` on Ctrl-C: the result then can be asked for again. `RuntimeError` if the work panicked.
pub(super) fn next<I, R>(py: Python<'_>, results: &mut Ordered<I, R>) -> PyResult<Option<R>>
where
    I: Iterator<Item: Send + 'static> + Send,
    R: Send + 'static,
{
    while !py.detach(|| results.ready(TICK)) {
        py.check_signals()?;
    }
    // Items may come from a library that needs the interpreter for its own threads.
    py.detach(|| results.next()).transpose().map_err(|error| PyRuntimeError::new_err(error.to_string()))
}
