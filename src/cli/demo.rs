//! `pullquote demo`.

use super::args::{DemoArgs, Example, Format, JsonArgs};
use super::job::Halt;
use super::output::Output;
use super::quotes::{frame, renderer};
use super::show::Ink;
use super::{OK, complain};
use crate::Pipeline;
use crate::json::Unit;

pub(super) fn run(args: DemoArgs) -> Result<i32, Halt> {
    let (name, text) = article(args.article);
    let mut output = Output::stdout();
    let json = JsonArgs { unit: Unit::Codepoint, no_text: false };
    let render = renderer(args.format, &json, Ink::new(output.wants_colour()));
    if args.format == Format::Text {
        complain(&format_args!("who said what in {name}, an article written for this demonstration"));
    }
    let frame = frame(args.format);
    output.write(&frame.head)?;
    output.write(&render(&Pipeline::new().run(text).with_id(name)))?;
    output.write(&frame.foot)?;
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
