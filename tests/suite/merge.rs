//! Speakers of many documents as one table.

use pullquote::Document;
use pullquote::corpus::{Appearance, Merge, MergedSpeaker};

/// A document with one quotation of each speaker: name, titles, pronouns.
fn document(speakers: &[(&str, &str, &str)]) -> Document {
    let quotation = |index| format!(r#"{{"content": [[0, 5]], "speaker": {index}}}"#);
    let speaker = |(name, titles, pronoun): &(&str, &str, &str)| {
        let titles: Vec<String> =
            titles.split("; ").filter(|title| !title.is_empty()).map(|title| format!("{title:?}")).collect();
        let pronouns = if pronoun.is_empty() { String::new() } else { format!("{pronoun:?}") };
        let category = if *pronoun == "it" { "organization" } else { "person" };
        format!(
            r#"{{"name": {name:?}, "titles": [{}], "pronouns": [{pronouns}], "category": "{category}", "anonymous": {}}}"#,
            titles.join(", "),
            name.starts_with("a ")
        )
    };
    let quotations: Vec<String> = (0..speakers.len()).map(quotation).collect();
    let speakers: Vec<String> = speakers.iter().map(speaker).collect();
    let json = format!(
        r#"{{"schema": "pullquote/1", "text": "Words", "quotations": [{}], "speakers": [{}]}}"#,
        quotations.join(", "),
        speakers.join(", ")
    );
    Document::from_json(&json).unwrap()
}

fn merged(documents: &[&[(&str, &str, &str)]]) -> Vec<MergedSpeaker> {
    let mut merge = Merge::default();
    for (number, speakers) in (0..).zip(documents) {
        let date = format!("2024-05-{:02}", 9 - number);
        merge.add(number, &document(speakers), &Appearance::new(Some(&date), Some("The Herald")));
    }
    merge.rows()
}

/// Each row: its name, the documents it is made of, and why.
fn told(rows: &[MergedSpeaker]) -> Vec<String> {
    let documents =
        |row: &MergedSpeaker| row.members.iter().map(|member| member.document.to_string()).collect::<String>();
    rows.iter().map(|row| format!("{} {}: {}", row.name, documents(row), row.because)).collect()
}

#[test]
fn people_of_one_name_and_title_are_one() {
    let rows =
        merged(&[&[("Ana Ruiz", "Senator", "she")], &[("ANA RUIZ", "former senator", "")], &[("Ana Ruiz", "", "she")]]);
    assert_eq!(told(&rows), ["Ana Ruiz 012: same full name, and in common: senator"]);
    assert_eq!(rows[0].titles, ["Senator", "former senator"]);
    assert_eq!((rows[0].first.as_deref(), rows[0].last.as_deref()), (Some("2024-05-07"), Some("2024-05-09")));
    assert_eq!((rows[0].quotations, rows[0].outlets.as_slice()), (3, &["The Herald".to_owned()][..]));
}

#[test]
fn what_is_left_open_stays_apart() {
    let apart = "in one document; kept apart from 2 of this name, whose title or pronoun differs or is not told";
    let rows = merged(&[&[("Ana Ruiz", "Senator", "")], &[("Ana Ruiz", "goalkeeper", "")], &[("Ana Ruiz", "", "")]]);
    assert_eq!(told(&rows), [0, 1, 2].map(|document| format!("Ana Ruiz {document}: {apart}")));
    let rows = merged(&[&[("Kim Lee", "", "she")], &[("Kim Lee", "", "he")]]);
    assert_eq!(rows.len(), 2);
}

#[test]
fn single_names_need_a_title_and_descriptions_are_never_merged() {
    let rows = merged(&[&[("Ruiz", "", "")], &[("Ruiz", "", "")]]);
    assert_eq!(rows.len(), 2);
    let rows = merged(&[&[("Ruiz", "Senator", "")], &[("Ruiz", "Senator", "")]]);
    assert_eq!(told(&rows), ["Ruiz 01: same name, and in common: senator"]);
    let rows = merged(&[&[("a senior aide", "", "")], &[("a senior aide", "", "")]]);
    assert_eq!(told(&rows), ["a senior aide 0: no name to merge by", "a senior aide 1: no name to merge by"]);
}

#[test]
fn organizations_of_one_name_are_one_whatever_the_order() {
    let speakers: [&[(&str, &str, &str)]; 3] = [
        &[("the Port Authority", "", "it")],
        &[("Port Authority", "", "it"), ("the port", "", "it")],
        &[("Ana Ruiz", "", "")],
    ];
    let rows = merged(&speakers);
    assert_eq!(rows.len(), 3);
    assert_eq!(told(&rows)[0], "the Port Authority 01: same name of an organization");
    let mut merge = Merge::default();
    for (number, speakers) in (0u8..3).zip(speakers).rev() {
        merge.add(number.into(), &document(speakers), &Appearance::default());
    }
    assert_eq!(told(&merge.rows()), told(&rows));
}
