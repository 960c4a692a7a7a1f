//! What the command, several threads and Python cost beside the core alone: medians of interleaved rounds.
//!
//! `cargo bench --bench corpus --features cli`, on `PolNeAR` dev where it lies beside the repository, else on the
//! articles of `examples/`. Python is measured if it is in `.venv`. Wall time tells of threads; processor time, where the
//! system tells it, is what to look at on a busy machine.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on says so")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use arrow_array::StringArray;
use pullquote::Pipeline;
use pullquote::arrow::Rows;
use pullquote::corpus::{Texts, Threads};
use pullquote::model::{Model, Variant};

/// Bytes of text in one round, and how many rounds there are.
const BYTES: usize = 1_500_000;
const ROUNDS: usize = 7;

/// Reads JSON lines and tells how long their quotations took from Arrow to Arrow, by the wall and by the processor.
const PYTHON: &str = "
import json, sys, time
import pullquote, pyarrow
texts = pyarrow.array([json.loads(line)['text'] for line in open(sys.argv[1], encoding='utf-8')])
nlp = pullquote.Pipeline(model='fast')
wall, processor = time.perf_counter(), time.process_time()
pyarrow.table(nlp.quotations(texts, threads=1))
print(time.perf_counter() - wall, time.process_time() - processor)
";

/// Seconds by the wall and by the processor.
type Cost = [f64; 2];
type Way<'a> = (&'static str, Box<dyn Fn() -> Cost + 'a>);

fn main() {
    let texts = texts();
    let bytes = texts.iter().map(String::len).sum::<usize>();
    let file = std::env::temp_dir().join(format!("pullquote-{}-bench.jsonl", std::process::id()));
    let line = |text: &String| format!("{}\n", serde_json::json!({ "text": text }));
    std::fs::write(&file, texts.iter().map(line).collect::<String>()).unwrap();
    let pipeline = Pipeline::builder().model(Model::embedded(Variant::Fast)).build();
    let batch = |count| timed(|| drop(pipeline.run_batch(&texts, Threads::new(count))));
    let python = root(".venv/bin/python");
    let mut ways: Vec<Way<'_>> = vec![
        ("core, one thread", Box::new(|| timed(|| texts.iter().for_each(|text| drop(pipeline.run(text)))))),
        ("core, two threads", Box::new(|| batch(2))),
        ("Arrow to Arrow", Box::new(|| timed(|| tabulate(&texts, &pipeline)))),
        ("command, one thread", Box::new(|| timed(|| command(&file, "1")))),
        ("command, two threads", Box::new(|| timed(|| command(&file, "2")))),
    ];
    if python.exists() {
        ways.push(("Python, Arrow to Arrow", Box::new(|| from_python(&python, &file))));
    }
    let rounds: Vec<Vec<Cost>> = (0..ROUNDS).map(|_| ways.iter().map(|(_, way)| way()).collect()).collect();
    println!("{:.1} MB of text, {ROUNDS} rounds; medians, and speed beside the first", bytes as f64 / 1e6);
    let median = |way: usize, kind: usize| {
        let mut costs: Vec<f64> = rounds.iter().map(|round| round[way][kind]).collect();
        costs.sort_by(f64::total_cmp);
        costs[costs.len() / 2]
    };
    for (way, (name, _)) in ways.iter().enumerate() {
        let [wall, processor] = [0, 1].map(|kind| (median(way, kind), median(0, kind) / median(way, kind)));
        println!(
            "{name:24} wall {:.2} s, {:.2} x; processor {:.2} s, {:.2} x",
            wall.0, wall.1, processor.0, processor.1
        );
    }
    std::fs::remove_file(&file).unwrap();
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn texts() -> Vec<String> {
    let polnear = root("../shared/data/polnear/dev/text");
    let folder = if polnear.is_dir() { polnear } else { root("examples") };
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|ending| ending == "txt")).collect();
    files.sort();
    let texts: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let bytes = texts.iter().map(String::len).sum::<usize>();
    texts.iter().cycle().take(texts.len() * BYTES.div_ceil(bytes)).cloned().collect()
}

fn timed(work: impl FnOnce()) -> Cost {
    let (wall, processor) = (Instant::now(), processor_time());
    work();
    [wall.elapsed().as_secs_f64(), processor_time() - processor]
}

/// Processor time of this process and those it waited for; not a number where the system does not tell.
fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: Vec<f64> =
        after_name.split_whitespace().skip(11).take(4).filter_map(|field| field.parse().ok()).collect();
    if ticks.len() == 4 { ticks.iter().sum::<f64>() / 100.0 } else { f64::NAN }
}

fn tabulate(texts: &[String], pipeline: &Pipeline) {
    let strings = Arc::new(StringArray::from_iter_values(texts)) as _;
    let texts = Texts::new(pullquote::arrow::Strings::new(&strings).unwrap(), None, None, 0);
    texts.pieces().for_each(|piece| drop(piece.tabulate(pipeline, Rows::Quotations).unwrap()));
}

fn command(file: &Path, threads: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pullquote"));
    command.args(["quotes", "--model", "fast", "--format", "jsonl", "--threads", threads]).arg(file);
    assert!(command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success());
}

fn from_python(python: &Path, file: &Path) -> Cost {
    let output = Command::new(python).args(["-c", PYTHON]).arg(file).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let figures: Vec<f64> = told.split_whitespace().map(|figure| figure.parse().unwrap()).collect();
    [figures[0], figures[1]]
}
