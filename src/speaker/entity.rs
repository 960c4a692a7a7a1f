//! Entities: who can be behind a source, and what the text tells about them.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Category;
use super::lexicon::{Facts, Gender, NOTHING, facts, place};
use super::name::{Name, Named};
use super::nominal::{Nominal, Trait};
use super::pronoun::Pronoun;
use super::words::Word;

/// Somebody or something that the text refers to.
#[derive(Clone, Debug, Default)]
pub(super) struct Entity<'a> {
    /// The fullest name, or the first description.
    pub(super) label: String,
    /// Whether the label is the name of a place.
    pub(super) is_place: bool,
    /// Words of the fullest name, lower case, without particles.
    pub(super) tokens: Vec<Cow<'a, str>>,
    /// Whether the label is a name.
    pub(super) named: bool,
    pub(super) titles: Vec<String>,
    pub(super) category: Category,
    /// What tells the category, in words.
    pub(super) reason: &'static str,
    /// Words of the fullest name.
    pub(super) fullest: Range<usize>,
    /// Words of the latest reference to it.
    pub(super) latest: Range<usize>,
    /// Whether only two capitals say that it is a person.
    pub(super) perhaps: bool,
    pub(super) several: bool,
    /// Whether a few people speak whom the text does not name.
    pub(super) unnamed: bool,
    /// Nouns that it was called by, lower case, with what the word lists say about them.
    pub(super) heads: Vec<(&'a str, &'static Facts)>,
    /// Every word it was described with.
    pub(super) traits: Vec<Trait<'a>>,
    /// Positive where the text speaks of a woman, negative of a man; 0 where it does not tell.
    pub(super) female: i32,
    /// Years of age, where a number follows the name.
    pub(super) age: Option<u32>,
    /// The organization that it belongs to or speaks for, as the text names it.
    pub(super) affiliation: Option<String>,
    /// Pronouns of sources that were resolved to it.
    pub(super) pronouns: Vec<&'static str>,
    /// Whether it has been a source.
    pub(super) spoke: bool,
}

/// Evidence of gender: a title or noun, a given name, a pronoun that was resolved.
const TOLD: i32 = 8;
const GIVEN: i32 = 3;
const RESOLVED: i32 = 1;

impl<'a> Entity<'a> {
    /// An entity of which only the label is known.
    pub(super) fn labelled(label: String) -> Self {
        let mut entity = Self::default();
        entity.relabel(label);
        entity
    }

    /// Gives it another label.
    pub(super) fn relabel(&mut self, label: String) {
        self.is_place = place(&label.to_lowercase()).is_some();
        self.label = label;
    }

    /// Takes in the gender that a title or noun tells.
    pub(super) fn tell_gender(&mut self, gender: Option<Gender>) {
        self.add_gender(gender, TOLD);
    }

    /// Takes in the gender of a pronoun that was resolved to it.
    pub(super) fn resolve_gender(&mut self, gender: Option<Gender>) {
        if self.female == 0 {
            self.add_gender(gender, RESOLVED);
        }
    }

    /// Whether a title or noun has told its gender.
    pub(super) fn tells_gender(&self) -> bool {
        self.female.abs() >= TOLD
    }

    fn add_gender(&mut self, gender: Option<Gender>, weight: i32) {
        match gender {
            Some(Gender::Female) => self.female += weight,
            Some(Gender::Male) => self.female -= weight,
            None => {}
        }
    }

    /// How well `gender` fits: 8 or 6 well, 4 nothing speaks against it, 1 hardly, 0 not.
    pub(super) fn fits_gender(&self, gender: Option<Gender>) -> u64 {
        let Some(gender) = gender else {
            return 4;
        };
        let sure = self.female.abs() >= GIVEN;
        match (self.female.signum(), gender) {
            (0, _) => 4,
            (1, Gender::Female) | (-1, Gender::Male) => 6 + 2 * u64::from(sure),
            _ => u64::from(!sure),
        }
    }

    /// What speaks for `gender`, and how sure it is.
    pub(super) fn gender_evidence(&self, gender: Option<Gender>) -> &'static str {
        match (gender, self.fits_gender(gender)) {
            (None, _) => "",
            (_, 4) => "nothing tells the gender",
            (_, 0 | 1) => "against a weak sign of gender",
            _ if self.tells_gender() => "a title or noun tells the gender (certain)",
            _ if self.female.abs() >= GIVEN => "most bearers of the given name are addressed so (likely)",
            _ => "an earlier pronoun or the ending of the name fits (weak)",
        }
    }

    /// Whether one of its words means the same as `word`: the word itself, or the same country.
    pub(super) fn has_trait(&self, word: &Trait<'_>) -> bool {
        self.traits.iter().any(|own| own.is_like(word))
    }

    /// Takes in what a description says.
    pub(super) fn describe(&mut self, nominal: &Nominal<'a>, words: &'a [Word<'_>]) {
        self.add_head(nominal.head, nominal.facts);
        if self.category == Category::Person {
            self.tell_gender(nominal.facts.role.and_then(|role| role.gender));
        }
        self.add_traits(words.get(nominal.words.clone()).unwrap_or_default());
    }

    /// Takes in words as traits.
    pub(super) fn add_traits(&mut self, words: &'a [Word<'_>]) {
        for word in words.iter().filter(|word| word.is_word() && !word.facts.opener) {
            self.add_trait(Trait::of(word));
        }
    }

    /// Adds a trait once.
    pub(super) fn add_trait(&mut self, new: Trait<'a>) {
        if self.traits.len() < MOST && self.traits.iter().all(|own| own.word != new.word) {
            self.traits.push(new);
        }
    }

    /// Whether a few people speak and the text names none of them.
    pub(super) fn is_anonymous(&self) -> bool {
        let people = matches!(self.category, Category::Person | Category::Group);
        people && !self.named && self.unnamed
    }

    /// Adds a noun that it was called by, once; whether it is new.
    pub(super) fn add_head(&mut self, noun: &'a str, facts: &'static Facts) -> bool {
        let new = self.heads.len() < MOST && !self.is_called(noun);
        if new {
            self.heads.push((noun, facts));
        }
        new
    }

    /// Whether it was called by this noun.
    pub(super) fn is_called(&self, noun: &str) -> bool {
        self.heads.iter().any(|(head, _)| *head == noun)
    }

    /// Adds a title once.
    pub(super) fn add_title(&mut self, title: String) {
        if !title.is_empty() && self.titles.len() < MOST && !self.titles.contains(&title) {
            self.titles.push(title);
        }
    }

    /// Whether only a source has told its gender, and by the other pronoun.
    pub(super) fn was_called_otherwise(&self, pronoun: Pronoun) -> bool {
        let other = if pronoun == Pronoun::He { "she" } else { "he" };
        self.female.abs() < GIVEN && self.pronouns.contains(&other) && pronoun.gender().is_some()
    }

    /// The classes of nouns that may stand for it.
    pub(super) fn classes(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.heads.iter().filter_map(|(_, facts)| facts.class().or(facts.roles.map(|role| role.class)))
    }
}

/// Heads, titles and traits that one entity keeps, so that no text makes it slow.
const MOST: usize = 40;

/// Entities and an index of their names.
#[derive(Debug, Default)]
pub(super) struct Registry<'a> {
    pub(super) entities: Vec<Entity<'a>>,
    by_word: FxHashMap<Cow<'a, str>, Vec<usize>>,
    by_initials: FxHashMap<String, usize>,
    /// Persons by their initials, lower case.
    pub(super) persons: FxHashMap<String, usize>,
    by_name: FxHashMap<String, usize>,
    /// What chose the entity of a name among others, by the first word of the name.
    pub(super) chosen: FxHashMap<usize, &'static str>,
}

/// What chose an entity by the initials of its name.
pub(super) const INITIALS: &str = "its initials";

/// Candidates of one name that are looked at.
const CANDIDATES: usize = 16;

impl<'a> Registry<'a> {
    /// The entity of exactly this name.
    pub(super) fn known(&self, name: &str) -> Option<usize> {
        self.by_name.get(&name.to_lowercase()).copied()
    }

    /// The latest entities with this word in their name, lower case.
    pub(super) fn called(&self, word: &str) -> impl Iterator<Item = usize> + '_ {
        self.by_word.get(word).into_iter().flatten().rev().take(CANDIDATES).copied()
    }

    /// Adds an entity.
    pub(super) fn add(&mut self, entity: Entity<'a>) -> usize {
        self.entities.push(entity);
        self.entities.len() - 1
    }

    /// The entity that `name` names, made where there is none; `near` is the entity named last.
    pub(super) fn name(&mut self, words: &'a [Word<'_>], name: &Name, near: Option<usize>) -> usize {
        let tokens = tokens(words, name);
        let gender = words.get(name.titles.clone()).unwrap_or_default().iter();
        let own = words.get(name.words.end).filter(|word| matches!(word.text, "himself" | "herself"));
        let own = own.and_then(|word| word.facts.pronoun).and_then(Pronoun::gender);
        let gender = gender.filter_map(|title| title.facts.title_gender).next().or(own);
        let joined = tokens.join(" ");
        let known = self.by_name.get(&joined).copied().filter(|_| tokens.len() > 1);
        let found = known.map(|entity| (entity, "")).or_else(|| self.find(words, &tokens, name, gender, near));
        let (entity, chosen) = found.unwrap_or_else(|| (self.add(Entity::default()), ""));
        self.chosen.insert(name.words.start, chosen);
        self.by_name.insert(joined, entity);
        self.learn(entity, words, name, tokens);
        if let Some(entity) = self.entities.get_mut(entity) {
            entity.tell_gender(gender);
        }
        entity
    }

    fn find(
        &self,
        words: &[Word<'_>],
        tokens: &[Cow<'_, str>],
        name: &Name,
        gender: Option<Gender>,
        near: Option<usize>,
    ) -> Option<(usize, &'static str)> {
        let last = tokens.last()?;
        let letters = tokens.iter().all(|token| token.len() < 3);
        let joined = if letters { Cow::Owned(tokens.concat()) } else { Cow::Borrowed(last.as_ref()) };
        let initials = self.by_initials.get(joined.as_ref()).copied().filter(|_| letters || tokens.len() == 1);
        let word = if self.by_word.contains_key(last) { last } else { tokens.first()? };
        let candidates = self.called(word);
        let rank =
            |entity: usize| self.rank(words, entity, tokens, name, gender).map(|rank| (rank, near == Some(entity)));
        let mut count = 0;
        let ranked = candidates.filter_map(|entity| rank(entity).map(|rank| (rank, entity)));
        let best = ranked.inspect(|_| count += 1);
        // The first of equals in this order is the one named last.
        let best = best.fold(None, |best: Option<((i32, bool), usize)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        });
        let chosen = if count > 1 { "fits best of several of that name" } else { "no other of that name" };
        best.map(|(_, entity)| (entity, chosen)).or(initials.map(|entity| (entity, INITIALS)))
    }

    /// How well an entity fits a name that shares a word with it; none if it does not.
    fn rank(
        &self,
        words: &[Word<'_>],
        entity: usize,
        tokens: &[Cow<'_, str>],
        name: &Name,
        gender: Option<Gender>,
    ) -> Option<i32> {
        let person = self.entities.get(entity).filter(|entity| entity.fits_gender(gender) > 0)?;
        let own = person.tokens.as_slice();
        let shouted = words_are_capitals(name, words);
        let sure_mismatch = |named: Named| match named {
            Named::Organization if shouted => false,
            Named::Person => person.category == Category::Organization,
            Named::Organization => person.category == Category::Person && !person.perhaps,
            Named::Place | Named::PerhapsPlace | Named::PerhapsPerson => false,
        };
        if sure_mismatch(name.named) {
            return None;
        }
        let within = |short: &[Cow<'_, str>], long: &[Cow<'_, str>]| short.iter().all(|word| long.contains(word));
        let same_ends = tokens.first() == own.first() && tokens.last() == own.last();
        let subset = within(tokens, own) || within(own, tokens);
        let of_place = person.perhaps && name.named == Named::Organization && own.len() > 1 && tokens.len() > own.len();
        if of_place || (!subset && !same_ends) {
            return None;
        }
        let family = i32::from(own.last() == tokens.last());
        let shown = person.fits_gender(gender) as i32;
        Some(family * 4 + shown + i32::from(!person.perhaps))
    }

    /// Takes in a name: the fullest one becomes the label.
    fn learn(&mut self, entity: usize, words: &'a [Word<'_>], name: &Name, tokens: Vec<Cow<'a, str>>) {
        for token in &tokens {
            let list = self.by_word.entry(token.clone()).or_default();
            if list.last() != Some(&entity) {
                list.push(entity);
            }
        }
        if let Some(record) = self.entities.get_mut(entity) {
            let fuller = tokens.len() > record.tokens.len() && !record.strays(&tokens);
            record.learn(words, name, fuller);
            let list = match record.category {
                Category::Organization => &mut self.by_initials,
                _ => &mut self.persons,
            };
            if fuller {
                list.insert(initials(words, name), entity);
                record.tokens = tokens;
            }
        }
    }
}

impl<'a> Entity<'a> {
    fn learn(&mut self, words: &'a [Word<'_>], name: &Name, fuller: bool) {
        if fuller || !self.named {
            self.relabel(label(words, name));
            self.fullest = name.words.clone();
            self.categorize(name.named, name.reason);
            self.named = true;
            if let Some(first) = words.get(name.words.start).filter(|_| self.category == Category::Person) {
                self.guess_gender(first.lower());
            }
        } else if name.named == Named::Person {
            self.categorize(Named::Person, name.reason);
        }
        let titles = words.get(name.titles.clone()).unwrap_or_default();
        self.add_traits(titles);
        self.add_traits(words.get(name.words.clone()).unwrap_or_default());
        for title in titles.iter().filter(|title| title.facts.role.is_some()) {
            self.add_head(title.lower(), title.facts);
        }
        for (kind, noun) in titles.iter().filter_map(Word::office).filter_map(|office| office.rsplit_once(' ')) {
            if self.add_head(noun, facts(noun)) {
                self.add_trait(Trait::new(kind, &NOTHING));
            }
        }
    }

    /// Whether a longer name of a person has another word at one end, as a headline gives it.
    fn strays(&self, tokens: &[Cow<'_, str>]) -> bool {
        let own = &self.tokens;
        let person = self.category == Category::Person && own.len() > 1;
        person && (own.first() != tokens.first() || own.last() != tokens.last())
    }

    fn guess_gender(&mut self, given: &str) {
        let told = self.tells_gender();
        if !told && !facts(given).given && given.ends_with('a') {
            self.female += 1;
        } else if !told {
            self.female = 0;
            self.add_gender(facts(given).given_gender, GIVEN);
        }
    }

    fn categorize(&mut self, named: Named, reason: &'static str) {
        let sure = self.named && !self.perhaps;
        match named {
            Named::PerhapsPerson | Named::PerhapsPlace if sure => {}
            Named::Person | Named::PerhapsPerson => {
                self.reason = reason;
                self.category = Category::Person;
                self.perhaps = named == Named::PerhapsPerson;
            }
            Named::Organization | Named::Place | Named::PerhapsPlace => {
                self.reason = reason;
                self.category = Category::Organization;
                self.perhaps = named == Named::PerhapsPlace;
            }
        }
    }
}

/// The words of a name that tell it from others, lower case.
fn tokens<'a>(words: &'a [Word<'_>], name: &Name) -> Vec<Cow<'a, str>> {
    let slice = words.get(name.words.clone()).unwrap_or_default();
    let strong = slice.iter().filter(|word| word.is_word());
    let lower = |word: &'a Word<'_>| match word.lower() {
        curly if curly.contains('’') => Cow::Owned(curly.replace('’', "'")),
        plain => Cow::Borrowed(plain),
    };
    let tokens: Vec<Cow<'a, str>> = strong.filter(|word| !word.facts.particle).map(lower).collect();
    if tokens.is_empty() { slice.iter().map(lower).collect() } else { tokens }
}

fn initials(words: &[Word<'_>], name: &Name) -> String {
    let slice = words.get(name.words.clone()).unwrap_or_default();
    slice
        .iter()
        .filter(|word| word.is_capital())
        .filter_map(|word| word.text.chars().next())
        .collect::<String>()
        .to_lowercase()
}

/// The text of a name with `Jr.` and the like, white space made even.
fn label(words: &[Word<'_>], name: &Name) -> String {
    let generation = |word: &&Word<'_>| matches!(word.text, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "IV");
    let after = words.get(name.words.end..).unwrap_or_default();
    let comma = usize::from(after.first().is_some_and(|word| word.is(",")));
    let suffix = after.get(comma).filter(generation).map_or(0, |_| comma + 1);
    let person = matches!(name.named, Named::Person | Named::PerhapsPerson);
    join(words.get(name.words.start..name.words.end + if person { suffix } else { 0 }).unwrap_or_default())
}

/// The text of neighbouring words, one space where there was any white space.
pub(super) fn join(words: &[Word<'_>]) -> String {
    let mut text = String::with_capacity(words.iter().map(|word| word.clipped().len() + 1).sum());
    let mut end = None;
    for word in words {
        if end.is_some_and(|end| end < word.span.start) {
            text.push(' ');
        }
        text.push_str(word.clipped());
        end = Some(word.span.end);
    }
    text
}

fn words_are_capitals(name: &Name, words: &[Word<'_>]) -> bool {
    words.get(name.words.clone()).unwrap_or_default().iter().all(|word| word.is_acronym() || !word.is_word())
}
