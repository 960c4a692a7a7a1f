//! [`Failure`]: one document that could not be read or analysed.

use std::fmt;

/// A document that could not be read or analysed. The others are not touched by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Failure {
    /// The number of the document among all that were read, from 0.
    pub index: u64,
    /// Its identifier, if it got so far.
    pub id: Option<String>,
    /// File, row and line.
    pub origin: String,
    /// What is wrong, and the limit or the choices where there are any.
    pub reason: String,
}

#[cfg(feature = "serde")]
impl Failure {
    pub(super) fn new(origin: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { origin: origin.into(), reason: reason.into(), ..Self::default() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.id {
            Some(id) => write!(f, "{} (id {id:?}): {}", self.origin, self.reason),
            None => write!(f, "{}: {}", self.origin, self.reason),
        }
    }
}
