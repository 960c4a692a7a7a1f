//! [`Shared`]: what all Python objects of one document have in common.

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::span::Span;
use super::text::Text;
use crate::document::Document;
use crate::text::CodePoints;

/// A document with its code point index, made where the interpreter is not needed.
pub(super) struct Indexed {
    document: Document,
    checkpoints: Vec<u32>,
}

impl From<Document> for Indexed {
    fn from(document: Document) -> Self {
        let checkpoints = CodePoints::new(document.text()).into_checkpoints();
        Self { document, checkpoints }
    }
}

/// A document and the very string that the caller gave for it.
pub(super) struct Shared {
    document: Document,
    text: Text,
}

impl Shared {
    pub(super) fn new(Indexed { document, checkpoints }: Indexed, string: Py<PyString>) -> Self {
        Self { document, text: Text { string, checkpoints } }
    }

    pub(super) fn document(&self) -> &Document {
        &self.document
    }

    pub(super) fn text(&self) -> &Py<PyString> {
        &self.text.string
    }

    /// The way between bytes and code points of the text.
    pub(super) fn points(&self) -> CodePoints<'_> {
        CodePoints::from_checkpoints(self.document.text(), &self.text.checkpoints)
    }

    pub(super) fn span(&self, bytes: crate::Span, py: Python<'_>) -> Span {
        self.text.span(self.document.text(), bytes, py)
    }

    /// Whether two documents are equal, their texts as the caller gave them.
    pub(super) fn equals(&self, other: &Self, py: Python<'_>) -> PyResult<bool> {
        if std::ptr::eq(self, other) {
            return Ok(true);
        }
        Ok(self.document == other.document && self.text().bind(py).as_any().eq(other.text())?)
    }
}
