//! Which steps a text may need: one look at it in place of one for each step.

use super::forms::is_composed;
use super::invisibles::is_unseen;
use super::mojibake::is_suspect;
use super::quotes::is_prime;
use super::rewrite::{char_at, char_before, find};
use super::spaces::is_unicode_space;
use super::step::{Step, StepSet};

/// The steps that [`survey`] looks out for.
pub(super) const SURVEYED: StepSet = StepSet::of(Step::Mojibake)
    .union(StepSet::of(Step::C1))
    .union(StepSet::of(Step::HtmlEntities))
    .union(StepSet::of(Step::Control))
    .union(StepSet::of(Step::Nfc))
    .union(StepSet::of(Step::Ligatures))
    .union(StepSet::of(Step::Fullwidth))
    .union(StepSet::of(Step::Invisibles))
    .union(StepSet::of(Step::Primes));

/// Those of the [`SURVEYED`] steps that may change `text`, and [`Step::Whitespace`] if it has a space other than U+0020.
pub(super) fn survey(text: &str) -> StepSet {
    let mut steps = StepSet::default();
    let mut at = 0;
    while let Some(hit) = find(text.as_bytes(), at, is_telling) {
        let Some(char) = char_at(text, hit) else { break };
        at = hit + char.len_utf8();
        steps = steps.union(steps_for(char, char_at(text, at)));
        if is_prime(char) && char_before(text, hit).is_some_and(char::is_numeric) {
            steps = steps.union(StepSet::of(Step::Primes));
        }
    }
    steps
}

/// Without branches, so that it compiles to vector code.
fn is_telling(byte: u8) -> bool {
    let control = (byte < b' ') & (byte != b'\n') & (byte != b'\t');
    (byte >= 0xC2) | control | (byte == 0x7F) | (byte == b'&')
}

/// The steps that `char` before `next` may need.
fn steps_for(char: char, next: Option<char>) -> StepSet {
    // Most of what news has outside ASCII.
    let punctuation = matches!(char, '\u{2010}'..='\u{2027}');
    if punctuation && next.is_none_or(|next| next.is_ascii()) {
        return StepSet::default();
    }
    let mojibake = if is_suspect(char, next) { StepSet::of(Step::Mojibake) } else { StepSet::default() };
    mojibake.union(steps_alone(char))
}

/// The steps that `char` may need wherever it stands.
fn steps_alone(char: char) -> StepSet {
    let step = match char {
        '&' => Step::HtmlEntities,
        '\0'..='\u{7F}' | '\u{2028}' | '\u{2029}' => Step::Control,
        '\u{80}'..='\u{9F}' => return StepSet::of(Step::C1).union(StepSet::of(Step::Control)),
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
    use crate::normalize::{NormalizeOptions, normalize};

    #[test]
    fn no_character_that_a_step_changes_is_overlooked() {
        for char in ('\0'..=char::MAX).filter(|char| !char.is_ascii_alphanumeric()) {
            let text = format!("a{char}b");
            let needed = survey(&text);
            for step in SURVEYED.iter().filter(|&step| !needed.contains(step)) {
                let normalized = normalize(&text, &NormalizeOptions::steps([step]));
                assert!(!normalized.is_changed(), "{step:?} of {char:?}");
            }
        }
    }
}
