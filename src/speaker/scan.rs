//! Everything in the text that can refer to somebody, in order.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::lexicon::Number;
use super::mention::{Mention, mention};
use super::name::{Name, Named, capital_run, split};
use super::nominal::{Nominal, nominal};
use super::pronoun::Pronoun;
use super::words::{Shape, Word};

/// Something that refers to an entity.
#[derive(Clone, Debug)]
pub(super) enum Reference<'a> {
    /// A source, by its number among the sources.
    Source(usize, Mention<'a>),
    Name(Name),
    /// A name in what is said of a source: `a professor at | the University of Otago`.
    Beside(Name),
    Nominal(Nominal<'a>),
    Pronoun(Pronoun),
}

/// A reference and the words it takes.
#[derive(Clone, Debug)]
pub(super) struct Event<'a> {
    pub(super) words: Range<usize>,
    pub(super) reference: Reference<'a>,
}

/// Finds the references of a text; `sources` are ranges of words in order, `silent` those that name nobody.
pub(super) fn scan<'a>(words: &'a [Word<'_>], sources: &[Range<usize>], silent: &[Range<usize>]) -> Vec<Event<'a>> {
    let mut events = Vec::new();
    let mut pending = sources.iter().cloned().enumerate().peekable();
    let silent = silent_words(words, silent);
    let mut at = 0;
    while at < words.len() {
        let event = match pending.next_if(|(_, range)| range.start <= at) {
            Some((number, range)) => source(words, number, range),
            None => narrative(words, at).filter(|_| silent.get(at) != Some(&true)),
        };
        let mut limit = || pending.peek().map_or(words.len(), |(_, range)| range.start.max(at + 1));
        let Some(event) = event.filter(|event| event.words.end <= limit() || is_source(event)) else {
            at += 1;
            continue;
        };
        at = event.words.end.max(at);
        let beside = beside(words, &event);
        events.push(event);
        events.extend(beside);
    }
    keep_sure(words, events)
}

/// Takes the capitals from the nouns of a Title Set Like This, where they tell nothing.
pub(super) fn quiet_titles(words: &mut [Word<'_>]) {
    for line in words.chunk_by_mut(|one, other| one.line == other.line) {
        if !is_title_case(line) {
            continue;
        }
        let mut after_given = false;
        for word in line {
            if word.is_capital() && word.facts.is_noun() && !after_given && !word.facts.given {
                word.shape = Shape::Lower;
            }
            after_given = word.facts.given;
        }
    }
}

/// For each word whether nothing can be told from it: it names `nobody`, or stands in a Title Set Like This.
fn silent_words(words: &[Word<'_>], nobody: &[Range<usize>]) -> Vec<bool> {
    let mut silent = Vec::with_capacity(words.len());
    for line in words.chunk_by(|one, other| one.line == other.line) {
        silent.resize(silent.len() + line.len(), is_title_case(line));
    }
    for range in nobody {
        silent.get_mut(range.clone()).unwrap_or_default().fill(true);
    }
    silent
}

fn is_title_case(line: &[Word<'_>]) -> bool {
    let mut long = line.iter().filter(|word| word.is_word() && word.text.len() > 4);
    long.clone().nth(3).is_some() && long.all(|word| word.text.starts_with(char::is_uppercase))
}

fn is_source(event: &Event<'_>) -> bool {
    matches!(event.reference, Reference::Source(..))
}

fn source<'a>(words: &'a [Word<'_>], number: usize, range: Range<usize>) -> Option<Event<'a>> {
    let reference = Reference::Source(number, mention(words, range.clone()));
    Some(Event { words: range, reference })
}

/// The names in the description of a source, up to a relative clause.
fn beside<'a>(words: &'a [Word<'_>], event: &Event<'a>) -> Vec<Event<'a>> {
    let from = match &event.reference {
        Reference::Source(_, Mention::Name(name, _)) => name.words.end,
        Reference::Source(_, Mention::Nominal(nominal)) => nominal.words.start,
        _ => return Vec::new(),
    };
    let mut names = Vec::new();
    let mut at = from;
    while at < event.words.end && words.get(at).is_some_and(|word| word.facts.pronoun != Some(Pronoun::Relative)) {
        let run = capital_run(words, at);
        let preposition = at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(opens_beside);
        let owner = words.get(run.end).is_some_and(|word| word.shape == Shape::Possessive);
        let name = split(words, run.start..run.end.min(event.words.end)).filter(|_| preposition || owner);
        at = run.end.max(at + 1);
        names.extend(name.map(|name| Event { words: name.words.clone(), reference: Reference::Beside(name) }));
    }
    names
}

/// Words after which somebody else is named in a description.
fn opens_beside(word: &Word<'_>) -> bool {
    matches!(word.text, "for" | "of" | "at" | "with" | "from" | "the" | "by") || word.facts.organization
}

/// The reference that begins with the word at `at`.
fn narrative<'a>(words: &'a [Word<'_>], at: usize) -> Option<Event<'a>> {
    let word = words.get(at).filter(|word| word.is_word())?;
    let pronoun = word.facts.pronoun;
    if opens_nominal(words, at, word)
        && let Some(nominal) =
            short_nominal(words, at).filter(|nominal| !word.is("that") || nominal.number == Number::One)
    {
        return Some(Event { words: nominal.words.clone(), reference: Reference::Nominal(nominal) });
    }
    if let Some(pronoun) = pronoun.filter(|pronoun| pronoun.subject().is_some() && !word.is_acronym()) {
        return Some(Event { words: at..at + 1, reference: Reference::Pronoun(pronoun) });
    }
    if !word.is_capital() {
        return None;
    }
    let run = capital_run(words, at);
    let end = run.end;
    let name = split(words, run).filter(|name| name.words.end <= end)?;
    Some(Event { words: name.titles.start.min(name.words.start)..name.words.end, reference: Reference::Name(name) })
}

/// Whether a description can begin with this word, and not with the next.
fn opens_nominal(words: &[Word<'_>], at: usize, word: &Word<'_>) -> bool {
    let opens = word.facts.quantity.is_some()
        || word.text.len() < 6 && (is_determiner(word.lower()) || matches!(word.lower(), "this" | "that"));
    opens && !words.get(at + 1).is_some_and(|next| next.text.len() < 6 && is_determiner(next.lower()))
}

fn is_determiner(word: &str) -> bool {
    matches!(word, "the" | "a" | "an") || Pronoun::is_possessive(word)
}

/// Words that a description outside a source may take.
const SHORT: usize = 6;

/// A determiner, a few words and a noun that a list has: `the electoral commission`.
fn short_nominal<'a>(words: &'a [Word<'_>], at: usize) -> Option<Nominal<'a>> {
    let first = words.get(at)?;
    let rest = words.get(at + 1..words.len().min(at + SHORT))?;
    let inside = rest.iter().take_while(|word| word.is_word() && word.line == first.line && !ends_phrase(word)).count();
    let noun = (1..=inside)
        .rev()
        .find(|step| words.get(at + step).is_some_and(|word| !word.is_capital() && word.facts.is_noun()))?;
    nominal(words, at..at + noun + 1)
}

fn ends_phrase(word: &Word<'_>) -> bool {
    word.facts.postmodifier
        || is_determiner(word.lower())
        || matches!(word.text, "and" | "or" | "but" | "is" | "was" | "are" | "were" | "has" | "had" | "have")
}

/// Leaves out single words that only the head of a sentence capitalises.
fn keep_sure<'a>(words: &[Word<'_>], mut events: Vec<Event<'a>>) -> Vec<Event<'a>> {
    let sure: FxHashSet<&str> = events.iter().flat_map(|event| sure_words(words, event)).collect();
    events.retain(|event| match &event.reference {
        Reference::Name(name) => {
            let first = words.get(name.words.start);
            !is_doubtful(words, name) || first.is_some_and(|word| sure.contains(word.text))
        }
        _ => true,
    });
    events
}

fn is_doubtful(words: &[Word<'_>], name: &Name) -> bool {
    let opens = words.get(name.words.start).is_some_and(|word| word.opens);
    opens && !with_another(words, name.words.end) && name.words.len() == 1 && name.named == Named::PerhapsPerson
}

/// `Elspeth and Norman Drury`: a name and another one after it.
fn with_another(words: &[Word<'_>], end: usize) -> bool {
    let and = words.get(end).is_some_and(|word| word.is("and"));
    and && words.get(end + 1).is_some_and(|word| word.is_capital() && word.facts.given)
}

fn sure_words<'t>(words: &[Word<'t>], event: &Event<'_>) -> impl Iterator<Item = &'t str> {
    let name = match &event.reference {
        Reference::Name(name) if !is_doubtful(words, name) => name.words.clone(),
        Reference::Source(_, Mention::Name(name, _)) => name.words.clone(),
        _ => 0..0,
    };
    words.get(name).unwrap_or_default().iter().map(|word| word.text)
}
