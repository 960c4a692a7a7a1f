//! `pullquote train`.

use std::path::Path;

use super::OK;
use super::args::TrainArgs;
use super::job::Halt;
use crate::Error;
use crate::corpus::read_documents;
use crate::document::Document;
use crate::train::{read_brat, read_marked, read_polnear, train};

pub(super) fn run(args: TrainArgs) -> Result<i32, Halt> {
    let mut articles = Vec::new();
    for folder in &args.polnear {
        articles.extend(read_polnear(folder)?);
    }
    for gold in &args.gold {
        articles.extend(read_gold(gold)?);
    }
    let lessons = args.lessons.iter().map(|file| read_gold(file)).collect::<Result<Vec<_>, _>>()?.concat();
    let model = train(&articles, &lessons, args.variant, &mut |line| super::complain(&line))?;
    std::fs::write(&args.output, model).map_err(|error| Error::io(&args.output, error))?;
    Ok(OK)
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
