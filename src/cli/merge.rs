//! `pullquote speakers --merge`.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use super::args::{SpeakersArgs, TableFormat};
use super::job::{Frame, Halt, Job, Written};
use super::show::{self, Ink};
use crate::Error;
use crate::arrow::Rows;
use crate::corpus::{Appearance, Article, Merge, MergedSpeaker};

pub(super) fn run(mut args: SpeakersArgs) -> Result<i32, Halt> {
    if matches!(args.rows.format, TableFormat::Csv | TableFormat::Parquet) {
        return Err(Halt::Misused(Error::input("--merge writes text or jsonl: its rows list articles")));
    }
    let columns = &mut args.job.input.columns;
    let mut place = |name: Option<String>| {
        let at = columns.len();
        name.map(|name| columns.push(name)).map(|()| at)
    };
    let (date, outlet) = (place(args.date_column), place(args.outlet_column));
    let job = Job::new(args.job)?;
    let merge = Arc::new(Mutex::new(Merge::default()));
    let frame = Frame { sum: Some(sum(merge.clone(), args.rows.format, job.ink())), ..Frame::default() };
    job.analyse(&args.model, Rows::Speakers, &frame, move |article, document| {
        let appearance = Appearance::new(column(article, date), column(article, outlet));
        let mut merge = merge.lock().unwrap_or_else(PoisonError::into_inner);
        merge.add(article.index, document, &appearance);
        Ok(Written::default())
    })
}

fn column(article: &Article, at: Option<usize>) -> Option<&str> {
    article.columns.get(at?).and_then(Value::as_str)
}

/// The table of what has been merged by then.
fn sum(merge: Arc<Mutex<Merge>>, format: TableFormat, ink: Ink) -> Box<dyn Fn() -> String> {
    Box::new(move || {
        let merge = std::mem::take(&mut *merge.lock().unwrap_or_else(PoisonError::into_inner));
        let rows = merge.rows();
        match format {
            TableFormat::Text => show::merged(&rows, ink),
            _ => rows.iter().map(MergedSpeaker::to_json).map(|row| row + "\n").collect(),
        }
    })
}
