//! Names: where they stand, what titles they carry, what they name.

use std::borrow::Cow;
use std::ops::Range;
use std::slice::from_ref;

use super::lexicon::{NOTHING, is_known, place};
use super::nominal::sounds_human;
use super::words::{Shape, Word};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Person,
    /// Two or more capitalised words that nothing else tells about.
    PerhapsPerson,
    Organization,
    /// A country, state or city, or its seat of government.
    Place,
    /// A name after `in` that no list has.
    PerhapsPlace,
}

/// A name in the text, as ranges of words.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// The name alone.
    pub(super) words: Range<usize>,
    /// The titles and roles right before it; empty if there are none.
    pub(super) titles: Range<usize>,
    pub(super) named: Named,
    /// What tells it, in words.
    pub(super) reason: &'static str,
}

/// Words that a run of capitals may hold, at most.
const LONGEST: usize = 12;

/// The run of capitalised words that begins at `at`, particles, nicknames and `of` phrases inside.
pub(super) fn capital_run(words: &[Word<'_>], at: usize) -> Range<usize> {
    let mut end = at;
    while end < at + LONGEST && joins(words, at, end) {
        end = match link(words, at, end) {
            0 => break,
            taken => end + taken,
        };
    }
    at..end
}

/// Whether the word at `end` stands close enough to the run `at..end`.
fn joins(words: &[Word<'_>], at: usize, end: usize) -> bool {
    let (Some(first), Some(word)) = (words.get(at), words.get(end)) else {
        return false;
    };
    first.line == word.line && (end == at || !word.opens || word.shape == Shape::Mark)
}

/// Words at `end` that go on with the run that began at `at`.
fn link(words: &[Word<'_>], at: usize, end: usize) -> usize {
    let Some(word) = words.get(end) else {
        return 0;
    };
    if is_name_word(word) {
        let after_given = end > at && words.get(end - 1).is_some_and(is_given);
        return usize::from(end == at || !word.facts.opener || is_given(word) || after_given);
    }
    if end == at {
        return 0;
    }
    particles(words, end)
        .or_else(|| plural_possessive(words, end))
        .or_else(|| nickname(words, end))
        .or_else(|| of_phrase(words, at, end))
        .or_else(|| and_phrase(words, at, end))
        .unwrap_or(0)
}

fn is_name_word(word: &Word<'_>) -> bool {
    word.is_capital() && !word.is("I")
}

fn is_given(word: &Word<'_>) -> bool {
    word.facts.given
}

fn capital_at(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|word| is_name_word(word) && !word.opens)
}

fn particles(words: &[Word<'_>], at: usize) -> Option<usize> {
    let particle = |at: usize| words.get(at).is_some_and(|word| word.facts.particle);
    let count = (0..3).take_while(|step| particle(at + step)).count();
    let ampersand = usize::from(words.get(at).is_some_and(|word| word.is("&")));
    let taken = count.max(ampersand);
    (taken > 0 && capital_at(words, at + taken)).then_some(taken + 1)
}

/// `Pensioners’ Party`, `Women’s Institute`, `St Mary’s Hospital`: the possessive belongs to the name of a body.
fn plural_possessive(words: &[Word<'_>], at: usize) -> Option<usize> {
    let possessive = words.get(at).filter(|word| word.shape == Shape::Possessive)?;
    let owner = words.get(at.checked_sub(1)?)?;
    let saint =
        at.checked_sub(2).and_then(|at| words.get(at)).is_some_and(|word| matches!(word.text, "St" | "St." | "Saint"));
    let several = matches!(owner.text, "Women" | "Men" | "Children" | "People");
    let several = several || saint || possessive.text.chars().count() == 1;
    let body = words.get(at + 1..words.len().min(at + 5))?.iter().take_while(|word| is_name_word(word) && !word.opens);
    let closed = body.clone().position(|word| word.facts.suffix || word.facts.organization)?;
    (several && owner.facts.place.is_none() && (saint || !owner.facts.given)).then_some(closed + 2)
}

/// `“Mimi”` between two parts of a name.
fn nickname(words: &[Word<'_>], at: usize) -> Option<usize> {
    let is_mark = |at: usize| words.get(at).is_some_and(|word| word.shape == Shape::Mark);
    let close = (at + 2..at + 4).find(|close| is_mark(*close))?;
    let inside = words.get(at + 1..close)?.iter().all(is_name_word);
    let goes_on = words.get(close + 1).is_some_and(is_name_word);
    let attached = words.get(close - 1)?.span.end == words.get(close)?.span.start;
    (is_mark(at) && inside && goes_on && attached).then_some(close + 2 - at)
}

/// `of the European Council` after a title or a word for an organization.
fn of_phrase(words: &[Word<'_>], at: usize, end: usize) -> Option<usize> {
    let of = words.get(end)?;
    let last = words.get(end.checked_sub(1)?)?;
    let heads = last.facts.organization || last.facts.suffix || last.facts.role.is_some();
    let members = of.is("for") && last.facts.roles.is_some() && !last.opens;
    let person = words.get(at..end)?.iter().any(is_given);
    if !matches!(of.text, "of" | "for" | "on") || !(heads || members) || person {
        return None;
    }
    let the = usize::from(words.get(end + 1).is_some_and(|word| word.is("the")));
    let goes_on = words.get(end + 1 + the).is_some_and(|word| !word.facts.opener);
    (goes_on && capital_at(words, end + 1 + the)).then_some(2 + the)
}

/// `the Securities and Exchange Commission`: one body, not two.
fn and_phrase(words: &[Word<'_>], at: usize, end: usize) -> Option<usize> {
    let and = words.get(end).is_some_and(|word| word.is("and")) && capital_at(words, end + 1);
    let article = words.get(at.saturating_sub(3)..at)?.iter().any(|word| matches!(word.text, "the" | "The"));
    let suffix = |word: &Word<'_>| word.facts.suffix;
    let before = words.get(at..end)?;
    let closed = before.len() > 1 && before.last().is_some_and(suffix);
    if !and || !article || closed || before.iter().any(is_given) {
        return None;
    }
    let after = words.get(end + 1..words.len().min(end + 5))?;
    let close = after.iter().take_while(|word| is_name_word(word) && !word.opens).position(suffix)?;
    Some(close + 2)
}

/// Splits a run of capitals into titles and a name, and says what it names; none if no name is left.
pub(super) fn split(words: &[Word<'_>], run: Range<usize>) -> Option<Name> {
    let run = before_person(words, trim(words, run));
    let cut = title_end(words, &run);
    let name = strip_after(words, cut..run.end);
    let head = words.get(name.start)?;
    let short = |word: &Word<'_>| word.text.len() < 2 || (word.text.len() < 3 && (word.opens || word.is_acronym()));
    let short = |word: &Word<'_>| short(word) && !is_known_body(from_ref(word));
    let weak = |word: &Word<'_>| short(word) || word.facts.opener || is_common(words, word, &run);
    if name.is_empty() || (name.len() == 1 && weak(head)) {
        return None;
    }
    let titles = run.start..cut;
    let (named, reason) = classify(words, &name, &titles);
    Some(Name { words: name, titles, named, reason })
}

/// `the Washington Post | Trump said`: a known organization ends before the one word after it, which is no noun of its own.
fn before_person(words: &[Word<'_>], run: Range<usize>) -> Range<usize> {
    let Some((last, body)) = words.get(run.clone()).and_then(<[Word<'_>]>::split_last) else {
        return run;
    };
    let noun = last.facts.is_noun() || last.facts.suffix || last.facts.title || last.facts.after_name;
    let cut = body.len() > 1 && !noun && is_known_body(body);
    run.start..run.end - usize::from(cut)
}

/// Whether a word that stands alone is a noun and no name.
fn is_common(words: &[Word<'_>], word: &Word<'_>, run: &Range<usize>) -> bool {
    let facts = word.facts;
    let noun = (facts.role.is_some() || facts.group || facts.title) && !facts.given;
    let thing = word.opens && (facts.organization || facts.document.is_some());
    let several = word.opens && (facts.roles.is_some() || facts.organizations || names_people(words, run.start));
    let people = facts.demonym.or(facts.demonyms).is_some() && facts.place.is_none();
    run.len() == 1 && (noun || thing || several || people) && !is_known_body(from_ref(word))
}

/// `Lichenologists`, `Quilters in Leeds`: a plural that no list has, with an ending of nouns for people. Family names have the
/// shorter ones too.
pub(super) fn names_people(words: &[Word<'_>], at: usize) -> bool {
    let Some(word) = words.get(at).filter(|word| *word.facts == *NOTHING) else {
        return false;
    };
    let goes_on =
        words.get(at + 1).is_some_and(|next| matches!(next.text, "at" | "in" | "from" | "of" | "on" | "with"));
    let one = word.lower().strip_suffix('s').filter(|one| one.len() > 4);
    one.is_some_and(|one| {
        ["ist", "ian", "grapher"].iter().any(|end| one.ends_with(end)) || (goes_on && sounds_human(one))
    })
}

/// Leaves out words at the head of a sentence and days that are no part of the name.
fn trim(words: &[Word<'_>], run: Range<usize>) -> Range<usize> {
    let opener = |word: &Word<'_>| (word.opens || !is_given(word)) && word.facts.opener;
    let slice = words.get(run.clone()).unwrap_or_default();
    let skipped = slice.iter().take_while(|word| opener(word)).count();
    run.start + skipped..run.end
}

/// Leaves out letters after the name (`SC`, `MP`, `Jr.`).
fn strip_after(words: &[Word<'_>], name: Range<usize>) -> Range<usize> {
    let mut end = name.end;
    while end > name.start + 1 && words.get(end - 1).is_some_and(|word| word.facts.after_name) {
        end -= 1;
    }
    name.start..end
}

/// Where the titles at the head of `run` end.
fn title_end(words: &[Word<'_>], run: &Range<usize>) -> usize {
    let last = run.clone().rev().find(|&at| at + 1 < run.end && ends_title(words, at, run));
    let Some(last) = last else {
        return run.start + usize::from(opens_with_adjective(words, run));
    };
    let is = |at: usize, text: &str| words.get(at).is_some_and(|word| word.is(text));
    if is(last + 1, "of") || is(last + 1, "for") {
        return portfolio_end(words, last + 2 + usize::from(is(last + 2, "the")), run.end);
    }
    last + 1
}

fn ends_title(words: &[Word<'_>], at: usize, run: &Range<usize>) -> bool {
    let Some(word) = words.get(at) else {
        return false;
    };
    let second =
        word.facts.second_title && at > run.start && words.get(at - 1).is_some_and(|before| before.facts.title);
    let title = word.facts.title || word.facts.role.is_some() || word.office().is_some() || second;
    let before_given = words.get(at + 1).is_some_and(is_given);
    let after_given = !before_given && words.get(run.start..at).unwrap_or_default().iter().any(is_given);
    title && !after_given && (!is_given(word) || run.end - at > 2) && !names_body(words, at + 1..run.end)
}

/// Whether the last of these words is one that names of organizations end in, and no family name: `Star Lines`.
fn names_body(words: &[Word<'_>], rest: Range<usize>) -> bool {
    let slice = words.get(rest).unwrap_or_default();
    let body = slice.last().is_some_and(|word| word.facts.suffix);
    let of = slice.first().is_some_and(|word| !word.is_capital());
    body && !of && !(slice.len() == 2 && slice.first().is_some_and(is_given))
}

/// `Embattled Maria Silva`: a word that only the head of a sentence capitalises.
fn opens_with_adjective(words: &[Word<'_>], run: &Range<usize>) -> bool {
    let at = |offset: usize| words.get(run.start + offset);
    let first = at(0).is_some_and(|word| word.opens && !is_given(word) && !word.is_initial());
    run.len() > 2 && first && at(1).is_some_and(is_given)
}

/// Where the words after `of` in a title end: `of Foreign Affairs | Sergey Lavrov`.
fn portfolio_end(words: &[Word<'_>], start: usize, end: usize) -> usize {
    let belongs = |word: &Word<'_>| word.facts.portfolio || word.facts.place.is_some() || !word.is_capital();
    let count = words.get(start..end).unwrap_or_default().iter().take_while(|word| belongs(word)).count();
    if count == 0 { end } else { start + count }
}

/// What `name` names, going by its words and the titles before it, and what tells it.
fn classify(words: &[Word<'_>], name: &Range<usize>, titles: &Range<usize>) -> (Named, &'static str) {
    let slice = words.get(name.clone()).unwrap_or_default();
    let first_given = slice.first().is_some_and(is_given);
    let body = slice.iter().any(|word| word.facts.suffix || word.is("&"));
    let family_name =
        |word: &Word<'_>| matches!(word.lower(), "church" | "house" | "court" | "guard" | "chamber" | "bank" | "front");
    let noun = slice.last().is_some_and(|word| word.facts.suffix && word.facts.organization && !family_name(word));
    if body && (noun || !(first_given && slice.len() == 2 && !after_article(words, name))) {
        return (Named::Organization, "a word of it is one for organizations");
    }
    if !titles.is_empty() || opened_by_title(words, name) {
        return (Named::Person, "a person by the title or role before the name");
    }
    let joined = lower(slice);
    if place(&joined).is_some() || (slice.len() == 1 && slice.iter().all(|word| word.facts.demonym.is_some())) {
        return (Named::Place, "a place, which stands for its government");
    }
    if first_given && slice.len() > 1 {
        return (Named::Person, "a person by the given name");
    }
    without_given(words, name, first_given)
}

/// What tells an organization that a list names.
pub(super) const KNOWN: &str = "a known organization";

/// What tells an organization by what stands before its name.
pub(super) const BEFORE: &str = "an organization by the noun before the name";

/// Whether a list names this organization; one of two letters only in capitals, since `Ge` is a family name.
fn is_known_body(words: &[Word<'_>]) -> bool {
    match words {
        [word] if word.text.len() < 3 => word.is_acronym() && is_known(word.lower()),
        _ => is_known(&lower(words)),
    }
}

/// What a name names of which no word tells it.
fn without_given(words: &[Word<'_>], name: &Range<usize>, given: bool) -> (Named, &'static str) {
    let slice = words.get(name.clone()).unwrap_or_default();
    if is_known_body(slice) {
        return (Named::Organization, KNOWN);
    }
    if slice.len() == 1 && slice.iter().all(is_abbreviation) {
        return (Named::Organization, "an organization by its capitals");
    }
    if !given && after_noun_for_body(words, name) {
        return (Named::Organization, BEFORE);
    }
    if after_article(words, name) {
        return (Named::Organization, "an organization by the article before the name");
    }
    if !given && after_place_preposition(words, name) {
        return (Named::PerhapsPlace, "perhaps a place: it follows ‘in’");
    }
    let of_place = slice.len() > 1 && slice.iter().any(|word| word.facts.place.or(word.facts.demonym).is_some());
    match given {
        true => (Named::Person, "a person by the given name"),
        false if of_place => (Named::Organization, "an organization by the place in its name"),
        false => (Named::PerhapsPerson, "perhaps a person: only capitals tell it"),
    }
}

/// Whether a role in lower case stands right before the name: `coach Nii Asante`.
fn opened_by_title(words: &[Word<'_>], name: &Range<usize>) -> bool {
    let before = name.start.checked_sub(1).and_then(|at| words.get(at));
    before.is_some_and(|word| word.is_word() && word.facts.role.is_some() && !word.facts.organization)
}

/// `the utility Wodociągi Lublin`.
fn after_noun_for_body(words: &[Word<'_>], name: &Range<usize>) -> bool {
    let before = name.start.checked_sub(1).and_then(|at| words.get(at));
    before.is_some_and(|word| word.shape == Shape::Lower && word.facts.organization && word.facts.role.is_none())
}

/// `in Eldoret`: what follows is no person.
fn after_place_preposition(words: &[Word<'_>], name: &Range<usize>) -> bool {
    let before = name.start.checked_sub(1).and_then(|at| words.get(at));
    before.is_some_and(|word| matches!(word.text, "in" | "In" | "near" | "Near" | "outside" | "Outside" | "across"))
}

/// `PTC`, `S.E.C.`, `PolitiFact`.
fn is_abbreviation(word: &Word<'_>) -> bool {
    let letters = word.text.chars().filter(|letter| letter.is_alphabetic()).count();
    let camel = word.text.chars().skip(1).any(char::is_uppercase);
    let name = ["Mc", "Mac", "O’", "O'", "De", "Le", "La", "Du", "Di"].iter().any(|start| word.text.starts_with(start));
    (word.is_acronym() && letters < 6)
        || (camel && !word.is_acronym() && !name && !word.text.contains(['-', '’', '\'']))
}

fn after_article(words: &[Word<'_>], name: &Range<usize>) -> bool {
    let before = name.start.checked_sub(1).and_then(|at| words.get(at));
    before.is_some_and(|word| matches!(word.text, "the" | "The"))
}

fn lower<'a>(words: &[Word<'a>]) -> Cow<'a, str> {
    match words {
        [word] => Cow::Borrowed(word.lower()),
        _ => Cow::Owned(words.iter().map(Word::lower).collect::<Vec<_>>().join(" ")),
    }
}
