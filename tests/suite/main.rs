//! The integration tests, one binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

mod articles;
mod batch;
mod cases;
#[cfg(feature = "cli")]
mod cli;
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
mod quote;
mod rewrites;
mod segment;
mod speaker;
