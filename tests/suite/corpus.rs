//! Files to articles: formats, packing, encodings, folders and patterns.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use pullquote::corpus::{Article, Encoding, Failure, InputFormat, ReadOptions, read_paths, read_stream};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::json;

fn read(bytes: &[u8], options: ReadOptions) -> Vec<Result<Article, Failure>> {
    read_stream(std::io::Cursor::new(bytes.to_vec()), "input", &Arc::new(options)).collect()
}

fn of(format: InputFormat) -> ReadOptions {
    let mut options = ReadOptions::default();
    options.format = Some(format);
    options
}

/// Identifier and text of each article, or what is wrong.
fn told(articles: Vec<Result<Article, Failure>>) -> Vec<String> {
    let tell = |article: Article| format!("{}={}", article.id.unwrap_or_default(), article.text);
    articles.into_iter().map(|article| article.map_or_else(|failure| failure.to_string(), tell)).collect()
}

fn csv(text: &str) -> Vec<String> {
    told(read(text.as_bytes(), of(InputFormat::Csv)))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

/// A folder of this name with these files.
fn folder(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("pullquote-{}-{name}", std::process::id()));
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

#[test]
fn rows_of_csv_are_articles() {
    assert_eq!(csv("id,text\n1,a b\n2,\"c, \"\"d\"\"\ne\"\n\n3,\"\"\n"), ["1=a b", "2=c, \"d\"\ne", "3="]);
    assert_eq!(csv("id;date;text\r\n1;May;a, b\r\n2;June;\"c\"\r\n"), ["1=a, b", "2=c"]);
    assert_eq!(csv("text\tid\na \"b\" c\t1"), ["1=a \"b\" c"]);
    assert_eq!(csv("\u{feff}\"text\"\nx"), ["=x"]);
    assert_eq!(csv(""), [""; 0]);
    assert_eq!(csv("id,text\n"), [""; 0]);
}

#[test]
fn a_torn_quotation_mark_costs_its_own_row() {
    let torn = "id,text\n1,\"no end\n2,\"fine\"\n3,also fine\n";
    let marks = "input, row 1, line 2: the quotation mark that opens here meets text after its partner in line 3";
    assert_eq!(csv(torn), [marks, "2=fine", "3=also fine"]);
    let open = "input, row 2, line 3: a quotation mark opens here and nothing closes it";
    assert_eq!(csv("id,text\n1,a\n2,\"b\n3,c\n4,d"), ["1=a", open, "3=c", "4=d"]);
    let inside = "input, row 1, line 2: a quotation mark inside a field must be doubled";
    assert_eq!(csv("id,text\n1,\"he said \"no\" to me\"\n2,b\n"), [inside, "2=b"]);
    assert_eq!(csv("id,text\n1,a,b\n2,c\n"), ["input, row 1, line 2: 3 fields where the header has 2", "2=c"]);
}

#[test]
fn columns_are_chosen_and_kept() {
    let mut options = of(InputFormat::Csv);
    (options.text_column, options.id_column) = ("body".into(), Some("url".into()));
    options.columns = vec!["date".into(), "outlet".into()];
    let table = "outlet,url,date,body\nHerald,u1,May 5,It rained.\n";
    let article = read(table.as_bytes(), options.clone()).remove(0).unwrap();
    assert_eq!((article.id.as_deref(), article.text.as_str()), (Some("u1"), "It rained."));
    assert_eq!(article.columns, [json!("May 5"), json!("Herald")]);

    options.format = Some(InputFormat::Jsonl);
    let line = r#"{"outlet": null, "url": 12, "body": "It rained.", "text": "", "date": {"month": 5}}"#;
    let article = read(line.as_bytes(), options.clone()).remove(0).unwrap();
    assert_eq!((article.id.as_deref(), article.text.as_str()), (Some("12"), "It rained."));
    assert_eq!(article.columns, [json!({"month": 5}), json!(null)]);

    options.format = Some(InputFormat::Csv);
    let told = told(read(b"id,text\n1,a\n2,b\n", options));
    assert_eq!(told, ["input: no column \"url\"; there are id, text"]);
}

#[test]
fn packing_is_told_by_the_first_bytes() {
    let lines = b"{\"id\": \"a\", \"text\": \"A.\"}\n{\"id\": \"b\", \"text\": \"B.\"}\n";
    let two_members = [gzip(lines), gzip(lines)].concat();
    let skipped = [b"\x50\x2a\x4d\x18\x03\0\0\0xyz".as_slice(), &zstd(lines)].concat();
    let two_frames = [zstd(lines), skipped].concat();
    for packed in [two_members, two_frames] {
        assert_eq!(told(read(&packed, of(InputFormat::Jsonl))), ["a=A.", "b=B.", "a=A.", "b=B."]);
    }
    let line = b"{\"text\": \"some words that do not pack well: qpwoeiruty\"}\n".repeat(1000);
    for packed in [gzip(&line), zstd(&line)] {
        let torn = read(&packed[..packed.len() - 12], of(InputFormat::Jsonl));
        let failure = torn.last().unwrap().as_ref().unwrap_err().to_string();
        assert!(failure.contains("cannot be read further"), "{failure}");
        assert!(torn[..torn.len() - 1].iter().all(Result::is_ok));
    }
}

#[test]
fn encodings_are_told_by_mark_or_option() {
    let text = "“Café”";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xff\xfe".as_slice(), &utf16].concat();
    assert_eq!(told(read(&marked, of(InputFormat::Text))), ["=“Café”"]);
    assert_eq!(told(read("\u{feff}“Café”".as_bytes(), of(InputFormat::Text))), ["=“Café”"]);
    for (label, bytes) in [("utf-16le", utf16.as_slice()), ("cp1252", b"\x93Caf\xe9\x94")] {
        let mut options = of(InputFormat::Text);
        options.encoding = Some(Encoding::from_label(label).unwrap());
        assert_eq!(told(read(bytes, options)), ["=“Café”"]);
    }
    assert_eq!(Encoding::from_label("utf-9").unwrap_err().to_string(), "no encoding is called \"utf-9\"");
}

#[test]
fn what_is_too_long_is_refused_and_the_rest_goes_on() {
    let limited = |format| {
        let mut options = of(format);
        options.max_bytes = 40;
        options
    };
    let lines = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"b\"}}\n", "a".repeat(100_000));
    let told_lines = told(read(lines.as_bytes(), limited(InputFormat::Jsonl)));
    let limit = "more than 40 bytes, the limit of one article; raise it with --max-bytes";
    assert_eq!(told_lines, [format!("input, line 1: {limit}"), "=b".to_owned()]);
    assert_eq!(told(read(lines.as_bytes(), limited(InputFormat::Text))), [format!("input: {limit}")]);
    let rows = format!("text\n\"{}\nb\n", "long enough\n".repeat(10));
    assert_eq!(told(read(rows.as_bytes(), limited(InputFormat::Csv)))[0], format!("input, row 1, line 2: {limit}"));
}

#[test]
fn folders_and_patterns_are_read_in_order() {
    let lines = b"{\"id\": 1, \"text\": \"L.\"}\n";
    let packed = gzip(lines);
    let files: [(&str, &[u8]); 6] = [
        ("b.txt", b"B."),
        ("a/c.txt", b"C."),
        ("a/.hidden.txt", b"H."),
        ("picture.png", b"P."),
        ("d.jsonl.gz", &packed),
        ("e.CSV", b"text\nE.\n"),
    ];
    let folder = folder("corpus", &files);
    let read = |path: PathBuf| told(read_paths(vec![path], &Arc::default()).collect());
    assert_eq!(read(folder.clone()), ["a/c.txt=C.", "b.txt=B.", "1=L.", "=E."]);
    assert_eq!(read(folder.join("**/*.txt")), ["a/c.txt=C.", "b.txt=B."]);
    assert_eq!(read(folder.join("a/c.txt")), ["c.txt=C."]);
    let none = folder.join("*.pdf");
    assert_eq!(read(none.clone()), [format!("{}: no file matches", none.display())]);
    let numbers: Vec<u64> = read_paths(vec![folder], &Arc::default()).map(|article| article.unwrap().index).collect();
    assert_eq!(numbers, [0, 1, 2, 3]);
}

#[test]
fn the_name_tells_the_format() {
    let of = |name: &str| InputFormat::of(Path::new(name));
    assert_eq!(of("a.tsv.zst"), Some(InputFormat::Csv));
    assert_eq!([of("a.gz"), of(".gz"), of("a.md"), of("")], [None; 4]);
}

#[cfg(feature = "arrow")]
#[test]
fn formulas_are_disarmed_and_fields_quoted() {
    use pullquote::arrow::{Rows, table, with_text};
    use pullquote::corpus::{CsvOptions, csv_head, csv_rows};
    let document = pullquote::Pipeline::new().run("“=SUM(A1), she said.").with_id("-1+1");
    let sentences = table(Rows::Sentences, [&document], 7).unwrap();
    let sentences = with_text(&sentences, "outlet", |_| Some("Herald; \"daily\"")).unwrap();
    let mut options = CsvOptions::default();
    assert_eq!(csv_head(&sentences, options), "\u{feff}id,document,index,text,start,end,outlet\r\n");
    let rest = "0,20,\"Herald; \"\"daily\"\"\"\r\n";
    assert_eq!(csv_rows(&sentences, options), format!("'-1+1,7,0,\"“=SUM(A1), she said.\",{rest}"));
    options.excel_safe = false;
    options.unit = pullquote::json::Unit::Byte;
    let rest = rest.replace("20", "22");
    assert_eq!(csv_rows(&sentences, options), format!("-1+1,7,0,\"“=SUM(A1), she said.\",{rest}"));
}

fn quoted(field: &str) -> String {
    format!("\"{}\"", field.replace('"', "\"\""))
}

proptest! {
    #[test]
    fn what_is_quoted_is_read_as_it_was(rows in prop::collection::vec(("[a-z]{1,3}", r#"[a-z",;\r\n“ ]{0,20}"#), 0..8)) {
        let table: String = rows.iter().map(|(id, text)| format!("{id},{}\r\n", quoted(text))).collect();
        let expected: Vec<String> = rows.iter().map(|(id, text)| format!("{id}={text}")).collect();
        prop_assert_eq!(csv(&format!("id,text\r\n{table}")), expected);
    }

    #[test]
    fn no_bytes_stop_a_reader(bytes in prop::collection::vec(prop::sample::select(b"\",;\t\r\n{}[]:atext\x1f\x8b\x28\xb5\x2f\xfd\xff\xfe".to_vec()), 0..60)) {
        for format in [InputFormat::Text, InputFormat::Jsonl, InputFormat::Csv] {
            let count = read(&bytes, of(format)).len();
            prop_assert!(count <= bytes.len() + 1);
        }
    }
}
