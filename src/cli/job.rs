//! What every subcommand does: articles in, texts out, in order and on several threads.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;

use super::args::{JobArgs, ModelArgs};
use super::complain;
use super::interrupt::Interrupt;
use super::normalize::Report;
use super::output::{is_same, wants_colour};
use super::run::Run;
use super::show::Ink;
use crate::arrow::Rows;
use crate::corpus::{Article, Failure, Flow, ReadOptions, Repaired, Step, Threads, is_typed, read_paths};
use crate::model::{Model, Variant};
use crate::normalize::{Cut, Part};
use crate::quote::QuoteOptions;
use crate::{Document, Error, Pipeline};

/// How often a wait looks for Ctrl-C.
const TICK: Duration = Duration::from_millis(50);

/// Why the command ends before its time.
pub(super) enum Halt {
    /// Nobody reads the output any more.
    Closed,
    /// Somebody pressed Ctrl-C.
    Interrupted,
    /// Something failed.
    Failed(Error),
    /// Something failed and has been told.
    Told,
    /// The command was called wrongly.
    Misused(Error),
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// What stands before and after all results.
#[derive(Default)]
pub(super) struct Frame {
    pub(super) head: String,
    pub(super) foot: String,
    /// What is known only when all articles are read.
    pub(super) sum: Option<Box<dyn Fn() -> String>>,
    /// The columns of a table that is written as Parquet.
    pub(super) schema: Option<SchemaRef>,
}

/// A subcommand at work.
pub(super) struct Job {
    args: JobArgs,
    options: Arc<ReadOptions>,
    threads: Threads,
    /// Whether the output takes the place of the input.
    in_place: bool,
}

/// How an article and its document are written.
pub(super) type Render = Box<dyn Fn(&Article, &Document) -> Result<Written, Error> + Send + Sync>;

/// What is written for one article.
pub(super) enum Written {
    Text(String),
    /// Rows of a table that is written as Parquet.
    Rows(RecordBatch),
}

impl Default for Written {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl From<String> for Written {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// What is written for one article, and what is told of it on standard error.
pub(super) struct Rendered {
    pub(super) written: Written,
    pub(super) report: Option<Report>,
    /// How many things were found.
    pub(super) found: usize,
}

/// The result for one article.
pub(super) struct Done {
    pub(super) id: Option<String>,
    pub(super) origin: String,
    pub(super) bytes: usize,
    pub(super) part: Part,
    pub(super) repaired: Option<Repaired>,
    pub(super) rendered: Rendered,
}

impl Job {
    /// A job whose output is none of its inputs, which would be lost.
    pub(super) fn new(args: JobArgs) -> Result<Self, Halt> {
        let job = Self::rewriting(args)?;
        if job.in_place { Err(job.collision().into()) } else { Ok(job) }
    }

    /// A job whose output may be its one input.
    pub(super) fn rewriting(args: JobArgs) -> Result<Self, Halt> {
        let options = args.reading().map_err(Halt::Misused)?;
        let threads = args.threads.map_or_else(Threads::from_env, |count| Ok(Threads::new(count)));
        let threads = threads.map_err(Halt::Misused)?;
        let is_read = |path: &PathBuf| args.files.iter().any(|input| is_same(input, path));
        let in_place = args.output.as_ref().is_some_and(is_read);
        let lost = args.rejects.as_ref().is_some_and(is_read) || in_place && args.files.len() > 1;
        let job = Self { args, options, threads, in_place };
        if lost { Err(job.collision().into()) } else { Ok(job) }
    }

    /// The same with texts that may be cut.
    pub(super) fn cutting(mut self, cut: Option<Cut>) -> Self {
        Arc::make_mut(&mut self.options).cut = cut;
        self
    }

    fn collision(&self) -> Error {
        let path = if self.in_place { &self.args.output } else { &self.args.rejects };
        let path = path.as_deref().unwrap_or(Path::new(""));
        Error::input(format!("{}: is read as well; write to another file", path.display()))
    }

    /// How text for people is set.
    pub(super) fn ink(&self) -> Ink {
        Ink::new(self.args.output.is_none() && wants_colour())
    }

    /// Writes what `render` makes of each article's document, and returns the exit code. `rows` are what is counted.
    pub(super) fn analyse(
        self,
        model: &ModelArgs,
        rows: Rows,
        frame: &Frame,
        render: impl Fn(&Article, &Document) -> Result<Written, Error> + Send + Sync + 'static,
    ) -> Result<i32, Halt> {
        let pipeline = pipeline(model)?;
        self.run(rows.as_str(), frame, move |article| {
            let document = with_id(pipeline.run(&article.text), article);
            Ok(Rendered { written: render(article, &document)?, found: rows.count(&document), report: None })
        })
    }

    /// Writes what `render` makes of each article, and returns the exit code. `thing` is what is counted.
    pub(super) fn run(
        self,
        thing: &'static str,
        frame: &Frame,
        render: impl Fn(&Article) -> Result<Rendered, Error> + Send + Sync + 'static,
    ) -> Result<i32, Halt> {
        let interrupt = Interrupt::listen()?;
        let mut run = Run::new(&self.args, thing, self.options.meter.clone(), frame.schema.as_ref())?;
        let all = self.each(&mut run, frame, &interrupt, render);
        match all {
            // What could not be read must not be lost.
            Ok(()) if self.in_place && run.has_failures() => Ok(run.discard()),
            Ok(()) => run.finish(),
            Err(halt) => Err(run.halted(halt)),
        }
    }

    fn each(
        &self,
        run: &mut Run<'_>,
        frame: &Frame,
        interrupt: &Interrupt,
        render: impl Fn(&Article) -> Result<Rendered, Error> + Send + Sync + 'static,
    ) -> Result<(), Halt> {
        let done = usize::try_from(run.done()).unwrap_or(usize::MAX);
        if done == 0 {
            run.write(frame.head.clone())?;
        }
        let mut flow =
            Flow::new(self.articles().skip(done), self.threads, weigh, move |article| finish(article, &render));
        loop {
            let step = flow.step(TICK);
            // Looked at last, since Ctrl-C also ends the program that writes to a pipe, and its end is not that of the articles.
            if interrupt.is_there() {
                return Err(Halt::Interrupted);
            }
            match step {
                Step::Waiting => run.rest()?,
                Step::Done(result) => run.take(result?)?,
                Step::End => {
                    let sum = frame.sum.as_ref().map(|sum| sum()).unwrap_or_default();
                    return run.write(sum + &frame.foot);
                }
            }
        }
    }

    fn articles(&self) -> crate::corpus::Articles {
        let paths = self.args.paths();
        if is_typed(&paths) {
            complain(&"reading standard input; Ctrl-D ends it");
        }
        read_paths(paths, &self.options)
    }
}

fn weigh(article: &Result<Article, Failure>) -> usize {
    article.as_ref().map_or(0, |article| article.text.len())
}

fn finish(
    article: Result<Article, Failure>,
    render: impl Fn(&Article) -> Result<Rendered, Error>,
) -> Result<Done, Failure> {
    let article = article?;
    let rendered = article.attempt(render)?.map_err(|error| article.failure(error.to_string()))?;
    let Article { id, text, part, origin, repaired, .. } = article;
    Ok(Done { id, origin, bytes: text.len(), part, repaired, rendered })
}

/// `document` with the identifier of its article, if it has one.
pub(super) fn with_id(document: Document, article: &Article) -> Document {
    match &article.id {
        Some(id) => document.with_id(id),
        None => document,
    }
}

/// The pipeline with the model asked for.
pub(super) fn pipeline(args: &ModelArgs) -> Result<Pipeline, Error> {
    let path = &args.model;
    let model = match path.to_str().and_then(Variant::from_name) {
        Some(variant) => Model::embedded(variant),
        None => {
            let bytes = fs::read(path).map_err(|error| Error::io(path, error))?;
            Model::from_bytes(bytes).map_err(|error| Error::input(format!("{}: {error}", path.display())))?
        }
    };
    Ok(Pipeline::builder().model(model).quote(QuoteOptions::default().threshold(args.threshold)).build())
}
