//! The command `pullquote` as a function of the package.

use std::ffi::OsString;

use pyo3::prelude::*;

/// Runs the command with the arguments of the process and returns its exit code.
#[pyfunction]
pub(super) fn main(py: Python<'_>) -> PyResult<i32> {
    let signal = py.import("signal")?;
    // An interrupt ends the process, as it does the command that cargo installs.
    signal.call_method1("signal", (signal.getattr("SIGINT")?, signal.getattr("SIG_DFL")?))?;
    let arguments: Vec<OsString> = py.import("sys")?.getattr("argv")?.extract()?;
    Ok(py.detach(|| crate::cli::run(arguments)))
}
