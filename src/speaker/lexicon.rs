//! What the word lists beside this file say, gathered once under each word.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::pronoun::Pronoun;

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
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Role {
    /// Nouns of one class may stand for one another.
    pub(super) class: &'static str,
    pub(super) gender: Option<Gender>,
}

/// What the lists say about one word.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    /// It stands before a name.
    pub(super) title: bool,
    /// It is a title after another one: `Det Con`.
    pub(super) second_title: bool,
    /// The gender that it tells as a title.
    pub(super) title_gender: Option<Gender>,
    /// In capitals, it is this office in full: `prime minister`.
    pub(super) office: Option<&'static str>,
    /// It is a noun for one person.
    pub(super) role: Option<Role>,
    /// It is the plural of such a noun.
    pub(super) roles: Option<Role>,
    /// It means several people.
    pub(super) group: bool,
    /// It is a noun for an organization.
    pub(super) organization: bool,
    /// It can stand for any business (`the company`).
    pub(super) generic: bool,
    /// It can stand for a body whose name does not tell what it is (`the charity`).
    pub(super) plain: bool,
    /// Nouns for organizations of one class may stand for one another.
    pub(super) organization_class: Option<&'static str>,
    /// It is the plural of a noun for an organization.
    pub(super) organizations: bool,
    /// It shows that a name is an organization's.
    pub(super) suffix: bool,
    /// It is a noun for a document, of this class.
    pub(super) document: Option<&'static str>,
    /// It belongs inside a name although it is not capitalised.
    pub(super) particle: bool,
    /// It may follow a name without being part of it.
    pub(super) after_name: bool,
    /// It follows `of` in a title.
    pub(super) portfolio: bool,
    /// It opens sentences and is no part of a name.
    pub(super) opener: bool,
    /// It is a given name.
    pub(super) given: bool,
    /// How bearers of that name are mostly addressed.
    pub(super) given_gender: Option<Gender>,
    /// The country or place behind it, a capital or another name.
    pub(super) place: Option<&'static str>,
    /// The place whose people it names.
    pub(super) demonym: Option<&'static str>,
    /// The place whose people it names in the plural.
    pub(super) demonyms: Option<&'static str>,
    /// Before a noun it does not tell one person from another.
    pub(super) weak: bool,
    /// News takes up a person by it without having said that it fits: `the senator`, `the 34-year-old`.
    pub(super) alias: bool,
    /// How many it speaks of.
    pub(super) quantity: Option<Number>,
    /// It counts only before `of`: `a group of`.
    pub(super) before_of: bool,
    /// The head of a phrase stands before it.
    pub(super) postmodifier: bool,
    /// It opens a phrase that tells on what terms a name is kept back.
    pub(super) opens_terms: bool,
    /// The pronoun that it is a form of.
    pub(super) pronoun: Option<Pronoun>,
}

impl Facts {
    /// Whether it is a noun for somebody or something that speaks.
    pub(super) fn is_noun(&self) -> bool {
        let one = self.role.is_some() || self.organization || self.document.is_some();
        one || self.group || self.roles.is_some() || self.organizations
    }

    /// The class of nouns that may stand for it, if there is one.
    pub(super) fn class(&self) -> Option<&'static str> {
        self.document.or(self.role.map(|role| role.class)).or(self.organization_class)
    }

    /// Whether it is a plural or a collective.
    pub(super) fn is_plural(&self) -> bool {
        let one = self.role.is_some() || self.organization || self.document.is_some();
        !one && (self.group || self.roles.is_some() || self.organizations)
    }

    /// Whether it means many people as one: `the team`.
    pub(super) fn is_collective(&self) -> bool {
        self.group && self.roles.is_none()
    }
}

struct Lexicon {
    words: FxHashMap<String, Facts>,
    /// Names of several words: places, and organizations that their form does not give away.
    places: FxHashMap<String, &'static str>,
    known: HashSet<&'static str, FxBuildHasher>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// What the lists say about a word that they do not have.
pub(super) static NOTHING: LazyLock<Facts> = LazyLock::new(Facts::default);

/// What the lists say about `word`, in lower case; of a compound, what they say about its telling part.
pub(super) fn facts(word: &str) -> &'static Facts {
    let get = |word: &str| LEXICON.words.get(word);
    let bare = || word.strip_suffix('.').and_then(get);
    let compound = || {
        let hyphen = word.bytes().position(|byte| byte == b'-')?;
        let (first, rest) = (word.get(..hyphen)?, word.get(hyphen + 1..)?);
        let last = rest.rsplit('-').next().unwrap_or(rest);
        let telling = |word: &str| get(word).filter(|facts| !facts.opener);
        let whole = telling(rest).or_else(|| telling(last).filter(|facts| !facts.given));
        whole.or_else(|| get(first).filter(|facts| facts.given))
    };
    get(word).or_else(bare).or_else(compound).unwrap_or(&NOTHING)
}

/// The place that `name`, in lower case, names.
pub(super) fn place(name: &str) -> Option<&'static str> {
    LEXICON.places.get(name).copied()
}

/// Whether `name`, in lower case, is an organization that its form does not give away.
pub(super) fn is_known(name: &str) -> bool {
    LEXICON.known.contains(name)
}

/// Sets what a list says about each of its words.
type Flag = fn(&mut Facts);

impl Lexicon {
    fn read() -> Self {
        let mut lexicon = Self {
            words: HashMap::default(),
            places: HashMap::default(),
            known: lines(include_str!("known.txt")).collect(),
        };
        lexicon.read_people();
        lexicon.read_bodies();
        lexicon.read_places();
        lexicon.read_grammar();
        lexicon
    }

    fn word(&mut self, word: &str) -> &mut Facts {
        self.words.entry(word.to_owned()).or_default()
    }

    fn read_people(&mut self) {
        for (word, rest) in entries(include_str!("titles.txt")) {
            let facts = self.word(word);
            facts.second_title = rest == "second";
            (facts.title, facts.title_gender) = (!facts.second_title, gender(rest));
        }
        for (word, rest) in entries(include_str!("roles.txt")) {
            let class = rest.split(' ').next().unwrap_or_default();
            let role = Some(Role { class, gender: gender(rest) });
            self.word(word).role = role;
            self.word(&plural(word)).roles = role;
        }
        for (word, rest) in entries(include_str!("given.txt")) {
            let facts = self.word(word);
            (facts.given, facts.given_gender) = (true, gender(rest));
        }
        for (word, office) in entries(include_str!("offices.txt")) {
            self.word(word).office = Some(office);
        }
        for word in lines(include_str!("groups.txt")) {
            self.word(word).group = true;
        }
        for word in lines(include_str!("aliases.txt")) {
            self.word(word).alias = true;
        }
    }

    fn read_bodies(&mut self) {
        for (word, rest) in entries(include_str!("organizations.txt")) {
            let facts = self.word(word);
            facts.organization = true;
            facts.generic = rest.starts_with("generic");
            facts.plain = rest.starts_with("plain");
            facts.organization_class = rest.split(' ').nth(1);
            self.word(&plural(word)).organizations = true;
        }
        for word in lines(include_str!("suffixes.txt")) {
            self.word(word).suffix = true;
        }
        for (word, class) in entries(include_str!("documents.txt")) {
            self.word(word).document = Some(class);
            let plural = self.word(&plural(word));
            plural.document = plural.document.or(Some(class));
        }
    }

    fn read_places(&mut self) {
        for line in lines(include_str!("places.txt")) {
            let mut fields = line.split(';').map(str::trim);
            let place = fields.next().unwrap_or_default();
            for demonym in list(fields.next()) {
                let facts = self.word(&demonym);
                facts.demonym = facts.demonym.or(Some(place));
                self.word(&plural(&demonym)).demonyms = Some(place);
            }
            for name in std::iter::once(place.to_lowercase()).chain(fields.flat_map(|field| list(Some(field)))) {
                let facts = self.word(&name);
                facts.place = facts.place.or(Some(place));
                self.places.entry(name).or_insert(place);
            }
        }
    }

    fn read_grammar(&mut self) {
        for (word, kind) in entries(include_str!("particles.txt")) {
            let facts = self.word(word);
            facts.particle |= kind == "particle";
            facts.after_name |= kind == "after";
        }
        for (word, kind) in entries(include_str!("quantities.txt")) {
            let facts = self.word(word);
            facts.quantity = Some(number(kind));
            facts.before_of = kind.ends_with(" of");
        }
        let flags: [(&'static str, Flag); 4] = [
            (include_str!("portfolios.txt"), |facts| facts.portfolio = true),
            (include_str!("openers.txt"), |facts| facts.opener = true),
            (include_str!("modifiers.txt"), |facts| facts.weak = true),
            (include_str!("postmodifiers.txt"), |facts| facts.postmodifier = true),
        ];
        for (list, set) in flags {
            lines(list).for_each(|word| set(self.word(word)));
        }
        for (_, phrase) in entries(include_str!("terms.txt")).filter(|(kind, _)| *kind == "terms") {
            self.word(phrase.split(' ').next().unwrap_or_default()).opens_terms = true;
        }
        for (word, pronoun) in Pronoun::FORMS {
            self.word(word).pronoun = Some(pronoun);
        }
    }
}

fn gender(text: &str) -> Option<Gender> {
    match text.rsplit(' ').next() {
        Some("m") => Some(Gender::Male),
        Some("f") => Some(Gender::Female),
        _ => None,
    }
}

fn number(text: &str) -> Number {
    match text.split(' ').next() {
        Some("one") => Number::One,
        Some("few") => Number::Few,
        _ => Number::Many,
    }
}

/// The plural of a noun, by the rules of spelling.
fn plural(word: &str) -> String {
    let ends = |end: &[&str]| end.iter().any(|end| word.ends_with(end));
    match word {
        _ if ends(&["man"]) && word != "human" => format!("{}en", word.trim_end_matches("an")),
        "person" => "people".to_owned(),
        "wife" => "wives".to_owned(),
        "child" => "children".to_owned(),
        _ if ends(&["ay", "ey", "oy"]) => format!("{word}s"),
        _ if ends(&["y"]) => format!("{}ies", word.trim_end_matches('y')),
        _ if ends(&["s", "x", "ch", "sh"]) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

/// The entries of a word list.
fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#')).map(str::trim).filter(|line| !line.is_empty())
}

/// The entries of a word list, cut at their first space.
pub(super) fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(text).map(|line| line.split_once(' ').unwrap_or((line, "")))
}

fn list(field: Option<&'static str>) -> impl Iterator<Item = String> {
    field.unwrap_or_default().split(',').map(|item| item.trim().to_lowercase()).filter(|item| !item.is_empty())
}
