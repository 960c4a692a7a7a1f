//! `pullquote speakers`.

use serde_json::json;

use super::args::{RowsArgs, RowsFormat};
use super::job::{Frame, Halt, Job};
use super::show::{self, Ink};
use crate::Document;
use crate::document::Speaker;
use crate::json::{Offsets, Unit};

pub(super) fn run(args: RowsArgs) -> Result<i32, Halt> {
    let job = Job::new(args.job)?;
    let ink = Ink::new(job.output.wants_colour());
    job.analyse(&args.model, &Frame::default(), move |document| match args.format {
        RowsFormat::Text => show::speakers(document, ink),
        RowsFormat::Jsonl => rows(document, args.unit),
    })
}

fn rows(document: &Document, unit: Unit) -> String {
    let offsets = Offsets::new(document.text(), unit);
    let row = |(speaker, quotations): (Speaker<'_>, Vec<usize>)| {
        let mentions: Vec<_> = speaker.mentions().iter().map(|span| offsets.pair(*span)).collect();
        json!({
            "id": document.id(), "index": speaker.index(), "name": speaker.name(), "titles": speaker.titles(),
            "category": speaker.category(), "anonymous": speaker.anonymous(), "mentions": mentions,
            "quotations": quotations,
        })
    };
    with_quotations(document).map(|speaker| format!("{}\n", row(speaker))).collect()
}

/// Each speaker with the numbers of its quotations.
pub(super) fn with_quotations(document: &Document) -> impl Iterator<Item = (Speaker<'_>, Vec<usize>)> {
    let mut quotations = vec![Vec::new(); document.speakers().len()];
    for quotation in document.quotations() {
        let of_speaker = quotation.speaker().and_then(|speaker| quotations.get_mut(speaker.index()));
        of_speaker.into_iter().for_each(|numbers| numbers.push(quotation.index()));
    }
    document.speakers().zip(quotations)
}
