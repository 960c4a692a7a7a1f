//! One article in HTML.

use std::fmt::Write as _;

use super::escape;
use super::marks::{Marked, Piece, Role, marks, pieces};
use crate::Document;
use crate::document::Quotation;

/// The article without its style.
pub(crate) fn article(document: &Document) -> String {
    let marks = marks(document);
    let quotations: Vec<Quotation<'_>> = document.quotations().collect();
    let mut html = String::from("<article class=\"pullquote\">\n");
    if let Some(id) = document.id() {
        let _ = writeln!(html, "<p class=\"pullquote-id\">{}</p>", escape(id));
    }
    html.push_str("<div class=\"pullquote-text\">");
    for piece in pieces(&marks, document.text().len()) {
        push_piece(&mut html, document, &quotations, &piece);
    }
    html.push_str("</div>\n");
    html.push_str(LEGEND);
    html.push_str("</article>\n");
    html
}

const LEGEND: &str = "<p class=\"pullquote-legend\"><span class=\"pullquote-content\">content</span> \
     <span class=\"pullquote-cue\">cue</span> <span class=\"pullquote-source\">source</span> \
     <span class=\"pullquote-addressee\">addressee</span> \
     <span class=\"pullquote-terms\">terms of anonymity</span> <span class=\"pullquote-speaker\">speaker</span></p>\n";

fn push_piece(html: &mut String, document: &Document, quotations: &[Quotation<'_>], piece: &Piece<'_>) {
    let text = escape(piece.span.of(document.text()));
    if piece.marks.is_empty() || text.is_empty() {
        html.push_str(&text);
    } else {
        let title =
            innermost(&piece.marks, quotations).map(|quotation| format!(" title=\"{}\"", escape(&about(quotation))));
        let _ = write!(html, "<span class=\"{}\"{}>{text}</span>", classes(&piece.marks), title.unwrap_or_default());
    }
    for quotation in piece.ends.iter().filter_map(|index| quotations.get(*index)) {
        let _ = write!(html, "<span class=\"pullquote-speaker\">{}</span>", escape(who(*quotation)));
    }
}

fn innermost<'d>(marks: &[&Marked], quotations: &[Quotation<'d>]) -> Option<Quotation<'d>> {
    marks.iter().rev().find_map(|mark| mark.quotation.and_then(|index| quotations.get(index))).copied()
}

fn classes(marks: &[&Marked]) -> String {
    let mut roles: Vec<Role> = marks.iter().map(|mark| mark.role).collect();
    roles.sort_unstable();
    roles.dedup();
    let names: Vec<&str> = roles.into_iter().map(class).collect();
    names.join(" ")
}

fn class(role: Role) -> &'static str {
    match role {
        Role::Headline => "pullquote-headline",
        Role::Furniture => "pullquote-furniture",
        Role::Content => "pullquote-content",
        Role::Terms => "pullquote-terms",
        Role::Addressee => "pullquote-addressee",
        Role::Source => "pullquote-source",
        Role::Cue => "pullquote-cue",
    }
}

fn who<'d>(quotation: Quotation<'d>) -> &'d str {
    quotation.speaker().map_or("no source", |speaker| speaker.name())
}

/// Why the source of `quotation` was taken to mean its speaker.
fn because<'d>(quotation: Quotation<'d>) -> Option<&'d str> {
    let (speaker, source) = (quotation.speaker()?, quotation.source()?);
    let mut reasons = speaker.mentions().iter().zip(speaker.evidence());
    reasons.find(|(mention, _)| **mention == source).map(|(_, evidence)| evidence.because.as_str())
}

/// What a reader sees who points at a part of `quotation`.
fn about(quotation: Quotation<'_>) -> String {
    let speaker = quotation.speaker();
    let joined = |words: &[String], with: &str| (!words.is_empty()).then(|| words.join(with));
    let titles = speaker.and_then(|speaker| joined(speaker.titles(), "; "));
    let affiliation = speaker.and_then(|speaker| speaker.affiliation()).map(|body| format!("of {body}"));
    let pronouns = speaker.and_then(|speaker| joined(speaker.pronouns(), "/"));
    let anonymous = speaker.is_some_and(|speaker| speaker.anonymous());
    [
        Some(who(quotation).to_owned()),
        titles,
        affiliation,
        pronouns,
        anonymous.then(|| "anonymous".to_owned()),
        Some(format!("{} {}", quotation.kind().as_str(), quotation.act().as_str())),
        because(quotation).map(str::to_owned),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" · ")
}
