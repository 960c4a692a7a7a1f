//! `pullquote quotes`.

use super::args::{Format, JsonArgs, QuotesArgs, TableArgs};
use super::html;
use super::job::{Frame, Halt, Job, Render};
use super::rows::{Csv, with_columns};
use super::show::{self, Ink};
use crate::Error;
use crate::arrow::Rows;
use crate::json::JsonOptions;

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
    let csv = Csv::new(Rows::Quotations, &columns, json.unit, table);
    let frame = match format {
        Format::Html => html::frame(),
        Format::Csv => csv.frame()?,
        Format::Text | Format::Jsonl => Frame::default(),
    };
    let render: Render = match format {
        Format::Text => Box::new(move |_, document| Ok(show::quotations(document, ink))),
        Format::Csv => Box::new(move |article, document| csv.rows(article, document)),
        Format::Html => Box::new(|_, document| Ok(crate::html::article(document))),
        Format::Jsonl => {
            Box::new(move |article, document| Ok(with_columns(document.to_json(&options) + "\n", &columns, article)))
        }
    };
    Ok((frame, render))
}
