//! A text file, whole or in parts.

use std::io::{BufRead, Read};

use super::failure::Failure;
use super::lines::{stopped, too_long};
use super::read::{Article, ReadOptions};
use super::utf8::{InvalidUtf8, decode};
use crate::normalize::{Cut, Part};

/// Bytes that are read before a place to cut is looked for.
const CHUNK: u64 = 1 << 20;

/// The parts of a text file, each an article; one where the text may not be cut.
pub(super) struct Parts<R> {
    reader: R,
    origin: String,
    id: Option<String>,
    limit: u64,
    policy: InvalidUtf8,
    cut: Option<Cut>,
    /// What has been read and is in no part yet.
    bytes: Vec<u8>,
    /// Bytes of the file before it.
    offset: u64,
    ended: bool,
}

impl<R: BufRead> Parts<R> {
    /// `origin` names the file; a part of more than `limit` bytes is refused, and ends the text.
    pub(super) fn new(reader: R, origin: String, id: Option<String>, limit: u64, options: &ReadOptions) -> Self {
        let (policy, cut) = (options.invalid_utf8, options.cut);
        Self { reader, origin, id, limit, policy, cut, bytes: Vec::new(), offset: 0, ended: false }
    }

    fn read(&mut self) -> Result<Article, Failure> {
        let chunk = CHUNK.min(self.limit + 1);
        loop {
            let known = self.bytes.len();
            let read = self.reader.by_ref().take(chunk).read_to_end(&mut self.bytes);
            let read = read.map_err(|error| stopped(&self.origin, &error))? as u64;
            let is_long = self.bytes.len() as u64 > self.limit;
            if read < chunk && !is_long {
                return self.part(self.bytes.len(), true);
            }
            if let Some(at) = self.last_cut(known) {
                return self.part(at, false);
            }
            if is_long {
                return Err(too_long(self.origin.clone(), self.limit));
            }
        }
    }

    /// The last place to cut, if there is one behind the first `known` bytes, or one there that could not be told yet.
    fn last_cut(&self, known: usize) -> Option<usize> {
        let from = known.saturating_sub(3);
        Some(from + self.cut?.last(self.bytes.get(from..)?)?)
    }

    /// The first `len` bytes as a part.
    fn part(&mut self, len: usize, ends: bool) -> Result<Article, Failure> {
        let rest = self.bytes.split_off(len);
        let bytes = std::mem::replace(&mut self.bytes, rest);
        let part = Part::new(self.offset == 0, ends);
        let (text, repaired) = decode(bytes, self.policy, &self.origin, self.offset)?;
        self.offset += len as u64;
        self.ended = ends;
        Ok(Article { id: self.id.clone(), text, part, repaired, origin: self.origin.clone(), ..Article::default() })
    }
}

impl<R: BufRead> Iterator for Parts<R> {
    type Item = Result<Article, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let part = self.read();
        // What follows a part that cannot be read would be out of place.
        self.ended |= part.is_err();
        Some(part)
    }
}
