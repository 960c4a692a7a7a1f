//! Gold articles as marked-up text: `{1.source Silva} {1.cue said} {1.content the bridge was safe}`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::Span;
use crate::document::Document;
use crate::error::Error;
use crate::quote::{QuotationRecord, Quotations};

/// Reads the articles of a file of marked-up text.
///
/// A line that begins with `## ` names an article; its text follows, to the next such line or to a line `--`, behind which notes
/// may stand that are passed over. `{1.content …}`, `{1.cue …}` and `{1.source …}` are parts of quotation 1 of the article; braces
/// nest, and several contents are the spans of one. Other labels, such as `{1.addressee …}` and `{term …}`, mark nothing that a
/// model learns. A literal brace is written `\{`.
///
/// # Errors
/// If the file is missing or no UTF-8, or a brace is never closed or opens no label; the message names file and article.
pub fn read_marked(file: &Path) -> Result<Vec<Document>, Error> {
    let text = fs::read_to_string(file).map_err(|error| Error::io(file, error))?;
    let parts = text.split("\n## ").map(|part| part.strip_prefix("## ").unwrap_or(part));
    let named =
        parts.map(|part| part.split_once('\n').unwrap_or((part, ""))).filter(|(_, body)| !body.trim().is_empty());
    named.map(|(name, body)| article(name.trim(), body).map_err(|reason| wrong(file, name, &reason))).collect()
}

fn wrong(file: &Path, name: &str, reason: &str) -> Error {
    Error::input(format!("{}, article `{}`: {reason}", file.display(), name.trim()))
}

fn article(name: &str, body: &str) -> Result<Document, String> {
    let body = body.trim_end();
    let (marked, _notes) = body.split_once("\n--\n").unwrap_or((body.strip_suffix("\n--").unwrap_or(body), ""));
    let mut markup = Markup::default();
    markup.read(marked.trim_matches('\n'))?;
    let mut quotations: Vec<QuotationRecord> =
        markup.quotations.into_values().filter(|quotation| !quotation.content.is_empty()).collect();
    quotations.iter_mut().for_each(|quotation| quotation.content.sort_unstable());
    quotations.sort_by_key(|quotation| quotation.content.first().copied());
    let held: Vec<Option<u32>> = quotations.iter().map(|inner| parent(&quotations, inner)).collect();
    quotations.iter_mut().zip(held).for_each(|(quotation, parent)| quotation.parent = parent);
    let quotations = Quotations { quotations, ..Quotations::default() };
    Ok(Document { text: markup.text, quotations, ..Document::default() }.with_id(name))
}

/// A quotation in whose content `inner` lies.
fn parent(quotations: &[QuotationRecord], inner: &QuotationRecord) -> Option<u32> {
    quotations.iter().position(|outer| outer.holds(inner)).map(|at| at as u32)
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
            let literal = after.strip_prefix('\\').and_then(|next| next.chars().next());
            rest = if let Some(next) = literal {
                self.text.push(next);
                after.get(1 + next.len_utf8()..).unwrap_or_default()
            } else if let Some(inside) = after.strip_prefix('{') {
                let (label, inside) = inside.split_once([' ', '\n']).ok_or("a brace opens no label")?;
                open.push((label, self.text.len()));
                inside
            } else {
                let (label, start) = open.pop().ok_or("a brace is closed that was not opened")?;
                self.close(label, Span::new(start, self.text.len()))?;
                after.get(1..).unwrap_or_default()
            };
        }
        self.text.push_str(rest);
        open.pop().map_or(Ok(()), |(label, _)| Err(format!("`{{{label}` is never closed")))
    }

    fn close(&mut self, label: &str, span: Span) -> Result<(), String> {
        let Some((number, role)) = label.split_once('.') else { return Ok(()) };
        let number = number.parse().map_err(|_| format!("`{label}` is no number, full stop and role"))?;
        let quotation = self.quotations.entry(number).or_default();
        match role {
            "content" => quotation.content.push(span),
            "cue" => quotation.cue = Some(quotation.cue.map_or(span, |cue| cue.cover(span))),
            "source" => quotation.source = Some(quotation.source.map_or(span, |source| source.cover(span))),
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
        let document =
            read("\n{1.source Silva} {1.cue said} {1.content it was \\{safe\\}}.\n--\n1 indirect\n").unwrap();
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

    #[test]
    fn wrong_braces_are_named() {
        for (text, reason) in [
            ("{1.cue said", "`{1.cue` is never closed"),
            ("said}", "a brace is closed that was not opened"),
            ("{1.cue}", "a brace opens no label"),
            ("{1.verb said}", "there is no role `verb`; there are content, cue, source and addressee"),
            ("{one.cue said}", "`one.cue` is no number, full stop and role"),
        ] {
            assert_eq!(read(text).unwrap_err(), reason);
        }
    }
}
