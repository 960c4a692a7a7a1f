//! `pullquote train`.

use std::path::{Path, PathBuf};

use super::OK;
use super::args::TrainArgs;
use super::job::Halt;
use crate::Error;
use crate::corpus::read_documents;
use crate::document::Document;
use crate::train::{read_brat, read_marked, read_polnear, train};

pub(super) fn run(args: TrainArgs) -> Result<i32, Halt> {
    let mut articles = read_all(&args.polnear, read_polnear)?;
    articles.extend(read_all(&args.gold, read_gold)?);
    let lessons = read_all(&args.lessons, read_gold)?;
    let model = train(&articles, &lessons, args.variant, &mut |line| super::complain(&line))?;
    std::fs::write(&args.output, model).map_err(|error| Error::io(&args.output, error))?;
    Ok(OK)
}

fn read_all(paths: &[PathBuf], read: impl Fn(&Path) -> Result<Vec<Document>, Error>) -> Result<Vec<Document>, Error> {
    let mut documents = Vec::new();
    for path in paths {
        documents.extend(read(path)?);
    }
    Ok(documents)
}

fn read_gold(gold: &Path) -> Result<Vec<Document>, Error> {
    if gold.is_dir() {
        read_brat(gold)
    } else if gold.extension().is_some_and(|extension| extension == "txt") {
        read_marked(gold)
    } else {
        read_documents(gold)
    }
}
