//! `pullquote quotes`.

use super::args::{Format, JsonArgs, QuotesArgs};
use super::html;
use super::job::{Frame, Halt, Job};
use super::show::{self, Ink};
use crate::Document;
use crate::json::JsonOptions;

pub(super) fn run(args: QuotesArgs) -> Result<i32, Halt> {
    let job = Job::new(args.job)?;
    let ink = Ink::new(job.output.wants_colour());
    job.analyse(&args.model, &frame(args.format), renderer(args.format, &args.json, ink))
}

/// What stands around documents in `format`.
pub(super) fn frame(format: Format) -> Frame {
    if format == Format::Html { html::frame() } else { Frame::default() }
}

/// How a document is written in `format`.
pub(super) fn renderer(format: Format, json: &JsonArgs, ink: Ink) -> Box<dyn Fn(&Document) -> String + Send + Sync> {
    let mut options = JsonOptions::default();
    (options.unit, options.text) = (json.unit, !json.no_text);
    match format {
        Format::Text => Box::new(move |document| show::quotations(document, ink)),
        Format::Jsonl => Box::new(move |document| document.to_json(&options) + "\n"),
        Format::Html => Box::new(crate::html::article),
    }
}
