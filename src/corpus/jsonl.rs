//! Lines of JSON.

use std::borrow::Cow;
use std::io::BufRead;

use serde::Deserialize;

use super::read::Article;
use super::utf8::{InvalidUtf8, Repaired, decode};
use crate::Error;

/// Reads line by line; empty lines are passed over.
pub(super) struct Lines<R> {
    reader: R,
    origin: String,
    policy: InvalidUtf8,
    number: u64,
    offset: u64,
    broken: bool,
}

/// A line that is not empty.
pub(super) struct Line {
    pub(super) text: String,
    /// File and number of the line, for messages.
    pub(super) origin: String,
    repaired: Option<Repaired>,
}

#[derive(Deserialize)]
#[serde(expecting = "an article as an object")]
struct Row<'a> {
    #[serde(borrow, default)]
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

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R, origin: String, policy: InvalidUtf8) -> Self {
        Self { reader, origin, policy, number: 0, offset: 0, broken: false }
    }

    fn read(&mut self) -> Result<Option<Line>, Error> {
        loop {
            let mut bytes = Vec::new();
            let read = self.reader.read_until(b'\n', &mut bytes).map_err(|error| Error::io(&self.origin, error));
            let read = read.inspect_err(|_| self.broken = true)?;
            if read == 0 {
                return Ok(None);
            }
            let start = self.offset;
            self.offset += read as u64;
            self.number += 1;
            if !bytes.trim_ascii().is_empty() {
                return self.line(bytes, start).map(Some);
            }
        }
    }

    fn line(&self, bytes: Vec<u8>, start: u64) -> Result<Line, Error> {
        let (text, repaired) = decode(bytes, self.policy, &self.origin, start)?;
        Ok(Line { text, origin: format!("{}, line {}", self.origin, self.number), repaired })
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Line, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken { None } else { self.read().transpose() }
    }
}

/// The article in a line `{"id": …, "text": …}`.
pub(super) fn article(line: Line) -> Result<Article, Error> {
    let row: Row<'_> =
        serde_json::from_str(&line.text).map_err(|error| Error::input(format!("{}: {error}", line.origin)))?;
    let id = row.id.map(|id| match id {
        Id::Name(name) => name.into_owned(),
        Id::Number(number) => number.to_string(),
    });
    Ok(Article { id, text: row.text.into_owned(), origin: line.origin, repaired: line.repaired })
}
