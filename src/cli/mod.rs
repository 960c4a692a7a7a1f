//! The command `pullquote`: one function behind the cargo binary and the console script of the Python package.

mod args;
mod demo;
mod evaluate;
mod html;
mod interrupt;
mod job;
mod merge;
mod normalize;
mod output;
mod progress;
mod quotes;
mod resume;
mod rows;
mod run;
mod segments;
mod sentences;
mod show;
mod speakers;
mod tokens;
mod totals;
#[cfg(feature = "train")]
mod train;

use std::ffi::OsString;
use std::io::Write;

use clap::Parser;

use args::{Cli, Command};
use job::Halt;

use crate::Error;
use crate::arrow::Rows;

/// Everything went well.
const OK: i32 = 0;
/// Some input could not be read or had the identifier of another, or nothing could be written.
const FAILED: i32 = 1;
/// The command was called wrongly.
const MISUSED: i32 = 2;
/// Somebody pressed Ctrl-C.
const INTERRUPTED: i32 = 130;

/// Runs the command with `args`, the first of which is its name, and returns the exit code.
///
/// Data go to standard output, messages to standard error. The code is 0 if all went well or the reader of the output went
/// away, 1 if some input failed or its identifier was there before, 2 if the command was called wrongly, 130 if it was interrupted: what was done until then is
/// kept.
///
/// ```
/// let args = ["pullquote", "no-such-command"].map(Into::into);
/// assert_eq!(pullquote::cli::run(args), 2);
/// ```
pub fn run(args: impl IntoIterator<Item = OsString>) -> i32 {
    let args: Vec<OsString> = args.into_iter().collect();
    let command = match Cli::try_parse_from(&args) {
        Ok(cli) => cli.command.called(&args),
        Err(error) => {
            // With no one to read the help there is nobody to tell.
            let _ = error.print();
            return error.exit_code();
        }
    };
    match dispatch(command) {
        Ok(code) => code,
        Err(Halt::Closed) => OK,
        Err(Halt::Interrupted) => INTERRUPTED,
        Err(Halt::Told) => FAILED,
        Err(Halt::Failed(error)) => told(&error, FAILED),
        Err(Halt::Misused(error)) => told(&error, MISUSED),
    }
}

fn told(error: &Error, code: i32) -> i32 {
    complain(error);
    code
}

fn dispatch(command: Command) -> Result<i32, Halt> {
    match command {
        Command::Quotes(args) => quotes::run(args),
        Command::Speakers(args) => speakers::run(args),
        Command::Sentences(args) => segments::run(args, Rows::Sentences, sentences::lines, sentences::rows),
        Command::Tokens(args) => segments::run(args, Rows::Tokens, tokens::lines, tokens::rows),
        Command::Normalize(args) => normalize::run(args),
        Command::Html(args) => html::run(args),
        Command::Evaluate(args) => evaluate::run(args),
        Command::Demo(args) => demo::run(args),
        #[cfg(feature = "train")]
        Command::Train(args) => train::run(args),
    }
}

/// One message on standard error; with standard error closed there is nobody to tell.
fn complain(message: &dyn std::fmt::Display) {
    let _ = writeln!(std::io::stderr(), "pullquote: {message}");
}
