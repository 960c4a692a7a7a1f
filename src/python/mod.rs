//! The Python package: each object is a shared document and an index, each offset a code point.

mod attribute;
mod command;
mod detached;
mod document;
mod normalize;
mod pipe;
mod pipeline;
mod progress;
mod sequence;
mod shared;
mod span;
mod text;
mod views;

#[pyo3::pymodule]
mod _native {
    #[pymodule_export]
    use super::command::main;
    #[pymodule_export]
    use super::document::Document;
    #[pymodule_export]
    use super::normalize::{Edit, Normalized, normalize};
    #[pymodule_export]
    use super::pipeline::{Pipeline, analyze, segment};
    #[pymodule_export]
    use super::sequence::Views;
    #[pymodule_export]
    use super::span::Span;
    #[pymodule_export]
    use super::views::{Mark, Paragraph, Quotation, Sentence, Speaker, Token};
}
