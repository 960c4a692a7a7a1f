//! `pullquote normalize`.

use serde_json::json;

use super::args::{NormalizeArgs, RowsFormat};
use super::job::{Frame, Halt, Job};
use crate::normalize::{NormalizeOptions, normalize};

pub(super) fn run(args: NormalizeArgs) -> Result<i32, Halt> {
    let several = args.job.files.len() > 1;
    let job = Job::new(args.job)?;
    job.run(&Frame::default(), move |article| {
        let normalized = normalize(&article.text, &NormalizeOptions::default());
        match args.format {
            RowsFormat::Text => text(normalized.text(), several),
            RowsFormat::Jsonl => format!("{}\n", json!({"id": article.id, "text": normalized.text()})),
        }
    })
}

/// The text; one of several ends its last line.
fn text(text: &str, several: bool) -> String {
    let line_feed = if several && !text.ends_with('\n') { "\n" } else { "" };
    format!("{text}{line_feed}")
}
