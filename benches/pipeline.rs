//! Speed of each stage and of the whole pipeline, in bytes and in words a second.
//!
//! `cargo bench --bench pipeline`; on the articles of `examples/`, and on `PolNeAR` dev where it lies beside the repository.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on says so")]

use std::path::Path;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use pullquote::Pipeline;
use pullquote::model::{Model, Variant};
use pullquote::quote::{QuoteOptions, detect};
use pullquote::segment::{SegmentOptions, segment};
use pullquote::speaker::resolve;

fn main() {
    divan::main();
}

/// The corpora that are there, as folders of text files.
fn corpora() -> Vec<&'static str> {
    let folders = ["examples", "../shared/data/polnear/dev/text"];
    folders.into_iter().filter(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).is_dir()).collect()
}

fn texts(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let files = entries.map(|entry| entry.unwrap().path());
    let texts = files.filter(|file| file.extension().is_some_and(|extension| extension == "txt"));
    texts.map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

fn model(accurate: bool) -> Model {
    Model::embedded(if accurate { Variant::Accurate } else { Variant::Fast })
}

fn bytes(texts: &[String]) -> BytesCount {
    BytesCount::new(texts.iter().map(String::len).sum::<usize>())
}

fn words(texts: &[String]) -> ItemsCount {
    let count = |text: &String| segment(text, &SegmentOptions::default()).words.len();
    ItemsCount::new(texts.iter().map(count).sum::<usize>())
}

/// Reading a model file that is in memory, checksum included.
#[divan::bench]
fn load(bencher: Bencher<'_, '_>) {
    let bytes = include_bytes!("../src/model/en.bin");
    bencher.counter(BytesCount::new(bytes.len())).bench_local(|| Model::from_bytes(*bytes));
}

#[divan::bench(args = corpora(), sample_count = 20)]
fn cut(bencher: Bencher<'_, '_>, folder: &str) {
    let texts = texts(folder);
    let run = || texts.iter().map(|text| segment(text, &SegmentOptions::default()).words.len()).sum::<usize>();
    bencher.counter(bytes(&texts)).counter(words(&texts)).bench_local(run);
}

#[divan::bench(args = corpora(), consts = [false, true], sample_count = 20)]
fn quote<const ACCURATE: bool>(bencher: Bencher<'_, '_>, folder: &str) {
    let texts = texts(folder);
    let model = model(ACCURATE);
    let cut: Vec<_> = texts.iter().map(|text| (text, segment(text, &SegmentOptions::default()))).collect();
    let options = QuoteOptions::default();
    let run =
        || cut.iter().map(|(text, segments)| detect(text, segments, &model, &options).quotations.len()).sum::<usize>();
    bencher.counter(bytes(&texts)).counter(words(&texts)).bench_local(run);
}

#[divan::bench(args = corpora(), sample_count = 20)]
fn speaker(bencher: Bencher<'_, '_>, folder: &str) {
    let texts = texts(folder);
    let model = model(false);
    let found = |text: &String| {
        let segments = segment(text, &SegmentOptions::default());
        let quotations = detect(text, &segments, &model, &QuoteOptions::default());
        (segments, quotations)
    };
    let found: Vec<_> = texts.iter().map(|text| (text, found(text))).collect();
    let run =
        || found.iter().map(|(text, (segments, found))| resolve(text, segments, found).speakers.len()).sum::<usize>();
    bencher.counter(bytes(&texts)).counter(words(&texts)).bench_local(run);
}

#[divan::bench(args = corpora(), consts = [false, true], sample_count = 20)]
fn pipeline<const ACCURATE: bool>(bencher: Bencher<'_, '_>, folder: &str) {
    let texts = texts(folder);
    let pipeline = Pipeline::builder().model(model(ACCURATE)).build();
    let run = || texts.iter().map(|text| pipeline.run(text).quotations().len()).sum::<usize>();
    bencher.counter(bytes(&texts)).counter(words(&texts)).bench_local(run);
}

/// An article of `count` sources: names, pronouns, role nouns and anonymous officials in turn.
fn many_mentions(count: usize) -> String {
    let sentence = |number: usize| match number % 5 {
        0 => format!("Senator Ana{number} Ruiz{} said the roof leaked. ", number % 997),
        1 => "She said it had leaked for years.\n\n".to_owned(),
        2 => "The senator said nobody came. ".to_owned(),
        3 => format!("An official at the Port{} Authority said somebody would. ", number % 89),
        _ => "The official said it was raining.\n\n".to_owned(),
    };
    (0..count).map(sentence).collect()
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 10)]
fn speaker_of_many_mentions(bencher: Bencher<'_, '_>, count: usize) {
    let text = many_mentions(count);
    let segments = segment(&text, &SegmentOptions::default());
    let quotations = detect(&text, &segments, &model(false), &QuoteOptions::default());
    bencher.counter(BytesCount::new(text.len())).bench_local(|| resolve(&text, &segments, &quotations).speakers.len());
}
