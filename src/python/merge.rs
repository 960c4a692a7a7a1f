//! Speakers of many documents as one table.

use pyo3::prelude::*;
use pyo3::types::PyIterator;

use super::document::Document;
use crate::corpus::{Appearance, Merge};

/// Merges the speakers of many documents by name and title.
#[pyfunction]
#[pyo3(signature = (documents, dates = None, outlets = None))]
pub(super) fn merge_speakers<'py>(
    documents: &Bound<'py, PyAny>,
    dates: Option<&Bound<'py, PyAny>>,
    outlets: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let (mut dates, mut outlets) = (beside(dates)?, beside(outlets)?);
    let mut merge = Merge::default();
    for (number, document) in (0..).zip(documents.try_iter()?) {
        let document = document?.cast_into::<Document>()?;
        let (date, outlet) = (next(&mut dates)?, next(&mut outlets)?);
        let appearance = Appearance::new(date.as_deref(), outlet.as_deref());
        merge.add(number, document.get().core(), &appearance);
    }
    documents.py().import("json")?.call_method1("loads", (merge.to_json(),))
}

fn beside<'py>(values: Option<&Bound<'py, PyAny>>) -> PyResult<Option<Bound<'py, PyIterator>>> {
    values.map(|values| values.try_iter()).transpose()
}

fn next(values: &mut Option<Bound<'_, PyIterator>>) -> PyResult<Option<String>> {
    let value = values.as_mut().and_then(Iterator::next).transpose()?;
    value.map_or(Ok(None), |value| value.extract())
}
