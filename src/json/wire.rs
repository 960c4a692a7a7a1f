//! The schema as types: what is written is what is read.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Unit;
use crate::quote::{Act, MarkUse, QuotationKind, Reason};
use crate::segment::ParagraphKind;
use crate::speaker::{Category, Rule};

/// Start and end in the unit of the document.
pub(super) type Pair = [u32; 2];

#[derive(Serialize, Deserialize)]
#[serde(expecting = "a document as an object")]
pub(super) struct WireDocument<'a> {
    #[serde(borrow, default)]
    pub(super) schema: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) id: Option<Cow<'a, str>>,
    #[serde(default)]
    pub(super) unit: Unit,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<Cow<'a, str>>,
    #[serde(default)]
    pub(super) paragraphs: Vec<WireParagraph>,
    #[serde(default)]
    pub(super) sentences: Vec<Pair>,
    #[serde(default)]
    pub(super) tokens: Vec<Pair>,
    #[serde(default)]
    pub(super) marks: Vec<WireMark>,
    #[serde(default)]
    pub(super) quotations: Vec<WireQuotation>,
    #[serde(borrow, default)]
    pub(super) speakers: Vec<WireSpeaker<'a>>,
}

/// A document of which only the identifier is read.
#[derive(Deserialize)]
#[serde(expecting = "a document as an object")]
pub(super) struct WireId {
    #[serde(default)]
    pub(super) id: Option<String>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WireParagraph {
    pub(super) span: Pair,
    #[serde(default)]
    pub(super) kind: ParagraphKind,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WireMark {
    pub(super) span: Pair,
    #[serde(default)]
    pub(super) r#use: MarkUse,
    #[serde(default = "yes")]
    pub(super) closed: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WireQuotation {
    pub(super) content: Vec<Pair>,
    #[serde(default)]
    pub(super) cue: Option<Pair>,
    #[serde(default)]
    pub(super) source: Option<Pair>,
    #[serde(default)]
    pub(super) addressee: Option<Pair>,
    #[serde(default)]
    pub(super) kind: QuotationKind,
    #[serde(default)]
    pub(super) act: Act,
    #[serde(default)]
    pub(super) speaker: Option<u32>,
    #[serde(default = "certain")]
    pub(super) score: f32,
    #[serde(default)]
    pub(super) parent: Option<u32>,
    #[serde(default)]
    pub(super) inherited: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) evidence: Vec<Reason>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WireSpeaker<'a> {
    #[serde(borrow)]
    pub(super) name: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) titles: Vec<Cow<'a, str>>,
    #[serde(default)]
    pub(super) category: Category,
    #[serde(default)]
    pub(super) anonymous: bool,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) affiliation: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(super) pronouns: Vec<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) terms: Vec<Pair>,
    #[serde(default)]
    pub(super) mentions: Vec<Pair>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(super) evidence: Vec<WireEvidence<'a>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WireEvidence<'a> {
    #[serde(default)]
    pub(super) rule: Rule,
    #[serde(default)]
    pub(super) antecedent: Option<Pair>,
    #[serde(borrow, default)]
    pub(super) because: Cow<'a, str>,
}

fn yes() -> bool {
    true
}

/// The score of annotation by people.
fn certain() -> f32 {
    1.0
}
