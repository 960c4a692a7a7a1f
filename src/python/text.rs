//! Python strings as Rust strings, code point for code point.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use super::span::Span;
use crate::text::CodePoints;

/// A Python string, and the way between its code points and the bytes of the same text in UTF-8.
pub(super) struct Text {
    pub(super) string: Py<PyString>,
    pub(super) checkpoints: Vec<u32>,
}

impl Text {
    /// Bytes of `utf8`, the same text, to code points.
    pub(super) fn span(&self, utf8: &str, bytes: crate::Span, py: Python<'_>) -> Span {
        let points = CodePoints::from_checkpoints(utf8, &self.checkpoints).span_from_bytes(bytes);
        Span::new(self.string.clone_ref(py), points)
    }

    /// Code points to bytes of `utf8`, the same text.
    pub(super) fn bytes(&self, utf8: &str, points: crate::Span) -> crate::Span {
        CodePoints::from_checkpoints(utf8, &self.checkpoints).span_to_bytes(points)
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
    let encoded = string.call_method1("encode", ("utf-8", "surrogatepass"))?;
    let bytes = encoded.cast::<PyBytes>()?.as_bytes();
    if u32::try_from(bytes.len()).is_err() {
        let message = format!("text has {} bytes of UTF-8, the limit is {}", bytes.len(), u32::MAX);
        return Err(PyValueError::new_err(message));
    }
    Ok(String::from_utf8(bytes.to_vec()).unwrap_or_else(|error| without_surrogates(error.into_bytes())))
}

/// A surrogate is three bytes, the first of them `ED` and the second at least `A0`; so is U+FFFD.
fn without_surrogates(mut bytes: Vec<u8>) -> String {
    for at in memchr::memchr_iter(0xED, &bytes.clone()) {
        if let Some(surrogate @ [_, 0xA0..=0xBF, _]) = bytes.get_mut(at..at + 3) {
            surrogate.copy_from_slice(b"\xEF\xBF\xBD");
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
