//! Where results go.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::job::Halt;
use crate::Error;

/// A file or standard output.
pub(super) struct Output {
    path: PathBuf,
    writer: BufWriter<Box<dyn Write>>,
    draft: Option<Draft>,
    terminal: bool,
}

impl Output {
    /// Standard output.
    pub(super) fn stdout() -> Self {
        let (writer, terminal) = (Box::new(io::stdout()), io::stdout().is_terminal());
        Self { path: "standard output".into(), writer: BufWriter::new(writer), draft: None, terminal }
    }

    /// The file `path`. What stands in it now stays until the output is closed.
    pub(super) fn file(path: &Path) -> Result<Self, Error> {
        let (file, draft) = open(path).map_err(|error| Error::io(path, error))?;
        Ok(Self { path: path.into(), writer: BufWriter::new(Box::new(file)), draft, terminal: false })
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

    /// Writes what is still kept back, and puts a file in its place.
    pub(super) fn close(mut self) -> Result<(), Halt> {
        let written = self.writer.flush().and_then(|()| self.draft.as_ref().map_or(Ok(()), Draft::publish));
        written.map_err(|error| self.halt(error))
    }

    fn halt(&self, error: io::Error) -> Halt {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Halt::Closed
        } else {
            Halt::Failed(Error::io(&self.path, error))
        }
    }
}

/// A file beside the one that it will be: whoever reads that one meets the old or the new, never half of it. It is
/// removed if the command fails before.
struct Draft {
    path: PathBuf,
    target: PathBuf,
}

impl Draft {
    fn publish(&self) -> io::Result<()> {
        fs::rename(&self.path, &self.target)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Once published it is no longer there.
        let _ = fs::remove_file(&self.path);
    }
}

/// The file to write to; what is no regular file, such as a pipe, is written to as it is.
fn open(path: &Path) -> io::Result<(File, Option<Draft>)> {
    // The file that a link leads to, if it is there.
    let target = path.canonicalize().unwrap_or_else(|_| path.into());
    let old = fs::metadata(&target).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return Ok((File::create(path)?, None));
    }
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let draft = target.with_file_name(format!(".{name}.{}.partial", std::process::id()));
    let file = File::create(&draft)?;
    let draft = Draft { path: draft, target };
    if let Some(old) = old {
        file.set_permissions(old.permissions())?;
    }
    Ok((file, Some(draft)))
}

/// Whether both are names of one file.
pub(super) fn is_same(input: &Path, output: &Path) -> bool {
    input.is_file() && input.canonicalize().ok() == output.canonicalize().ok()
}
