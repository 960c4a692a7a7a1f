//! Rows of Parquet to articles.

use std::fs::File;
use std::iter;
use std::sync::Arc;

use arrow_array::{RecordBatch, new_empty_array};
use arrow_schema::SchemaRef;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use serde_json::Value;

use super::failure::Failure;
use super::lines::too_long;
use super::read::{Article, Articles, ReadOptions, failed};
use super::tables::Texts;
use super::values::values;
use super::workers::attempt;

/// Rows that are read at once, fewer where they are long, and about how many bytes they may have.
const ROWS: u64 = 1024;
const BYTES: u64 = 1 << 20;

/// The articles of a file, one a row.
pub(super) fn articles(file: File, origin: String, options: &Arc<ReadOptions>) -> Articles {
    match attempt(|| Rows::new(file, origin.clone(), options)) {
        Ok(Ok(rows)) => Box::new(rows.flat_map(articles_of)),
        Ok(Err(reason)) | Err(reason) => failed(Failure::new(origin, reason)),
    }
}

/// Some rows at a time.
struct Rows {
    reader: Option<ParquetRecordBatchReader>,
    origin: Arc<str>,
    options: Arc<ReadOptions>,
    /// Rows before.
    row: u64,
    /// Bytes of the file for each row.
    weight: u64,
}

/// Some rows.
struct Batch {
    texts: Texts,
    columns: Vec<Vec<Value>>,
    origin: Arc<str>,
    limit: u64,
    row: u64,
}

impl Rows {
    fn new(file: File, origin: String, options: &Arc<ReadOptions>) -> Result<Self, String> {
        let size = file.metadata().map_or(0, |data| data.len());
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| {
            format!("cannot be read as Parquet: {error}; is the file cut short or of another format?")
        })?;
        check(builder.schema(), options)?;
        let wanted = wanted(builder.schema(), options);
        let columns = ProjectionMask::roots(builder.parquet_schema(), wanted);
        let groups = builder.metadata().row_groups();
        let rows = groups.iter().map(|group| group.num_rows().unsigned_abs()).sum::<u64>().max(1);
        let bytes = groups.iter().map(|group| group.total_byte_size().unsigned_abs()).sum::<u64>();
        let at_once = (BYTES / (bytes / rows).max(1)).clamp(1, ROWS);
        let reader = builder.with_projection(columns).with_batch_size(at_once as usize).build();
        Ok(Self {
            reader: Some(reader.map_err(|error| error.to_string())?),
            origin: origin.into(),
            options: Arc::clone(options),
            row: 0,
            weight: size / rows,
        })
    }

    fn batch(&self, rows: &RecordBatch) -> Result<Batch, String> {
        let options = &self.options;
        let texts = Texts::in_column(rows, &options.text_column, options.id_column.as_deref(), &[], self.row)
            .map_err(|error| error.to_string())?;
        let kept = options.columns.iter().filter_map(|name| values(rows.column_by_name(name)?));
        let limit = options.max_bytes.min(u32::MAX.into());
        Ok(Batch { texts, columns: kept.collect(), origin: Arc::clone(&self.origin), limit, row: self.row })
    }

    fn broken(&self, reason: &str) -> Failure {
        Failure::new(&*self.origin, format!("cannot be read after row {}: {reason}; is the file damaged?", self.row))
    }
}

impl Iterator for Rows {
    type Item = Result<Batch, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut reader = self.reader.take()?;
        let batch = match attempt(|| reader.next()) {
            Ok(next) => {
                next?.map_err(|error| error.to_string()).and_then(|rows| Ok((self.batch(&rows)?, rows.num_rows())))
            }
            Err(reason) => Err(reason),
        };
        Some(batch.map_err(|reason| self.broken(&reason)).map(|(batch, count)| {
            self.reader = Some(reader);
            self.row += count as u64;
            self.options.meter.add(self.weight * count as u64);
            batch
        }))
    }
}

/// What is wrong with the columns asked for.
fn check(schema: &SchemaRef, options: &ReadOptions) -> Result<(), String> {
    let none = RecordBatch::new_empty(Arc::clone(schema));
    Texts::in_column(&none, &options.text_column, options.id_column.as_deref(), &options.columns, 0)
        .map_err(|error| error.to_string())?;
    let kinds = options.columns.iter().filter_map(|name| Some((name, schema.field_with_name(name).ok()?.data_type())));
    for (name, kind) in kinds {
        values(&new_empty_array(kind)).ok_or_else(|| format!("column {name:?}: {kind} cannot go along"))?;
    }
    Ok(())
}

/// The places of the columns asked for.
fn wanted(schema: &SchemaRef, options: &ReadOptions) -> Vec<usize> {
    let id = options.id_column.as_deref().unwrap_or("id");
    let names = [options.text_column.as_str(), id].into_iter().chain(options.columns.iter().map(String::as_str));
    names.filter_map(|name| schema.index_of(name).ok()).collect()
}

fn articles_of(batch: Result<Batch, Failure>) -> Articles {
    match batch {
        Ok(batch) => {
            let mut rows = 0..batch.texts.len();
            Box::new(iter::from_fn(move || rows.next().map(|at| batch.article(at))))
        }
        Err(failure) => failed(failure),
    }
}

impl Batch {
    fn article(&self, at: usize) -> Result<Article, Failure> {
        let origin = format!("{}, row {}", self.origin, self.row + at as u64 + 1);
        let Some(text) = self.texts.text(at) else { return Err(Failure::new(origin, "no text")) };
        if text.len() as u64 > self.limit {
            return Err(too_long(origin, self.limit));
        }
        let id = self.texts.id(at).map(str::to_owned);
        let columns = self.columns.iter().filter_map(|column| column.get(at).cloned()).collect();
        Ok(Article { id, text: text.to_owned(), columns, origin, ..Article::default() })
    }
}
