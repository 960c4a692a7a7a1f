//! Articles with gold quotations to the signs of right and wrong ones.

use super::examples::Article;
use crate::Span;
use crate::evaluate::{Roles, linked};
use crate::model::{Model, Signs};
use crate::quote::reader::Reader;
use crate::quote::{self, Likely, QuotationRecord, QuoteOptions, Reason};

/// The signs of every quotation that [`quote::detect`] has from the labels of `model`, and whether it is right.
pub(super) fn judged<'a>(articles: impl Iterator<Item = &'a Article<'a>>, model: &Model) -> Vec<(Signs, bool)> {
    articles.flat_map(|article| judge(article, model)).collect()
}

fn judge(article: &Article<'_>, model: &Model) -> Vec<(Signs, bool)> {
    let (reader, signs) = (Reader::new(model), signs(article, model));
    let mut found = quote::detect(article.text, &article.segments, model, &QuoteOptions::default()).quotations;
    found.retain(|quotation| quotation.parent.is_none());
    let right = right(&article.gold, &found);
    let own = |quotation: &QuotationRecord| {
        let cue = quotation.cue.filter(|_| is_learned(quotation))?;
        let mut here = signs.iter().filter(|(other, _)| other.overlaps(cue)).map(|(_, signs)| *signs);
        here.find(|signs| reader.probability(signs) == quotation.score)
    };
    found.iter().zip(right).filter_map(|(quotation, right)| Some((own(quotation)?, right))).collect()
}

/// Whether the model made it, and not from inside another one.
fn is_learned(quotation: &QuotationRecord) -> bool {
    matches!(quotation.evidence.first(), Some(Reason::Labels | Reason::SecondLook))
        && !quotation.evidence.contains(&Reason::Inside)
}

/// The signs of all that may be quotations, each with its cue.
fn signs(article: &Article<'_>, model: &Model) -> Vec<(Span, Signs)> {
    let mut reader = Reader::new(model);
    let mut found = Vec::new();
    for (words, sequence) in article.sequences(model) {
        for Likely { parts, signs, .. } in quote::likely(sequence, &mut reader) {
            let cue = words.get(parts.cue.0..parts.cue.1).unwrap_or_default();
            found.extend(cue.first().zip(cue.last()).map(|(first, last)| (first.cover(*last), signs)));
        }
    }
    found
}

/// Whether each of `found` is linked to a gold quotation.
fn right(gold: &[QuotationRecord], found: &[QuotationRecord]) -> Vec<bool> {
    let roles = |quotation: &QuotationRecord| -> Roles {
        [quotation.source.into_iter().collect(), quotation.cue.into_iter().collect(), quotation.content.clone()]
    };
    let found_roles: Vec<Roles> = found.iter().map(roles).collect();
    let mut free: Vec<usize> = (0..found.len()).collect();
    let mut right = vec![false; found.len()];
    for gold in gold {
        let left: Vec<&Roles> = free.iter().map(|&at| &found_roles[at]).collect();
        linked(&roles(gold), &left).into_iter().for_each(|at| right[free.remove(at)] = true);
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotation(content: (usize, usize), cue: (usize, usize), source: Option<(usize, usize)>) -> QuotationRecord {
        let span = |(start, end)| Span::new(start, end);
        QuotationRecord {
            content: vec![span(content)],
            cue: Some(span(cue)),
            source: source.map(span),
            ..QuotationRecord::default()
        }
    }

    #[test]
    fn a_gold_quotation_makes_the_one_with_most_of_its_content_right() {
        let gold = [quotation((20, 40), (10, 14), Some((0, 9)))];
        let found = [
            quotation((20, 31), (10, 14), Some((0, 9))),
            quotation((20, 39), (10, 14), Some((0, 4))),
            quotation((20, 40), (10, 14), None),
            quotation((20, 40), (50, 54), Some((0, 9))),
        ];
        assert_eq!(right(&gold, &found), [false, true, false, false]);
    }

    #[test]
    fn less_than_half_of_a_content_is_wrong() {
        let gold = [quotation((20, 40), (10, 14), None)];
        assert_eq!(right(&gold, &[quotation((31, 40), (10, 14), None)]), [false]);
        assert_eq!(right(&gold, &[quotation((30, 40), (10, 14), None)]), [true]);
    }
}
