//! Models that are not what they should be, and training.

use pullquote::Pipeline;
use pullquote::model::Model;

fn embedded() -> Vec<u8> {
    std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model/en.bin")).unwrap()
}

/// Sets the number that stands in the header at byte `at`.
fn with_number(at: usize, number: u32) -> Vec<u8> {
    let mut bytes = embedded();
    bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
    bytes
}

fn refusal(bytes: Vec<u8>) -> String {
    Model::from_bytes(bytes).expect_err("the model is damaged").to_string()
}

#[test]
fn the_embedded_model_is_read_from_its_bytes() {
    let model = Model::from_bytes(embedded()).unwrap();
    let document = Pipeline::builder().model(model).build().run("“We won,” said Ana Silva.");
    assert_eq!(document.quotations().len(), 1);
}

#[test]
fn a_file_that_is_no_model_is_refused() {
    assert_eq!(
        refusal(b"PK\x03\x04".to_vec()),
        "model: not a pullquote model: the file does not begin with `pullquot`"
    );
}

#[test]
fn a_model_of_another_version_is_refused() {
    let wanted = "model: format version 7, but this release reads 4: train it again with `pullquote train`";
    assert_eq!(refusal(with_number(8, 7)), wanted);
}

#[test]
fn a_model_with_other_features_is_refused() {
    assert!(refusal(with_number(12, 0)).starts_with("model: feature schema 0, but this release reads "));
}

#[test]
fn a_model_that_is_cut_short_is_refused() {
    let whole = embedded();
    for length in [8, 12, 20, 30, 1000, whole.len() / 2, whole.len() - 1] {
        let message = refusal(whole[..length].to_vec());
        assert!(message.starts_with("model: cut short"), "{length} bytes: {message}");
    }
}

#[test]
fn an_altered_byte_is_noticed() {
    let whole = embedded();
    for at in [24, 100, whole.len() / 2, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        let message = refusal(bytes);
        assert!(message.starts_with("model: cut short or altered: checksum"), "byte {at}: {message}");
    }
}

#[cfg(all(feature = "train", feature = "serde"))]
mod training {
    use pullquote::Pipeline;
    use pullquote::document::Document;
    use pullquote::model::{Model, Variant};
    use pullquote::train::train;

    use crate::cases::read_all;

    /// The marked-up cases as gold documents, in the JSON that anybody's gold comes in.
    fn gold() -> Vec<Document> {
        read_all().iter().map(|case| Document::from_json(&gold_json(&case.text, &case.gold())).unwrap()).collect()
    }

    fn gold_json(text: &str, gold: &pullquote::quote::Quotations) -> String {
        let span = |span: &pullquote::Span| format!("[{},{}]", span.start, span.end);
        let maybe = |part: &Option<pullquote::Span>| part.as_ref().map_or("null".to_owned(), span);
        let one = |quotation: &pullquote::quote::QuotationRecord| {
            let content: Vec<String> = quotation.content.iter().map(span).collect();
            let parent = quotation.parent.map_or("null".to_owned(), |parent| parent.to_string());
            format!(
                r#"{{"content":[{}],"cue":{},"source":{},"kind":"{}","act":"{}","parent":{parent}}}"#,
                content.join(","),
                maybe(&quotation.cue),
                maybe(&quotation.source),
                quotation.kind.as_str(),
                quotation.act.as_str(),
            )
        };
        let all: Vec<String> = gold.quotations.iter().map(one).collect();
        let text = serde_json::to_string(text).unwrap();
        format!(r#"{{"schema":"pullquote/1","unit":"byte","text":{text},"quotations":[{}]}}"#, all.join(","))
    }

    #[test]
    fn the_same_articles_give_the_same_bytes() {
        let gold = gold();
        let once = || train(gold.get(..8).unwrap(), &[], Variant::Accurate, &mut |_| {}).unwrap();
        assert!(once() == once());
    }

    #[test]
    fn a_model_of_ones_own_finds_quotations() {
        let model = train(&gold(), &[], Variant::Fast, &mut |_| {}).unwrap();
        let pipeline = Pipeline::builder().model(Model::from_bytes(model).unwrap()).build();
        let document = pipeline.run("“We will appeal,” Maria Silva said. “And we will win.”");
        let cues = document.quotations().filter_map(|quotation| quotation.cue());
        assert_eq!(cues.map(|cue| cue.of(document.text())).collect::<Vec<_>>(), ["said"]);
    }

    #[test]
    fn nothing_to_learn_from_is_an_error() {
        let message = train(&[], &[], Variant::Fast, &mut |_| {}).expect_err("no articles").to_string();
        assert_eq!(message, "no gold quotations to learn from: check the folder or file of the corpus");
    }
}

#[cfg(feature = "train")]
mod brat {
    use std::path::Path;

    use pullquote::train::{read_brat, read_polnear};

    #[test]
    fn a_folder_of_texts_and_annotations_side_by_side_is_read() {
        let articles = read_brat(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/brat")).unwrap();
        let [article] = articles.as_slice() else { panic!("{} articles", articles.len()) };
        assert_eq!(article.id(), Some("council"));
        let part = |span: Option<pullquote::Span>| span.map(|span| span.of(article.text()));
        let parts = article.quotations().map(|quotation| (part(quotation.source()), part(quotation.cue())));
        let expected = [(Some("council leader Ana Ruiz"), Some("promised")), (Some("she"), Some("said"))];
        assert_eq!(parts.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_first_annotator_of_an_article_is_read_and_pieces_keep_their_offsets() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/polnear");
        let articles = read_polnear(&folder).unwrap();
        let [article] = articles.as_slice() else { panic!("{} articles", articles.len()) };
        let part = |span: pullquote::Span| span.of(article.text());
        let quotation = article.quotations().next().unwrap();
        assert_eq!(article.id(), Some("gazette_2020-01-01_fair-opens"));
        assert_eq!(quotation.content().iter().map(|span| part(*span)).collect::<Vec<_>>(), ["“the goat", "won.”"]);
        assert_eq!(
            (quotation.cue().map(part), quotation.source().map(part)),
            (Some("said"), Some("Café owner Ana Ruiz"))
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let message = read_polnear(Path::new("no/such/corpus")).expect_err("no folder").to_string();
        assert!(message.starts_with("no/such/corpus/attributions: "), "{message}");
    }
}

#[cfg(feature = "train")]
mod lessons {
    use std::collections::HashSet;
    use std::path::Path;

    use pullquote::Document;
    use pullquote::segment::{SegmentOptions, segment};
    use pullquote::train::read_marked;

    /// Words of a sentence that everybody may write: `He declined to comment.`
    const COMMON: usize = 5;

    /// All lessons; none in a package, which has none.
    fn lessons() -> Vec<Document> {
        let Ok(folder) = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons")) else {
            eprintln!("skipped: the folder lessons is not part of this package");
            return Vec::new();
        };
        let files = folder.map(|entry| entry.unwrap().path());
        let texts = files.filter(|file| file.extension().is_some_and(|extension| extension == "txt"));
        texts.flat_map(|file| read_marked(&file).unwrap()).collect()
    }

    fn sentences(text: &str) -> impl Iterator<Item = &str> {
        let segments = segment(text, &SegmentOptions::default());
        let spans: Vec<_> = segments.sentences.iter().map(|sentence| sentence.span).collect();
        spans.into_iter().map(|span| span.of(text)).filter(|sentence| sentence.split(' ').count() > COMMON)
    }

    #[test]
    fn every_quotation_of_the_lessons_has_its_parts_apart() {
        for lesson in lessons() {
            for quotation in lesson.quotations() {
                let parts = quotation.source().into_iter().chain(quotation.cue());
                let overlapping =
                    parts.filter(|part| quotation.content().iter().any(|content| content.overlaps(*part)));
                assert_eq!(overlapping.count(), 0, "{:?}: {:?}", lesson.id(), quotation.content());
            }
        }
    }

    #[test]
    fn no_sentence_of_the_cases_is_a_lesson() {
        let lessons = lessons();
        let learned: HashSet<&str> = lessons.iter().flat_map(|lesson| sentences(lesson.text())).collect();
        let cases = crate::cases::read_all();
        let both = cases.iter().flat_map(|case| sentences(&case.text)).filter(|sentence| learned.contains(sentence));
        assert_eq!(both.collect::<Vec<_>>(), Vec::<&str>::new());
    }
}
