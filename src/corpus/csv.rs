//! Rows of CSV and TSV.
//!
//! Quotation marks are what this library is about, so a mark that is out of place is an error of its row and never guessed
//! at: a quoted field is closed before the next separator, and marks inside it are doubled.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::BufRead;
use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

use super::failure::Failure;
use super::lines::{Line, Lines, too_long};
use super::missing;
use super::read::{Article, ReadOptions};
use super::utf8::decode;

/// Separators that a header may show; the first wins where none is there.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The articles of a file with a header.
pub(super) struct Rows<R> {
    lines: Lines<R>,
    /// Lines that a torn row swallowed: they are read once more.
    again: VecDeque<Line>,
    options: Arc<ReadOptions>,
    header: Option<Header>,
    row: u64,
}

/// Where the columns are.
struct Header {
    separator: u8,
    fields: usize,
    text: usize,
    id: Option<usize>,
    columns: Vec<usize>,
}

/// The fields of one row.
struct Record {
    raw: Vec<u8>,
    line: u64,
    offset: u64,
    fields: Vec<Range<usize>>,
}

impl<R: BufRead> Rows<R> {
    pub(super) fn new(lines: Lines<R>, options: Arc<ReadOptions>) -> Self {
        Self { lines, again: VecDeque::new(), options, header: None, row: 0 }
    }

    fn line(&mut self) -> Option<Result<Line, Failure>> {
        self.again.pop_front().map(Ok).or_else(|| self.lines.next())
    }

    /// The next row that is not empty.
    fn record(&mut self, separator: u8) -> Option<Result<Record, Failure>> {
        loop {
            match self.line()? {
                Ok(line) if line.bytes.trim_ascii().is_empty() => {}
                Ok(line) => return Some(self.record_from(line, separator)),
                Err(failure) => return Some(Err(failure)),
            }
        }
    }

    /// The row that begins with `first`; lines after it are taken while a quotation mark is open.
    fn record_from(&mut self, first: Line, separator: u8) -> Result<Record, Failure> {
        let (line, offset) = (first.number, first.offset);
        let mut scan = Scan::new(separator);
        let mut taken = vec![first];
        let mut length = 0;
        let torn = loop {
            let Some(last) = taken.last() else { break Torn::Open };
            length += last.bytes.len() as u64;
            if !scan.feed(&last.bytes) {
                break Torn::Inside(last.number);
            }
            if !scan.is_open() {
                let raw = joined(taken);
                return Ok(Record { line, offset, fields: scan.finish(&raw), raw });
            }
            if length > self.lines.limit() {
                break Torn::Long;
            }
            match self.line() {
                Some(next) => taken.push(next?),
                None => break Torn::Open,
            }
        };
        self.again.extend(taken.into_iter().skip(1));
        Err(self.torn(line, &torn))
    }

    fn torn(&self, line: u64, torn: &Torn) -> Failure {
        let origin = self.origin(line);
        let reason = match torn {
            Torn::Inside(at) if *at == line => "a quotation mark inside a field must be doubled".to_owned(),
            Torn::Inside(at) => format!("the quotation mark that opens here meets text after its partner in line {at}"),
            Torn::Open => "a quotation mark opens here and nothing closes it".to_owned(),
            Torn::Long => return too_long(origin, self.lines.limit()),
        };
        Failure::new(origin, reason)
    }

    fn origin(&self, line: u64) -> String {
        format!("{}, row {}, line {line}", self.lines.origin(), self.row)
    }

    fn read_header(&mut self) -> Option<Result<Header, Failure>> {
        let first = self.lines.next()?;
        let header = first.and_then(|line| {
            let separator = separator(&line.bytes);
            let record = self.record_from(line, separator)?;
            Header::new(&record, separator, &self.options).map_err(|reason| Failure::new(self.lines.origin(), reason))
        });
        Some(header)
    }

    fn article(&self, record: &Record, header: &Header) -> Result<Article, Failure> {
        let origin = self.origin(record.line);
        if record.fields.len() != header.fields {
            let reason = format!("{} fields where the header has {}", record.fields.len(), header.fields);
            return Err(Failure::new(origin, reason));
        }
        let policy = self.options.invalid_utf8;
        let field = |at: usize| decode(record.field(at).into_owned(), policy, &origin, record.offset_of(at));
        let (text, repaired) = field(header.text)?;
        let id = header.id.map(&field).transpose()?.map(|(id, _)| id);
        let value = |at: &usize| field(*at).map(|(value, _)| Value::String(value));
        let columns = header.columns.iter().map(value).collect::<Result<_, _>>()?;
        Ok(Article { id, text, columns, repaired, origin, ..Article::default() })
    }
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = Result<Article, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let header = match self.header.take().map_or_else(|| self.read_header(), |header| Some(Ok(header)))? {
            Ok(header) => header,
            Err(failure) => {
                self.lines.stop();
                return Some(Err(failure));
            }
        };
        self.row += 1;
        let record = self.record(header.separator);
        let article = record.map(|record| record.and_then(|record| self.article(&record, &header)));
        self.header = Some(header);
        article
    }
}

impl Header {
    fn new(record: &Record, separator: u8, options: &ReadOptions) -> Result<Self, String> {
        let names: Vec<String> = (0..record.fields.len()).map(|at| record.name(at)).collect();
        let find = |name: &str| names.iter().position(|known| known == name);
        let need = |name: &String| find(name).ok_or_else(|| missing(name, &names));
        let id = match &options.id_column {
            Some(name) => Some(need(name)?),
            None => find("id"),
        };
        let columns = options.columns.iter().map(need).collect::<Result<_, _>>()?;
        Ok(Self { separator, fields: names.len(), text: need(&options.text_column)?, id, columns })
    }
}

impl Record {
    /// The bytes of a field, marks around it and doubled ones taken off.
    fn field(&self, at: usize) -> Cow<'_, [u8]> {
        let raw = self.fields.get(at).and_then(|range| self.raw.get(range.clone())).unwrap_or_default();
        let Some(quoted) = raw.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")) else {
            return Cow::Borrowed(raw);
        };
        if memchr::memchr(b'"', quoted).is_none() {
            return Cow::Borrowed(quoted);
        }
        let mut after_mark = false;
        let single = quoted.iter().copied().filter(|byte| {
            after_mark = *byte == b'"' && !after_mark;
            *byte != b'"' || after_mark
        });
        Cow::Owned(single.collect())
    }

    fn name(&self, at: usize) -> String {
        String::from_utf8_lossy(&self.field(at)).trim().to_owned()
    }

    /// Where a field begins in the file.
    fn offset_of(&self, at: usize) -> u64 {
        self.offset + self.fields.get(at).map_or(0, |range| range.start) as u64
    }
}

/// The separator that is most frequent in a header.
fn separator(header: &[u8]) -> u8 {
    let count = |separator: u8| header.iter().filter(|byte| **byte == separator).count();
    SEPARATORS.into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

fn joined(lines: Vec<Line>) -> Vec<u8> {
    let mut lines = lines.into_iter().map(|line| line.bytes);
    let mut raw = lines.next().unwrap_or_default();
    lines.for_each(|line| raw.extend_from_slice(&line));
    raw
}

/// Why a row has no end.
enum Torn {
    /// Text follows a closing mark in the line of this number.
    Inside(u64),
    /// The file ends first.
    Open,
    /// The limit comes first.
    Long,
}

/// Finds where the fields of a row end.
struct Scan {
    separator: u8,
    state: State,
    start: usize,
    at: usize,
    fields: Vec<Range<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Begin,
    Bare,
    Quoted,
    /// After a mark in a quoted field: the field ends here, or the mark is the first of two.
    Mark,
    /// After the carriage return that ends the row.
    Return,
}

impl Scan {
    fn new(separator: u8) -> Self {
        Self { separator, state: State::Begin, start: 0, at: 0, fields: Vec::new() }
    }

    /// Goes over a line; false if a mark is out of place in it.
    fn feed(&mut self, line: &[u8]) -> bool {
        line.iter().all(|byte| self.step(*byte))
    }

    fn step(&mut self, byte: u8) -> bool {
        self.state = match (self.state, byte) {
            (State::Quoted, b'"') => State::Mark,
            (State::Quoted, _) | (State::Mark, b'"') => State::Quoted,
            (_, b'\n') => self.end_field(State::Begin),
            (_, byte) if byte == self.separator => self.end_field(State::Begin),
            (State::Begin, b'"') => State::Quoted,
            (State::Mark, b'\r') => State::Return,
            (State::Mark | State::Return, _) => return false,
            _ => State::Bare,
        };
        self.at += 1;
        true
    }

    /// The fields of the row `raw`, its line break left out.
    fn finish(mut self, raw: &[u8]) -> Vec<Range<usize>> {
        let whole = raw.strip_suffix(b"\n");
        if whole.is_none() {
            self.end_field(State::Begin);
        }
        if let Some(last) = self.fields.last_mut() {
            last.end -= usize::from(whole.unwrap_or(raw).ends_with(b"\r"));
        }
        self.fields
    }

    fn end_field(&mut self, state: State) -> State {
        self.fields.push(self.start..self.at);
        self.start = self.at + 1;
        state
    }

    /// Whether a quoted field goes on in the next line.
    fn is_open(&self) -> bool {
        self.state == State::Quoted
    }
}
