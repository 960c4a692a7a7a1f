//! What the place of a line says about it: titles, mottos and names above the text, headings inside it.
//!
//! The lines before the first long paragraph are the header. Those without a full stop are headlines; a short line without
//! names before a menu, or before the headline of a header with furniture, is the motto; names beside a byline or over a
//! role or a time are bylines.

use super::char_class::is_mark;
use super::furniture::ends_sentence;
use super::lexicon::Lexicon;
use super::paragraph::is_rule;
use super::{ParagraphKind, ParagraphRecord, Segments};

/// Most lines of a header.
const LONGEST_HEADER: usize = 40;
/// Most words of a headline, of a heading inside the article, of a motto, of a name or role.
const HEADLINE_WORDS: usize = 28;
const HEADING_WORDS: usize = 12;
const MOTTO_WORDS: usize = 9;
const NAME_WORDS: usize = 4;

/// Labels the paragraphs whose own words leave it open what they are.
pub(super) fn label(text: &str, segments: &Segments, paragraphs: &mut [ParagraphRecord], lexicon: &Lexicon<'_>) {
    let long = |paragraph: &ParagraphRecord| paragraph.kind == ParagraphKind::Body && is_long(paragraph, segments);
    let body = paragraphs.iter().position(long).unwrap_or(0).min(LONGEST_HEADER);
    if let Some(header) = paragraphs.get_mut(..body) {
        Header::new(text, header, lexicon).label(header);
    }
    label_headings(text, segments, paragraphs);
}

/// What the header has above its text, and its lines.
struct Header<'a> {
    lines: Vec<&'a str>,
    lexicon: &'a Lexicon<'a>,
    /// Whether a line is furniture by its own words.
    furnished: bool,
}

impl<'a> Header<'a> {
    fn new(text: &'a str, header: &[ParagraphRecord], lexicon: &'a Lexicon<'a>) -> Self {
        Self {
            lines: header.iter().map(|paragraph| paragraph.span.of(text)).collect(),
            lexicon,
            furnished: header.iter().any(|paragraph| paragraph.kind != ParagraphKind::Body),
        }
    }

    /// Labels the open lines from the first, up to one that is running text.
    fn label(&self, header: &mut [ParagraphRecord]) {
        let mut kinds: Vec<ParagraphKind> = header.iter().map(|paragraph| paragraph.kind).collect();
        for at in 0..kinds.len() {
            if kinds.get(at) != Some(&ParagraphKind::Body) {
                continue;
            }
            let Some(kind) = self.kind(at, &kinds) else { break };
            if let (Some(known), Some(paragraph)) = (kinds.get_mut(at), header.get_mut(at)) {
                *known = kind;
                paragraph.kind = kind;
            }
        }
    }

    /// What line `at` is, given what the lines are so far; none if it is running text.
    fn kind(&self, at: usize, kinds: &[ParagraphKind]) -> Option<ParagraphKind> {
        let line = self.line(at);
        let after = kinds.get(at + 1);
        let before = at.checked_sub(1).and_then(|before| kinds.get(before));
        let more = kinds.iter().skip(at + 1).any(|kind| *kind == ParagraphKind::Body);
        let titled = kinds.iter().take(at).any(|kind| *kind == ParagraphKind::Headline);
        let signed = kinds.iter().take(at).any(|kind| *kind == ParagraphKind::Byline);
        let open = self.furnished && !titled && !signed;
        let beside = before == Some(&ParagraphKind::Byline)
            || after == Some(&ParagraphKind::Timestamp)
            || self.is_role(self.line(at + 1));
        match () {
            () if titled && is_names(line) && beside => Some(ParagraphKind::Byline),
            () if titled && self.is_role(line) => Some(ParagraphKind::Byline),
            () if more && is_motto(line) && after == Some(&ParagraphKind::Prompt) => Some(ParagraphKind::Motto),
            () if is_title(line) => Some(ParagraphKind::Headline),
            () if open && more && is_motto(line) => Some(ParagraphKind::Motto),
            () if open => Some(ParagraphKind::Headline),
            () => None,
        }
    }

    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).copied().unwrap_or_default()
    }

    /// Whether a line is what its author does: `Rural affairs correspondent`.
    fn is_role(&self, line: &str) -> bool {
        let last = line.split_whitespace().next_back().unwrap_or_default();
        self.lexicon.is_role(last) && line.split_whitespace().count() <= NAME_WORDS + 2
    }
}

/// Whether a line is no more than a name or two: `Jane Doe`.
fn is_names(line: &str) -> bool {
    let count = line.split_whitespace().count();
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit());
    (2..=NAME_WORDS).contains(&count) && line.split_whitespace().all(is_name) && !ends_sentence(line)
}

/// Whether a paragraph is too long for a line of a header.
fn is_long(paragraph: &ParagraphRecord, segments: &Segments) -> bool {
    paragraph.sentences.len() > 1 || paragraph.dateline.is_some() || words(paragraph, segments) > HEADLINE_WORDS
}

fn words(paragraph: &ParagraphRecord, segments: &Segments) -> usize {
    let sentences = segments.sentences.get(paragraph.sentences.start as usize..paragraph.sentences.end as usize);
    sentences.unwrap_or_default().iter().map(|sentence| sentence.words.len()).sum()
}

/// Whether a line reads as a title: no full stop, or nearly every long word with a capital. Archives put `;` after titles.
fn is_title(line: &str) -> bool {
    let line = line.trim_end_matches(';');
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
