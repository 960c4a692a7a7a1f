//! A source as a mention: pronoun, name, description, or several of them together.

use std::ops::Range;

use super::lexicon::{Number, facts, is_known};
use super::name::{BEFORE, KNOWN, Name, Named, capital_run, names_people, split};
use super::nominal::{Determiner, Nominal, nominal};
use super::pronoun::Pronoun;
use super::words::{Shape, Word};

/// What a source says about the entity behind it.
#[derive(Clone, Debug)]
pub(super) enum Mention<'a> {
    Pronoun(Pronoun),
    /// `one of them`, and how many of them speak.
    Part(Number),
    /// A name, with what is said of it before and after.
    Name(Name, Vec<Nominal<'a>>),
    Nominal(Nominal<'a>),
    /// `A and B`, `A, B and C`.
    Several(Box<[(Range<usize>, Mention<'a>)]>),
    /// `Q`, `A`, initials of a turn, `@somebody`, or nothing that can be read.
    Label,
}

/// Words of a source that are read.
const LONGEST: usize = 80;

/// Reads the source in `range`.
pub(super) fn mention<'a>(words: &'a [Word<'_>], range: Range<usize>) -> Mention<'a> {
    let range = strip(words, range.start..range.end.min(range.start + LONGEST));
    let slice = words.get(range.clone()).unwrap_or_default();
    if let Some(pronoun) = sole_pronoun(slice) {
        return pronoun;
    }
    let label = |word: &Word<'_>| matches!(word.text, "Q" | "A") || word.text.starts_with('@');
    if slice.len() == 1 && (slice.iter().all(label) || is_turn(words, &range)) {
        return Mention::Label;
    }
    let known = || known_number(words, &range).map(|name| Mention::Name(name, Vec::new()));
    let found = several(words, &range).or_else(known).or_else(|| phrase(words, range.clone()));
    found.unwrap_or(Mention::Label)
}

/// `Number 10`.
fn known_number(words: &[Word<'_>], range: &Range<usize>) -> Option<Name> {
    let [word, number] = words.get(range.clone())? else {
        return None;
    };
    let known = number.shape == Shape::Number && is_known(&[word.lower(), " ", number.lower()].concat());
    let (titles, named) = (range.start..range.start, Named::Organization);
    known.then(|| Name { words: range.clone(), titles, named, reason: KNOWN })
}

/// `JK:` at the head of a line.
fn is_turn(words: &[Word<'_>], range: &Range<usize>) -> bool {
    let Some(word) = words.get(range.start) else {
        return false;
    };
    let line = range.start.checked_sub(1).and_then(|at| words.get(at)).map(|word| word.line);
    let colon = words.get(range.end).is_some_and(|next| next.is(":"));
    let role = word.facts.role.is_some() || word.office().is_some();
    colon && !role && line != Some(word.line) && word.is_acronym() && word.text.chars().count() < 4
}

/// Leaves out punctuation around the source, a possessive ending, and `himself`.
fn strip(words: &[Word<'_>], range: Range<usize>) -> Range<usize> {
    let outside = |word: &Word<'_>| matches!(word.shape, Shape::Punctuation | Shape::Possessive);
    let slice = words.get(range.clone()).unwrap_or_default();
    let head = slice.iter().take_while(|word| outside(word)).count();
    let own = |word: &Word<'_>| matches!(word.text, "himself" | "herself" | "itself" | "themselves");
    let slice = slice.split_last().filter(|(last, rest)| own(last) && !rest.is_empty()).map_or(slice, |(_, rest)| rest);
    let tail = range.len() - slice.len() + slice.iter().rev().take_while(|word| outside(word)).count();
    range.start + head..range.end.saturating_sub(tail).max(range.start + head)
}

fn sole_pronoun<'a>(slice: &'a [Word<'_>]) -> Option<Mention<'a>> {
    let (last, before) = slice.split_last()?;
    if let [some, preposition, _] = slice
        && (preposition.is("in") && counts(some) && counts(last))
    {
        return Some(Mention::Part(Number::Many));
    }
    if let (true, None, Some(number)) = (before.is_empty(), last.facts.pronoun, last.facts.quantity) {
        return Some(Mention::Part(number));
    }
    let pronoun = last.facts.pronoun?;
    let quantity = before.split_last().filter(|(of, _)| of.is("of")).and_then(|(_, before)| before.last());
    match (quantity.map(Word::lower), before.is_empty()) {
        (None, true) => Some(Mention::Pronoun(pronoun)),
        (Some("all" | "both" | "each" | "none" | "neither"), _) => Some(Mention::Pronoun(pronoun)),
        (Some(quantity), _) => Some(Mention::Part(facts(quantity).quantity.unwrap_or(Number::One))),
        _ => None,
    }
}

/// `six` or `10`.
fn counts(word: &Word<'_>) -> bool {
    word.shape == Shape::Number || word.facts.quantity.is_some()
}

/// `A and B`, `A, B and C`: names or descriptions of their own.
fn several<'a>(words: &'a [Word<'_>], range: &Range<usize>) -> Option<Mention<'a>> {
    let and = range.clone().find(|at| is_and(words, range, *at))?;
    let right = and + 1..range.end;
    let left = after_plural_role(words, &(range.start..and)).unwrap_or(range.start..and);
    let slice = words.get(left.clone())?;
    let relative = slice.iter().any(|word| word.facts.pronoun == Some(Pronoun::Relative));
    let comma = slice.iter().any(|word| word.is(","));
    let one = stands_alone(words, &left)?;
    let other = stands_alone(words, &right)?;
    let people = [&one, &other].iter().all(|mention| is_person(mention));
    if relative || (comma && !people) {
        return None;
    }
    let mut members = listed(words, &left).unwrap_or_else(|| vec![(left, one)]);
    members.push((right, other));
    Some(Mention::Several(members.into_boxed_slice()))
}

/// The people of `A, B`, each a name and nothing else.
fn listed<'a>(words: &'a [Word<'_>], range: &Range<usize>) -> Option<Vec<(Range<usize>, Mention<'a>)>> {
    let person = |chunk: Range<usize>| {
        let mention = stands_alone(words, &chunk).filter(is_person)?;
        let whole = matches!(&mention, Mention::Name(name, _) if name.words.end == chunk.end);
        whole.then_some((chunk, mention))
    };
    let chunks = chunks(words, range);
    (chunks.len() > 1).then(|| chunks.into_iter().map(person).collect()).flatten()
}

/// The names alone in `Economists Brigid Fallon`, `the brothers, Jan`: a plural before them belongs to all of them.
fn after_plural_role(words: &[Word<'_>], left: &Range<usize>) -> Option<Range<usize>> {
    let comma = |at: usize| words.get(at).is_some_and(|word| word.is(","));
    let first = left.clone().find(|at| comma(*at)).unwrap_or(left.end);
    let role = |at: &usize| words.get(*at).is_some_and(|word| word.facts.roles.is_some()) || names_people(words, *at);
    let role = (left.start..first).rev().find(role)?;
    let start = role + 1 + usize::from(comma(role + 1));
    let name = capital_run(words, start);
    (!name.is_empty() && (name.end == left.end || comma(name.end))).then_some(start..left.end)
}

/// Whether the word at `at` is an `and` between two, and not inside one name.
fn is_and(words: &[Word<'_>], range: &Range<usize>, at: usize) -> bool {
    let and = words.get(at).is_some_and(|word| word.is("and") || word.is("&"));
    and && !range.clone().take_while(|start| *start < at).any(|start| capital_run(words, start).end > at)
}

fn is_person(mention: &Mention<'_>) -> bool {
    match mention {
        Mention::Name(name, _) => {
            name.named == Named::Person || (name.named == Named::PerhapsPerson && name.words.len() > 1)
        }
        _ => false,
    }
}

/// The mention in `range` if it could be a source by itself.
fn stands_alone<'a>(words: &'a [Word<'_>], range: &Range<usize>) -> Option<Mention<'a>> {
    let slice = words.get(range.clone())?;
    let opened = slice.first().is_some_and(|word| is_determiner(word.lower()));
    match phrase(words, strip(words, range.clone()))? {
        Mention::Name(name, nominals) if name.words.start < range.start + SHORT => Some(Mention::Name(name, nominals)),
        Mention::Nominal(nominal) if opened || nominal.number != Number::One => Some(Mention::Nominal(nominal)),
        _ => None,
    }
}

/// Words before the name of one of several, at most.
const SHORT: usize = 8;

fn is_determiner(word: &str) -> bool {
    matches!(word, "the" | "a" | "an") || Pronoun::is_possessive(word)
}

/// Reads a name or a description, with the appositions around it.
fn phrase<'a>(words: &'a [Word<'_>], range: Range<usize>) -> Option<Mention<'a>> {
    let mut nominals: Vec<Nominal<'_>> = Vec::new();
    let mut found: Option<Name> = None;
    for chunk in chunks(words, &range) {
        let name = chunk_name(words, &chunk).filter(|name| found.is_none() && may_name(name, nominals.first()));
        let described = name.as_ref().map_or(chunk.clone(), |name| chunk.start..name.titles.start);
        if name.is_some() || found.is_some() || nominals.is_empty() {
            nominals
                .extend(nominal(words, described).filter(|_| chunk.start == range.start || !is_number(words, &chunk)));
        }
        found = found.or(name);
    }
    match found {
        Some(name) => {
            let before = name.titles.start.checked_sub(1).and_then(|at| words.get(at));
            let owned = before.is_some_and(|word| word.shape == Shape::Possessive);
            let name = if owned { name } else { by_role(name, &nominals) };
            Some(Mention::Name(name, nominals))
        }
        None => nominals.into_iter().next().map(|first| Mention::Nominal(Nominal { words: range, ..first })),
    }
}

/// A name that a description introduces: `the mediator, Kaarina Lehtovirta`.
fn may_name(name: &Name, before: Option<&Nominal<'_>>) -> bool {
    before.is_none_or(|nominal| nominal.number == Number::One && name.named != Named::Place)
}

/// `its rival`: of a body, mostly.
const OF_BODY: Determiner = Determiner::Possessive(Some(Pronoun::It));

/// `the trade union Kovo-Metal` is no person, nor is `its rival Havstrøm`.
fn by_role(mut name: Name, nominals: &[Nominal<'_>]) -> Name {
    let short = name.words.len() == 1;
    let rival = |nominal: &Nominal<'_>| short && nominal.facts.organization && nominal.determiner == OF_BODY;
    let body = |nominal: &Nominal<'_>| nominal.category == super::Category::Organization || rival(nominal);
    let organization = nominals.first().is_some_and(body);
    let before = nominals.first().is_some_and(|nominal| nominal.words.start < name.words.start);
    if organization && before && name.named == Named::PerhapsPerson {
        name.named = Named::Organization;
        name.reason = BEFORE;
    }
    name
}

fn is_number(words: &[Word<'_>], chunk: &Range<usize>) -> bool {
    words.get(chunk.start).is_some_and(|word| word.shape == Shape::Number)
}

/// The parts of a source between commas and brackets, up to a relative clause.
fn chunks(words: &[Word<'_>], range: &Range<usize>) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        let Some(word) = words.get(at) else {
            break;
        };
        if at == start && at > range.start && word.facts.pronoun == Some(Pronoun::Relative) {
            return chunks;
        }
        if matches!(word.text, "," | "(" | ")" | "—" | "–" | ";") {
            chunks.push(start..at);
            start = at + 1;
        }
    }
    chunks.push(start..range.end);
    chunks.retain(|chunk| !chunk.is_empty());
    chunks
}

/// The name that ends the head of a chunk, with its titles.
fn chunk_name(words: &[Word<'_>], chunk: &Range<usize>) -> Option<Name> {
    let mut at = chunk.start;
    while at < chunk.end {
        let run = capital_run(words, at);
        if run.is_empty() {
            if at > chunk.start && words.get(at)?.facts.postmodifier {
                return late_name(words, at, chunk);
            }
            at += 1;
            continue;
        }
        let run = run.start..run.end.min(chunk.end);
        if ends_head(words, run.end, chunk.end) {
            return split(words, run);
        }
        at = run.end;
    }
    None
}

/// The name that ends a chunk after a role and what it is for: `special envoy for the Lake Basin | Ibrahima Sarr`.
fn late_name(words: &[Word<'_>], of: usize, chunk: &Range<usize>) -> Option<Name> {
    let role = words.get(of.checked_sub(1)?)?.facts.role.is_some();
    let bare = words.get(chunk.start).is_some_and(|word| !is_determiner(word.lower()));
    let run = (of + 1..chunk.end).map(|at| capital_run(words, at)).find(|run| run.end >= chunk.end)?;
    let given = run.clone().skip(1).find(|at| words.get(*at).is_some_and(|word| word.facts.given))?;
    split(words, given..chunk.end).filter(|name| role && bare && name.words.len() > 1)
}

/// Whether the head of a chunk is over at `at`.
fn ends_head(words: &[Word<'_>], at: usize, end: usize) -> bool {
    at >= end || words.get(at).is_none_or(|word| word.is_word() && word.facts.postmodifier)
}
