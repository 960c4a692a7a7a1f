//! `pullquote demo`.

use super::args::{DemoArgs, Example, Format, JsonArgs, TableArgs};
use super::job::Halt;
use super::output::{Output, wants_colour};
use super::quotes::written;
use super::show::Ink;
use super::{OK, complain};
use crate::Pipeline;
use crate::corpus::Article;
use crate::json::Unit;

pub(super) fn run(args: DemoArgs) -> Result<i32, Halt> {
    let (name, text) = article(args.article);
    let json = JsonArgs { unit: Unit::Codepoint, no_text: false };
    let table = TableArgs { excel_safe: true };
    let (frame, render) = written(args.format, &json, &table, Vec::new(), Ink::new(wants_colour()))?;
    if args.format == Format::Text {
        complain(&format_args!("who said what in {name}, an article written for this demonstration"));
    }
    let mut output = Output::stdout(frame.schema.as_ref())?;
    output.write(&frame.head.into())?;
    output.write(&render(&Article::default(), &Pipeline::new().run(text).with_id(name))?)?;
    output.write(&frame.foot.into())?;
    output.close()?;
    Ok(OK)
}

fn article(example: Example) -> (&'static str, &'static str) {
    match example {
        Example::Wire => ("wire.txt", include_str!("../../examples/wire.txt")),
        Example::Paper => ("paper.txt", include_str!("../../examples/paper.txt")),
        Example::Site => ("site.txt", include_str!("../../examples/site.txt")),
    }
}
