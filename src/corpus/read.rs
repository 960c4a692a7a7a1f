//! Files and streams to articles.

use std::fs::File;
use std::io::{BufReader, Read};
use std::iter;
use std::path::Path;

use super::jsonl::{self, Lines};
use super::utf8::{InvalidUtf8, Repaired, decode};
use crate::Error;
use crate::names::named;

/// The largest text, in bytes: offsets are `u32`.
const LIMIT: u64 = u32::MAX as u64;

/// A text to analyse and where it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The identifier: the file's name, or what the row says.
    pub id: Option<String>,
    /// The raw text.
    pub text: String,
    /// File and line, for messages.
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
}

named!(InputFormat { Text = "text", Jsonl = "jsonl" });

impl InputFormat {
    /// What the ending of a file's name says: JSON lines for `.jsonl` and `.ndjson`, else text.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let ending = path.extension().unwrap_or_default();
        if ["jsonl", "ndjson"].iter().any(|known| ending.eq_ignore_ascii_case(known)) {
            Self::Jsonl
        } else {
            Self::Text
        }
    }
}

/// How articles are read.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// How files hold articles; each file's name says so unless you do.
    pub format: Option<InputFormat>,
    /// What happens to bytes that are not UTF-8.
    pub invalid_utf8: InvalidUtf8,
}

/// Articles as they are read, an error for each that could not be.
pub type Articles = Box<dyn Iterator<Item = Result<Article, Error>> + Send>;

/// The articles of a file, read as they are asked for. A text's identifier is the name of its file.
///
/// An item is an error if the file cannot be read, a line is not what it should be, or bytes are refused: the message
/// names the file and the line or byte.
#[must_use]
pub fn read_file(path: &Path, options: &ReadOptions) -> Articles {
    let origin = path.display().to_string();
    let format = options.format.unwrap_or_else(|| InputFormat::of(path));
    let id = path.file_name().map(|name| name.to_string_lossy().into_owned());
    match File::open(path) {
        Ok(file) => articles(file, origin, id, format, options.invalid_utf8),
        Err(error) => Box::new(iter::once(Err(Error::io(path, error)))),
    }
}

/// The articles of a stream such as standard input; a text has no identifier. `origin` names the stream in messages.
///
/// Errors are those of [`read_file`].
#[must_use]
pub fn read_stream(stream: impl Read + Send + 'static, origin: &str, options: &ReadOptions) -> Articles {
    let format = options.format.unwrap_or(InputFormat::Text);
    articles(stream, origin.to_owned(), None, format, options.invalid_utf8)
}

fn articles(
    stream: impl Read + Send + 'static,
    origin: String,
    id: Option<String>,
    format: InputFormat,
    policy: InvalidUtf8,
) -> Articles {
    match format {
        InputFormat::Text => Box::new(iter::once_with(move || whole(stream, origin, id, policy))),
        InputFormat::Jsonl => {
            let lines = Lines::new(BufReader::new(stream), origin, policy);
            Box::new(lines.map(|line| line.and_then(jsonl::article)))
        }
    }
}

fn whole(stream: impl Read, origin: String, id: Option<String>, policy: InvalidUtf8) -> Result<Article, Error> {
    let mut bytes = Vec::new();
    stream.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|error| Error::io(&origin, error))?;
    if bytes.len() as u64 > LIMIT {
        return Err(Error::input(format!("{origin}: more than {LIMIT} bytes, the limit of one text")));
    }
    let (text, repaired) = decode(bytes, policy, &origin, 0)?;
    Ok(Article { id, text, origin, repaired })
}
