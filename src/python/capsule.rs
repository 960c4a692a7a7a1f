//! Arrow data that other libraries hand over. All unsafe code of the package is here.
//!
//! It rests on one promise of the Arrow C data interface: a capsule of the right name holds a structure of the right kind,
//! which belongs to whoever takes it out and marks it as released. What can be checked is checked: the name, that nobody has
//! taken it before, and that what is read as numbers is aligned as numbers are.

#![allow(unsafe_code, reason = "the C data interface is one of pointers")]

use std::ffi::{CStr, c_void};
use std::ptr::NonNull;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi_and_data_type};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, make_array};
use arrow_schema::{ArrowError, DataType};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

/// The arrays that come out of an object with `__arrow_c_stream__`.
pub(super) struct Arrays {
    stream: FFI_ArrowArrayStream,
    kind: DataType,
}

impl Arrays {
    pub(super) fn of(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        let capsule = object.call_method0("__arrow_c_stream__")?;
        let pointer = pointer(&capsule, c"arrow_array_stream")?;
        // SAFETY: the capsule holds a stream by its name. `from_raw` moves it out and leaves an empty one behind, which the
        // capsule then does not release again.
        let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.cast().as_ptr()) };
        let mut schema = FFI_ArrowSchema::empty();
        let get = stream.get_schema().ok_or_else(|| PyValueError::new_err("the Arrow stream has been taken before"))?;
        // SAFETY: a stream that is not released has this callback, which fills the empty schema or says that it could not.
        let code = unsafe { get(&raw mut stream, &raw mut schema) };
        if code != 0 {
            return Err(wrong(&last_error(&mut stream)));
        }
        let kind = DataType::try_from(&schema).map_err(|error| wrong(&error))?;
        Ok(Self { stream, kind })
    }

    /// The type of every array.
    pub(super) fn kind(&self) -> &DataType {
        &self.kind
    }

    fn import(&mut self) -> Result<Option<ArrayRef>, ArrowError> {
        let mut array = FFI_ArrowArray::empty();
        let Some(get) = self.stream.get_next() else { return Ok(None) };
        // SAFETY: as in `of`; an array that stays empty is the end of the stream.
        if unsafe { get(&raw mut self.stream, &raw mut array) } != 0 {
            return Err(last_error(&mut self.stream));
        }
        if array.is_released() { Ok(None) } else { import(array, &self.kind).map(Some) }
    }
}

impl Iterator for Arrays {
    type Item = PyResult<ArrayRef>;

    fn next(&mut self) -> Option<Self::Item> {
        self.import().map_err(|error| wrong(&error)).transpose()
    }
}

/// The array of an object with `__arrow_c_array__`.
pub(super) fn array(object: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    let pair = object.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>()?;
    let schema = pointer(&pair.get_item(0)?, c"arrow_schema")?;
    let array = pointer(&pair.get_item(1)?, c"arrow_array")?;
    // SAFETY: the capsules hold a schema and an array by their names, and outlive this call because `pair` does. Both are
    // moved out, empty ones left behind.
    let (schema, array) =
        unsafe { (FFI_ArrowSchema::from_raw(schema.cast().as_ptr()), FFI_ArrowArray::from_raw(array.cast().as_ptr())) };
    if array.is_released() {
        return Err(PyValueError::new_err("the Arrow array has been taken before"));
    }
    let kind = DataType::try_from(&schema).map_err(|error| wrong(&error))?;
    import(array, &kind).map_err(|error| wrong(&error))
}

fn import(array: FFI_ArrowArray, kind: &DataType) -> Result<ArrayRef, ArrowError> {
    if !is_aligned(&array, kind) {
        let reason = "offsets of strings are not aligned, as after a way through pickle; copy the data first";
        return Err(ArrowError::CDataInterface(reason.to_owned()));
    }
    // SAFETY: the array is of this type and lives until it is dropped: its library said so with it.
    unsafe { from_ffi_and_data_type(array, kind.clone()) }.map(make_array)
}

/// Whether the buffers that are read as numbers while an array is taken over lie where numbers may lie.
fn is_aligned(array: &FFI_ArrowArray, kind: &DataType) -> bool {
    let size = match kind {
        DataType::Utf8 | DataType::Binary | DataType::List(_) | DataType::Map(_, _) => size_of::<i32>(),
        DataType::LargeUtf8 | DataType::LargeBinary | DataType::LargeList(_) => size_of::<i64>(),
        _ => 1,
    };
    let offsets = if array.num_buffers() > 1 { array.buffer(1).addr() } else { 0 };
    let children = (0..array.num_children()).zip(kinds(kind)).all(|(at, kind)| is_aligned(array.child(at), kind));
    offsets.is_multiple_of(size) && children
}

/// The types of the children of an array.
fn kinds(kind: &DataType) -> Vec<&DataType> {
    match kind {
        DataType::Struct(fields) => fields.iter().map(|field| field.data_type()).collect(),
        DataType::List(field) | DataType::LargeList(field) | DataType::Map(field, _) => vec![field.data_type()],
        _ => Vec::new(),
    }
}

/// What the library says of the call before.
fn last_error(stream: &mut FFI_ArrowArrayStream) -> ArrowError {
    let message = stream.get_last_error().and_then(|get| {
        // SAFETY: the text is the library's and stays until the next call; it is copied before.
        let text = unsafe { get(&raw mut *stream) };
        (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned())
    });
    ArrowError::CDataInterface(message.unwrap_or_else(|| "no reason given".to_owned()))
}

fn wrong(error: &ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// What a capsule of this name points to.
fn pointer(capsule: &Bound<'_, PyAny>, name: &CStr) -> PyResult<NonNull<c_void>> {
    capsule.cast::<PyCapsule>()?.pointer_checked(Some(name))
}
