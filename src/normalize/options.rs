//! What [`normalize`](super::normalize) is asked to do.

use crate::names::named;

use super::part::Part;
use super::step::Step;

/// A list of steps that go well together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Profile {
    /// Repairs damage and changes nothing that is merely typographic: what a [`Pipeline`](crate::Pipeline) uses.
    #[default]
    Analysis,
    /// What a person wants to read or to feed to another tool: also straight marks, plain spaces and dashes.
    Clean,
    /// What is compared or indexed: also compatibility forms, case and accents folded.
    Search,
}

named!(Profile { Analysis = "analysis", Clean = "clean", Search = "search" });

impl Profile {
    /// The steps of the profile, in the order in which they are taken.
    #[must_use]
    pub fn steps(self) -> &'static [Step] {
        match self {
            Self::Analysis => &ANALYSIS,
            Self::Clean => &CLEAN,
            Self::Search => &SEARCH,
        }
    }
}

const ANALYSIS: [Step; 7] =
    [Step::Mojibake, Step::C1, Step::HtmlEntities, Step::Control, Step::Nfc, Step::Invisibles, Step::Whitespace];

const CLEAN: [Step; 13] = [
    Step::Mojibake,
    Step::C1,
    Step::HtmlEntities,
    Step::Control,
    Step::Nfc,
    Step::Ligatures,
    Step::Fullwidth,
    Step::Invisibles,
    Step::Whitespace,
    Step::Primes,
    Step::Quotes,
    Step::Dashes,
    Step::Ellipsis,
];

const SEARCH: [Step; 14] = [
    Step::Mojibake,
    Step::C1,
    Step::HtmlEntities,
    Step::Control,
    Step::Nfkc,
    Step::Invisibles,
    Step::Whitespace,
    Step::Primes,
    Step::Quotes,
    Step::Dashes,
    Step::Ellipsis,
    Step::Bullets,
    Step::FoldAccents,
    Step::Casefold,
];

/// What becomes of quotation marks and apostrophes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Quotes {
    /// `"` and `'`; guillemets stay.
    #[default]
    Straighten,
    /// `“ ” ‘ ’`, by what stands around a mark; primes after digits stay straight.
    Curl,
    /// Curly marks stay, and apostrophes that a word processor turned the wrong way are turned back.
    RepairDirection,
}

named!(Quotes { Straighten = "straighten", Curl = "curl", RepairDirection = "repair_direction" });

/// What becomes of dashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Dashes {
    /// `--` for em dashes and bars; `-` for en dashes, hyphens and minus signs.
    #[default]
    Ascii,
    /// An em dash for bars, for `--` between words and for a `--` that stands alone.
    Typographic,
}

named!(Dashes { Ascii = "ascii", Typographic = "typographic" });

/// What becomes of spaces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Whitespace {
    /// Spaces and tabs become plain spaces, runs become one, those at line and document edges go, and no more than one
    /// empty line stays between paragraphs.
    #[default]
    Collapse,
    /// Spaces of other widths and those that do not break become plain ones, each by itself.
    Plain,
}

named!(Whitespace { Collapse = "collapse", Plain = "plain" });

/// What [`normalize`](super::normalize) does to a text. The default is [`Profile::Analysis`].
///
/// ```
/// use pullquote::normalize::{NormalizeOptions, Profile, Step, normalize};
/// let raw = "the ﬁnal “oﬃce”";
/// let letters = NormalizeOptions::steps([Step::Ligatures]);
/// assert_eq!(normalize(raw, &letters).text(), "the final “office”");
/// let clean = NormalizeOptions::profile(Profile::Clean);
/// assert_eq!(normalize("Ａ&amp;Ｂ", &clean).text(), "A&B");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NormalizeOptions {
    /// How marks are written.
    pub quotes: Quotes,
    /// How dashes are written.
    pub dashes: Dashes,
    /// How spaces are written.
    pub whitespace: Whitespace,
    /// Which part of a longer text is normalized: all of it unless you say so. Spaces where parts meet stay.
    pub part: Part,
    pub(super) steps: Vec<Step>,
    /// Whether the steps are repeated until they change nothing.
    pub(super) settle: bool,
}

impl NormalizeOptions {
    /// The steps of `profile`, repeated as long as one brings about work for another: what comes out stays as it is
    /// when normalized again.
    #[must_use]
    pub fn profile(profile: Profile) -> Self {
        let whitespace = match profile {
            Profile::Analysis => Whitespace::Plain,
            Profile::Clean | Profile::Search => Whitespace::Collapse,
        };
        Self { whitespace, settle: true, ..Self::steps(profile.steps().iter().copied()) }
    }

    /// Exactly these steps, once, in this order, with their default options.
    #[must_use]
    pub fn steps(steps: impl IntoIterator<Item = Step>) -> Self {
        Self {
            quotes: Quotes::default(),
            dashes: Dashes::default(),
            whitespace: Whitespace::default(),
            part: Part::default(),
            steps: steps.into_iter().collect(),
            settle: false,
        }
    }
}

impl Default for NormalizeOptions {
    fn default() -> Self {
        Self::profile(Profile::default())
    }
}
