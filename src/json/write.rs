//! Document to JSON.

use std::borrow::Cow;

use super::wire::{Pair, WireDocument, WireEvidence, WireMark, WireParagraph, WireQuotation, WireSpeaker};
use super::{JsonOptions, Offsets, SCHEMA};
use crate::quote::{MarkRecord, QuotationRecord};
use crate::segment::ParagraphRecord;
use crate::speaker::{Evidence, SpeakerRecord};
use crate::{Document, Span};

pub(super) fn write(document: &Document, options: &JsonOptions) -> String {
    let offsets = Offsets::new(&document.text, options.unit);
    let wire = to_wire(document, options, &offsets);
    // Writing structs of strings and numbers into memory has nothing that can fail.
    serde_json::to_string(&wire).unwrap_or_default()
}

fn to_wire<'d>(document: &'d Document, options: &JsonOptions, offsets: &Offsets<'_>) -> WireDocument<'d> {
    let segments = &document.segments;
    let pair = &|span| offsets.pair(span);
    WireDocument {
        schema: Cow::Borrowed(SCHEMA),
        id: document.id().map(Cow::Borrowed),
        unit: options.unit,
        text: options.text.then(|| Cow::Borrowed(document.text())),
        paragraphs: segments.paragraphs.iter().map(|record| paragraph(record, pair)).collect(),
        sentences: offsets.pairs(segments.sentences.iter().map(|record| record.span)),
        tokens: offsets.pairs(segments.tokens.iter().map(|record| record.span)),
        marks: document.quotations.marks.iter().map(|record| mark(record, pair)).collect(),
        quotations: quotations(document, pair),
        speakers: document.speakers.speakers.iter().map(|record| speaker(record, pair)).collect(),
    }
}

fn paragraph(record: &ParagraphRecord, pair: impl Fn(Span) -> Pair) -> WireParagraph {
    WireParagraph { span: pair(record.span), kind: record.kind }
}

fn mark(record: &MarkRecord, pair: impl Fn(Span) -> Pair) -> WireMark {
    WireMark { span: pair(record.span), r#use: record.r#use, closed: record.closed }
}

fn quotations(document: &Document, pair: impl Fn(Span) -> Pair) -> Vec<WireQuotation> {
    let records = document.quotations.quotations.iter();
    let speakers = document.speakers.of_quotation.iter().copied().chain(std::iter::repeat(None));
    records.zip(speakers).map(|(record, speaker)| quotation(record, speaker, &pair)).collect()
}

fn quotation(record: &QuotationRecord, speaker: Option<u32>, pair: impl Fn(Span) -> Pair) -> WireQuotation {
    WireQuotation {
        content: record.content.iter().map(|span| pair(*span)).collect(),
        cue: record.cue.map(&pair),
        source: record.source.map(&pair),
        addressee: record.addressee.map(&pair),
        kind: record.kind,
        act: record.act,
        speaker,
        score: record.score,
        parent: record.parent,
        inherited: record.inherited,
        evidence: record.evidence.clone(),
    }
}

fn speaker<'d>(record: &'d SpeakerRecord, pair: impl Fn(Span) -> Pair) -> WireSpeaker<'d> {
    WireSpeaker {
        name: Cow::Borrowed(&record.name),
        titles: record.titles.iter().map(|title| Cow::Borrowed(title.as_str())).collect(),
        category: record.category,
        anonymous: record.anonymous,
        affiliation: record.affiliation.as_deref().map(Cow::Borrowed),
        pronouns: record.pronouns.iter().map(|pronoun| Cow::Borrowed(pronoun.as_str())).collect(),
        terms: record.terms.iter().map(|span| pair(*span)).collect(),
        mentions: record.mentions.iter().map(|span| pair(*span)).collect(),
        evidence: record.evidence.iter().map(|evidence| self::evidence(evidence, &pair)).collect(),
    }
}

fn evidence(record: &Evidence, pair: impl Fn(Span) -> Pair) -> WireEvidence<'_> {
    WireEvidence { rule: record.rule, antecedent: record.antecedent.map(pair), because: Cow::Borrowed(&record.because) }
}
