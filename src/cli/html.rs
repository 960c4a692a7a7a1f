//! `pullquote html`.

use super::args::HtmlArgs;
use super::job::{Frame, Halt, Job};
use crate::arrow::Rows;
use crate::html;

pub(super) fn run(args: HtmlArgs) -> Result<i32, Halt> {
    let job = Job::new(args.job)?;
    job.analyse(&args.model, Rows::Quotations, &frame(), |_, document| Ok(html::article(document).into()))
}

/// The page around the articles.
pub(super) fn frame() -> Frame {
    Frame { head: html::page_head("pullquote"), foot: html::PAGE_FOOT.to_owned(), ..Frame::default() }
}
