//! Speakers of the marked-up cases, from gold quotations.

use pullquote::segment::{SegmentOptions, segment};
use pullquote::speaker::{Category, resolve};

use crate::cases::{Case, GoldQuotation, read_all};

/// A name as it is compared: lower case, without article, possessive and punctuation.
fn norm(name: Option<&str>) -> String {
    let lower = name.unwrap_or("none").to_lowercase();
    let article = ["the ", "a ", "an "].iter().find_map(|article| lower.strip_prefix(article));
    let bare = article.unwrap_or(&lower).replace("’s", "").replace("'s", "");
    let words = bare.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Score {
    quotations: usize,
    speaker: usize,
    category: usize,
    anonymous: usize,
    wrong: Vec<String>,
}

impl Score {
    fn add(&mut self, case: &Case, gold: &GoldQuotation, found: (Option<&str>, Category, bool)) {
        let (name, category, anonymous) = found;
        let right =
            [norm(name) == norm(gold.speaker.as_deref()), category == gold.category, anonymous == gold.anonymous];
        self.quotations += 1;
        self.speaker += usize::from(right[0]);
        self.category += usize::from(right[1]);
        self.anonymous += usize::from(right[2]);
        if right.contains(&false) {
            let source = gold.source.first().map_or("", |span| span.of(&case.text));
            let (is, should) = ((category, anonymous), (gold.category, gold.anonymous));
            let names = (name.unwrap_or("none"), gold.speaker.as_deref().unwrap_or("none"));
            self.wrong.push(format!("{}: {source:?} is {} {is:?}, should be {} {should:?}", case.id, names.0, names.1));
        }
    }

    fn share(&self, right: usize) -> f64 {
        100.0 * right as f64 / self.quotations as f64
    }
}

fn score(cases: &[Case]) -> Score {
    let mut score = Score::default();
    for case in cases {
        let segments = segment(&case.text, &SegmentOptions::default());
        let speakers = resolve(&case.text, &segments, &case.gold());
        for (gold, speaker) in case.ordered().into_iter().zip(&speakers.of_quotation) {
            let record = speaker.and_then(|index| speakers.speakers.get(index as usize));
            let found = record.map_or((None, Category::Unknown, false), |record| {
                (Some(record.name.as_str()), record.category, record.anonymous)
            });
            score.add(case, gold, found);
        }
    }
    score
}

#[test]
fn speakers_of_gold_quotations() {
    let score = score(&read_all());
    let shares = [score.share(score.speaker), score.share(score.category), score.share(score.anonymous)];
    let report = score.wrong.join("\n");
    println!("{report}\n{} quotations: speaker, category, anonymous {shares:.1?}", score.quotations);
    assert!(shares[0] >= 90.0 && shares[1] >= 92.0 && shares[2] >= 97.0, "{shares:?}\n{report}");
}
