//! `pullquote normalize`.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::json;

use super::args::{NormalizeArgs, RowsFormat};
use super::job::{Frame, Halt, Job, Rendered};
use crate::normalize::{NormalizeOptions, Normalized, Profile, Step, normalize};

pub(super) fn run(args: NormalizeArgs) -> Result<i32, Halt> {
    let several = args.job.files.len() > 1;
    let options = options(args.profile, &args.steps);
    // A line of JSON holds a whole text.
    let cut = options.cut().filter(|_| args.format == RowsFormat::Text);
    let job = Job::rewriting(args.job)?.cutting(cut);
    job.run("edits", &Frame::default(), move |article| {
        let mut options = options.clone();
        options.part = article.part;
        let normalized = normalize(&article.text, &options);
        let text = match args.format {
            RowsFormat::Text => text(normalized.text(), several && article.part.ends()),
            RowsFormat::Jsonl => format!("{}\n", json!({"id": article.id, "text": normalized.text()})),
        };
        let report = args.report.then(|| Report::of(&normalized));
        Ok(Rendered { written: text.into(), report, found: normalized.edits().len() })
    })
}

fn options(profile: Profile, steps: &[Step]) -> NormalizeOptions {
    if steps.is_empty() { NormalizeOptions::profile(profile) } else { NormalizeOptions::steps(steps.iter().copied()) }
}

/// The text, its last line ended if it must be.
fn text(text: &str, ended: bool) -> String {
    let line_feed = if ended && !text.ends_with('\n') { "\n" } else { "" };
    format!("{text}{line_feed}")
}

/// How many places were rewritten, and how many of them each step had a hand in.
#[derive(Default)]
pub(super) struct Report {
    edits: usize,
    counts: BTreeMap<Step, usize>,
}

impl Report {
    fn of(normalized: &Normalized<'_>) -> Self {
        Self { edits: normalized.edits().len(), counts: normalized.counts().into_iter().collect() }
    }

    /// Adds that of another part.
    pub(super) fn add(&mut self, more: &Self) {
        self.edits += more.edits;
        for (step, count) in &more.counts {
            *self.counts.entry(*step).or_default() += count;
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.edits, if self.edits == 1 { "edit" } else { "edits" })?;
        let counts: Vec<String> =
            self.counts.iter().map(|(step, count)| format!("{} {count}", step.as_str())).collect();
        if counts.is_empty() { Ok(()) } else { write!(f, ": {}", counts.join(", ")) }
    }
}
