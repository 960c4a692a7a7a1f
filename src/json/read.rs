//! JSON to document: every span and index is checked before anything is built on it.

use std::borrow::Cow;

use super::wire::{Pair, WireDocument, WireEvidence, WireId, WireMark, WireParagraph, WireQuotation, WireSpeaker};
use super::{SCHEMA, Unit, parts};
use crate::quote::{MarkRecord, QuotationRecord, Quotations};
use crate::segment::ParagraphRecord;
use crate::speaker::{Evidence, SpeakerRecord, Speakers};
use crate::text::CodePoints;
use crate::{Document, Error, Span};

pub(super) fn read(json: &str, text: Option<&str>) -> Result<Document, Error> {
    let wire: WireDocument<'_> = parse(json)?;
    check_schema(&wire.schema)?;
    let text = choose_text(&wire, text)?;
    let spans = Spans::new(&text, wire.unit);
    let segments = parts::Parts {
        paragraphs: in_order("paragraphs", &wire.paragraphs, |field, part| paragraph(&spans, field, part))?,
        sentences: in_order("sentences", &wire.sentences, |field, part| spans.check(field, *part))?,
        tokens: in_order("tokens", &wire.tokens, |field, part| spans.check(field, *part))?,
    };
    let marks = each("marks", &wire.marks, |field, part| mark(&spans, field, part))?;
    let quotations = each("quotations", &wire.quotations, |field, part| quotation(&spans, field, part))?;
    let speakers = each("speakers", &wire.speakers, |field, part| speaker(&spans, field, part))?;
    check_indices(&wire.quotations, wire.speakers.len())?;
    let of_quotation = wire.quotations.iter().map(|quotation| quotation.speaker).collect();
    Ok(Document {
        id: wire.id.map(Cow::into_owned),
        segments: segments.rebuild(&text),
        quotations: Quotations { marks, quotations },
        speakers: Speakers { speakers, of_quotation },
        text: text.into_owned(),
    })
}

pub(super) fn id_of(json: &str) -> Result<Option<String>, Error> {
    parse(json).map(|wire: WireId| wire.id)
}

fn parse<'a, T: serde::Deserialize<'a>>(json: &'a str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|error| Error::input(format!("JSON: {error}")))
}

fn check_schema(schema: &str) -> Result<(), Error> {
    match schema {
        SCHEMA => Ok(()),
        "" => Err(Error::input(format!("schema: missing; this version reads {SCHEMA:?}"))),
        other => Err(Error::input(format!("schema: {other:?}; this version reads {SCHEMA:?}"))),
    }
}

fn choose_text<'a>(wire: &WireDocument<'a>, given: Option<&'a str>) -> Result<Cow<'a, str>, Error> {
    let text = match (&wire.text, given) {
        (Some(inside), Some(given)) if inside != given => {
            return Err(Error::input("text: differs from the text given"));
        }
        (None, None) => return Err(Error::input("text: missing; offsets mean nothing without it")),
        (_, Some(given)) => Cow::Borrowed(given),
        (Some(inside), None) => inside.clone(),
    };
    match u32::try_from(text.len()) {
        Ok(_) => Ok(text),
        Err(_) => Err(Error::input(format!("text: {} bytes; the limit is {}", text.len(), u32::MAX))),
    }
}

/// Checks pairs of offsets against a text.
struct Spans<'t> {
    text: &'t str,
    points: CodePoints<'t>,
    unit: Unit,
    limit: u32,
}

impl<'t> Spans<'t> {
    fn new(text: &'t str, unit: Unit) -> Self {
        let points = CodePoints::new(text);
        let bytes = text.len() as u32;
        let limit = if unit == Unit::Byte { bytes } else { points.from_byte(bytes) };
        Self { text, points, unit, limit }
    }

    /// The pair as a span of bytes.
    fn check(&self, field: &str, pair: Pair) -> Result<Span, Error> {
        let [start, end] = pair;
        if end < start {
            return Err(Error::input(format!("{field}: {pair:?} ends before it starts")));
        }
        if end > self.limit {
            let (limit, unit) = (self.limit, if self.unit == Unit::Byte { "bytes" } else { "code points" });
            return Err(Error::input(format!("{field}: {pair:?} ends past the text, which has {limit} {unit}")));
        }
        let span = Span { start, end };
        if self.unit == Unit::Codepoint {
            return Ok(self.points.span_to_bytes(span));
        }
        match self.text.get(span.range()) {
            Some(_) => Ok(span),
            None => Err(Error::input(format!("{field}: {pair:?} cuts a character; unit is byte"))),
        }
    }

    fn option(&self, field: &str, part: &str, pair: Option<Pair>) -> Result<Option<Span>, Error> {
        pair.map(|pair| self.check(&format!("{field}.{part}"), pair)).transpose()
    }
}

/// Reads each part of a list, its field named for messages.
fn each<P, R>(list: &str, parts: &[P], read: impl Fn(&str, &P) -> Result<R, Error>) -> Result<Vec<R>, Error> {
    parts.iter().enumerate().map(|(index, part)| read(&format!("{list}[{index}]"), part)).collect()
}

/// Reads each part of a list whose spans may neither go back nor nest.
fn in_order<P, R: HasSpan>(
    list: &str,
    parts: &[P],
    read: impl Fn(&str, &P) -> Result<R, Error>,
) -> Result<Vec<R>, Error> {
    let records = each(list, parts, read)?;
    let back = records.windows(2).position(|pair| match pair {
        [before, after] => after.span().start < before.span().start || after.span().end < before.span().end,
        _ => false,
    });
    match back {
        Some(index) => {
            Err(Error::input(format!("{list}[{}]: out of order: it begins or ends before {list}[{index}]", index + 1)))
        }
        None => Ok(records),
    }
}

trait HasSpan {
    fn span(&self) -> Span;
}

impl HasSpan for Span {
    fn span(&self) -> Span {
        *self
    }
}

impl HasSpan for ParagraphRecord {
    fn span(&self) -> Span {
        self.span
    }
}

fn paragraph(spans: &Spans<'_>, field: &str, part: &WireParagraph) -> Result<ParagraphRecord, Error> {
    let span = spans.check(&format!("{field}.span"), part.span)?;
    Ok(ParagraphRecord { span, kind: part.kind, dateline: None, sentences: 0..0 })
}

fn mark(spans: &Spans<'_>, field: &str, part: &WireMark) -> Result<MarkRecord, Error> {
    let span = spans.check(&format!("{field}.span"), part.span)?;
    Ok(MarkRecord { span, r#use: part.r#use, closed: part.closed })
}

fn quotation(spans: &Spans<'_>, field: &str, part: &WireQuotation) -> Result<QuotationRecord, Error> {
    if part.content.is_empty() {
        return Err(Error::input(format!("{field}.content: []; a quotation has at least one span")));
    }
    if !(0.0..=1.0).contains(&part.score) {
        return Err(Error::input(format!("{field}.score: {}; a score is from 0 to 1", part.score)));
    }
    Ok(QuotationRecord {
        content: in_order(&format!("{field}.content"), &part.content, |field, pair| spans.check(field, *pair))?,
        cue: spans.option(field, "cue", part.cue)?,
        source: spans.option(field, "source", part.source)?,
        addressee: spans.option(field, "addressee", part.addressee)?,
        kind: part.kind,
        act: part.act,
        score: part.score,
        parent: part.parent,
        inherited: part.inherited,
        evidence: part.evidence.clone(),
    })
}

fn speaker(spans: &Spans<'_>, field: &str, part: &WireSpeaker<'_>) -> Result<SpeakerRecord, Error> {
    let (mentions, reasons) = (part.mentions.len(), part.evidence.len());
    if reasons != 0 && reasons != mentions {
        return Err(Error::input(format!("{field}.evidence: {reasons}; there are {mentions} mentions")));
    }
    Ok(SpeakerRecord {
        name: part.name.clone().into_owned(),
        titles: part.titles.iter().map(|title| title.clone().into_owned()).collect(),
        category: part.category,
        anonymous: part.anonymous,
        affiliation: part.affiliation.clone().map(Cow::into_owned),
        pronouns: part.pronouns.iter().map(|pronoun| pronoun.clone().into_owned()).collect(),
        terms: each(&format!("{field}.terms"), &part.terms, |field, pair| spans.check(field, *pair))?,
        mentions: each(&format!("{field}.mentions"), &part.mentions, |field, pair| spans.check(field, *pair))?,
        evidence: each(&format!("{field}.evidence"), &part.evidence, |field, part| evidence(spans, field, part))?,
    })
}

fn evidence(spans: &Spans<'_>, field: &str, part: &WireEvidence<'_>) -> Result<Evidence, Error> {
    let antecedent = spans.option(field, "antecedent", part.antecedent)?;
    Ok(Evidence { rule: part.rule, antecedent, because: part.because.clone().into_owned() })
}

fn check_indices(quotations: &[WireQuotation], speakers: usize) -> Result<(), Error> {
    for (index, quotation) in quotations.iter().enumerate() {
        check_index(index, "speaker", quotation.speaker, speakers)?;
        check_index(index, "parent", quotation.parent, quotations.len())?;
    }
    match cycle(quotations) {
        Some(index) => Err(Error::input(format!("quotations[{index}].parent: a quotation cannot hang under itself"))),
        None => Ok(()),
    }
}

fn check_index(quotation: usize, part: &str, index: Option<u32>, count: usize) -> Result<(), Error> {
    match index {
        Some(index) if index as usize >= count => {
            Err(Error::input(format!("quotations[{quotation}].{part}: {index}; there are {count}, counted from 0")))
        }
        _ => Ok(()),
    }
}

/// A quotation that is among its own ancestors; each is visited once.
fn cycle(quotations: &[WireQuotation]) -> Option<usize> {
    let mut visit = vec![None; quotations.len()];
    for start in 0..quotations.len() {
        let mut at = Some(start);
        while let Some(index) = at {
            match visit.get_mut(index)? {
                Some(earlier) if *earlier == start => return Some(index),
                Some(_) => break,
                fresh => *fresh = Some(start),
            }
            at = quotations.get(index)?.parent.map(|parent| parent as usize);
        }
    }
    None
}
