//! Any bytes, normalized by a profile or by any list of steps: `cargo +nightly fuzz run normalize -- -dict=fuzz/normalize.dict`.
//!
//! The first byte chooses what is done. Checked are the way back, the order of edits, a second run of a profile, and every
//! span against a slow and plain reference.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pullquote::Span;
use pullquote::normalize::{
    Dashes, NormalizeOptions, Normalized, Profile, Quotes, Step, Whitespace, normalize, normalize_bytes,
};

fuzz_target!(|data: &[u8]| {
    let Some((&choice, raw)) = data.split_first() else { return };
    let (options, raw) = options(choice, raw);
    let normalized = normalize_bytes(raw, &options);
    check_edits(&normalized);
    check_spans(&normalized);
    if choice < 3 {
        let again = normalize(normalized.text(), &options);
        assert!(!again.is_changed(), "{:?}", again.edits().next());
    }
});

/// What `choice` stands for: a profile, or the steps that the first bytes of `raw` name; and the rest of `raw`.
fn options(choice: u8, raw: &[u8]) -> (NormalizeOptions, &[u8]) {
    let profiles = [Profile::Analysis, Profile::Clean, Profile::Search];
    if let Some(&profile) = profiles.get(usize::from(choice)) {
        return (NormalizeOptions::profile(profile), raw);
    }
    let (names, raw) = raw.split_at(raw.len().min(usize::from(choice % 8)));
    let mut options = NormalizeOptions::steps(names.iter().map(|&name| Step::ALL[usize::from(name) % Step::ALL.len()]));
    options.quotes = [Quotes::Straighten, Quotes::Curl, Quotes::RepairDirection][usize::from(choice / 8) % 3];
    options.dashes = [Dashes::Ascii, Dashes::Typographic][usize::from(choice / 24) % 2];
    options.whitespace = [Whitespace::Collapse, Whitespace::Plain][usize::from(choice / 48) % 2];
    (options, raw)
}

fn check_edits(normalized: &Normalized<'_, [u8]>) {
    let (mut raw, mut new) = (0, 0);
    for edit in normalized.edits() {
        assert!(edit.raw.start >= raw && edit.new.start >= new && !edit.steps.is_empty());
        assert_eq!(edit.raw.start - raw, edit.new.start - new);
        assert_ne!(edit.raw_text, edit.new_text.as_bytes());
        (raw, new) = (edit.raw.end, edit.new.end);
    }
    assert_eq!(normalized.undo(), normalized.raw());
}

fn check_spans(normalized: &Normalized<'_, [u8]>) {
    let edits: Vec<(Span, Span)> = normalized.edits().map(|edit| (edit.new, edit.raw)).collect();
    let back: Vec<(Span, Span)> = edits.iter().map(|&(new, raw)| (raw, new)).collect();
    let mut cursor = normalized.cursor();
    let ends = normalized.text().char_indices().map(|(at, char)| (at, at + char.len_utf8()));
    for (at, (start, end)) in ends.enumerate().take(300) {
        let span = Span::new(start.saturating_sub(at % 7 * 3), end);
        assert_eq!(normalized.to_raw(span), mapped(&edits, span));
        assert_eq!(cursor.to_raw(span), mapped(&edits, span));
    }
    for start in 0..normalized.raw().len().min(300) {
        let span = Span::new(start, (start + start % 5).min(normalized.raw().len()));
        assert_eq!(cursor.from_raw(span), mapped(&back, span));
    }
}

/// The stretch of the other text: from behind the last edit that begins at or before the span, to the last one before its
/// end.
fn mapped(edits: &[(Span, Span)], span: Span) -> Span {
    let boundary = |offset: u32, before: u32, inside: fn(Span) -> u32| {
        let last = edits.iter().rev().find(|(near, _)| near.start < before);
        let (near, far) = last.copied().unwrap_or_default();
        if offset < near.end { inside(far) } else { far.end + (offset - near.end) }
    };
    let end = boundary(span.end, span.end, |far| far.end);
    let start = boundary(span.start, span.start + 1, |far| far.start);
    Span { start: start.min(end), end }
}
