//! One article a line.

use std::borrow::Cow;
use std::io::BufRead;

use serde::Deserialize;

use super::read::Article;
use super::utf8::{InvalidUtf8, decode};
use crate::Error;

/// Reads `{"id": …, "text": …}` line by line; empty lines are passed over.
pub(super) struct JsonLines<R> {
    reader: R,
    origin: String,
    policy: InvalidUtf8,
    line: u64,
    offset: u64,
    broken: bool,
}

#[derive(Deserialize)]
#[serde(expecting = "an article as an object")]
struct Row<'a> {
    #[serde(default)]
    id: Option<Id<'a>>,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a string or a whole number as id")]
enum Id<'a> {
    Name(Cow<'a, str>),
    Number(i64),
}

impl<R: BufRead> JsonLines<R> {
    pub(super) fn new(reader: R, origin: String, policy: InvalidUtf8) -> Self {
        Self { reader, origin, policy, line: 0, offset: 0, broken: false }
    }

    /// The next line that is not empty, and the offset of its first byte.
    fn next_line(&mut self) -> Result<Option<(Vec<u8>, u64)>, Error> {
        loop {
            let mut line = Vec::new();
            let read = self.reader.read_until(b'\n', &mut line).map_err(|error| Error::io(&self.origin, error))?;
            if read == 0 {
                return Ok(None);
            }
            let start = self.offset;
            self.offset += read as u64;
            self.line += 1;
            if !line.trim_ascii().is_empty() {
                return Ok(Some((line, start)));
            }
        }
    }

    fn article(&self, line: Vec<u8>, start: u64) -> Result<Article, Error> {
        let (line, repaired) = decode(line, self.policy, &self.origin, start)?;
        let origin = format!("{}, line {}", self.origin, self.line);
        let row: Row<'_> = serde_json::from_str(&line).map_err(|error| Error::input(format!("{origin}: {error}")))?;
        let id = row.id.map(|id| match id {
            Id::Name(name) => name.into_owned(),
            Id::Number(number) => number.to_string(),
        });
        Ok(Article { id, text: row.text.into_owned(), origin, repaired })
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Article, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken {
            return None;
        }
        match self.next_line() {
            Ok(line) => line.map(|(line, start)| self.article(line, start)),
            Err(error) => {
                self.broken = true;
                Some(Err(error))
            }
        }
    }
}
