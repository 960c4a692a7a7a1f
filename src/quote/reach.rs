//! How far spans reach that begin before a place, asked often of many spans.

use crate::Span;

/// Spans in order of their starts, each with the furthest end up to it.
pub(super) struct Reach {
    starts: Vec<u32>,
    ends: Vec<u32>,
}

impl Reach {
    pub(super) fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        let furthest = |end: &mut u32, span: &Span| {
            *end = span.end.max(*end);
            Some(*end)
        };
        let ends = spans.iter().scan(0, furthest).collect();
        Self { starts: spans.iter().map(|span| span.start).collect(), ends }
    }

    /// Whether any of the spans shares text with `span`.
    pub(super) fn touches(&self, span: Span) -> bool {
        self.before(span.end) > span.start
    }

    /// Whether a span that begins no later than `span` reaches to its end.
    pub(super) fn covers(&self, span: Span) -> bool {
        self.before(span.start + 1) >= span.end
    }

    /// The furthest end of the spans that begin before `at`.
    fn before(&self, at: u32) -> u32 {
        let count = self.starts.partition_point(|&start| start < at);
        count.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or(0)
    }
}
