#![doc = include_str!("../README.md")]

pub mod error;
mod names;
pub mod span;
pub mod text;

pub mod model;

pub mod normalize;
pub mod quote;
pub mod segment;
pub mod speaker;

pub mod document;
pub mod pipeline;
#[cfg(feature = "train")]
pub mod train;

#[cfg(feature = "serde")]
pub mod json;

#[cfg(feature = "arrow")]
pub mod arrow;
pub mod evaluate;
pub mod html;

pub mod corpus;

#[cfg(feature = "cli")]
pub mod cli;

#[cfg(feature = "python")]
mod python;

pub use document::Document;
pub use error::Error;
pub use pipeline::{Pipeline, PipelineBuilder};
pub use span::Span;
