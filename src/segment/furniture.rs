//! What each paragraph is in the article: headline, byline, dateline, prompt, …
//!
//! A paragraph is judged by its own words first. What is left at the top, before the first long paragraph, is the
//! header block: its lines without a full stop are headlines, and a short line without names in it is the motto.

use super::char_class::{is_dash, is_mark};
use super::lexicon::Lexicon;
use super::paragraph::{is_list_item, is_rule};
use super::{ParagraphKind, ParagraphRecord, Segments, dateline};
use crate::Span;

/// Longest paragraph, in bytes, that can be a line of furniture; captions and credits may be as long as this.
const LONGEST: usize = 320;
/// Longest line, in bytes, that can be a byline, a time, a dateline, a prompt or a motto.
const LONGEST_LINE: usize = 120;
/// Most words of a headline, of a heading inside the article, of a motto.
const HEADLINE_WORDS: usize = 28;
const HEADING_WORDS: usize = 12;
const MOTTO_WORDS: usize = 9;

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
    label_header(text, segments, &mut paragraphs);
    label_headings(text, segments, &mut paragraphs);
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
        () if line && lexicon.opens_prompt(paragraph) => Some(ParagraphKind::Prompt),
        () => None,
    }
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
    let names = ["By ", "BY ", "by "].iter().find_map(|by| line.strip_prefix(by));
    let Some(names) =
        names.or_else(|| line.split_once(" by ").filter(|(head, _)| lexicon.is_byline_word(head)).map(|split| split.1))
    else {
        return false;
    };
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
fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| is_mark(c) || matches!(c, ')' | ']'));
    bare.ends_with(['.', '!', '?', ':', ';', ',', '…'])
}

/// Labels the lines that nothing has labelled yet before the first long paragraph.
fn label_header(text: &str, segments: &Segments, paragraphs: &mut [ParagraphRecord]) {
    let is_body = |paragraph: &ParagraphRecord| paragraph.kind == ParagraphKind::Body;
    let Some(body) = paragraphs.iter().position(|p| is_body(p) && is_long(p, segments)) else { return };
    let (header, rest) = paragraphs.split_at_mut(body);
    let furnished = header.iter().any(|paragraph| !is_body(paragraph));
    let mut titled = header.iter().any(|paragraph| paragraph.kind == ParagraphKind::Byline);
    let open = header.iter().filter(|paragraph| is_body(paragraph)).count();
    let lines = header.iter_mut().filter(|paragraph| paragraph.kind == ParagraphKind::Body);
    for (place, line) in lines.enumerate() {
        let own = line.span.of(text);
        let last = place + 1 == open && rest.is_empty();
        line.kind = match () {
            () if last => ParagraphKind::Body,
            () if is_title(own) => ParagraphKind::Headline,
            () if furnished && !titled && place + 1 < open && is_motto(own) => ParagraphKind::Motto,
            () if furnished && !titled => ParagraphKind::Headline,
            () => return,
        };
        titled |= line.kind == ParagraphKind::Headline;
    }
}

/// Whether a paragraph is too long for a line of a header.
fn is_long(paragraph: &ParagraphRecord, segments: &Segments) -> bool {
    paragraph.sentences.len() > 1 || paragraph.dateline.is_some() || words(paragraph, segments) > HEADLINE_WORDS
}

fn words(paragraph: &ParagraphRecord, segments: &Segments) -> usize {
    let sentences = segments.sentences.get(paragraph.sentences.start as usize..paragraph.sentences.end as usize);
    sentences.unwrap_or_default().iter().map(|sentence| sentence.words.len()).sum()
}

/// Whether a line reads as a title: no full stop, or nearly every long word with a capital.
fn is_title(line: &str) -> bool {
    let long = || line.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let capitals =
        long().filter(|word| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)).count();
    let cased = long().count() >= 3 && capitals * 10 >= long().count() * 8;
    let asks = line.ends_with('?') && line.split_whitespace().count() <= HEADING_WORDS;
    line.contains(char::is_alphabetic) && (!ends_sentence(line) || cased || asks)
}

/// Whether a line can be the motto of a site: a short sentence without names, numbers or quotation marks.
fn is_motto(line: &str) -> bool {
    let plain = !line.contains(|c: char| c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | ':'));
    let names = line.split_whitespace().skip(1).filter(|word| word.starts_with(char::is_uppercase)).count();
    plain && names == 0 && (2..=MOTTO_WORDS).contains(&line.split_whitespace().count())
}

/// Labels short lines without a full stop that stand before running text: the headings of sections.
fn label_headings(text: &str, segments: &Segments, paragraphs: &mut [ParagraphRecord]) {
    let mut next_is_body = false;
    for paragraph in paragraphs.iter_mut().rev() {
        let own = paragraph.span.of(text);
        let plain = paragraph.kind == ParagraphKind::Body && paragraph.dateline.is_none();
        if plain && next_is_body && words(paragraph, segments) <= HEADING_WORDS && is_heading(own) {
            paragraph.kind = ParagraphKind::Headline;
        }
        next_is_body = matches!(paragraph.kind, ParagraphKind::Body | ParagraphKind::ListItem);
    }
}

fn is_heading(line: &str) -> bool {
    let opens = line.trim_start_matches(is_mark).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    opens && line.contains(char::is_alphabetic) && !ends_sentence(line) && !is_rule(line)
}
