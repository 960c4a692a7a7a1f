//! `pullquote speakers`.

use serde_json::{Value, json};

use super::args::{RowsArgs, SpeakersArgs, TableFormat};
use super::job::{Halt, Job};
use super::rows::{tabular, with_columns};
use super::{merge, show};
use crate::arrow::Rows;
use crate::document::Speaker;
use crate::json::{Offsets, Unit};
use crate::{Document, Span};

pub(super) fn run(args: SpeakersArgs) -> Result<i32, Halt> {
    if args.merge {
        return merge::run(args);
    }
    let columns = args.job.input.columns.clone();
    let RowsArgs { format, unit, .. } = args.rows;
    let (table, frame) = tabular(Rows::Speakers, &columns, &args.rows)?;
    let job = Job::new(args.job)?;
    let ink = job.ink();
    job.analyse(&args.model, Rows::Speakers, &frame, move |article, document| match &table {
        Some(table) => table.write(article, document),
        None if format == TableFormat::Jsonl => Ok(with_columns(rows(document, unit), &columns, article).into()),
        None => Ok(show::speakers(document, args.explain, ink).into()),
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
