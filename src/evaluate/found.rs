//! Which gold quotations were found, and what of them is right.

use super::count::Share;
use super::measure::{Evaluation, Item, Side, overlap};
use crate::Span;
use crate::quote::MarkUse;

/// Share of the contents that a prediction has in common with the gold quotation that it finds.
const ENOUGH: f64 = 0.5;

pub(super) fn count(evaluation: &mut Evaluation, gold: &Side<'_>, predicted: &Side<'_>) {
    evaluation.found.gold += gold.quotations.len();
    evaluation.found.predicted += predicted.quotations.len();
    let mut free: Vec<&Item<'_>> = predicted.quotations.iter().collect();
    let mut perfect = true;
    for item in &gold.quotations {
        let Some(index) = best(item, &free) else {
            perfect = false;
            continue;
        };
        evaluation.found.right += 1;
        perfect &= compare(evaluation, item, free.remove(index));
    }
    evaluation.documents.add(perfect && free.is_empty());
    count_marks(evaluation, gold, predicted);
}

/// The free prediction that covers `gold` best, the last of equals.
fn best(gold: &Item<'_>, free: &[&Item<'_>]) -> Option<usize> {
    let covers = free.iter().map(|item| overlap(&gold.content, &item.content)).enumerate();
    let (index, cover) = covers.max_by(|a, b| a.1.total_cmp(&b.1))?;
    (cover >= ENOUGH).then_some(index)
}

/// Counts what is right; whether spans, kind and speaker all are.
fn compare(evaluation: &mut Evaluation, gold: &Item<'_>, found: &Item<'_>) -> bool {
    if !gold.addressee.is_empty() {
        evaluation.addressee.add(gold.addressee == found.addressee);
    }
    if gold.inherited {
        evaluation.inherited.add(found.inherited);
    }
    if gold.nested {
        evaluation.nested.add(found.nested);
    }
    evaluation.act.add(gold.act == found.act);
    evaluation.category.add(gold.category == found.category);
    evaluation.anonymous.add(gold.anonymous == found.anonymous);
    let parts: [(&mut Share, bool); 5] = [
        (&mut evaluation.content, gold.content == found.content),
        (&mut evaluation.cue, gold.cue == found.cue),
        (&mut evaluation.source, gold.source == found.source),
        (&mut evaluation.kind, gold.kind == found.kind),
        (&mut evaluation.speaker, bare_name(gold.speaker) == bare_name(found.speaker)),
    ];
    let mut all = true;
    for (share, right) in parts {
        share.add(right);
        all &= right;
    }
    all
}

/// A name without article, possessive, case and punctuation; `none` where there is none.
fn bare_name(name: Option<&str>) -> String {
    let name = name.unwrap_or("none").to_lowercase().replace("’s", "").replace("'s", "");
    let name = ["the ", "a ", "an "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(&name);
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn count_marks(evaluation: &mut Evaluation, gold: &Side<'_>, predicted: &Side<'_>) {
    for &(span, r#use) in gold.marks.iter().filter(|mark| mark.1 != MarkUse::Speech) {
        evaluation.r#use.add(predicted.marks.contains(&(span, r#use)));
        if !is_in_content(span, gold) {
            evaluation.kept_out.add(!is_in_content(span, predicted));
        }
    }
}

fn is_in_content(span: Span, side: &Side<'_>) -> bool {
    side.quotations.iter().flat_map(|item| &item.content).any(|content| content.contains(span))
}
