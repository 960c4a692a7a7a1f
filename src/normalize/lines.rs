//! Words and paragraphs that line breaks cut.

use std::collections::HashSet;

use super::rewrite::{Fix, Rewrite, char_at, char_before};

/// Joins words that a hyphen and a line break split, if the text has the whole word elsewhere: with its hyphen where it
/// is spelled so.
pub(super) fn dehyphen(rewrite: &mut Rewrite<'_>) {
    let text = rewrite.text();
    let mut words = None;
    rewrite.each(
        |byte| byte == b'-',
        |_, at| {
            let (left, right) = halves(text, at)?;
            let words = words.get_or_insert_with(|| vocabulary(text));
            let whole = format!("{left}{right}").to_lowercase();
            let compound = format!("{left}-{right}").to_lowercase();
            if words.contains(&whole) {
                Some(Fix::delete(at, at + 2))
            } else {
                words.contains(&compound).then(|| Fix::delete(at + 1, at + 2))
            }
        },
    );
}

/// The letters on either side of a hyphen at `at` that ends a line.
fn halves(text: &str, at: usize) -> Option<(&str, &str)> {
    let right = text.get(at..)?.strip_prefix("-\n")?;
    let left = text.get(..at)?;
    let left = left.get(left.trim_end_matches(char::is_alphabetic).len()..)?;
    let right = right.get(..right.len() - right.trim_start_matches(char::is_alphabetic).len())?;
    (!left.is_empty() && right.starts_with(char::is_lowercase)).then_some((left, right))
}

/// The words of a text in lower case, those with hyphens inside whole as well.
fn vocabulary(text: &str) -> HashSet<String> {
    let compounds = text.split(|char: char| !char.is_alphabetic() && char != '-');
    let words = text.split(|char: char| !char.is_alphabetic());
    compounds.chain(words).map(str::to_lowercase).collect()
}

/// Makes a line break inside a paragraph a space. One before a list item stays.
pub(super) fn unwrap(rewrite: &mut Rewrite<'_>) {
    rewrite.each(
        |byte| byte == b'\n',
        |text, at| {
            let before = char_before(text, at).filter(|&char| char != '\n')?;
            let after = char_at(text, at + 1).filter(|&char| char != '\n')?;
            let rest = text.get(at + 1..)?;
            if ["- ", "* ", "• "].iter().any(|item| rest.starts_with(item)) {
                return None;
            }
            let spaced = before.is_whitespace() || after.is_whitespace();
            Some(Fix::new(at, at + 1, if spaced { "" } else { " " }))
        },
    );
}
