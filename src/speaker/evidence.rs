//! Why a source was taken to mean its speaker.

use crate::Span;
use crate::names::named;

/// What linked a source to its speaker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rule {
    /// It says a name.
    Name,
    /// It says a part of a name that the text gives in full elsewhere.
    ShortName,
    /// It says the initials of a name.
    Acronym,
    /// It describes somebody of whom the text has not spoken before.
    Description,
    /// It says a noun, or one of its kind, by which the text has called the speaker before.
    Noun,
    /// It says a noun that fits many (`the company`, `the woman`, `the Nigerian`), and the speaker is spoken of.
    Focus,
    /// It describes the speaker by somebody else, as the text has done before: `his lawyer`.
    Owner,
    /// It describes somebody whom the text names later.
    NamedLater,
    /// It is a pronoun, and the speaker fits best among those spoken of.
    Pronoun,
    /// It is a pronoun, and the speaker is named after it.
    Cataphora,
    /// It is a relative pronoun, and the speaker stands before it.
    Relative,
    /// It is the article's own voice, or the interviewer's.
    OwnVoice,
    /// It stands inside words of the speaker: `I`, `we`, or a pronoun in what somebody reports of himself.
    Inside,
    /// It puts two or more together.
    Pair,
    /// It is a part of those spoken of: `one of them`.
    Part,
    /// It marks a turn in an interview.
    Turn,
    /// Nothing in the text tells who it is.
    #[default]
    Unresolved,
}

named!(Rule {
    Name = "name",
    ShortName = "short_name",
    Acronym = "acronym",
    Description = "description",
    Noun = "noun",
    Focus = "focus",
    Owner = "owner",
    NamedLater = "named_later",
    Pronoun = "pronoun",
    Cataphora = "cataphora",
    Relative = "relative",
    OwnVoice = "own_voice",
    Inside = "inside",
    Pair = "pair",
    Part = "part",
    Turn = "turn",
    Unresolved = "unresolved",
});

impl Rule {
    fn words(self) -> &'static str {
        match self {
            Self::Name => "named here",
            Self::ShortName => "part of the full name",
            Self::Acronym => "initials of the name",
            Self::Description => "described here for the first time",
            Self::Noun => "called by this noun or one of its kind before",
            Self::Focus => "a noun that fits many, for the one spoken of",
            Self::Owner => "somebody’s, as before",
            Self::NamedLater => "named later in the text",
            Self::Pronoun => "the best fit among those spoken of",
            Self::Cataphora => "the name that comes after the pronoun",
            Self::Relative => "what stands before the relative pronoun",
            Self::OwnVoice => "the article’s own voice",
            Self::Inside => "inside the speaker’s own words",
            Self::Pair => "several sources together",
            Self::Part => "a part of those spoken of",
            Self::Turn => "a turn in an interview",
            Self::Unresolved => "nothing in the text tells who it is",
        }
    }
}

/// Why a source was taken to mean its speaker: the rule, the words it goes back to, and what else the decision used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// What linked the source to its speaker.
    pub rule: Rule,
    /// The words of the text that the source was linked to; none where it stands by itself.
    pub antecedent: Option<Span>,
    /// The decision in words, with the gender evidence and how sure it is, or what makes a name a person's.
    pub because: String,
}

impl Evidence {
    /// The decision in words: `she → Ana Ruiz: the best fit among those spoken of; …`.
    pub(super) fn new(rule: Rule, source: &str, antecedent: Option<(Span, &str)>, details: &[&str]) -> Self {
        let (arrow, to) = antecedent.map_or(("", ""), |(_, text)| (" → ", text));
        let mut because = [source, arrow, to, ": ", rule.words()].concat();
        for detail in details.iter().filter(|detail| !detail.is_empty()) {
            because.push_str("; ");
            because.push_str(detail);
        }
        Self { rule, antecedent: antecedent.map(|(span, _)| span), because }
    }
}
