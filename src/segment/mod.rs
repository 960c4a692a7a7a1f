//! Text to paragraphs, sentences, tokens and words.

use std::ops::Range;

use crate::Span;
use crate::names::named;

/// How [`segment`] cuts a text.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct SegmentOptions {}

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
#[must_use]
pub fn segment(text: &str, _options: &SegmentOptions) -> Segments {
    let _ = text;
    Segments::default()
}
