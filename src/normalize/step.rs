//! [`Step`]: what one rewrite of a text is called, and sets of them.

use crate::names::named;

/// One kind of rewrite. Each can be had alone; profiles are lists of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Step {
    /// Bytes that are no UTF-8, and lone surrogates, become U+FFFD: what is done first and always. Text has nothing for it.
    Utf8,
    /// UTF-8 that was read as another encoding is read again; clean text beside it stays.
    Mojibake,
    /// U+0080 to U+009F become what Windows-1252 has at their place.
    C1,
    /// Character references become their characters: two rounds at most, so that `&amp;quot;` becomes `"`. It is the only
    /// step that finds work again in what it wrote: text that was escaped three times is, after two rounds, text that was
    /// escaped once. A profile repeats its steps and leaves none.
    HtmlEntities,
    /// Line breaks become line feeds; other control characters but tabs, and terminal escapes, go.
    Control,
    /// Normalization form C.
    Nfc,
    /// Normalization form KC; it loses fractions, superscripts and the like.
    Nfkc,
    /// U+FB00 to U+FB06 become their letters.
    Ligatures,
    /// Full-width ASCII and the ideographic space become ASCII.
    Fullwidth,
    /// Soft hyphens, zero-width characters and direction controls go; joiners that shape letters or emoji stay.
    Invisibles,
    /// Quotation marks and apostrophes, as [`Quotes`](super::Quotes) says.
    Quotes,
    /// Prime marks after digits become ASCII.
    Primes,
    /// Dashes, as [`Dashes`](super::Dashes) says.
    Dashes,
    /// `…` and `. . .` become `...`.
    Ellipsis,
    /// Spaces, as [`Whitespace`](super::Whitespace) says.
    Whitespace,
    /// Bullets that open a line become `-`.
    Bullets,
    /// Words that a hyphen and a line break split are joined, where the text has them whole elsewhere.
    Dehyphen,
    /// A lone line break inside a paragraph becomes a space.
    Unwrap,
    /// Latin letters become their ASCII base letters.
    FoldAccents,
    /// Unicode full case folding.
    Casefold,
}

named!(Step {
    Utf8 = "utf8",
    Mojibake = "mojibake",
    C1 = "c1",
    HtmlEntities = "html_entities",
    Control = "control",
    Nfc = "nfc",
    Nfkc = "nfkc",
    Ligatures = "ligatures",
    Fullwidth = "fullwidth",
    Invisibles = "invisibles",
    Quotes = "quotes",
    Primes = "primes",
    Dashes = "dashes",
    Ellipsis = "ellipsis",
    Whitespace = "whitespace",
    Bullets = "bullets",
    Dehyphen = "dehyphen",
    Unwrap = "unwrap",
    FoldAccents = "fold_accents",
    Casefold = "casefold",
});

impl Step {
    /// All steps, in the order in which they are safe to take one after another.
    pub const ALL: [Self; 20] = [
        Self::Utf8,
        Self::Mojibake,
        Self::C1,
        Self::HtmlEntities,
        Self::Control,
        Self::Nfc,
        Self::Nfkc,
        Self::Ligatures,
        Self::Fullwidth,
        Self::Invisibles,
        Self::Quotes,
        Self::Primes,
        Self::Dashes,
        Self::Ellipsis,
        Self::Whitespace,
        Self::Bullets,
        Self::Dehyphen,
        Self::Unwrap,
        Self::FoldAccents,
        Self::Casefold,
    ];
}

/// A set of [`Step`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct StepSet(u32);

impl StepSet {
    /// The set of `step` alone.
    #[must_use]
    pub const fn of(step: Step) -> Self {
        Self(1 << step as u32)
    }

    /// The steps of either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `step` is in the set.
    #[must_use]
    pub const fn contains(self, step: Step) -> bool {
        self.0 & Self::of(step).0 != 0
    }

    /// Whether no step is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The steps of the set, in the order of [`Step::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Step> {
        Step::ALL.into_iter().filter(move |&step| self.contains(step))
    }
}

impl FromIterator<Step> for StepSet {
    fn from_iter<I: IntoIterator<Item = Step>>(steps: I) -> Self {
        steps.into_iter().fold(Self::default(), |set, step| set.union(Self::of(step)))
    }
}
