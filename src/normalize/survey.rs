//! Which steps a text may need: one look at it in place of one for each step.

use super::forms::is_composed;
use super::hits::hits;
use super::invisibles::is_unseen;
use super::mojibake::is_suspect;
use super::options::{Dashes, NormalizeOptions, Whitespace};
use super::quotes::is_prime;
use super::rewrite::{char_at, char_before};
use super::spaces::is_unicode_space;
use super::step::{Step, StepSet};

/// Whether `step` may change a text of which [`survey`] found `needed`.
pub(super) fn may_change(needed: StepSet, step: Step, options: &NormalizeOptions) -> bool {
    match step {
        Step::Dashes => needed.contains(step) || options.dashes != Dashes::Ascii,
        Step::Whitespace => needed.contains(step) || options.whitespace != Whitespace::Plain,
        Step::Quotes
        | Step::Ellipsis
        | Step::Nfkc
        | Step::Bullets
        | Step::Dehyphen
        | Step::Unwrap
        | Step::FoldAccents
        | Step::Casefold => true,
        _ => needed.contains(step),
    }
}

/// The steps that characters of `text` outside ASCII, controls and `&` call for with their default options;
/// [`Step::Whitespace`] if it has a space other than U+0020.
pub(super) fn survey(text: &str) -> StepSet {
    let mut steps = StepSet::default();
    for hit in hits(text.as_bytes(), |[byte, ..]| is_telling(byte)) {
        let Some(char) = char_at(text, hit) else { continue };
        steps = steps.union(steps_for(char, char_at(text, hit + char.len_utf8())));
        if is_prime(char) && char_before(text, hit).is_some_and(char::is_numeric) {
            steps = steps.union(StepSet::of(Step::Primes));
        }
    }
    steps
}

/// Whether a step may be needed where `byte` stands. Without branches, and for the second byte of a character as well: it
/// compiles to few vector instructions.
fn is_telling(byte: u8) -> bool {
    let printed = byte.wrapping_sub(b' ') < 0x7F - b' ';
    (!printed & (byte != b'\n')) | (byte == b'&')
}

/// The steps that `char` before `next` may need.
fn steps_for(char: char, next: Option<char>) -> StepSet {
    // Most of what news has outside ASCII.
    let punctuation = matches!(char, '\u{2010}'..='\u{2027}');
    if punctuation && next.is_none_or(|next| next.is_ascii()) {
        return steps_alone(char);
    }
    let mojibake = if is_suspect(char, next) { StepSet::of(Step::Mojibake) } else { StepSet::default() };
    mojibake.union(steps_alone(char))
}

/// The steps that `char` may need wherever it stands.
fn steps_alone(char: char) -> StepSet {
    let step = match char {
        '&' => Step::HtmlEntities,
        '\t' => return StepSet::default(),
        '\0'..='\u{7F}' | '\u{2028}' | '\u{2029}' => Step::Control,
        '\u{80}'..='\u{9F}' => return StepSet::of(Step::C1).union(StepSet::of(Step::Control)),
        '\u{2010}'..='―' | '−' => Step::Dashes,
        '\u{2016}'..='\u{2027}' | '´' | 'ʼ' => return StepSet::default(),
        '\u{FB00}'..='\u{FB06}' => Step::Ligatures,
        '\u{FF01}'..='\u{FF5E}' => Step::Fullwidth,
        '\u{3000}' => return StepSet::of(Step::Fullwidth).union(StepSet::of(Step::Whitespace)),
        '\u{2000}' | '\u{2001}' => return StepSet::of(Step::Nfc).union(StepSet::of(Step::Whitespace)),
        _ if is_unicode_space(char) => Step::Whitespace,
        _ if is_unseen(char) => Step::Invisibles,
        _ if !is_composed(char) => Step::Nfc,
        _ => return StepSet::default(),
    };
    StepSet::of(step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::rewritten;

    #[test]
    fn no_character_that_a_step_changes_is_overlooked() {
        let chars = ('\u{80}'..='\u{33FF}').chain('\u{F900}'..='\u{FFFF}').chain('\u{1D100}'..='\u{1D1FF}');
        for char in ('\0'..='/').chain(':'..='@').chain(chars) {
            let text = format!("a{char}b");
            let needed = survey(&text);
            for step in Step::ALL {
                let options = NormalizeOptions::steps([step]);
                let overlooked = !may_change(needed, step, &options);
                let wide = needed.contains(Step::Whitespace);
                assert!(!overlooked || rewritten(&text, &[step], &options, wide).is_none(), "{step:?} of {char:?}");
            }
        }
    }
}
