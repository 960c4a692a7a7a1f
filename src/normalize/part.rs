//! [`Part`] and [`Cut`]: a text that is too long to be held at once.

use super::options::{NormalizeOptions, Quotes};
use super::step::Step;

/// Which part of a text is normalized by itself.
///
/// ```
/// use pullquote::normalize::{NormalizeOptions, Part, Profile, normalize};
/// let text = "“Yes,”  he said.\n\nThen he left. \n";
/// let mut options = NormalizeOptions::profile(Profile::Clean);
/// let cut = options.cut().and_then(|cut| cut.last(text.as_bytes())).unwrap();
/// let (first, last) = text.split_at(cut);
/// options.part = Part::First;
/// assert_eq!(normalize(first, &options).text(), "\"Yes,\" he said.\n\n");
/// options.part = Part::Last;
/// assert_eq!(normalize(last, &options).text(), "Then he left.");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// Its beginning.
    First,
    /// What has parts on both sides.
    Inner,
    /// Its end.
    Last,
}

impl Part {
    /// The part that begins the text or does not, and ends it or does not.
    #[must_use]
    pub fn new(begins: bool, ends: bool) -> Self {
        match (begins, ends) {
            (true, true) => Self::Whole,
            (true, false) => Self::First,
            (false, false) => Self::Inner,
            (false, true) => Self::Last,
        }
    }

    /// Whether the text begins with it.
    #[must_use]
    pub fn begins(self) -> bool {
        matches!(self, Self::Whole | Self::First)
    }

    /// Whether the text ends with it.
    #[must_use]
    pub fn ends(self) -> bool {
        matches!(self, Self::Whole | Self::Last)
    }
}

/// Where a text may be cut so that its parts, each normalized by itself, make up the normalized text.
///
/// A part other than the first begins a line with a letter of ASCII and another character of ASCII. Such a letter is never
/// deleted, nor part of what became mojibake; nothing that steps look at reaches over the line break before it, but for what
/// follows here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Between any two lines.
    Lines,
    /// Between paragraphs: [`Step::Unwrap`] joins lines, and curled marks know which are open.
    Paragraphs,
}

impl NormalizeOptions {
    /// Where a text may be cut that is normalized so: nowhere with [`Step::Dehyphen`], which looks for words in all of it.
    #[must_use]
    pub fn cut(&self) -> Option<Cut> {
        let has = |step| self.steps.contains(&step);
        match () {
            () if has(Step::Dehyphen) => None,
            () if has(Step::Unwrap) || self.quotes == Quotes::Curl => Some(Cut::Paragraphs),
            () => Some(Cut::Lines),
        }
    }
}

impl Cut {
    /// The last place where `text` may be cut.
    #[must_use]
    pub fn last(self, text: &[u8]) -> Option<usize> {
        let mut breaks = memchr::memrchr_iter(b'\n', text).map(|line_feed| line_feed + 1);
        breaks.find(|&at| self.fits(text, at))
    }

    fn fits(self, text: &[u8], at: usize) -> bool {
        let (before, after) = text.split_at_checked(at).unwrap_or_default();
        let opens = matches!(after, [letter, next, ..] if letter.is_ascii_alphabetic() && next.is_ascii());
        opens && (self == Self::Lines || before.ends_with(b"\n\n"))
    }
}
