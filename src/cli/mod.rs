//! The command `pullquote`: one function behind the cargo binary and the console script of the Python package.

mod args;
mod demo;
mod evaluate;
mod html;
mod job;
mod normalize;
mod output;
mod quotes;
mod segments;
mod sentences;
mod show;
mod speakers;
mod tokens;
#[cfg(feature = "train")]
mod train;

use std::ffi::OsString;
use std::io::Write;

use clap::Parser;

use args::{Cli, Command};
use job::Halt;

/// Everything went well.
const OK: i32 = 0;
/// Some input could not be read, or nothing could be written.
const FAILED: i32 = 1;

/// Runs the command with `args`, the first of which is its name, and returns the exit code.
///
/// Data go to standard output, messages to standard error. The code is 0 if all went well or the reader of the output went
/// away, 1 if some input failed, 2 if the command was called wrongly. An interrupt ends the process at once, by the default
/// action of the signal (130 in a shell).
///
/// ```
/// let args = ["pullquote", "no-such-command"].map(Into::into);
/// assert_eq!(pullquote::cli::run(args), 2);
/// ```
pub fn run(args: impl IntoIterator<Item = OsString>) -> i32 {
    let command = match Cli::try_parse_from(args) {
        Ok(cli) => cli.command,
        Err(error) => {
            // With no one to read the help there is nobody to tell.
            let _ = error.print();
            return error.exit_code();
        }
    };
    match dispatch(command) {
        Ok(code) => code,
        Err(Halt::Closed) => OK,
        Err(Halt::Failed(error)) => {
            complain(&error);
            FAILED
        }
    }
}

fn dispatch(command: Command) -> Result<i32, Halt> {
    match command {
        Command::Quotes(args) => quotes::run(args),
        Command::Speakers(args) => speakers::run(args),
        Command::Sentences(args) => segments::run(args, sentences::lines, sentences::rows),
        Command::Tokens(args) => segments::run(args, tokens::lines, tokens::rows),
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
