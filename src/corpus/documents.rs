//! Files of documents, one a line.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use super::failure::Failure;
use super::lines::Lines;
use super::utf8::{InvalidUtf8, decode};
use crate::json::id_of;
use crate::{Document, Error};

/// The documents of a file of JSON lines, such as gold annotation.
///
/// # Errors
/// If the file cannot be read or a line is no document of the schema; the message names the line.
pub fn read_documents(path: &Path) -> Result<Vec<Document>, Error> {
    lines(path)?.map(|line| line.and_then(|line| named(&line, Document::from_json(&line.text)))).collect()
}

/// Predictions for `gold`, in the order of `gold`, found by their identifiers; a document of `gold` without a line has no
/// quotations. Predictions may be without text; lines for other documents are passed over.
///
/// # Errors
/// If the file cannot be read, a line is no document of the schema or is about another text than the gold's, or two
/// documents of `gold` have one identifier or have none; the message names the line.
pub fn read_predictions(path: &Path, gold: &[Document]) -> Result<Vec<Document>, Error> {
    let index = index(gold)?;
    let mut predictions: Vec<Document> = gold.iter().map(|document| Document::bare(document.text())).collect();
    for line in lines(path)? {
        let line = line?;
        let id = named(&line, id_of(&line.text))?.unwrap_or_default();
        let place = index.get(id.as_str()).and_then(|at| Some((gold.get(*at)?, predictions.get_mut(*at)?)));
        if let Some((gold, prediction)) = place {
            *prediction = named(&line, Document::from_json_with_text(&line.text, gold.text()))?;
        }
    }
    Ok(predictions)
}

fn index(gold: &[Document]) -> Result<HashMap<&str, usize>, Error> {
    let mut index = HashMap::new();
    for (at, document) in gold.iter().enumerate() {
        let Some(id) = document.id() else {
            return Err(Error::input(format!("gold document {}: no id; predictions are found by it", at + 1)));
        };
        if index.insert(id, at).is_some() {
            return Err(Error::input(format!("gold document {}: id {id:?} is there twice", at + 1)));
        }
    }
    Ok(index)
}

/// A line that is not empty.
struct Line {
    text: String,
    /// File and number of the line, for messages.
    origin: String,
}

fn lines(path: &Path) -> Result<impl Iterator<Item = Result<Line, Error>>, Error> {
    let file = File::open(path).map_err(|error| Error::io(path, error))?;
    let name = path.display().to_string();
    let lines = Lines::new(BufReader::new(file), name.clone(), u32::MAX.into());
    let decoded = lines.map(move |line| {
        let line = line.map_err(failed)?;
        let origin = format!("{name}, line {}", line.number);
        let (text, _) = decode(line.bytes, InvalidUtf8::Refuse, &origin, line.offset).map_err(failed)?;
        Ok(Line { text, origin })
    });
    Ok(decoded.filter(|line| line.as_ref().map_or(true, |line| !line.text.trim_ascii().is_empty())))
}

fn failed(failure: Failure) -> Error {
    Error::input(failure.to_string())
}

fn named<T>(line: &Line, result: Result<T, Error>) -> Result<T, Error> {
    result.map_err(|error| Error::input(format!("{}: {error}", line.origin)))
}
