//! Rows for programs: JSON lines and CSV, with the columns that go along.

use serde_json::{Map, Value};

use super::args::{RowsArgs, TableArgs, TableFormat};
use super::job::Frame;
use crate::arrow::{Rows, table, with_text};
use crate::corpus::{Article, CsvOptions, csv_head, csv_rows};
use crate::json::Unit;
use crate::{Document, Error};

/// How rows become CSV.
#[derive(Clone)]
pub(super) struct Csv {
    rows: Rows,
    columns: Vec<String>,
    options: CsvOptions,
}

impl Csv {
    pub(super) fn new(rows: Rows, columns: &[String], unit: Unit, args: &TableArgs) -> Self {
        let mut options = CsvOptions::default();
        (options.unit, options.excel_safe) = (unit, args.excel_safe);
        Self { rows, columns: columns.to_vec(), options }
    }

    /// The line of names.
    pub(super) fn frame(&self) -> Result<Frame, Error> {
        let none = self
            .columns
            .iter()
            .try_fold(table(self.rows, [], 0)?, |table, name| with_text(&table, name, |_| None::<&str>))?;
        Ok(Frame { head: csv_head(&none, self.options), ..Frame::default() })
    }

    /// The rows of a document.
    pub(super) fn rows(&self, article: &Article, document: &Document) -> Result<String, Error> {
        let rows = table(self.rows, [document], article.index)?;
        let mut columns = self.columns.iter().enumerate();
        let rows = columns.try_fold(rows, |rows, (at, name)| {
            let text = article.columns.get(at).and_then(text_of);
            with_text(&rows, name, |_| text.as_ref())
        })?;
        Ok(csv_rows(&rows, self.options))
    }
}

/// How `rows` become CSV, and what stands around them in the format asked for.
pub(super) fn csv(rows: Rows, columns: &[String], args: &RowsArgs) -> Result<(Csv, Frame), Error> {
    let csv = Csv::new(rows, columns, args.unit, &args.table);
    let frame = if args.format == TableFormat::Csv { csv.frame()? } else { Frame::default() };
    Ok((csv, frame))
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

/// A value as the text of a column.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        value => Some(value.to_string()),
    }
}
