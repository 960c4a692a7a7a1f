//! Arrow in, Arrow out: columns of texts to tables of what is in them.

use std::iter;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, RecordBatch, UInt64Array, types::UInt64Type};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use arrow_select::take::take;

use super::failure::Failure;
use super::workers::attempt;
use crate::arrow::{Rows, Strings, table};
use crate::{Document, Error, Pipeline};

/// Documents that share a record batch at most, and the bytes of text at which it ends.
const DOCUMENTS: usize = 256;
const BYTES: usize = 1 << 20;

/// Texts that lie in an Arrow array, with what belongs to them. A missing text has no rows in any table.
#[derive(Debug)]
pub struct Texts {
    texts: Strings,
    ids: Option<Strings>,
    /// Other columns, whose values go along with every row.
    columns: Option<RecordBatch>,
    /// The number of the first text.
    first: u64,
}

/// Some texts of an array.
#[derive(Clone, Debug)]
pub struct Piece {
    texts: Arc<Texts>,
    range: Range<usize>,
}

/// What is in a piece.
#[derive(Debug)]
pub struct Tabulated {
    /// The rows.
    pub batch: RecordBatch,
    /// The documents whose analysis failed; they have no rows.
    pub failures: Vec<Failure>,
    /// The number of texts, missing ones counted.
    pub documents: usize,
    /// Their bytes.
    pub bytes: usize,
}

impl Texts {
    /// Texts with their identifiers, the first of which is number `first`, and columns to go along.
    #[must_use]
    pub fn new(texts: Strings, ids: Option<Strings>, columns: Option<RecordBatch>, first: u64) -> Self {
        Self { texts, ids, columns, first }
    }

    /// The texts in a column of `rows`; `id_column` holds the identifiers, or `id` if you name none and it is there.
    /// `columns` go along with every row of what is found.
    ///
    /// # Errors
    /// If a column is not there or holds something else than text.
    pub fn in_column(
        rows: &RecordBatch,
        text_column: &str,
        id_column: Option<&str>,
        columns: &[String],
        first: u64,
    ) -> Result<Self, Error> {
        let texts = Strings::new(column(rows, text_column)?).map_err(|error| named(text_column, &error))?;
        let id = match id_column {
            Some(name) => Some((name, column(rows, name)?)),
            None => rows.column_by_name("id").map(|array| ("id", array)),
        };
        let ids = id.map(|(name, array)| Strings::of_ids(array).map_err(|error| named(name, &error))).transpose()?;
        let kept = columns.iter().map(|name| Ok((name, Arc::clone(column(rows, name)?), true)));
        let kept = kept.collect::<Result<Vec<_>, Error>>()?;
        let columns =
            if kept.is_empty() { None } else { Some(RecordBatch::try_from_iter_with_nullable(kept).map_err(broken)?) };
        Ok(Self::new(texts, ids, columns, first))
    }

    /// The number of texts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The text at `index`, if it is there.
    #[must_use]
    pub fn text(&self, index: usize) -> Option<&str> {
        self.texts.get(index)
    }

    /// The identifier of the text at `index`, if it has one.
    #[must_use]
    pub fn id(&self, index: usize) -> Option<&str> {
        self.ids.as_ref()?.get(index)
    }

    /// The columns of a table of `rows` of these texts.
    ///
    /// # Errors
    /// If a column that goes along has the name of one of the table's own.
    pub fn schema(&self, rows: Rows) -> Result<SchemaRef, Error> {
        Ok(with_columns(table(rows, [], 0)?, self)?.schema())
    }

    /// The texts in pieces for several threads: few enough that none of them waits long for another.
    pub fn pieces(self) -> impl Iterator<Item = Piece> + Send {
        let texts = Arc::new(self);
        let mut start = 0;
        iter::from_fn(move || {
            let range = start..texts.piece_end(start);
            start = range.end;
            (!range.is_empty()).then(|| Piece { texts: Arc::clone(&texts), range })
        })
    }

    fn piece_end(&self, start: usize) -> usize {
        let mut bytes = 0;
        let last = self.len().min(start + DOCUMENTS);
        let full = (start..last).find(|index| {
            bytes += self.text(*index).map_or(0, str::len);
            bytes >= BYTES
        });
        full.map_or(last, |index| index + 1)
    }
}

impl Piece {
    /// Bytes of text.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.range.clone().filter_map(|index| self.texts.text(index)).map(str::len).sum()
    }

    /// Analyses the texts and gives the `rows` of their documents.
    ///
    /// # Errors
    /// If a column grows beyond what Arrow can hold, or one that goes along has the name of one of the table's own.
    pub fn tabulate(&self, pipeline: &Pipeline, rows: Rows) -> Result<Tabulated, Error> {
        let mut failures = Vec::new();
        let mut documents = Vec::new();
        for index in self.range.clone() {
            let document = self.document(index, pipeline);
            documents.push(document.unwrap_or_else(|failure| {
                failures.push(failure);
                Document::default()
            }));
        }
        let batch = table(rows, &documents, self.texts.first + self.range.start as u64)?;
        let batch = with_columns(batch, &self.texts)?;
        Ok(Tabulated { batch, failures, documents: documents.len(), bytes: self.bytes() })
    }

    fn document(&self, index: usize, pipeline: &Pipeline) -> Result<Document, Failure> {
        let Some(text) = self.texts.text(index) else { return Ok(Document::default()) };
        let id = self.texts.id(index);
        let number = self.texts.first + index as u64;
        let document = attempt(|| pipeline.run(text)).map_err(|reason| Failure {
            index: number,
            id: id.map(str::to_owned),
            origin: format!("text {number}"),
            reason,
        })?;
        Ok(id.into_iter().fold(document, Document::with_id))
    }
}

fn column<'r>(rows: &'r RecordBatch, name: &str) -> Result<&'r ArrayRef, Error> {
    let names = || rows.schema_ref().fields().iter().map(|field| field.name().clone()).collect::<Vec<_>>();
    rows.column_by_name(name).ok_or_else(|| Error::input(super::missing(name, &names())))
}

fn named(name: &str, error: &Error) -> Error {
    Error::input(format!("column {name:?}: {error}"))
}

fn broken(error: ArrowError) -> Error {
    Error::input(format!("table: {error}"))
}

/// `batch` with the values of other columns beside the rows of their documents.
fn with_columns(batch: RecordBatch, texts: &Texts) -> Result<RecordBatch, Error> {
    let Some(others) = &texts.columns else { return Ok(batch) };
    let mut fields = batch.schema().fields().to_vec();
    let mut arrays = batch.columns().to_vec();
    let documents = batch.column_by_name("document").and_then(|array| array.as_primitive_opt::<UInt64Type>().cloned());
    let places: UInt64Array =
        documents.iter().flat_map(|array| array.values().iter()).map(|number| number - texts.first).collect();
    for (field, array) in others.schema_ref().fields().iter().zip(others.columns()) {
        if batch.column_by_name(field.name()).is_some() {
            return Err(Error::input(format!("column {:?} is one of the table's own; rename it", field.name())));
        }
        fields.push(Arc::clone(field));
        arrays.push(take(array, &places, None).map_err(broken)?);
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(broken)
}
