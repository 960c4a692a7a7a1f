//! Rows for programs: JSON lines, CSV and Parquet, with the columns that go along.

use serde::Serialize;
use serde_json::{Map, Value};

use super::args::{RowsArgs, TableArgs, TableFormat};
use super::job::{Frame, Written};
use crate::arrow::{Rows, table, with_text};
use crate::corpus::{Article, CsvOptions, csv_head, csv_rows};
use crate::json::Unit;
use crate::{Document, Error};

/// How documents become rows of a table.
#[derive(Clone)]
pub(super) struct Table {
    rows: Rows,
    columns: Vec<String>,
    kind: TableKind,
}

/// How a table is written.
#[derive(Clone, Copy)]
pub(super) enum TableKind {
    Csv(CsvOptions),
    Parquet,
}

impl TableKind {
    pub(super) fn csv(unit: Unit, args: &TableArgs) -> Self {
        let mut options = CsvOptions::default();
        (options.unit, options.excel_safe) = (unit, args.excel_safe);
        Self::Csv(options)
    }
}

impl Table {
    pub(super) fn new(rows: Rows, columns: &[String], kind: TableKind) -> Self {
        Self { rows, columns: columns.to_vec(), kind }
    }

    /// What stands before all rows: the names of the columns.
    pub(super) fn frame(&self) -> Result<Frame, Error> {
        let mut names = self.columns.iter();
        let none = names.try_fold(table(self.rows, [], 0)?, |table, name| with_text(&table, name, |_| None::<&str>))?;
        Ok(match self.kind {
            TableKind::Csv(options) => Frame { head: csv_head(&none, options), ..Frame::default() },
            TableKind::Parquet => Frame { schema: Some(none.schema()), ..Frame::default() },
        })
    }

    /// The rows of a document.
    pub(super) fn write(&self, article: &Article, document: &Document) -> Result<Written, Error> {
        let rows = table(self.rows, [document], article.index)?;
        let mut columns = self.columns.iter().enumerate();
        let rows = columns.try_fold(rows, |rows, (at, name)| {
            let text = article.columns.get(at).and_then(text_of);
            with_text(&rows, name, |_| text.as_ref())
        })?;
        Ok(match self.kind {
            TableKind::Csv(options) => csv_rows(&rows, options).into(),
            TableKind::Parquet => Written::Rows(rows),
        })
    }
}

/// The table that is asked for, if it is one, and what stands around it.
pub(super) fn tabular(rows: Rows, columns: &[String], args: &RowsArgs) -> Result<(Option<Table>, Frame), Error> {
    let kind = match args.format {
        TableFormat::Text | TableFormat::Jsonl => return Ok((None, Frame::default())),
        TableFormat::Csv => TableKind::csv(args.unit, &args.table),
        TableFormat::Parquet => TableKind::Parquet,
    };
    let table = Table::new(rows, columns, kind);
    let frame = table.frame()?;
    Ok((Some(table), frame))
}

/// Lines of JSON objects, each with the columns of its article.
pub(super) fn with_columns(lines: String, names: &[String], article: &Article) -> String {
    if names.is_empty() {
        return lines;
    }
    let columns: Map<String, Value> = names.iter().cloned().zip(article.columns.iter().cloned()).collect();
    let columns = Value::Object(columns);
    let objects = lines.lines().filter_map(|line| line.strip_suffix('}'));
    objects.map(|object| format!("{object},\"columns\":{columns}}}\n")).collect()
}

/// A row as one line of JSON; rows have nothing that JSON cannot hold.
pub(super) fn line(row: &impl Serialize) -> String {
    serde_json::to_string(row).unwrap_or_default() + "\n"
}

/// A value as the text of a column.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        value => Some(value.to_string()),
    }
}
