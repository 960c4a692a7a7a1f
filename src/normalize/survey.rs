//! Which steps a text may need: one look at it in place of one for each step.

use super::forms::is_composed;
use super::invisibles::is_unseen;
use super::mojibake::is_suspect;
use super::options::{Dashes, NormalizeOptions, Quotes, Whitespace};
use super::quotes::is_prime;
use super::rewrite::{char_at, char_before, find};
use super::spaces::is_unicode_space;
use super::step::{Step, StepSet};

/// Whether `step` may change `text`, of which `survey` tells what [`survey`] found.
pub(super) fn may_change(text: &str, survey: StepSet, step: Step, options: &NormalizeOptions) -> bool {
    let found = survey.contains(step);
    let has = |pattern: &str| memchr::memmem::find(text.as_bytes(), pattern.as_bytes()).is_some();
    match step {
        Step::Quotes => found || options.quotes != Quotes::Straighten || has("`") || has("''"),
        Step::Dashes => found || options.dashes != Dashes::Ascii,
        Step::Whitespace => found || options.whitespace != Whitespace::Plain,
        Step::Ellipsis => found || survey.contains(Step::Whitespace) || has(". ."),
        Step::Nfkc | Step::Bullets | Step::Dehyphen | Step::Unwrap | Step::FoldAccents | Step::Casefold => true,
        _ => found,
    }
}

/// The steps that characters of `text` outside ASCII, controls and `&` call for with their default options;
/// [`Step::Whitespace`] if it has a space other than U+0020.
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
        return steps_alone(char);
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
        '\u{2010}'..='―' | '−' => Step::Dashes,
        '‘'..='‟' | '´' | 'ʼ' => Step::Quotes,
        '…' => Step::Ellipsis,
        '\u{2016}'..='\u{2027}' => return StepSet::default(),
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
                let overlooked = !may_change(&text, needed, step, &options);
                let wide = needed.contains(Step::Whitespace);
                assert!(!overlooked || rewritten(&text, step, &options, wide).is_none(), "{step:?} of {char:?}");
            }
        }
    }
}
