//! `pullquote speakers`.

use serde_json::{Value, json};

use super::args::{RowsFormat, SpeakersArgs};
use super::job::{Frame, Halt, Job};
use super::show::{self, Ink};
use crate::document::Speaker;
use crate::json::{Offsets, Unit};
use crate::{Document, Span};

pub(super) fn run(args: SpeakersArgs) -> Result<i32, Halt> {
    let job = Job::new(args.rows.job)?;
    let ink = Ink::new(job.output.wants_colour());
    job.analyse(&args.rows.model, &Frame::default(), move |document| match args.rows.format {
        RowsFormat::Text => show::speakers(document, args.explain, ink),
        RowsFormat::Jsonl => rows(document, args.rows.unit),
    })
}

fn rows(document: &Document, unit: Unit) -> String {
    let offsets = Offsets::new(document.text(), unit);
    with_quotations(document)
        .map(|(speaker, quotations)| format!("{}\n", row(speaker, &quotations, &offsets)))
        .collect()
}

fn row(speaker: Speaker<'_>, quotations: &[usize], offsets: &Offsets<'_>) -> Value {
    let pairs = |spans: &[Span]| spans.iter().map(|span| offsets.pair(*span)).collect::<Vec<_>>();
    let evidence = speaker.evidence().iter().map(|evidence| {
        let antecedent = evidence.antecedent.map(|span| offsets.pair(span));
        json!({"rule": evidence.rule, "antecedent": antecedent, "because": evidence.because})
    });
    json!({
        "id": speaker.document().id(), "index": speaker.index(), "name": speaker.name(), "titles": speaker.titles(),
        "category": speaker.category(), "anonymous": speaker.anonymous(), "affiliation": speaker.affiliation(),
        "pronouns": speaker.pronouns(), "terms": pairs(speaker.terms()), "mentions": pairs(speaker.mentions()),
        "evidence": evidence.collect::<Vec<_>>(), "quotations": quotations,
    })
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
