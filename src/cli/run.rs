//! Results as they come: to the output, to the rejects, to the totals.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::mem;
use std::time::Duration;

use arrow_schema::SchemaRef;

use super::args::{JobArgs, OnError};
use super::job::{Done, Halt, Written};
use super::normalize::Report;
use super::output::{Output, open_at};
use super::progress::Progress;
use super::resume::{Journal, State};
use super::totals::Totals;
use super::{FAILED, OK};
use crate::Error;
use crate::corpus::{Failure, Meter, Repaired, size_of_paths};

/// Time between two notes of how far the run is; the second where a note ends a group of rows.
const REST: Duration = Duration::from_secs(1);
const GROUP_REST: Duration = Duration::from_secs(60);

/// Messages about identifiers that were there before; there may be millions.
const TOLD: u64 = 10;

/// A job that is under way.
pub(super) struct Run<'a> {
    args: &'a JobArgs,
    output: Output,
    rejects: Option<BufWriter<File>>,
    journal: Option<Journal>,
    state: State,
    totals: Totals,
    progress: Progress,
    under_way: UnderWay,
}

/// What is to be told of an article once its last part is there.
#[derive(Default)]
struct UnderWay {
    repaired: Option<Repaired>,
    report: Option<Report>,
}

impl UnderWay {
    fn add(&mut self, done: &Done) {
        if let Some(Repaired { offset, count }) = done.repaired {
            let earlier = self.repaired.take().unwrap_or(Repaired { offset, count: 0 });
            self.repaired = Some(Repaired { count: earlier.count + count, ..earlier });
        }
        if let Some(report) = &done.rendered.report {
            self.report.get_or_insert_default().add(report);
        }
    }
}

impl<'a> Run<'a> {
    /// Begins, or goes on where an earlier run ended. With a schema, rows are written as Parquet.
    pub(super) fn new(
        args: &'a JobArgs,
        thing: &'static str,
        meter: Meter,
        schema: Option<&SchemaRef>,
    ) -> Result<Self, Halt> {
        let rest = if schema.is_some() { GROUP_REST } else { REST };
        let journal = args.output.as_deref().map(|output| Journal::of(output, rest));
        let state = match (&journal, &args.output) {
            (Some(journal), Some(path)) if args.resume => journal.read(path, &args.call)?,
            _ => State::default(),
        };
        let state = State { call: args.call.clone(), ..state };
        let output = match &args.output {
            Some(path) => Output::file(path, state.bytes, schema)?,
            None => Output::stdout(schema)?,
        };
        let open = |path| open_at(path, state.rejects).map_err(|error| Error::io(path, error));
        let rejects = args.rejects.as_deref().map(open).transpose()?.map(|(file, _)| BufWriter::new(file));
        let watched = io::stderr().is_terminal() && (args.output.is_some() || !io::stdout().is_terminal());
        let size = if watched { size_of_paths(args.paths(), &args.reading()?) } else { None };
        let progress = Progress::new(watched, size, meter);
        let journal = journal.filter(|_| output.is_part());
        let run = Self {
            args,
            output,
            rejects,
            journal,
            state,
            totals: Totals::new(thing),
            progress,
            under_way: UnderWay::default(),
        };
        if run.done() > 0 {
            run.progress.tell(&format_args!("goes on after {} articles", run.done()));
        }
        Ok(run)
    }

    /// Articles that are behind the run.
    pub(super) fn done(&self) -> u64 {
        self.state.articles
    }

    /// Writes what is not of an article.
    pub(super) fn write(&mut self, text: String) -> Result<(), Halt> {
        self.output.write(&Written::Text(text))
    }

    /// Nothing comes for now: what is kept back is written, for one who waits for it.
    pub(super) fn rest(&mut self) -> Result<(), Halt> {
        self.output.flush()?;
        self.note_if_due()
    }

    /// One more article.
    pub(super) fn take(&mut self, result: Result<Done, Failure>) -> Result<(), Halt> {
        match result {
            Ok(done) => self.write_article(&done)?,
            Err(failure) => self.refuse(&failure)?,
        }
        self.state.articles += 1;
        self.progress.show(|| self.totals.so_far());
        self.note_if_due()
    }

    fn write_article(&mut self, done: &Done) -> Result<(), Halt> {
        self.totals.add(done.bytes, done.rendered.found);
        self.under_way.add(done);
        if done.part.ends() {
            self.tell_all(done);
        }
        self.output.write(&done.rendered.written)
    }

    /// Tells what there is to tell of an article that is done.
    fn tell_all(&mut self, done: &Done) {
        let UnderWay { repaired, report } = mem::take(&mut self.under_way);
        self.totals.read += 1;
        if let Some(Repaired { offset, count }) = repaired {
            self.totals.repaired += 1;
            let places = if count == 1 { "place" } else { "places" };
            self.tell(done, &format!("not UTF-8 in {count} {places}, first at byte {offset}; replaced by U+FFFD"));
        }
        if let Some(id) = &done.id
            && self.totals.is_twice(id)
            && self.totals.twice <= TOLD
        {
            self.tell(done, &format!("id {id:?} is that of an earlier article too"));
        }
        if let Some(report) = report {
            self.tell(done, &report.to_string());
        }
    }

    fn tell(&self, done: &Done, message: &str) {
        self.progress.tell(&format_args!("{}: {message}", done.origin));
    }

    fn refuse(&mut self, failure: &Failure) -> Result<(), Halt> {
        self.progress.tell(failure);
        if self.args.on_error == OnError::Fail {
            return Err(Halt::Told);
        }
        self.under_way = UnderWay::default();
        self.totals.read += 1;
        self.totals.failed += 1;
        let (Some(rejects), Some(path)) = (&mut self.rejects, &self.args.rejects) else { return Ok(()) };
        let line = serde_json::to_string(failure).unwrap_or_default() + "\n";
        self.state.rejects += line.len() as u64;
        // What is rejected should be there to read while the run goes on.
        rejects
            .write_all(line.as_bytes())
            .and_then(|()| rejects.flush())
            .map_err(|error| Halt::Failed(Error::io(path, error)))
    }

    fn note_if_due(&mut self) -> Result<(), Halt> {
        let due = self.journal.as_ref().is_some_and(Journal::is_due) || self.output.is_full();
        if due { self.note() } else { Ok(()) }
    }

    /// Notes how far the run is.
    fn note(&mut self) -> Result<(), Halt> {
        self.output.complete()?;
        self.state.bytes = self.output.written();
        self.journal.as_mut().map_or(Ok(()), |journal| journal.write(&self.state))?;
        Ok(())
    }

    /// Gives the output its name; the exit code.
    pub(super) fn finish(mut self) -> Result<i32, Halt> {
        self.progress.clear();
        if let Err(halt) = self.output.complete() {
            return Err(self.halted(halt));
        }
        self.output.close()?;
        self.journal.iter().for_each(Journal::remove);
        if self.totals.read > 1 || self.totals.failed > 0 {
            self.progress.tell(&self.totals);
        }
        Ok(if self.totals.are_fine() { OK } else { FAILED })
    }

    pub(super) fn has_failures(&self) -> bool {
        self.totals.failed > 0
    }

    /// Leaves the file that the output would have replaced as it is.
    pub(super) fn discard(self) -> i32 {
        self.output.discard();
        self.journal.iter().for_each(Journal::remove);
        FAILED
    }

    /// Keeps what is done and says where it is.
    pub(super) fn halted(mut self, halt: Halt) -> Halt {
        self.progress.clear();
        // What cannot be written now is written again by the run that goes on.
        let _ = self.note().and_then(|()| self.output.end());
        if !matches!(halt, Halt::Closed) {
            self.progress.tell(&format_args!("ended early: {}", self.totals));
        }
        if self.output.is_part() {
            let path = self.output.path().display();
            self.progress.tell(&format_args!("what is done is in {path}; --resume goes on from there"));
        }
        halt
    }
}
