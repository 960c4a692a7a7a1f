//! Bytes to text.

use super::failure::Failure;
use crate::names::named;

/// What happens to bytes that are not UTF-8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum InvalidUtf8 {
    /// Each malformed sequence becomes one U+FFFD, the replacement character; offsets count the repaired text.
    #[default]
    Repair,
    /// The article is refused.
    Refuse,
}

named!(InvalidUtf8 { Repair = "repair", Refuse = "refuse" });

/// What was repaired in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// Offset in the file of the first byte that is not UTF-8.
    pub offset: u64,
    /// Number of malformed sequences, each now U+FFFD.
    pub count: usize,
}

/// The text of `bytes`, which begin at byte `base` of the file that `origin` names.
pub(super) fn decode(
    bytes: Vec<u8>,
    policy: InvalidUtf8,
    origin: &str,
    base: u64,
) -> Result<(String, Option<Repaired>), Failure> {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok((text, None)),
        Err(error) => error,
    };
    let offset = base + error.utf8_error().valid_up_to() as u64;
    if policy == InvalidUtf8::Refuse {
        return Err(Failure::new(origin, format!("byte {offset} is not UTF-8")));
    }
    let (text, count) = replace(error.as_bytes());
    Ok((text, Some(Repaired { offset, count })))
}

fn replace(bytes: &[u8]) -> (String, usize) {
    let mut text = String::with_capacity(bytes.len());
    let mut count = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            count += 1;
        }
    }
    (text, count)
}
