//! `Table`: what Arrow libraries read.

use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::SchemaRef;
use pyo3::exceptions::PyRuntimeWarning;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::columns::Source;
use super::detached;
use super::pipe::threads;
use super::progress::Progress;
use crate::arrow::Rows;
use crate::corpus::{Failure, Ordered, Piece, Tabulated};

/// A table of many documents' quotations, speakers, sentences or tokens. It has `__arrow_c_stream__`.
#[pyclass(frozen, module = "pullquote")]
pub(super) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    failures: Vec<Failure>,
}

impl Table {
    /// All `rows` of the texts that come out of `source`.
    pub(super) fn new(
        rows: Rows,
        pipeline: Arc<crate::Pipeline>,
        source: Source<'_>,
        count: Option<usize>,
        progress: bool,
        py: Python<'_>,
    ) -> PyResult<Self> {
        let threads = threads(count)?;
        let mut progress = if progress { Some(Progress::new(source.texts.len().ok(), py)?) } else { None };
        let (none, pieces) = source.pieces()?;
        let mut table = Self { schema: none.schema(rows)?, batches: Vec::new(), failures: Vec::new() };
        let weigh = |piece: &PyResult<Piece>| piece.as_ref().map_or(0, Piece::bytes);
        let work = move |piece: PyResult<Piece>| piece.and_then(|piece| Ok(piece.tabulate(&pipeline, rows)?));
        let mut tabulated = Ordered::new(pieces, threads, weigh, work);
        while let Some(piece) = detached::next(py, &mut tabulated)? {
            let Tabulated { batch, failures, documents, bytes } = piece?;
            table.batches.extend((batch.num_rows() > 0).then_some(batch));
            table.failures.extend(failures);
            progress.as_mut().map_or(Ok(()), |progress| progress.advance(documents, bytes, py))?;
        }
        progress.map_or(Ok(()), |progress| progress.end(py))?;
        table.warn(py).map(|()| table)
    }

    fn warn(&self, py: Python<'_>) -> PyResult<()> {
        let Some(failure) = self.failures.first() else { return Ok(()) };
        let message = format!("{} texts could not be analysed, see Table.errors; {failure}", self.failures.len());
        py.import("warnings")?.call_method1("warn", (message, py.get_type::<PyRuntimeWarning>()))?;
        Ok(())
    }
}

#[pymethods]
impl Table {
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The texts that could not be analysed: the number of each, its identifier and the reason.
    #[getter]
    fn errors(&self) -> Vec<(u64, Option<&str>, &str)> {
        self.failures.iter().map(|failure| (failure.index, failure.id.as_deref(), failure.reason.as_str())).collect()
    }

    /// The rows as a stream of the Arrow C data interface; a schema that is requested is left to the reader.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        requested_schema: Option<Bound<'py, PyAny>>,
        py: Python<'py>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = RecordBatchIterator::new(self.batches.clone().into_iter().map(Ok), self.schema.clone());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), c"arrow_array_stream")
    }

    fn __repr__(&self) -> String {
        format!("<Table rows={} columns={}>", self.__len__(), self.schema.fields().len())
    }
}
