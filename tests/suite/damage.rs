//! One article in ten states of damage: what is said, and by whom, is found in all of them, in the damaged text itself.

use pullquote::document::Quotation;
use pullquote::normalize::{NormalizeOptions, normalize};
use pullquote::{Document, Pipeline, Span};
use unicode_normalization::UnicodeNormalization;

const ARTICLE: &str = include_str!("../../examples/wire.txt");

/// Windows-1252 from 0x80 to 0x9F.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";

fn replace(text: &str, new: impl Fn(char) -> String) -> String {
    text.chars().map(|char| if char.is_ascii() { char.to_string() } else { new(char) }).collect()
}

/// UTF-8 read as Windows-1252.
fn misread(text: &str) -> String {
    let windows = |byte: u8| match byte {
        0x80..=0x9F => WINDOWS.chars().nth(usize::from(byte) - 0x80).unwrap(),
        _ => char::from(byte),
    };
    text.bytes().map(windows).collect()
}

/// Windows-1252 read as Latin-1.
fn control(char: char) -> String {
    let at = WINDOWS.chars().position(|windows| windows == char);
    at.map_or(char, |at| char::from(0x80 + at as u8)).to_string()
}

fn named(char: char) -> String {
    let name = match char {
        '“' => "&ldquo;",
        '”' => "&rdquo;",
        '‘' => "&lsquo;",
        '’' => "&rsquo;",
        '—' => "&mdash;",
        _ => return char.to_string(),
    };
    name.to_owned()
}

/// What can befall a text, and the article after it.
fn damaged() -> Vec<(&'static str, String)> {
    let numbered = |char: char| format!("&#{};", char as u32);
    vec![
        ("misread", misread(ARTICLE)),
        ("misread twice", misread(&misread(ARTICLE))),
        ("misread and taken apart", misread(ARTICLE).nfd().collect()),
        ("references by name", replace(ARTICLE, named)),
        ("references by number", replace(ARTICLE, numbered)),
        ("references escaped again", replace(ARTICLE, numbered).replace('&', "&amp;")),
        ("controls for marks", replace(ARTICLE, control)),
        ("line breaks of Windows", ARTICLE.replace('\n', "\r\n")),
        ("spaces that do not break", ARTICLE.replace(' ', "\u{A0}")),
        ("invisible and terminal", format!("\u{FEFF}{}", ARTICLE.replace(" the ", " t\u{AD}h\u{200B}e \u{1B}[1m"))),
    ]
}

/// A stretch of the damaged text as it reads once it is repaired.
fn repaired(text: &str) -> String {
    normalize(text, &NormalizeOptions::default()).text().to_owned()
}

/// Who said what: kind, content, cue and source.
fn said(document: &Document) -> Vec<Vec<String>> {
    let read = |span: Span| repaired(document.text().get(span.range()).unwrap());
    let quotation = |quotation: Quotation<'_>| {
        let content = quotation.content().iter().map(|span| read(*span)).collect::<Vec<_>>().join(" … ");
        let phrase = |span: Option<Span>| span.map(read).unwrap_or_default();
        vec![quotation.kind().as_str().to_owned(), content, phrase(quotation.cue()), phrase(quotation.source())]
    };
    document.quotations().map(quotation).collect()
}

fn sentences(document: &Document) -> Vec<String> {
    document.sentences().map(|sentence| repaired(sentence.text())).collect()
}

#[test]
fn damage_hides_no_quotation() {
    let pipeline = Pipeline::new();
    let clean = pipeline.run(ARTICLE);
    assert!(sentences(&clean).len() > 20);
    assert!(said(&clean).len() >= 12);
    for (damage, text) in damaged() {
        assert_ne!(text, ARTICLE, "{damage}");
        assert_eq!(repaired(&text), ARTICLE, "{damage}");
        let document = pipeline.run(&text);
        assert_eq!(document.text(), text, "{damage}");
        assert_eq!(sentences(&document), sentences(&clean), "{damage}");
        assert_eq!(said(&document), said(&clean), "{damage}");
    }
}
