//! JSON: what is written is read, what does not fit is named.

use proptest::prelude::*;
use pullquote::json::{JsonOptions, Unit};
use pullquote::quote::Reason;
use pullquote::{Document, Pipeline};

const GOLD: &str = r#"{"schema":"pullquote/1","id":"a","unit":"codepoint","text":"“Él,” dijo.","paragraphs":[{"span":[0,11],"kind":"list_item"}],"sentences":[[0,11]],"tokens":[[0,1],[1,3],[3,4],[4,5],[6,10],[10,11]],"marks":[{"span":[0,5],"use":"speech","closed":true}],"quotations":[{"content":[[0,5]],"cue":[6,10],"source":null,"addressee":null,"kind":"direct","act":"assertion","speaker":0,"score":0.97,"parent":null,"inherited":false}],"speakers":[{"name":"Él","titles":["don"],"category":"person","anonymous":false,"mentions":[[1,3]]}]}"#;

fn options(unit: Unit, text: bool) -> JsonOptions {
    let mut options = JsonOptions::default();
    options.unit = unit;
    options.text = text;
    options
}

#[test]
fn a_document_comes_back_as_it_was_written() {
    let document = Document::from_json(GOLD).unwrap();
    assert_eq!(document.to_json(&JsonOptions::default()), GOLD);
    let quotation = document.quotations().next().unwrap();
    assert_eq!(quotation.text(), "“Él,”");
    assert_eq!(quotation.speaker().unwrap().titles(), ["don"]);
    assert_eq!(document.paragraphs().next().unwrap().sentences().count(), 1);
    assert_eq!(document.sentences().next().unwrap().words().count(), 6);
}

#[test]
fn evidence_comes_back_and_may_be_absent() {
    let json = GOLD.replace(r#""inherited":false}"#, r#""inherited":false,"evidence":["the model labels the cue"]}"#);
    let document = Document::from_json(&json).unwrap();
    assert_eq!(document.quotations().next().unwrap().evidence(), [Reason::Labels]);
    assert_eq!(document.to_json(&JsonOptions::default()), json);
    assert!(Document::from_json(GOLD).unwrap().quotations().next().unwrap().evidence().is_empty());
}

#[test]
fn bytes_and_a_text_kept_elsewhere_are_an_option() {
    let document = Document::from_json(GOLD).unwrap();
    let json = document.to_json(&options(Unit::Byte, false));
    assert!(json.starts_with(r#"{"schema":"pullquote/1","id":"a","unit":"byte","paragraphs":[{"span":[0,16],"#));
    assert_eq!(Document::from_json_with_text(&json, document.text()).unwrap(), document);
    let other = Document::from_json_with_text(GOLD, "another").unwrap_err();
    assert_eq!(other.to_string(), "text: differs from the text given");
}

#[test]
fn what_does_not_fit_is_named() {
    let cases: Vec<&str> = include_str!("../cases/json_errors.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    for case in cases.chunks(2) {
        let error = Document::from_json(case[0]).expect_err(case[0]);
        assert_eq!(error.to_string(), case[1], "for {}", case[0]);
    }
}

#[test]
fn a_long_chain_of_parents_is_read_once() {
    let count = 100_000;
    let nested = (0..count).map(|i| format!(r#"{{"content":[[0,1]],"parent":{}}}"#, (i + 1).min(count - 1)));
    let mut quotations: Vec<String> = nested.collect();
    *quotations.last_mut().unwrap() = r#"{"content":[[0,1]]}"#.to_owned();
    let json = format!(r#"{{"schema":"pullquote/1","text":"a","quotations":[{}]}}"#, quotations.join(","));
    assert_eq!(Document::from_json(&json).unwrap().quotations().len(), count);
}

proptest! {
    #[test]
    fn every_analysis_survives_json(text in "[ -~“”‘’\n\u{e9}\u{1F600}\u{301}\0]{0,120}", byte: bool) {
        let document = Pipeline::new().run(&text);
        let unit = if byte { Unit::Byte } else { Unit::Codepoint };
        prop_assert_eq!(Document::from_json(&document.to_json(&options(unit, true))).unwrap(), document.clone());
        let bare = document.to_json(&options(unit, false));
        prop_assert_eq!(Document::from_json_with_text(&bare, &text).unwrap(), document);
    }

    #[test]
    fn no_json_panics(text in "\\PC*", start: u32, end: u32, index: u32, unit in "byte|codepoint") {
        let _ = Document::from_json(&text);
        let text = serde_json::to_string(&text).unwrap();
        let _ = Document::from_json(&format!(
            r#"{{"schema":"pullquote/1","unit":"{unit}","text":{text},"tokens":[[0,1],[{start},{end}]],
                "quotations":[{{"content":[[0,{end}]],"parent":{index}}}]}}"#
        ));
    }
}
