//! What the features look at: one entry a word, for one paragraph or one content.

use std::ops::Range;

use super::lexicon;
use super::marks::Pair;
use crate::Span;
use crate::model::{Model, hash_exact, hash_form};
use crate::segment::{ParagraphRecord, Segments};

/// Words that are read at once; a longer paragraph is cut, so that no text takes much memory.
const MOST: usize = 1024;

/// A word that was a cue this often in training counts as a likely cue.
const LIKELY: u8 = 3;

/// Where a word stands with regard to the outermost pair of marks around it, or to one inside that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Place {
    #[default]
    Outside,
    Open,
    Inside,
    Close,
    InnerOpen,
    InnerInside,
    InnerClose,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shape {
    #[default]
    Lower,
    Capital,
    Upper,
    Initials,
    Mixed,
    Number,
    Punctuation,
}

/// A word as the features see it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// Hash of the lower-case form; every style of mark is one form.
    pub(crate) form: u32,
    /// Hash of the last three letters.
    pub(crate) suffix: u32,
    pub(crate) shape: Shape,
    /// Class of function word, or of how the word ends.
    pub(crate) class: u8,
    /// How often the form was a cue in training.
    pub(crate) rate: u8,
    /// Act that the form announces, 0 if it is not in the list of cues.
    pub(crate) act: u8,
    pub(crate) place: Place,
    /// Number of its sentence in the sequence.
    pub(crate) sentence: u16,
}

impl Word {
    /// Whether it may be a cue, by training or by the list.
    fn is_telling(&self) -> bool {
        self.rate > LIKELY || self.act > 0
    }
}

/// The words of one sequence, with what lies left and right of each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sequence {
    pub(crate) words: Vec<Word>,
    /// Nearest likely cue before each word.
    pub(crate) cue_before: Vec<Option<u32>>,
    /// Nearest likely cue at or after each word.
    pub(crate) cue_after: Vec<Option<u32>>,
    /// First word of the clause of each word.
    pub(crate) clause: Vec<u32>,
    /// First word of the sentence of each word.
    pub(crate) first: Vec<u32>,
    /// One past the last word of the sentence of each word.
    pub(crate) end: Vec<u32>,
    /// Whether the sentence of each word has marks.
    pub(crate) marked: Vec<bool>,
    /// Whether the chains pass over it: it has neither marks nor a word that may be a cue.
    pub(crate) silent: Vec<bool>,
    /// Number of commas before each word.
    pub(crate) commas: Vec<u16>,
}

impl Sequence {
    /// The word at this place; an empty one beyond the end.
    pub(crate) fn word(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or_default()
    }

    /// Passes over all sentences that have neither marks nor a likely cue. Training reads those with an unlikely one, in which
    /// little is found: on `PolNeAR` dev linked F1 of the chains is 64.2 without them, and 64.3 with them.
    pub(crate) fn hush(&mut self) {
        let cue_from = |first: u32| self.cue_after.get(first as usize).copied().flatten();
        let sentences = self.first.iter().zip(&self.end).zip(&self.marked);
        for (silent, ((&first, &end), marked)) in self.silent.iter_mut().zip(sentences) {
            *silent |= !marked && cue_from(first).is_none_or(|cue| cue >= end);
        }
    }

    /// Whether the sentence of word `at` is passed over by the chains where they are alone.
    pub(crate) fn is_silent(&self, at: usize) -> bool {
        self.silent.get(at).copied().unwrap_or_default()
    }
}

/// The words of a paragraph, as a range of [`Segments::words`].
pub(crate) fn paragraph_words(segments: &Segments, paragraph: &ParagraphRecord) -> Range<usize> {
    let sentences = segments.sentences.get(paragraph.sentences.start as usize..paragraph.sentences.end as usize);
    let (first, last) = match sentences.unwrap_or_default() {
        [] => return 0..0,
        [only] => (only, only),
        [first, .., last] => (first, last),
    };
    first.words.start as usize..last.words.end as usize
}

/// All words of a text, as they are outside of marks.
pub(crate) fn read(text: &str, segments: &Segments, model: &Model) -> Vec<Word> {
    segments.words.iter().map(|span| word(span.of(text), model)).collect()
}

/// The words of a paragraph, of `words` that [`read`] gave, in sequences with the numbers of their words in them.
pub(crate) fn paragraph_sequences(
    words: &[Word],
    segments: &Segments,
    pairs: &[Pair],
    paragraph: &ParagraphRecord,
) -> Vec<(Range<usize>, Sequence)> {
    let sentences = segments.sentences.get(paragraph.sentences.start as usize..paragraph.sentences.end as usize);
    let starts: Vec<u32> = sentences.unwrap_or_default().iter().map(|sentence| sentence.span.start).collect();
    let range = paragraph_words(segments, paragraph);
    sequences((words, &segments.words), range, &starts, (pairs_in(pairs, paragraph.span), 0))
}

/// The pairs that begin in `span`; `pairs` is in order of where they begin.
pub(crate) fn pairs_in(pairs: &[Pair], span: Span) -> &[Pair] {
    let first = pairs.partition_point(|pair| pair.span.start < span.start);
    let end = pairs.partition_point(|pair| pair.span.start < span.end);
    pairs.get(first..end).unwrap_or_default()
}

/// Collects the words `range` of those that [`read`] gave, which lie at `spans`, in sequences with the numbers of their words;
/// `sentences` holds the first byte of each sentence.
///
/// `pairs` are those that touch the words; those with less than the given depth around them are passed over.
pub(crate) fn sequences(
    (words, spans): (&[Word], &[Span]),
    range: Range<usize>,
    sentences: &[u32],
    (pairs, depth): (&[Pair], u8),
) -> Vec<(Range<usize>, Sequence)> {
    let spans = spans.get(range.clone()).unwrap_or_default();
    let mut words = words.get(range.clone()).unwrap_or_default().to_vec();
    let mut sentence = 0;
    for (word, span) in words.iter_mut().zip(spans) {
        while sentences.get(sentence).is_some_and(|&start| start <= span.start) {
            sentence += 1;
        }
        // Begins anew behind 65,535: what counts is where the number changes.
        word.sentence = sentence as u16;
    }
    for pair in pairs.iter().filter(|pair| pair.depth >= depth) {
        place(&mut words, spans, pair, pair.depth - depth);
    }
    if words.len() <= MOST {
        return if words.is_empty() { Vec::new() } else { vec![(range, surround(words))] };
    }
    let mut start = range.start;
    let mut rest = &words[..];
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(piece(rest));
        found.push((start..start + piece.len(), surround(piece.to_vec())));
        start += piece.len();
        rest = after;
    }
    found
}

/// How many of `words` are read at once: all, or whole sentences, or as many as may be.
fn piece(words: &[Word]) -> usize {
    let Some(beyond) = words.get(MOST) else { return words.len() };
    let within = words.get(..MOST).unwrap_or_default();
    within.iter().rposition(|word| word.sentence != beyond.sentence).map_or(MOST, |last| last + 1)
}

fn word(text: &str, model: &Model) -> Word {
    let form = hash_form(text);
    let shape = shape(text);
    let entry = lexicon::entry(form);
    let class = if entry.class > 0 { entry.class } else { ending_class(text, shape) };
    let act = entry.act.map_or(0, |act| 1 + act as u8);
    let rate = model.cue_rate(form);
    Word { form, suffix: suffix(text), shape, class, rate, act, place: Place::Outside, sentence: 0 }
}

fn suffix(text: &str) -> u32 {
    let start = match text.len().checked_sub(3) {
        Some(start) if text.is_ascii() => start,
        _ => text.char_indices().rev().nth(2).map_or(0, |(at, _)| at),
    };
    hash_form(text.get(start..).unwrap_or_default())
}

fn shape(text: &str) -> Shape {
    let Some(first) = text.chars().next() else { return Shape::Punctuation };
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Shape::Number;
    }
    let (upper, lower) = if text.is_ascii() {
        (text.bytes().filter(u8::is_ascii_uppercase).count(), text.bytes().filter(u8::is_ascii_lowercase).count())
    } else {
        (text.chars().filter(|c| c.is_uppercase()).count(), text.chars().filter(|c| c.is_lowercase()).count())
    };
    if upper + lower == 0 && !text.chars().any(char::is_alphabetic) {
        return Shape::Punctuation;
    }
    match (first.is_uppercase(), upper, lower) {
        (true, _, 0) if text.contains('.') => Shape::Initials,
        (_, 2.., 0) => Shape::Upper,
        (true, 1, _) => Shape::Capital,
        (false, 0, _) => Shape::Lower,
        _ => Shape::Mixed,
    }
}

/// Classes of words that are in no list; the numbers lie beyond those of the lists.
fn ending_class(text: &str, shape: Shape) -> u8 {
    const ENDINGS: &[&str] = &[
        "ing", "ed", "ly", "tion", "sion", "ment", "ness", "ity", "ers", "er", "ors", "or", "ists", "ist", "ive",
        "ous", "al", "ful", "able", "ic", "ies", "es", "'", "s",
    ];
    match shape {
        Shape::Capital => 100,
        Shape::Upper => 101,
        Shape::Initials => 102,
        Shape::Mixed => 103,
        Shape::Number => 104,
        Shape::Punctuation => 105 + text.bytes().next().map_or(0, |byte| byte % 64),
        Shape::Lower => {
            let last = text.as_bytes().last();
            let ends = |ending: &&str| ending.as_bytes().last() == last && text.ends_with(*ending);
            let found = ENDINGS.iter().position(|ending| ends(ending) && text.len() > ending.len() + 2);
            200 + found.map_or(0, |at| at + 1) as u8
        }
    }
}

fn place(words: &mut [Word], spans: &[Span], pair: &Pair, depth: u8) {
    let from = spans.partition_point(|span| span.end <= pair.span.start);
    let to = spans.partition_point(|span| span.start < pair.span.end);
    let inner = depth > 0;
    // What lies deeper is inside already; only its marks are not, so that a thousand marks in one another cost a thousand steps.
    let inside = if depth > 1 { 0..0 } else { from..to };
    let word_at = |mark: Span| {
        let at = spans.partition_point(|span| span.end <= mark.start);
        spans.get(at).is_some_and(|span| span.overlaps(mark)).then_some(at)
    };
    let marks = [pair.open, pair.close].into_iter().flatten().filter_map(word_at);
    for at in inside.chain(marks) {
        let (Some(word), Some(&span)) = (words.get_mut(at), spans.get(at)) else { continue };
        let is = |mark: Option<Span>| mark.is_some_and(|mark| mark.overlaps(span));
        let (place, form) = match (inner, is(pair.open), is(pair.close)) {
            (false, true, _) => (Place::Open, Some("“")),
            (false, _, true) => (Place::Close, Some("”")),
            (true, true, _) => (Place::InnerOpen, Some("‹")),
            (true, _, true) => (Place::InnerClose, Some("›")),
            (false, ..) => (Place::Inside, None),
            (true, ..) => (Place::InnerInside, None),
        };
        word.place = place;
        if let Some(form) = form {
            word.form = hash_exact(form);
            word.suffix = word.form;
            word.class = 180 + place as u8;
        }
    }
}

fn surround(words: Vec<Word>) -> Sequence {
    let length = words.len();
    let mut sequence = Sequence {
        words,
        cue_before: Vec::with_capacity(length),
        clause: Vec::with_capacity(length),
        first: Vec::with_capacity(length),
        commas: Vec::with_capacity(length),
        ..Sequence::default()
    };
    forward(&mut sequence);
    backward(&mut sequence);
    sequence
}

fn forward(sequence: &mut Sequence) {
    let comma = hash_form(",");
    let breaks = [",", "that", ";", ":", "—", "--", "–"].map(hash_form);
    let (mut cue, mut clause, mut first, mut commas) = (None, 0, 0, 0_u16);
    let mut previous = Word::default();
    for (at, word) in (0_u32..).zip(&sequence.words) {
        if at == 0 || word.sentence != previous.sentence {
            (clause, first) = (at, at);
        } else if breaks.contains(&previous.form) || matches!(previous.place, Place::Open | Place::Close) {
            clause = at;
        }
        sequence.cue_before.push(cue);
        sequence.clause.push(clause);
        sequence.first.push(first);
        sequence.commas.push(commas);
        if word.rate >= LIKELY {
            cue = Some(at);
        }
        commas = commas.saturating_add(u16::from(word.form == comma));
        previous = *word;
    }
}

fn backward(sequence: &mut Sequence) {
    let length = sequence.words.len();
    sequence.cue_after = vec![None; length];
    sequence.end = vec![length as u32; length];
    sequence.marked = vec![false; length];
    sequence.silent = vec![false; length];
    let (mut cue, mut end, mut next) = (None, length as u32, None);
    for at in (0..length).rev() {
        let Some(word) = sequence.words.get(at) else { continue };
        if next.is_some_and(|next| next != word.sentence) {
            end = at as u32 + 1;
        }
        next = Some(word.sentence);
        if word.rate >= LIKELY {
            cue = Some(at as u32);
        }
        let set = |slot: Option<&mut Option<u32>>| slot.map(|slot| *slot = cue);
        set(sequence.cue_after.get_mut(at));
        if let Some(slot) = sequence.end.get_mut(at) {
            *slot = end;
        }
    }
    mark_sentences(sequence);
}

fn mark_sentences(sequence: &mut Sequence) {
    let mut at = 0;
    while at < sequence.words.len() {
        let end = sequence.end.get(at).map_or(at + 1, |&end| (end as usize).max(at + 1));
        let sentence = sequence.words.get(at..end).unwrap_or_default();
        let marked = sentence.iter().any(|word| word.place != Place::Outside);
        let silent = !marked && !sentence.iter().any(Word::is_telling);
        for (slots, is) in [(&mut sequence.marked, marked), (&mut sequence.silent, silent)] {
            slots.get_mut(at..end).unwrap_or_default().fill(is);
        }
        at = end;
    }
}
