//! Quotations in, speakers out: the sources laid on words, the entities gathered into speakers.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::entity::join;
use super::resolve::{Link, Resolver, Source};
use super::scan::{quiet_titles, scan};
use super::terms::terms;
use super::words::{Word, lowered, words};
use super::{Evidence, Rule, SpeakerRecord, Speakers};
use crate::Span;
use crate::quote::{QuotationKind, QuotationRecord};
use crate::segment::{ParagraphKind, Segments};

/// The speakers of `quotations`.
pub(super) fn speakers(text: &str, segments: &Segments, quotations: &[QuotationRecord]) -> Speakers {
    if quotations.iter().all(|quotation| quotation.source.is_none()) {
        return Speakers { speakers: Vec::new(), of_quotation: vec![None; quotations.len()] };
    }
    let lower = lowered(text);
    let mut words = words(text, &lower);
    quiet_titles(&mut words);
    let spans = source_spans(quotations);
    let numbers: FxHashMap<Span, usize> = spans.iter().enumerate().map(|(number, span)| (*span, number)).collect();
    let spoken = spoken(&words, quotations);
    let sources = sources(&words, &spans, &numbers, quotations);
    let ranges: Vec<Range<usize>> = sources.iter().map(|source| source.words.clone()).collect();
    let events = scan(&words, &ranges, &silent(&words, segments, quotations));
    let terms = terms(&words, &spoken, &part_ends(&words, quotations));
    let resolver = Resolver::run(&words, &sources, &spoken, &events, &terms);
    let mut table = Table { resolver: &resolver, words: &words, speakers: Vec::new(), numbers: FxHashMap::default() };
    let found = |quotation: &QuotationRecord| quotation.source.and_then(|span| numbers.get(&span)).copied();
    let mut of_quotation: Vec<Option<u32>> = vec![None; quotations.len()];
    for (number, (span, source)) in spans.iter().zip(&sources).enumerate() {
        table.mention(number, *span, source);
    }
    table.add_terms();
    for (slot, quotation) in of_quotation.iter_mut().zip(quotations) {
        *slot = found(quotation).and_then(|number| table.speaker_of(number));
    }
    inherit(quotations, &mut of_quotation);
    Speakers { speakers: table.speakers, of_quotation }
}

/// The words with which cues and contents begin, and those after sources.
fn part_ends(words: &[Word<'_>], quotations: &[QuotationRecord]) -> FxHashSet<usize> {
    let parts = quotations.iter().flat_map(|quotation| quotation.content.iter().copied().chain(quotation.cue));
    let sources = quotations.iter().filter_map(|quotation| quotation.source);
    let starts = parts.map(|part| words_in(words, part).start);
    starts.chain(sources.map(|source| words_in(words, source).end)).collect()
}

/// Ranges of words that name nobody: those about the article, and where cues begin, which a headline may capitalise.
fn silent(words: &[Word<'_>], segments: &Segments, quotations: &[QuotationRecord]) -> Vec<Range<usize>> {
    use ParagraphKind::{Byline, Credit, Motto, Prompt, Timestamp};
    let about = |kind: ParagraphKind| matches!(kind, Byline | Credit | Motto | Prompt | Timestamp);
    let paragraphs = segments.paragraphs.iter().filter(|paragraph| about(paragraph.kind));
    let cues = quotations.iter().filter_map(|quotation| quotation.cue).map(|cue| words_in(words, cue).start);
    paragraphs.map(|paragraph| words_in(words, paragraph.span)).chain(cues.map(|cue| cue..cue + 1)).collect()
}

/// The different spans of sources, in order.
fn source_spans(quotations: &[QuotationRecord]) -> Vec<Span> {
    let mut spans: Vec<Span> = quotations.iter().filter_map(|quotation| quotation.source).collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// Lays the sources on words and finds what they stand in.
fn sources(
    words: &[Word<'_>],
    spans: &[Span],
    numbers: &FxHashMap<Span, usize>,
    quotations: &[QuotationRecord],
) -> Vec<Source> {
    let mut sources: Vec<Source> =
        spans.iter().map(|span| Source { words: words_in(words, *span), ..Source::default() }).collect();
    for quotation in quotations {
        let Some(number) = quotation.source.and_then(|span| numbers.get(&span)) else {
            continue;
        };
        let parent = quotation.parent.and_then(|parent| quotations.get(parent as usize));
        if let (Some(parent), Some(source)) = (parent, sources.get_mut(*number)) {
            source.nested = true;
            source.parent = parent.source.and_then(|span| numbers.get(&span)).copied();
            source.content = content_of(words, parent, source.words.start);
            source.verbatim = parent.kind == QuotationKind::Direct;
        }
    }
    sources
}

/// First word of the piece of `parent`'s content that holds the word `at`.
fn content_of(words: &[Word<'_>], parent: &QuotationRecord, at: usize) -> Option<usize> {
    let ranges = parent.content.iter().map(|span| words_in(words, *span));
    ranges.filter(|range| range.contains(&at)).map(|range| range.start).next()
}

fn words_in(words: &[Word<'_>], span: Span) -> Range<usize> {
    let start = words.partition_point(|word| word.span.end <= span.start);
    let end = words.partition_point(|word| word.span.start < span.end);
    start..end.max(start)
}

/// For each word whether it stands inside a content.
fn spoken(words: &[Word<'_>], quotations: &[QuotationRecord]) -> Vec<bool> {
    let mut depth = vec![0i32; words.len() + 1];
    for content in quotations.iter().flat_map(|quotation| &quotation.content) {
        let range = words_in(words, *content);
        for (at, step) in [(range.start, 1), (range.end, -1)] {
            if let Some(slot) = depth.get_mut(at) {
                *slot += step;
            }
        }
    }
    let mut inside = 0;
    let open = depth.into_iter().map(|step| {
        inside += step;
        inside > 0
    });
    open.collect()
}

/// An inherited quotation has the speaker of the one before it in the same content.
fn inherit(quotations: &[QuotationRecord], of_quotation: &mut [Option<u32>]) {
    let mut latest: FxHashMap<Option<u32>, u32> = FxHashMap::default();
    for (quotation, slot) in quotations.iter().zip(of_quotation) {
        if slot.is_none() && quotation.inherited && quotation.source.is_none() {
            *slot = latest.get(&quotation.parent).copied();
        }
        if let Some(speaker) = *slot {
            latest.insert(quotation.parent, speaker);
        }
    }
}

/// Words of a source or antecedent that evidence shows, at most.
const SHOWN: usize = 12;

struct Table<'r, 'a, 't> {
    resolver: &'r Resolver<'a, 't>,
    words: &'r [Word<'t>],
    speakers: Vec<SpeakerRecord>,
    /// Number of the speaker of each entity.
    numbers: FxHashMap<usize, u32>,
}

impl Table<'_, '_, '_> {
    /// Adds the source with this number to its speaker.
    fn mention(&mut self, number: usize, span: Span, source: &Source) {
        let Some(entity) = self.entity(number) else {
            return;
        };
        let next = self.speakers.len() as u32;
        let speaker = *self.numbers.entry(entity).or_insert(next);
        if speaker == next {
            self.speakers.push(self.record(entity));
        }
        let evidence = self.evidence(number, entity, source, speaker == next);
        if let Some(record) = self.speakers.get_mut(speaker as usize) {
            record.mentions.push(span);
            record.evidence.push(evidence);
        }
    }

    /// Why the source with this number means `entity`; the first mention also says what makes it what it is.
    fn evidence(&self, number: usize, entity: usize, source: &Source, first: bool) -> Evidence {
        let mut link = self.resolver.links.get(number).cloned().unwrap_or_default();
        let record = self.resolver.registry.entities.get(entity);
        let own = self.resolver.found.get(number).copied().flatten();
        if own != Some(entity) {
            let antecedent = record.map_or(0..0, |record| record.fullest.clone());
            link = Link { rule: Rule::NamedLater, antecedent, detail: link.detail };
        }
        let reason = record.filter(|_| first).map_or("", |record| record.reason);
        let unnamed = first && record.is_some_and(|record| record.is_anonymous());
        let anonymous = if unnamed { "no name is given" } else { "" };
        let antecedent = self.span(&link.antecedent).map(|span| (span, self.text(&link.antecedent)));
        let antecedent = antecedent.as_ref().map(|(span, text)| (*span, text.as_str()));
        Evidence::new(link.rule, &self.text(&source.words), antecedent, &[link.detail, reason, anonymous])
    }

    /// Some words as they are shown.
    fn text(&self, range: &Range<usize>) -> String {
        join(self.words.get(range.start..range.end.min(range.start + SHOWN)).unwrap_or_default())
    }

    fn span(&self, range: &Range<usize>) -> Option<Span> {
        let words = self.words.get(range.clone())?;
        Some(words.first()?.span.cover(words.last()?.span))
    }

    /// Adds to speakers the terms on which they stay unnamed.
    fn add_terms(&mut self) {
        for (entity, range) in self.resolver.on_terms() {
            let span = self.span(range);
            let speaker = self.numbers.get(&entity).and_then(|number| self.speakers.get_mut(*number as usize));
            if let (Some(speaker), Some(span)) = (speaker, span) {
                speaker.terms.push(span);
            }
        }
    }

    fn entity(&self, number: usize) -> Option<usize> {
        self.resolver.found.get(number).copied().flatten().map(|entity| self.resolver.settled(entity))
    }

    fn speaker_of(&self, number: usize) -> Option<u32> {
        self.entity(number).and_then(|entity| self.numbers.get(&entity)).copied()
    }

    fn record(&self, entity: usize) -> SpeakerRecord {
        let Some(entity) = self.resolver.registry.entities.get(entity) else {
            return SpeakerRecord::default();
        };
        SpeakerRecord {
            name: entity.label.clone(),
            titles: entity.titles.clone(),
            category: entity.category,
            anonymous: entity.is_anonymous(),
            affiliation: entity.affiliation.clone(),
            pronouns: entity.pronouns.iter().map(|pronoun| (*pronoun).to_owned()).collect(),
            terms: Vec::new(),
            mentions: Vec::new(),
            evidence: Vec::new(),
        }
    }
}
