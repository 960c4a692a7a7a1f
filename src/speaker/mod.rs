//! Sources to speakers.

use crate::Span;
use crate::names::named;
use crate::quote::Quotations;
use crate::segment::Segments;

/// What kind of entity a speaker is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Category {
    /// A single human being.
    Person,
    /// A company, party, ministry, newspaper, or a capital that stands for its government.
    Organization,
    /// Several people.
    Group,
    /// A report, statement, lawsuit, poll.
    Document,
    /// The article's own voice.
    Author,
    /// Not to be told from the text.
    #[default]
    Unknown,
}

named!(Category {
    Person = "person",
    Organization = "organization",
    Group = "group",
    Document = "document",
    Author = "author",
    Unknown = "unknown",
});

/// The entity behind one or more sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeakerRecord {
    /// The fullest name that the document gives, or its first description.
    pub name: String,
    /// Titles and roles that the document gives.
    pub titles: Vec<String>,
    /// What kind of entity it is.
    pub category: Category,
    /// Whether the document names none of the few people who speak.
    pub anonymous: bool,
    /// The spans that refer to it as a source, in order.
    pub mentions: Vec<Span>,
}

/// Who is behind the sources of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speakers {
    /// The speakers, in order of their first mention.
    pub speakers: Vec<SpeakerRecord>,
    /// For each quotation the index of its speaker, if it has one.
    pub of_quotation: Vec<Option<u32>>,
}

/// Groups the sources of `quotations` into speakers.
#[must_use]
pub fn resolve(text: &str, segments: &Segments, quotations: &Quotations) -> Speakers {
    let _ = (text, segments);
    Speakers { speakers: Vec::new(), of_quotation: vec![None; quotations.quotations.len()] }
}
