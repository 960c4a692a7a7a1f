//! Tables as CSV, for people who open them in a spreadsheet.

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, UInt32Type, UInt64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use arrow_schema::DataType;

use crate::json::Unit;

/// The mark by which spreadsheets know UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// How CSV is written.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct CsvOptions {
    /// What offsets count.
    pub unit: Unit,
    /// Whether text that a spreadsheet would take for a formula gets an apostrophe before it, and the file begins with a byte
    /// order mark. It is so unless you say otherwise.
    pub excel_safe: bool,
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self { unit: Unit::default(), excel_safe: true }
    }
}

/// The first line: the names of the columns of a table like `batch`. A span is two columns, its start and its end.
#[must_use]
pub fn csv_head(batch: &RecordBatch, options: CsvOptions) -> String {
    let mark = if options.excel_safe { BYTE_ORDER_MARK } else { "" };
    let names: Vec<String> = batch
        .schema_ref()
        .fields()
        .iter()
        .flat_map(|field| {
            let name = field.name();
            let stem = name.strip_suffix("span").unwrap_or(name);
            let is_span = matches!(field.data_type(), DataType::Struct(_));
            if is_span { vec![format!("{stem}start"), format!("{stem}end")] } else { vec![name.clone()] }
        })
        .collect();
    format!("{mark}{}\r\n", names.join(","))
}

/// The rows of `batch`, one a line but for line breaks in quoted fields. Several spans are `12-15 20-31`, several texts are
/// parted by semicolons.
///
/// ```
/// use pullquote::Pipeline;
/// use pullquote::arrow::{Rows, table};
/// use pullquote::corpus::{CsvOptions, csv_head, csv_rows};
/// let documents = [Pipeline::new().run("=1+1, he wrote.").with_id("a")];
/// let sentences = table(Rows::Sentences, &documents, 0)?;
/// assert_eq!(csv_head(&sentences, CsvOptions::default()), "\u{feff}id,document,index,text,start,end\r\n");
/// assert_eq!(csv_rows(&sentences, CsvOptions::default()), "a,0,0,\"'=1+1, he wrote.\",0,15\r\n");
/// # Ok::<(), pullquote::Error>(())
/// ```
#[must_use]
pub fn csv_rows(batch: &RecordBatch, options: CsvOptions) -> String {
    let mut rows = String::new();
    for row in 0..batch.num_rows() {
        let fields: Vec<String> = batch.columns().iter().flat_map(|array| fields(array, row, options)).collect();
        rows.push_str(&fields.join(","));
        rows.push_str("\r\n");
    }
    rows
}

/// The fields of one value: two of a span, one of anything else, empty where there is none.
fn fields(array: &ArrayRef, row: usize, options: CsvOptions) -> Vec<String> {
    if let Some(spans) = array.as_struct_opt() {
        return match ends(spans, row, options.unit) {
            Some((start, end)) => vec![start.to_string(), end.to_string()],
            None => vec![String::new(); 2],
        };
    }
    let value = if array.is_valid(row) { value(array, row, options) } else { String::new() };
    vec![value]
}

fn value(array: &ArrayRef, row: usize, options: CsvOptions) -> String {
    match array.data_type() {
        DataType::LargeUtf8 => cell(array.as_string::<i64>().value(row), options.excel_safe),
        DataType::Boolean => array.as_boolean().value(row).to_string(),
        DataType::UInt32 => array.as_primitive::<UInt32Type>().value(row).to_string(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).to_string(),
        DataType::Float32 => array.as_primitive::<Float32Type>().value(row).to_string(),
        DataType::List(_) => cell(&list(&array.as_list::<i32>().value(row), options.unit), options.excel_safe),
        _ => String::new(),
    }
}

fn list(items: &ArrayRef, unit: Unit) -> String {
    if let Some(spans) = items.as_struct_opt() {
        let pair = |at| ends(spans, at, unit).map(|(start, end)| format!("{start}-{end}"));
        return (0..spans.len()).filter_map(pair).collect::<Vec<_>>().join(" ");
    }
    let texts = items.as_string_opt::<i64>().into_iter().flatten().flatten();
    texts.collect::<Vec<_>>().join("; ")
}

/// Start and end of the span at `row`.
fn ends(spans: &StructArray, row: usize, unit: Unit) -> Option<(u32, u32)> {
    let names = match unit {
        Unit::Codepoint => ["start", "end"],
        Unit::Byte => ["byte_start", "byte_end"],
    };
    let [start, end] = names.map(|name| {
        let column = spans.column_by_name(name)?.as_primitive_opt::<UInt32Type>()?;
        spans.is_valid(row).then(|| column.value(row))
    });
    Some((start?, end?))
}

/// A text as a field: what a spreadsheet would compute is disarmed, what would end the field early is quoted.
fn cell(text: &str, excel_safe: bool) -> String {
    let armed = excel_safe && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = format!("{}{text}", if armed { "'" } else { "" });
    if text.contains([',', '"', '\n', '\r', ';']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
