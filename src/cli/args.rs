//! What the command takes.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::resume::call;
use crate::Error;
use crate::corpus::{Encoding, InputFormat, InvalidUtf8, ReadOptions};
use crate::json::Unit;
#[cfg(feature = "train")]
use crate::model::Variant;
use crate::normalize::{Profile, Step};
use crate::segment::{Newlines, Profile as WordProfile};

/// Who said what in news text: finds every quotation, its cue, its source and its speaker.
#[derive(Parser)]
#[command(name = "pullquote", version, arg_required_else_help = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Who said what: every quotation with its speaker
    Quotes(QuotesArgs),
    /// The speakers, with their titles and how often they are quoted
    Speakers(SpeakersArgs),
    /// The sentences, one a line
    Sentences(SegmentArgs),
    /// The tokens, one a line
    Tokens(SegmentArgs),
    /// The text repaired: mojibake, entities, odd characters
    Normalize(NormalizeArgs),
    /// The articles as a web page with everything marked
    Html(HtmlArgs),
    /// How good predictions are, measured against gold
    Evaluate(EvaluateArgs),
    /// Who said what in an example article
    Demo(DemoArgs),
    /// A model of your own from articles with gold quotations
    #[cfg(feature = "train")]
    Train(TrainArgs),
}

/// What a model learns from, and where it goes.
#[cfg(feature = "train")]
#[derive(Args)]
#[command(arg_required_else_help = true)]
pub(super) struct TrainArgs {
    /// A split of PolNeAR: a folder with text/*.txt and attributions/*.ann; may be given again
    #[arg(long, value_name = "FOLDER")]
    pub(super) polnear: Vec<PathBuf>,
    /// Gold articles: files of JSON lines as `quotes --format jsonl` writes them, files in .txt of marked-up text, or folders of
    /// name.txt beside name.ann as brat annotates them
    #[arg(value_name = "GOLD")]
    pub(super) gold: Vec<PathBuf>,
    /// Texts written to teach, in the forms of gold articles, up to the next option; scores are fitted to the articles alone
    #[arg(long, value_name = "GOLD", num_args = 1..)]
    pub(super) lessons: Vec<PathBuf>,
    /// What to train: fast saves time and room, accurate takes fast along
    #[arg(long, value_name = "VARIANT", default_value = "accurate")]
    pub(super) variant: Variant,
    /// Where the model goes
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
}

/// Where articles come from and where results go.
#[derive(Args)]
pub(super) struct JobArgs {
    /// Files, folders or patterns such as "2024/**/*.jsonl"; standard input if there are none or for "-"
    ///
    /// Files are text, or JSON lines if they end in .jsonl, or tables if they end in .csv, .tsv or .parquet. They may be packed
    /// by gzip or zstd.
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) input: InputArgs,
    /// After an article that cannot be read or analysed: go on with the next, or stop
    #[arg(long, value_name = "POLICY", default_value = "skip")]
    pub(super) on_error: OnError,
    /// Where the articles that failed go, one a line as {"index": …, "id": …, "origin": …, "reason": …}
    #[arg(long, value_name = "FILE")]
    pub(super) rejects: Option<PathBuf>,
    /// Threads that work; 0 for one a core [default: $PULLQUOTE_NUM_THREADS, or one a core]
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<usize>,
    /// Where results go instead of standard output; the file gets its name when it is whole
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Go on where a run with the same arguments ended before its time
    #[arg(long, requires = "output")]
    pub(super) resume: bool,
    /// The arguments that change results.
    #[arg(skip)]
    pub(super) call: Vec<String>,
}

/// How articles are read.
#[derive(Args)]
pub(super) struct InputArgs {
    /// How files hold articles [default: as the file's ending says, else text]
    #[arg(long, value_name = "FORMAT")]
    pub(super) input: Option<InputFormat>,
    /// The encoding of files without a byte order mark, such as windows-1252 or utf-16le [default: utf-8]
    #[arg(long, value_name = "LABEL")]
    pub(super) encoding: Option<String>,
    /// Bytes that are not UTF-8: replace them by U+FFFD, or refuse the article
    #[arg(long, value_name = "POLICY", default_value = "repair")]
    pub(super) invalid_utf8: InvalidUtf8,
    /// The column or key that holds the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(super) text_column: String,
    /// The column or key that identifies an article [default: id, if it is there]
    #[arg(long, value_name = "NAME")]
    pub(super) id_column: Option<String>,
    /// Other columns or keys to be written with each result
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    pub(super) columns: Vec<String>,
    /// Bytes that one article may have
    #[arg(long, value_name = "N", default_value_t = ReadOptions::default().max_bytes)]
    pub(super) max_bytes: u64,
}

impl JobArgs {
    /// What is read.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        if self.files.is_empty() { vec!["-".into()] } else { self.files.clone() }
    }

    /// How it is read.
    pub(super) fn reading(&self) -> Result<Arc<ReadOptions>, Error> {
        let InputArgs { input, encoding, invalid_utf8, text_column, id_column, columns, max_bytes } = &self.input;
        let mut options = ReadOptions::default();
        (options.format, options.invalid_utf8, options.max_bytes) = (*input, *invalid_utf8, *max_bytes);
        options.encoding = encoding.as_deref().map(Encoding::from_label).transpose()?;
        options.text_column.clone_from(text_column);
        options.id_column.clone_from(id_column);
        options.columns.clone_from(columns);
        Ok(Arc::new(options))
    }
}

impl Command {
    /// The command with the arguments it was called by.
    pub(super) fn called(mut self, arguments: &[OsString]) -> Self {
        let job = match &mut self {
            Self::Quotes(args) => &mut args.job,
            Self::Speakers(args) => &mut args.job,
            Self::Sentences(args) | Self::Tokens(args) => &mut args.job,
            Self::Normalize(args) => &mut args.job,
            Self::Html(args) => &mut args.job,
            _ => return self,
        };
        job.call = call(arguments);
        self
    }
}

/// What finds quotations.
#[derive(Args)]
pub(super) struct ModelArgs {
    /// What finds quotations: accurate, fast (several times faster, finds less), or the file of a model that you trained
    #[arg(long, value_name = "MODEL", default_value = "accurate")]
    pub(super) model: PathBuf,
    /// Leave out quotations with a score below this, from 0 to 1: fewer are found, and more of them are right
    #[arg(long, value_name = "SCORE", default_value = "0", value_parser = score)]
    pub(super) threshold: f32,
}

/// A score from 0 to 1.
fn score(text: &str) -> Result<f32, String> {
    let score = text.parse().ok().filter(|score| (0.0..=1.0).contains(score));
    score.ok_or_else(|| format!("{text:?} is no number from 0 to 1"))
}

/// How JSON is written.
#[derive(Args)]
pub(super) struct JsonArgs {
    /// What offsets count in JSON and CSV
    #[arg(long, default_value = "codepoint")]
    pub(super) unit: Unit,
    /// Leave the text itself out of JSON
    #[arg(long)]
    pub(super) no_text: bool,
}

/// How CSV is written.
#[derive(Args)]
pub(super) struct TableArgs {
    /// In CSV: disarm what a spreadsheet takes for a formula by an apostrophe, and mark the file as UTF-8
    #[arg(long, value_name = "BOOL", default_value_t = true, action = clap::ArgAction::Set)]
    pub(super) excel_safe: bool,
}

#[derive(Args)]
pub(super) struct QuotesArgs {
    #[command(flatten)]
    pub(super) job: JobArgs,
    #[command(flatten)]
    pub(super) model: ModelArgs,
    /// For people, for programs (one document a line), for a spreadsheet or a data lake (one quotation a row), or for a
    /// browser
    #[arg(long, default_value = "text")]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) json: JsonArgs,
    #[command(flatten)]
    pub(super) table: TableArgs,
}

/// How rows are written.
#[derive(Args)]
pub(super) struct RowsArgs {
    /// For people, for programs (one row a line), for a spreadsheet, or for a data lake
    #[arg(long, default_value = "text")]
    pub(super) format: TableFormat,
    /// What offsets count in JSON and CSV
    #[arg(long, default_value = "codepoint")]
    pub(super) unit: Unit,
    #[command(flatten)]
    pub(super) table: TableArgs,
}

/// How text is cut.
#[derive(Args)]
pub(super) struct CutArgs {
    /// What a single line break means: decided for each text, a paragraph, or the end of a hard-wrapped line
    #[arg(long, value_name = "MEANING", default_value = "auto")]
    pub(super) newlines: Newlines,
    /// Words as Universal Dependencies or as the Penn Treebank cuts them
    #[arg(long, default_value = "ud")]
    pub(super) profile: WordProfile,
    /// Keep a quotation that closes in its paragraph in one sentence
    #[arg(long)]
    pub(super) whole_quotations: bool,
    /// An abbreviation beyond the built-in ones; may be given again
    #[arg(long = "abbreviation", value_name = "WORD")]
    pub(super) abbreviations: Vec<String>,
}

#[derive(Args)]
pub(super) struct SegmentArgs {
    #[command(flatten)]
    pub(super) job: JobArgs,
    #[command(flatten)]
    pub(super) cut: CutArgs,
    #[command(flatten)]
    pub(super) rows: RowsArgs,
}

#[derive(Args)]
pub(super) struct SpeakersArgs {
    #[command(flatten)]
    pub(super) job: JobArgs,
    #[command(flatten)]
    pub(super) model: ModelArgs,
    #[command(flatten)]
    pub(super) rows: RowsArgs,
    /// Tell in words why each mention is its speaker's (JSON always does)
    #[arg(long)]
    pub(super) explain: bool,
    /// One table of all articles: speakers of the same name and title are one, each with its articles and the reason
    #[arg(long, conflicts_with_all = ["explain", "resume"])]
    pub(super) merge: bool,
    /// The column or key that dates an article, as 2024-05-31, for the first and last date of each speaker
    #[arg(long, value_name = "NAME", requires = "merge")]
    pub(super) date_column: Option<String>,
    /// The column or key that names the newspaper, agency or site of an article
    #[arg(long, value_name = "NAME", requires = "merge")]
    pub(super) outlet_column: Option<String>,
}

#[derive(Args)]
pub(super) struct NormalizeArgs {
    #[command(flatten)]
    pub(super) job: JobArgs,
    /// What is rewritten: damage only, also what is typographic, or also what a search ignores
    #[arg(long, default_value = "analysis")]
    pub(super) profile: Profile,
    /// Exactly these rewrites, once each, in this order, instead of a profile
    #[arg(long, value_name = "STEP,…", value_delimiter = ',', conflicts_with = "profile")]
    pub(super) steps: Vec<Step>,
    /// Tell on standard error how many places each step rewrote in each article
    #[arg(long)]
    pub(super) report: bool,
    /// The text itself, or {"id": …, "text": …} one a line
    #[arg(long, default_value = "text")]
    pub(super) format: RowsFormat,
}

#[derive(Args)]
pub(super) struct HtmlArgs {
    #[command(flatten)]
    pub(super) job: JobArgs,
    #[command(flatten)]
    pub(super) model: ModelArgs,
}

#[derive(Args)]
pub(super) struct EvaluateArgs {
    /// Gold documents, one a line, in the schema of `quotes --format jsonl`; every part but the text may be left out
    #[arg(value_name = "GOLD")]
    pub(super) gold: PathBuf,
    /// Predicted documents, one a line, found by their id; without them the texts of the gold are analysed
    #[arg(value_name = "PREDICTIONS")]
    pub(super) predictions: Option<PathBuf>,
    /// Leave nested quotations out, for gold that has none
    #[arg(long)]
    pub(super) outermost: bool,
    /// Figures as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Threads that work; 0 for one a core
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) threads: usize,
    #[command(flatten)]
    pub(super) model: ModelArgs,
}

#[derive(Args)]
pub(super) struct DemoArgs {
    /// Which article: a wire report, a British paper's, or a website's
    #[arg(default_value = "wire")]
    pub(super) article: Example,
    /// For people, for programs, for a spreadsheet, for a data lake, or for a browser
    #[arg(long, default_value = "text")]
    pub(super) format: Format,
}

/// How documents are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Jsonl,
    Csv,
    Parquet,
    Html,
}

/// How rows of a table are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    Text,
    Jsonl,
    Csv,
    Parquet,
}

/// How rows are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RowsFormat {
    Text,
    Jsonl,
}

/// The example articles inside the command.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Example {
    Wire,
    Paper,
    Site,
}

/// What follows an article that cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OnError {
    Skip,
    Fail,
}

/// Lets the command take the values of a library enum by their names.
macro_rules! value_enum {
    ($type:ident: $variants:expr) => {
        impl ValueEnum for $type {
            fn value_variants<'a>() -> &'a [Self] {
                &$variants
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(PossibleValue::new(self.as_str()))
            }
        }
    };
}

#[cfg(feature = "train")]
value_enum!(Variant: [Self::Fast, Self::Accurate]);
value_enum!(Unit: [Self::Codepoint, Self::Byte]);
value_enum!(InputFormat: [Self::Text, Self::Jsonl, Self::Csv, Self::Parquet]);
value_enum!(InvalidUtf8: [Self::Repair, Self::Refuse]);
value_enum!(Profile: [Self::Analysis, Self::Clean, Self::Search]);
value_enum!(Step: Self::ALL);
value_enum!(Newlines: [Self::Auto, Self::Paragraph, Self::Wrap]);
value_enum!(WordProfile: [Self::Ud, Self::Ptb]);
