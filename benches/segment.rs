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

/// Four and eight megabytes of one thing: where time grows with the square of the text, the second is half as fast.
#[divan::bench(
    args = [
        "a", ".", "1", "1,", "a.", "ab.", "! ", "A. ", "(", "()", "[", "\"", "‘", "s’ ", " ", "\n", "x\n", "• ", "1) ",
        "a@", "www.", "a/", "\u{301}", "👍", "U.S. The ",
    ],
    consts = [4, 8],
    sample_count = 3
)]
fn hostile<const MEGABYTES: usize>(bencher: Bencher<'_, '_>, piece: &str) {
    run_on(bencher, &piece.repeat((MEGABYTES << 20) / piece.len()));
}

/// One word of a hundred megabytes.
#[divan::bench(sample_count = 1)]
fn a_long_word(bencher: Bencher<'_, '_>) {
    run_on(bencher, &"a".repeat(100_000_000));
}

/// Ten million periods.
#[divan::bench(args = [".", ". "], sample_count = 1)]
fn periods(bencher: Bencher<'_, '_>, period: &str) {
    run_on(bencher, &period.repeat(10_000_000));
}

fn run_on(bencher: Bencher<'_, '_>, text: &str) {
    let options = SegmentOptions::default();
    bencher.counter(BytesCount::new(text.len())).bench(|| segment(text, &options).words.len());
}
