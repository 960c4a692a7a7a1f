//! Python strings as Rust strings, code point for code point.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

/// The first byte of a surrogate in (loose) UTF-8; the second is `0xA0` or more.
const SURROGATE: u8 = 0xED;
/// U+FFFD in UTF-8, as long as a surrogate.
const REPLACEMENT: [u8; 3] = [0xEF, 0xBF, 0xBD];

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

fn without_surrogates(mut bytes: Vec<u8>) -> String {
    for at in memchr::memchr_iter(SURROGATE, &bytes.clone()) {
        if let Some(surrogate @ [_, 0xA0..=0xBF, _]) = bytes.get_mut(at..at + REPLACEMENT.len()) {
            surrogate.copy_from_slice(&REPLACEMENT);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::without_surrogates;

    #[test]
    fn each_surrogate_becomes_one_replacement() {
        assert_eq!(
            without_surrogates(b"a\xED\xA0\x80\xED\xBF\xBFb\xED\x95\x9C".to_vec()),
            "a\u{FFFD}\u{FFFD}b\u{D55C}"
        );
    }
}
