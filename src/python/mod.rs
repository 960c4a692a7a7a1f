//! The Python package: each object is a shared document and an index, each offset a code point.

mod arrays;
mod attribute;
mod capsule;
mod columns;
mod command;
mod detached;
mod document;
mod merge;
mod normalize;
mod pipe;
mod pipeline;
mod progress;
mod sequence;
mod shared;
mod span;
mod table;
mod text;
mod views;

#[pyo3::pymodule]
mod _native {
    #[pymodule_export]
    use super::{
        command::main,
        document::Document,
        merge::merge_speakers,
        normalize::{Edit, Normalized, normalize},
        pipeline::{Pipeline, analyze, segment},
        sequence::Views,
        span::Span,
        table::Table,
        views::{Mark, Paragraph, Quotation, Sentence, Speaker, Token},
    };
}
