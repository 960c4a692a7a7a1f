//! Parquet in and out.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::Int8Type;
use arrow_array::{ArrayRef, Date32Array, Int64Array, LargeStringArray, RecordBatch, StringArray, StringViewArray};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::file::properties::WriterProperties;
use pullquote::Pipeline;
use pullquote::arrow::{Rows, table};
use pullquote::corpus::{ParquetWriter, ReadOptions, read_file, read_paths};
use serde_json::json;

use crate::cli::{run, scratch, text};

const TEXTS: [Option<&str>; 4] = [Some("“No,” Jane Doe said."), Some("It rained."), None, Some("“Yes,” Tom Lee said.")];

/// A table of articles whose texts lie in `texts`.
fn articles(texts: ArrayRef) -> RecordBatch {
    let dates = Date32Array::from(vec![Some(19_874), None, Some(19_876), Some(19_877)]);
    let columns: [(&str, ArrayRef); 3] =
        [("id", Arc::new(Int64Array::from(vec![7, 8, 9, 10]))), ("date", Arc::new(dates)), ("text", texts)];
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).unwrap()
}

fn written(name: &str, batch: &RecordBatch, compression: Compression) -> PathBuf {
    let path = scratch(name, b"");
    let properties = WriterProperties::builder().set_compression(compression).set_max_row_group_row_count(Some(2));
    let mut writer =
        ArrowWriter::try_new(File::create(&path).unwrap(), batch.schema(), Some(properties.build())).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
    path
}

/// Identifier, text and columns of each article, or what is wrong.
fn told(path: &Path, options: ReadOptions) -> Vec<String> {
    let articles = read_file(path, None, &Arc::new(options));
    let tell = |article: pullquote::corpus::Article| {
        format!("{}={} {}", article.id.unwrap_or_default(), article.text, json!(article.columns))
    };
    let name = path.display().to_string();
    articles.map(|article| article.map_or_else(|failure| failure.to_string().replace(&name, "file"), tell)).collect()
}

fn rows(path: &Path) -> Vec<RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    reader.build().unwrap().map(Result::unwrap).collect()
}

pub(crate) fn column(path: &Path, name: &str) -> Vec<Option<String>> {
    let texts = |batch: &RecordBatch| {
        let array = batch.column_by_name(name).unwrap().as_string::<i64>().clone();
        array.iter().map(|text| text.map(str::to_owned)).collect::<Vec<_>>()
    };
    rows(path).iter().flat_map(texts).collect()
}

#[test]
fn texts_of_any_kind_and_packing_go_in() {
    let mut words = StringDictionaryBuilder::<Int8Type>::new();
    TEXTS.iter().for_each(|text| words.append_option(*text));
    let kinds: [ArrayRef; 4] = [
        Arc::new(StringArray::from(TEXTS.to_vec())),
        Arc::new(LargeStringArray::from(TEXTS.to_vec())),
        Arc::new(StringViewArray::from(TEXTS.to_vec())),
        Arc::new(words.finish()),
    ];
    let packings = [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
    ];
    for (at, (kind, packing)) in kinds.into_iter().zip(packings).enumerate() {
        let path = written(&format!("kind-{at}.parquet"), &articles(kind), packing);
        let mut options = ReadOptions::default();
        options.columns = vec!["date".into()];
        let expected = [
            "7=“No,” Jane Doe said. [\"2024-05-31\"]",
            "8=It rained. [null]",
            "file, row 3: no text",
            "10=“Yes,” Tom Lee said. [\"2024-06-03\"]",
        ];
        assert_eq!(told(&path, options), expected, "{packing:?}");
    }
}

#[test]
fn parquet_is_told_by_its_first_bytes_too() {
    let path = written("named.parquet", &articles(Arc::new(StringArray::from(TEXTS.to_vec()))), Compression::SNAPPY);
    let other = scratch("without-ending", &fs::read(&path).unwrap());
    let both = read_paths(vec![path, other], &Arc::default()).map(|article| article.map(|article| article.text));
    let both: Vec<Option<String>> = both.map(Result::ok).collect();
    assert_eq!(both, [TEXTS, TEXTS].concat().iter().map(|text| text.map(str::to_owned)).collect::<Vec<_>>());
}

#[test]
fn what_a_column_lacks_is_named() {
    let path = written("lacks.parquet", &articles(Arc::new(StringArray::from(TEXTS.to_vec()))), Compression::SNAPPY);
    let with = |change: fn(&mut ReadOptions)| {
        let mut options = ReadOptions::default();
        change(&mut options);
        told(&path, options)
    };
    let missing = "file: no column \"body\"; there are id, date, text";
    assert_eq!(with(|options| options.text_column = "body".into()), [missing]);
    assert_eq!(with(|options| options.columns = vec!["body".into()]), [missing]);
    let dates = "file: column \"date\": a column of strings is expected, not Date32";
    assert_eq!(with(|options| options.text_column = "date".into()), [dates]);
    let long = "file, row 1: more than 20 bytes, the limit of one article; raise it with --max-bytes";
    assert_eq!(with(|options| options.max_bytes = 20)[..2], [long, "8=It rained. []"]);
}

#[test]
fn quotations_go_out_as_rows() {
    let path = written("in.parquet", &articles(Arc::new(StringArray::from(TEXTS.to_vec()))), Compression::SNAPPY);
    let output = scratch("out.parquet", b"");
    let (path, name) = (path.to_str().unwrap(), output.to_str().unwrap());
    let ran = run(&["quotes", "--format", "parquet", "--columns", "date", "-o", name, path], b"");
    let errors = text(&ran.stderr);
    assert_eq!(ran.status.code(), Some(1), "{errors}");
    assert!(errors.contains("in.parquet, row 3: no text") && errors.contains("4 articles"), "{errors}");
    let some = |texts: [&str; 2]| texts.map(|text| Some(text.to_owned()));
    assert_eq!(column(&output, "id"), some(["7", "10"]));
    assert_eq!(column(&output, "speaker"), some(["Jane Doe", "Tom Lee"]));
    assert_eq!(column(&output, "date"), some(["2024-05-31", "2024-06-03"]));
    let streamed = run(&["quotes", "--format", "parquet", "--columns", "date", path], b"").stdout;
    assert!(streamed == fs::read(&output).unwrap());

    for command in ["speakers", "sentences", "tokens"] {
        assert_eq!(run(&[command, "--format", "parquet", "-o", name], b"Jane Doe said no.").status.code(), Some(0));
        assert!(rows(&output).iter().any(|batch| batch.num_rows() > 0), "{command}");
    }
    assert_eq!(run(&["sentences", "--format", "parquet", "-o", name], b"").status.code(), Some(0));
    assert_eq!(rows(&output).len(), 0);
}

#[test]
fn a_writer_goes_on_after_another() {
    let sentences = |first: u64| {
        let documents = [Pipeline::new().run("It rained. It poured.").with_id(format!("a{first}"))];
        table(Rows::Sentences, &documents, first).unwrap()
    };
    let schema = sentences(0).schema();
    let mut one = ParquetWriter::new(schema.clone()).unwrap();
    let mut bytes = Vec::new();
    for first in 0..3 {
        one.add(&sentences(first)).unwrap();
        bytes.extend(one.group().unwrap());
    }
    assert!(one.group().unwrap().is_empty());
    let path = scratch("goes-on.parquet", &bytes);
    let mut other = ParquetWriter::after(schema.clone(), &File::open(&path).unwrap()).unwrap();
    assert!(other.end().unwrap() == one.end().unwrap());
    for writer in [&mut one, &mut other] {
        writer.add(&sentences(3)).unwrap();
    }
    let (more, end) = (one.group().unwrap(), one.end().unwrap());
    assert!(more == other.group().unwrap() && end == other.end().unwrap());
    fs::write(&path, [bytes.clone(), more, end].concat()).unwrap();
    let ids: Vec<String> = (0..8).map(|row| format!("a{}", row / 2)).collect();
    assert_eq!(column(&path, "id").into_iter().flatten().collect::<Vec<_>>(), ids);

    fs::write(&path, &bytes[1..]).unwrap();
    assert!(ParquetWriter::after(schema, &File::open(&path).unwrap()).is_err());
}
