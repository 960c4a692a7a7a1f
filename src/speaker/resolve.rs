//! References to entities, from the first word of the text to the last.

mod affiliation;
mod antecedent;
mod bodies;
mod headline;
mod lede;
mod names;
mod nominals;
mod pronouns;
mod terms;

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Category;
use super::entity::{Entity, Registry, join};
use super::evidence::Rule;
use super::focus::{BESIDE, Focus, OTHER, PRONOUN, SOURCE, SPOKEN_OF, SUBJECT};
use super::lexicon::Number;
use super::mention::Mention;
use super::nominal::Nominal;
use super::pronoun::Pronoun;
use super::scan::{Event, Reference};
use super::words::Word;

/// Descriptions that are kept for a later name, and entities looked at for one noun.
const LOOKED_AT: usize = 16;

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

/// What linked a source to its entity.
#[derive(Clone, Debug, Default)]
pub(super) struct Link {
    pub(super) rule: Rule,
    /// The words that it goes back to; empty where it stands by itself.
    pub(super) antecedent: Range<usize>,
    /// What else the decision used, in words.
    pub(super) detail: &'static str,
}

/// Entities behind sources.
pub(super) struct Resolver<'a, 't> {
    words: &'a [Word<'t>],
    sources: &'a [Source],
    /// Whether a word stands inside a content.
    spoken: &'a [bool],
    events: &'a [Event<'a>],
    /// What says on what terms names are kept back, in order.
    terms: &'a [Range<usize>],
    pub(super) registry: Registry<'a>,
    focus: Focus,
    /// Entities by a noun they were called by and by the class of that noun, the latest last.
    by_noun: FxHashMap<&'a str, Vec<usize>>,
    by_class: FxHashMap<&'static str, Vec<usize>>,
    /// Entities by owner and noun: `his wife`.
    owned: FxHashMap<(usize, &'a str), usize>,
    /// Entities by a label that always means the same, in lower case.
    labels: FxHashMap<String, usize>,
    /// Entities of several together, by their members.
    groups: FxHashMap<Vec<usize>, usize>,
    /// Descriptions that a later name may belong to.
    open: Vec<(usize, Nominal<'a>)>,
    /// The entity that one found to be another stands for.
    same: FxHashMap<usize, usize>,
    /// Entity of each source.
    pub(super) found: Vec<Option<usize>>,
    /// What linked each source to its entity.
    pub(super) links: Vec<Link>,
    /// What decided last.
    link: Link,
    /// Entity of each event.
    heard: Vec<Option<usize>>,
    /// Entities of names found beforehand, by their first word.
    named: FxHashMap<usize, usize>,
    /// Where the latest reference ended, and what it was.
    last: Option<(usize, usize)>,
    sentence: Option<u32>,
    /// Words that stand for a person: `he`, `her`, `who`.
    humans: Vec<usize>,
    /// First word below the headline.
    below_headline: usize,
}

impl<'a, 't> Resolver<'a, 't> {
    /// Resolves all `events`.
    pub(super) fn run(
        words: &'a [Word<'t>],
        sources: &'a [Source],
        spoken: &'a [bool],
        events: &'a [Event<'a>],
        terms: &'a [Range<usize>],
    ) -> Self {
        let mut resolver = Self {
            words,
            sources,
            spoken,
            events,
            terms,
            registry: Registry::default(),
            focus: Focus::default(),
            by_noun: FxHashMap::default(),
            by_class: FxHashMap::default(),
            owned: FxHashMap::default(),
            labels: FxHashMap::default(),
            groups: FxHashMap::default(),
            open: Vec::new(),
            same: FxHashMap::default(),
            found: vec![None; sources.len()],
            links: vec![Link::default(); sources.len()],
            link: Link::default(),
            heard: Vec::with_capacity(events.len()),
            named: FxHashMap::default(),
            last: None,
            sentence: None,
            humans: bodies::humans(words),
            below_headline: headline::below_headline(words),
        };
        resolver.register_names();
        for number in 0..events.len() {
            resolver.event(number);
        }
        resolver.identify_lede();
        resolver.identify_headline();
        resolver.answer_speakers();
        resolver.name_the_rest();
        resolver
    }

    fn event(&mut self, number: usize) {
        let Some(event) = self.events.get(number) else {
            return;
        };
        let start = event.words.start;
        let entity = match &event.reference {
            Reference::Source(source, mention) => self.source(*source, mention),
            Reference::Name(name) | Reference::Beside(name) => Some(self.name_event(name)),
            Reference::Nominal(nominal) => self.nominal_event(number, nominal),
            Reference::Pronoun(pronoun) => self.pronoun(*pronoun, start, None),
        };
        self.heard.push(entity);
        if let Some(entity) = entity {
            self.note(event, entity);
        }
    }

    /// Puts what was referred to into focus.
    fn note(&mut self, event: &Event<'_>, entity: usize) {
        let sentence = self.sentence_at(event.words.start);
        let spoken = self.spoken.get(event.words.start).copied().unwrap_or(false);
        let opens = self.sentence != Some(sentence);
        let weight = match &event.reference {
            _ if spoken => SPOKEN_OF,
            Reference::Beside(_) => BESIDE,
            Reference::Source(..) => SOURCE,
            Reference::Pronoun(_) => PRONOUN,
            _ if opens => SUBJECT,
            _ => OTHER,
        };
        if !spoken {
            self.sentence = Some(sentence);
        }
        self.focus.mention(entity, weight, sentence, event.words.start);
        if let Some(record) = self.registry.entities.get_mut(entity) {
            record.latest = event.words.clone();
        }
        if !matches!(event.reference, Reference::Beside(_)) {
            self.last = Some((event.words.end, entity));
        }
    }

    fn sentence_at(&self, at: usize) -> u32 {
        self.words.get(at).map_or(0, |word| word.sentence)
    }

    fn entity(&self, entity: usize) -> Option<&Entity<'a>> {
        self.registry.entities.get(entity)
    }

    /// The entity of a source.
    fn source(&mut self, number: usize, mention: &Mention<'a>) -> Option<usize> {
        let source = self.sources.get(number)?.clone();
        let entity = self.mention(mention, &source)?;
        if let Some(link) = self.links.get_mut(number) {
            *link = std::mem::take(&mut self.link);
        }
        if let Some(record) = self.registry.entities.get_mut(entity) {
            record.spoke = true;
            if let Mention::Pronoun(pronoun) = mention {
                record.add_pronoun(*pronoun);
            }
        }
        self.index(entity);
        self.find(number, entity);
        Some(entity)
    }

    fn mention(&mut self, mention: &Mention<'a>, source: &Source) -> Option<usize> {
        let at = source.words.start;
        match mention {
            Mention::Pronoun(Pronoun::I | Pronoun::We) => self.own_voice(source),
            Mention::Pronoun(Pronoun::Relative) => self.relative(at),
            Mention::Pronoun(pronoun) => self.pronoun(*pronoun, at, Some(source)),
            Mention::Part(number) => Some(self.part(*number, source)),
            Mention::Name(name, nominals) => Some(self.named_source(name, nominals)),
            Mention::Nominal(nominal) => Some(self.nominal(nominal)),
            Mention::Several(several) => self.group_source(several),
            Mention::Label => Some(self.label(source)),
        }
    }

    /// Notes what linked the words at hand to `entity`, as far as it was spoken of before.
    fn decide(&mut self, rule: Rule, entity: usize, detail: &'static str) {
        let antecedent = self.entity(entity).map_or(0..0, |entity| entity.latest.clone());
        self.link = Link { rule, antecedent, detail };
    }

    /// An entity that is always the same for one label.
    fn unique(&mut self, label: &str, category: Category) -> usize {
        let key = label.to_lowercase();
        if let Some(entity) = self.labels.get(&key) {
            return *entity;
        }
        let entity = self.registry.add(Entity { category, named: true, ..Entity::labelled(label.to_owned()) });
        self.labels.insert(key, entity);
        entity
    }

    fn find(&mut self, number: usize, entity: usize) {
        if let Some(found) = self.found.get_mut(number) {
            *found = Some(entity);
        }
    }

    /// A source of which nothing more is known stands for itself: `you`, `he` without anybody before it.
    fn name_the_rest(&mut self) {
        for (number, source) in self.sources.iter().enumerate() {
            if self.found.get(number) == Some(&None) && !source.words.is_empty() {
                let entity = self.unique(&self.text(&source.words), Category::Unknown);
                self.find(number, entity);
            }
        }
    }

    fn label(&mut self, source: &Source) -> usize {
        let label = self.text(&source.words);
        let answers = label == "A";
        if answers && let Some(entity) = self.focus.best(0, None, |entity| self.answers(entity)) {
            self.decide(Rule::Turn, entity, "the person spoken of answers");
            return entity;
        }
        if let Some(entity) = self.registry.persons.get(&label.to_lowercase()).copied() {
            let antecedent = self.entity(entity).map_or(0..0, |entity| entity.fullest.clone());
            self.link = Link { rule: Rule::Turn, antecedent, detail: "the initials of the name" };
            return entity;
        }
        let handle = label.starts_with('@') || label.chars().any(char::is_lowercase);
        let category = if handle { Category::Unknown } else { Category::Author };
        self.link = Link { rule: Rule::Turn, ..Link::default() };
        self.unique(&label, category)
    }

    fn answers(&self, entity: usize) -> u64 {
        u64::from(self.entity(entity).is_some_and(|entity| entity.category == Category::Person))
    }

    fn part(&mut self, number: Number, source: &Source) -> usize {
        let several = number != Number::One;
        let category = if several { Category::Group } else { Category::Person };
        let unnamed = number != Number::Many;
        let label = self.text(&source.words);
        self.link = Link { rule: Rule::Part, ..Link::default() };
        self.registry.add(Entity { category, several, unnamed, ..Entity::labelled(label) })
    }

    fn text(&self, range: &Range<usize>) -> String {
        join(self.words.get(range.clone()).unwrap_or_default())
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
}
