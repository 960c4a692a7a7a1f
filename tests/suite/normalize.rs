//! Normalization: what others test themselves with, the way back, and what a second run finds.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use pullquote::Span;
use pullquote::normalize::{
    Cut, Dashes, NormalizeOptions, Normalized, Part, Profile, Quotes, Step, Whitespace, normalize,
};
use serde::Deserialize;

/// A file of corpora that lie beside the repository, if they do.
fn corpus(name: &str) -> Option<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/normalization/").to_owned() + name;
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("skipped: no {path}");
    }
    text
}

/// One of the cases that ftfy tests itself with.
#[derive(Deserialize)]
struct FtfyCase {
    original: String,
    fixed: String,
    #[serde(rename = "fixed-encoding")]
    fixed_encoding: Option<String>,
    expect: String,
}

impl FtfyCase {
    /// Whether the repair of encodings alone gives what ftfy's does.
    fn passes(&self) -> bool {
        let options = NormalizeOptions::steps([Step::Mojibake, Step::C1, Step::Mojibake]);
        let expected = self.fixed_encoding.as_ref().unwrap_or(&self.fixed);
        let normalized = normalize(&self.original, &options);
        if normalized.text() != expected {
            eprintln!("{:?}\n  gives {:?}\n  not   {expected:?}", self.original, normalized.text());
        }
        normalized.text() == expected
    }
}

#[test]
fn what_ftfy_repairs_is_repaired() {
    let files = ["synthetic", "in-the-wild", "language-names", "negative"];
    let (mut passed, mut all) = (0, 0);
    for file in files {
        let Some(json) = corpus(&format!("ftfy/{file}.json")) else { return };
        let cases: Vec<FtfyCase> = serde_json::from_str(&json).unwrap();
        for case in cases.iter().filter(|case| case.expect == "pass") {
            let passes = case.passes();
            assert!(passes || file != "negative", "{:?} is clean", case.original);
            passed += usize::from(passes);
            all += 1;
        }
    }
    eprintln!("{passed} of {all}");
    assert!(passed >= 148, "{passed} of {all}");
}

/// The columns of a line of NormalizationTest.txt: a text, and its forms C, D, KC and KD.
fn columns(line: &str) -> Vec<String> {
    let text = |column: &str| {
        column.split(' ').map(|code| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap()).collect()
    };
    line.split(';').take(5).map(text).collect()
}

/// How often a form of one of `texts` is not `expected`, or its edits do not lead back.
fn mismatches(texts: &[String], expected: &str, step: Step) -> usize {
    let options = NormalizeOptions::steps([step]);
    let wrong = |text: &&String| {
        let normalized = normalize(text, &options);
        normalized.text() != expected || normalized.undo() != **text
    };
    texts.iter().filter(wrong).count()
}

#[test]
fn unicode_forms_agree_with_its_own_test() {
    let Some(file) = corpus("NormalizationTest.txt") else { return };
    let mut wrong = 0;
    let mut lines = 0;
    for line in file.lines().filter(|line| line.starts_with(|char: char| char.is_ascii_hexdigit())) {
        let columns = columns(line);
        let [_, nfc, _, nfkc, _] = &columns[..] else { panic!("{line}") };
        wrong += mismatches(&columns[..3], nfc, Step::Nfc);
        wrong += mismatches(&columns[3..], nfkc, Step::Nfc);
        wrong += mismatches(&columns, nfkc, Step::Nfkc);
        lines += 1;
    }
    eprintln!("{wrong} wrong in {lines} lines");
    assert_eq!(wrong, 0);
}

/// The texts of the corpora that lie beside the repository, without those of more than three megabytes.
fn corpora() -> Vec<String> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folders =
        ["polnear/train/text", "polnear/dev/text", "ud", "segmentation", "normalization", "normalization/ftfy"];
    let entries = folders.iter().flat_map(|folder| fs::read_dir(data.join(folder))).flatten().flatten();
    let short = entries.filter(|entry| entry.metadata().is_ok_and(|metadata| metadata.len() < 3_000_000));
    let texts: Vec<String> = short.flat_map(|entry| fs::read_to_string(entry.path())).collect();
    if texts.is_empty() {
        eprintln!("skipped: no corpora in {}", data.display());
    }
    texts
}

#[test]
fn a_second_run_changes_nothing_in_corpora() {
    for text in corpora() {
        for profile in [Profile::Analysis, Profile::Clean, Profile::Search] {
            let options = NormalizeOptions::profile(profile);
            let once = normalize(&text, &options);
            assert_eq!(once.undo(), text);
            let twice = normalize(once.text(), &options);
            assert!(!twice.is_changed(), "{profile:?}: {:?}", twice.edits().next());
        }
    }
}

/// Text of what the steps look for, thrown together.
fn damaged_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(PIECES).prop_map(str::to_owned);
    prop::collection::vec(prop_oneof![4 => pieces, 1 => "\\PC{0,3}"], 0..40).prop_map(|pieces| pieces.concat())
}

/// Line breaks at which a text may be cut, some only at times.
const GAPS: &[&str] = &["\nSo ", "\n\nSo", "\r\n\r\nA.", " \n \nbe", "\n\n\nI'm", "\u{2028}\nAs"];

const PIECES: &[&str] = &[
    "a",
    "é",
    "word ",
    "Word",
    "said ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u{A0}",
    "\u{2009}",
    "\u{3000}",
    "&amp;",
    "&quot;",
    "&amp;quot;",
    "&#8217;",
    "&#x1b;",
    "&#146;",
    "&shy;",
    "&",
    "amp;",
    ";",
    "#",
    "38",
    "&nbsp;",
    "&copy ",
    "&EACUTE;",
    "e\u{301}",
    "\u{301}",
    "\u{323}\u{307}",
    "\u{1100}\u{1161}\u{11A8}",
    "\u{AD}",
    "\u{200B}",
    "\u{200D}",
    "\u{200C}",
    "\u{FEFF}",
    "\u{202A}",
    "👩\u{200D}🚀",
    "می\u{200C}خواهم",
    "क्\u{200D}",
    "\0",
    "\u{7}",
    "\u{1B}[1m",
    "\u{1B}[",
    "\u{1B}]0;t\u{7}",
    "\u{80}",
    "\u{93}",
    "\u{9D}",
    "\u{85}",
    "\u{2028}",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "''",
    "\"",
    "`",
    "``",
    "´",
    "′",
    "″",
    "6",
    "90s",
    "—",
    "–",
    "-",
    "--",
    " -- ",
    "―",
    "…",
    ". . .",
    ".",
    "...",
    "ﬁ",
    "ﬀ",
    "Ａ",
    "！",
    "＆",
    "•",
    "\n• ",
    "\n- ",
    "well-\nknown",
    "ß",
    "Ł",
    "İ",
    "ſ",
    "½",
    "™",
    "Ã©",
    "â€œ",
    "â€™",
    "Ã",
    "Â",
    "Â ",
    "Ã ",
    "©",
    "A\u{303}±",
    "ÃƒÂ©",
    "â€",
    "Ð¿Ñ€",
    "вЂ",
    "√©",
    "\u{9C}",
    "ðŸ˜€",
];

/// Every list of steps that the properties hold for: the profiles, and each step alone with each of its options.
fn every_options() -> Vec<NormalizeOptions> {
    let profiles = [Profile::Analysis, Profile::Clean, Profile::Search].map(NormalizeOptions::profile);
    let single = Step::ALL.map(|step| NormalizeOptions::steps([step]));
    let [mut curled, mut turned, mut plain] =
        [Step::Quotes, Step::Quotes, Step::Whitespace].map(|step| NormalizeOptions::steps([step]));
    curled.quotes = Quotes::Curl;
    turned.quotes = Quotes::RepairDirection;
    plain.whitespace = Whitespace::Plain;
    let mut dashed = NormalizeOptions::steps([Step::Dashes]);
    dashed.dashes = Dashes::Typographic;
    profiles.into_iter().chain(single).chain([curled, turned, plain, dashed]).collect()
}

/// What comes of a text that is cut wherever it may be: the text, and the number of edits.
fn in_parts(raw: &str, options: &NormalizeOptions, cut: Cut) -> (String, usize) {
    let (mut rest, mut parts) = (raw, Vec::new());
    while let Some(at) = cut.last(rest.as_bytes()) {
        let (before, part) = rest.split_at(at);
        parts.push(part);
        rest = before;
    }
    parts.push(rest);
    let (mut text, mut edits) = (String::new(), 0);
    for (at, raw) in parts.iter().rev().enumerate() {
        let part = Part::new(at == 0, at + 1 == parts.len());
        let mut options = options.clone();
        options.part = part;
        let normalized = normalize(raw, &options);
        text += normalized.text();
        edits += normalized.edits().len();
    }
    (text, edits)
}

fn check_spans(normalized: &Normalized<'_>) -> Result<(), TestCaseError> {
    let (raw, text) = (normalized.raw(), normalized.text());
    let mut cursor = normalized.cursor();
    let mut last = Span::default();
    for (start, char) in text.char_indices() {
        let span = Span::new(start, start + char.len_utf8());
        let back = normalized.to_raw(span);
        prop_assert_eq!(cursor.to_raw(span), back);
        prop_assert_eq!(cursor.from_raw(back), normalized.from_raw(back));
        prop_assert!(raw.get(back.range()).is_some(), "{:?} of {:?} cuts a character", back, raw);
        prop_assert!(last.start <= back.start && last.end <= back.end, "{:?} after {:?}", back, last);
        prop_assert!(normalized.from_raw(back).contains(span), "{:?} leaves {:?}", back, span);
        last = back;
    }
    for (start, char) in raw.char_indices() {
        let forth = normalized.from_raw(Span::new(start, start + char.len_utf8()));
        prop_assert!(text.get(forth.range()).is_some(), "{:?} of {:?} cuts a character", forth, text);
    }
    Ok(())
}

fn check_edits(normalized: &Normalized<'_>) -> Result<(), TestCaseError> {
    let mut end = 0;
    for edit in normalized.edits() {
        prop_assert!(edit.raw.start >= end && !edit.steps.is_empty(), "{:?}", edit);
        prop_assert!(edit.raw_text != edit.new_text, "{:?} changes nothing", edit);
        end = edit.raw.end;
    }
    prop_assert_eq!(normalized.undo(), normalized.raw());
    Ok(())
}

proptest! {
    #[test]
    fn parts_make_up_the_whole(raws in prop::collection::vec(damaged_text(), 1..6), gap in prop::sample::select(GAPS)) {
        let raw = raws.join(gap);
        for options in every_options() {
            let Some(cut) = options.cut() else { continue };
            let whole = normalize(&raw, &options);
            let expected = (whole.text().to_owned(), whole.edits().len());
            prop_assert_eq!(in_parts(&raw, &options, cut), expected, "{:?} with {:?}", raw, options);
        }
    }

    #[test]
    fn spans_and_edits_lead_back(raw in damaged_text()) {
        for options in every_options() {
            let normalized = normalize(&raw, &options);
            check_spans(&normalized)?;
            check_edits(&normalized)?;
        }
    }

    #[test]
    fn a_second_run_changes_nothing(raw in damaged_text()) {
        let escaped = NormalizeOptions::steps([Step::HtmlEntities]);
        for options in every_options().into_iter().filter(|options| *options != escaped) {
            let once = normalize(&raw, &options).into_text();
            let twice = normalize(&once, &options);
            let edits: Vec<_> = twice.edits().collect();
            prop_assert!(edits.is_empty(), "{:?} with {:?}: {:?}", once, options, edits);
        }
    }
}
