//! Corpora in, model out; the same corpora give the same bytes.

mod brat;
mod calibrate;
mod crf;
mod examples;
mod index;
mod judged;
mod lattice;
mod marked;
mod net;
mod random;

pub use brat::{read_brat, read_polnear};
pub use marked::read_marked;

use std::collections::BTreeMap;

use crate::document::Document;
use crate::error::Error;
use crate::model::{Calibration, ChainWeights, Model, STEPS, Variant, hash_form, write_rates, write_sections};
use examples::{Article, PARTS};

/// Words seen less often have no rate of their own.
const FEWEST: u32 = 3;

/// What the models are for that learn from all but the kept articles.
const FOR_CURVE: &str = "without the articles kept for the calibration";

/// Score of one integer step of a weight, in nats.
const UNIT: f32 = 1.0 / 24.0;

/// Trains a model on articles with gold quotations, such as those of [`read_polnear`] or [`Document::from_json`], up to
/// `variant`: the accurate one takes the fast one along. An article that is given twice counts twice.
///
/// `lessons` are learned from as well, but scores are not fitted to them: texts written to teach are easier than articles, and
/// quotations of articles would get scores that are too high.
///
/// `report` is told what is going on, a line at a time. The result is what [`Model::from_bytes`] reads.
///
/// # Errors
/// If there are no articles with quotations.
pub fn train(
    articles: &[Document],
    lessons: &[Document],
    variant: Variant,
    report: &mut dyn FnMut(&str),
) -> Result<Vec<u8>, Error> {
    if articles.iter().all(|article| article.quotations().len() == 0) {
        return Err(Error::input("no gold quotations to learn from: check the folder or file of the corpus"));
    }
    let articles = examples::articles(articles, lessons);
    let rates = write_rates(&cue_rates(&articles));
    let Fast { labels, roles, curve, judge } = fast(&articles, &rates, report)?;
    let mut sections = vec![rates, labels, roles, curve];
    if variant == Variant::Accurate {
        let nets = accurate(&articles, &sections, judge, report)?;
        sections.extend(nets);
    }
    Ok(put(&sections))
}

/// Sections of the fast variant.
struct Fast {
    labels: Vec<u8>,
    roles: Vec<u8>,
    curve: Vec<u8>,
    /// Labels and roles that have not seen the kept articles.
    judge: [Vec<u8>; 2],
}

fn fast(articles: &[Article<'_>], rates: &[u8], report: &mut dyn FnMut(&str)) -> Result<Fast, Error> {
    let unknown = ChainWeights::unknown().write(UNIT);
    let no_curve = Calibration::default().write();
    let with = |labels: &[u8], roles: &[u8]| Model::from_bytes(put(&[rates, labels, roles, &no_curve]));
    let base = with(&unknown, &unknown)?;
    let mut folds = Vec::new();
    for part in 0..PARTS {
        report(&format!("labels, without part {} of {PARTS}", part + 1));
        let rest = articles.iter().filter(|article| article.part != part);
        folds.push(crf::train(&examples::label_examples(rest, &base), report).write(UNIT));
    }
    let models = folds.iter().map(|labels| with(labels, &unknown)).collect::<Result<Vec<_>, _>>()?;
    let unseen = articles.iter().filter_map(|article| Some((article, models.get(article.part)?)));
    report(&format!("labels, {FOR_CURVE}"));
    let rest = articles.iter().filter(|article| !article.is_kept);
    let judge_labels = crf::train(&examples::label_examples(rest, &base), report).write(UNIT);
    report(&format!("roles, {FOR_CURVE}"));
    let rest = unseen.clone().filter(|(article, _)| !article.is_kept);
    let judge = [judge_labels, crf::train(&examples::role_examples(rest), report).write(UNIT)];
    let curve = fit_curve(articles, |curve| Model::from_bytes(put(&[rates, &judge[0], &judge[1], curve])))?;
    report("roles, all articles");
    let roles = crf::train(&examples::role_examples(unseen), report).write(UNIT);
    report("labels, all articles");
    let labels = crf::train(&examples::label_examples(articles.iter(), &base), report).write(UNIT);
    Ok(Fast { labels, roles, curve, judge })
}

/// The calibration of the accurate variant and its nets; `fast` holds the sections of the fast one.
fn accurate(
    articles: &[Article<'_>],
    fast: &[Vec<u8>],
    [labels, roles]: [Vec<u8>; 2],
    report: &mut dyn FnMut(&str),
) -> Result<Vec<Vec<u8>>, Error> {
    let base = Model::from_bytes(put(fast))?;
    let rest = articles.iter().filter(|article| !article.is_kept);
    let judges = nets(&examples::net_examples(rest, &base), FOR_CURVE, report);
    let curve = fit_curve(articles, |curve| {
        let mut sections = vec![&fast[0][..], &labels, &roles, &fast[3], curve];
        sections.extend(judges.iter().map(Vec::as_slice));
        Model::from_bytes(put(&sections))
    })?;
    let examples = examples::net_examples(articles.iter(), &base);
    let mut sections = vec![curve];
    sections.extend(nets(&examples, "all articles", report));
    Ok(sections)
}

/// One net a seed.
fn nets(examples: &[net::Example], what: &str, report: &mut dyn FnMut(&str)) -> Vec<Vec<u8>> {
    let train = |(number, &seed): (usize, &u64)| {
        report(&format!("net {} of {}, {what}", number + 1, net::SEEDS.len()));
        net::train(examples, seed, report)
    };
    net::SEEDS.iter().enumerate().map(train).collect()
}

/// The calibration of a model on the articles that were kept from it; `model_with` a curve gives the model. First all scores are
/// equal, so that it is chance which of two rivals stays; the second fit sees what the first curve lets stay.
fn fit_curve(articles: &[Article<'_>], model_with: impl Fn(&[u8]) -> Result<Model, Error>) -> Result<Vec<u8>, Error> {
    let unseen = articles.iter().filter(|article| article.is_kept && !article.is_lesson);
    let mut curve = Calibration::default();
    for _ in 0..2 {
        curve = calibrate::fit(&judged::judged(unseen.clone(), &model_with(&curve.write())?));
    }
    Ok(curve.write())
}

fn put<S: AsRef<[u8]>>(sections: &[S]) -> Vec<u8> {
    write_sections(&sections.iter().map(AsRef::as_ref).collect::<Vec<_>>())
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
