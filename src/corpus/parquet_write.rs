//! Tables as Parquet that grows at its end, so that a run that was cut off can go on.
//!
//! Each group of rows is written as a small Parquet file of its own. The last bytes tell where the columns of all groups lie
//! and make them one file; what is between them is passed over by readers.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::mem;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::{
    FooterTail, ParquetMetaData, ParquetMetaDataReader, ParquetMetaDataWriter, RowGroupMetaData,
};
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use crate::Error;

/// At so many rows, or so many bytes, a group is full.
const ROWS: usize = 1 << 17;
const BYTES: usize = 16 << 20;

/// The last bytes of a file: the length of what tells of the groups, and the mark of the format.
const TAIL: u64 = 8;

/// Makes Parquet of record batches. What it gives is to be written one after the other: groups, then the end.
///
/// ```
/// use pullquote::Pipeline;
/// use pullquote::arrow::{Rows, table};
/// use pullquote::corpus::ParquetWriter;
/// let sentences = table(Rows::Sentences, &[Pipeline::new().run("It rained.")], 0)?;
/// let mut writer = ParquetWriter::new(sentences.schema())?;
/// writer.add(&sentences)?;
/// let bytes = [writer.group()?, writer.end()?].concat();
/// assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
/// # Ok::<(), pullquote::Error>(())
/// ```
pub struct ParquetWriter {
    schema: SchemaRef,
    writer: ArrowWriter<Vec<u8>>,
    /// What lies in the bytes before.
    groups: Vec<RowGroupMetaData>,
    bytes: u64,
}

impl ParquetWriter {
    /// A file of rows of this schema.
    ///
    /// # Errors
    /// If the schema has something that Parquet cannot hold.
    pub fn new(schema: SchemaRef) -> Result<Self, Error> {
        let writer = writer(&schema).map_err(wrong)?;
        Ok(Self { schema, writer, groups: Vec::new(), bytes: 0 })
    }

    /// Goes on after groups that an earlier writer wrote: `file` holds them and nothing else.
    ///
    /// # Errors
    /// If the file cannot be read or holds something else.
    pub fn after(schema: SchemaRef, file: &File) -> Result<Self, Error> {
        let (groups, bytes) = groups(file).map_err(wrong)?;
        Ok(Self { groups, bytes, ..Self::new(schema)? })
    }

    /// Adds rows to the group.
    ///
    /// # Errors
    /// If they are of another schema.
    pub fn add(&mut self, rows: &RecordBatch) -> Result<(), Error> {
        self.writer.write(rows).map_err(wrong)
    }

    /// Whether the group should end.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.writer.in_progress_rows() >= ROWS || self.writer.in_progress_size() >= BYTES
    }

    /// Ends the group and gives its bytes; none if it has no rows.
    ///
    /// # Errors
    /// If its rows cannot be written as Parquet.
    pub fn group(&mut self) -> Result<Vec<u8>, Error> {
        if self.writer.in_progress_rows() == 0 {
            return Ok(Vec::new());
        }
        self.finish_group().map_err(wrong)
    }

    fn finish_group(&mut self) -> Result<Vec<u8>, ParquetError> {
        let (bytes, data) = finish(mem::replace(&mut self.writer, writer(&self.schema)?))?;
        for group in data.row_groups() {
            self.groups.push(moved(group, self.bytes)?);
        }
        self.bytes += bytes.len() as u64;
        Ok(bytes)
    }

    /// The bytes of the end, after which nothing may follow.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn end(&self) -> Result<Vec<u8>, Error> {
        self.write_end().map_err(wrong)
    }

    fn write_end(&self) -> Result<Vec<u8>, ParquetError> {
        let (empty, data) = finish(writer(&self.schema)?)?;
        if self.groups.is_empty() {
            return Ok(empty);
        }
        let number =
            |(at, group): (usize, &RowGroupMetaData)| group.clone().into_builder().set_ordinal(at as i32).build();
        let groups = self.groups.iter().enumerate().map(number).collect::<Result<_, _>>()?;
        let mut bytes = Vec::new();
        ParquetMetaDataWriter::new(&mut bytes, &ParquetMetaData::new(data.file_metadata().clone(), groups)).finish()?;
        Ok(bytes)
    }
}

fn writer(schema: &SchemaRef) -> Result<ArrowWriter<Vec<u8>>, ParquetError> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        // Indices of pages would have to be moved with their group.
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_max_row_group_row_count(None)
        .set_created_by(concat!("pullquote version ", env!("CARGO_PKG_VERSION")).to_owned());
    ArrowWriter::try_new(Vec::new(), schema.clone(), Some(properties.build()))
}

/// A whole small file, and what it tells of itself.
fn finish(mut writer: ArrowWriter<Vec<u8>>) -> Result<(Vec<u8>, ParquetMetaData), ParquetError> {
    let data = writer.finish()?;
    Ok((mem::take(writer.inner_mut()), data))
}

/// The group as it lies after `before` bytes.
fn moved(group: &RowGroupMetaData, before: u64) -> Result<RowGroupMetaData, ParquetError> {
    let by = before as i64;
    let mut builder = group.clone().into_builder();
    let columns = builder.take_columns().into_iter().map(|column| {
        let (data, words) = (column.data_page_offset() + by, column.dictionary_page_offset().map(|at| at + by));
        // A reader gives these back in another form; without them a run that goes on writes what one run would have.
        let column = column.into_builder().clear_page_encoding_stats();
        column.set_data_page_offset(data).set_dictionary_page_offset(words).build()
    });
    let columns = columns.collect::<Result<_, _>>()?;
    builder.set_column_metadata(columns).set_file_offset(group.file_offset().unwrap_or(0) + by).build()
}

/// The groups in a file of small files, each found from its end, and how many bytes they are.
fn groups(mut file: &File) -> Result<(Vec<RowGroupMetaData>, u64), ParquetError> {
    let bytes = file.seek(SeekFrom::End(0))?;
    let (mut groups, mut end) = (Vec::new(), bytes);
    while end > 0 {
        let tail = FooterTail::try_from(&*read_before(file, end, TAIL)?)?;
        let length = tail.metadata_length() as u64;
        let told = read_before(file, end.saturating_sub(TAIL), length)?;
        let data = ParquetMetaDataReader::decode_metadata(&told)?;
        let columns = data.row_groups().iter().flat_map(RowGroupMetaData::columns);
        let last = columns.map(|column| column.byte_range()).map(|(start, length)| start + length).max();
        let start = end.checked_sub(last.unwrap_or(0) + length + TAIL);
        end = start.ok_or_else(|| ParquetError::General("a group is cut short".to_owned()))?;
        for group in data.row_groups() {
            groups.push(moved(group, end)?);
        }
    }
    groups.reverse();
    Ok((groups, bytes))
}

/// The `count` bytes that end at `end`.
fn read_before(mut file: &File, end: u64, count: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(end.saturating_sub(count)))?;
    let mut bytes = Vec::new();
    file.take(count).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn wrong(error: ParquetError) -> Error {
    Error::input(format!("Parquet: {error}"))
}
