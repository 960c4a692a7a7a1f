//! Cases of normalization: the shared ones, and those of `tests/cases/normalization`, whose README tells how they are
//! written.

use std::fs;
use std::path::Path;

use pullquote::Span;
use pullquote::normalize::{Dashes, NormalizeOptions, Profile, Quotes, Step, Whitespace, normalize};
use pullquote::text::CodePoints;
use serde::Deserialize;

/// A text before and after, and which of their stretches belong together.
struct Case {
    name: String,
    options: NormalizeOptions,
    raw: String,
    text: String,
    /// What a second run gives.
    again: String,
    /// Stretches of `raw` and of `text`, in bytes.
    pairs: Vec<(Span, Span)>,
}

impl Case {
    /// What is wrong.
    fn failures(&self) -> Vec<String> {
        let normalized = normalize(&self.raw, &self.options);
        let again = normalize(&self.text, &self.options);
        let mut failures = Vec::new();
        let mut expect = |holds: bool, what: String| {
            if !holds {
                failures.push(format!("{}: {what}", self.name));
            }
        };
        expect(normalized.text() == self.text, format!("{:?}, not {:?}", normalized.text(), self.text));
        expect(normalized.undo() == self.raw, format!("undone {:?}", normalized.undo()));
        expect(again.text() == self.again, format!("again {:?}", again.text()));
        expect(again.is_changed() == (self.text != self.again), "an edit that is none".to_owned());
        for &(raw, text) in &self.pairs {
            let (there, back) = (normalized.to_raw(text), normalized.from_raw(raw));
            expect(there == raw, format!("{:?} comes from {:?}", text.of(&self.text), there.of(&self.raw)));
            expect(back == text, format!("{:?} becomes {:?}", raw.of(&self.raw), back.of(normalized.text())));
        }
        failures
    }
}

/// The cases of all files.
fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/normalization");
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let file = path.file_stem().unwrap().to_string_lossy();
            let written = fs::read_to_string(&path).unwrap();
            cases.extend(written.split("\n## ").skip(1).map(|block| read(&file, block)));
        }
    }
    cases
}

#[test]
fn cases_come_out_right() {
    let cases = cases();
    let failures: Vec<String> = cases.iter().flat_map(Case::failures).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(cases.len() > 150, "{} cases", cases.len());
}

/// The case that `block` of a file describes.
fn read(file: &str, block: &str) -> Case {
    let mut lines = block.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let name = format!("{file}: {}", lines.next().unwrap());
    let options = options(lines.next().unwrap());
    let field = |key: &str| block.lines().find_map(|line| line.strip_prefix(key)).map(unmarked);
    let (raw, raw_spans) = field("raw: ").unwrap();
    let (text, spans) = field("text: ").unwrap_or_else(|| (raw.clone(), raw_spans.clone()));
    assert!(block.lines().any(|line| line == "same" || line.starts_with("text: ")), "{name}: no text");
    assert_eq!(raw_spans.len(), spans.len(), "{name}: stretches");
    let again = field("again: ").map_or_else(|| text.clone(), |(again, _)| again);
    Case { name, options, raw, text, again, pairs: raw_spans.into_iter().zip(spans).collect() }
}

/// The options of a line such as `quotes, whitespace, quotes=curl` or `profile: clean`.
fn options(line: &str) -> NormalizeOptions {
    if let Some(profile) = line.strip_prefix("profile: ") {
        return NormalizeOptions::profile(Profile::from_name(profile).unwrap());
    }
    let (settings, steps): (Vec<&str>, Vec<&str>) = line.split(", ").partition(|item| item.contains('='));
    let mut options = NormalizeOptions::steps(steps.iter().map(|step| Step::from_name(step).unwrap()));
    for (name, value) in settings.iter().filter_map(|setting| setting.split_once('=')) {
        match name {
            "quotes" => options.quotes = Quotes::from_name(value).unwrap(),
            "dashes" => options.dashes = Dashes::from_name(value).unwrap(),
            "whitespace" => options.whitespace = Whitespace::from_name(value).unwrap(),
            _ => panic!("{line}: no option {name}"),
        }
    }
    options
}

/// The text that is `written`, and the stretches of it that stand in braces.
fn unmarked(written: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut start) = (String::new(), Vec::new(), 0);
    let mut chars = written.chars();
    while let Some(char) = chars.next() {
        match char {
            '{' => start = text.len(),
            '}' => spans.push(Span::new(start, text.len())),
            '\\' => text.push(escaped(&mut chars)),
            _ => text.push(char),
        }
    }
    (text, spans)
}

fn escaped(chars: &mut std::str::Chars<'_>) -> char {
    match chars.next().unwrap() {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'u' => {
            let (code, rest) = chars.as_str().strip_prefix('{').unwrap().split_once('}').unwrap();
            *chars = rest.chars();
            char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap()
        }
        char => char,
    }
}

/// The file that is shared between projects; it tells itself what its fields mean.
#[derive(Deserialize)]
struct Shared {
    cases: Vec<SharedCase>,
}

/// One case, spans in code points.
#[derive(Deserialize)]
struct SharedCase {
    id: String,
    steps: Vec<String>,
    input: String,
    expected: String,
    #[serde(default)]
    options: SharedOptions,
    #[serde(default)]
    align: Vec<Aligned>,
    needs: Option<String>,
}

#[derive(Default, Deserialize)]
struct SharedOptions {
    quotes: Option<Quotes>,
    dashes: Option<Dashes>,
    whitespace: Option<Whitespace>,
}

#[derive(Deserialize)]
struct Aligned {
    norm: [u32; 2],
    orig: [u32; 2],
}

impl SharedCase {
    fn case(self) -> Case {
        let mut options = NormalizeOptions::steps(self.steps.iter().filter_map(|name| Step::from_name(name)));
        options.quotes = self.options.quotes.unwrap_or_default();
        options.dashes = self.options.dashes.unwrap_or_default();
        options.whitespace = self.options.whitespace.unwrap_or_default();
        let span = |text: &str, [start, end]: [u32; 2]| CodePoints::new(text).span_to_bytes(Span { start, end });
        let pair = |aligned: &Aligned| (span(&self.input, aligned.orig), span(&self.expected, aligned.norm));
        let pairs = self.align.iter().map(pair).collect();
        let (raw, text) = (self.input, self.expected);
        Case { name: self.id, options, again: text.clone(), raw, text, pairs }
    }
}

#[test]
fn shared_cases_come_out_right() {
    let shared: Shared = serde_json::from_str(include_str!("../cases/normalization.json")).unwrap();
    let decidable = shared.cases.into_iter().filter(|case| case.needs.is_none());
    let failures: Vec<String> = decidable.flat_map(|case| case.case().failures()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
