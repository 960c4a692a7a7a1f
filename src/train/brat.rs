//! Articles with brat stand-off annotation (Stenetorp et al., EACL 2012), such as those of the `PolNeAR` corpus (Newell, Margolin
//! & Ruths, LREC 2018).

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use crate::Span;
use crate::document::Document;
use crate::error::Error;
use crate::quote::{QuotationRecord, Quotations};
use crate::text::CodePoints;

/// Reads the articles of one split of `PolNeAR`: a folder that holds `text/*.txt` and `attributions/*.ann`.
///
/// Of an article that several people annotated, the file that is first by name is kept. Articles come in order of name.
///
/// # Errors
/// If a folder or file is missing, no UTF-8, or an annotation line cannot be read; the message names file and line.
pub fn read_polnear(folder: &Path) -> Result<Vec<Document>, Error> {
    let mut files: BTreeMap<String, PathBuf> = BTreeMap::new();
    let attributions = folder.join("attributions");
    for entry in fs::read_dir(&attributions).map_err(|error| Error::io(&attributions, error))? {
        let path = entry.map_err(|error| Error::io(&attributions, error))?.path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some((article, _annotator)) = stem.rsplit_once('_') else { continue };
        let kept = files.entry(article.to_owned()).or_insert_with(|| path.clone());
        if path < *kept {
            *kept = path;
        }
    }
    let text = |article: &str| folder.join("text").join(format!("{article}.txt"));
    files.iter().map(|(article, file)| read_article(&text(article), article, file)).collect()
}

/// Reads the articles of a folder that brat annotated: for each `name.ann` the text beside it, `name.txt`.
///
/// Spans are named `Content`, `Cue` and `Source`; an event `E1 Attribution:T4 Content:T3 Cue:T2 Source:T1` makes a quotation of
/// them. Articles come in order of name.
///
/// # Errors
/// If the folder has no annotation, a text is missing or no UTF-8, or an annotation line cannot be read; the message names file and line.
pub fn read_brat(folder: &Path) -> Result<Vec<Document>, Error> {
    let entries = fs::read_dir(folder).map_err(|error| Error::io(folder, error))?;
    let paths: Result<Vec<PathBuf>, _> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut paths = paths.map_err(|error| Error::io(folder, error))?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "ann"));
    if paths.is_empty() {
        let reason = "no name.ann beside name.txt, as brat annotates them; marked-up text is given as files";
        return Err(Error::input(format!("{}: {reason}", folder.display())));
    }
    paths.sort();
    let article = |path: &PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        read_article(&path.with_extension("txt"), &name, path)
    };
    paths.iter().map(article).collect()
}

/// The text at `path` with the annotation in the file `annotation`.
fn read_article(path: &Path, article: &str, annotation: &Path) -> Result<Document, Error> {
    let text = fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
    let lines = fs::read_to_string(annotation).map_err(|error| Error::io(annotation, error))?;
    let points = CodePoints::new(&text);
    let mut spans: HashMap<&str, Vec<Span>> = HashMap::new();
    let mut quotations = Vec::new();
    for (number, line) in (1..).zip(lines.lines()) {
        let mut columns = line.split('\t');
        let (Some(key), Some(value)) = (columns.next(), columns.next()) else { continue };
        if key.starts_with('T') {
            let read = pieces(value).ok_or_else(|| {
                Error::input(format!("{}, line {number}: no span in `{value}`", annotation.display()))
            })?;
            spans.insert(key, read.into_iter().map(|span| points.span_to_bytes(span)).collect());
        } else if key.starts_with('E') {
            quotations.extend(quotation(value, &spans));
        }
    }
    quotations.sort_by_key(|quotation| quotation.content.first().copied());
    let quotations = Quotations { quotations, ..Quotations::default() };
    Ok(Document { text, quotations, ..Document::default() }.with_id(article))
}

/// `Content 12 20;24 31` as spans in code points.
fn pieces(value: &str) -> Option<Vec<Span>> {
    let (_, pieces) = value.split_once(' ')?;
    let piece = |piece: &str| {
        let (start, end) = piece.split_once(' ')?;
        Some(Span::new(start.parse().ok()?, end.parse().ok()?))
    };
    pieces.split(';').map(piece).collect()
}

/// `Attribution:T4 Content:T3 Cue:T2 Source:T1` as a quotation; none without content.
fn quotation(value: &str, spans: &HashMap<&str, Vec<Span>>) -> Option<QuotationRecord> {
    let role = |name: &str| {
        let parts = value.split(' ').filter_map(|part| part.split_once(':'));
        let named = parts.filter(|(role, _)| role.trim_end_matches(|c: char| c.is_ascii_digit()) == name);
        let mut found: Vec<Span> = named.filter_map(|(_, key)| spans.get(key)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let whole = |spans: Vec<Span>| spans.into_iter().reduce(Span::cover);
    let content = role("Content");
    let found =
        QuotationRecord { cue: whole(role("Cue")), source: whole(role("Source")), content, ..Default::default() };
    (!found.content.is_empty()).then_some(found)
}
