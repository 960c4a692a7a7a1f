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
    /// `who`, `which`: what stands before it.
    Relative,
}

impl Pronoun {
    /// The pronoun that `word`, in lower case, is a form of.
    pub(super) fn of(word: &str) -> Option<Self> {
        Some(match word {
            "he" | "him" | "his" | "himself" => Self::He,
            "she" | "her" | "hers" | "herself" => Self::She,
            "it" | "its" | "itself" => Self::It,
            "they" | "them" | "their" | "theirs" | "themselves" | "both" | "all" => Self::They,
            "i" | "me" | "my" | "myself" | "mine" => Self::I,
            "we" | "us" | "our" | "ourselves" | "ours" => Self::We,
            "who" | "which" | "that" | "whose" | "whom" => Self::Relative,
            _ => return None,
        })
    }

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
            Self::I | Self::We | Self::Relative => None,
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
