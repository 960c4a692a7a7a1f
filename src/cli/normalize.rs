//! `pullquote normalize`.

use serde_json::json;

use super::args::{NormalizeArgs, RowsFormat};
use super::job::{Frame, Halt, Job, Rendered};
use crate::normalize::{NormalizeOptions, Normalized, Profile, Step, normalize};

pub(super) fn run(args: NormalizeArgs) -> Result<i32, Halt> {
    let several = args.job.files.len() > 1;
    let options = options(args.profile, &args.steps);
    let job = Job::rewriting(args.job)?;
    job.run("edits", &Frame::default(), move |article| {
        let normalized = normalize(&article.text, &options);
        let text = match args.format {
            RowsFormat::Text => text(normalized.text(), several),
            RowsFormat::Jsonl => format!("{}\n", json!({"id": article.id, "text": normalized.text()})),
        };
        Ok(Rendered { text, note: args.report.then(|| report(&normalized)), found: normalized.edits().len() })
    })
}

fn options(profile: Profile, steps: &[Step]) -> NormalizeOptions {
    if steps.is_empty() { NormalizeOptions::profile(profile) } else { NormalizeOptions::steps(steps.iter().copied()) }
}

/// The text; one of several ends its last line.
fn text(text: &str, several: bool) -> String {
    let line_feed = if several && !text.ends_with('\n') { "\n" } else { "" };
    format!("{text}{line_feed}")
}

/// How many places were rewritten, and how many of them each step had a hand in.
fn report(normalized: &Normalized<'_>) -> String {
    let edits = normalized.edits().len();
    let counts: Vec<String> =
        normalized.counts().iter().map(|(step, count)| format!("{} {count}", step.as_str())).collect();
    let by_step = if counts.is_empty() { String::new() } else { format!(": {}", counts.join(", ")) };
    format!("{edits} {}{by_step}", if edits == 1 { "edit" } else { "edits" })
}
