//! The integration tests, one binary.

#[cfg(feature = "serde")]
mod json;
