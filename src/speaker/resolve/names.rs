//! Names: who they name, what is said around them, several of them together.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Link, Resolver, Source};
use crate::speaker::Category;
use crate::speaker::entity::{Entity, INITIALS, join};
use crate::speaker::evidence::Rule;
use crate::speaker::focus::OTHER;
use crate::speaker::lexicon::{Gender, Number, facts};
use crate::speaker::mention::Mention;
use crate::speaker::name::{Name, Named, capital_run};
use crate::speaker::nominal::{Determiner, Nominal, Trait, sounds_human};
use crate::speaker::pronoun::Pronoun;
use crate::speaker::scan::Reference;
use crate::speaker::words::{Shape, Word};

impl<'a> Resolver<'a, '_> {
    /// Names come first, so that a short name finds a full one that comes later.
    pub(super) fn register_names(&mut self) {
        let names: Vec<&Name> = self.events.iter().flat_map(|event| names_of(&event.reference)).collect();
        let (full, short): (Vec<&Name>, Vec<&Name>) = names.iter().partition(|name| name.words.len() > 1);
        for name in full {
            let entity = self.registry.name(self.words, name, None);
            if let Some(record) = self.registry.entities.get_mut(entity).filter(|record| !record.tells_gender()) {
                record.tell_gender(gender_around(self.words, name));
            }
            if let Some(record) = self.registry.entities.get_mut(entity) {
                record.add_age(age_after(self.words, name));
            }
            self.named.insert(name.words.start, entity);
        }
        let mut latest: FxHashMap<&str, usize> = FxHashMap::default();
        let mut full = self.named.iter().map(|(at, entity)| (*at, *entity)).collect::<Vec<_>>();
        full.sort_unstable();
        let mut full = full.into_iter().peekable();
        for name in short {
            while let Some((at, entity)) = full.next_if(|(at, _)| *at < name.words.start) {
                let run = self.words.get(at..at + 6).unwrap_or_default();
                latest.extend(run.iter().take_while(|word| !word.is(",")).map(|word| (word.text, entity)));
            }
            let near = self.words.get(name.words.start).and_then(|word| latest.get(word.text)).copied();
            let entity = self.by_age(name).unwrap_or_else(|| self.registry.name(self.words, name, near));
            self.named.insert(name.words.start, entity);
        }
    }

    /// The one whom `the elder Brandl` means, going by the ages that the text gives.
    fn by_age(&mut self, name: &Name) -> Option<usize> {
        let before = name.titles.start.checked_sub(1).and_then(|at| self.words.get(at))?;
        let oldest = match before.text {
            "elder" | "older" => true,
            "younger" => false,
            _ => return None,
        };
        let called = self.registry.called(self.words.get(name.words.start)?.lower());
        let mut aged: Vec<(u32, usize)> =
            called.filter_map(|entity| Some((self.entity(entity)?.age?, entity))).collect();
        aged.sort_unstable();
        aged.dedup();
        let (_, entity) = *if oldest { aged.last() } else { aged.first() }.filter(|_| aged.len() > 1)?;
        self.registry.chosen.insert(name.words.start, "of those of that name, by their ages");
        Some(entity)
    }

    pub(super) fn name_event(&mut self, name: &Name) -> usize {
        let entity = self.named_entity(name);
        self.close_open(entity);
        entity
    }

    pub(super) fn named_entity(&mut self, name: &Name) -> usize {
        let entity = match self.named.get(&name.words.start) {
            Some(entity) => *entity,
            None => self.registry.name(self.words, name, None),
        };
        self.describe_before(name, entity);
        self.describe_after(name, entity);
        if let Some(before) = self.last {
            self.join_pair(before, name, entity);
        }
        entity
    }

    /// Titles in front of the name, in capitals or not.
    pub(super) fn describe_before(&mut self, name: &Name, entity: usize) {
        let words = self.words;
        let titles = join(words.get(name.titles.clone()).unwrap_or_default());
        let line = words.get(name.words.start).map(|word| word.line);
        let before = name.titles.start.checked_sub(1).and_then(|at| words.get(at));
        let before = before.filter(|word| Some(word.line) == line);
        let role = before.and_then(|word| word.facts.role.map(|role| (word, role.gender)));
        let Some(record) = self.registry.entities.get_mut(entity) else {
            return;
        };
        record.add_title(titles);
        record.add_age(age_after(words, name));
        if let Some(noun) = before.filter(|word| word.facts.organization && record.category == Category::Organization) {
            record.add_head(noun.lower(), noun.facts);
        }
        if name.words.len() == 1 && names_thing(words, name) {
            record.category = Category::Unknown;
        }
        if let Some((role, gender)) = role
            && record.add_head(role.lower(), role.facts)
        {
            record.tell_gender(gender);
        }
        self.index(entity);
    }

    /// `of Tasmania`, `from Leeds` behind the name.
    fn describe_after(&mut self, name: &Name, entity: usize) {
        let words = self.words;
        let end = name.words.end;
        if !words.get(end).is_some_and(|word| matches!(word.text, "of" | "from" | "at")) {
            return;
        }
        if let Some(record) = self.registry.entities.get_mut(entity) {
            record.add_traits(words.get(end + 1..capital_run(words, end + 1).end).unwrap_or_default());
        }
        self.affiliate_name(entity, end);
    }

    /// `A and B`, `A and his wife, B` outside sources.
    pub(super) fn join_pair(&mut self, (end, before): (usize, usize), name: &Name, entity: usize) {
        let between = self.words.get(end..name.titles.start).unwrap_or_default();
        let joined = between.len() <= 5 && between.first().is_some_and(|word| word.is("and"));
        let persons = [before, entity].iter().all(|one| self.answers(*one) > 0);
        if joined && persons && before != entity {
            let pair = self.group(&[before, entity]);
            let sentence = self.sentence_at(end);
            self.focus.mention(pair, OTHER, sentence, end);
        }
    }

    /// The entity of several together, in whatever order.
    fn group(&mut self, members: &[usize]) -> usize {
        let mut sorted = members.to_vec();
        sorted.sort_unstable();
        if let Some(group) = self.groups.get(&sorted) {
            return *group;
        }
        let records = || members.iter().filter_map(|member| self.entity(*member));
        let labels: Vec<&str> = records().map(|record| record.label.as_str()).collect();
        let label = match labels.split_last() {
            Some((last, before)) => format!("{} and {last}", before.join(", ")),
            None => String::new(),
        };
        let unnamed = records().all(|record| record.unnamed && !record.named);
        let named = records().any(|record| record.named);
        let heads: &[&str] = match members.len() {
            2 => &["couple", "pair", "duo"],
            3 => &["trio"],
            _ => &[],
        };
        let heads = heads.iter().map(|noun| (*noun, facts(noun))).collect();
        let group =
            Entity { category: Category::Group, several: true, named, unnamed, heads, ..Entity::labelled(label) };
        let group = self.registry.add(group);
        self.index(group);
        self.groups.insert(sorted, group);
        group
    }

    pub(super) fn group_source(&mut self, several: &[(Range<usize>, Mention<'a>)]) -> Option<usize> {
        let mut members = Vec::with_capacity(several.len());
        for (words, mention) in several {
            let source = Source { words: words.clone(), ..Source::default() };
            members.push(self.mention(mention, &source)?);
        }
        let group = self.group(&members);
        self.link = Link { rule: Rule::Pair, ..Link::default() };
        Some(group)
    }

    /// A source with a name, and what is said around it.
    pub(super) fn named_source(&mut self, name: &Name, nominals: &[Nominal<'a>]) -> usize {
        let entity = self.named_entity(name);
        let words = self.words;
        let beside = nominals.iter().find(|nominal| nominal.words.start > name.words.end);
        if beside.is_some_and(is_body_described) {
            self.make_body(entity);
        }
        let described =
            nominals.iter().any(|nominal| nominal.category == Category::Person) || age_after(words, name).is_some();
        if let Some(record) = self.registry.entities.get_mut(entity) {
            record.settle(name, described);
            for nominal in nominals {
                record.describe(nominal, words);
                record.add_title(title(words, nominal));
            }
        }
        for nominal in nominals {
            self.affiliate(entity, nominal);
            self.own(nominal, entity);
        }
        self.index(entity);
        self.close_open(entity);
        self.decide_name(name, entity);
        entity
    }

    /// Notes what linked a name to its entity: itself, or the fuller name elsewhere.
    fn decide_name(&mut self, name: &Name, entity: usize) {
        let detail = self.registry.chosen.get(&name.words.start).copied().unwrap_or_default();
        let fullest = self.entity(entity).map_or(0..0, |entity| entity.fullest.clone());
        let rule = match detail {
            INITIALS => Rule::Acronym,
            _ if fullest.len() > name.words.len() => Rule::ShortName,
            _ => Rule::Name,
        };
        let antecedent = if rule == Rule::Name { 0..0 } else { fullest };
        self.link = Link { rule, antecedent, detail };
    }
}

/// `a charity for sailors`, `the parent company of Alphabet`.
pub(super) fn is_body_described(nominal: &Nominal<'_>) -> bool {
    let told = match nominal.determiner {
        Determiner::Indefinite => true,
        Determiner::Definite => !nominal.modifiers.is_empty(),
        Determiner::Possessive(_) | Determiner::Bare => false,
    };
    told && nominal.number == Number::One && nominal.category == Category::Organization
}

/// The names in a reference.
pub(super) fn names_of<'r>(reference: &'r Reference<'_>) -> impl Iterator<Item = &'r Name> {
    let (one, several) = match reference {
        Reference::Name(name) | Reference::Beside(name) | Reference::Source(_, Mention::Name(name, _)) => {
            (Some(name), None)
        }
        Reference::Source(_, Mention::Several(several)) => (None, Some(several)),
        _ => (None, None),
    };
    let each = several.into_iter().flat_map(|several| several.iter());
    one.into_iter().chain(each.filter_map(|(_, mention)| match mention {
        Mention::Name(name, _) => Some(name),
        _ => None,
    }))
}

/// What a description of a person gives as a title: its words without determiner, possessor and relative clause.
pub(super) fn title(words: &[Word<'_>], nominal: &Nominal<'_>) -> String {
    if nominal.facts.role.is_none() {
        return String::new();
    }
    let slice = words.get(nominal.words.clone()).unwrap_or_default();
    let possessor = slice.iter().take(TITLE).rposition(|word| word.shape == Shape::Possessive).map_or(0, |at| at + 1);
    let rest = slice.get(possessor..).unwrap_or_default();
    let opens = |word: &&Word<'_>| word.facts.opener || !word.is_word();
    let rest = rest.get(rest.iter().take_while(opens).count()..).unwrap_or_default();
    let ends =
        |word: &Word<'_>| matches!(word.text, "," | "who" | "whose" | "which" | "that") || word.shape == Shape::Mark;
    join(rest.get(..rest.iter().position(ends).unwrap_or(rest.len()).min(TITLE)).unwrap_or_default())
}

/// Words of a title, at most.
const TITLE: usize = 12;

/// Years that a person lives at most.
const OLDEST: u32 = 120;

impl<'a> Entity<'a> {
    /// Takes in an age, also as a trait: `the 34-year-old`.
    fn add_age(&mut self, age: Option<&'a Word<'_>>) {
        if let Some(age) = age {
            self.age = age.text.parse().ok().or(self.age);
            self.add_trait(Trait::of(age));
        }
    }

    /// A source with a name of this kind settles what it is; so does a description as a person.
    fn settle(&mut self, name: &Name, described: bool) {
        if self.perhaps && name.named == Named::Organization {
            self.category = Category::Organization;
        }
        if self.perhaps && name.named == Named::PerhapsPerson {
            self.category = Category::Person;
        }
        if self.perhaps && described {
            self.reason = "a person by the description or age beside the name";
        }
        self.perhaps &= !described;
    }
}

/// `The mule, Clarence`: the noun before the comma is none for people.
fn names_thing(words: &[Word<'_>], name: &Name) -> bool {
    let before = words.get(name.titles.start.saturating_sub(4)..name.titles.start).unwrap_or_default();
    let [.., determiner, noun, comma] = before else {
        return false;
    };
    let closed = words.get(name.words.end).is_some_and(|word| word.is(","));
    let article = closed
        && determiner.opens
        && matches!(determiner.text, "the" | "The" | "a" | "A" | "his" | "her" | "its" | "their");
    article && comma.is(",") && !noun.facts.is_noun() && !sounds_human(noun.text)
}

/// The age that follows the name: `Halina Wójcik, 91, said`, but not `at Kovo Metal, 30 workers`.
pub(super) fn age_after<'w, 't>(words: &'w [Word<'t>], name: &Name) -> Option<&'w Word<'t>> {
    let comma = words.get(name.words.end).is_some_and(|word| word.is(","));
    let age = words.get(name.words.end + 1).filter(|word| comma && word.shape == Shape::Number)?;
    let closed = words
        .get(name.words.end + 2)
        .is_none_or(|next| next.line != age.line || !(next.is_word() || next.shape == Shape::Number));
    (closed && age.text.parse().is_ok_and(|years: u32| years <= OLDEST)).then_some(age)
}

/// The gender that the words around a name tell: `his wife, Faye`, `Joost and his sister`.
fn gender_around(words: &[Word<'_>], name: &Name) -> Option<Gender> {
    let before = words.get(..name.titles.start).unwrap_or_default();
    let before = before.split_last().filter(|(last, _)| last.is(",")).map_or(before, |(_, rest)| rest);
    let noun = before.last().and_then(|word| word.facts.role).and_then(|role| role.gender);
    noun.or_else(|| match words.get(name.words.end..name.words.end + 3) {
        Some([and, owner, kin]) if and.is("and") && kin.facts.role.is_some_and(|role| role.class == "kin") => {
            owner.facts.pronoun.and_then(Pronoun::gender)
        }
        _ => None,
    })
}
