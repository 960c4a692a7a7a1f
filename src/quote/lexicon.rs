//! Word lists of the quotation stage: cues with their acts, and function words with their classes.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Act;
use crate::model::hash_form;

/// Cue words and function words by the hash of their lower-case form.
static ENTRIES: LazyLock<FxHashMap<u32, Entry>> =
    LazyLock::new(|| entries(include_str!("cues.txt"), include_str!("classes.txt")));

/// Acts of verbs with what follows them, by the hash of the verb's form.
static PHRASES: LazyLock<FxHashMap<u32, Vec<(&str, Act)>>> = LazyLock::new(|| phrases(include_str!("phrases.txt")));

/// Words near the title of a work, and, behind `=`, words that end one.
static WORKS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lines(include_str!("works.txt")).collect());

/// Cue words after which the person told follows.
static TELLERS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lines(include_str!("tellers.txt")).collect());

/// Words that end the noun phrase of an addressee.
static PHRASE_ENDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lines(include_str!("phrase_ends.txt")).collect());

/// Verbs of speech beside marks that do not end in `-ed`.
static MANNER: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lines(include_str!("manner.txt")).collect());

/// Words before a last name alone.
static HONORIFICS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lines(include_str!("honorifics.txt")).collect());

/// Labels before a colon that name no speaker.
static CREDITS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lines(include_str!("credits.txt")).collect());

/// Where words are published, behind the preposition that leads there.
static MEDIA: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lines(include_str!("media.txt")).collect());

/// What words are said at: an interview, a speech.
static OCCASIONS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lines(include_str!("occasions.txt")).collect());

/// Phrases with a cue word that attribute nothing, by the hash of each of their words.
static IDIOMS: LazyLock<FxHashMap<u32, Vec<(usize, Idiom)>>> = LazyLock::new(|| idioms(include_str!("idioms.txt")));

/// A phrase that attributes nothing.
#[derive(Clone)]
pub(crate) struct Idiom {
    pub(crate) words: Vec<&'static str>,
    /// Whether no word of the sentence stands right before it.
    pub(crate) opens: bool,
    /// Whether punctuation follows it.
    pub(crate) closes: bool,
}

/// Words that give a name.
static NAMINGS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lines(include_str!("namings.txt")).collect());

/// Participles of a passive that says what people hold.
static PASSIVES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lines(include_str!("passives.txt")).collect());

/// Participles of a passive whose subject is spoken of.
static SPOKEN_OF: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lines(include_str!("spoken_of.txt")).collect());

/// Forms of verbs of thought and speech of whoever says `I` inside a quotation.
static VOICES: LazyLock<FxHashSet<String>> = LazyLock::new(|| voices(include_str!("voices.txt")));

/// Words that open a verb group.
static AUXILIARIES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lines(include_str!("auxiliaries.txt")).collect());

/// Whether a label before a colon names the maker or kind of something, not a speaker: `Photograph:`.
pub(crate) fn is_credit(word: &str) -> bool {
    CREDITS.contains(word.to_lowercase().as_str())
}

/// Whether something is published there: `is_medium("on", "Facebook")`.
pub(crate) fn is_medium(preposition: &str, noun: &str) -> bool {
    MEDIA.contains(format!("{preposition} {noun}").as_str())
}

/// Whether words are said in it, and not published: an interview, a speech.
pub(crate) fn is_occasion(noun: &str) -> bool {
    OCCASIONS.contains(noun)
}

/// The idioms that a word belongs to, each with the number of its words that stand before.
pub(crate) fn idioms_with(word: &str) -> &'static [(usize, Idiom)] {
    IDIOMS.get(&hash_form(word)).map_or(&[], Vec::as_slice)
}

/// Whether a word right beside quotation marks looks like a verb of speech: `sighed`, `began`.
pub(crate) fn is_manner(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && word.len() > 4 && word.ends_with("ed") || MANNER.contains(word)
}

/// Whether a word stands before a last name alone.
pub(crate) fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains(word.trim_end_matches('.'))
}

/// Whether a word gives a name.
pub(crate) fn is_naming(word: &str) -> bool {
    NAMINGS.contains(word)
}

/// Whether a participle says what people hold, as in `is expected to`.
pub(crate) fn is_held(word: &str) -> bool {
    PASSIVES.contains(word)
}

/// Whether the subject of this participle behind a form of `be` is spoken of.
pub(crate) fn is_spoken_of(word: &str) -> bool {
    SPOKEN_OF.contains(word)
}

/// Whether a form is that of a verb of thought or speech.
pub(crate) fn is_voice(word: &str) -> bool {
    VOICES.contains(word)
}

/// Whether a word opens a verb group.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    AUXILIARIES.contains(word)
}

/// Whether a word speaks of books, films, songs and the like.
pub(crate) fn is_work(word: &str) -> bool {
    WORKS.contains(word.to_lowercase().as_str())
}

/// Whether a word at the end of a title makes it one: `Act`, `Treaty`.
pub(crate) fn is_work_end(word: &str) -> bool {
    WORKS.contains(format!("={}", word.to_lowercase()).as_str())
}

/// Whether the person told follows this cue word.
pub(crate) fn is_told(word: &str) -> bool {
    TELLERS.contains(word.to_lowercase().as_str())
}

/// Whether the noun phrase of an addressee ends before this word.
pub(crate) fn ends_phrase(word: &str) -> bool {
    PHRASE_ENDS.contains(word.to_lowercase().as_str())
}

/// What the lists of cues and of function words say about a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entry {
    /// The act that it announces, if it can be a cue.
    pub(crate) act: Option<Act>,
    /// The class of a function word, numbered from 1; 0 for any other word.
    pub(crate) class: u8,
}

/// The entry of a word; an empty one if it is in no list.
pub(crate) fn entry(form: u32) -> Entry {
    ENTRIES.get(&form).copied().unwrap_or_default()
}

/// The act that a word announces, if it can be a cue.
pub(crate) fn act(form: u32) -> Option<Act> {
    entry(form).act
}

/// The act that a verb announces together with what follows it.
pub(crate) fn phrase_act(form: u32, next: &str) -> Option<Act> {
    PHRASES.get(&form)?.iter().find(|(what, _)| *what == next).map(|(_, act)| *act)
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn idioms(list: &'static str) -> FxHashMap<u32, Vec<(usize, Idiom)>> {
    let mut found: FxHashMap<u32, Vec<(usize, Idiom)>> = FxHashMap::default();
    for line in lines(list) {
        let (opens, closes) = (line.starts_with('|'), line.ends_with('|'));
        let words = line.trim_matches(['|', ' ']).split(' ').collect();
        let idiom = Idiom { words, opens, closes };
        for (before, word) in idiom.words.iter().enumerate() {
            found.entry(hash_form(word)).or_default().push((before, idiom.clone()));
        }
    }
    found
}

fn entries(cues: &'static str, classes: &'static str) -> FxHashMap<u32, Entry> {
    let mut found = FxHashMap::default();
    read_cues(cues, &mut found);
    read_classes(classes, &mut found);
    found
}

/// Where a word stands twice, the first line wins.
fn read_cues(list: &'static str, found: &mut FxHashMap<u32, Entry>) {
    for line in lines(list) {
        let mut words = line.split_whitespace();
        let Some(act) = words.next().and_then(Act::from_name) else { continue };
        let Some(base) = words.next() else { continue };
        let forms = match base.strip_prefix('=') {
            Some(form) => vec![form.to_owned()],
            None => inflect(base, words.clone().next().is_some()),
        };
        for form in forms.iter().map(String::as_str).chain(words) {
            found.entry(hash_form(form)).or_default().act.get_or_insert(act);
        }
    }
}

fn phrases(list: &'static str) -> FxHashMap<u32, Vec<(&'static str, Act)>> {
    let mut found: FxHashMap<u32, Vec<_>> = FxHashMap::default();
    for line in lines(list) {
        let mut words = line.split_whitespace();
        let Some(act) = words.next().and_then(Act::from_name) else { continue };
        let (Some(base), Some(what)) = (words.next(), words.next()) else { continue };
        let regular = inflect(base, words.clone().next().is_some());
        let forms = regular.iter().map(|form| hash_form(form)).chain(words.map(hash_form));
        forms.for_each(|form| found.entry(form).or_default().push((what, act)));
    }
    found
}

fn voices(list: &'static str) -> FxHashSet<String> {
    let forms = |line: &'static str| {
        let mut words = line.split_whitespace();
        let base = words.next().unwrap_or_default();
        inflect(base, words.clone().next().is_some()).into_iter().chain(words.map(str::to_owned))
    };
    lines(list).flat_map(forms).collect()
}

/// The forms of a verb; an irregular one has its past and participle in the list.
fn inflect(base: &str, irregular: bool) -> Vec<String> {
    let vowel = |c: char| "aeiou".contains(c);
    let mut ends = base.chars().rev();
    let (last, before) = (ends.next().unwrap_or(' '), ends.next().unwrap_or(' '));
    let consonant_y = last == 'y' && !vowel(before);
    let short = base.len() <= 4 && before != 'w' && vowel(before) && !vowel(last) && !"wxy".contains(last);
    let short = short && !ends.next().is_some_and(vowel);
    let stem = base.strip_suffix('e').unwrap_or(base);
    let stem = if consonant_y { base.strip_suffix('y').unwrap_or(base) } else { stem };
    let double = if short { last.to_string() } else { String::new() };
    let present = match base {
        _ if consonant_y => format!("{stem}ies"),
        _ if base.ends_with(['s', 'x', 'z']) || base.ends_with("sh") || base.ends_with("ch") => format!("{base}es"),
        _ => format!("{base}s"),
    };
    let gerund = match base {
        _ if consonant_y => format!("{base}ing"),
        _ if base.ends_with("ee") => format!("{base}ing"),
        _ if base.ends_with("ie") => format!("{}ying", base.strip_suffix("ie").unwrap_or(base)),
        _ => format!("{stem}{double}ing"),
    };
    let mut forms = vec![base.to_owned(), present, gerund];
    if !irregular {
        forms.push(if consonant_y { format!("{stem}ied") } else { format!("{stem}{double}ed") });
    }
    forms
}

fn read_classes(list: &'static str, found: &mut FxHashMap<u32, Entry>) {
    for (number, line) in (1..).zip(lines(list)) {
        for word in line.split_whitespace().skip(1) {
            let entry: &mut Entry = found.entry(hash_form(word)).or_default();
            entry.class = if entry.class == 0 { number } else { entry.class };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        for form in ["says", "said", "denies", "denied", "planned", "planning", "lying", "agreeing", "vowed", "tells"] {
            assert!(act(hash_form(form)).is_some(), "{form}");
        }
    }
}
