//! Long work without the interpreter, that Ctrl-C still stops.

use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// Texts of more bytes than this are worth a thread of their own: shorter ones are done before anyone can interrupt.
const LONG: usize = 1 << 18;
/// How often a wait looks for Ctrl-C.
pub(super) const TICK: Duration = Duration::from_millis(50);

/// Runs `work` on a text of `size` bytes, with the interpreter released.
///
/// # Errors
/// `KeyboardInterrupt` on Ctrl-C; the thread then finishes unheard.
pub(super) fn run<T: Send + 'static>(
    py: Python<'_>,
    size: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> PyResult<T> {
    if size <= LONG {
        return Ok(py.detach(work));
    }
    let (sender, mut receiver) = sync_channel(1);
    std::thread::Builder::new().spawn(move || sender.send(work()))?;
    wait(py, &mut receiver)
}

/// Waits for a result with the interpreter released.
///
/// # Errors
/// `KeyboardInterrupt` on Ctrl-C; `RuntimeError` if the sender is gone.
pub(super) fn wait<T: Send>(py: Python<'_>, receiver: &mut Receiver<T>) -> PyResult<T> {
    loop {
        let receiver = &mut *receiver;
        match py.detach(move || receiver.recv_timeout(TICK)) {
            Ok(result) => return Ok(result),
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
            Err(RecvTimeoutError::Disconnected) => return Err(PyRuntimeError::new_err("analysis broke off")),
        }
    }
}
