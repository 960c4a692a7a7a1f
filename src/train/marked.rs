//! Gold articles as marked-up text: `{1.source Silva} {1.cue said} {1.content the bridge was safe}`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::Span;
use crate::document::Document;
use crate::error::Error;
use crate::quote::{self, QuotationRecord, Quotations};

/// Reads the articles of a file of marked-up text.
///
/// A line that begins with `## ` names an article; its text follows, to the next such line or to a line `--`, behind which notes
/// may stand that are passed over. `{1.content …}`, `{1.cue …}` and `{1.source …}` are parts of quotation 1 of the article; braces
/// nest, and several contents are the spans of one; of several cues or sources the first is taken. What `{1.addressee …}`, `{term …}`
/// and `{title …}` mark no model learns. A literal brace is written `\{`.
///
/// # Errors
/// If the file is missing, no UTF-8 or does not begin with a name; if a brace is not opened or not closed, marks nothing, or its
/// label is none of these; if a quotation has no content. The message names file and article.
pub fn read_marked(file: &Path) -> Result<Vec<Document>, Error> {
    let text = fs::read_to_string(file).map_err(|error| Error::io(file, error))?;
    let mut articles: Vec<Lines<'_>> = Vec::new();
    for line in text.trim_start_matches('\u{feff}').trim_start().lines() {
        match (line.strip_prefix("## "), articles.last_mut()) {
            (Some(name), _) => articles.push(Lines { name: name.trim(), ..Lines::default() }),
            (None, Some(article)) => article.take(line),
            (None, None) => return Err(Error::input(format!("{}: {NO_NAME}", file.display()))),
        }
    }
    let named = |lines: Lines<'_>| {
        article(lines.name, lines.marked.trim_matches('\n'))
            .map_err(|reason| Error::input(format!("{}, article `{}`: {reason}", file.display(), lines.name)))
    };
    articles.into_iter().map(named).collect()
}

const NO_NAME: &str = "marked-up text begins with a line `## ` and the name of an article";

/// The lines of an article.
#[derive(Default)]
struct Lines<'t> {
    name: &'t str,
    marked: String,
    /// Whether the notes have begun.
    noted: bool,
}

impl Lines<'_> {
    fn take(&mut self, line: &str) {
        self.noted |= line.trim_end() == "--";
        if !self.noted {
            self.marked.push_str(line);
            self.marked.push('\n');
        }
    }
}

fn article(name: &str, marked: &str) -> Result<Document, String> {
    let mut markup = Markup::default();
    markup.read(marked)?;
    if let Some((number, _)) = markup.quotations.iter().find(|(_, quotation)| quotation.content.is_empty()) {
        return Err(format!("quotation {number} has no content: check its number"));
    }
    let mut quotations: Vec<QuotationRecord> = markup.quotations.into_values().collect();
    quotations.iter_mut().for_each(|quotation| quotation.content.sort_unstable());
    quotations.sort_by_key(|quotation| quotation.content.first().copied());
    let parents = parents(&quotations);
    quotations.iter_mut().zip(parents).for_each(|(quotation, parent)| quotation.parent = parent);
    let quotations = Quotations { quotations, ..Quotations::default() };
    Ok(Document { text: markup.text, quotations, ..Document::default() }.with_id(name))
}

/// For each quotation the innermost one in whose content it lies.
fn parents(quotations: &[QuotationRecord]) -> Vec<Option<u32>> {
    let mut parents = vec![None; quotations.len()];
    let mut order: Vec<(usize, &QuotationRecord)> = quotations.iter().enumerate().collect();
    order.sort_by_key(|(_, quotation)| quote::order(quotation));
    let mut around: Vec<(usize, &QuotationRecord)> = Vec::new();
    for (at, own) in order {
        let begin = quote::begin(own);
        around.retain(|(_, outer)| outer.content.iter().any(|part| part.end > begin));
        let parent = around.iter().rev().find(|(_, outer)| outer.holds(own)).map(|(outer, _)| *outer as u32);
        parents[at] = parent;
        around.push((at, own));
    }
    parents
}

#[derive(Default)]
struct Markup {
    text: String,
    quotations: BTreeMap<u32, QuotationRecord>,
}

impl Markup {
    fn read(&mut self, mut rest: &str) -> Result<(), String> {
        let mut open: Vec<(&str, usize)> = Vec::new();
        while let Some(at) = rest.find(['{', '}', '\\']) {
            let (before, after) = rest.split_at(at);
            self.text.push_str(before);
            let mut inside = after.chars();
            rest = match inside.next() {
                Some('\\') => {
                    self.text.push(inside.next().ok_or("a backslash stands before nothing")?);
                    inside.as_str()
                }
                Some('{') => {
                    let (label, inside) = inside.as_str().split_once([' ', '\n']).ok_or("a brace opens no label")?;
                    open.push((label, self.text.len()));
                    inside
                }
                _ => {
                    let (label, start) = open.pop().ok_or("a brace is closed that was not opened")?;
                    self.close(label, Span::new(start, self.text.len()))?;
                    inside.as_str()
                }
            };
        }
        self.text.push_str(rest);
        open.pop().map_or(Ok(()), |(label, _)| Err(format!("`{{{label}` is never closed")))
    }

    fn close(&mut self, label: &str, span: Span) -> Result<(), String> {
        if matches!(label, "term" | "title") {
            return Ok(());
        }
        if span.is_empty() {
            return Err(format!("`{{{label}` marks nothing"));
        }
        let parts = label.split_once('.').and_then(|(number, role)| Some((number.parse().ok()?, role)));
        let (number, role) = parts.ok_or_else(|| format!("`{label}` is no number, full stop and role"))?;
        let quotation = self.quotations.entry(number).or_default();
        match role {
            "content" => quotation.content.push(span),
            "cue" => drop(quotation.cue.get_or_insert(span)),
            "source" => drop(quotation.source.get_or_insert(span)),
            "addressee" => {}
            _ => return Err(format!("there is no role `{role}`; there are content, cue, source and addressee")),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<Document, String> {
        article("bridge", body)
    }

    #[test]
    fn parts_are_those_of_the_braces() {
        let document = read("{1.source Silva} {1.cue said} {1.content it was \\{safe\\}}.").unwrap();
        assert_eq!(document.text, "Silva said it was {safe}.");
        let [quotation] = &document.quotations.quotations[..] else { panic!("{document:?}") };
        let of = |span: Span| span.of(&document.text);
        assert_eq!(quotation.source.map(of), Some("Silva"));
        assert_eq!(quotation.cue.map(of), Some("said"));
        assert_eq!(quotation.content.iter().map(|span| of(*span)).collect::<Vec<_>>(), ["it was {safe}"]);
    }

    #[test]
    fn what_lies_in_a_content_is_nested() {
        let text = "{1.source Silva} {1.cue said} {1.content {2.source Ruiz} {2.cue denied} {2.content it}}";
        let document = read(text).unwrap();
        let parents: Vec<_> = document.quotations.quotations.iter().map(|quotation| quotation.parent).collect();
        assert_eq!(parents, [None, Some(0)]);
    }

    /// What `text` gives as a file.
    fn file(name: &str, text: &str) -> Result<Vec<Document>, Error> {
        let file = std::env::temp_dir().join(format!("pullquote-{name}-{}.txt", std::process::id()));
        fs::write(&file, text).unwrap();
        let found = read_marked(&file);
        fs::remove_file(&file).unwrap();
        found
    }

    #[test]
    fn a_file_without_names_is_refused() {
        let message = file("nameless", "The bridge is safe, Silva said.").expect_err("no name").to_string();
        assert!(message.ends_with(NO_NAME), "{message}");
    }

    #[test]
    fn notes_are_no_text_whatever_ends_the_lines() {
        for end in ["\n", "\r\n"] {
            let lines = ["\u{feff}## one", "Silva left.", "--", "1 indirect", "", "## two", "Rain.", ""];
            let articles = file("notes", &lines.join(end)).unwrap();
            let texts: Vec<_> = articles.iter().map(|article| (article.id().unwrap(), article.text())).collect();
            assert_eq!(texts, [("one", "Silva left."), ("two", "Rain.")]);
        }
    }

    #[test]
    fn wrong_braces_are_named() {
        for (text, reason) in [
            ("{1.cue said", "`{1.cue` is never closed"),
            ("said}", "a brace is closed that was not opened"),
            ("{1.cue}", "a brace opens no label"),
            ("{1.verb said}", "there is no role `verb`; there are content, cue, source and addressee"),
            ("{one.cue said}", "`one.cue` is no number, full stop and role"),
            ("{1 said}", "`1` is no number, full stop and role"),
            ("{1.source Silva} {1.cue said}", "quotation 1 has no content: check its number"),
            ("{1.cue }", "`{1.cue` marks nothing"),
            ("{1.cue said}\\", "a backslash stands before nothing"),
        ] {
            assert_eq!(read(text).unwrap_err(), reason);
        }
    }
}
