//! Words inside a token: `do|n't`, `John|'s`, `can|not`.

/// Spellings whose second word has no apostrophe, with the length in bytes of the first.
const MERGED: [(&str, usize); 24] = [
    ("cannot", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("wanna", 3),
    ("gimme", 3),
    ("lemme", 3),
    ("outta", 3),
    ("dont", 2),
    ("didnt", 3),
    ("doesnt", 4),
    ("isnt", 2),
    ("wouldnt", 5),
    ("couldnt", 5),
    ("shouldnt", 6),
    ("havent", 4),
    ("hasnt", 3),
    ("wasnt", 3),
    ("arent", 3),
    ("aint", 2),
    ("cant", 2),
    ("youre", 3),
    ("theyre", 4),
    ("thats", 4),
    ("whats", 4),
];

/// Where the last clitic of `word` begins, in bytes; none if `word` is one word.
///
/// ```text
/// don't → 2, wouldn't've → 8, O'Brien → none, cannot → 3
/// ```
pub(super) fn cut(word: &str) -> Option<usize> {
    match word.rfind(is_apostrophe) {
        Some(at) => cut_at(word, at).filter(|cut| *cut > 0 && *cut < word.len()),
        None => merged(word),
    }
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Whether `suffix`, what follows an apostrophe, is that of a clitic: `s`, `re`, `ll`, …
pub(super) fn is_suffix(suffix: &str) -> bool {
    ["s", "re", "ll", "ve", "d", "m"].iter().any(|known| known.eq_ignore_ascii_case(suffix))
}

fn cut_at(word: &str, at: usize) -> Option<usize> {
    let (stem, rest) = word.split_at_checked(at)?;
    let suffix = rest.trim_start_matches(is_apostrophe);
    if suffix.is_empty() {
        // `voters'`, but not the `y'` of `y'all`.
        return (stem.len() > 1).then_some(at);
    }
    if is_suffix(suffix) && !is_plural_number(stem, suffix) {
        return Some(at);
    }
    if suffix.eq_ignore_ascii_case("t") && stem.ends_with(['n', 'N']) {
        return Some(at - 1);
    }
    if stem.is_empty() && is_merged_it(suffix) {
        return Some(word.len() - suffix.len() + 1);
    }
    let head = |head: &str, tail: &str| stem.eq_ignore_ascii_case(head) && suffix.eq_ignore_ascii_case(tail);
    let split = head("y", "all") || head("d", "you") || head("c", "mon");
    split.then_some(word.len() - suffix.len())
}

/// What follows the apostrophe of `'tis` and `'twas`.
fn is_merged_it(suffix: &str) -> bool {
    ["tis", "twas", "twere"].iter().any(|known| known.eq_ignore_ascii_case(suffix))
}

/// `60's`, `747's`: a plural, not a possessive.
fn is_plural_number(stem: &str, suffix: &str) -> bool {
    suffix == "s" && stem.len() == 2 && stem.ends_with('0') && stem.bytes().all(|byte| byte.is_ascii_digit())
}

fn merged(word: &str) -> Option<usize> {
    if !(4..=8).contains(&word.len()) {
        return None;
    }
    MERGED.iter().find(|(spelling, _)| spelling.eq_ignore_ascii_case(word)).map(|(_, cut)| *cut)
}
