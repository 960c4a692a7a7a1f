//! Runs that end before their time.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::cli::{pullquote, run, scratch, text};
use crate::parquet::column;

/// Articles, two of them bad.
fn articles() -> Vec<u8> {
    let article = |n: u32| match n {
        40 | 170 => "{\"id\": \"bad\"}\n".to_owned(),
        _ => format!("{{\"id\": \"a{n}\", \"text\": \"“No,” Jane Doe said on day {n}. She left.\"}}\n"),
    };
    (0..200).map(article).collect::<String>().into_bytes()
}

fn fresh(name: &str) -> PathBuf {
    let path = scratch(name, b"");
    fs::remove_file(&path).unwrap();
    path
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", path.display()))
}

fn wait_for(what: impl Fn() -> bool) {
    let begun = Instant::now();
    while !what() {
        assert!(begun.elapsed() < Duration::from_secs(20), "it does not come");
        std::thread::yield_now();
    }
}

/// A run over the first half of the articles that waits for more, once it has noted how far it is.
fn half_done(args: &[&str], output: &Path) -> Child {
    let mut child = pullquote(args).spawn().unwrap();
    let (articles, stdin) = (articles(), child.stdin.as_mut().unwrap());
    stdin.write_all(&articles[..articles.len() / 2]).unwrap();
    let state = beside(output, ".part-state");
    wait_for(|| fs::read_to_string(&state).is_ok_and(|state| !state.contains("\"articles\":0")));
    child
}

#[test]
fn a_run_that_was_killed_goes_on() {
    for format in ["text", "jsonl", "html"] {
        let (output, rejects) = (fresh(&format!("killed.{format}")), fresh(&format!("killed-{format}.rejects")));
        let (output_name, rejects_name) = (output.to_str().unwrap(), rejects.to_str().unwrap());
        let args = ["quotes", "--input", "jsonl", "--format", format, "-o", output_name, "--rejects", rejects_name];
        let mut child = half_done(&args, &output);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(!output.exists());
        // A torn end is cut off.
        let mut part = fs::OpenOptions::new().append(true).open(beside(&output, ".part")).unwrap();
        part.write_all(b"torn").unwrap();

        let resumed = run(&[&args[..], &["--resume", "--threads", "3"]].concat(), &articles());
        assert_eq!(resumed.status.code(), Some(1), "{}", text(&resumed.stderr));
        assert!(text(&resumed.stderr).contains("goes on after "), "{}", text(&resumed.stderr));
        let (got, rejected) = (fs::read(&output).unwrap(), fs::read(&rejects).unwrap());
        run(&args, &articles());
        assert!(got == fs::read(&output).unwrap() && rejected == fs::read(&rejects).unwrap());
        assert!(!beside(&output, ".part").exists() && !beside(&output, ".part-state").exists());
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_keeps_what_was_written() {
    let output = fresh("interrupted.jsonl");
    let args = ["sentences", "--input", "jsonl", "--format", "jsonl", "-o", output.to_str().unwrap()];
    let child = half_done(&args, &output);
    let begun = Instant::now();
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let ended = child.wait_with_output().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert_eq!(ended.status.code(), Some(130));
    let told = text(&ended.stderr);
    assert!(told.contains("ended early: ") && told.contains("--resume goes on from there"), "{told}");
    assert!(fs::read_to_string(beside(&output, ".part")).unwrap().lines().count() > 150);

    let other = ["tokens", "--input", "jsonl", "--format", "jsonl", "-o", output.to_str().unwrap(), "--resume"];
    let refused = run(&other, b"");
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("was begun by sentences --input jsonl"), "{}", text(&refused.stderr));
}

#[cfg(unix)]
#[test]
fn parquet_of_an_interrupted_run_is_whole_as_far_as_it_goes() {
    let output = fresh("interrupted.parquet");
    let args = ["quotes", "--input", "jsonl", "--format", "parquet", "-o", output.to_str().unwrap()];
    let mut child = pullquote(&args).spawn().unwrap();
    // Whole lines: one that the end of the input tears would count as an article that failed.
    let half: Vec<u8> = articles().split_inclusive(|byte| *byte == b'\n').take(100).flatten().copied().collect();
    child.stdin.as_mut().unwrap().write_all(&half).unwrap();
    let part = beside(&output, ".part");
    wait_for(|| part.exists());
    std::thread::sleep(Duration::from_millis(500));
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(130), "{}", text(&ended.stderr));
    let before = column(&part, "id");

    let resumed = run(&[&args[..], &["--resume"]].concat(), &articles());
    assert_eq!(resumed.status.code(), Some(1), "{}", text(&resumed.stderr));
    let all: Vec<_> = (0..200).filter(|n| ![40, 170].contains(n)).map(|n| Some(format!("a{n}"))).collect();
    assert_eq!(column(&output, "id"), all);
    assert_eq!(before, all[..before.len()]);
}

#[test]
fn a_failure_that_stops_the_run_is_tried_again() {
    let output = fresh("failed.txt");
    let name = output.to_str().unwrap();
    let args = ["normalize", "--input", "jsonl", "--on-error", "fail", "-o", name, "--resume"];
    let lines = |second: &str| format!("{{\"text\": \"a\\n\"}}\n{second}\n{{\"text\": \"c\\n\"}}\n");
    let stopped = run(&args, lines("no json").as_bytes());
    assert_eq!((stopped.status.code(), output.exists()), (Some(1), false));
    let whole = run(&args, lines("{\"text\": \"b\\n\"}").as_bytes());
    assert_eq!(whole.status.code(), Some(0), "{}", text(&whole.stderr));
    assert_eq!(fs::read_to_string(&output).unwrap(), "a\nb\nc\n");
}

#[test]
fn the_output_is_not_touched_before_the_model_is_read() {
    let (output, model) = (scratch("old.jsonl", b"old"), scratch("no-model.bin", b"no model"));
    let args = ["quotes", "--model", model.to_str().unwrap(), "-o", output.to_str().unwrap()];
    assert_eq!(run(&args, b"Text.").status.code(), Some(1));
    assert_eq!(fs::read(&output).unwrap(), b"old");
    assert!(!beside(&output, ".part").exists());
}

#[test]
fn threads_change_no_byte() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles");
    for (command, format) in [("quotes", "jsonl"), ("speakers", "jsonl"), ("quotes", "html"), ("tokens", "text")] {
        let written = |threads: &str| {
            run(&[command, "--format", format, "--input", "text", "--threads", threads, folder, folder, folder], b"")
                .stdout
        };
        let alone = written("1");
        assert!(!alone.is_empty());
        for threads in ["2", "7", "64"] {
            assert!(written(threads) == alone, "{command} {format} {threads}");
        }
    }
}
