//! Descriptions: `a senior Treasury official`, `the board`, `his lawyer`, `two people familiar with the matter`.

use std::ops::Range;

use super::Category;
use super::lexicon::{self, Facts, NOTHING, Number, is_known, place};
use super::pronoun::Pronoun;
use super::words::{Shape, Word};

/// How a description is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Determiner {
    Definite,
    Indefinite,
    /// With the pronoun, if it is one.
    Possessive(Option<Pronoun>),
    Bare,
}

/// A description, as far as its words tell.
#[derive(Clone, Debug)]
pub(super) struct Nominal<'a> {
    pub(super) words: Range<usize>,
    pub(super) determiner: Determiner,
    /// The noun, lower case.
    pub(super) head: &'a str,
    /// What the word lists say about the noun.
    pub(super) facts: &'static Facts,
    /// The words before the noun that tell it from others, lower case.
    pub(super) modifiers: Vec<Trait<'a>>,
    pub(super) number: Number,
    pub(super) category: Category,
    /// What tells it, in words.
    pub(super) reason: &'static str,
    /// Whether it speaks of a few people that it keeps unnamed.
    pub(super) unnamed: bool,
}

/// A word that tells one entity from another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trait<'a> {
    /// The word, lower case.
    pub(super) word: &'a str,
    /// What the word lists say about it.
    pub(super) facts: &'static Facts,
    /// Whether a capital opens it.
    pub(super) capital: bool,
    /// The place that it means.
    place: Option<&'static str>,
}

impl<'a> Trait<'a> {
    pub(super) fn of(word: &'a Word<'_>) -> Self {
        Self { capital: word.is_capital(), ..Self::new(word.lower(), word.facts) }
    }

    /// The trait that `word`, in lower case, with these facts tells.
    pub(super) fn new(word: &'a str, facts: &'static Facts) -> Self {
        let place = facts.place.and_then(|_| place(word)).or(facts.demonym);
        Self { word, facts, capital: false, place }
    }

    /// Whether it means the same: the word itself, or the same country.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.word == other.word || (self.place.is_some() && self.place == other.place)
    }
}

/// Reads the description in `range`; none where there is no noun.
pub(super) fn nominal<'a>(words: &'a [Word<'_>], range: Range<usize>) -> Option<Nominal<'a>> {
    if let Some(group) = group_without_noun(words, &range) {
        return Some(group);
    }
    let opening = opening(words, &range);
    let end = core_end(words, opening.end, range.end);
    let head_at = head(words, opening.end, end)?;
    let word = words.get(head_at)?;
    let office = word.office().and_then(|office| office.rsplit_once(' '));
    let (head, facts) = office.map_or((word.lower(), word.facts), |(_, noun)| (noun, lexicon::facts(noun)));
    let before = words.get(opening.end..head_at).unwrap_or_default();
    let modifiers = modifiers(before).chain(office.map(|(kind, _)| Trait::new(kind, &NOTHING))).collect();
    let number = match (is_plural(head, facts), opening.number) {
        (false, _) => Number::One,
        (true, number) => number.unwrap_or(Number::Many),
    };
    let insiders = words.get(head_at + 1..range.end).unwrap_or_default().first().is_some_and(is_insider);
    let (category, reason) = match category(head, facts, before.last(), opening.determiner) {
        (Category::Group, _) if number == Number::One && is_plural(head, facts) => {
            (Category::Person, "one person of several")
        }
        told => told,
    };
    Some(Nominal {
        words: range,
        determiner: opening.determiner,
        modifiers,
        number,
        category,
        reason,
        unnamed: (insiders || number != Number::Many || head == "sources")
            && is_human(facts, category)
            && !is_name_of_one(words, head_at),
        head,
        facts,
    })
}

/// Whether a noun means people one by one, who could be named.
fn is_human(facts: &Facts, category: Category) -> bool {
    let people = matches!(category, Category::Person | Category::Group);
    people && !facts.is_collective() && !facts.organizations
}

/// `the two`, `those around him`.
fn group_without_noun<'a>(words: &'a [Word<'_>], range: &Range<usize>) -> Option<Nominal<'a>> {
    let slice = words.get(range.clone())?;
    let (first, second) = (slice.first()?, slice.get(1)?);
    let those = Nominal {
        words: range.clone(),
        determiner: Determiner::Indefinite,
        head: "those",
        facts: &NOTHING,
        modifiers: Vec::new(),
        number: Number::Many,
        category: Category::Group,
        reason: "those of whom something is said",
        unnamed: is_insider(second),
    };
    let few = |head| Nominal {
        determiner: Determiner::Definite,
        head,
        facts: lexicon::facts(head),
        number: Number::Few,
        reason: "a number that stands for people",
        unnamed: true,
        ..those.clone()
    };
    let verb = second.text.ends_with("ing") && !second.facts.is_noun();
    match (first.lower(), second.text) {
        ("the", "two") if slice.len() == 2 => Some(few("duo")),
        ("the", "three") if slice.len() == 2 => Some(few("trio")),
        ("those", _) if second.facts.postmodifier || second.is("around") || verb => Some(those),
        _ => None,
    }
}

/// `the Duke of Lorne`, `the Bishop of Hexham`: as good as a name.
fn is_name_of_one(words: &[Word<'_>], at: usize) -> bool {
    let of = words.get(at + 1).is_some_and(|word| word.is("of")) && words.get(at + 2).is_some_and(Word::is_capital);
    of && words.get(at).is_some_and(|word| {
        let clergy = word.facts.role.is_some_and(|role| role.class == "clergy");
        let noble =
            matches!(word.text, "King" | "Queen" | "Prince" | "Princess" | "Duke" | "Duchess" | "Earl" | "Countess");
        word.is_capital() && (clergy || noble)
    })
}

/// `people familiar with`, `officials close to`: few, and known to each other.
fn is_insider(word: &Word<'_>) -> bool {
    matches!(word.text, "familiar" | "close" | "briefed" | "privy" | "aware" | "involved")
}

struct Opening {
    determiner: Determiner,
    number: Option<Number>,
    /// Where the noun and its modifiers begin.
    end: usize,
}

/// Reads determiner, quantity and possessor.
fn opening(words: &[Word<'_>], range: &Range<usize>) -> Opening {
    let mut opening = Opening { determiner: Determiner::Bare, number: None, end: range.start };
    while let Some(word) = words.get(opening.end).filter(|_| opening.end < range.end) {
        let after = words.get(opening.end + 1..range.end).unwrap_or_default();
        let of = after.iter().take(2).any(|next| next.is("of"));
        if word.shape == Shape::Mark {
            opening.end += 1;
        } else if (word.facts.before_of && !of) || !opening.take(word, after.first()) {
            break;
        }
    }
    skip_possessor(words, range, &mut opening);
    opening
}

impl Opening {
    fn take(&mut self, word: &Word<'_>, next: Option<&Word<'_>>) -> bool {
        let number = word.facts.quantity;
        let number = number.or((word.shape == Shape::Number).then_some(Number::Many));
        let pronoun = word.facts.pronoun;
        match word.lower() {
            "the" | "this" | "that" | "these" | "those" => self.determiner = Determiner::Definite,
            "a" | "an" => self.determiner = Determiner::Indefinite,
            "of" if self.number.is_some() => {}
            "%" if self.number.is_some() => {}
            "nearly" | "about" | "almost" | "roughly" | "only" | "just" | "perhaps" => {}
            "more" | "fewer" | "less" | "at" | "than" | "least" if self.compares(next) => {}
            word if Pronoun::is_possessive(word) => self.determiner = Determiner::Possessive(pronoun),
            _ if number.is_some() => self.count(number),
            _ => return false,
        }
        self.end += 1;
        true
    }

    /// `more than`, `at least`, and the number after them.
    fn compares(&self, next: Option<&Word<'_>>) -> bool {
        self.number.is_none()
            && next.is_some_and(|next| {
                matches!(next.text, "than" | "least") || next.shape == Shape::Number || next.facts.quantity.is_some()
            })
    }

    fn count(&mut self, number: Option<Number>) {
        if self.number != Some(Number::Few) {
            self.number = number;
        }
        if self.determiner == Determiner::Bare {
            self.determiner = Determiner::Indefinite;
        }
    }
}

/// `Uganda’s health minister`: the noun stands after the possessor.
fn skip_possessor(words: &[Word<'_>], range: &Range<usize>, opening: &mut Opening) {
    let core = core_end(words, opening.end, range.end);
    let slice = words.get(opening.end..core).unwrap_or_default();
    if let Some(at) = slice.iter().rposition(|word| word.shape == Shape::Possessive)
        && opening.end + at + 1 < core
    {
        opening.end += at + 1;
        opening.determiner = Determiner::Possessive(None);
    }
}

/// Where the phrase goes on without its head.
fn core_end(words: &[Word<'_>], start: usize, end: usize) -> usize {
    let punctuation = |word: &Word<'_>| word.shape == Shape::Punctuation && !word.is("/");
    let ends = |word: &Word<'_>| punctuation(word) || word.facts.postmodifier;
    let before_noun = |at: usize| {
        let next =
            words.get(at + 1).filter(|_| words.get(at).is_some_and(|word| matches!(word.text, "close" | "present")));
        next.is_some_and(|next| next.is_word() && !next.facts.postmodifier)
    };
    let cuts = |at: usize| {
        words.get(at).is_none_or(|word| (ends(word) && !before_noun(at)) || is_participle(words, at, word.text))
    };
    (start + 1..end).find(|at| cuts(*at)).unwrap_or(end)
}

/// `research published …`, `a woman living …`: the noun is before it.
fn is_participle(words: &[Word<'_>], at: usize, word: &str) -> bool {
    let formed = word.ends_with("ed") || word.ends_with("ing") || matches!(word, "found" | "seen" | "held" | "sent");
    formed && at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| word.facts.is_noun())
}

fn head(words: &[Word<'_>], start: usize, end: usize) -> Option<usize> {
    let slice = words.get(start..end)?;
    let noun = |word: &Word<'_>| word.is_word() && word.facts.is_noun();
    let found = slice.iter().rposition(noun).or_else(|| slice.iter().rposition(Word::is_word));
    found.map(|at| start + at)
}

fn modifiers<'a>(words: &'a [Word<'_>]) -> impl Iterator<Item = Trait<'a>> {
    words.iter().filter(|word| word.is_word() && !word.facts.weak).map(Trait::of)
}

fn is_plural(head: &str, facts: &Facts) -> bool {
    let looks = head.ends_with('s') && !head.ends_with("ss") && !head.ends_with("us");
    facts.is_plural() || (looks && !facts.is_noun())
}

/// What a noun means, and what tells it.
fn category(head: &str, facts: &Facts, before: Option<&Word<'_>>, determiner: Determiner) -> (Category, &'static str) {
    if before.is_some_and(|before| is_known(&[before.lower(), " ", head].concat())) {
        return (Category::Organization, "a known organization");
    }
    let owned = matches!(determiner, Determiner::Possessive(Some(_)));
    match facts {
        _ if facts.role.is_some() => (Category::Person, "a noun for one person"),
        _ if facts.document.is_some() => (Category::Document, "a noun for a document"),
        _ if is_plural(head, facts) => (Category::Group, "a noun for several"),
        _ if facts.organization => (Category::Organization, "a noun for an organization"),
        _ if facts.demonym.is_some() && !sounds_human(head) => (Category::Group, "a noun for a people"),
        _ if owned => (Category::Person, "a person by the possessive before the noun"),
        _ if sounds_human(head) => (Category::Person, "perhaps a person: the noun ends like one for people"),
        _ => (Category::Unknown, "no list has the noun"),
    }
}

/// Whether a noun that no list has ends like one for a person.
pub(super) fn sounds_human(head: &str) -> bool {
    let endings =
        ["er", "or", "ist", "ian", "man", "woman", "person", "ee", "eer", "ant", "ess", "ster", "smith", "wright"];
    head.len() > 3 && endings.iter().any(|ending| head.ends_with(ending))
}
