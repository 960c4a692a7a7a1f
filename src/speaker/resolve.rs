//! References to entities, from the first word of the text to the last.

use std::collections::HashMap;
use std::ops::Range;

use super::Category;
use super::entity::{Entity, Registry, join, plural_class};
use super::focus::{Focus, OTHER, PRONOUN, SOURCE, SPOKEN_OF, SUBJECT};
use super::lexicon::{Number, lexicon};
use super::mention::Mention;
use super::name::{Name, Named, capital_run};
use super::nominal::{Determiner, Nominal, class};
use super::pronoun::Pronoun;
use super::scan::{Event, Reference};
use super::words::{Shape, Word};

/// A source to be resolved.
#[derive(Clone, Debug, Default)]
pub(super) struct Source {
    /// Its words.
    pub(super) words: Range<usize>,
    /// The source of the quotation in whose content it stands, by its number.
    pub(super) parent: Option<usize>,
    /// Whether it stands inside a content.
    pub(super) nested: bool,
    /// First word of the content that it stands in.
    pub(super) content: Option<usize>,
    /// Whether the words around it are the very words of the parent's speaker.
    pub(super) verbatim: bool,
}

/// Entities behind sources.
pub(super) struct Resolver<'a, 't> {
    words: &'a [Word<'t>],
    sources: &'a [Source],
    /// Whether a word stands inside a content.
    spoken: &'a [bool],
    events: &'a [Event],
    pub(super) registry: Registry,
    focus: Focus,
    /// Entities by a noun they were called by, or by the class of that noun, the latest last.
    by_noun: HashMap<String, Vec<usize>>,
    /// Entities by owner and noun: `his wife`.
    owned: HashMap<(usize, String), usize>,
    pairs: HashMap<(usize, usize), usize>,
    /// Descriptions that a later name may belong to.
    open: Vec<(usize, Nominal)>,
    /// The entity that one found to be another stands for.
    same: HashMap<usize, usize>,
    /// Entity of each source.
    pub(super) found: Vec<Option<usize>>,
    /// Entities of names found beforehand, by their first word.
    named: HashMap<usize, usize>,
    /// Where the latest reference ended, and what it was.
    last: Option<(usize, usize)>,
    sentence: Option<u32>,
}

/// Descriptions that are kept for a later name, and entities looked at for one noun.
const LOOKED_AT: usize = 16;

impl<'a, 't> Resolver<'a, 't> {
    /// Resolves all `events`.
    pub(super) fn run(words: &'a [Word<'t>], sources: &'a [Source], spoken: &'a [bool], events: &'a [Event]) -> Self {
        let mut resolver = Self {
            words,
            sources,
            spoken,
            events,
            registry: Registry::default(),
            focus: Focus::default(),
            by_noun: HashMap::new(),
            owned: HashMap::new(),
            pairs: HashMap::new(),
            open: Vec::new(),
            same: HashMap::new(),
            found: vec![None; sources.len()],
            named: HashMap::new(),
            last: None,
            sentence: None,
        };
        resolver.register_names();
        for number in 0..events.len() {
            resolver.event(number);
        }
        resolver.answer_speakers();
        resolver
    }

    /// Names come first, so that a short name finds a full one that comes later.
    fn register_names(&mut self) {
        let names: Vec<&Name> = self.events.iter().flat_map(|event| names_of(&event.reference)).collect();
        let (full, short): (Vec<&Name>, Vec<&Name>) = names.iter().partition(|name| name.words.len() > 1);
        for name in full {
            let entity = self.registry.name(self.words, name, None);
            self.named.insert(name.words.start, entity);
        }
        let mut latest: HashMap<&str, usize> = HashMap::new();
        let mut full = self.named.iter().map(|(at, entity)| (*at, *entity)).collect::<Vec<_>>();
        full.sort_unstable();
        let mut full = full.into_iter().peekable();
        for name in short {
            while let Some((at, entity)) = full.next_if(|(at, _)| *at < name.words.start) {
                let run = self.words.get(at..at + 6).unwrap_or_default();
                latest.extend(run.iter().take_while(|word| !word.is(",")).map(|word| (word.text, entity)));
            }
            let near = self.words.get(name.words.start).and_then(|word| latest.get(word.text)).copied();
            let entity = self.registry.name(self.words, name, near);
            self.named.insert(name.words.start, entity);
        }
    }

    fn event(&mut self, number: usize) {
        let Some(event) = self.events.get(number) else {
            return;
        };
        let start = event.words.start;
        let entity = match &event.reference {
            Reference::Source(source, mention) => self.source(*source, mention),
            Reference::Name(name) => Some(self.name_event(name)),
            Reference::Nominal(nominal) => self.nominal_event(number, nominal),
            Reference::Pronoun(pronoun) => self.pronoun(*pronoun, start, None),
        };
        if let Some(entity) = entity {
            self.note(event, entity);
        }
    }

    /// Puts what was referred to into focus.
    fn note(&mut self, event: &Event, entity: usize) {
        let sentence = self.sentence_at(event.words.start);
        let spoken = self.spoken.get(event.words.start).copied().unwrap_or(false);
        let opens = self.sentence != Some(sentence);
        let weight = match &event.reference {
            _ if spoken => SPOKEN_OF,
            Reference::Source(..) => SOURCE,
            Reference::Pronoun(_) => PRONOUN,
            _ if opens => SUBJECT,
            _ => OTHER,
        };
        if !spoken {
            self.sentence = Some(sentence);
        }
        self.focus.mention(entity, weight, sentence, event.words.start);
        self.last = Some((event.words.end, entity));
    }

    fn sentence_at(&self, at: usize) -> u32 {
        self.words.get(at).map_or(0, |word| word.sentence)
    }

    fn entity(&self, entity: usize) -> Option<&Entity> {
        self.registry.entities.get(entity)
    }

    /// The entity of a source.
    fn source(&mut self, number: usize, mention: &Mention) -> Option<usize> {
        let source = self.sources.get(number)?.clone();
        let entity = self.mention(mention, &source)?;
        if let Some(record) = self.registry.entities.get_mut(entity) {
            record.spoke = true;
        }
        self.index(entity);
        if let Some(found) = self.found.get_mut(number) {
            *found = Some(entity);
        }
        Some(entity)
    }

    fn mention(&mut self, mention: &Mention, source: &Source) -> Option<usize> {
        let at = source.words.start;
        match mention {
            Mention::Pronoun(Pronoun::I | Pronoun::We) => self.own_voice(source),
            Mention::Pronoun(Pronoun::Relative) => self.before(at),
            Mention::Pronoun(pronoun) => self.pronoun(*pronoun, at, Some(source)),
            Mention::Part(number) => Some(self.part(*number, source)),
            Mention::Name(name, nominals) => Some(self.named_source(name, nominals)),
            Mention::Nominal(nominal) => Some(self.nominal(nominal)),
            Mention::Pair(pair) => self.pair_source(pair),
            Mention::Label => Some(self.label(source)),
        }
    }

    /// `I` of the article; inside a content it waits for the speaker of that content.
    fn own_voice(&mut self, source: &Source) -> Option<usize> {
        if source.nested {
            return None;
        }
        let label = self.text(&source.words);
        Some(self.unique(&label, Category::Author))
    }

    /// An entity that is always the same for one label.
    fn unique(&mut self, label: &str, category: Category) -> usize {
        let key = (usize::MAX, label.to_lowercase());
        if let Some(entity) = self.owned.get(&key) {
            return *entity;
        }
        let entity = self.registry.add(Entity { label: label.to_owned(), category, named: true, ..Entity::default() });
        self.owned.insert(key, entity);
        entity
    }

    fn label(&mut self, source: &Source) -> usize {
        let label = self.text(&source.words);
        let answers = label == "A";
        if answers && let Some(entity) = self.focus.best(0, None, |entity| self.answers(entity)) {
            return entity;
        }
        let category = if matches!(label.as_str(), "Q" | "A") { Category::Author } else { Category::Unknown };
        self.unique(&label, category)
    }

    fn answers(&self, entity: usize) -> u64 {
        u64::from(self.entity(entity).is_some_and(|entity| entity.category == Category::Person))
    }

    /// The entity that the relative pronoun at `at` takes up.
    fn before(&self, at: usize) -> Option<usize> {
        let near = |end: usize| end <= at && at - end <= 2;
        self.last.filter(|(end, _)| near(*end)).map(|(_, entity)| entity).or_else(|| self.focus.latest().next())
    }

    fn part(&mut self, number: Number, source: &Source) -> usize {
        let several = number != Number::One;
        let category = if several { Category::Group } else { Category::Person };
        let unnamed = number != Number::Many;
        let label = self.text(&source.words);
        self.registry.add(Entity { label, category, several, unnamed, ..Entity::default() })
    }

    fn name_event(&mut self, name: &Name) -> usize {
        let entity = self.named_entity(name);
        self.close_open(entity);
        entity
    }

    fn named_entity(&mut self, name: &Name) -> usize {
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
    fn describe_before(&mut self, name: &Name, entity: usize) {
        let words = self.words;
        let titles = join(words.get(name.titles.clone()).unwrap_or_default());
        let line = words.get(name.words.start).map(|word| word.line);
        let before = name.titles.start.checked_sub(1).and_then(|at| words.get(at));
        let role = before.filter(|word| Some(word.line) == line).map(Word::lower);
        let Some(record) = self.registry.entities.get_mut(entity) else {
            return;
        };
        record.add_title(titles);
        if let Some(role) = role.filter(|role| lexicon().role(role).is_some())
            && !record.heads.contains(&role)
        {
            record.tell_gender(lexicon().role(&role).and_then(|role| role.gender));
            record.heads.push(role);
        }
        self.index(entity);
    }

    /// `of Tasmania`, `from Leeds` behind the name.
    fn describe_after(&mut self, name: &Name, entity: usize) {
        let words = self.words;
        let end = name.words.end;
        let from = words.get(end).is_some_and(|word| matches!(word.text, "of" | "from"));
        if let Some(record) = self.registry.entities.get_mut(entity).filter(|_| from) {
            record.add_traits(words.get(end + 1..capital_run(words, end + 1).end).unwrap_or_default());
        }
    }

    /// `A and B`, `A and his wife, B` outside sources.
    fn join_pair(&mut self, (end, before): (usize, usize), name: &Name, entity: usize) {
        let between = self.words.get(end..name.titles.start).unwrap_or_default();
        let joined = between.len() <= 5 && between.first().is_some_and(|word| word.is("and"));
        let persons = [before, entity].iter().all(|one| self.answers(*one) > 0);
        if joined && persons && before != entity {
            let pair = self.pair(before, entity);
            let sentence = self.sentence_at(end);
            self.focus.mention(pair, OTHER, sentence, end);
        }
    }

    /// The entity of two together.
    fn pair(&mut self, one: usize, other: usize) -> usize {
        if let Some(pair) = self.pairs.get(&(one, other)) {
            return *pair;
        }
        let label_of = |entity: usize| self.entity(entity).map_or("", |entity| entity.label.as_str());
        let label = format!("{} and {}", label_of(one), label_of(other));
        let pair = Entity { label, category: Category::Group, several: true, named: true, ..Entity::default() };
        let pair = self.registry.add(pair);
        self.pairs.insert((one, other), pair);
        pair
    }

    fn pair_source(&mut self, pair: &[(Range<usize>, Mention); 2]) -> Option<usize> {
        let [one, other] = pair;
        let mut each = |(words, mention): &(Range<usize>, Mention)| {
            let source = Source { words: words.clone(), ..Source::default() };
            self.mention(mention, &source)
        };
        let (one, other) = (each(one)?, each(other)?);
        Some(self.pair(one, other))
    }

    /// A source with a name, and what is said around it.
    fn named_source(&mut self, name: &Name, nominals: &[Nominal]) -> usize {
        let entity = self.named_entity(name);
        let words = self.words;
        if let Some(record) = self.registry.entities.get_mut(entity) {
            record.settle(name);
            for nominal in nominals {
                record.describe(nominal, words);
                record.add_title(title(words, nominal));
            }
        }
        for nominal in nominals {
            self.own(nominal, entity);
        }
        self.index(entity);
        self.close_open(entity);
        entity
    }

    /// Remembers `his lawyer` under the owner.
    fn own(&mut self, nominal: &Nominal, entity: usize) {
        if let Some(owner) = self.owner(nominal) {
            self.owned.insert((owner, nominal.head.clone()), entity);
        }
    }

    fn owner(&mut self, nominal: &Nominal) -> Option<usize> {
        match nominal.determiner {
            Determiner::Possessive(Some(pronoun)) => self.pronoun(pronoun, nominal.words.start, None),
            _ => None,
        }
    }

    /// A description outside sources: of a name beside it, or of an entity of its own.
    fn nominal_event(&mut self, number: usize, nominal: &Nominal) -> Option<usize> {
        let at = nominal.words.start;
        let is = |at: usize, text: &str| self.words.get(at).is_some_and(|word| word.is(text));
        let apposition = at > 0 && (is(at - 1, ",") || is(at - 1, ":"));
        let line = |at: usize| self.words.get(at).map(|word| word.line);
        let last = self.last.filter(|(end, entity)| {
            let near = end + 1 == at || (is(at - 1, ":") && line(*end - 1) == line(at));
            near && self.entity(*entity).is_some_and(|entity| entity.named && !entity.several)
        });
        if let Some((_, entity)) = last.filter(|_| apposition) {
            self.describe(entity, nominal);
            return Some(entity);
        }
        if let Some(entity) = self.name_after(number, nominal) {
            self.describe(entity, nominal);
            return None;
        }
        Some(self.nominal(nominal))
    }

    fn describe(&mut self, entity: usize, nominal: &Nominal) {
        let words = self.words;
        if let Some(record) = self.registry.entities.get_mut(entity) {
            record.describe(nominal, words);
        }
        self.own(nominal, entity);
        self.index(entity);
    }

    /// The name that follows a description at once, or after a comma.
    fn name_after(&self, number: usize, nominal: &Nominal) -> Option<usize> {
        let next = self.events.get(number + 1)?;
        let Reference::Name(name) = &next.reference else {
            return None;
        };
        let end = nominal.words.end;
        let comma = self.words.get(end).is_some_and(|word| word.is(","));
        let near = next.words.start == end || (comma && next.words.start == end + 1);
        self.named.get(&name.words.start).copied().filter(|_| near && nominal.number == Number::One)
    }

    /// Keeps the entity under its nouns, their classes and the words of its name.
    fn index(&mut self, entity: usize) {
        let Some(record) = self.registry.entities.get(entity) else {
            return;
        };
        let mut keys = record.heads.clone();
        keys.extend(record.classes().map(class_key));
        if record.category == Category::Organization {
            keys.extend(record.traits.iter().filter(|word| lexicon().is_organization(word)).cloned());
        }
        for key in keys {
            let list = self.by_noun.entry(key).or_default();
            if list.last() != Some(&entity) {
                list.push(entity);
            }
        }
    }

    /// The entity of a description.
    fn nominal(&mut self, nominal: &Nominal) -> usize {
        let owner = self.owner(nominal);
        let owned = owner.and_then(|owner| self.owned.get(&(owner, nominal.head.clone()))).copied();
        let refers = nominal.determiner == Determiner::Definite || nominal.determiner == Determiner::Bare;
        let known = owned.or_else(|| refers.then(|| self.antecedent(nominal)).flatten());
        let entity = known.unwrap_or_else(|| self.introduce(nominal));
        self.relabel(entity, nominal);
        if let Some(owner) = owner {
            self.owned.insert((owner, nominal.head.clone()), entity);
        }
        entity
    }

    /// A fuller description takes the place of the one word of a headline; a title, that of any description.
    fn relabel(&mut self, entity: usize, nominal: &Nominal) {
        let (label, title) = (self.description(nominal), self.quoted_title(nominal));
        let Some(record) = self.registry.entities.get_mut(entity).filter(|record| !record.named) else {
            return;
        };
        if let Some(title) = title.filter(|_| record.category == Category::Document) {
            record.label = title;
            record.named = true;
        } else if !record.label.contains(' ') {
            record.label = label;
        }
    }

    /// The title in `the paper, “One Bad Leaf”`.
    fn quoted_title(&self, nominal: &Nominal) -> Option<String> {
        let words = self.words.get(nominal.words.clone())?;
        let comma = words.iter().position(|word| word.is(","))?;
        let (open, rest) = words.get(comma + 1..)?.split_first().filter(|(open, _)| open.shape == Shape::Mark)?;
        let close = rest.iter().position(|word| word.shape == Shape::Mark && word.text != open.text)?;
        Some(join(rest.get(..close)?).trim_end_matches(',').to_owned())
    }

    /// A new entity for a description.
    fn introduce(&mut self, nominal: &Nominal) -> usize {
        let several = nominal.number != Number::One;
        let (category, unnamed) = (nominal.category, nominal.unnamed);
        let mut entity = Entity { label: self.description(nominal), category, several, unnamed, ..Entity::default() };
        entity.describe(nominal, self.words);
        let entity = self.registry.add(entity);
        self.close_open(entity);
        let refers = matches!(nominal.determiner, Determiner::Definite | Determiner::Bare);
        if refers && !several && self.open.len() < LOOKED_AT {
            self.open.push((entity, nominal.clone()));
        }
        self.index(entity);
        entity
    }

    /// Finds out whether `entity` is what an earlier description stood for.
    fn close_open(&mut self, entity: usize) {
        let Some(record) = self.registry.entities.get(entity) else {
            return;
        };
        let answers = |(before, nominal): &(usize, Nominal)| {
            let bare = nominal.determiner == Determiner::Bare;
            let head = record.heads.contains(&nominal.head);
            let class = class(&nominal.head).filter(|class| stands_for(class));
            let kind = bare && class.is_some_and(|class| record.classes().any(|own| own == class));
            let fits = nominal.modifiers.iter().all(|modifier| record.has_trait(modifier));
            *before != entity && (head || kind) && fits && (record.named || bare)
        };
        let Some(at) = self.open.iter().position(answers) else {
            return;
        };
        let (before, _) = self.open.remove(at);
        self.same.insert(before, entity);
    }

    /// The entity that stands for `entity` in the end.
    pub(super) fn settled(&self, entity: usize) -> usize {
        let mut entity = entity;
        for _ in 0..LOOKED_AT {
            match self.same.get(&entity) {
                Some(other) => entity = *other,
                None => break,
            }
        }
        entity
    }

    /// The earlier entity that `the official` or `the board` takes up.
    fn antecedent(&self, nominal: &Nominal) -> Option<usize> {
        let source = |entity: &usize| self.entity(*entity).is_some_and(|entity| entity.spoke);
        let called = || self.called(&nominal.head).filter(|entity| self.takes_up(*entity, nominal));
        let class = nominal.class().or_else(|| plural_class(&nominal.head));
        let class =
            class.filter(|class| nominal.determiner == Determiner::Definite && stands_for(class)).map(class_key);
        let alike = class.as_deref().into_iter().flat_map(|class| self.called(class));
        let alike = alike.filter(source).find(|entity| self.takes_up(*entity, nominal));
        let sources = [called().find(source), alike].into_iter().flatten();
        let latest = sources.max_by_key(|entity| self.recency(*entity));
        latest.or_else(|| called().next()).or_else(|| self.in_focus(nominal))
    }

    fn recency(&self, entity: usize) -> usize {
        let back = self.focus.latest().position(|other| other == entity);
        usize::MAX - back.unwrap_or(usize::MAX)
    }

    fn called(&self, noun: &str) -> impl Iterator<Item = usize> + '_ {
        self.by_noun.get(noun).into_iter().flat_map(|list| list.iter().rev().take(LOOKED_AT)).copied()
    }

    fn takes_up(&self, entity: usize, nominal: &Nominal) -> bool {
        self.entity(entity).is_some_and(|record| {
            let number = record.several == (nominal.number != Number::One);
            let category = record.category == nominal.category
                || record.category == Category::Unknown
                || lexicon().is_organization(&nominal.head);
            number && category && nominal.modifiers.iter().all(|modifier| record.has_trait(modifier))
        })
    }

    /// What the text is speaking of, for nouns that fit many: `the company`, `the woman`, `the Nigerian`.
    fn in_focus(&self, nominal: &Nominal) -> Option<usize> {
        if nominal.determiner != Determiner::Definite || nominal.number != Number::One {
            return None;
        }
        let head = nominal.head.as_str();
        let sentence = self.sentence_at(nominal.words.start);
        if lexicon().is_generic_organization(head) {
            let company = |entity: &Entity| {
                u64::from(
                    entity.category == Category::Organization
                        && entity.named
                        && lexicon().place(&entity.label.to_lowercase()).is_none(),
                )
            };
            return self.focus.best(sentence, None, |entity| self.entity(entity).map_or(0, company));
        }
        let demonym = lexicon().demonym(head).is_some();
        let anyone = demonym || matches!(head, "man" | "woman" | "boy" | "girl");
        if !anyone {
            return None;
        }
        let person = |entity: &Entity| {
            let shown = entity.fits_gender(nominal.gender()) + 8 * u64::from(entity.has_trait(head));
            u64::from(
                entity.category == Category::Person && entity.named && !entity.perhaps
                    || demonym && entity.category == Category::Person,
            ) * shown
        };
        self.focus.best(sentence, None, |entity| self.entity(entity).map_or(0, person))
    }

    /// The entity of a pronoun; `source` if it is one.
    fn pronoun(&mut self, pronoun: Pronoun, at: usize, source: Option<&Source>) -> Option<usize> {
        let speaker =
            source.and_then(|source| source.parent).and_then(|parent| self.found.get(parent).copied().flatten());
        let verbatim = source.is_some_and(|source| source.verbatim);
        let fit = |entity: usize| self.entity(entity).map_or(0, |entity| fit(entity, pronoun));
        if let Some(speaker) = speaker.filter(|speaker| !verbatim && fit(*speaker) > 0) {
            return Some(speaker);
        }
        let excluded = speaker.filter(|_| verbatim);
        let since = source.and_then(|source| source.content);
        let fits = |entity| if excluded == Some(entity) { 0 } else { fit(entity) };
        let best = self.focus.best(self.sentence_at(at), since, fits);
        let found = best.or_else(|| source.and_then(|_| self.ahead(pronoun, at)));
        if let Some(record) = found.and_then(|entity| self.registry.entities.get_mut(entity)) {
            record.resolve_gender(pronoun.gender());
        }
        found
    }

    /// `When she told the jury …, Noor Siddiqui …`: the next name that fits.
    fn ahead(&self, pronoun: Pronoun, at: usize) -> Option<usize> {
        let next = self.events.partition_point(|event| event.words.start <= at);
        let events = self.events.get(next..)?.iter().take(LOOKED_AT);
        let names = events.flat_map(|event| names_of(&event.reference));
        let entities = names.filter_map(|name| self.named.get(&name.words.start)).copied();
        let mut fitting = entities.filter(|entity| self.entity(*entity).is_some_and(|entity| fit(entity, pronoun) > 0));
        fitting.next()
    }

    /// `I` and `we` inside a content are its speaker, or who its speaker speaks for.
    fn answer_speakers(&mut self) {
        for event in self.events {
            let Reference::Source(number, Mention::Pronoun(Pronoun::I | Pronoun::We)) = &event.reference else {
                continue;
            };
            let parent = self.sources.get(*number).and_then(|source| source.parent);
            let speaker = parent.and_then(|parent| self.found.get(parent).copied().flatten());
            if let Some(found) = self.found.get_mut(*number).filter(|found| found.is_none()) {
                *found = speaker;
            }
        }
    }

    fn text(&self, range: &Range<usize>) -> String {
        join(self.words.get(range.clone()).unwrap_or_default())
    }

    /// The text of a description, its determiner in lower case.
    fn description(&self, nominal: &Nominal) -> String {
        let mut range = nominal.words.clone();
        while range.len() > 1
            && self
                .words
                .get(range.end - 1)
                .is_some_and(|word| matches!(word.text, "," | "." | "’s" | "'s" | "’" | "'"))
        {
            range.end -= 1;
        }
        let text = self.text(&range);
        let first = self.words.get(range.start);
        let plain = first.is_some_and(|word| lexicon().is_opener(&word.lower()) && !word.is_acronym());
        match (plain, first) {
            (true, Some(first)) => text.replacen(first.text, &first.lower(), 1),
            _ => text,
        }
    }
}

/// Nouns of these classes stand for one another.
fn stands_for(class: &str) -> bool {
    !matches!(class, "person" | "kin" | "worker" | "sport" | "artist" | "head" | "soldier" | "media" | "teacher")
}

fn class_key(class: &str) -> String {
    format!("={class}")
}

fn names_of(reference: &Reference) -> Vec<&Name> {
    match reference {
        Reference::Name(name) => vec![name],
        Reference::Source(_, mention) => names_in(mention),
        _ => Vec::new(),
    }
}

fn names_in(mention: &Mention) -> Vec<&Name> {
    match mention {
        Mention::Name(name, _) => vec![name],
        Mention::Pair(pair) => pair.iter().flat_map(|(_, mention)| names_in(mention)).collect(),
        _ => Vec::new(),
    }
}

/// How well a pronoun fits an entity; 0 where it does not.
fn fit(entity: &Entity, pronoun: Pronoun) -> u64 {
    let single = !entity.several;
    match (pronoun, entity.category) {
        (Pronoun::He | Pronoun::She, Category::Person) if single => {
            entity.fits_gender(pronoun.gender()) * if entity.perhaps { 1 } else { 2 }
        }
        (Pronoun::It, Category::Organization) => 4,
        (Pronoun::It, Category::Document) => 1,
        (Pronoun::They, Category::Group) => 4,
        (Pronoun::They, Category::Organization) => 1,
        _ => 0,
    }
}

/// What a description gives as a title: its words without determiner and possessor.
fn title(words: &[Word<'_>], nominal: &Nominal) -> String {
    let slice = words.get(nominal.words.clone()).unwrap_or_default();
    let opens = |word: &Word<'_>| lexicon().is_opener(&word.lower()) || !word.is_word();
    let skipped = slice.iter().take_while(|word| opens(word)).count();
    join(slice.get(skipped..).unwrap_or_default())
}

impl Entity {
    /// A source with a name of this kind settles what it is.
    fn settle(&mut self, name: &Name) {
        if self.perhaps && name.named == Named::Organization {
            self.category = Category::Organization;
        }
    }
}
