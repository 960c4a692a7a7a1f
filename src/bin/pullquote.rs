//! The command; everything is in [`pullquote::cli`].

fn main() {
    std::process::exit(pullquote::cli::run(std::env::args_os()));
}
