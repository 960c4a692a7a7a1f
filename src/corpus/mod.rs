//! Corpora: articles in, documents out, any number of them in bounded memory.

mod batch;
#[cfg(feature = "files")]
mod csv;
#[cfg(all(feature = "arrow", feature = "serde"))]
mod csv_write;
#[cfg(feature = "serde")]
mod documents;
#[cfg(any(feature = "arrow", feature = "serde"))]
mod failure;
mod flow;
#[cfg(feature = "files")]
mod jsonl;
#[cfg(feature = "serde")]
mod lines;
mod merge;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "parquet")]
mod parquet_write;
#[cfg(feature = "files")]
mod parts;
#[cfg(feature = "files")]
mod paths;
#[cfg(feature = "files")]
mod read;
#[cfg(feature = "files")]
mod source;
#[cfg(feature = "arrow")]
mod tables;
#[cfg(feature = "serde")]
mod utf8;
#[cfg(feature = "parquet")]
mod values;
mod workers;

pub use batch::{Ordered, Threads};
#[cfg(all(feature = "arrow", feature = "serde"))]
pub use csv_write::{CsvOptions, csv_head, csv_rows};
#[cfg(feature = "serde")]
pub use documents::{read_documents, read_predictions};
#[cfg(any(feature = "arrow", feature = "serde"))]
pub use failure::Failure;
pub use flow::{Flow, Step};
pub use merge::{Appearance, Member, Merge, MergedSpeaker};
#[cfg(feature = "parquet")]
pub use parquet_write::ParquetWriter;
#[cfg(feature = "files")]
pub use paths::{is_typed, read_paths, size_of_paths};
#[cfg(feature = "files")]
pub use read::{Article, Articles, InputFormat, ReadOptions, read_file, read_stream};
#[cfg(feature = "files")]
pub use source::{Encoding, Meter};
#[cfg(feature = "arrow")]
pub use tables::{Piece, Tabulated, Texts};
#[cfg(feature = "serde")]
pub use utf8::{InvalidUtf8, Repaired};

/// What is said where a table lacks a column.
#[cfg(any(feature = "arrow", feature = "files"))]
fn missing(name: &str, names: &[String]) -> String {
    format!("no column {name:?}; there are {}", names.join(", "))
}
