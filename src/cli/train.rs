//! `pullquote train`.

use super::OK;
use super::args::TrainArgs;
use super::job::Halt;
use crate::Error;
use crate::corpus::read_documents;
use crate::train::{read_brat, read_polnear, train};

pub(super) fn run(args: TrainArgs) -> Result<i32, Halt> {
    let mut articles = Vec::new();
    for folder in &args.polnear {
        articles.extend(read_polnear(folder)?);
    }
    for gold in &args.gold {
        articles.extend(if gold.is_dir() { read_brat(gold)? } else { read_documents(gold)? });
    }
    let model = train(&articles, args.variant, &mut |line| super::complain(&line))?;
    std::fs::write(&args.output, model).map_err(|error| Error::io(&args.output, error))?;
    Ok(OK)
}
