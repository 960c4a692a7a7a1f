//! Byte and code point offsets of one text.

use std::borrow::Cow;

use crate::Span;

/// Bytes between two checkpoints of a [`CodePoints`] index.
const STRIDE: usize = 128;

/// Converts between byte and code point offsets of one text.
///
/// Pure ASCII text costs nothing; other text keeps one `u32` for every 128 bytes. The text may be UTF-8 in which there
/// are lone surrogates, each of them a code point.
///
/// ```
/// use pullquote::text::CodePoints;
/// let points = CodePoints::new("“So,” she said");
/// assert_eq!(points.from_byte(3), 1);
/// assert_eq!(points.to_byte(1), 3);
/// ```
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t [u8],
    /// Code points before byte `i * STRIDE`; empty if the text is ASCII.
    checkpoints: Cow<'t, [u32]>,
}

impl<'t> CodePoints<'t> {
    /// Indexes `text`.
    #[must_use]
    pub fn new(text: &'t (impl AsRef<[u8]> + ?Sized)) -> Self {
        let text = text.as_ref();
        let mut checkpoints = Vec::new();
        if !text.is_ascii() {
            let mut seen = 0;
            for chunk in text.chunks(STRIDE) {
                checkpoints.push(seen);
                seen += count(chunk);
            }
            checkpoints.push(seen);
        }
        Self { text, checkpoints: Cow::Owned(checkpoints) }
    }

    /// The index without its text, for an owner of both; [`CodePoints::from_checkpoints`] puts them together again.
    #[must_use]
    pub fn into_checkpoints(self) -> Vec<u32> {
        self.checkpoints.into_owned()
    }

    /// The index of `text` from what [`CodePoints::into_checkpoints`] gave for the same text.
    ///
    /// ```
    /// use pullquote::text::CodePoints;
    /// let text = "“So,” she said";
    /// let checkpoints = CodePoints::new(text).into_checkpoints();
    /// assert_eq!(CodePoints::from_checkpoints(text, &checkpoints).from_byte(3), 1);
    /// ```
    #[must_use]
    pub fn from_checkpoints(text: &'t (impl AsRef<[u8]> + ?Sized), checkpoints: &'t [u32]) -> Self {
        Self { text: text.as_ref(), checkpoints: Cow::Borrowed(checkpoints) }
    }

    /// Code points before byte offset `byte`; offsets past the end count as the end.
    #[must_use]
    pub fn from_byte(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        let Some(&before) = self.checkpoints.get(byte / STRIDE) else {
            return byte as u32;
        };
        let start = byte - byte % STRIDE;
        before + count(self.text.get(start..byte).unwrap_or_default())
    }

    /// Byte offset of code point number `point`; numbers past the end give the length of the text.
    #[must_use]
    pub fn to_byte(&self, point: u32) -> u32 {
        if self.checkpoints.is_empty() {
            return point.min(self.text.len() as u32);
        }
        let chunk = self.checkpoints.partition_point(|&before| before <= point).saturating_sub(1);
        let start = chunk * STRIDE;
        let Some(&before) = self.checkpoints.get(chunk) else {
            return self.text.len() as u32;
        };
        let rest = self.text.get(start..).unwrap_or_default();
        let starts = rest.iter().enumerate().filter(|(_, byte)| starts_char(**byte));
        let found = starts.map(|(at, _)| start + at).nth((point - before) as usize);
        found.unwrap_or(self.text.len()) as u32
    }

    /// A span of bytes as a span of code points.
    #[must_use]
    pub fn span_from_bytes(&self, span: Span) -> Span {
        Span { start: self.from_byte(span.start), end: self.from_byte(span.end) }
    }

    /// Spans of bytes as spans of code points; fast where they come in order.
    ///
    /// ```
    /// use pullquote::Span;
    /// use pullquote::text::CodePoints;
    /// let points = CodePoints::new("“So,” she said");
    /// let spans: Vec<Span> = points.spans_from_bytes([Span::new(3, 5), Span::new(10, 13)].into_iter()).collect();
    /// assert_eq!(spans, [Span::new(1, 3), Span::new(6, 9)]);
    /// ```
    pub fn spans_from_bytes<'s>(&'s self, spans: impl Iterator<Item = Span> + 's) -> impl Iterator<Item = Span> + 's {
        let mut known = (0, 0);
        let mut convert = move |byte| {
            known = (byte, self.point_after(known, byte));
            known.1
        };
        spans.map(move |span| Span { start: convert(span.start), end: convert(span.end) })
    }

    /// As [`CodePoints::from_byte`], given a byte, mostly one shortly before, and its code point.
    fn point_after(&self, (before, point): (u32, u32), byte: u32) -> u32 {
        let between = self.text.get(before as usize..byte as usize);
        match between.filter(|between| between.len() < STRIDE && !self.checkpoints.is_empty()) {
            Some(between) => point + count(between),
            None => self.from_byte(byte),
        }
    }

    /// A span of code points as a span of bytes.
    #[must_use]
    pub fn span_to_bytes(&self, span: Span) -> Span {
        Span { start: self.to_byte(span.start), end: self.to_byte(span.end) }
    }
}

fn starts_char(byte: u8) -> bool {
    (byte as i8) >= -0x40
}

fn count(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| starts_char(**byte)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_and_code_points_agree(text in r"(\PC|[a-zé“🦀\n]){0,400}") {
            let points = CodePoints::new(&text);
            for (point, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.from_byte(byte as u32), point as u32);
                prop_assert_eq!(points.to_byte(point as u32), byte as u32);
            }
            prop_assert_eq!(points.from_byte(u32::MAX), text.chars().count() as u32);
            prop_assert_eq!(points.to_byte(u32::MAX), text.len() as u32);
        }
    }
}
