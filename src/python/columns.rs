//! Columns of texts, from Arrow data or from any iterable of strings, in pieces for several threads.

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, LargeStringArray, RecordBatch, new_empty_array};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::capsule::{self, Arrays};
use super::pipe::{each, texts};
use crate::arrow::Strings;
use crate::corpus::{Piece, Texts};

/// Strings of an iterable that make up one array at most, and their bytes.
const STRINGS: usize = 256;
const BYTES: usize = 1 << 20;

/// Where the texts of a table come from.
pub(super) struct Source<'py> {
    pub(super) texts: Bound<'py, PyAny>,
    pub(super) ids: Option<Bound<'py, PyAny>>,
    pub(super) text_column: String,
    pub(super) id_column: Option<String>,
    pub(super) columns: Vec<String>,
}

/// Texts in pieces, up to the first thing that is no text.
pub(super) type Pieces = Box<dyn Iterator<Item = PyResult<Piece>> + Send>;

impl Source<'_> {
    /// The pieces, and the columns that go along with them as texts without any rows.
    pub(super) fn pieces(self) -> PyResult<(Texts, Pieces)> {
        if self.texts.hasattr("__arrow_c_stream__")? {
            let arrays = Arrays::of(&self.texts)?;
            return self.arrays(&new_empty_array(arrays.kind()), arrays);
        }
        if self.texts.hasattr("__arrow_c_array__")? {
            let array = capsule::array(&self.texts)?;
            return self.arrays(&array.slice(0, 0), [Ok(array)].into_iter());
        }
        let strings = texts(&self.texts, self.ids.as_ref())?;
        let none = Texts::new(LargeStringArray::from_iter_values([""; 0]).into(), None, None, 0);
        Ok((
            none,
            Box::new(
                Chunks { strings: Some(Box::new(strings)), first: 0 }
                    .map(|texts| texts.map(Texts::pieces))
                    .flat_map(flat),
            ),
        ))
    }

    fn arrays(
        self,
        empty: &ArrayRef,
        arrays: impl Iterator<Item = PyResult<ArrayRef>> + Send + 'static,
    ) -> PyResult<(Texts, Pieces)> {
        let ids = self.ids.as_ref().map(list).transpose()?;
        let choice = Choice { ids, text_column: self.text_column, id_column: self.id_column, columns: self.columns };
        let none = choice.texts(empty, 0)?;
        let mut first = 0;
        let texts = arrays.map(move |array| {
            let array = array?;
            let texts = choice.texts(&array, first);
            first += array.len() as u64;
            texts
        });
        Ok((none, Box::new(texts.map(|texts| texts.map(Texts::pieces)).flat_map(flat))))
    }
}

/// The pieces of an array, or what is wrong with it.
fn flat(pieces: PyResult<impl Iterator<Item = Piece> + Send + 'static>) -> Pieces {
    match pieces {
        Ok(pieces) => Box::new(pieces.map(Ok)),
        Err(error) => Box::new([Err(error)].into_iter()),
    }
}

/// Identifiers apart from the texts: any iterable, or an Arrow array.
fn list(ids: &Bound<'_, PyAny>) -> PyResult<Vec<Option<String>>> {
    each(ids)?.map(|id| id?.extract()).collect()
}

/// What is taken of an array.
struct Choice {
    ids: Option<Vec<Option<String>>>,
    text_column: String,
    id_column: Option<String>,
    columns: Vec<String>,
}

impl Choice {
    /// The texts of an array of strings or of a table, the first of which is number `first`.
    fn texts(&self, array: &ArrayRef, first: u64) -> PyResult<Texts> {
        if let Some(rows) = array.as_struct_opt() {
            let rows = RecordBatch::from(rows.clone());
            return Ok(Texts::in_column(&rows, &self.text_column, self.id_column.as_deref(), &self.columns, first)?);
        }
        let ids = self.ids.as_ref().map(|ids| slice(ids, first, array.len())).transpose()?;
        Ok(Texts::new(Strings::new(array)?, ids, None, first))
    }
}

fn slice(ids: &[Option<String>], first: u64, count: usize) -> PyResult<Strings> {
    let first = usize::try_from(first).unwrap_or(usize::MAX);
    let missing = || PyValueError::new_err(format!("ids end after {}, before texts do", ids.len()));
    let ids = ids.get(first..first.saturating_add(count)).ok_or_else(missing)?;
    Ok(ids.iter().collect::<LargeStringArray>().into())
}

/// A text and its identifier.
type Named = (String, Option<String>);

/// Strings of an iterable, some at a time, as arrays.
struct Chunks {
    strings: Option<Box<dyn Iterator<Item = PyResult<Named>> + Send>>,
    first: u64,
}

impl Iterator for Chunks {
    type Item = PyResult<Texts>;

    fn next(&mut self) -> Option<Self::Item> {
        let strings = self.strings.as_mut()?;
        let (mut texts, mut ids, mut bytes) = (Vec::new(), Vec::new(), 0);
        while texts.len() < STRINGS && bytes < BYTES {
            match strings.next() {
                Some(Ok((text, id))) => {
                    bytes += text.len();
                    texts.push(text);
                    ids.push(id);
                }
                Some(Err(error)) => {
                    self.strings = None;
                    return Some(Err(error));
                }
                None => {
                    self.strings = None;
                    break;
                }
            }
        }
        let first = self.first;
        self.first += texts.len() as u64;
        if texts.is_empty() {
            return None;
        }
        Some(Ok(Texts::new(
            LargeStringArray::from(texts).into(),
            Some(LargeStringArray::from(ids).into()),
            None,
            first,
        )))
    }
}
