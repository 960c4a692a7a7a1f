//! Speakers of the marked-up cases, from gold quotations.

use proptest::prelude::*;
use pullquote::Span;
use pullquote::quote::{Act, QuotationKind, QuotationRecord, Quotations};
use pullquote::segment::{SegmentOptions, segment};
use pullquote::speaker::{Category, Speakers, resolve};

use crate::cases::{Case, GoldQuotation, read_all};

/// A name as it is compared: lower case, without article, possessive and punctuation.
fn norm(name: Option<&str>) -> String {
    let lower = name.unwrap_or("none").to_lowercase();
    let article = ["the ", "a ", "an "].iter().find_map(|article| lower.strip_prefix(article));
    let bare = article.unwrap_or(&lower).replace("’s", "").replace("'s", "");
    let words = bare.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether two speakers go by one name.
pub(crate) fn same_name(a: Option<&str>, b: Option<&str>) -> bool {
    norm(a) == norm(b)
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
    assert!(shares[0] >= 98.0 && shares[1] >= 99.0 && shares[2] >= 99.0, "{shares:?}\n{report}");
}

/// Quotations with sources at odd places of a text, as a noisy labeller gives them.
fn noisy(text: &str, cuts: &[(usize, usize, usize)]) -> Quotations {
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let record = |(index, &(start, length, content)): (usize, &(usize, usize, usize))| QuotationRecord {
        content: vec![Span::new(boundary(content), boundary(content + 40))],
        cue: None,
        source: (length > 0).then(|| Span::new(boundary(start), boundary(start + length))),
        addressee: None,
        kind: QuotationKind::Direct,
        act: Act::Assertion,
        score: 1.0,
        parent: (length % 3 == 2).then_some(index as u32 / 2),
        inherited: length == 0,
        evidence: Vec::new(),
    };
    Quotations { marks: Vec::new(), quotations: cuts.iter().enumerate().map(record).collect() }
}

fn hold(speakers: &Speakers, quotations: &Quotations) {
    assert_eq!(speakers.of_quotation.len(), quotations.quotations.len());
    let indices = speakers.of_quotation.iter().flatten();
    assert!(indices.clone().all(|index| (*index as usize) < speakers.speakers.len()));
    for record in &speakers.speakers {
        assert_eq!(record.evidence.len(), record.mentions.len(), "{record:?}");
        assert!(record.terms.is_empty() || record.anonymous, "{record:?}");
        assert!(!record.mentions.is_empty() && record.mentions.is_sorted(), "{record:?}");
    }
}

proptest! {
    #[test]
    fn any_sources_of_any_text_have_speakers_in_range(
        text in "([A-Za-z.,’“” \n]|the |He |Dr |Anna |and |who |said |police |of |’s |é){0,80}",
        cuts in proptest::collection::vec((0usize..200, 0usize..30, 0usize..200), 0..12),
    ) {
        let quotations = noisy(&text, &cuts);
        let segments = segment(&text, &SegmentOptions::default());
        let speakers = resolve(&text, &segments, &quotations);
        hold(&speakers, &quotations);
        prop_assert_eq!(&speakers, &resolve(&text, &segments, &quotations));
    }
}

#[test]
fn hostile_texts_end() {
    for piece in ["a", "A", " ", "“", "(", "\n", "A. ", "a\u{301}", "The official and ", "Anna Silva, ", "A’s ", "he "]
    {
        let text = piece.repeat(200_000 / piece.len());
        let cuts: Vec<_> = (0..200).map(|number| (number * 900, 1 + number % 40, number * 1000)).collect();
        let whole = [(0, text.len(), 0)];
        for cuts in [&cuts[..], &whole[..]] {
            let quotations = noisy(&text, cuts);
            hold(&resolve(&text, &segment(&text, &SegmentOptions::default()), &quotations), &quotations);
        }
    }
}

/// The speakers of a text in which `sources`, in order, say something.
fn speakers_of(text: &str, sources: &[&str]) -> Speakers {
    let mut from = 0;
    let record = |source: &&str| {
        let start = from + text[from..].find(*source).unwrap();
        from = start + source.len();
        let end = from + text[from..].find(['.', '\n']).unwrap_or(text.len() - from);
        QuotationRecord {
            content: vec![Span::new(end, end)],
            cue: None,
            source: Some(Span::new(start, from)),
            addressee: None,
            kind: QuotationKind::Indirect,
            act: Act::Assertion,
            score: 1.0,
            parent: None,
            inherited: false,
            evidence: Vec::new(),
        }
    };
    let quotations = sources.iter().map(record).collect();
    resolve(text, &segment(text, &SegmentOptions::default()), &Quotations { marks: Vec::new(), quotations })
}

#[test]
fn terms_of_anonymity_are_those_of_the_speaker() {
    let told = [
        (
            "A senior aide, who was authorized to discuss the talks, said it rained.",
            "A senior aide",
            "who was authorized to discuss the talks",
        ),
        (
            "An official told the Herald on condition of anonymity: it rained.",
            "An official",
            "on condition of anonymity",
        ),
        (
            "Speaking on condition of anonymity, a guard said it rained.",
            "a guard",
            "Speaking on condition of anonymity",
        ),
        (
            "It rained, a guard said. The guard spoke on condition of anonymity because he fears for his job.",
            "a guard",
            "spoke on condition of anonymity because he fears for his job",
        ),
        (
            "Two clerks who asked not to be named said it rained.",
            "Two clerks who asked not to be named",
            "who asked not to be named",
        ),
        ("Maria Silva, who was authorized to discuss the talks, said it rained.", "Maria Silva", ""),
    ];
    for (text, source, terms) in told {
        let speakers = speakers_of(text, &[source]);
        let found: Vec<&str> = speakers.speakers[0].terms.iter().map(|span| span.of(text)).collect();
        assert_eq!(found.join(" | "), terms, "{text}");
        assert!(!speakers.speakers[0].name.contains(" who "), "{:?}", speakers.speakers[0]);
    }
}

#[test]
fn every_mention_says_why_it_is_its_speakers() {
    let text = "Mrs. Ana Ruiz, a senator, said it rained. Ruiz said it poured. She said it hailed. The senator said it froze. \
                A guard said it thawed. They said it snowed.";
    let speakers = speakers_of(text, &["Mrs. Ana Ruiz, a senator", "Ruiz", "She", "The senator", "A guard", "They"]);
    let evidence = speakers.speakers.iter().flat_map(|speaker| &speaker.evidence);
    let because: Vec<&str> = evidence.map(|evidence| evidence.because.as_str()).collect();
    let expected = [
        "Mrs. Ana Ruiz, a senator: named here; a person by the title or role before the name",
        "Ruiz → Ana Ruiz: part of the full name; no other of that name",
        "She → Ruiz: the best fit among those spoken of; a title or noun tells the gender (certain)",
        "The senator → She: called by this noun or one of its kind before",
        "A guard: described here for the first time; a noun for one person; no name is given",
        "They: nothing in the text tells who it is",
    ];
    assert_eq!(because, expected);
    let antecedent = speakers.speakers[0].evidence[2].antecedent;
    assert_eq!(antecedent.map(|span| span.of(text)), Some("Ruiz"));
}
