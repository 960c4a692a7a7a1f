//! Where results go.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::job::Halt;
use crate::Error;

/// A file or standard output.
pub(super) struct Output {
    path: PathBuf,
    writer: BufWriter<Box<dyn Write>>,
    terminal: bool,
}

impl Output {
    /// Standard output.
    pub(super) fn stdout() -> Self {
        let (writer, terminal) = (Box::new(io::stdout()), io::stdout().is_terminal());
        Self { path: "standard output".into(), writer: BufWriter::new(writer), terminal }
    }

    /// The file `path`, refused if it is among `inputs`: it would be lost.
    pub(super) fn file(path: &Path, inputs: &[PathBuf]) -> Result<Self, Error> {
        if inputs.iter().any(|input| is_same(input, path)) {
            return Err(Error::input(format!("{}: is read as well; write to another file", path.display())));
        }
        let file = File::create(path).map_err(|error| Error::io(path, error))?;
        Ok(Self { path: path.into(), writer: BufWriter::new(Box::new(file)), terminal: false })
    }

    /// Whether a person looks on who wants colours.
    pub(super) fn wants_colour(&self) -> bool {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        self.terminal && !dumb && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
    }

    /// Writes `text`, at once where a person looks on.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Halt> {
        let written = self.writer.write_all(text.as_bytes());
        let written = if self.terminal { written.and_then(|()| self.writer.flush()) } else { written };
        written.map_err(|error| self.halt(error))
    }

    /// Writes what is still kept back.
    pub(super) fn close(mut self) -> Result<(), Halt> {
        self.writer.flush().map_err(|error| self.halt(error))
    }

    fn halt(&self, error: io::Error) -> Halt {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Halt::Closed
        } else {
            Halt::Failed(Error::io(&self.path, error))
        }
    }
}

fn is_same(input: &Path, output: &Path) -> bool {
    input.is_file() && input.canonicalize().ok() == output.canonicalize().ok()
}
