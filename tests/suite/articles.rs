//! Whole articles with everything that is found in them, in a form that a person can review.
//!
//! `NAME.quotations` says what is found in `NAME.txt`; `PULLQUOTE_UPDATE=1` writes it anew.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use pullquote::document::{Paragraph, Quotation, Speaker};
use pullquote::segment::ParagraphKind;
use pullquote::{Document, Pipeline, Span};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles")
}

/// The articles of this folder and those of the demonstration.
fn articles() -> Vec<PathBuf> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let files = [folder(), examples].into_iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut texts: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    texts.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    texts.sort();
    texts
}

/// One line of text.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Paragraphs that are not body, then a block for each quotation.
fn snapshot(document: &Document) -> String {
    let furniture = document.paragraphs().filter(|paragraph| paragraph.kind() != ParagraphKind::Body);
    let mut page: String = furniture.map(beside_body).collect();
    for quotation in document.quotations() {
        page.push('\n');
        page.push_str(&block(document, quotation));
    }
    page
}

fn beside_body(paragraph: Paragraph<'_>) -> String {
    format!("{}: {}\n", paragraph.kind().as_str(), line(paragraph.text()))
}

fn block(document: &Document, quotation: Quotation<'_>) -> String {
    let mut block = format!("{} {}", quotation.kind().as_str(), quotation.act().as_str());
    block.push_str(if quotation.parent().is_some() { ", nested" } else { "" });
    block.push_str(if quotation.inherited() { ", inherited\n" } else { "\n" });
    let phrases = [("source", quotation.source()), ("cue", quotation.cue()), ("addressee", quotation.addressee())];
    let phrases = phrases.into_iter().filter_map(|(part, span)| Some((part, span?)));
    let content = quotation.content().iter().map(|span| ("content", *span));
    writeln!(block, "  speaker: {}", quotation.speaker().map_or_else(|| "none".to_owned(), speaker)).unwrap();
    for (part, span) in phrases.chain(content) {
        writeln!(block, "  {part}: {}", said(document, span)).unwrap();
    }
    block
}

fn said(document: &Document, span: Span) -> String {
    line(span.of(document.text()))
}

fn speaker(speaker: Speaker<'_>) -> String {
    let anonymous = if speaker.anonymous() { ", anonymous" } else { "" };
    format!("{} [{}{anonymous}]", line(speaker.name()), speaker.category().as_str())
}

#[test]
fn articles_give_what_their_snapshots_say() {
    let pipeline = Pipeline::new();
    for article in articles() {
        let found = snapshot(&pipeline.run(&fs::read_to_string(&article).unwrap()));
        let path = folder().join(article.with_extension("quotations").file_name().unwrap());
        if std::env::var_os("PULLQUOTE_UPDATE").is_some() {
            fs::write(&path, &found).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(found, expected, "{}: not what {} says", article.display(), path.display());
    }
}
