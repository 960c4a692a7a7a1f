//! Files and streams to articles.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::iter;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::csv::Rows;
use super::failure::Failure;
use super::jsonl;
use super::lines::{Lines, stopped};
#[cfg(feature = "parquet")]
use super::parquet;
use super::parts::Parts;
use super::source::{Encoding, Meter, decoded};
use super::utf8::{InvalidUtf8, Repaired};
use super::workers::attempt;
use crate::names::named;
use crate::normalize::{Cut, Part};

/// Bytes that one article may have unless you say otherwise: no news text comes near it.
const MAX_BYTES: u64 = 64 << 20;

/// The first bytes of Parquet.
const PARQUET: &[u8] = b"PAR1";

/// A text to analyse and where it came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Its number among all that are read, those that cannot be read counted, from 0.
    pub index: u64,
    /// The identifier: the file's name, or what the row says.
    pub id: Option<String>,
    /// The raw text.
    pub text: String,
    /// Which part of its text this is, where [`ReadOptions::cut`] lets texts be cut.
    pub part: Part,
    /// The values of [`ReadOptions::columns`], null where there is none; none at all for a text.
    pub columns: Vec<Value>,
    /// File, row and line, for messages.
    pub origin: String,
    /// What was not UTF-8 and has been repaired.
    pub repaired: Option<Repaired>,
}

/// How a file holds articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InputFormat {
    /// The file is one article.
    Text,
    /// Each line is one article: `{"id": …, "text": …}`; a document of schema `pullquote/1` will do.
    Jsonl,
    /// Each row is one article. The first row names the columns; commas, semicolons, tabs or bars part them.
    Csv,
    /// Each row is one article; needs the feature `parquet`.
    Parquet,
}

named!(InputFormat { Text = "text", Jsonl = "jsonl", Csv = "csv", Parquet = "parquet" });

impl InputFormat {
    /// What the ending of a file's name says, one more for packing left aside: JSON lines for `.jsonl` and `.ndjson`,
    /// CSV for `.csv` and `.tsv`, Parquet for `.parquet`, text for `.txt`.
    ///
    /// ```
    /// use pullquote::corpus::InputFormat;
    /// assert_eq!(InputFormat::of("2024/May.JSONL.gz".as_ref()), Some(InputFormat::Jsonl));
    /// assert_eq!(InputFormat::of("notes".as_ref()), None);
    /// ```
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        match ending.as_str() {
            "gz" | "zst" => Self::of(Path::new(path.file_stem()?)),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "csv" | "tsv" => Some(Self::Csv),
            "parquet" => Some(Self::Parquet),
            "txt" => Some(Self::Text),
            _ => None,
        }
    }

    /// What the first bytes of a file say: Parquet or, in doubt, text. Of a pipe nothing is read.
    fn of_bytes(mut file: &File) -> io::Result<Self> {
        let mut magic = Vec::new();
        if file.metadata()?.is_file() {
            file.take(PARQUET.len() as u64).read_to_end(&mut magic)?;
            file.rewind()?;
        }
        Ok(if magic == PARQUET { Self::Parquet } else { Self::Text })
    }
}

/// How articles are read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReadOptions {
    /// How files hold articles; each file's name says so unless you do, or the first bytes of Parquet; all else is text.
    pub format: Option<InputFormat>,
    /// The encoding of files without a byte order mark; UTF-8 unless you say otherwise.
    pub encoding: Option<Encoding>,
    /// What happens to bytes that are not UTF-8 where UTF-8 is expected.
    pub invalid_utf8: InvalidUtf8,
    /// The column or key with the text: `text`.
    pub text_column: String,
    /// The column or key with the identifier; where you name none, `id` if it is there.
    pub id_column: Option<String>,
    /// Other columns or keys whose values are kept.
    pub columns: Vec<String>,
    /// Bytes that one article may have; 64 MiB. No more than 4 GiB, since offsets are `u32`.
    pub max_bytes: u64,
    /// Where a text file may be cut, so that each part of a megabyte or so is an article and a file of any size is read
    /// in little memory; nowhere unless you say so.
    pub cut: Option<Cut>,
    /// Tells others how far the reading is.
    pub meter: Meter,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            format: None,
            encoding: None,
            invalid_utf8: InvalidUtf8::default(),
            text_column: "text".to_owned(),
            id_column: None,
            columns: Vec::new(),
            max_bytes: MAX_BYTES,
            cut: None,
            meter: Meter::default(),
        }
    }
}

/// Articles as they are read, a failure for each that could not be. One for a whole file ends that file.
pub type Articles = Box<dyn Iterator<Item = Result<Article, Failure>> + Send>;

/// The articles of a file, read as they are asked for. `id` is the identifier of a text.
///
/// Files packed by gzip or zstd are unpacked: their first bytes say so, not their names. An item is a failure if the file
/// cannot be read, a row is not what it should be, or bytes are refused: it names the file and the row or byte.
#[must_use]
pub fn read_file(path: &Path, id: Option<String>, options: &Arc<ReadOptions>) -> Articles {
    let origin = path.display().to_string();
    let format = |file: &_| match options.format.or_else(|| InputFormat::of(path)) {
        Some(format) => Ok(format),
        None => InputFormat::of_bytes(file),
    };
    match File::open(path).and_then(|file| Ok((format(&file)?, file))) {
        Ok((InputFormat::Parquet, file)) => parquet::articles(file, origin, options),
        Ok((format, file)) => articles(file, origin, id, format, options),
        Err(error) => failed(Failure::new(origin, error.to_string())),
    }
}

/// The articles of a stream such as standard input; a text has no identifier. `origin` names the stream in messages.
///
/// Failures are those of [`read_file`].
#[must_use]
pub fn read_stream(stream: impl Read + Send + 'static, origin: &str, options: &Arc<ReadOptions>) -> Articles {
    articles(stream, origin.to_owned(), None, options.format.unwrap_or(InputFormat::Text), options)
}

#[cfg(not(feature = "parquet"))]
mod parquet {
    use super::{Arc, Articles, Failure, File, ReadOptions, failed};

    pub(super) fn articles(_file: File, origin: String, _options: &Arc<ReadOptions>) -> Articles {
        failed(Failure::new(origin, "Parquet; this program was built without the feature `parquet`"))
    }
}

/// No articles, and why.
pub(super) fn failed(failure: Failure) -> Articles {
    Box::new(iter::once(Err(failure)))
}

fn articles(
    stream: impl Read + Send + 'static,
    origin: String,
    id: Option<String>,
    format: InputFormat,
    options: &Arc<ReadOptions>,
) -> Articles {
    let options = Arc::clone(options);
    let read = move || -> Articles {
        let limit = options.max_bytes.min(u32::MAX.into());
        match decoded(stream, options.encoding, options.meter.clone()) {
            Err(error) => failed(stopped(&origin, &error)),
            Ok(bytes) => match format {
                InputFormat::Text => Box::new(Parts::new(bytes, origin, id, limit, &options)),
                InputFormat::Jsonl => Box::new(jsonl::articles(Lines::new(bytes, origin, limit), options)),
                InputFormat::Csv => Box::new(Rows::new(Lines::new(bytes, origin, limit), options)),
                InputFormat::Parquet => {
                    failed(Failure::new(origin, "Parquet is read from its end, so not as a stream; name the file"))
                }
            },
        }
    };
    Box::new(iter::once_with(read).flatten())
}

impl Article {
    /// What `work` makes of the article.
    ///
    /// # Errors
    /// If `work` panics.
    ///
    /// ```
    /// # use pullquote::corpus::Article;
    /// let article = Article { id: Some("a".into()), origin: "a.txt".into(), ..Article::default() };
    /// let failure = article.attempt(|_| -> () { panic!("no") }).unwrap_err();
    /// assert_eq!((failure.id.as_deref(), failure.origin.as_str()), (Some("a"), "a.txt"));
    /// ```
    pub fn attempt<R>(&self, work: impl FnOnce(&Self) -> R) -> Result<R, Failure> {
        attempt(|| work(self)).map_err(|reason| self.failure(reason))
    }

    /// The article as one that failed.
    #[must_use]
    pub fn failure(&self, reason: impl Into<String>) -> Failure {
        Failure { index: self.index, id: self.id.clone(), ..Failure::new(self.origin.clone(), reason) }
    }
}
