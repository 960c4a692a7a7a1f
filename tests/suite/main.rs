//! The integration tests, one binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

mod articles;
#[cfg(feature = "cli")]
mod bad_input;
mod batch;
mod cases;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "files")]
mod corpus;
mod damage;
#[cfg(feature = "serde")]
mod evaluate;
mod gum;
mod html;
#[cfg(feature = "serde")]
mod json;
mod layers;
#[cfg(feature = "serde")]
mod merge;
mod model;
#[cfg(feature = "serde")]
mod normalize;
#[cfg(feature = "cli")]
mod parquet;
mod quote;
#[cfg(feature = "cli")]
mod resume;
mod rewrites;
mod segment;
mod speaker;
