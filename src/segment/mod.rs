//! Text to paragraphs, sentences, tokens and words.
//!
//! [`segment`] finds paragraphs first, then the tokens of each, then its sentences, then what each paragraph is in the
//! article. It works on bytes in one pass and looks only a bounded stretch ahead, so its time grows with the text.

mod address;
mod char_class;
mod clitic;
mod dateline;
mod enclosure;
mod enumeration;
mod furniture;
mod header;
mod lexicon;
mod number;
mod paragraph;
mod punctuation;
mod sentence;
mod token;

use std::ops::Range;

use crate::Span;
use crate::names::named;
use lexicon::Lexicon;
use sentence::Cutter;

/// What a single line break means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Newlines {
    /// Decided for each text: if its lines look hard-wrapped, [`Newlines::Wrap`], otherwise [`Newlines::Paragraph`].
    #[default]
    Auto,
    /// Every line is a paragraph.
    Paragraph,
    /// Lines are hard-wrapped: only a blank line, an indent, a list item or a line left short ends a paragraph.
    Wrap,
}

named!(Newlines { Auto = "auto", Paragraph = "paragraph", Wrap = "wrap" });

/// The convention by which words are cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Universal Dependencies, as in the English Web Treebank and GUM: `long-term` is three words, `anti-war` one.
    #[default]
    Ud,
    /// Penn Treebank: hyphens and slashes inside a word do not cut it; a spaced ellipsis is one word.
    Ptb,
}

named!(Profile { Ud = "ud", Ptb = "ptb" });

/// How [`segment`] cuts a text.
///
/// ```
/// use pullquote::segment::{SegmentOptions, segment};
/// let text = "He asked: “Why? Who said so?” Nobody knew.";
/// let count = |options: &SegmentOptions| segment(text, options).sentences.len();
/// assert_eq!(count(&SegmentOptions::default()), 3);
/// assert_eq!(count(&SegmentOptions::default().whole_quotations(true)), 2);
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct SegmentOptions {
    /// What a single line break means.
    pub newlines: Newlines,
    /// The convention by which words are cut.
    pub profile: Profile,
    /// Whether a quotation that closes in its paragraph stays in one sentence. Off, sentences end inside quotations.
    pub whole_quotations: bool,
    /// Abbreviations beyond the built-in ones, without their final period. Matched exactly.
    pub abbreviations: Vec<String>,
}

impl SegmentOptions {
    /// Sets what a single line break means.
    #[must_use]
    pub fn newlines(mut self, newlines: Newlines) -> Self {
        self.newlines = newlines;
        self
    }

    /// Sets the convention by which words are cut.
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// Sets whether a quotation stays in one sentence.
    #[must_use]
    pub fn whole_quotations(mut self, whole: bool) -> Self {
        self.whole_quotations = whole;
        self
    }

    /// Sets abbreviations beyond the built-in ones; a final period is ignored.
    ///
    /// ```
    /// use pullquote::segment::{SegmentOptions, segment};
    /// let text = "Held in Bldg. Seven on Monday.";
    /// let options = SegmentOptions::default().abbreviations(["Bldg."]);
    /// assert_eq!(segment(text, &options).sentences.len(), 1);
    /// ```
    #[must_use]
    pub fn abbreviations<S: Into<String>>(mut self, abbreviations: impl IntoIterator<Item = S>) -> Self {
        let bare = |entry: S| entry.into().trim_end_matches('.').to_owned();
        self.abbreviations = abbreviations.into_iter().map(bare).collect();
        self
    }
}

/// What a paragraph is in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ParagraphKind {
    /// The running text.
    #[default]
    Body,
    /// The title of the article or of a section.
    Headline,
    /// A line with place or date.
    Dateline,
    /// Who wrote it.
    Byline,
    /// Who took or supplied a picture, who edited.
    Credit,
    /// The text under a picture.
    Caption,
    /// Read more, follow us, sign up.
    Prompt,
    /// A time or date of publication.
    Timestamp,
    /// The motto of the site.
    Motto,
    /// An item of a list.
    ListItem,
}

named!(ParagraphKind {
    Body = "body",
    Headline = "headline",
    Dateline = "dateline",
    Byline = "byline",
    Credit = "credit",
    Caption = "caption",
    Prompt = "prompt",
    Timestamp = "timestamp",
    Motto = "motto",
    ListItem = "list_item",
});

/// A paragraph: its span, its kind, its sentences and words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParagraphRecord {
    /// The paragraph without white space around it.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
    /// The dateline at its head with the dash that ends it (`WASHINGTON (AP) —`), if it has one.
    pub dateline: Option<Span>,
    /// Its sentences, as a range of [`Segments::sentences`].
    pub sentences: Range<u32>,
}

/// A sentence: its span and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentenceRecord {
    /// The sentence without white space around it.
    pub span: Span,
    /// Its words, as a range of [`Segments::words`].
    pub words: Range<u32>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters.
    #[default]
    Word,
    /// Digits.
    Number,
    /// A punctuation mark that is no quotation mark.
    Punctuation,
    /// A quotation mark.
    Mark,
    /// Any other symbol.
    Symbol,
    /// An address on the web.
    Url,
    /// An e-mail address.
    Email,
    /// `@name`.
    Handle,
    /// `#topic`.
    Hashtag,
    /// A pictogram with its joiners.
    Emoji,
}

named!(TokenKind {
    Word = "word",
    Number = "number",
    Punctuation = "punctuation",
    Mark = "mark",
    Symbol = "symbol",
    Url = "url",
    Email = "email",
    Handle = "handle",
    Hashtag = "hashtag",
    Emoji = "emoji",
});

/// A surface token: `don't` is one, with the words `do` and `n't` under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRecord {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Its words, as a range of [`Segments::words`].
    pub words: Range<u32>,
}

/// The parts of one text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    /// The paragraphs.
    pub paragraphs: Vec<ParagraphRecord>,
    /// The sentences.
    pub sentences: Vec<SentenceRecord>,
    /// The surface tokens.
    pub tokens: Vec<TokenRecord>,
    /// The words: tokens with their clitics split off, the unit of every later stage.
    pub words: Vec<Span>,
}

/// Cuts `text` into paragraphs, sentences, tokens and words.
///
/// Everything returned is a span of `text`; tokens and the white space between them make it up. Every word belongs to
/// one sentence and every sentence to one paragraph. Of a text over 4 GiB only the first 4 GiB are cut.
///
/// ```
/// use pullquote::segment::{SegmentOptions, segment};
/// let text = "WASHINGTON (AP) — The U.S. Senate didn't vote. It will on Monday.";
/// let segments = segment(text, &SegmentOptions::default());
/// let sentences: Vec<&str> = segments.sentences.iter().map(|sentence| sentence.span.of(text)).collect();
/// assert_eq!(sentences, ["WASHINGTON (AP) — The U.S. Senate didn't vote.", "It will on Monday."]);
/// let words: Vec<&str> = segments.words[5..11].iter().map(|word| word.of(text)).collect();
/// assert_eq!(words, ["The", "U.S.", "Senate", "did", "n't", "vote"]);
/// assert_eq!(segments.paragraphs[0].dateline.unwrap().of(text), "WASHINGTON (AP) —");
/// ```
#[must_use]
pub fn segment(text: &str, options: &SegmentOptions) -> Segments {
    let text = within_limit(text);
    let lexicon = Lexicon::new(&options.abbreviations);
    let mut tokenizer = token::Tokenizer::new(text, options.profile, &lexicon);
    let mut sentences = Vec::with_capacity(text.len() / 100);
    let mut paragraphs = Vec::new();
    for span in paragraph::spans(text, options.newlines) {
        let first_token = tokenizer.tokens.len();
        let first = sentences.len() as u32;
        tokenizer.run(span);
        let whole_quotations = options.whole_quotations;
        let cutter = Cutter { text, tokens: &tokenizer.tokens, lexicon: &lexicon, whole_quotations };
        cutter.cut(first_token..tokenizer.tokens.len(), &tokenizer.stops, &tokenizer.breaks, &mut sentences);
        let sentences = first..sentences.len() as u32;
        if !sentences.is_empty() {
            paragraphs.push(ParagraphRecord { span, kind: ParagraphKind::Body, dateline: None, sentences });
        }
    }
    let mut segments = Segments { paragraphs, sentences, tokens: tokenizer.tokens, words: tokenizer.words };
    furniture::label(text, &mut segments, &lexicon);
    segments
}

/// The longest head of `text` whose offsets fit a [`Span`].
fn within_limit(text: &str) -> &str {
    let limit = u32::MAX as usize;
    if text.len() <= limit {
        return text;
    }
    (limit - 3..=limit).rev().find_map(|end| text.get(..end)).unwrap_or_default()
}
