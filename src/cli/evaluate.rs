//! `pullquote evaluate`.

use super::OK;
use super::args::EvaluateArgs;
use super::job::{Halt, pipeline};
use super::output::Output;
use crate::Document;
use crate::corpus::{Threads, read_documents, read_predictions};
use crate::evaluate::{EvaluateOptions, Evaluation};

pub(super) fn run(args: EvaluateArgs) -> Result<i32, Halt> {
    let gold = read_documents(&args.gold)?;
    let predicted = match &args.predictions {
        Some(path) => read_predictions(path, &gold)?,
        None => {
            let texts: Vec<&str> = gold.iter().map(Document::text).collect();
            pipeline(&args.model)?.run_batch(&texts, Threads::new(args.threads))
        }
    };
    let mut evaluation = Evaluation::new(EvaluateOptions { outermost: args.outermost });
    for (gold, predicted) in gold.iter().zip(&predicted) {
        evaluation.add(gold, predicted);
    }
    let mut output = Output::stdout(None)?;
    let figures = if args.json { evaluation.to_json() + "\n" } else { evaluation.to_string() };
    output.write(&figures.into())?;
    output.close()?;
    Ok(OK)
}
