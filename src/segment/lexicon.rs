//! The word lists, and the caller's abbreviations beside them.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What the period of an abbreviation says about the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Comes before a name (`Gen.`): never ends a sentence.
    Title,
    /// Comes before a number (`No.`): an abbreviation only there.
    Number,
    /// Comes in the middle of a phrase (`vs.`): never ends a sentence.
    Inside,
    /// May end a sentence (`Inc.`, `p.m.`).
    Final,
    /// Ends its sentence wherever a capital follows (`etc.`, `5 ft.`).
    Closing,
}

type Words = HashSet<&'static str>;

/// The built-in lists.
struct Lists {
    abbreviations: HashMap<&'static str, Abbreviation>,
    starters: Words,
    caption_enders: Words,
    reporting: Words,
    states: Words,
    domains: Words,
    extensions: Words,
    prefixes: Words,
    units: Words,
    elisions: Words,
    exclaiming: Words,
    particles: Words,
    times: Words,
    time_prepositions: Words,
    credit_labels: Words,
    byline_words: Words,
    roles: Words,
    date_words: Words,
    labels: Words,
    buttons: Words,
    prompts: Vec<&'static str>,
    credits: Vec<&'static str>,
    credit_phrases: Vec<&'static str>,
    captions: Vec<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut abbreviations = HashMap::new();
    let mut add = |list, kind| abbreviations.extend(entries(list).map(|entry| (entry, kind)));
    add(include_str!("abbreviations_final.txt"), Abbreviation::Final);
    add(include_str!("abbreviations_closing.txt"), Abbreviation::Closing);
    add(include_str!("abbreviations_inside.txt"), Abbreviation::Inside);
    add(include_str!("abbreviations_number.txt"), Abbreviation::Number);
    add(include_str!("abbreviations_title.txt"), Abbreviation::Title);
    Lists {
        abbreviations,
        starters: entries(include_str!("starters.txt")).collect(),
        caption_enders: entries(include_str!("caption_enders.txt")).collect(),
        reporting: entries(include_str!("reporting_verbs.txt")).collect(),
        states: entries(include_str!("states.txt")).collect(),
        domains: entries(include_str!("domains.txt")).collect(),
        extensions: entries(include_str!("extensions.txt")).collect(),
        prefixes: entries(include_str!("prefixes.txt")).collect(),
        units: entries(include_str!("units.txt")).collect(),
        elisions: entries(include_str!("elisions.txt")).collect(),
        exclaiming: entries(include_str!("exclaiming_names.txt")).collect(),
        particles: entries(include_str!("name_particles.txt")).collect(),
        times: entries(include_str!("time_words.txt")).collect(),
        time_prepositions: entries(include_str!("time_prepositions.txt")).collect(),
        credit_labels: entries(include_str!("credit_labels.txt")).collect(),
        byline_words: entries(include_str!("byline_words.txt")).collect(),
        roles: entries(include_str!("roles.txt")).collect(),
        date_words: entries(include_str!("date_words.txt")).collect(),
        labels: entries(include_str!("labels.txt")).collect(),
        buttons: entries(include_str!("buttons.txt")).collect(),
        prompts: entries(include_str!("prompts.txt")).collect(),
        credits: entries(include_str!("credits.txt")).collect(),
        credit_phrases: entries(include_str!("credit_phrases.txt")).collect(),
        captions: entries(include_str!("captions.txt")).collect(),
    }
});

/// The entries of a list: one a line, `#` opens a comment.
pub(super) fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter(|entry| !entry.is_empty())
}

/// The lists as one call of [`super::segment`] sees them.
pub(super) struct Lexicon<'o> {
    lists: &'static Lists,
    own: &'o [String],
}

impl<'o> Lexicon<'o> {
    pub(super) fn new(own: &'o [String]) -> Self {
        Self { lists: &LISTS, own }
    }

    /// What `word`, which stands before a period, abbreviates.
    ///
    /// An entry in lower case matches with a capital as well, one with a capital also all in capitals. A single letter
    /// matches as it stands: in capitals it is an initial.
    pub(super) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        if self.own.iter().any(|own| own == word) {
            return Some(Abbreviation::Final);
        }
        let known = &self.lists.abbreviations;
        let as_is = known.get(word).copied();
        if as_is.is_some() || word.len() < 2 || word.len() > LONGEST {
            return as_is;
        }
        let folded = Folded::capitalized(word).or_else(|| Folded::lower(word))?;
        known.get(folded.as_str()).copied()
    }

    /// Whether `word` often begins a sentence and is no part of a name.
    pub(super) fn is_starter(&self, word: &str) -> bool {
        has(&self.lists.starters, word)
    }

    /// Whether `word` begins a sentence after a caption that has no full stop.
    pub(super) fn ends_caption(&self, word: &str) -> bool {
        self.lists.caption_enders.contains(word)
    }

    /// Whether `word` is a form of a verb of saying.
    pub(super) fn is_reporting(&self, word: &str) -> bool {
        has(&self.lists.reporting, word)
    }

    /// Whether `word` before a period is the abbreviation of a state or province.
    pub(super) fn is_state(&self, word: &str) -> bool {
        self.lists.states.contains(word)
    }

    /// Whether `label` ends a domain name.
    pub(super) fn is_domain(&self, label: &str) -> bool {
        has(&self.lists.domains, label)
    }

    /// Whether `label` ends a file name.
    pub(super) fn is_extension(&self, label: &str) -> bool {
        has(&self.lists.extensions, label)
    }

    /// Whether `word` before a hyphen is a prefix.
    pub(super) fn is_prefix(&self, word: &str) -> bool {
        has(&self.lists.prefixes, word)
    }

    /// Whether `word` right after a number is its unit.
    pub(super) fn is_unit(&self, word: &str) -> bool {
        self.lists.units.contains(word)
    }

    /// Whether `word` right after an apostrophe is an elided word (`'em`).
    pub(super) fn is_elision(&self, word: &str) -> bool {
        has(&self.lists.elisions, word)
    }

    /// Whether `word` is a name that carries an exclamation or question mark.
    pub(super) fn is_exclaiming(&self, word: &str) -> bool {
        self.lists.exclaiming.contains(word)
    }

    /// Whether `word` is a particle of names in lower case (`de Blasio`).
    pub(super) fn is_particle(&self, word: &str) -> bool {
        self.lists.particles.contains(word)
    }

    /// Whether `word` goes on with a time of day: `6 p.m. Eastern`, `9 a.m. Monday`.
    pub(super) fn is_time_word(&self, word: &str) -> bool {
        self.lists.times.contains(word)
    }

    /// Whether `word` opens a phrase that says when something happened.
    pub(super) fn is_time_preposition(&self, word: &str) -> bool {
        has(&self.lists.time_prepositions, word)
    }

    /// Whether `word` before a colon names who supplied a picture.
    pub(super) fn is_credit_label(&self, word: &str) -> bool {
        self.lists.credit_labels.contains(word)
    }

    /// Whether `word` may stand in a byline beside names.
    pub(super) fn is_byline_word(&self, word: &str) -> bool {
        has(&self.lists.byline_words, word)
    }

    /// Whether `word` ends a line that says what an author does.
    pub(super) fn is_role(&self, word: &str) -> bool {
        has(&self.lists.roles, word)
    }

    /// Whether `word` may stand in a date or time.
    pub(super) fn is_date_word(&self, word: &str) -> bool {
        has(&self.lists.date_words, word)
    }

    /// Whether `word` in capitals before a dash is no place.
    pub(super) fn is_label(&self, word: &str) -> bool {
        self.lists.labels.contains(word)
    }

    /// Whether `word` stands on a button of a site.
    pub(super) fn is_button(&self, word: &str) -> bool {
        has(&self.lists.buttons, word)
    }

    /// Whether `line` begins as a prompt to the reader.
    pub(super) fn opens_prompt(&self, line: &str) -> bool {
        self.lists.prompts.iter().any(|prompt| opens(line, prompt))
    }

    /// Whether `line` begins as a credit.
    pub(super) fn opens_credit(&self, line: &str) -> bool {
        self.lists.credits.iter().any(|credit| opens(line, credit))
    }

    /// Whether a phrase of credits stands in `line`.
    pub(super) fn holds_credit(&self, line: &str) -> bool {
        self.lists.credit_phrases.iter().any(|phrase| line.contains(phrase))
    }

    /// Whether `line` begins as a caption.
    pub(super) fn opens_caption(&self, line: &str) -> bool {
        self.lists.captions.iter().any(|caption| line.starts_with(caption))
    }
}

/// Longest word in any list, in bytes.
const LONGEST: usize = 24;

/// A short word in another case, without an allocation.
struct Folded {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Folded {
    /// `word` in lower case; none if it is longer than any entry.
    fn lower(word: &str) -> Option<Self> {
        let mut bytes = [0; LONGEST];
        let len = word.len();
        bytes.get_mut(..len)?.copy_from_slice(word.as_bytes());
        bytes.make_ascii_lowercase();
        Some(Self { bytes, len })
    }

    /// `word` with its first letter alone in upper case; none if it is not all in upper case.
    fn capitalized(word: &str) -> Option<Self> {
        let mut folded = Self::lower(word)?;
        folded.bytes[0].make_ascii_uppercase();
        word.bytes().all(|byte| byte.is_ascii_uppercase()).then_some(folded)
    }

    fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

fn has(words: &Words, word: &str) -> bool {
    Folded::lower(word).is_some_and(|folded| words.contains(folded.as_str()))
}

/// Whether `line` begins with the words of `phrase`, in any case.
fn opens(line: &str, phrase: &str) -> bool {
    let first = |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase);
    if first(line) != first(phrase) {
        return false;
    }
    let head = line.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase));
    let open_word = phrase.ends_with(char::is_alphanumeric);
    head && !(open_word && line.get(phrase.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)))
}
