//! Figures: what counts as right.

use pullquote::Document;
use pullquote::evaluate::{Counts, EvaluateOptions, Evaluation, Share};

const TEXT: &str = "“Nein,” sagte Silva, the chair, on Monday. “So far,” she said.";

fn document(quotations: &str) -> Document {
    let json = format!(
        r#"{{"schema": "pullquote/1", "text": "{TEXT}", "quotations": [{quotations}],
            "marks": [{{"span": [43, 52], "use": "term"}}],
            "speakers": [{{"name": "Maria Silva", "category": "person"}}, {{"name": "the maria silva’s"}}]}}"#
    );
    Document::from_json(&json).unwrap()
}

fn evaluate(gold: &str, predicted: &str) -> Evaluation {
    let mut evaluation = Evaluation::new(EvaluateOptions::default());
    evaluation.add(&document(gold), &document(predicted));
    evaluation
}

const GOLD: &str = r#"{"content": [[0, 7]], "cue": [8, 13], "source": [14, 31], "kind": "direct", "speaker": 0}"#;

#[test]
fn what_equals_the_gold_is_all_right() {
    let figures = evaluate(GOLD, GOLD);
    let all = Counts { right: 1, predicted: 1, gold: 1 };
    assert_eq!((figures.found, figures.linked, figures.whole), (all, all, all));
    assert_eq!((figures.documents, figures.r#use), (Share { right: 1, of: 1 }, Share { right: 1, of: 1 }));
    assert_eq!(figures.kept_out, Share { right: 1, of: 1 });
}

#[test]
fn a_comma_after_the_source_and_an_article_before_a_name_count_neither_way() {
    let predicted = GOLD.replace("[14, 31]", "[14, 30]").replace("\"speaker\": 0", "\"speaker\": 1");
    let figures = evaluate(GOLD, &predicted);
    assert_eq!((figures.source.right, figures.speaker.right, figures.category.right), (1, 1, 0));
    assert_eq!(figures.documents.right, 1);
}

#[test]
fn half_of_the_content_is_found_and_less_is_not() {
    let half = evaluate(GOLD, &GOLD.replace("[[0, 7]]", "[[0, 4]]"));
    assert_eq!((half.found.right, half.content.right, half.linked.right, half.whole.right), (1, 0, 1, 0));
    let less = evaluate(GOLD, &GOLD.replace("[[0, 7]]", "[[0, 3]]"));
    assert_eq!((less.found.right, less.linked.right, less.cue.of, less.cue_exact.right), (0, 0, 0, 1));
}

#[test]
fn a_link_needs_cue_and_source() {
    let figures = evaluate(GOLD, &GOLD.replace("[14, 31]", "null"));
    assert_eq!((figures.found.right, figures.linked.right), (1, 0));
}

#[test]
fn nested_quotations_can_be_left_out() {
    let nested = format!(r#"{GOLD}, {{"content": [[1, 5]], "kind": "direct", "parent": 0}}"#);
    let mut figures = Evaluation::new(EvaluateOptions { outermost: true });
    figures.add(&document(GOLD), &document(&nested));
    assert_eq!((figures.documents.right, figures.found.predicted), (1, 1));
    assert_eq!(evaluate(GOLD, &nested).found.predicted, 2);
}
