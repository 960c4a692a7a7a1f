//! Descriptions: of a name beside them, of an earlier entity, or of one of their own.

use super::antecedent::stands_for;
use super::names::is_body_described;
use super::{LOOKED_AT, Resolver};
use crate::speaker::Category;
use crate::speaker::entity::{Entity, join};
use crate::speaker::evidence::Rule;
use crate::speaker::lexicon::Number;
use crate::speaker::nominal::{Determiner, Nominal};
use crate::speaker::scan::Reference;
use crate::speaker::words::Shape;

impl<'a> Resolver<'a, '_> {
    /// A description outside sources: of a name beside it, or of an entity of its own.
    pub(super) fn nominal_event(&mut self, number: usize, nominal: &Nominal<'a>) -> Option<usize> {
        let at = nominal.words.start;
        if let Some(entity) = self.apposed(at) {
            self.describe(entity, nominal);
            return Some(entity);
        }
        if let Some(entity) = self.name_after(number, nominal) {
            self.describe(entity, nominal);
            return None;
        }
        Some(self.nominal(nominal))
    }

    /// The name right before a description that begins at `at`, after a comma or colon.
    pub(super) fn apposed(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let is = |text: &str| self.words.get(before).is_some_and(|word| word.is(text));
        let line = |at: usize| self.words.get(at).map(|word| word.line);
        let (end, entity) = self.last?;
        let near = (end == before && is(",")) || (is(":") && end > 0 && line(end - 1) == line(at));
        let single = self.entity(entity).is_some_and(|entity| entity.named && !entity.several);
        (near && single).then_some(entity)
    }

    pub(super) fn describe(&mut self, entity: usize, nominal: &Nominal<'a>) {
        let words = self.words;
        if is_body_described(nominal) {
            self.make_body(entity);
        }
        if let Some(record) = self.registry.entities.get_mut(entity) {
            record.describe(nominal, words);
        }
        self.own(nominal, entity);
        self.index(entity);
    }

    /// The name that follows a description at once, or after a comma.
    pub(super) fn name_after(&self, number: usize, nominal: &Nominal<'_>) -> Option<usize> {
        let next = self.events.get(number + 1)?;
        let Reference::Name(name) = &next.reference else {
            return None;
        };
        let end = nominal.words.end;
        let comma = self.words.get(end).is_some_and(|word| word.is(","));
        let near = next.words.start == end || (comma && next.words.start == end + 1);
        self.named.get(&name.words.start).copied().filter(|_| near && nominal.number == Number::One)
    }

    /// Remembers `his lawyer` under the owner.
    pub(super) fn own(&mut self, nominal: &Nominal<'a>, entity: usize) {
        if let Some(owner) = self.owner(nominal) {
            self.owned.insert((owner, nominal.head), entity);
        }
    }

    pub(super) fn owner(&mut self, nominal: &Nominal<'a>) -> Option<usize> {
        match nominal.determiner {
            Determiner::Possessive(Some(pronoun)) => self.pronoun(pronoun, nominal.words.start, None),
            _ => None,
        }
    }

    /// The entity of a description.
    pub(super) fn nominal(&mut self, nominal: &Nominal<'a>) -> usize {
        let owner = self.owner(nominal);
        let owned = owner.and_then(|owner| self.owned.get(&(owner, nominal.head))).copied();
        let refers = nominal.determiner == Determiner::Definite || nominal.determiner == Determiner::Bare;
        let known = owned.map(|entity| (entity, Rule::Owner));
        let known = known.or_else(|| refers.then(|| self.antecedent(nominal)).flatten());
        let (entity, rule) = known.unwrap_or_else(|| (self.introduce(nominal), Rule::Description));
        if rule == Rule::Focus && nominal.facts.organization {
            self.make_body(entity);
            self.call_body(entity, nominal);
            self.index(entity);
        }
        self.decide(rule, entity, "");
        self.relabel(entity, nominal);
        self.affiliate(entity, nominal);
        if let Some(owner) = owner {
            self.owned.insert((owner, nominal.head), entity);
        }
        entity
    }

    /// A fuller description takes the place of the one word of a headline; a title, that of any description.
    pub(super) fn relabel(&mut self, entity: usize, nominal: &Nominal<'_>) {
        let Some(record) = self.entity(entity).filter(|record| !record.named) else {
            return;
        };
        let title = Some(record).filter(|record| record.category == Category::Document);
        let title = title.and_then(|_| self.quoted_title(nominal));
        let named = title.is_some();
        let fuller = !record.label.contains(' ') && nominal.words.len() > 2 && !nominal.facts.is_plural();
        let label = title.or_else(|| fuller.then(|| self.description(nominal)));
        if let (Some(label), Some(record)) = (label, self.registry.entities.get_mut(entity)) {
            record.relabel(label);
            record.named = named;
        }
    }

    /// The title in `the paper, “One Bad Leaf”`.
    pub(super) fn quoted_title(&self, nominal: &Nominal<'_>) -> Option<String> {
        let words = self.words.get(nominal.words.clone())?;
        let comma = words.iter().position(|word| word.is(","))?;
        let (open, rest) = words.get(comma + 1..)?.split_first().filter(|(open, _)| open.shape == Shape::Mark)?;
        let close = rest.iter().position(|word| word.shape == Shape::Mark && word.text != open.text)?;
        Some(join(rest.get(..close)?).trim_end_matches(',').to_owned())
    }

    /// A new entity for a description.
    pub(super) fn introduce(&mut self, nominal: &Nominal<'a>) -> usize {
        let several = nominal.number != Number::One;
        let (category, unnamed) = (nominal.category, nominal.unnamed);
        let (label, reason) = (self.description(nominal), nominal.reason);
        let mut entity = Entity { category, reason, several, unnamed, ..Entity::labelled(label) };
        entity.describe(nominal, self.words);
        let entity = self.registry.add(entity);
        self.close_open(entity);
        let headline = nominal.words.start < self.below_headline && nominal.determiner == Determiner::Bare;
        let refers = headline || nominal.determiner == Determiner::Definite;
        if refers && !several && self.open.len() < LOOKED_AT {
            self.open.push((entity, nominal.clone()));
        }
        self.index(entity);
        entity
    }

    /// Finds out whether `entity` is what an earlier description stood for.
    pub(super) fn close_open(&mut self, entity: usize) {
        let Some(record) = self.registry.entities.get(entity) else {
            return;
        };
        let answers = |(before, nominal): &(usize, Nominal<'_>)| {
            let bare = nominal.determiner == Determiner::Bare;
            let body = !bare || nominal.facts.generic || nominal.facts.plain;
            let head = record.is_called(nominal.head) || (body && record.is_called_body(nominal.head));
            let class = nominal.facts.class().filter(|class| stands_for(class));
            let kind = bare && class.is_some_and(|class| record.classes().any(|own| own == class));
            let fits = || nominal.modifiers.iter().all(|modifier| modifier.capital || record.has_trait(modifier));
            *before != entity && (head || kind) && (record.named || bare) && fits()
        };
        let Some(at) = self.open.iter().position(answers) else {
            return;
        };
        let (before, _) = self.open.remove(at);
        self.same.insert(before, entity);
    }

    /// The text of a description, its determiner in lower case.
    pub(super) fn description(&self, nominal: &Nominal<'_>) -> String {
        let mut range = nominal.words.clone();
        range.end = self.terms_in(&range).unwrap_or(range.end);
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
        let plain = first.is_some_and(|word| word.facts.opener && !word.is_acronym());
        let rest = first.filter(|_| plain).and_then(|first| Some((first, text.strip_prefix(first.text)?)));
        match rest {
            Some((first, rest)) => [first.lower(), rest].concat(),
            None => text,
        }
    }
}
