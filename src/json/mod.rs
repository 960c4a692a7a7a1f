//! Documents as JSON, both ways; the same schema holds gold annotation.
//!
//! One document is one object on one line:
//!
//! ```text
//! {"schema": "pullquote/1", "id": "…", "unit": "codepoint", "text": "…",
//!  "paragraphs": [{"span": [s, e], "kind": "body"}], "sentences": [[s, e]], "tokens": [[s, e]],
//!  "marks": [{"span": [s, e], "use": "speech", "closed": true}],
//!  "quotations": [{"content": [[s, e]], "cue": [s, e], "source": [s, e], "addressee": null, "kind": "direct",
//!                  "act": "assertion", "speaker": 0, "score": 0.97, "parent": null, "inherited": false,
//!                  "evidence": ["the model labels the cue"]}],
//!  "speakers": [{"name": "…", "titles": ["…"], "category": "person", "anonymous": false, "affiliation": "…",
//!                "pronouns": ["she"], "terms": [[s, e]], "mentions": [[s, e]],
//!                "evidence": [{"rule": "pronoun", "antecedent": [s, e], "because": "…"}]}]}
//! ```
//!
//! A quotation's `evidence` says what decided it, a speaker's why each of the mentions means this speaker; `terms` says where
//! the text gives the terms of anonymity; these, `affiliation` and `pronouns` are left out where there are none.
//!
//! Spans are half-open, in the `unit` that the object names. A reader needs `schema` and, of each part that is there,
//! its span or content; everything else may be left out, so that gold annotation holds only what people marked. Kinds of
//! tokens, the words under them and datelines follow from the text and are found again on reading, with default options.

mod parts;
mod read;
mod wire;
mod write;

use crate::names::named;
use crate::text::CodePoints;
use crate::{Document, Error, Span};

/// The schema that this version writes and reads.
pub const SCHEMA: &str = "pullquote/1";

/// What offsets count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Unicode code points, as Python counts.
    #[default]
    Codepoint,
    /// Bytes of UTF-8, as Rust counts.
    Byte,
}

named!(Unit { Codepoint = "codepoint", Byte = "byte" });

/// How [`Document::to_json`] writes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct JsonOptions {
    /// What offsets count; code points unless you say otherwise.
    pub unit: Unit,
    /// Whether the text itself is written; it is unless you say otherwise.
    pub text: bool,
}

/// Writes spans of a text in the unit asked for.
pub(crate) struct Offsets<'t> {
    points: CodePoints<'t>,
    unit: Unit,
}

impl<'t> Offsets<'t> {
    pub(crate) fn new(text: &'t str, unit: Unit) -> Self {
        Self { points: CodePoints::new(text), unit }
    }

    pub(crate) fn pair(&self, span: Span) -> [u32; 2] {
        match self.unit {
            Unit::Byte => [span.start, span.end],
            Unit::Codepoint => [self.points.from_byte(span.start), self.points.from_byte(span.end)],
        }
    }

    /// The same for spans in order, of which there are many.
    pub(crate) fn pairs(&self, spans: impl Iterator<Item = Span>) -> Vec<[u32; 2]> {
        let pair = |span: Span| [span.start, span.end];
        match self.unit {
            Unit::Byte => spans.map(pair).collect(),
            Unit::Codepoint => self.points.spans_from_bytes(spans).map(pair).collect(),
        }
    }
}

impl Default for JsonOptions {
    fn default() -> Self {
        Self { unit: Unit::Codepoint, text: true }
    }
}

impl Document {
    /// The document as one line of JSON, without a line feed at its end.
    ///
    /// ```
    /// use pullquote::{Pipeline, json::JsonOptions};
    /// let document = Pipeline::new().run("").with_id("empty");
    /// let json = document.to_json(&JsonOptions::default());
    /// assert!(json.starts_with(r#"{"schema":"pullquote/1","id":"empty","unit":"codepoint","text":"","#));
    /// ```
    #[must_use]
    pub fn to_json(&self, options: &JsonOptions) -> String {
        write::write(self, options)
    }

    /// The document that `json` holds.
    ///
    /// # Errors
    /// If `json` is no object of the schema, has no text, or a span or index in it does not fit: the message names the
    /// field, the value and the limit.
    ///
    /// ```
    /// use pullquote::Document;
    /// let gold = r#"{"schema": "pullquote/1", "text": "“No,” she said.", "quotations":
    ///               [{"content": [[0, 5]], "cue": [10, 14], "source": [6, 9], "kind": "direct"}]}"#;
    /// let document = Document::from_json(gold)?;
    /// assert_eq!(document.quotations().next().unwrap().text(), "“No,”");
    ///
    /// let error = Document::from_json(&gold.replace("14]", "99]")).unwrap_err();
    /// assert_eq!(error.to_string(), "quotations[0].cue: [10, 99] ends past the text, which has 15 code points");
    /// # Ok::<(), pullquote::Error>(())
    /// ```
    pub fn from_json(json: &str) -> Result<Self, Error> {
        read::read(json, None)
    }

    /// The document that `json` holds, over `text`; for JSON that was written without it.
    ///
    /// # Errors
    /// As [`Document::from_json`], and if `json` holds another text.
    pub fn from_json_with_text(json: &str, text: &str) -> Result<Self, Error> {
        read::read(json, Some(text))
    }
}

/// The identifier of the document that `json` holds.
pub(crate) fn id_of(json: &str) -> Result<Option<String>, Error> {
    read::id_of(json)
}
