//! What each paragraph is in the article: headline, byline, dateline, prompt, …
//!
//! A paragraph is judged by its own words first; what they leave open is judged by its place, in [`super::header`].

use super::char_class::{is_dash, is_mark};
use super::lexicon::Lexicon;
use super::paragraph::{is_list_item, is_rule};
use super::{ParagraphKind, Segments, dateline, header};
use crate::Span;

/// Longest paragraph, in bytes, that can be a line of furniture; captions and credits may be as long as this.
const LONGEST: usize = 320;
/// Longest line, in bytes, that can be a byline, a time, a dateline, a prompt or a motto.
const LONGEST_LINE: usize = 120;

/// Labels the paragraphs of `segments`.
pub(super) fn label(text: &str, segments: &mut Segments, lexicon: &Lexicon<'_>) {
    let mut paragraphs = std::mem::take(&mut segments.paragraphs);
    for paragraph in &mut paragraphs {
        let own = paragraph.span.of(text);
        paragraph.kind = kind(own, lexicon).unwrap_or_default();
        if paragraph.kind == ParagraphKind::Body {
            let start = paragraph.span.start as usize;
            paragraph.dateline = dateline::head(own, lexicon).map(|len| Span::new(start, start + len));
        }
    }
    header::label(text, segments, &mut paragraphs, lexicon);
    segments.paragraphs = paragraphs;
}

/// What a paragraph is by its own words.
fn kind(paragraph: &str, lexicon: &Lexicon<'_>) -> Option<ParagraphKind> {
    if is_list_item(paragraph) {
        return Some(ParagraphKind::ListItem);
    }
    if paragraph.len() > LONGEST || is_rule(paragraph) {
        return None;
    }
    let line = paragraph.len() <= LONGEST_LINE;
    match () {
        () if lexicon.opens_caption(paragraph) || ends_as_caption(paragraph) => Some(ParagraphKind::Caption),
        () if lexicon.opens_credit(paragraph) || lexicon.holds_credit(paragraph) => Some(ParagraphKind::Credit),
        () if line && is_byline(paragraph, lexicon) => Some(ParagraphKind::Byline),
        () if line && is_timestamp(paragraph, lexicon) => Some(ParagraphKind::Timestamp),
        () if line && is_whole_dateline(paragraph, lexicon) => Some(ParagraphKind::Dateline),
        () if line && is_prompt(paragraph, lexicon) => Some(ParagraphKind::Prompt),
        () => None,
    }
}

fn is_prompt(line: &str, lexicon: &Lexicon<'_>) -> bool {
    lexicon.opens_prompt(line) || is_menu(line) || line.split_whitespace().all(|word| lexicon.is_button(word))
}

/// `Home | World | Sport`.
fn is_menu(line: &str) -> bool {
    line.split(['|', '›']).filter(|entry| !entry.trim().is_empty()).count() > 2 && !ends_sentence(line)
}

/// `… on Monday. (AP Photo/Jane Doe)`, `… (Jane Doe/Getty Images)`.
fn ends_as_caption(paragraph: &str) -> bool {
    let last = paragraph.trim_end_matches('.').strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let supplier = |name: &str| {
        ["Photo", "Getty", "Images", "Image", "Picture", "/AFP", "/Reuters", "/AP"]
            .iter()
            .any(|part| name.contains(part))
    };
    last.is_some_and(|(before, name)| !before.trim().is_empty() && name.len() <= 80 && supplier(name))
}

/// `By Jane Doe and John Roe, Associated Press`: after `By` only names and what may stand between them.
fn is_byline(line: &str, lexicon: &Lexicon<'_>) -> bool {
    let by = || ["By ", "BY ", "by ", "Author: ", "Authors: ", "By: "].iter().find_map(|by| line.strip_prefix(by));
    let story = || line.split_once(" by ").filter(|(head, _)| lexicon.is_byline_word(head)).map(|(_, names)| names);
    let Some(names) = by().or_else(story) else { return false };
    let mut words =
        names.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')).peekable();
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || word.is_empty() || lexicon.is_byline_word(word);
    let first = words.peek().is_some_and(|word| word.starts_with(char::is_uppercase) && !lexicon.is_date_word(word));
    first && words.all(is_name) && !ends_sentence(names)
}

/// Only words of dates and times, with a number or a weekday among them.
fn is_timestamp(line: &str, lexicon: &Lexicon<'_>) -> bool {
    let words = || {
        line.split(|c: char| {
            c.is_whitespace() || matches!(c, ',' | '|' | '·' | '•' | '(' | ')' | '/' | ':' | '-' | '–' | '—')
        })
        .filter(|word| !word.is_empty())
    };
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 6;
    let known = |word: &str| number(word) || lexicon.is_date_word(word.trim_end_matches('.'));
    words().all(known) && words().any(number) && words().count() >= 2
}

fn is_whole_dateline(line: &str, lexicon: &Lexicon<'_>) -> bool {
    let place = line.trim_end_matches(is_dash).trim_end();
    let shown = place.len() < line.len() || place.ends_with(')') || place.ends_with(|c: char| c.is_ascii_digit());
    shown && place.len() > 2 && place.starts_with(char::is_alphabetic) && dateline::is_dateline(place, lexicon)
}

/// Whether a line ends as a sentence does.
pub(super) fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| is_mark(c) || matches!(c, ')' | ']'));
    bare.ends_with(['.', '!', '?', ':', ';', ',', '…'])
}
