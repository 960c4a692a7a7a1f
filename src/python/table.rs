//! `Table`: what Arrow libraries read.

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::SchemaRef;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::pipe::Pipe;
use crate::arrow::{Rows, table};

/// Documents that share a record batch.
const BATCH: usize = 256;

/// A table of many documents' quotations, speakers, sentences or tokens. It has `__arrow_c_stream__`.
#[pyclass(frozen, module = "pullquote")]
pub(super) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    /// All rows of the documents that come out of `pipe`.
    pub(super) fn new(rows: Rows, mut pipe: Pipe, py: Python<'_>) -> PyResult<Self> {
        let (schema, mut batches, mut first) = (table(rows, [], 0)?.schema(), Vec::new(), 0);
        loop {
            let documents = pipe.take(BATCH, py)?;
            if documents.is_empty() {
                return Ok(Self { schema, batches });
            }
            batches.push(py.detach(|| table(rows, documents.iter().map(|shared| shared.document()), first))?);
            first += documents.len() as u64;
        }
    }
}

#[pymethods]
impl Table {
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
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
