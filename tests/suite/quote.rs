//! Quotations of the marked-up cases, and what holds for the quotations of any text.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use pullquote::document::{Document, Quotation};
use pullquote::model::{Model, Variant};
use pullquote::quote::Reason;
use pullquote::{Pipeline, Span};

use crate::cases::{Case, GoldQuotation, read_all};

/// Cases that are not wholly right, each with what is wrong; a case that becomes right must leave the list.
const KNOWN_FAILURES: [(Variant, &str); 2] =
    [(Variant::Accurate, "tests/cases/known_failures.txt"), (Variant::Fast, "tests/cases/known_failures_fast.txt")];

#[test]
fn cases_are_right_or_known_to_fail() {
    for (variant, known) in KNOWN_FAILURES {
        hold_cases(&pipeline(variant), known);
    }
}

fn hold_cases(pipeline: &Pipeline, known: &str) {
    let cases = read_all();
    let wrong = cases.iter().map(|case| (case.id.clone(), faults(case, &pipeline.run(&case.text))));
    let found: String = wrong
        .filter(|(_, faults)| !faults.is_empty())
        .map(|(id, faults)| format!("{id} | {}\n", faults.join("; ")))
        .collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(known);
    let text = fs::read_to_string(&path).unwrap();
    let (head, known) = text.split_at(text.find("\n\n").map_or(0, |at| at + 2));
    if std::env::var_os("PULLQUOTE_UPDATE").is_some() {
        fs::write(&path, format!("{head}{found}")).unwrap();
        return;
    }
    let changed = changes(known, &found);
    assert!(changed.is_empty(), "run again with PULLQUOTE_UPDATE=1 and review the difference:\n{}", changed.join("\n"));
}

fn changes(known: &str, found: &str) -> Vec<String> {
    let lines = |text: &str| -> BTreeMap<String, String> {
        let pairs = text.lines().filter_map(|line| line.split_once(" | "));
        pairs.map(|(id, faults)| (id.to_owned(), faults.to_owned())).collect()
    };
    let (known, found) = (lines(known), lines(found));
    let gone = known.keys().filter(|id| !found.contains_key(*id)).map(|id| format!("- {id}: right now"));
    let new = found
        .iter()
        .filter(|(id, faults)| known.get(*id) != Some(faults))
        .map(|(id, faults)| format!("+ {id} | {faults}"));
    gone.chain(new).collect()
}

/// What is not as the case says, in words.
fn faults(case: &Case, document: &Document) -> Vec<String> {
    let mut free: Vec<Quotation<'_>> = document.quotations().collect();
    let mut faults = Vec::new();
    for (number, gold) in (1..).zip(case.ordered()) {
        let best = free.iter().map(|found| overlap(&gold.content, found.content())).enumerate();
        let best = best.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        match best.filter(|(_, overlap)| *overlap >= 0.5) {
            Some((at, _)) => faults.extend(compare(number, gold, free.remove(at), &case.text)),
            None => faults.push(format!("{number} missed")),
        }
    }
    faults.extend(free.iter().map(|found| format!("{:?} is none", clip(&found.text()))));
    let uses: BTreeMap<Span, _> = document.marks().map(|mark| (mark.span(), mark.r#use())).collect();
    let wrong = case.marks.iter().filter(|(span, r#use)| uses.get(span) != Some(r#use));
    faults.extend(wrong.map(|(span, r#use)| format!("{} is no {}", clip(span.of(&case.text)), r#use.as_str())));
    faults
}

fn compare(number: usize, gold: &GoldQuotation, found: Quotation<'_>, text: &str) -> Option<String> {
    let without_comma = |spans: &[Span]| -> Vec<Span> {
        let trim = |span: &Span| Span { end: span.end - u32::from(span.of(text).ends_with(',')), ..*span };
        spans.iter().map(trim).collect()
    };
    let one = |span: Option<Span>| span.into_iter().collect::<Vec<_>>();
    let speaker = found.speaker().map(|speaker| speaker.name().to_owned());
    let parts = [
        ("content", gold.content == found.content()),
        ("cue", gold.cue == one(found.cue())),
        ("source", without_comma(&gold.source) == without_comma(&one(found.source()))),
        ("addressee", gold.addressee == one(found.addressee())),
        ("kind", gold.kind == found.kind()),
        ("act", gold.act == found.act()),
        ("inherited", gold.inherited == found.inherited()),
        ("nesting", gold.nested == found.parent().is_some()),
        ("speaker", crate::speaker::same_name(gold.speaker.as_deref(), speaker.as_deref())),
    ];
    let wrong: Vec<&str> = parts.iter().filter(|(_, right)| !right).map(|(part, _)| *part).collect();
    (!wrong.is_empty()).then(|| format!("{number} {}", wrong.join(", ")))
}

/// Bytes that both have, as a share of those that either has.
fn overlap(a: &[Span], b: &[Span]) -> f64 {
    let bytes = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
    let pair = |x: &Span, y: &Span| x.end.min(y.end).saturating_sub(x.start.max(y.start)) as usize;
    let both: usize = a.iter().flat_map(|x| b.iter().map(move |y| pair(x, y))).sum();
    both as f64 / (bytes(a) + bytes(b) - both).max(1) as f64
}

fn clip(text: &str) -> String {
    text.chars().take(24).collect()
}

/// Text of what makes quotations hard: marks of all kinds, cues, names, breaks.
fn article() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "“",
        "”",
        "\"",
        "'",
        "‘",
        "’",
        "«",
        "»",
        "``",
        "''",
        "„",
        " ",
        " ",
        " ",
        "\n\n",
        ". ",
        ", ",
        ": ",
        " — ",
        "(",
        ")",
        "said",
        "told",
        "according to",
        "Silva",
        "Maria Silva",
        "she",
        "that",
        "the mayor",
        "it rains",
        "asked",
        "won’t",
        "6'2\"",
        "…",
        "é",
        "👩‍👩‍👧",
        "\r\n",
        "\u{301}",
        "The",
        "and",
        "urged",
        "him to go",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

#[test]
fn evidence_names_the_pattern_and_the_marks() {
    let document = Pipeline::new().run("“A choir is a village that has agreed on the key.” — Beatriz Nogueira, poet");
    let quotation = document.quotations().next().unwrap();
    assert_eq!(quotation.evidence(), [Reason::Signed, Reason::Marked]);
    assert_eq!(quotation.evidence()[0].as_str(), "a dash and a name follow marks");
}

fn pipeline(variant: Variant) -> Pipeline {
    Pipeline::builder().model(Model::embedded(variant)).build()
}

fn variant() -> impl Strategy<Value = Variant> {
    prop::sample::select(vec![Variant::Fast, Variant::Accurate])
}

proptest! {
    #[test]
    fn every_span_is_text_of_the_caller(text in article(), variant in variant()) {
        let document = pipeline(variant).run(&text);
        for quotation in document.quotations() {
            let parts = quotation.content().iter().copied().chain(quotation.cue()).chain(quotation.source()).chain(quotation.addressee());
            for span in parts {
                prop_assert!(text.get(span.range()).is_some_and(|part| !part.is_empty()), "{span:?}");
            }
        }
    }

    #[test]
    fn something_decided_every_quotation(text in article(), variant in variant()) {
        let document = pipeline(variant).run(&text);
        for quotation in document.quotations() {
            prop_assert!(!quotation.evidence().is_empty(), "{:?}", quotation.text());
        }
    }

    #[test]
    fn cue_and_source_lie_outside_the_content(text in article(), variant in variant()) {
        let document = pipeline(variant).run(&text);
        for quotation in document.quotations() {
            for part in quotation.cue().into_iter().chain(quotation.source()).chain(quotation.addressee()) {
                prop_assert!(!quotation.content().iter().any(|content| content.overlaps(part)), "{part:?} in {:?}", quotation.content());
            }
        }
    }

    #[test]
    fn the_spans_of_a_content_are_in_order_and_apart(text in article(), variant in variant()) {
        let document = pipeline(variant).run(&text);
        for quotation in document.quotations() {
            prop_assert!(quotation.content().windows(2).all(|pair| pair[0].end <= pair[1].start), "{:?}", quotation.content());
        }
    }

    #[test]
    fn quotations_nest_or_are_apart(text in article(), variant in variant()) {
        let document = pipeline(variant).run(&text);
        let all: Vec<_> = document.quotations().collect();
        for (at, a) in all.iter().enumerate() {
            for b in all.iter().skip(at + 1) {
                let touch = a.content().iter().any(|x| b.content().iter().any(|y| x.overlaps(*y)));
                let nested = ancestors(*a).any(|other| other.index() == b.index()) || ancestors(*b).any(|other| other.index() == a.index());
                prop_assert!(!touch || nested, "{:?} and {:?}", a.text(), b.text());
            }
        }
    }

    #[test]
    fn pairs_of_marks_nest_or_are_apart(text in article(), variant in variant()) {
        let document = pipeline(variant).run(&text);
        let spans: Vec<Span> = document.marks().map(|mark| mark.span()).collect();
        for (at, a) in spans.iter().enumerate() {
            for b in spans.iter().skip(at + 1) {
                prop_assert!(!a.overlaps(*b) || a.contains(*b) || b.contains(*a), "{a:?} {b:?}");
            }
        }
    }
}

fn ancestors(quotation: Quotation<'_>) -> impl Iterator<Item = Quotation<'_>> {
    std::iter::successors(quotation.parent(), |parent| parent.parent())
}
