//! What `pullquote sentences` and `pullquote tokens` share: articles are cut, and no more.

use super::args::{CutArgs, RowsFormat, SegmentArgs};
use super::job::{Frame, Halt, Job, with_id};
use crate::json::Unit;
use crate::segment::SegmentOptions;
use crate::{Document, Pipeline};

/// Writes what `lines` or, for programs, `rows` makes of each article.
pub(super) fn run(
    args: SegmentArgs,
    lines: fn(&Document) -> String,
    rows: fn(&Document, Unit) -> String,
) -> Result<i32, Halt> {
    let pipeline = Pipeline::builder().segment(options(args.cut)).build();
    Job::new(args.job)?.run(&Frame::default(), move |article| {
        let document = with_id(pipeline.segment(&article.text), article);
        match args.format {
            RowsFormat::Text => lines(&document),
            RowsFormat::Jsonl => rows(&document, args.unit),
        }
    })
}

fn options(args: CutArgs) -> SegmentOptions {
    SegmentOptions::default()
        .newlines(args.newlines)
        .profile(args.profile)
        .whole_quotations(args.whole_quotations)
        .abbreviations(args.abbreviations)
}
