//! The command, run as a process.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use pullquote::normalize::{NormalizeOptions, Profile, normalize};
use serde_json::Value;

pub(crate) fn pullquote(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pullquote"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub(crate) fn run(args: &[&str], stdin: &[u8]) -> Output {
    let mut child = pullquote(args).spawn().unwrap();
    // A command that fails early does not read its input.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub(crate) fn scratch(name: &str, bytes: &[u8]) -> PathBuf {
    let path = std::env::temp_dir().join(format!("pullquote-{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn json_lines_are_documents_in_order() {
    let a = scratch("a.txt", "“No,” she said.".as_bytes());
    let b = scratch("b.jsonl", b"{\"id\": 7, \"text\": \"B.\"}\n\n{\"id\": \"c\", \"text\": \"C.\"}\n");
    for threads in ["1", "3"] {
        let (a, b) = (a.to_str().unwrap(), b.to_str().unwrap());
        let output = run(&["quotes", "--format", "jsonl", "--threads", threads, a, b], b"");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let documents: Vec<Value> =
            text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(documents[0]["id"].as_str().unwrap().ends_with("a.txt"));
        let rest: Vec<_> = documents.iter().skip(1).map(|d| (d["id"].as_str(), d["text"].as_str())).collect();
        assert_eq!(rest, [(Some("7"), Some("B.")), (Some("c"), Some("C."))]);
    }
}

#[test]
fn columns_go_along() {
    let table = "id,text,date\n1,\"“No,” she said.\",=May\n2,It rained.,June\n";
    let args = ["quotes", "--input", "csv", "--columns", "date"];
    let csv = run(&[&args[..], &["--format", "csv"]].concat(), table.as_bytes());
    let lines: Vec<String> = text(&csv.stdout).lines().map(str::to_owned).collect();
    assert!(lines[0].starts_with("\u{feff}id,document,index,text,content,cue,cue_start,cue_end,"), "{lines:?}");
    assert!(lines[1].starts_with("1,0,0,\"“No,”\",0-5,said,") && lines[1].ends_with(",'=May"), "{lines:?}");
    assert_eq!((csv.status.code(), lines.len()), (Some(0), 2));

    let json = run(&[&args[..], &["--format", "jsonl"]].concat(), table.as_bytes());
    let last: Value = serde_json::from_str(text(&json.stdout).lines().last().unwrap()).unwrap();
    assert_eq!((last["id"].as_str(), last["columns"]["date"].as_str()), (Some("2"), Some("June")));

    let taken = run(&["tokens", "--input", "csv", "--columns", "date,text", "--format", "csv"], table.as_bytes());
    assert_eq!(taken.status.code(), Some(1));
    assert!(text(&taken.stderr).contains("column \"text\" is one of the table's own; rename it"));
}

#[test]
fn options_of_json_are_heard() {
    let args = ["quotes", "--format", "jsonl", "--unit", "byte", "--no-text"];
    let document: Value = serde_json::from_slice(&run(&args, "“No,” she said.".as_bytes()).stdout).unwrap();
    assert_eq!((document["unit"].as_str(), document["id"].as_str(), document.get("text")), (Some("byte"), None, None));
}

#[test]
fn every_command_takes_any_bytes() {
    let hostile: [&[u8]; 9] = [
        b"",
        b"a",
        b"\n",
        "“”‘’\"'«»".as_bytes(),
        b"\0\0\x01\x02",
        b"\xff\xfd\x80",
        b"\x7fELF\x02\x01\x01\0\xff",
        "“Oui\r\n\r\n‘e\u{301}🧑‍🚀".as_bytes(),
        b"\x1b[31mred\x1b[0m",
    ];
    for command in ["quotes", "speakers", "sentences", "tokens", "normalize", "html"] {
        for input in hostile {
            let output = run(&[command], input);
            assert_eq!(output.status.code(), Some(0), "{command} {input:?}: {}", text(&output.stderr));
            let repaired = std::str::from_utf8(input).is_err();
            assert_eq!(text(&output.stderr).contains("U+FFFD"), repaired, "{command} {input:?}");
        }
    }
}

#[test]
fn invalid_utf8_is_repaired_or_refused_with_file_and_byte() {
    let path = scratch("latin1.txt", b"caf\xe9 \xe9t\xe9");
    let path = path.to_str().unwrap();
    let repaired = run(&["normalize", path], b"");
    assert_eq!(text(&repaired.stdout), "caf\u{fffd} \u{fffd}t\u{fffd}");
    let told = format!("pullquote: {path}: not UTF-8 in 3 places, first at byte 3; replaced by U+FFFD\n");
    assert_eq!((repaired.status.code(), text(&repaired.stderr)), (Some(0), told));

    let refused = run(&["normalize", "--invalid-utf8", "refuse", path], b"");
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).starts_with(&format!("pullquote: {path}: byte 3 is not UTF-8\n")));

    let lines = b"{\"text\": \"a\"}\n{\"text\": \"\xe9\"}\n";
    let refused = run(&["normalize", "--input", "jsonl", "--invalid-utf8", "refuse"], lines);
    assert!(text(&refused.stderr).starts_with("pullquote: standard input, line 2: byte 24 is not UTF-8\n"));
}

#[test]
fn text_is_cut_as_the_options_say() {
    let raw = "He asked: “Why? Who?” It was 3-2\nin Zimr. Hall.";
    let lines = |args: &[&str]| text(&run(args, raw.as_bytes()).stdout);
    assert_eq!(
        lines(&["sentences", "--newlines", "paragraph"]),
        "He asked: “Why?\nWho?”\nIt was 3-2\n\nin Zimr.\nHall.\n\n"
    );
    let options = ["sentences", "--newlines", "wrap", "--whole-quotations", "--abbreviation", "Zimr."];
    assert_eq!(lines(&options), "He asked: “Why? Who?”\nIt was 3-2 in Zimr. Hall.\n\n");
    assert!(lines(&["tokens", "--profile", "ptb"]).contains("\n3-2\n"));
    assert!(lines(&["tokens"]).contains("\n3\n-\n2\n"));
}

#[test]
fn a_text_is_normalized_by_profile_or_by_steps() {
    let raw = "Ünder the “oﬃce”&nbsp;— 5′";
    let normalized = |args: &[&str]| text(&run(&[&["normalize"], args].concat(), raw.as_bytes()).stdout);
    assert_eq!(normalized(&["--profile", "analysis"]), normalized(&[]));
    assert_eq!(normalized(&[]), "Ünder the “oﬃce” — 5′");
    assert_eq!(normalized(&["--profile", "clean"]), "Ünder the \"office\" -- 5'");
    assert_eq!(normalized(&["--profile", "search"]), "under the \"office\" -- 5'");
    assert_eq!(normalized(&["--steps", "ligatures,quotes"]), "Ünder the \"office\"&nbsp;— 5′");
    for wrong in [&["--steps", "nonsense"][..], &["--steps", "nfc", "--profile", "clean"], &["--profile", "x"]] {
        assert_eq!(run(&[&["normalize"], wrong].concat(), b"").status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn a_report_tells_what_each_step_rewrote() {
    let a = scratch("report-a.txt", "“Yes”\r\n‘no’\r\n".as_bytes());
    let b = scratch("report-b.txt", b"Plain.");
    let (a, b) = (a.to_str().unwrap(), b.to_str().unwrap());
    let output = run(&["normalize", "--report", "--steps", "control,quotes", a, b], b"");
    assert_eq!(text(&output.stdout), "\"Yes\"\n'no'\nPlain.\n");
    let told = format!("pullquote: {a}: 6 edits: control 2, quotes 4\npullquote: {b}: 0 edits\npullquote: 2 articles");
    assert!(text(&output.stderr).starts_with(&told), "{}", text(&output.stderr));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let good = scratch("good.txt", b"Good.");
    let files = ["/no/such/file.txt", good.to_str().unwrap()];
    let output = run(&[&["normalize"], &files[..]].concat(), b"");
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), "Good.\n".to_owned()));
    let errors = text(&output.stderr);
    assert!(errors.contains("/no/such/file.txt: No such file"), "{errors}");
    assert!(errors.contains("2 articles") && errors.contains("; 1 failed"), "{errors}");

    let stopped = run(&[&["normalize", "--on-error", "fail"], &files[..]].concat(), b"");
    assert_eq!((stopped.status.code(), text(&stopped.stdout)), (Some(1), String::new()));
}

#[test]
fn a_bad_line_is_named() {
    let lines = b"{\"text\": \"a\"}\nno json\n{\"id\": 1}\n{\"text\": \"b\"}\n";
    let output = run(&["normalize", "--format", "jsonl", "--input", "jsonl"], lines);
    assert_eq!(text(&output.stdout).lines().count(), 2);
    let errors = text(&output.stderr);
    assert!(errors.contains("standard input, line 2: expected"), "{errors}");
    assert!(errors.contains("standard input, line 3: missing field `text`"), "{errors}");
}

#[test]
fn wrong_calls_are_told_apart_from_wrong_input() {
    assert_eq!(run(&["quotes", "--format", "pdf"], b"").status.code(), Some(2));
    assert_eq!(run(&[], b"").status.code(), Some(2));
    assert_eq!(run(&["--help"], b"").status.code(), Some(0));
    let model = scratch("model.bin", b"");
    let output = run(&["quotes", "--model", model.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("model.bin: model: "), "{}", text(&output.stderr));
}

#[test]
fn input_is_not_overwritten() {
    let path = scratch("both.txt", b"Keep me.");
    let other = scratch("other.txt", b"Keep me too.");
    let (name, other) = (path.to_str().unwrap(), other.to_str().unwrap());
    assert_eq!(run(&["sentences", name, "-o", name], b"").status.code(), Some(1));
    assert_eq!(run(&["normalize", other, name, "-o", name], b"").status.code(), Some(1));
    assert_eq!(std::fs::read(&path).unwrap(), b"Keep me.");
}

#[test]
fn a_file_is_normalized_in_place_or_left_as_it_is() {
    let folder = std::env::temp_dir().join(format!("pullquote-{}-in-place", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (good, bad) = (folder.join("good.txt"), folder.join("bad.txt"));
    std::fs::write(&good, "fish &amp; chips\r\n").unwrap();
    std::fs::write(&bad, b"caf\xe9").unwrap();
    for (path, code) in [(&good, 0), (&bad, 1)] {
        let name = path.to_str().unwrap();
        let output = run(&["normalize", "--invalid-utf8", "refuse", name, "-o", name], b"");
        assert_eq!(output.status.code(), Some(code), "{}", text(&output.stderr));
    }
    assert_eq!(std::fs::read(&good).unwrap(), b"fish & chips\n");
    assert_eq!(std::fs::read(&bad).unwrap(), b"caf\xe9");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
}

/// Three megabytes in which there is something to do in every line.
fn long_text() -> String {
    let line = "“We’re  done,” Jos\u{e9} said &mdash; or so.\r\nThen  …\r\n\r\n";
    line.repeat((3 << 20) / line.len())
}

#[test]
fn a_long_text_is_normalized_in_parts() {
    let raw = long_text();
    let path = scratch("long.txt", raw.as_bytes());
    let name = path.to_str().unwrap();
    let whole = normalize(&raw, &NormalizeOptions::profile(Profile::Clean));
    for threads in ["1", "3"] {
        let output = run(&["normalize", "--profile", "clean", "--report", "--threads", threads, name], b"");
        assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(0), whole.text()));
        let told = format!("pullquote: {name}: {} edits: ", whole.edits().len());
        let errors = text(&output.stderr);
        assert!(errors.starts_with(&told) && errors.lines().count() == 1, "{errors}");
    }
    let output = run(&["normalize", "--profile", "clean", name, "-o", name], b"");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), whole.text());
}

#[test]
fn what_is_wrong_with_a_long_text_is_told_once() {
    let raw = long_text().into_bytes();
    let bad = [&raw[..], b"caf\xe9\n", &raw, b"caf\xe9\n"].concat();
    let path = scratch("long-bad.txt", &bad);
    let name = path.to_str().unwrap();
    let at = raw.len() + 3;
    let repaired = run(&["normalize", name], b"");
    let told = format!("pullquote: {name}: not UTF-8 in 2 places, first at byte {at}; replaced by U+FFFD\n");
    assert_eq!((repaired.status.code(), text(&repaired.stderr)), (Some(0), told));
    let refused = run(&["normalize", "--invalid-utf8", "refuse", name, "-o", name], b"");
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).starts_with(&format!("pullquote: {name}: byte {at} is not UTF-8\n")));
    assert_eq!(std::fs::read(&path).unwrap(), bad);
}

#[test]
fn a_long_text_without_a_place_to_cut_has_a_limit() {
    let path = scratch("line.txt", &b"word ".repeat(1 << 19));
    let name = path.to_str().unwrap();
    let limited = run(&["normalize", "--max-bytes", "2000000", name], b"");
    let told =
        format!("pullquote: {name}: more than 2000000 bytes, the limit of one article; raise it with --max-bytes\n");
    assert_eq!(limited.status.code(), Some(1));
    assert!(text(&limited.stderr).starts_with(&told), "{}", text(&limited.stderr));
    assert_eq!(run(&["normalize", name], b"").stdout.len(), 5 << 19);
}

#[test]
fn results_go_to_a_file() {
    let path = scratch("out.html", b"");
    let output = run(&["html", "-o", path.to_str().unwrap()], b"A <b> & c.");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    let page = std::fs::read_to_string(path).unwrap();
    assert!(
        page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n") && page.contains("A &lt;b&gt; &amp; c.")
    );
}

#[test]
fn text_for_people_holds_nothing_that_a_terminal_obeys() {
    let output = run(&["quotes"], b"\x1b[31m\"Stop,\" said \x1b[0mMaria Silva.");
    assert!(!text(&output.stdout).contains('\x1b'));
}

#[test]
fn the_examples_are_inside() {
    for article in ["wire", "paper", "site"] {
        let output = run(&["demo", article, "--format", "jsonl"], b"");
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(document["id"].as_str(), Some(format!("{article}.txt").as_str()));
    }
}

#[test]
fn predictions_are_found_by_their_id() {
    let line = |id: &str, cue: &str| {
        let quotations = format!(r#"[{{"content": [[0, 5]], "cue": {cue}, "source": [6, 9], "kind": "direct"}}]"#);
        format!(r#"{{"schema": "pullquote/1", "id": "{id}", "text": "“No,” she said.", "quotations": {quotations}}}"#)
            + "\n"
    };
    let gold = scratch("gold.jsonl", (line("a", "[10, 14]") + &line("b", "[10, 14]")).as_bytes());
    let bare = line("b", "[10, 14]").replace(r#""text": "“No,” she said.", "#, "");
    let predictions = scratch("predictions.jsonl", (line("c", "null") + &bare + &line("a", "null")).as_bytes());
    let output = run(&["evaluate", "--json", gold.to_str().unwrap(), predictions.to_str().unwrap()], b"");
    let figures: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(figures["found"]["f1"], 1.0);
    assert_eq!(figures["of_found"]["cue"]["share"], 0.5);

    let wrong = scratch("wrong.jsonl", line("a", "[10, 99]").as_bytes());
    let output = run(&["evaluate", wrong.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1));
    let message = "wrong.jsonl, line 1: quotations[0].cue: [10, 99] ends past the text, which has 15 code points\n";
    assert!(text(&output.stderr).ends_with(message), "{}", text(&output.stderr));
}

#[test]
fn speakers_of_all_articles_are_merged() {
    let articles = "{\"id\": \"a\", \"day\": \"2024-05-31\", \"paper\": \"Herald\", \"text\": \"“It leaks,” Senator Ana Ruiz said.\"}\n\
                    {\"id\": \"b\", \"day\": \"2024-06-02\", \"text\": \"Senator Ana Ruiz said the roof leaked again.\"}\n";
    let merge =
        ["speakers", "--merge", "--input", "jsonl", "--date-column", "day", "--outlet-column", "paper", "--format"];
    let output = run(&[&merge[..], &["jsonl"]].concat(), articles.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let row: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((row["name"].as_str(), row["quotations"].as_u64()), (Some("Ana Ruiz"), Some(2)));
    assert_eq!((row["first"].as_str(), row["last"].as_str()), (Some("2024-05-31"), Some("2024-06-02")));
    assert_eq!((row["outlets"][0].as_str(), row["documents"][1]["id"].as_str()), (Some("Herald"), Some("b")));
    let page = text(&run(&[&merge[..], &["text"]].concat(), articles.as_bytes()).stdout);
    let lines = "Ana Ruiz (Senator) · person · 2 quotations · 2 articles · 2024-05-31 to\n    2024-06-02 · Herald\n  \
                 same full name, and in common: senator · a, b\n";
    assert_eq!(page, lines);
    assert_eq!(run(&[&merge[..], &["csv"]].concat(), b"").status.code(), Some(2));
}
