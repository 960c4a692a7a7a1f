//! The integration tests, one binary.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so")]

mod cases;
#[cfg(feature = "serde")]
mod json;
#[cfg(feature = "serde")]
mod normalize;
mod speaker;
