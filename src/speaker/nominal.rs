//! Descriptions: `a senior Treasury official`, `the board`, `his lawyer`, `two people familiar with the matter`.

use std::ops::Range;

use super::Category;
use super::lexicon::{Gender, Number, lexicon};
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
pub(super) struct Nominal {
    pub(super) words: Range<usize>,
    pub(super) determiner: Determiner,
    /// The noun, lower case.
    pub(super) head: String,
    /// The words before the noun that tell it from others, lower case.
    pub(super) modifiers: Vec<String>,
    /// Those of them that no capital opens.
    pub(super) plain: Vec<String>,
    pub(super) number: Number,
    pub(super) category: Category,
    /// Whether it speaks of a few people that it keeps unnamed.
    pub(super) unnamed: bool,
}

impl Nominal {
    /// The class of nouns that may stand for its head.
    pub(super) fn class(&self) -> Option<&'static str> {
        class(&self.head)
    }

    /// The gender that its head tells.
    pub(super) fn gender(&self) -> Option<Gender> {
        lexicon().role(&self.head).and_then(|role| role.gender)
    }
}

/// The class of nouns that may stand for `head`, if there is one.
pub(super) fn class(head: &str) -> Option<&'static str> {
    let role = || lexicon().role(head).map(|role| role.class);
    lexicon().document(head).or_else(role).or_else(|| lexicon().organization_class(head))
}

/// Reads the description in `range`; none where there is no noun.
pub(super) fn nominal(words: &[Word<'_>], range: Range<usize>) -> Option<Nominal> {
    let opening = opening(words, &range);
    let end = core_end(words, opening.end, range.end);
    let head_at = head(words, opening.end, end)?;
    let head = words.get(head_at)?.lower();
    let before = words.get(opening.end..head_at).unwrap_or_default();
    let number = match (is_plural(&head), opening.number) {
        (false, _) => Number::One,
        (true, number) => number.unwrap_or(Number::Many),
    };
    let insiders = words.get(head_at + 1..range.end).unwrap_or_default().first().is_some_and(is_insider);
    let category = match category(&head, before.last(), opening.determiner) {
        Category::Group if number == Number::One && is_plural(&head) => Category::Person,
        category => category,
    };
    Some(Nominal {
        words: range,
        determiner: opening.determiner,
        modifiers: modifiers(before, |_| true),
        plain: modifiers(before, |word| !word.is_capital()),
        number,
        category,
        unnamed: (insiders || number != Number::Many || head == "sources") && is_human(&head, category),
        head,
    })
}

/// Whether `head` means people one by one, who could be named.
fn is_human(head: &str, category: Category) -> bool {
    let people = matches!(category, Category::Person | Category::Group);
    people && !is_collective(head) && !lexicon().is_plural_organization(head)
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
        let lower = word.lower();
        let mut after = words.get(opening.end + 1..range.end).unwrap_or_default().iter().take(2);
        let of = after.any(|next| next.is("of"));
        if word.shape == Shape::Mark {
            opening.end += 1;
        } else if (lexicon().counts_before_of(&lower) && !of) || !opening.take(&lower) {
            break;
        }
    }
    skip_possessor(words, range, &mut opening);
    opening
}

impl Opening {
    fn take(&mut self, word: &str) -> bool {
        let number = lexicon().quantity(word);
        match word {
            "the" | "this" | "that" | "these" | "those" => self.determiner = Determiner::Definite,
            "a" | "an" => self.determiner = Determiner::Indefinite,
            "of" if self.number.is_some() => {}
            _ if Pronoun::is_possessive(word) => self.determiner = Determiner::Possessive(Pronoun::of(word)),
            _ if number.is_some() => self.count(number),
            _ => return false,
        }
        self.end += 1;
        true
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
    let cuts = |at: usize| {
        words.get(at).is_none_or(|word| {
            let lower = word.lower();
            (word.shape == Shape::Punctuation && !word.is("/"))
                || lexicon().is_postmodifier(&lower)
                || is_participle(words, at, &lower)
        })
    };
    (start + 1..end).find(|at| cuts(*at)).unwrap_or(end)
}

/// `research published …`, `a woman living …`: the noun is before it.
fn is_participle(words: &[Word<'_>], at: usize, lower: &str) -> bool {
    let formed = lower.ends_with("ed") || lower.ends_with("ing") || matches!(lower, "found" | "seen" | "held" | "sent");
    formed && at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| is_noun(&word.lower()))
}

/// Whether a word list has `word` as a noun for somebody or something that speaks.
pub(super) fn is_noun(word: &str) -> bool {
    let lexicon = lexicon();
    lexicon.role(word).is_some()
        || lexicon.is_organization(word)
        || lexicon.document(word).is_some()
        || lexicon.is_group(word)
        || lexicon.singular_role(word).is_some()
        || lexicon.is_plural_organization(word)
}

fn head(words: &[Word<'_>], start: usize, end: usize) -> Option<usize> {
    let slice = words.get(start..end)?;
    let noun = |word: &Word<'_>| word.is_word() && is_noun(&word.lower());
    let found = slice.iter().rposition(noun).or_else(|| slice.iter().rposition(Word::is_word));
    found.map(|at| start + at)
}

fn modifiers(words: &[Word<'_>], keep: impl Fn(&Word<'_>) -> bool) -> Vec<String> {
    let kept = words.iter().filter(|word| word.is_word() && keep(word)).map(Word::lower);
    kept.filter(|word| !lexicon().is_weak_modifier(word)).collect()
}

fn is_plural(head: &str) -> bool {
    let lexicon = lexicon();
    if lexicon.role(head).is_some() || lexicon.is_organization(head) || lexicon.document(head).is_some() {
        return false;
    }
    let listed =
        lexicon.is_group(head) || lexicon.singular_role(head).is_some() || lexicon.is_plural_organization(head);
    listed || (head.ends_with('s') && !head.ends_with("ss") && !head.ends_with("us"))
}

/// `the team`: many people, one word.
fn is_collective(head: &str) -> bool {
    lexicon().is_group(head) && lexicon().singular_role(head).is_none() && head != "people"
}

fn category(head: &str, before: Option<&Word<'_>>, determiner: Determiner) -> Category {
    let lexicon = lexicon();
    let plural = is_plural(head);
    if before.is_some_and(|before| lexicon.is_known(&format!("{} {head}", before.lower()))) {
        return Category::Organization;
    }
    if lexicon.role(head).is_some() {
        return Category::Person;
    }
    if lexicon.document(head).is_some() {
        return Category::Document;
    }
    if plural {
        return Category::Group;
    }
    if lexicon.is_organization(head) {
        return Category::Organization;
    }
    if lexicon.demonym(head).is_some() && !sounds_human(head) {
        return Category::Group;
    }
    let owned = matches!(determiner, Determiner::Possessive(Some(_)));
    if owned || sounds_human(head) { Category::Person } else { Category::Unknown }
}

/// Whether a noun that no list has ends like one for a person.
pub(super) fn sounds_human(head: &str) -> bool {
    let endings = ["er", "or", "ist", "ian", "man", "woman", "person", "ee", "eer", "ant", "ess", "ster", "smith"];
    head.len() > 3 && endings.iter().any(|ending| head.ends_with(ending))
}
