//! What `pullquote sentences` and `pullquote tokens` share: articles are cut, and no more.

use super::args::{CutArgs, RowsArgs, SegmentArgs, TableFormat};
use super::job::{Halt, Job, Rendered, with_id};
use super::rows::{tabular, with_columns};
use crate::arrow::Rows;
use crate::json::Unit;
use crate::segment::SegmentOptions;
use crate::{Document, Pipeline};

/// Writes what `lines` or, for programs, `as_json` or a table of `rows` makes of each article.
pub(super) fn run(
    args: SegmentArgs,
    rows: Rows,
    lines: fn(&Document) -> String,
    as_json: fn(&Document, Unit) -> String,
) -> Result<i32, Halt> {
    let columns = args.job.input.columns.clone();
    let RowsArgs { format, unit, .. } = args.rows;
    let (table, frame) = tabular(rows, &columns, &args.rows)?;
    let pipeline = Pipeline::builder().segment(options(args.cut)).build();
    Job::new(args.job)?.run(rows.as_str(), &frame, move |article| {
        let document = with_id(pipeline.segment(&article.text), article);
        let written = match &table {
            Some(table) => table.write(article, &document)?,
            None if format == TableFormat::Jsonl => with_columns(as_json(&document, unit), &columns, article).into(),
            None => lines(&document).into(),
        };
        Ok(Rendered { written, found: rows.count(&document), report: None })
    })
}

fn options(args: CutArgs) -> SegmentOptions {
    SegmentOptions::default()
        .newlines(args.newlines)
        .profile(args.profile)
        .whole_quotations(args.whole_quotations)
        .abbreviations(args.abbreviations)
}
