//! Speed of segmentation: `cargo bench --bench segment`.
//!
//! Paragraphs, sentences, tokens and words together, one thread. Runs over the articles in `examples/`, and over those of
//! PolNeAR if they lie beside the repository.

use std::fs;
use std::path::Path;

use divan::Bencher;
use divan::counter::BytesCount;
use pullquote::segment::{Profile, SegmentOptions, segment};

fn main() {
    divan::main();
}

/// The texts of a folder, in order of their names; none if it is not there.
fn texts(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    texts.flat_map(fs::read_to_string).collect()
}

#[divan::bench(args = ["examples", "../shared/data/polnear/dev/text"], sample_count = 30)]
fn ud(bencher: Bencher<'_, '_>, folder: &str) {
    run(bencher, folder, &SegmentOptions::default());
}

#[divan::bench(args = ["examples", "../shared/data/polnear/dev/text"], sample_count = 30)]
fn ptb(bencher: Bencher<'_, '_>, folder: &str) {
    run(bencher, folder, &SegmentOptions::default().profile(Profile::Ptb));
}

fn run(bencher: Bencher<'_, '_>, folder: &str, options: &SegmentOptions) {
    let articles = texts(folder);
    let bytes: usize = articles.iter().map(String::len).sum();
    let words = || articles.iter().map(|article| segment(article, options).words.len()).sum::<usize>();
    bencher.counter(BytesCount::new(bytes)).bench(words);
}

/// Four megabytes of one thing: what takes time that grows with the square shows here.
#[divan::bench(
    args = ["a", ".", "a.", "ab.", "! ", "A. ", "(", "[", "\"", "‘", "s’ ", " ", "\n", "x\n", "• ", "a@", "www.", "\u{301}", "👍"],
    sample_count = 3
)]
fn hostile(bencher: Bencher<'_, '_>, piece: &str) {
    let text = piece.repeat((4 << 20) / piece.len());
    let options = SegmentOptions::default();
    bencher.counter(BytesCount::new(text.len())).bench(|| segment(&text, &options).words.len());
}
