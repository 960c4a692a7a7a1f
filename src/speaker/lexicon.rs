//! The word lists beside this file, read once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// How a person is addressed, as far as a word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
}

/// How many a phrase speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    One,
    /// So few that they could have been named.
    Few,
    Many,
}

/// A noun for one person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Role {
    /// Nouns of one class may stand for one another.
    pub(super) class: &'static str,
    pub(super) gender: Option<Gender>,
}

/// All word lists; every key is lower case.
pub(super) struct Lexicon {
    titles: HashMap<&'static str, Option<Gender>>,
    roles: HashMap<&'static str, Role>,
    groups: HashSet<&'static str>,
    /// Noun, whether it stands for any business (`generic`), and its class.
    organizations: HashMap<&'static str, &'static str>,
    suffixes: HashSet<&'static str>,
    known: HashSet<&'static str>,
    documents: HashMap<&'static str, &'static str>,
    particles: HashMap<&'static str, &'static str>,
    /// Any name or demonym and the country it belongs to.
    places: HashMap<String, &'static str>,
    demonyms: HashMap<String, &'static str>,
    portfolios: HashSet<&'static str>,
    openers: HashSet<&'static str>,
    given: HashMap<&'static str, &'static str>,
    modifiers: HashSet<&'static str>,
    aliases: HashSet<&'static str>,
    quantities: HashMap<&'static str, &'static str>,
    postmodifiers: HashSet<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The word lists.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn read() -> Self {
        let (places, demonyms) = read_places();
        Self {
            titles: entries(include_str!("titles.txt")).map(|(word, rest)| (word, gender(rest))).collect(),
            roles: entries(include_str!("roles.txt")).map(|(word, rest)| (word, role(rest))).collect(),
            groups: lines(include_str!("groups.txt")).collect(),
            organizations: entries(include_str!("organizations.txt")).collect(),
            suffixes: lines(include_str!("suffixes.txt")).collect(),
            known: lines(include_str!("known.txt")).collect(),
            documents: entries(include_str!("documents.txt")).collect(),
            particles: entries(include_str!("particles.txt")).collect(),
            places,
            demonyms,
            portfolios: lines(include_str!("portfolios.txt")).collect(),
            openers: lines(include_str!("openers.txt")).collect(),
            given: entries(include_str!("given.txt")).collect(),
            aliases: lines(include_str!("aliases.txt")).collect(),
            modifiers: lines(include_str!("modifiers.txt")).collect(),
            quantities: entries(include_str!("quantities.txt")).collect(),
            postmodifiers: lines(include_str!("postmodifiers.txt")).collect(),
        }
    }

    /// Whether `word` stands before a name.
    pub(super) fn is_title(&self, word: &str) -> bool {
        self.titles.contains_key(bare(word))
    }

    /// The gender that a title tells.
    pub(super) fn title_gender(&self, word: &str) -> Option<Gender> {
        self.titles.get(bare(word)).copied().flatten()
    }

    /// The noun for one person, also as the last part of a compound (`vice-president`).
    pub(super) fn role(&self, word: &str) -> Option<Role> {
        let last = || word.rsplit_once('-').and_then(|(_, last)| self.roles.get(last));
        self.roles.get(word).or_else(last).copied()
    }

    /// The singular of a plural noun for persons.
    pub(super) fn singular_role(&self, word: &str) -> Option<Role> {
        singulars(word).find_map(|singular| self.role(&singular))
    }

    /// Whether `word` means several people.
    pub(super) fn is_group(&self, word: &str) -> bool {
        self.groups.contains(word)
    }

    /// Whether `word` is a noun for an organization.
    pub(super) fn is_organization(&self, word: &str) -> bool {
        self.organizations.contains_key(word)
    }

    /// Whether `word` can stand for any business (`the company`).
    pub(super) fn is_generic_organization(&self, word: &str) -> bool {
        self.organizations.get(word).is_some_and(|kind| kind.starts_with("generic"))
    }

    /// The class of nouns for organizations that may stand for `word`.
    pub(super) fn organization_class(&self, word: &str) -> Option<&'static str> {
        self.organizations.get(word).and_then(|kind| kind.split(' ').nth(1))
    }

    /// Whether `word` is the plural of a noun for an organization.
    pub(super) fn is_plural_organization(&self, word: &str) -> bool {
        singulars(word).any(|singular| self.is_organization(&singular))
    }

    /// Whether `word` shows that a name is an organization's.
    pub(super) fn is_suffix(&self, word: &str) -> bool {
        self.suffixes.contains(word)
    }

    /// Whether `name` is an organization that its form does not give away.
    pub(super) fn is_known(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    /// The class of a noun for a document.
    pub(super) fn document(&self, word: &str) -> Option<&'static str> {
        self.documents.get(word).copied()
    }

    /// Whether `word` belongs inside a name although it is not capitalised.
    pub(super) fn is_particle(&self, word: &str) -> bool {
        self.particles.get(word) == Some(&"particle")
    }

    /// Whether `word` may follow a name without being part of it.
    pub(super) fn is_after_name(&self, word: &str) -> bool {
        self.particles.get(bare(word)) == Some(&"after")
    }

    /// The country or place behind a name, a capital or a word for its people.
    pub(super) fn place(&self, name: &str) -> Option<&'static str> {
        self.places.get(name).copied()
    }

    /// The place whose people `word` names.
    pub(super) fn demonym(&self, word: &str) -> Option<&'static str> {
        self.demonyms.get(word).copied()
    }

    /// The place whose people the plural `word` names.
    pub(super) fn plural_demonym(&self, word: &str) -> Option<&'static str> {
        let last = word.rsplit('-').next().unwrap_or(word);
        last.strip_suffix('s').and_then(|singular| self.demonym(singular))
    }

    /// Whether `word` follows `of` in a title.
    pub(super) fn is_portfolio(&self, word: &str) -> bool {
        self.portfolios.contains(word)
    }

    /// Whether `word` opens sentences and is no part of a name.
    pub(super) fn is_opener(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// Whether `word` is a given name.
    pub(super) fn is_given(&self, word: &str) -> bool {
        self.given.contains_key(first_part(word))
    }

    /// How bearers of a given name are mostly addressed.
    pub(super) fn given_gender(&self, word: &str) -> Option<Gender> {
        self.given.get(first_part(word)).copied().and_then(gender)
    }

    /// Whether `word`, before a noun, does not tell one person from another.
    pub(super) fn is_weak_modifier(&self, word: &str) -> bool {
        self.modifiers.contains(word)
    }

    /// Whether news takes up a person by `word` without having said that it fits: `the senator`, `the 34-year-old`.
    pub(super) fn is_alias(&self, word: &str) -> bool {
        self.aliases.contains(word) || word.ends_with("-year-old")
    }

    /// How many people `word` speaks of.
    pub(super) fn quantity(&self, word: &str) -> Option<Number> {
        self.quantities.get(word).map(|number| match number.split(' ').next() {
            Some("one") => Number::One,
            Some("few") => Number::Few,
            _ => Number::Many,
        })
    }

    /// Whether `word` counts only before `of`: `a group of`.
    pub(super) fn counts_before_of(&self, word: &str) -> bool {
        self.quantities.get(word).is_some_and(|number| number.ends_with(" of"))
    }

    /// Whether the head of a phrase stands before `word`.
    pub(super) fn is_postmodifier(&self, word: &str) -> bool {
        self.postmodifiers.contains(word)
    }
}

fn first_part(word: &str) -> &str {
    word.split('-').next().unwrap_or(word)
}

fn bare(word: &str) -> &str {
    word.trim_end_matches('.')
}

fn gender(text: &str) -> Option<Gender> {
    match text.rsplit(' ').next() {
        Some("m") => Some(Gender::Male),
        Some("f") => Some(Gender::Female),
        _ => None,
    }
}

fn role(text: &'static str) -> Role {
    Role { class: text.split(' ').next().unwrap_or_default(), gender: gender(text) }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#')).map(str::trim).filter(|line| !line.is_empty())
}

fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(text).map(|line| line.split_once(' ').unwrap_or((line, "")))
}

type Places = HashMap<String, &'static str>;

fn read_places() -> (Places, Places) {
    let (mut places, mut demonyms) = (HashMap::new(), HashMap::new());
    for line in lines(include_str!("places.txt")) {
        let mut fields = line.split(';').map(str::trim);
        let name = fields.next().unwrap_or_default();
        places.insert(name.to_lowercase(), name);
        for demonym in list(fields.next()) {
            demonyms.entry(demonym).or_insert(name);
        }
        for other in fields.flat_map(|field| list(Some(field))) {
            places.entry(other).or_insert(name);
        }
    }
    (places, demonyms)
}

fn list(field: Option<&'static str>) -> impl Iterator<Item = String> {
    field.unwrap_or_default().split(',').map(|item| item.trim().to_lowercase()).filter(|item| !item.is_empty())
}

/// The words that `word` can be the plural of.
fn singulars(word: &str) -> impl Iterator<Item = String> {
    let stem = |end: &str, add: &str| word.strip_suffix(end).map(|stem| format!("{stem}{add}"));
    [stem("ies", "y"), stem("s", ""), stem("es", ""), stem("men", "man"), stem("wives", "wife")].into_iter().flatten()
}
