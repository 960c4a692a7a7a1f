//! How far a run came, beside its output, so that `--resume` goes on from there.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::output::part_of;
use crate::Error;

/// How far a run came.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct State {
    /// The arguments of the run, those left out that change no result.
    pub(super) call: Vec<String>,
    /// Articles and failures behind it.
    pub(super) articles: u64,
    /// Bytes of output that they made.
    pub(super) bytes: u64,
    /// Bytes of rejects that they made.
    pub(super) rejects: u64,
}

/// The note of how far the run is.
pub(super) struct Journal {
    path: PathBuf,
    /// Time between two notes.
    rest: Duration,
    noted: Instant,
}

impl Journal {
    /// The note beside the file that will be `output`, written no more often than after each `rest`.
    pub(super) fn of(output: &Path, rest: Duration) -> Self {
        let mut path = part_of(output).into_os_string();
        path.push("-state");
        Self { path: path.into(), rest, noted: Instant::now() }
    }

    /// What the note says; where there is none, or no output beside it, the beginning.
    ///
    /// # Errors
    /// If it cannot be read, or is of a run with other arguments than `call`.
    pub(super) fn read(&self, output: &Path, call: &[String]) -> Result<State, Error> {
        if !self.path.exists() || !part_of(output).exists() {
            return Ok(State::default());
        }
        let note = fs::read_to_string(&self.path).map_err(|error| Error::io(&self.path, error))?;
        let wrong =
            |reason: &str| Error::input(format!("{}: {reason}; without --resume it begins anew", self.path.display()));
        let state: State = serde_json::from_str(&note).map_err(|error| wrong(&error.to_string()))?;
        if state.call == call { Ok(state) } else { Err(wrong(&format!("was begun by {}", state.call.join(" ")))) }
    }

    /// Whether it is time for the next note.
    pub(super) fn is_due(&self) -> bool {
        self.noted.elapsed() > self.rest
    }

    /// Notes `state`; what it speaks of is in the files already.
    pub(super) fn write(&mut self, state: &State) -> Result<(), Error> {
        self.noted = Instant::now();
        let note = serde_json::to_string(state).map_err(|error| Error::input(error.to_string()))?;
        let fresh = self.path.with_extension("part-state-new");
        fs::write(&fresh, note + "\n")
            .and_then(|()| fs::rename(&fresh, &self.path))
            .map_err(|error| Error::io(&self.path, error))
    }

    /// The run is at its end.
    pub(super) fn remove(&self) {
        // If it stays, the next run that does not resume writes over it.
        let _ = fs::remove_file(&self.path);
    }
}

/// The arguments of a call that change its results.
pub(super) fn call(arguments: &[std::ffi::OsString]) -> Vec<String> {
    let mut words = arguments.iter().skip(1).map(|word| word.to_string_lossy().into_owned());
    let mut call = Vec::new();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--resume" => {}
            "--threads" => drop(words.next()),
            word if word.starts_with("--threads=") => {}
            _ => call.push(word),
        }
    }
    call
}
