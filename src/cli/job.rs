//! What every subcommand does: articles in, texts out, in order and on several threads.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;

use super::args::{JobArgs, ModelArgs, OnError};
use super::output::{Output, is_same};
use super::{FAILED, OK, complain};
use crate::corpus::{Article, Articles, Ordered, ReadOptions, Repaired, Threads, read_file, read_stream};
use crate::model::{Model, Variant};
use crate::{Document, Error, Pipeline};

/// Why the command ends before its time.
pub(super) enum Halt {
    /// Nobody reads the output any more.
    Closed,
    /// Something failed.
    Failed(Error),
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
}

/// A subcommand at work.
pub(super) struct Job {
    args: JobArgs,
    pub(super) output: Output,
    /// Whether the output takes the place of the input.
    in_place: bool,
}

/// What is written for one article, and what is told of it on standard error.
pub(super) struct Rendered {
    pub(super) text: String,
    pub(super) note: Option<String>,
}

impl From<String> for Rendered {
    fn from(text: String) -> Self {
        Self { text, note: None }
    }
}

/// The result for one article.
struct Done {
    origin: String,
    repaired: Option<Repaired>,
    rendered: Rendered,
}

impl Job {
    /// A job whose output is none of its inputs, which would be lost.
    pub(super) fn new(args: JobArgs) -> Result<Self, Error> {
        let job = Self::rewriting(args)?;
        if job.in_place { Err(job.collision()) } else { Ok(job) }
    }

    /// A job whose output may be its one input.
    pub(super) fn rewriting(args: JobArgs) -> Result<Self, Error> {
        let output = args.output.as_deref();
        let in_place = output.is_some_and(|output| args.files.iter().any(|input| is_same(input, output)));
        let several = args.files.len() > 1;
        let job = Self { output: output.map_or_else(|| Ok(Output::stdout()), Output::file)?, args, in_place };
        if in_place && several { Err(job.collision()) } else { Ok(job) }
    }

    fn collision(&self) -> Error {
        let path = self.args.output.as_deref().unwrap_or(Path::new(""));
        Error::input(format!("{}: is read as well; write to another file", path.display()))
    }

    /// Writes what `render` makes of each article's document, and returns the exit code.
    pub(super) fn analyse(
        self,
        model: &ModelArgs,
        frame: &Frame,
        render: impl Fn(&Document) -> String + Send + Sync + 'static,
    ) -> Result<i32, Halt> {
        let pipeline = pipeline(model)?;
        self.run(frame, move |article| render(&with_id(pipeline.run(&article.text), article)))
    }

    /// Writes what `render` makes of each article, and returns the exit code.
    pub(super) fn run<R: Into<Rendered>>(
        mut self,
        frame: &Frame,
        render: impl Fn(&Article) -> R + Send + Sync + 'static,
    ) -> Result<i32, Halt> {
        self.output.write(&frame.head)?;
        let mut code = OK;
        for result in results(&self.args, render) {
            match result {
                Ok(done) => self.output.write(&done.report())?,
                Err(error) => {
                    complain(&error);
                    code = FAILED;
                }
            }
            if code == FAILED && self.args.on_error == OnError::Fail {
                break;
            }
        }
        self.output.write(&frame.foot)?;
        // What could not be read must not be lost.
        if code == OK || !self.in_place {
            self.output.close()?;
        }
        Ok(code)
    }
}

impl Done {
    /// The text, once what was repaired and what else there is to tell has been told.
    fn report(self) -> String {
        let origin = self.origin;
        if let Some(Repaired { offset, count }) = self.repaired {
            let places = if count == 1 { "place" } else { "places" };
            complain(&format_args!(
                "{origin}: not UTF-8 in {count} {places}, first at byte {offset}; replaced by U+FFFD"
            ));
        }
        if let Some(note) = self.rendered.note {
            complain(&format_args!("{origin}: {note}"));
        }
        self.rendered.text
    }
}

fn results<R: Into<Rendered>>(
    args: &JobArgs,
    render: impl Fn(&Article) -> R + Send + Sync + 'static,
) -> impl Iterator<Item = Result<Done, Error>> {
    let weigh = |article: &Result<Article, Error>| article.as_ref().map_or(0, |article| article.text.len());
    let work = move |article: Result<Article, Error>| {
        article.map(|article| {
            let rendered = render(&article).into();
            Done { origin: article.origin, repaired: article.repaired, rendered }
        })
    };
    Ordered::new(articles(args), Threads::new(args.threads), weigh, work).map(|done| done.and_then(|done| done))
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
    Ok(Pipeline::builder().model(model).build())
}

fn articles(args: &JobArgs) -> Articles {
    let mut options = ReadOptions::default();
    (options.format, options.invalid_utf8) = (args.input, args.invalid_utf8);
    if args.files.is_empty() {
        return stdin(&options);
    }
    let read = move |path: &Path| if path.as_os_str() == "-" { stdin(&options) } else { read_file(path, &options) };
    Box::new(args.files.clone().into_iter().flat_map(move |path| read(&path)))
}

fn stdin(options: &ReadOptions) -> Articles {
    if io::stdin().is_terminal() {
        complain(&"reading standard input; Ctrl-D ends it");
    }
    read_stream(io::stdin(), "standard input", options)
}
