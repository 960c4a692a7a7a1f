//! Speed of normalization: `cargo bench --bench normalize`.
//!
//! Runs over the articles of PolNeAR if they lie beside the repository, else over those in `examples/`.

use std::fs;
use std::path::Path;

use divan::Bencher;
use divan::counter::BytesCount;
use pullquote::normalize::{NormalizeOptions, Profile, normalize};

fn main() {
    let articles = articles();
    let bytes: usize = articles.iter().map(String::len).sum();
    for profile in PROFILES {
        let options = NormalizeOptions::profile(profile);
        let edits: usize = articles.iter().map(|article| normalize(article, &options).edits_size()).sum();
        println!("{}: {:.3} byte of edits a byte of text", profile.as_str(), edits as f64 / bytes as f64);
    }
    divan::main();
}

const PROFILES: [Profile; 3] = [Profile::Analysis, Profile::Clean, Profile::Search];

/// Whole articles, one text each.
fn articles() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut articles = texts(&root.join("../shared/data/polnear/train/text"));
    if articles.is_empty() {
        articles = texts(&root.join("examples"));
    }
    articles
}

fn texts(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    texts.flat_map(fs::read_to_string).collect()
}

#[divan::bench(args = PROFILES)]
fn news(bencher: Bencher<'_, '_>, profile: Profile) {
    let articles = articles();
    let options = NormalizeOptions::profile(profile);
    let bytes: usize = articles.iter().map(String::len).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| articles.iter().map(|article| normalize(article, &options).text().len()).sum::<usize>());
}

/// Four megabytes of one thing: what takes time that grows with the square shows here.
#[divan::bench(args = ["&", "Ã", "\u{301}", " ", "\n", "'", ". ", "Ã©", "\u{1B}]", "&amp;"], sample_count = 3)]
fn hostile(bencher: Bencher<'_, '_>, piece: &str) {
    let text = piece.repeat((4 << 20) / piece.len());
    let options = NormalizeOptions::profile(Profile::Clean);
    bencher.counter(BytesCount::new(text.len())).bench(|| normalize(&text, &options).text().len());
}
