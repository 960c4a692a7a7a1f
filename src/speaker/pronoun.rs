//! Pronouns and what they ask of the entity behind them.

use super::lexicon::Gender;

/// What a pronoun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    It,
    They,
    /// `I` and `we`: whoever speaks.
    I,
    We,
    You,
    /// `who`, `which`: what stands before it.
    Relative,
}

impl Pronoun {
    /// Every form of every pronoun, in lower case.
    pub(super) const FORMS: [(&'static str, Self); 38] = [
        ("he", Self::He),
        ("him", Self::He),
        ("his", Self::He),
        ("himself", Self::He),
        ("she", Self::She),
        ("her", Self::She),
        ("hers", Self::She),
        ("herself", Self::She),
        ("it", Self::It),
        ("its", Self::It),
        ("itself", Self::It),
        ("they", Self::They),
        ("them", Self::They),
        ("their", Self::They),
        ("theirs", Self::They),
        ("themselves", Self::They),
        ("both", Self::They),
        ("all", Self::They),
        ("i", Self::I),
        ("me", Self::I),
        ("my", Self::I),
        ("myself", Self::I),
        ("mine", Self::I),
        ("we", Self::We),
        ("us", Self::We),
        ("our", Self::We),
        ("ourselves", Self::We),
        ("ours", Self::We),
        ("you", Self::You),
        ("your", Self::You),
        ("yours", Self::You),
        ("yourself", Self::You),
        ("yourselves", Self::You),
        ("who", Self::Relative),
        ("which", Self::Relative),
        ("that", Self::Relative),
        ("whose", Self::Relative),
        ("whom", Self::Relative),
    ];

    /// Whether `word` is a possessive form that stands before a noun.
    pub(super) fn is_possessive(word: &str) -> bool {
        matches!(word, "his" | "her" | "its" | "their" | "my" | "our" | "your" | "whose")
    }

    /// The form that the pronoun has as a subject.
    pub(super) fn subject(self) -> Option<&'static str> {
        match self {
            Self::He => Some("he"),
            Self::She => Some("she"),
            Self::It => Some("it"),
            Self::They => Some("they"),
            Self::I | Self::We | Self::You | Self::Relative => None,
        }
    }

    /// The gender that it shows.
    pub(super) fn gender(self) -> Option<Gender> {
        match self {
            Self::He => Some(Gender::Male),
            Self::She => Some(Gender::Female),
            _ => None,
        }
    }
}
