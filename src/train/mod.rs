//! Corpora in, model out; the same corpora give the same bytes.

mod calibrate;
mod crf;
mod examples;
mod index;
mod lattice;
mod net;
mod polnear;
mod random;

pub use polnear::read_polnear;

use std::collections::BTreeMap;

use crate::document::Document;
use crate::error::Error;
use crate::model::{Calibration, ChainWeights, Model, STEPS, Variant, hash_form, write_rates, write_sections};
use examples::Article;

/// Words seen less often have no rate of their own.
const FEWEST: u32 = 3;

/// Parts into which the articles are split, so that the second chain learns from labels of articles that the first
/// chain had not seen.
const FOLDS: usize = 4;

/// Score of one integer step of a weight, in nats.
const UNIT: f32 = 1.0 / 24.0;

/// Features whose weights all lie within this of zero are left out. More is dear: on `PolNeAR` dev 0.14 instead of 0.12
/// cost 2 F1 in every role.
const LEAST: f32 = 0.07;

/// Trains a model on articles with gold quotations, such as those of [`read_polnear`] or [`Document::from_json`]: both
/// variants, or one `only`.
///
/// `report` is told what is going on, a line at a time. The result is what [`Model::from_bytes`] reads.
///
/// # Errors
/// If there are no articles with quotations.
pub fn train(articles: &[Document], only: Option<Variant>, report: &mut dyn FnMut(&str)) -> Result<Vec<u8>, Error> {
    if articles.iter().all(|article| article.quotations().len() == 0) {
        return Err(Error::input("no gold quotations to learn from: check the folder or file of the corpus"));
    }
    let articles: Vec<Article> = articles.iter().map(Article::new).collect();
    let rates = write_rates(&cue_rates(&articles));
    let fast = if only == Some(Variant::Accurate) { Default::default() } else { fast(&articles, &rates, report)? };
    let accurate = if only == Some(Variant::Fast) { Default::default() } else { accurate(&articles, &rates, report)? };
    let sections: Vec<&[u8]> = [&rates].into_iter().chain(&fast).chain(&accurate).map(|section| &section[..]).collect();
    Ok(write_sections(&sections))
}

/// Both chains and their calibration.
fn fast(articles: &[Article<'_>], rates: &[u8], report: &mut dyn FnMut(&str)) -> Result<[Vec<u8>; 3], Error> {
    let unknown = ChainWeights::unknown().write(UNIT, LEAST);
    let no_curve = Calibration::default().write();
    let put = |labels: &[u8], roles: &[u8]| Model::from_bytes(write_sections(&[rates, labels, roles, &no_curve]));
    let base = put(&unknown, &unknown)?;
    let mut folds = Vec::new();
    for fold in 0..FOLDS {
        report(&format!("labels, without part {} of {FOLDS}", fold + 1));
        let rest = articles.iter().enumerate().filter(|(number, _)| number % FOLDS != fold).map(|(_, article)| article);
        folds.push(crf::train(&examples::label_examples(rest, &base), report).write(UNIT, LEAST));
    }
    let models = folds.iter().map(|labels| put(labels, &unknown)).collect::<Result<Vec<_>, _>>()?;
    let unseen =
        articles.iter().enumerate().filter_map(|(number, article)| Some((article, models.get(number % FOLDS)?)));
    report(&format!("roles, without part 1 of {FOLDS}, for the calibration"));
    let rest = unseen.clone().enumerate().filter(|(number, _)| number % FOLDS != 0).map(|(_, pair)| pair);
    let roles = crf::train(&examples::role_examples(rest), report).write(UNIT, LEAST);
    let judge = put(folds.first().unwrap_or(&unknown), &roles)?;
    let curve = calibrate::fit(&examples::margins(articles.iter().step_by(FOLDS), &judge)).write();
    report("roles, all articles");
    let roles = crf::train(&examples::role_examples(unseen), report).write(UNIT, LEAST);
    report("labels, all articles");
    let labels = crf::train(&examples::label_examples(articles.iter(), &base), report).write(UNIT, LEAST);
    Ok([labels, roles, curve])
}

/// The net and its calibration.
fn accurate(articles: &[Article<'_>], rates: &[u8], report: &mut dyn FnMut(&str)) -> Result<[Vec<u8>; 2], Error> {
    let unknown = ChainWeights::unknown().write(UNIT, LEAST);
    let no_curve = Calibration::default().write();
    let base = Model::from_bytes(write_sections(&[rates, &unknown, &unknown, &no_curve]))?;
    report(&format!("net, without part 1 of {FOLDS}, for the calibration"));
    let rest = articles.iter().enumerate().filter(|(number, _)| number % FOLDS != 0).map(|(_, article)| article);
    let net = net::train(&examples::net_examples(rest, &base), report);
    let judge = Model::from_bytes(write_sections(&[rates, &[], &[], &[], &net, &no_curve]))?;
    let curve = calibrate::fit(&examples::margins(articles.iter().step_by(FOLDS), &judge)).write();
    report("net, all articles");
    let net = net::train(&examples::net_examples(articles.iter(), &base), report);
    Ok([net, curve])
}

/// In how many of [`STEPS`] steps each word form is a cue where it occurs.
fn cue_rates(articles: &[Article]) -> BTreeMap<u32, u8> {
    let mut counts: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for (word, is_cue) in articles.iter().flat_map(Article::words_and_cues) {
        let (seen, cues) = counts.entry(hash_form(word)).or_default();
        *seen += 1;
        *cues += u32::from(is_cue);
    }
    let rate = |(seen, cues): (u32, u32)| (cues * u32::from(STEPS)).div_ceil(seen + 2).min(STEPS.into()) as u8;
    let known = counts.into_iter().filter(|(_, (seen, cues))| *seen >= FEWEST && *cues > 0);
    known.map(|(form, count)| (form, rate(count))).collect()
}
