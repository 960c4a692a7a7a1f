//! Lines of a file, none longer than an article may be.

use std::io::{self, BufRead};
use std::mem;

use memchr::memchr;

use super::failure::Failure;

/// Reads line by line.
pub(super) struct Lines<R> {
    reader: R,
    origin: String,
    limit: u64,
    number: u64,
    offset: u64,
    broken: bool,
}

/// A line with its line feed.
#[derive(Default)]
pub(super) struct Line {
    pub(super) bytes: Vec<u8>,
    /// Its number, from 1.
    pub(super) number: u64,
    /// Bytes of the file before it.
    pub(super) offset: u64,
}

impl<R: BufRead> Lines<R> {
    /// `origin` names the file; a line of more than `limit` bytes is refused.
    pub(super) fn new(reader: R, origin: String, limit: u64) -> Self {
        Self { reader, origin, limit, number: 0, offset: 0, broken: false }
    }

    fn read(&mut self) -> Result<Option<Line>, Failure> {
        let mut bytes = Vec::new();
        let length = take_line(&mut self.reader, self.limit, &mut bytes).map_err(|error| {
            self.broken = true;
            stopped(&self.place("after "), &error)
        })?;
        let offset = self.offset;
        self.offset += length;
        self.number += u64::from(length > 0);
        if length > self.limit {
            return Err(too_long(self.place(""), self.limit));
        }
        Ok((length > 0).then_some(Line { bytes, number: self.number, offset }))
    }

    fn place(&self, before: &str) -> String {
        format!("{}, {before}line {}", self.origin, self.number)
    }
}

#[cfg(feature = "files")]
impl<R: BufRead> Lines<R> {
    /// The file, for messages.
    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    /// Bytes that one line may have.
    pub(super) fn limit(&self) -> u64 {
        self.limit
    }

    /// Reads no more.
    pub(super) fn stop(&mut self) {
        self.broken = true;
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Line, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken { None } else { self.read().transpose() }
    }
}

/// A file or a row that holds more than one article may.
pub(super) fn too_long(origin: String, limit: u64) -> Failure {
    Failure::new(origin, format!("more than {limit} bytes, the limit of one article; raise it with --max-bytes"))
}

/// A file that cannot be read to its end.
pub(super) fn stopped(origin: &str, error: &io::Error) -> Failure {
    let hint = if error.raw_os_error().is_none() { "; is the file cut short or damaged?" } else { "" };
    Failure::new(origin, format!("cannot be read further: {error}{hint}"))
}

/// Puts the next line into `bytes`, no more of it than one byte over `limit`, and gives its whole length.
fn take_line(reader: &mut impl BufRead, limit: u64, bytes: &mut Vec<u8>) -> io::Result<u64> {
    let mut length = 0;
    loop {
        let buffer = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            buffer => buffer?,
        };
        let end = memchr(b'\n', buffer).map(|at| at + 1);
        let taken = end.unwrap_or(buffer.len());
        length += taken as u64;
        if length <= limit {
            bytes.extend_from_slice(buffer.get(..taken).unwrap_or_default());
        } else {
            drop(mem::take(bytes));
        }
        reader.consume(taken);
        if end.is_some() || taken == 0 {
            return Ok(length);
        }
    }
}
