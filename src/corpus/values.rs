//! Values of Arrow arrays as JSON.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowTemporalType, Date32Type, Float32Type, Float64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrayRef, GenericListArray, OffsetSizeTrait, StructArray, downcast_integer_array};
use arrow_schema::{DataType, TimeUnit};
use serde_json::{Map, Value};

use crate::arrow::Strings;

/// The values of `array`, null where there is none; nothing if its type has no way into JSON. Dates and times are text, as
/// ISO 8601 has it.
pub(super) fn values(array: &ArrayRef) -> Option<Vec<Value>> {
    Some(match array.data_type() {
        DataType::Boolean => array.as_boolean().iter().map(Value::from).collect(),
        DataType::Float32 => array.as_primitive::<Float32Type>().iter().map(Value::from).collect(),
        DataType::Float64 => array.as_primitive::<Float64Type>().iter().map(Value::from).collect(),
        DataType::Date32 => dates(array),
        DataType::Timestamp(unit, zone) => {
            let zone = if zone.is_some() { "Z" } else { "" };
            match unit {
                TimeUnit::Second => times::<TimestampSecondType>(array, zone),
                TimeUnit::Millisecond => times::<TimestampMillisecondType>(array, zone),
                TimeUnit::Microsecond => times::<TimestampMicrosecondType>(array, zone),
                TimeUnit::Nanosecond => times::<TimestampNanosecondType>(array, zone),
            }
        }
        DataType::List(_) => lists(array.as_list::<i32>())?,
        DataType::LargeList(_) => lists(array.as_list::<i64>())?,
        DataType::Struct(_) => objects(array.as_struct())?,
        _ => downcast_integer_array!(
            array => array.iter().map(Value::from).collect(),
            _ => texts(&Strings::new(array).ok()?)
        ),
    })
}

fn texts(strings: &Strings) -> Vec<Value> {
    (0..strings.len()).map(|row| strings.get(row).into()).collect()
}

fn dates(array: &ArrayRef) -> Vec<Value> {
    let array = array.as_primitive::<Date32Type>();
    let date = |row| array.is_valid(row).then(|| array.value_as_date(row)).flatten();
    (0..array.len()).map(|row| date(row).map(|date| format!("{date:?}")).into()).collect()
}

fn times<T: ArrowTemporalType<Native = i64>>(array: &ArrayRef, zone: &str) -> Vec<Value> {
    let array = array.as_primitive::<T>();
    let time = |row| array.is_valid(row).then(|| array.value_as_datetime(row)).flatten();
    (0..array.len()).map(|row| time(row).map(|time| format!("{time:?}{zone}")).into()).collect()
}

fn lists<O: OffsetSizeTrait>(array: &GenericListArray<O>) -> Option<Vec<Value>> {
    // For the type of the items, even where there are none.
    values(&array.values().slice(0, 0))?;
    let list = |items: Option<ArrayRef>| items.map_or(Some(Value::Null), |items| values(&items).map(Value::from));
    array.iter().map(list).collect()
}

fn objects(array: &StructArray) -> Option<Vec<Value>> {
    let mut objects = vec![Map::new(); array.len()];
    for (name, column) in array.column_names().into_iter().zip(array.columns()) {
        for (object, value) in objects.iter_mut().zip(values(column)?) {
            object.insert(name.to_owned(), value);
        }
    }
    let there = |(row, object)| if array.is_valid(row) { Value::Object(object) } else { Value::Null };
    Some(objects.into_iter().enumerate().map(there).collect())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::builder::{Int32Builder, ListBuilder};
    use arrow_array::{
        BinaryArray, BooleanArray, Date32Array, Float64Array, StringArray, TimestampMillisecondArray, UInt8Array,
    };
    use serde_json::json;

    use super::*;

    fn json_of(array: impl Array + 'static) -> Option<Value> {
        values(&(Arc::new(array) as ArrayRef)).map(Value::from)
    }

    #[test]
    fn values_are_json() {
        assert_eq!(json_of(StringArray::from(vec![Some("a"), None])), Some(json!(["a", null])));
        assert_eq!(json_of(UInt8Array::from(vec![Some(255), None])), Some(json!([255, null])));
        assert_eq!(json_of(Float64Array::from(vec![1.5, f64::NAN])), Some(json!([1.5, null])));
        assert_eq!(json_of(BooleanArray::from(vec![Some(true), None])), Some(json!([true, null])));
        assert_eq!(json_of(Date32Array::from(vec![Some(19_874), None])), Some(json!(["2024-05-31", null])));
        let noon = TimestampMillisecondArray::from(vec![1_717_156_800_500]);
        assert_eq!(json_of(noon.clone()), Some(json!(["2024-05-31T12:00:00.500"])));
        assert_eq!(json_of(noon.with_timezone("Europe/Paris")), Some(json!(["2024-05-31T12:00:00.500Z"])));
        let mut lists = ListBuilder::new(Int32Builder::new());
        lists.append_value([Some(1), None]);
        lists.append_null();
        let lists = lists.finish();
        assert_eq!(json_of(lists.clone()), Some(json!([[1, null], null])));
        let structs = StructArray::try_from(vec![("ns", Arc::new(lists) as ArrayRef)]);
        assert_eq!(structs.ok().and_then(json_of), Some(json!([{"ns": [1, null]}, {"ns": null}])));
        assert_eq!(json_of(BinaryArray::from(vec![b"a".as_slice()])), None);
    }
}
