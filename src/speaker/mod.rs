//! Sources to speakers.

mod entity;
mod evidence;
mod focus;
mod lexicon;
mod mention;
mod name;
mod nominal;
mod pronoun;
mod resolve;
mod scan;
mod table;
mod terms;
mod words;

pub use evidence::{Evidence, Rule};

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
    /// The organization that it belongs to or speaks for, where the document says so: `Port of Callao` for
    /// `a spokesman for the Port of Callao`.
    pub affiliation: Option<String>,
    /// Third-person pronouns by which the document refers to it as a source, in order: `he`, `she`, `it`, `they`.
    pub pronouns: Vec<String>,
    /// Where the document says on what terms it keeps the name back: `who spoke on condition of anonymity because …`.
    pub terms: Vec<Span>,
    /// The spans that refer to it as a source, in order.
    pub mentions: Vec<Span>,
    /// For each of the mentions, why it was taken to mean this speaker.
    pub evidence: Vec<Evidence>,
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
///
/// Names, descriptions and pronouns of the whole text are read from its first word to its last; each source goes with the
/// entity that its words fit best among those that the text has just been speaking of. A quotation without a source has a
/// speaker only if it is inherited.
///
/// Gender evidence (titles, nouns for kin, given names) only ever chooses between candidates for a pronoun; no record states it.
///
/// ```
/// use pullquote::Span;
/// use pullquote::quote::{Act, QuotationKind, QuotationRecord, Quotations};
/// use pullquote::segment::{SegmentOptions, segment};
/// use pullquote::speaker::resolve;
/// let text = "Senator Ana Ruiz spoke last. “It leaks,” the senator said.";
/// let source = Span::new(45, 56);
/// assert_eq!(source.of(text), "the senator");
/// let quotation = QuotationRecord {
///     content: vec![Span::new(29, 44)],
///     cue: Some(Span::new(57, 61)),
///     source: Some(source),
///     addressee: None,
///     kind: QuotationKind::Direct,
///     act: Act::Assertion,
///     score: 1.0,
///     parent: None,
///     inherited: false,
///     evidence: Vec::new(),
/// };
/// let quotations = Quotations { marks: Vec::new(), quotations: vec![quotation] };
/// let speakers = resolve(text, &segment(text, &SegmentOptions::default()), &quotations);
/// assert_eq!(speakers.speakers[0].name, "Ana Ruiz");
/// assert_eq!(speakers.speakers[0].titles, ["Senator"]);
/// ```
#[must_use]
pub fn resolve(text: &str, segments: &Segments, quotations: &Quotations) -> Speakers {
    table::speakers(text, segments, &quotations.quotations)
}

/// Whether `name`, of a speaker, is a name and no description.
pub(crate) fn is_name(name: &str) -> bool {
    let words = name.split(' ').filter(|word| !word.is_empty());
    let mut words = words.skip_while(|word| word.eq_ignore_ascii_case("the")).peekable();
    let lower = |word: &&str| lexicon::facts(&word.to_lowercase());
    let first = words.peek().is_some_and(|word| word.starts_with(char::is_uppercase) && !lower(word).opener);
    let particle = words.peek().is_some_and(|word| lower(word).particle);
    let many = words.clone().nth(1).is_some();
    let noun = words.peek().is_some_and(|word| lower(word).is_noun());
    let capital = words.any(|word| word.starts_with(char::is_uppercase));
    (first || particle) && capital && (many || !noun)
}

/// The nouns for people in a title: `secretary` in `Secretary of State`.
pub(crate) fn role_words(title: &str) -> Vec<String> {
    let words = title.split(|letter: char| !letter.is_alphanumeric() && letter != '-').map(str::to_lowercase);
    words.filter(|word| lexicon::facts(word).role.is_some()).collect()
}
