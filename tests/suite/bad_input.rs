//! Bad input, full disks, lost readers: a clear message, the right exit code, and what was done is still there.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::cli::{pullquote, run, scratch, text};

const GOOD: &str = "{\"id\": \"good\", \"text\": \"Good.\"}\n";

/// So many articles without identifiers.
fn good(count: usize) -> String {
    "{\"text\": \"Good.\"}\n".repeat(count)
}

/// What `normalize --format jsonl` makes of a file: exit code, number of articles, messages.
fn normalized(path: &Path, more: &[&str]) -> (Option<i32>, usize, String) {
    let output = run(&[&["normalize", "--format", "jsonl", path.to_str().unwrap()], more].concat(), b"");
    told(&output)
}

fn told(output: &Output) -> (Option<i32>, usize, String) {
    (output.status.code(), text(&output.stdout).lines().count(), text(&output.stderr))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn truncated_gzip() {
    let packed = gzip(good(100_000).as_bytes());
    let path = scratch("torn.jsonl.gz", &packed[..packed.len() / 2]);
    let (code, articles, errors) = normalized(&path, &[]);
    assert_eq!(code, Some(1));
    assert!(articles > 40_000, "{articles}");
    let place = format!("torn.jsonl.gz, after line {articles}: cannot be read further");
    assert!(errors.contains(&place) && errors.contains("is the file cut short"), "{errors}");
}

#[test]
fn a_csv_with_a_torn_quote() {
    let path = scratch("torn.csv", b"id,text\n1,\"torn\n2,\"fine\"\n3,fine\n");
    let (code, articles, errors) = normalized(&path, &[]);
    assert_eq!((code, articles), (Some(1), 2));
    assert!(errors.contains("torn.csv, row 1, line 2: the quotation mark that opens here"), "{errors}");
    assert!(errors.contains("3 articles") && errors.contains("; 1 failed"), "{errors}");
}

#[test]
fn a_line_of_two_gigabytes() {
    let mut child = pullquote(&["normalize", "--input", "jsonl", "--format", "jsonl"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"{\"text\": \"").unwrap();
    let chunk = vec![b'a'; 1 << 20];
    for _ in 0..2048 {
        stdin.write_all(&chunk).unwrap();
    }
    let peak = peak_memory(child.id());
    stdin.write_all(b"\"}\n").unwrap();
    stdin.write_all(GOOD.as_bytes()).unwrap();
    drop(stdin);
    let (code, articles, errors) = told(&child.wait_with_output().unwrap());
    assert_eq!((code, articles), (Some(1), 1));
    assert!(errors.contains("standard input, line 1: more than 67108864 bytes, the limit of one article"), "{errors}");
    assert!(peak.is_none_or(|bytes| bytes < 300 << 20), "{peak:?}");
}

/// The most memory that a process had so far, in bytes, where the system tells.
fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? << 10)
}

#[test]
fn mixed_encodings() {
    let path = scratch("mixed.jsonl", b"{\"text\": \"caf\xc3\xa9\"}\n{\"text\": \"caf\xe9\"}\n{\"text\": \"c\"}\n");
    let (code, articles, errors) = normalized(&path, &[]);
    assert_eq!((code, articles), (Some(0), 3));
    assert!(errors.contains("mixed.jsonl, line 2: not UTF-8 in 1 place, first at byte 31"), "{errors}");
    assert!(errors.contains("; 1 repaired"), "{errors}");
    let (code, articles, errors) = normalized(&path, &["--invalid-utf8", "refuse"]);
    assert_eq!((code, articles), (Some(1), 2));
    assert!(errors.contains("mixed.jsonl, line 2: byte 31 is not UTF-8"), "{errors}");
}

#[test]
fn a_missing_column() {
    let path = scratch("columns.csv", b"id,body\n1,a\n2,b\n");
    let (code, articles, errors) = normalized(&path, &[]);
    assert_eq!((code, articles), (Some(1), 0));
    assert!(errors.contains("columns.csv: no column \"text\"; there are id, body"), "{errors}");
    assert_eq!(normalized(&path, &["--text-column", "body"]).1, 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let path = scratch("full.jsonl", good(10_000).as_bytes());
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let command = ["normalize", "--format", "jsonl", path.to_str().unwrap()];
    let output = pullquote(&command).stdout(full).spawn().unwrap().wait_with_output().unwrap();
    let errors = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors.contains("standard output: No space left on device"), "{errors}");
    assert!(errors.contains("ended early: "), "{errors}");
    let (code, _, errors) = told(&run(&[&command[..], &["-o", "/dev/full"]].concat(), b""));
    assert_eq!(code, Some(1));
    assert!(errors.contains("/dev/full: No space left on device"), "{errors}");
}

#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_on_the_way() {
    let path = scratch("filling.jsonl", good(50_000).as_bytes());
    let output = std::env::temp_dir().join(format!("pullquote-{}-filling.out", std::process::id()));
    let args = ["normalize", "--format", "jsonl", "-o", output.to_str().unwrap(), path.to_str().unwrap()];
    // No file may grow beyond 512 blocks of 512 bytes or of 1,024.
    let limited = "trap '' XFSZ; ulimit -f 512; exec \"$0\" \"$@\"";
    let mut shell = std::process::Command::new("sh");
    let full = shell.args(["-c", limited, env!("CARGO_BIN_EXE_pullquote")]).args(args).output().unwrap();
    let errors = text(&full.stderr);
    assert_eq!((full.status.code(), output.exists()), (Some(1), false), "{errors}");
    assert!(errors.contains("filling.out.part: File too large"), "{errors}");
    assert!(errors.contains("ended early: ") && errors.contains("--resume goes on from there"), "{errors}");
    let part = PathBuf::from(format!("{}.part", output.display()));
    assert!(fs::metadata(&part).unwrap().len() >= 1 << 17);
    let whole = run(&[&args[..], &["--resume"]].concat(), b"");
    assert_eq!(whole.status.code(), Some(0), "{}", text(&whole.stderr));
    assert_eq!(fs::read_to_string(&output).unwrap().lines().count(), 50_000);
}

#[test]
fn a_closed_pipe() {
    let path = scratch("closed.jsonl", good(50_000).as_bytes());
    let mut child = pullquote(&["normalize", "--format", "jsonl", path.to_str().unwrap()]).spawn().unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
}

#[test]
fn a_parquet_file_that_is_not_one() {
    let good = scratch("good.txt", b"Good.");
    let other = scratch("other.parquet", b"id,text\n1,It rained all day.\n");
    let whole = scratch("whole.parquet", b"");
    let made = run(&["sentences", "--format", "parquet", "-o", whole.to_str().unwrap()], b"It rained. It poured.");
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let bytes = fs::read(&whole).unwrap();
    let torn = scratch("torn.parquet", &bytes[..bytes.len() - 9]);
    let mut holed = bytes.clone();
    holed[4..200].fill(0xff);
    let holed = scratch("holed.parquet", &holed);
    for (bad, reason) in [
        (&other, "other.parquet: cannot be read as Parquet: "),
        (&torn, "torn.parquet: cannot be read as Parquet: "),
        (&holed, "holed.parquet: cannot be read after row 0: "),
    ] {
        let (code, articles, errors) = normalized(bad, &[good.to_str().unwrap()]);
        assert_eq!((code, articles), (Some(1), 1), "{errors}");
        assert!(errors.contains(reason) && errors.contains("; 1 failed"), "{errors}");
    }
    let (code, _, errors) = told(&run(&["normalize", "--input", "parquet"], &bytes));
    assert_eq!(code, Some(1));
    assert!(errors.contains("standard input: Parquet is read from its end"), "{errors}");
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let folder = std::env::temp_dir().join(format!("pullquote-{}-closed", std::process::id()));
    fs::create_dir_all(folder.join("shut")).unwrap();
    fs::write(folder.join("good.txt"), "Good.").unwrap();
    fs::set_permissions(folder.join("shut"), fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    let (code, articles, errors) = told(&powerless(&["normalize", "--format", "jsonl", folder.to_str().unwrap()]));
    assert_eq!((code, articles), (Some(1), 1), "{errors}");
    assert!(errors.contains("shut: Permission denied"), "{errors}");
}

/// The command as a user who may not read everything, even where the test is run by one who may.
#[cfg(unix)]
fn powerless(args: &[&str]) -> Output {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let mut command = pullquote(args);
    if fs::metadata("/proc/self").is_ok_and(|data| data.uid() == 0) {
        let copy: PathBuf = std::env::temp_dir().join(format!("pullquote-{}-command", std::process::id()));
        fs::copy(env!("CARGO_BIN_EXE_pullquote"), &copy).unwrap();
        fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).unwrap();
        command = std::process::Command::new(copy);
        command.args(args).uid(65534).gid(65534);
    }
    command.output().unwrap()
}

#[test]
fn duplicate_ids() {
    let path = scratch("twice.jsonl", (GOOD.to_owned() + "{\"id\": \"b\", \"text\": \"B.\"}\n" + GOOD).as_bytes());
    let (code, articles, errors) = normalized(&path, &[]);
    assert_eq!((code, articles), (Some(1), 3));
    assert!(errors.contains("twice.jsonl, line 3: id \"good\" is that of an earlier article too"), "{errors}");
    assert!(errors.contains("; 1 with an id that was there before"), "{errors}");
}

#[test]
fn rejects_are_kept_apart() {
    let rejects = scratch("rejects.jsonl", b"of an earlier run");
    let path = scratch("some.jsonl", (GOOD.to_owned() + "{\"id\": \"b\"}\n" + GOOD).as_bytes());
    let (code, articles, _) = normalized(&path, &["--rejects", rejects.to_str().unwrap()]);
    assert_eq!((code, articles), (Some(1), 2));
    let reject: serde_json::Value = serde_json::from_str(&fs::read_to_string(rejects).unwrap()).unwrap();
    assert_eq!(
        (reject["index"].as_u64(), reject["reason"].as_str()),
        (Some(1), Some("missing field `text` at line 1 column 11"))
    );
    assert!(reject["origin"].as_str().unwrap().ends_with("some.jsonl, line 2"));
}

#[test]
fn wrong_options_are_wrong_calls() {
    for wrong in [&["--encoding", "utf-9"][..], &["--resume"], &["--threads", "many"], &["--input", "pdf"]] {
        assert_eq!(run(&[&["normalize"], wrong].concat(), b"").status.code(), Some(2), "{wrong:?}");
    }
    let output = pullquote(&["normalize"]).env("PULLQUOTE_NUM_THREADS", "many").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("PULLQUOTE_NUM_THREADS: \"many\" is not a number of threads"));
}
