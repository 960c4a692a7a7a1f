//! Corpora: articles in, documents out, any number of them in bounded memory.

mod batch;
#[cfg(feature = "serde")]
mod documents;
#[cfg(feature = "serde")]
mod jsonl;
mod merge;
#[cfg(feature = "serde")]
mod read;
#[cfg(feature = "serde")]
mod utf8;
mod workers;

pub use batch::{Ordered, Threads};
#[cfg(feature = "serde")]
pub use documents::{read_documents, read_predictions};
pub use merge::{Appearance, Member, Merge, MergedSpeaker};
#[cfg(feature = "serde")]
pub use read::{Article, Articles, InputFormat, ReadOptions, read_file, read_stream};
#[cfg(feature = "serde")]
pub use utf8::{InvalidUtf8, Repaired};
