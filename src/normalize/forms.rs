//! Unicode normalization forms, one edit a cluster.

use std::iter::once;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

use super::rewrite::{Fix, Rewrite, char_at, char_before};

/// Normalization form C.
pub(super) fn nfc(rewrite: &mut Rewrite<'_>) {
    // Nothing below U+0300 can be out of form C.
    rewrite.each(|byte| byte >= 0xCC, |text, at| cluster(text, at, &NFC));
}

/// Normalization form KC.
pub(super) fn nfkc(rewrite: &mut Rewrite<'_>) {
    rewrite.each(|byte| byte >= 0xC2, |text, at| cluster(text, at, &NFKC));
}

/// Whether a character alone is in form C and leaves its neighbours in it.
pub(super) fn is_composed(char: char) -> bool {
    (NFC.is_settled)(char) && canonical_combining_class(char) == 0
}

/// What sets one form apart from the other.
struct Form {
    /// Whether a character alone is in the form and leaves its neighbours in it.
    is_settled: fn(char) -> bool,
    /// The first character of a character's decomposition.
    first: fn(char) -> char,
    normalize: fn(&str) -> String,
}

const NFC: Form = Form {
    is_settled: |char| {
        matches!(char, ..'\u{300}' | '\u{2010}'..='\u{2027}') || is_nfc_quick(once(char)) == IsNormalized::Yes
    },
    first: |char| once(char).nfd().next().unwrap_or(char),
    normalize: |cluster| cluster.nfc().collect(),
};

const NFKC: Form = Form {
    is_settled: |char| char < '\u{A0}' || is_nfkc_quick(once(char)) == IsNormalized::Yes,
    first: |char| once(char).nfkd().next().unwrap_or(char),
    normalize: |cluster| cluster.nfkc().collect(),
};

impl Form {
    /// Whether `char` never joins what stands before it, nor changes place with it.
    fn is_boundary(&self, char: char) -> bool {
        let first = (self.first)(char);
        canonical_combining_class(first) == 0 && is_nfc_quick(once(first)) == IsNormalized::Yes
    }
}

/// The cluster around the character at `at`, if it is not in the form.
fn cluster<'t>(text: &'t str, at: usize, form: &Form) -> Option<Fix<'t>> {
    let char = char_at(text, at)?;
    if (form.is_settled)(char) && canonical_combining_class(char) == 0 {
        return None;
    }
    let before = if form.is_boundary(char) { None } else { char_before(text, at) };
    let start = at - before.map_or(0, char::len_utf8);
    let after = text.get(at + char.len_utf8()..)?;
    let end = after.char_indices().find(|&(_, next)| form.is_boundary(next)).map_or(after.len(), |(at, _)| at);
    let end = at + char.len_utf8() + end;
    let normal = (form.normalize)(text.get(start..end)?);
    Some(Fix::new(start, end, normal))
}
