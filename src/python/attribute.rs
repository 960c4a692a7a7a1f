//! Values of a document as Python objects.

use std::sync::Arc;

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use super::shared::Shared;
use super::views::{Quotation, Sentence, Speaker};
use crate::document as core;

/// What an element of a document says about itself.
pub(super) trait Attribute {
    fn to_python<'py>(self, shared: &Arc<Shared>, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;
}

/// Types that need the document to be made, or not.
macro_rules! attribute {
    ($($type:ty: |$value:ident, $shared:pat_param, $py:pat_param| $make:expr;)+) => {$(
        impl Attribute for $type {
            fn to_python<'py>(self, $shared: &Arc<Shared>, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                let ($value, $py) = (self, py);
                $make.into_bound_py_any(py)
            }
        }
    )+};
}

attribute! {
    bool: |value, _, _| value;
    &str: |value, _, _| value;
    &String: |value, _, _| value;
    &crate::speaker::Evidence: |evidence, _, _| &evidence.because;
    // The shortest decimal that means the number, as JSON has it: 0.97, not 0.9700000286102295.
    f32: |value, _, _| value.to_string().parse::<f64>().unwrap_or_else(|_| value.into());
    crate::Span: |bytes, shared, py| shared.span(bytes, py);
    &crate::Span: |bytes, shared, py| shared.span(*bytes, py);
    core::Sentence<'_>: |view, shared, py| Sentence::view(shared.clone(), view.index(), py)?;
    core::Quotation<'_>: |view, shared, py| Quotation::view(shared.clone(), view.index(), py)?;
    core::Speaker<'_>: |view, shared, py| Speaker::view(shared.clone(), view.index(), py)?;
}

impl<T: Attribute> Attribute for Option<T> {
    fn to_python<'py>(self, shared: &Arc<Shared>, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.map_or_else(|| Ok(py.None().into_bound(py)), |value| value.to_python(shared, py))
    }
}

/// Several values: a tuple.
pub(super) struct Each<T>(pub(super) T);

impl<T: IntoIterator<Item: Attribute>> Attribute for Each<T> {
    fn to_python<'py>(self, shared: &Arc<Shared>, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let values: PyResult<Vec<_>> = self.0.into_iter().map(|value| value.to_python(shared, py)).collect();
        Ok(PyTuple::new(py, values?)?.into_any())
    }
}
