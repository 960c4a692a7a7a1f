//! Imports point one way: a module uses only modules before it.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules from low to high; those of one line may use one another.
const LAYERS: &[&[&str]] = &[
    &["span", "error", "text", "names"],
    &["model"],
    &["normalize"],
    &["segment"],
    &["quote"],
    &["speaker"],
    &["document"],
    &["pipeline"],
    &["json", "arrow", "html", "evaluate"],
    &["corpus"],
    &["train"],
    &["cli", "python"],
];

/// Types that the crate re-exports at its root, with the module they come from.
const ROOT: &[(&str, &str)] = &[
    ("Span", "span"),
    ("Error", "error"),
    ("Document", "document"),
    ("Pipeline", "pipeline"),
    ("PipelineBuilder", "pipeline"),
];

#[test]
fn imports_point_from_high_to_low() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for file in rust_files(&src) {
        let path = file.strip_prefix(&src).unwrap();
        let module = path.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
        if module == "lib" || module == "bin" {
            continue;
        }
        let own = layer(&module).unwrap_or_else(|| panic!("{module} is in no layer: add it to LAYERS"));
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let used = code.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(used);
        wrong.extend(
            used.filter(|used| layer(used).is_none_or(|used| used > own))
                .map(|used| format!("{} uses {used}", path.display())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The modules behind each `crate::` of a line.
fn used(line: &str) -> Vec<String> {
    line.split("crate::").skip(1).flat_map(heads).map(|head| home(&head)).collect()
}

/// The first names of `a::b` or of `{a::b, c}`.
fn heads(rest: &str) -> Vec<String> {
    let name = |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    match rest.strip_prefix('{') {
        Some(list) => list
            .split(['}', ';'])
            .next()
            .unwrap_or_default()
            .split(',')
            .map(name)
            .filter(|name| !name.is_empty())
            .collect(),
        None => vec![name(rest)],
    }
}

fn home(name: &str) -> String {
    let found = ROOT.iter().find(|(root, _)| *root == name);
    found.map_or(name, |(_, module)| module).to_owned()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files = Vec::new();
    for path in entries {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}
