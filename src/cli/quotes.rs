//! `pullquote quotes`.

use super::args::{Format, JsonArgs, QuotesArgs, TableArgs};
use super::html;
use super::job::{Frame, Halt, Job, Render};
use super::rows::{Table, TableKind, with_columns};
use super::show::{self, Ink};
use crate::arrow::Rows;
use crate::json::JsonOptions;
use crate::{Document, Error};

pub(super) fn run(args: QuotesArgs) -> Result<i32, Halt> {
    let columns = args.job.input.columns.clone();
    let job = Job::new(args.job)?;
    let (frame, render) = written(args.format, &args.json, &args.table, columns, job.ink())?;
    job.analyse(&args.model, Rows::Quotations, &frame, render)
}

/// How a document is written in `format`, and what stands around all of them.
pub(super) fn written(
    format: Format,
    json: &JsonArgs,
    table: &TableArgs,
    columns: Vec<String>,
    ink: Ink,
) -> Result<(Frame, Render), Error> {
    let mut options = JsonOptions::default();
    (options.unit, options.text) = (json.unit, !json.no_text);
    let tabular = |kind| -> Result<(Frame, Render), Error> {
        let table = Table::new(Rows::Quotations, &columns, kind);
        let frame = table.frame()?;
        Ok((frame, Box::new(move |article: &_, document: &_| table.write(article, document)) as Render))
    };
    match format {
        Format::Csv => tabular(TableKind::csv(json.unit, table)),
        Format::Parquet => tabular(TableKind::Parquet),
        Format::Text => Ok((Frame::default(), Box::new(move |_, document| Ok(show::quotations(document, ink).into())))),
        Format::Html => Ok((html::frame(), Box::new(|_, document| Ok(crate::html::article(document).into())))),
        Format::Jsonl => {
            let line = move |document: &Document| document.to_json(&options) + "\n";
            let render: Render =
                Box::new(move |article, document| Ok(with_columns(line(document), &columns, article).into()));
            Ok((Frame::default(), render))
        }
    }
}
