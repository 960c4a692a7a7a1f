//! Documents as a person reads them in a terminal.

use std::iter;

use super::speakers::with_quotations;
use crate::Document;
use crate::corpus::MergedSpeaker;
use crate::document::{Quotation, Speaker};
use crate::quote::Act;

/// Columns of a page.
const WIDTH: usize = 80;
/// Levels of nesting that are indented.
const DEEPEST: usize = 4;

/// Whether text is coloured.
#[derive(Clone, Copy)]
pub(super) struct Ink {
    colour: bool,
}

/// How a word is set.
#[derive(Clone, Copy)]
enum Face {
    Plain,
    Name,
    Cue,
    Faint,
}

impl Ink {
    pub(super) fn new(colour: bool) -> Self {
        Self { colour }
    }

    fn set(self, face: Face, text: &str) -> String {
        let code = match face {
            Face::Name => "1;36",
            Face::Cue => "33",
            Face::Faint => "2",
            Face::Plain => return text.to_owned(),
        };
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// `parts` in lines of at most [`WIDTH`] columns where words allow.
    fn wrap(self, parts: &[(Face, String)], margin: &Margin) -> String {
        let mut lines = margin.first.clone();
        let mut column = margin.first.chars().count();
        let mut fresh = true;
        for (face, word) in parts.iter().flat_map(|(face, text)| text.split(' ').map(move |word| (*face, word))) {
            let width = word.chars().count();
            if !fresh && column + 1 + width > WIDTH {
                lines.push('\n');
                lines.push_str(&margin.next);
                column = margin.next.chars().count();
            } else if !fresh {
                lines.push(' ');
                column += 1;
            }
            lines.push_str(&self.set(face, word));
            column += width;
            fresh = false;
        }
        lines + "\n"
    }
}

/// What stands before the first line of a paragraph and before the next ones.
struct Margin {
    first: String,
    next: String,
}

/// Who said what, quotation by quotation.
pub(super) fn quotations(document: &Document, ink: Ink) -> String {
    let count = document.quotations().len();
    let mut page = heading(document, ink, &format!("{}, {}", counted(count, "quotation"), speakers_counted(document)));
    for quotation in document.quotations() {
        page.push('\n');
        page.push_str(&block(document, quotation, ink));
    }
    page + "\n"
}

/// The speakers, in order of their first mention; with why each mention is theirs if you ask to `explain`.
pub(super) fn speakers(document: &Document, explain: bool, ink: Ink) -> String {
    let mut page = heading(document, ink, &speakers_counted(document));
    for (speaker, quotations) in with_quotations(document) {
        let mut parts = vec![(Face::Name, squeeze(speaker.name()))];
        parts.extend(titles(speaker).map(|title| (Face::Plain, title)));
        parts.extend(facts(speaker).map(|fact| (Face::Faint, format!("· {fact}"))));
        parts.push((Face::Faint, format!("· {}", counted(quotations.len(), "quotation"))));
        page.push_str(&ink.wrap(&parts, &Margin { first: "  ".into(), next: "      ".into() }));
        for note in terms(document, speaker).chain(explain.then_some(speaker).into_iter().flat_map(reasons)) {
            page.push_str(&ink.wrap(&[(Face::Plain, note)], &Margin { first: "    ".into(), next: "      ".into() }));
        }
    }
    page + "\n"
}

/// Speakers of many articles, the most quoted first, each with the reason and its articles.
pub(super) fn merged(rows: &[MergedSpeaker], ink: Ink) -> String {
    let mut page = String::new();
    for row in rows {
        let mut parts = vec![(Face::Name, squeeze(&row.name))];
        parts.extend((!row.titles.is_empty()).then(|| (Face::Plain, format!("({})", squeeze(&row.titles.join("; "))))));
        let dates = row.first.iter().chain(row.last.iter().filter(|last| Some(*last) != row.first.as_ref()));
        let dates = dates.cloned().collect::<Vec<_>>().join(" to ");
        let counts = [counted(row.quotations, "quotation"), counted(row.members.len(), "article")];
        let facts = [row.category.as_str(), &counts[0], &counts[1], &dates, &row.outlets.join(", ")].map(squeeze);
        parts.extend(facts.into_iter().filter(|fact| !fact.is_empty()).map(|fact| (Face::Faint, format!("· {fact}"))));
        page.push_str(&ink.wrap(&parts, &Margin { first: String::new(), next: "    ".into() }));
        let articles: Vec<&str> = row.members.iter().filter_map(|member| member.id.as_deref()).collect();
        let note = [squeeze(&row.because), squeeze(&articles.join(", "))].join(" · ");
        page.push_str(&ink.wrap(&[(Face::Plain, note)], &Margin { first: "  ".into(), next: "    ".into() }));
    }
    page
}

/// One line of text: runs of white space and control characters, which a terminal would obey, as one space.
pub(super) fn squeeze(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

fn heading(document: &Document, ink: Ink, found: &str) -> String {
    let name = document.id().map_or_else(|| "standard input".to_owned(), squeeze);
    let rule = "─".repeat(WIDTH.saturating_sub(name.chars().count() + found.chars().count() + 5));
    format!("{} {} {} {found}\n", ink.set(Face::Faint, "──"), ink.set(Face::Name, &name), ink.set(Face::Faint, &rule))
}

fn speakers_counted(document: &Document) -> String {
    counted(document.speakers().len(), "speaker")
}

fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

fn block(document: &Document, quotation: Quotation<'_>, ink: Ink) -> String {
    let depth = iter::successors(quotation.parent(), |parent| parent.parent()).take(DEEPEST).count();
    let indent = " ".repeat(2 + 4 * depth);
    let who = ink.wrap(&who(document, quotation), &Margin { first: indent.clone(), next: format!("{indent}    ") });
    let pieces: Vec<String> = quotation.content().iter().map(|span| squeeze(span.of(document.text()))).collect();
    let bar = format!("{indent}  │ ");
    let what = ink.wrap(&[(Face::Plain, pieces.join(" … "))], &Margin { first: bar.clone(), next: bar });
    who + &what
}

/// Speaker, titles, cue, addressee, and what kind of quotation it is.
fn who(document: &Document, quotation: Quotation<'_>) -> Vec<(Face, String)> {
    let phrase = |span: Option<crate::Span>| span.map(|span| squeeze(span.of(document.text())));
    let name = quotation.speaker().map(|speaker| squeeze(speaker.name())).or_else(|| phrase(quotation.source()));
    let mut parts = vec![name.map_or_else(|| (Face::Faint, "no source".to_owned()), |name| (Face::Name, name))];
    parts.extend(quotation.speaker().into_iter().flat_map(titles).map(|title| (Face::Plain, title)));
    parts.extend(phrase(quotation.cue()).map(|cue| (Face::Cue, cue)));
    parts.extend(phrase(quotation.addressee()).map(|addressee| (Face::Plain, format!("→ {addressee}"))));
    parts.extend(notes(quotation).map(|note| (Face::Faint, format!("· {note}"))));
    parts
}

fn titles(speaker: Speaker<'_>) -> impl Iterator<Item = String> {
    let titles: Vec<String> = speaker.titles().iter().map(|title| squeeze(title)).collect();
    (!titles.is_empty()).then(|| format!("({})", titles.join("; "))).into_iter()
}

/// Category, affiliation and pronouns of a speaker, and whether nobody names it.
fn facts(speaker: Speaker<'_>) -> impl Iterator<Item = String> {
    let affiliation = speaker.affiliation().map(|body| format!("of {}", squeeze(body)));
    let pronouns = (!speaker.pronouns().is_empty()).then(|| squeeze(&speaker.pronouns().join("/")));
    let anonymous = speaker.anonymous().then(|| "anonymous".to_owned());
    iter::once(speaker.category().as_str().to_owned()).chain(affiliation).chain(pronouns).chain(anonymous)
}

/// The terms of anonymity as the text gives them.
fn terms<'d>(document: &'d Document, speaker: Speaker<'d>) -> impl Iterator<Item = String> + 'd {
    speaker.terms().iter().map(|span| format!("terms: {}", squeeze(span.of(document.text()))))
}

fn reasons(speaker: Speaker<'_>) -> impl Iterator<Item = String> {
    speaker.evidence().iter().map(|evidence| squeeze(&evidence.because))
}

fn notes(quotation: Quotation<'_>) -> impl Iterator<Item = &'static str> {
    let anonymous = quotation.speaker().is_some_and(Speaker::anonymous);
    let act = (quotation.act() != Act::Assertion).then(|| quotation.act().as_str());
    let flags = [anonymous.then_some("anonymous"), quotation.inherited().then_some("goes on")];
    iter::once(quotation.kind().as_str()).chain(act).chain(flags.into_iter().flatten())
}

#[cfg(all(test, feature = "serde"))]
mod tests {
    use super::*;

    const DOCUMENT: &str = r#"{"schema": "pullquote/1", "id": "a.txt", "unit": "codepoint",
        "text": "“My supplier told me, ‘Call us when you have a road,’” said Delia Marchetti. “I laughed. Then I went into the back and cried.” A guard feared\r\n\u001b[31m that he would be next.",
        "quotations": [
            {"content": [[0, 54], [77, 126]], "cue": [55, 59], "source": [60, 75], "kind": "direct", "speaker": 0},
            {"content": [[22, 53]], "cue": [13, 17], "addressee": [18, 20], "kind": "direct", "parent": 0},
            {"content": [[143, 170]], "cue": [135, 141], "source": [127, 134], "act": "belief", "speaker": 1}],
        "speakers": [{"name": "Delia Marchetti", "titles": ["shop owner"], "category": "person"},
            {"name": "A guard", "category": "person", "anonymous": true, "affiliation": "the port", "pronouns": ["she"],
             "terms": [[127, 141]], "mentions": [[127, 134]],
             "evidence": [{"rule": "description", "because": "A guard: described here for the first time"}]}]}"#;

    const PAGE: &str = "\
── a.txt ────────────────────────────────────────────── 3 quotations, 2 speakers

  Delia Marchetti (shop owner) said · direct
    │ “My supplier told me, ‘Call us when you have a road,’” … “I laughed. Then
    │ I went into the back and cried.”

      no source told → me · direct
        │ ‘Call us when you have a road,’

  A guard feared · indirect · belief · anonymous
    │ [31m that he would be next

";

    const SPEAKERS: &str = "\
── a.txt ──────────────────────────────────────────────────────────── 2 speakers
  Delia Marchetti (shop owner) · person · 1 quotation
  A guard · person · of the port · she · anonymous · 1 quotation
    terms: A guard feared

";

    #[test]
    fn who_said_what_is_readable() -> Result<(), crate::Error> {
        let document = Document::from_json(DOCUMENT)?;
        assert_eq!(quotations(&document, Ink::new(false)), PAGE);
        assert_eq!(speakers(&document, false, Ink::new(false)), SPEAKERS);
        let explained = speakers(&document, true, Ink::new(false));
        assert_eq!(explained, SPEAKERS.trim_end().to_owned() + "\n    A guard: described here for the first time\n\n");
        Ok(())
    }

    #[test]
    fn colours_change_no_letter() -> Result<(), crate::Error> {
        let document = Document::from_json(DOCUMENT)?;
        let coloured = quotations(&document, Ink::new(true));
        let codes = ["\x1b[1;36m", "\x1b[33m", "\x1b[2m", "\x1b[0m"];
        assert_eq!(codes.iter().fold(coloured, |page, code| page.replace(code, "")), PAGE);
        Ok(())
    }
}
