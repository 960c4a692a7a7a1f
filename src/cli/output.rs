//! Where results go.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use arrow_schema::SchemaRef;

use super::job::{Halt, Written};
use crate::Error;
use crate::corpus::ParquetWriter;

/// A file or standard output.
///
/// A file gets its name when it is whole. Until then it has `.part` after its name, and stays under it if the run ends before
/// its time.
pub(super) struct Output {
    path: PathBuf,
    writer: BufWriter<Box<dyn Write>>,
    written: u64,
    terminal: bool,
    part: Option<Part>,
    /// Makes Parquet of rows.
    rows: Option<ParquetWriter>,
}

/// A file that is not whole yet.
struct Part {
    file: File,
    whole: PathBuf,
}

impl Output {
    /// Standard output; with a schema, of Parquet.
    pub(super) fn stdout(schema: Option<&SchemaRef>) -> Result<Self, Halt> {
        let terminal = io::stdout().is_terminal();
        if terminal && schema.is_some() {
            return Err(Halt::Misused(Error::input("Parquet is not for a terminal; name a file by -o")));
        }
        let output = Self::over("standard output".into(), Box::new(io::stdout()), 0, terminal);
        Ok(Self { rows: schema.cloned().map(ParquetWriter::new).transpose()?, ..output })
    }

    /// The file that will be `path`. Of what is there under its name for now, the first `kept` bytes are kept. What is no
    /// file, such as a pipe, is written to as it is. With a schema, it is Parquet.
    pub(super) fn file(path: &Path, kept: u64, schema: Option<&SchemaRef>) -> Result<Self, Error> {
        let whole = target(path);
        let old = fs::metadata(&whole).ok();
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            let file = OpenOptions::new().write(true).open(path).map_err(|error| Error::io(path, error))?;
            let rows = schema.cloned().map(ParquetWriter::new).transpose()?;
            return Ok(Self { rows, ..Self::over(path.into(), Box::new(file), 0, false) });
        }
        let name = part_of(path);
        let (file, second) = open_at(&name, kept).map_err(|error| Error::io(&name, error))?;
        if let Some(old) = old {
            second.set_permissions(old.permissions()).map_err(|error| Error::io(&name, error))?;
        }
        let before = File::open(&name).map_err(|error| Error::io(&name, error))?;
        let rows = schema.map(|schema| ParquetWriter::after(schema.clone(), &before)).transpose()?;
        Ok(Self { part: Some(Part { file: second, whole }), rows, ..Self::over(name, Box::new(file), kept, false) })
    }

    fn over(path: PathBuf, writer: Box<dyn Write>, written: u64, terminal: bool) -> Self {
        Self { path, writer: BufWriter::with_capacity(1 << 16, writer), written, terminal, part: None, rows: None }
    }

    /// Whether the run can end here and go on later.
    pub(super) fn is_part(&self) -> bool {
        self.part.is_some()
    }

    /// Where what is written can be found now.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Bytes written.
    pub(super) fn written(&self) -> u64 {
        self.written
    }

    /// Writes text, at once where a person looks on, or takes rows for the next group.
    pub(super) fn write(&mut self, written: &Written) -> Result<(), Halt> {
        match (written, &mut self.rows) {
            (Written::Rows(batch), Some(rows)) => Ok(rows.add(batch)?),
            (Written::Rows(_), None) => Ok(()),
            (Written::Text(text), _) => self.put(text.as_bytes()),
        }
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Halt> {
        let written = self.writer.write_all(bytes);
        self.written += bytes.len() as u64;
        let written = if self.terminal { written.and_then(|()| self.writer.flush()) } else { written };
        written.map_err(|error| self.halt(error))
    }

    /// Writes what is still kept back.
    pub(super) fn flush(&mut self) -> Result<(), Halt> {
        self.writer.flush().map_err(|error| self.halt(error))
    }

    /// Whether a group of rows should end.
    pub(super) fn is_full(&self) -> bool {
        self.rows.as_ref().is_some_and(ParquetWriter::is_full)
    }

    /// Writes what is still kept back, rows as well: what is written then is a whole number of articles.
    pub(super) fn complete(&mut self) -> Result<(), Halt> {
        if let Some(rows) = &mut self.rows {
            let group = rows.group()?;
            self.put(&group)?;
        }
        self.flush()
    }

    /// Writes what Parquet ends with; no rows may follow.
    pub(super) fn end(&mut self) -> Result<(), Halt> {
        if let Some(rows) = &self.rows {
            let end = rows.end()?;
            self.put(&end)?;
        }
        self.flush()
    }

    /// Writes what is still kept back, and gives a file its name.
    pub(super) fn close(mut self) -> Result<(), Halt> {
        self.complete()?;
        self.end()?;
        if let Some(part) = &self.part {
            // The name must not outlive the bytes if the machine stops now.
            let named = part.file.sync_all().and_then(|()| fs::rename(&self.path, &part.whole));
            named.map_err(|error| Error::io(&part.whole, error))?;
        }
        Ok(())
    }

    /// Leaves everything as it was before.
    pub(super) fn discard(self) {
        if self.part.is_some() {
            // If it stays, the next run writes over it.
            let _ = fs::remove_file(&self.path);
        }
    }

    fn halt(&self, error: io::Error) -> Halt {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Halt::Closed
        } else {
            Halt::Failed(Error::io(&self.path, error))
        }
    }
}

/// The name of a file that is not whole yet.
pub(super) fn part_of(path: &Path) -> PathBuf {
    let mut name = target(path).into_os_string();
    name.push(".part");
    name.into()
}

/// The file that a link leads to, if it is there.
fn target(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.into())
}

/// Opens the file to write after its first `kept` bytes; the rest goes. Two handles of one file.
pub(super) fn open_at(path: &Path, kept: u64) -> io::Result<(File, File)> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
    file.set_len(kept)?;
    file.seek(SeekFrom::End(0))?;
    let second = file.try_clone()?;
    Ok((file, second))
}

/// Whether a person looks on who wants colours.
pub(super) fn wants_colour() -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stdout().is_terminal() && !dumb && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Whether the two are one file.
pub(super) fn is_same(input: &Path, output: &Path) -> bool {
    input.is_file() && input.canonicalize().ok() == output.canonicalize().ok()
}
