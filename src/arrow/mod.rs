//! Documents as tables: Arrow record batches of quotations, speakers, sentences and tokens.
//!
//! Each table has one row an element. `id` is the identifier of the document, `document` its number among all, and `index`
//! the number of the element in its document. Spans are structs of `start` and `end` in code points of the document's text,
//! and `byte_start` and `byte_end` in bytes of its UTF-8.
//!
//! ```
//! use pullquote::Pipeline;
//! use pullquote::arrow::{Rows, table};
//! let documents = [Pipeline::new().run("It rained. It poured.").with_id("a")];
//! let sentences = table(Rows::Sentences, &documents, 0)?;
//! assert_eq!(sentences.num_rows(), 2);
//! assert!(sentences.column_by_name("text").is_some());
//! # Ok::<(), pullquote::Error>(())
//! ```

mod strings;

use std::sync::Arc;

pub use strings::Strings;

use arrow_array::cast::AsArray;
use arrow_array::types::UInt64Type;
use arrow_array::{Array, ArrayRef, BooleanArray, Float32Array, LargeStringArray, ListArray, RecordBatch, StructArray};
use arrow_array::{UInt32Array, UInt64Array, builder::LargeStringBuilder, builder::ListBuilder};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, Fields, Schema};

use crate::document::{Document, Quotation, Sentence, Speaker, Token};
use crate::names::named;
use crate::text::CodePoints;
use crate::{Error, Span};

/// The elements that are the rows of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rows {
    /// `text`, `content`, `cue`, `cue_span`, `source`, `source_span`, `addressee`, `addressee_span`, `kind`, `act`,
    /// `speaker` (the name), `speaker_index`, `category`, `anonymous`, `score`, `parent`, `inherited`.
    #[default]
    Quotations,
    /// `name`, `titles`, `category`, `anonymous`, `affiliation`, `pronouns`, `terms`, `mentions`, `evidence`,
    /// `quotations` (how many).
    Speakers,
    /// `text`, `span`.
    Sentences,
    /// `text`, `span`, `kind`.
    Tokens,
}

named!(Rows { Quotations = "quotations", Speakers = "speakers", Sentences = "sentences", Tokens = "tokens" });

impl Rows {
    /// How many of these rows a document has.
    #[must_use]
    pub fn count(self, document: &Document) -> usize {
        match self {
            Self::Quotations => document.quotations().len(),
            Self::Speakers => document.speakers().len(),
            Self::Sentences => document.sentences().len(),
            Self::Tokens => document.tokens().len(),
        }
    }
}

/// The `rows` of `documents`, the first of which is number `first`; without documents, the table is empty.
///
/// # Errors
/// If a column grows beyond what Arrow can hold.
pub fn table<'d>(
    rows: Rows,
    documents: impl IntoIterator<Item = &'d Document>,
    first: u64,
) -> Result<RecordBatch, Error> {
    let entries = entries(documents, first);
    match rows {
        Rows::Quotations => quotations(&entries),
        Rows::Speakers => speakers(&entries),
        Rows::Sentences => sentences(&entries),
        Rows::Tokens => tokens(&entries),
    }
}

fn quotations(entries: &[Entry<'_>]) -> Result<RecordBatch, Error> {
    Table::new(entries, Document::quotations, Quotation::index)
        .text("text", |quotation| Some(quotation.text()))
        .spans("content", Quotation::content)
        .part("cue", Quotation::cue)
        .part("source", Quotation::source)
        .part("addressee", Quotation::addressee)
        .text("kind", |quotation| Some(quotation.kind().as_str()))
        .text("act", |quotation| Some(quotation.act().as_str()))
        .text("speaker", |quotation| quotation.speaker().map(Speaker::name))
        .column::<UInt32Array, _>("speaker_index", |quotation| {
            quotation.speaker().map(|speaker| speaker.index() as u32)
        })
        .text("category", |quotation| quotation.speaker().map(|speaker| speaker.category().as_str()))
        .column::<BooleanArray, _>("anonymous", |quotation| quotation.speaker().map(Speaker::anonymous))
        .column::<Float32Array, _>("score", |quotation| Some(quotation.score()))
        .column::<UInt32Array, _>("parent", |quotation| quotation.parent().map(|parent| parent.index() as u32))
        .column::<BooleanArray, _>("inherited", |quotation| Some(quotation.inherited()))
        .finish()
}

fn speakers(entries: &[Entry<'_>]) -> Result<RecordBatch, Error> {
    Table::new(entries, Document::speakers, Speaker::index)
        .text("name", |speaker| Some(speaker.name()))
        .texts("titles", |speaker| speaker.titles().iter())
        .text("category", |speaker| Some(speaker.category().as_str()))
        .column::<BooleanArray, _>("anonymous", |speaker| Some(speaker.anonymous()))
        .text("affiliation", Speaker::affiliation)
        .texts("pronouns", |speaker| speaker.pronouns().iter())
        .spans("terms", Speaker::terms)
        .spans("mentions", Speaker::mentions)
        .texts("evidence", |speaker| speaker.evidence().iter().map(|evidence| &evidence.because))
        .add("quotations", entries.iter().flat_map(quotation_counts).collect::<UInt32Array>())
        .finish()
}

fn sentences(entries: &[Entry<'_>]) -> Result<RecordBatch, Error> {
    Table::new(entries, Document::sentences, Sentence::index)
        .text("text", |sentence| Some(sentence.text()))
        .span("span", |sentence| Some(sentence.span()))
        .finish()
}

fn tokens(entries: &[Entry<'_>]) -> Result<RecordBatch, Error> {
    Table::new(entries, Document::tokens, Token::index)
        .text("text", |token| Some(token.text()))
        .span("span", |token| Some(token.span()))
        .text("kind", |token| Some(token.kind().as_str()))
        .finish()
}

/// How many quotations each speaker has.
fn quotation_counts(entry: &Entry<'_>) -> Vec<u32> {
    let mut counts = vec![0; entry.document.speakers().len()];
    for speaker in entry.document.quotations().filter_map(Quotation::speaker) {
        if let Some(count) = counts.get_mut(speaker.index()) {
            *count += 1;
        }
    }
    counts
}

/// A document with its number and the way to code points.
struct Entry<'d> {
    number: u64,
    document: &'d Document,
    points: CodePoints<'d>,
}

fn entries<'d>(documents: impl IntoIterator<Item = &'d Document>, first: u64) -> Vec<Entry<'d>> {
    let entry = |(number, document): (u64, &'d Document)| {
        let points = CodePoints::new(document.text());
        Entry { number, document, points }
    };
    (first..).zip(documents).map(entry).collect()
}

/// A table that grows column by column.
struct Table<'e, V> {
    rows: Vec<(&'e Entry<'e>, V)>,
    columns: Vec<(&'static str, ArrayRef)>,
}

impl<'e, V: Copy> Table<'e, V> {
    fn new<I: Iterator<Item = V>>(
        entries: &'e [Entry<'e>],
        views: impl Fn(&'e Document) -> I,
        index: impl Fn(V) -> usize,
    ) -> Self {
        let rows = entries.iter().flat_map(|entry| views(entry.document).map(move |view| (entry, view))).collect();
        let table = Self { rows, columns: Vec::new() };
        let id: LargeStringArray = table.rows.iter().map(|(entry, _)| entry.document.id()).collect();
        let number: UInt64Array = table.rows.iter().map(|(entry, _)| entry.number).collect();
        table.add("id", id).add("document", number).column::<UInt32Array, _>("index", |view| Some(index(view) as u32))
    }

    fn add(mut self, name: &'static str, array: impl Array + 'static) -> Self {
        self.columns.push((name, Arc::new(array)));
        self
    }

    fn column<A: Array + FromIterator<Option<T>> + 'static, T>(
        self,
        name: &'static str,
        get: impl Fn(V) -> Option<T>,
    ) -> Self {
        let array: A = self.rows.iter().map(|(_, view)| get(*view)).collect();
        self.add(name, array)
    }

    fn text<T: AsRef<str>>(self, name: &'static str, get: impl Fn(V) -> Option<T>) -> Self {
        self.column::<LargeStringArray, T>(name, get)
    }

    fn texts<I: Iterator<Item = &'e String>>(self, name: &'static str, get: impl Fn(V) -> I) -> Self {
        let mut lists = ListBuilder::new(LargeStringBuilder::new());
        for (_, view) in &self.rows {
            lists.append_value(get(*view).map(Some));
        }
        self.add(name, lists.finish())
    }

    fn span(self, name: &'static str, get: impl Fn(V) -> Option<Span>) -> Self {
        let spans = self.rows.iter().map(|(entry, view)| get(*view).map(|span| Ends::new(span, &entry.points)));
        let spans: Vec<Option<Ends>> = spans.collect();
        let nulls = spans.iter().map(Option::is_some).collect();
        let spans: Vec<Ends> = spans.into_iter().map(Option::unwrap_or_default).collect();
        self.add(name, span_array(&spans, Some(nulls)))
    }

    /// A stretch of the text that may be missing: its words, and under another name its span.
    fn part(self, name: &'static str, get: impl Fn(V) -> Option<Span>) -> Self {
        let words = self.rows.iter().map(|(entry, view)| get(*view).map(|span| span.of(entry.document.text())));
        let words: LargeStringArray = words.collect();
        let span_name = match name {
            "cue" => "cue_span",
            "source" => "source_span",
            _ => "addressee_span",
        };
        self.add(name, words).span(span_name, get)
    }

    fn spans(self, name: &'static str, get: impl Fn(V) -> &'e [Span]) -> Self {
        let lengths = OffsetBuffer::from_lengths(self.rows.iter().map(|(_, view)| get(*view).len()));
        let each = |(entry, view): &(&'e Entry<'e>, V)| {
            let (points, spans) = (&entry.points, get(*view));
            spans.iter().map(|span| Ends::new(*span, points))
        };
        let spans = span_array(&self.rows.iter().flat_map(each).collect::<Vec<_>>(), None);
        let item = Arc::new(Field::new_list_field(spans.data_type().clone(), true));
        self.add(name, ListArray::new(item, lengths, Arc::new(spans), None))
    }

    fn finish(self) -> Result<RecordBatch, Error> {
        let columns = self.columns.into_iter().map(|(name, array)| (name, array, true));
        RecordBatch::try_from_iter_with_nullable(columns).map_err(|error| Error::input(format!("table: {error}")))
    }
}

/// Where a span begins and ends, in code points and in bytes.
#[derive(Clone, Copy, Default)]
struct Ends {
    points: Span,
    bytes: Span,
}

impl Ends {
    fn new(bytes: Span, points: &CodePoints<'_>) -> Self {
        Self { points: points.span_from_bytes(bytes), bytes }
    }
}

fn span_array(spans: &[Ends], nulls: Option<NullBuffer>) -> StructArray {
    let names = ["start", "end", "byte_start", "byte_end"];
    let fields = Fields::from(names.map(|name| Field::new(name, DataType::UInt32, false)).to_vec());
    let ends: [fn(&Ends) -> u32; 4] =
        [|ends| ends.points.start, |ends| ends.points.end, |ends| ends.bytes.start, |ends| ends.bytes.end];
    let column = |end: fn(&Ends) -> u32| Arc::new(spans.iter().map(end).collect::<UInt32Array>()) as ArrayRef;
    StructArray::new(fields, ends.map(column).to_vec(), nulls)
}

/// `batch` with one more column of texts, `text` of the number of the document.
///
/// # Errors
/// If the table has a column of this name.
pub fn with_text<T: AsRef<str>>(
    batch: &RecordBatch,
    name: &str,
    text: impl Fn(u64) -> Option<T>,
) -> Result<RecordBatch, Error> {
    if batch.column_by_name(name).is_some() {
        return Err(Error::input(format!("column {name:?} is one of the table's own; rename it")));
    }
    let numbers = batch.column_by_name("document").and_then(|array| array.as_primitive_opt::<UInt64Type>());
    let texts: LargeStringArray =
        numbers.into_iter().flat_map(|array| array.values()).map(|number| text(*number)).collect();
    let mut fields = batch.schema_ref().fields().to_vec();
    fields.push(Arc::new(Field::new(name, DataType::LargeUtf8, true)));
    let columns = batch.columns().iter().cloned().chain([Arc::new(texts) as ArrayRef]).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
        .map_err(|error| Error::input(format!("table: {error}")))
}
