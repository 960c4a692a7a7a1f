//! Raw text to repaired text, with an exact way back.
//!
//! A text is rewritten by [`Step`]s, each of which can be had alone; a [`Profile`] is a list of them. What comes out is a
//! [`Normalized`]: the new text, and every stretch that was replaced with where it lies in both texts.
//!
//! ```
//! use pullquote::Span;
//! use pullquote::normalize::{NormalizeOptions, normalize};
//! let raw = "Peña: &quot;No.&quot;";
//! let normalized = normalize(raw, &NormalizeOptions::default());
//! assert_eq!(normalized.text(), "Peña: \"No.\"");
//! let quote = Span::new(7, 12);
//! assert_eq!(quote.of(normalized.text()), "\"No.\"");
//! assert_eq!(normalized.to_raw(quote).of(raw), "&quot;No.&quot;");
//! ```

mod alignment;
mod characters;
mod compose;
mod control;
mod dashes;
mod entities;
mod forms;
mod hits;
mod invisibles;
mod letters;
mod lines;
mod mojibake;
mod normalized;
mod options;
mod part;
mod quotes;
mod raw;
mod rewrite;
mod spaces;
mod step;
mod survey;

pub use normalized::{Cursor, Edit, Normalized};
pub use options::{Dashes, NormalizeOptions, Profile, Quotes, Whitespace};
pub use part::{Cut, Part};
pub use raw::Raw;
pub use step::{Step, StepSet};

use std::borrow::Cow;

use compose::compose;
use rewrite::{Change, Rewrite};
use survey::{may_change, survey};

/// Rounds after which a profile's steps stop though they still find work in what they wrote themselves.
const MAX_ROUNDS: usize = 8;

/// Rewrites `raw` as `options` say. Borrows `raw` if nothing changes; a text over 4 GiB is left as it is.
#[must_use]
pub fn normalize<'t>(raw: &'t str, options: &NormalizeOptions) -> Normalized<'t> {
    let draft = Draft::new(Cow::Borrowed(raw), Vec::new()).taken(options);
    Normalized::new(raw, draft.text, &draft.changes)
}

/// [`normalize`] for bytes that may be no UTF-8: each malformed sequence, and each surrogate in three bytes, becomes
/// U+FFFD by an edit of [`Step::Utf8`]. Bytes over 4 GiB give no text.
///
/// ```
/// use pullquote::Span;
/// use pullquote::normalize::{NormalizeOptions, Step, normalize_bytes};
/// let normalized = normalize_bytes(b"caf\xE9 &amp; bar", &NormalizeOptions::default());
/// assert_eq!(normalized.text(), "caf\u{FFFD} & bar");
/// assert_eq!(normalized.to_raw(Span::new(3, 6)), Span::new(3, 4));
/// assert_eq!(normalized.counts(), [(Step::Utf8, 1), (Step::HtmlEntities, 1)]);
/// ```
#[must_use]
pub fn normalize_bytes<'t>(raw: &'t [u8], options: &NormalizeOptions) -> Normalized<'t, [u8]> {
    let raw = if u32::try_from(raw.len()).is_ok() { raw } else { &[] };
    let (text, changes) = raw::decode(raw);
    let draft = Draft::new(text, changes).taken(options);
    Normalized::new(raw, draft.text, &draft.changes)
}

/// Steps that leave no work behind for those before them in a profile; [`Step::Whitespace`] is another where it only
/// collapses.
const TIDY: [Step; 5] = [Step::Quotes, Step::Primes, Step::Dashes, Step::Ellipsis, Step::Bullets];

/// A text on its way.
struct Draft<'t> {
    text: Cow<'t, str>,
    /// What changed from the raw text to this one.
    changes: Vec<Change>,
    /// What a survey of the text found.
    needed: StepSet,
}

impl<'t> Draft<'t> {
    /// `text` as it is, to which `changes` led.
    fn new(text: Cow<'t, str>, changes: Vec<Change>) -> Self {
        Self { needed: survey(&text), text, changes }
    }

    /// The draft after the steps of `options`, unless it is too long for them.
    fn taken(mut self, options: &NormalizeOptions) -> Self {
        if u32::try_from(self.text.len()).is_ok() {
            self.take(options);
        }
        self
    }

    fn take(&mut self, options: &NormalizeOptions) {
        for _ in 0..MAX_ROUNDS {
            let unsettled = batches(options).filter(|batch| self.batch(batch, options)).count() > 0;
            if !options.settle || !unsettled {
                break;
            }
        }
    }

    /// Takes the steps of a batch and says whether they may have made work for others.
    fn batch(&mut self, batch: &[Step], options: &NormalizeOptions) -> bool {
        if !batch.iter().any(|&step| may_change(self.needed, step, options)) {
            return false;
        }
        let wide = self.needed.contains(Step::Whitespace);
        let Some((text, changes)) = rewritten(&self.text, batch, options, wide) else { return false };
        self.changes = compose(&self.changes, changes);
        self.text = Cow::Owned(text);
        // Whether a sequence counts as mojibake depends on the spaces and stops around it.
        let is_tidy = |step| TIDY.contains(step) || (*step == Step::Whitespace && !wide);
        let tidy = !self.needed.contains(Step::Mojibake) && batch.iter().all(is_tidy);
        if !tidy {
            self.needed = survey(&self.text);
        }
        !tidy
    }
}

/// Steps of which none touches what another looks at, so that one pass does for all.
const MARKS: [Step; 3] = [Step::Quotes, Step::Dashes, Step::Ellipsis];

/// The steps of `options` as they are taken: each by itself, or [`MARKS`] together.
fn batches(options: &NormalizeOptions) -> impl Iterator<Item = &[Step]> {
    let plain = options.quotes == Quotes::Straighten && options.dashes == Dashes::Ascii;
    let mut rest = options.steps.as_slice();
    std::iter::from_fn(move || {
        let together = plain && rest.starts_with(&MARKS);
        let (batch, more) = rest.split_at_checked(if together { MARKS.len() } else { 1 })?;
        rest = more;
        Some(batch)
    })
}

/// [`MARKS`] in one pass.
fn marks(rewrite: &mut Rewrite<'_>) {
    rewrite.each_three(
        // Dashes and the ellipsis open with the byte that curly marks open with.
        |three| quotes::opens_mark(three[0]) | dashes::opens_spaced(three),
        |text, at| {
            let quote = || Some(quotes::straighten(text, at)?.by(Step::Quotes));
            let dash = || Some(dashes::ascii(text, at)?.by(Step::Dashes));
            let ellipsis = || Some(dashes::ellipsis_at(text, at)?.by(Step::Ellipsis));
            quote().or_else(dash).or_else(ellipsis)
        },
    );
}

/// The text after the steps of a batch and what changed; none if nothing did. `wide` tells of spaces other than U+0020.
fn rewritten(text: &str, batch: &[Step], options: &NormalizeOptions, wide: bool) -> Option<(String, Vec<Change>)> {
    let &[step, ref more @ ..] = batch else { return None };
    let mut rewrite = Rewrite::new(text, step);
    match step {
        _ if !more.is_empty() => marks(&mut rewrite),
        Step::Utf8 => {}
        Step::C1 => characters::c1(&mut rewrite),
        Step::HtmlEntities => entities::html_entities(&mut rewrite),
        Step::Control => control::control(&mut rewrite),
        Step::Nfc => forms::nfc(&mut rewrite),
        Step::Nfkc => forms::nfkc(&mut rewrite),
        Step::Ligatures => characters::ligatures(&mut rewrite),
        Step::Fullwidth => characters::fullwidth(&mut rewrite),
        Step::Invisibles => invisibles::invisibles(&mut rewrite),
        Step::Whitespace => spaces::whitespace(&mut rewrite, options, wide),
        Step::Quotes => quotes::quotes(&mut rewrite, options.quotes),
        Step::Primes => quotes::primes(&mut rewrite),
        Step::Dashes => dashes::dashes(&mut rewrite, options.dashes),
        Step::Ellipsis => dashes::ellipsis(&mut rewrite),
        Step::Bullets => dashes::bullets(&mut rewrite),
        Step::Dehyphen => lines::dehyphen(&mut rewrite),
        Step::Unwrap => lines::unwrap(&mut rewrite),
        Step::FoldAccents => letters::fold_accents(&mut rewrite),
        Step::Casefold => letters::casefold(&mut rewrite),
        Step::Mojibake => mojibake::mojibake(&mut rewrite),
    }
    rewrite.finish()
}
