//! Python strings as Rust strings, code point for code point.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use super::span::Span;
use crate::normalize::{NormalizeOptions, normalize_bytes};
use crate::text::CodePoints;

/// A Python string, and the way between its code points and the bytes of the same text in UTF-8.
pub(super) struct Text {
    pub(super) string: Py<PyString>,
    pub(super) checkpoints: Vec<u32>,
}

impl Text {
    /// Bytes of `utf8`, the same text, to code points.
    pub(super) fn span(&self, utf8: impl AsRef<[u8]>, bytes: crate::Span, py: Python<'_>) -> Span {
        let points = CodePoints::from_checkpoints(&utf8, &self.checkpoints).span_from_bytes(bytes);
        Span::new(self.string.clone_ref(py), points)
    }

    /// Code points to bytes of `utf8`, the same text.
    pub(super) fn bytes(&self, utf8: impl AsRef<[u8]>, points: crate::Span) -> crate::Span {
        CodePoints::from_checkpoints(&utf8, &self.checkpoints).span_to_bytes(points)
    }
}

/// `object` as a string; the error says what is wanted and, if `name` is an item, which one it is.
pub(super) fn expect_str<'py>(object: Bound<'py, PyAny>, name: &str) -> PyResult<Bound<'py, PyString>> {
    object.cast_into::<PyString>().map_err(|error| {
        let object = error.into_inner();
        let hint = if object.is_instance_of::<PyBytes>() { "; decode it first" } else { "" };
        let given = object.get_type().qualname().map_or_else(|_| "?".into(), |name| name.to_string());
        PyTypeError::new_err(format!("{name} must be a str, not {given}{hint}"))
    })
}

/// The text of `string`; each lone surrogate, which UTF-8 cannot hold, becomes one U+FFFD, so that offsets stay right.
pub(super) fn to_utf8(string: &Bound<'_, PyString>) -> PyResult<String> {
    Ok(match String::from_utf8(encode(string)?) {
        Ok(text) => text,
        Err(error) => normalize_bytes(error.as_bytes(), &NormalizeOptions::steps([])).into_text().into_owned(),
    })
}

/// The bytes of `string` in UTF-8, lone surrogates in three bytes each.
pub(super) fn encode(string: &Bound<'_, PyString>) -> PyResult<Vec<u8>> {
    let encoded = string.call_method1("encode", ("utf-8", "surrogatepass"))?;
    let bytes = encoded.cast::<PyBytes>()?.as_bytes();
    if u32::try_from(bytes.len()).is_ok() {
        return Ok(bytes.to_vec());
    }
    Err(PyValueError::new_err(format!("text has {} bytes of UTF-8, the limit is {}", bytes.len(), u32::MAX)))
}
