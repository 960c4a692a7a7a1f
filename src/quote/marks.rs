//! Pairs quotation marks of every style, and tells them from apostrophes, primes and elisions.

use crate::Span;
use crate::segment::Segments;

/// Words that begin with an apostrophe: `'em`, `'til`.
const ELISIONS: &[&str] =
    &["em", "n", "til", "tis", "twas", "cause", "bout", "round", "cos", "cuz", "kay", "nuff", "sup"];

/// A pair of quotation marks, or half of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    /// The opening mark, unless it is missing.
    pub(crate) open: Option<Span>,
    /// The closing mark, unless it is missing.
    pub(crate) close: Option<Span>,
    /// From mark to mark, both included; a missing mark is put at the edge of its sentence or paragraph.
    pub(crate) span: Span,
    /// 0 for an outermost pair, 1 for a pair inside one other, and so on.
    pub(crate) depth: u8,
}

impl Pair {
    /// Whether both marks are there.
    pub(crate) fn closed(&self) -> bool {
        self.open.is_some() && self.close.is_some()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Double,
    Low,
    Straight,
    Backtick,
    Guillemet,
    SmallGuillemet,
    Single,
}

const FAMILIES: [Family; 7] = [
    Family::Double,
    Family::Low,
    Family::Straight,
    Family::Backtick,
    Family::Guillemet,
    Family::SmallGuillemet,
    Family::Single,
];

/// How sure it is that a single mark closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Closing {
    No,
    /// After an `s` or a clipped `-in'`: may be a possessive or an elision.
    Doubtful,
    /// After any other letter.
    Likely,
    /// After punctuation.
    Sure,
}

#[derive(Clone, Copy, Debug)]
struct Glyph {
    span: Span,
    family: Family,
    opens: bool,
    closes: Closing,
}

/// Pairs the marks of each paragraph, in order of where the pairs begin.
pub(crate) fn pair(text: &str, segments: &Segments) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for paragraph in &segments.paragraphs {
        let glyphs = glyphs(text, paragraph.span);
        if glyphs.is_empty() {
            continue;
        }
        let sentences = segments.sentences.get(paragraph.sentences.start as usize..paragraph.sentences.end as usize);
        let starts: Vec<u32> = sentences.unwrap_or_default().iter().map(|sentence| sentence.span.start).collect();
        Pairing {
            paragraph: paragraph.span,
            starts: &starts,
            glyphs: &glyphs,
            open: Vec::new(),
            waiting: [0; FAMILIES.len()],
            pairs: &mut pairs,
        }
        .run();
    }
    pairs.sort_by_key(|pair| (pair.span.start, std::cmp::Reverse(pair.span.end)));
    nest(&mut pairs);
    pairs
}

/// Sets the depth of each pair by the pairs around it.
fn nest(pairs: &mut [Pair]) {
    let mut around: Vec<u32> = Vec::new();
    for pair in pairs {
        while around.last().is_some_and(|&end| end <= pair.span.start) {
            around.pop();
        }
        pair.depth = around.len().min(u8::MAX as usize) as u8;
        around.push(pair.span.end);
    }
}

struct Pairing<'a> {
    paragraph: Span,
    starts: &'a [u32],
    glyphs: &'a [Glyph],
    /// Marks that wait for their partner, innermost last.
    open: Vec<Glyph>,
    /// How many of them there are of each family, so that none is looked for where there is none.
    waiting: [u32; FAMILIES.len()],
    pairs: &'a mut Vec<Pair>,
}

impl Pairing<'_> {
    fn run(mut self) {
        let closers = SingleClosers::new(self.glyphs);
        let mut single_close: Option<u32> = None;
        for (at, &glyph) in self.glyphs.iter().enumerate() {
            if glyph.family == Family::Single {
                match single_close {
                    Some(end) if end == glyph.span.start => {
                        self.close_single(glyph);
                        single_close = None;
                    }
                    None if glyph.opens => {
                        single_close = closers.partner(at);
                        if single_close.is_some() || (at == 0 && glyph.span.start == self.paragraph.start) {
                            self.wait(glyph);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            if !self.try_close(glyph) {
                if glyph.opens {
                    self.wait(glyph);
                } else {
                    self.stray(glyph);
                }
            }
            if self.waiting[Family::Single as usize] == 0 {
                single_close = None;
            }
        }
        self.unclosed();
    }

    fn wait(&mut self, glyph: Glyph) {
        self.waiting[glyph.family as usize] += 1;
        self.open.push(glyph);
    }

    fn close_single(&mut self, glyph: Glyph) {
        if let Some(at) = self.open.iter().rposition(|open| open.family == Family::Single) {
            self.close_at(at, glyph);
        }
    }

    fn try_close(&mut self, glyph: Glyph) -> bool {
        if glyph.closes == Closing::No {
            return false;
        }
        if !FAMILIES.iter().any(|&family| self.waiting[family as usize] > 0 && matches(family, glyph.family)) {
            return false;
        }
        let partner = self.open.iter().rposition(|open| matches(open.family, glyph.family));
        if let Some(at) = partner {
            self.close_at(at, glyph);
        }
        partner.is_some()
    }

    fn close_at(&mut self, at: usize, glyph: Glyph) {
        if let Some(open) = self.open.get(at) {
            let (open, close) = (open.span, glyph.span);
            self.pairs.push(Pair { open: Some(open), close: Some(close), span: open.cover(close), depth: 0 });
            self.open.drain(at..).for_each(|left| self.waiting[left.family as usize] -= 1);
        }
    }

    /// A closing mark whose opening one is missing: from the start of its sentence, or from the pair before it.
    fn stray(&mut self, glyph: Glyph) {
        if glyph.closes == Closing::No || !self.open.is_empty() {
            return;
        }
        let sentence = self.starts.partition_point(|&start| start < glyph.span.start).checked_sub(1);
        let start = sentence.and_then(|at| self.starts.get(at)).copied().unwrap_or(self.paragraph.start);
        let taken =
            self.pairs.last().is_some_and(|last| last.span.end > start && last.span.start >= self.paragraph.start);
        if !taken && start < glyph.span.start {
            let span = Span { start, end: glyph.span.end };
            self.pairs.push(Pair { open: None, close: Some(glyph.span), span, depth: 0 });
        }
    }

    /// Opening marks without a closing one run to the end of the paragraph.
    fn unclosed(&mut self) {
        for open in self.open.drain(..) {
            let span = Span { start: open.span.start, end: self.paragraph.end };
            self.pairs.push(Pair { open: Some(open.span), close: None, span, depth: 0 });
        }
    }
}

/// For every single mark that opens, the mark that closes it, found in one pass from the right.
struct SingleClosers {
    partner: Vec<Option<u32>>,
}

impl SingleClosers {
    fn new(glyphs: &[Glyph]) -> Self {
        let mut partner = vec![None; glyphs.len()];
        let mut best: Option<(Closing, u32)> = None;
        for (glyph, slot) in glyphs.iter().zip(&mut partner).rev() {
            if glyph.family != Family::Single {
                continue;
            }
            if glyph.opens {
                *slot = best.map(|(_, at)| at);
                best = None;
            }
            if glyph.closes != Closing::No && !glyph.opens {
                best = Some(better(best, (glyph.closes, glyph.span.start)));
            }
        }
        Self { partner }
    }

    fn partner(&self, at: usize) -> Option<u32> {
        self.partner.get(at).copied().flatten()
    }
}

/// The earlier closer, unless it is a doubtful one and the later one is not.
fn better(later: Option<(Closing, u32)>, earlier: (Closing, u32)) -> (Closing, u32) {
    match later {
        Some(later) if earlier.0 == Closing::Doubtful => later,
        _ => earlier,
    }
}

fn matches(open: Family, close: Family) -> bool {
    match open {
        Family::Double | Family::Straight | Family::Backtick => {
            matches!(close, Family::Double | Family::Straight | Family::Backtick)
        }
        Family::Low => matches!(close, Family::Low | Family::Double | Family::Straight),
        Family::Guillemet | Family::SmallGuillemet | Family::Single => open == close,
    }
}

fn glyphs(text: &str, paragraph: Span) -> Vec<Glyph> {
    let mut found: Vec<Glyph> = Vec::new();
    let mut waiting = false;
    let bytes = text.as_bytes();
    let mut at = paragraph.start as usize;
    let end = (paragraph.end as usize).min(bytes.len());
    while at < end {
        let Some(&byte) = bytes.get(at) else { break };
        if !matches!(byte, b'"' | b'\'' | b'`' | 0xC2 | 0xE2) {
            at += 1;
            continue;
        }
        let rest = text.get(at..end).unwrap_or_default();
        let Some((family, len, side)) = mark(rest) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let span = Span::new(at, at + len);
        at += len;
        if let Some(glyph) = judge(text, paragraph, span, family, side, waiting) {
            waiting ^= family == Family::Straight;
            found.push(glyph);
        }
    }
    found
}

/// Which way a mark faces by its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

fn mark(rest: &str) -> Option<(Family, usize, Side)> {
    let two = |text: &str| rest.starts_with(text).then_some(2);
    if let Some(len) = two("``") {
        return Some((Family::Backtick, len, Side::Open));
    }
    if let Some(len) = two("''") {
        return Some((Family::Backtick, len, Side::Either));
    }
    let first = rest.chars().next()?;
    let (family, side) = match first {
        '“' => (Family::Double, Side::Either),
        '”' => (Family::Double, Side::Close),
        '‟' => (Family::Double, Side::Open),
        '„' => (Family::Low, Side::Open),
        '"' => (Family::Straight, Side::Either),
        '«' | '»' => (Family::Guillemet, Side::Either),
        '‹' | '›' => (Family::SmallGuillemet, Side::Either),
        '‘' | '‚' => (Family::Single, Side::Open),
        '’' => (Family::Single, Side::Close),
        '\'' => (Family::Single, Side::Either),
        _ => return None,
    };
    Some((family, first.len_utf8(), side))
}

/// Decides by the characters around a mark whether it opens, closes or is no quotation mark at all; `waiting` tells whether a
/// straight mark before it has no partner yet.
fn judge(text: &str, paragraph: Span, span: Span, family: Family, side: Side, waiting: bool) -> Option<Glyph> {
    let previous = text.get(paragraph.start as usize..span.start as usize).and_then(|t| t.chars().next_back());
    let rest = text.get(span.end as usize..paragraph.end as usize).unwrap_or_default();
    let next = rest.chars().next();
    let glyph = |opens, closes| Some(Glyph { span, family, opens, closes });
    match family {
        Family::Single => judge_single(previous, rest, side).and_then(|(opens, closes)| glyph(opens, closes)),
        Family::Straight if is_prime(text, span, previous, waiting) => None,
        Family::Low => glyph(true, Closing::No),
        Family::Guillemet | Family::SmallGuillemet => {
            // French puts a space inside its marks, German turns them round.
            let before_words = next.is_some_and(|c| c.is_alphanumeric() || "“‘\"'«»‹›„‚`…¿¡([".contains(c));
            let opens = begins(previous) && (faces_right(text, span) || before_words);
            glyph(opens, if opens { Closing::No } else { Closing::Sure })
        }
        Family::Double | Family::Straight | Family::Backtick => {
            // Swedish and Finnish open with a closing mark, and so does many a slip.
            let opens = begins(previous) && !next.is_none_or(char::is_whitespace);
            let slips = || previous.is_none_or(char::is_whitespace) && next.is_some_and(char::is_alphanumeric);
            let opens = opens && (side != Side::Close || slips());
            let opens =
                opens || (span.of(text) == "“" && !next.is_none_or(char::is_whitespace)) || span.of(text) == "``";
            let shuts = side != Side::Open && !previous.is_none_or(|c| c.is_whitespace() || "([{".contains(c));
            let shuts = shuts && !(span.of(text) == "“" && next.is_some_and(char::is_alphanumeric));
            (opens || shuts).then_some(())?;
            glyph(opens, if shuts { Closing::Sure } else { Closing::No })
        }
    }
}

fn faces_right(text: &str, span: Span) -> bool {
    matches!(span.of(text), "«" | "‹")
}

/// Whether a mark after `previous` may open: nothing, space, a bracket, a dash or another mark stands before it.
fn begins(previous: Option<char>) -> bool {
    previous.is_none_or(|c| c.is_whitespace() || "([{—–-/:“‘\"'«‹„‚`".contains(c))
}

fn judge_single(previous: Option<char>, rest: &str, side: Side) -> Option<(bool, Closing)> {
    let next = rest.chars().next();
    let word_after = next.is_some_and(char::is_alphanumeric);
    let word_before = previous.is_some_and(char::is_alphanumeric);
    if word_before && word_after {
        return None;
    }
    let solid_after = next.is_some_and(|c| !c.is_whitespace());
    let opens = side != Side::Close && begins(previous) && solid_after && !is_elision(rest);
    let closes = if side == Side::Open || word_after { Closing::No } else { closing(previous) };
    (opens || closes != Closing::No).then_some((opens, closes))
}

fn closing(previous: Option<char>) -> Closing {
    match previous {
        None => Closing::No,
        Some(c) if c.is_whitespace() => Closing::No,
        Some('s' | 'S' | 'n') => Closing::Doubtful,
        Some(c) if c.is_alphanumeric() => Closing::Likely,
        Some(_) => Closing::Sure,
    }
}

/// `'90s`, `'em`, `'n'`: an apostrophe at the head of a clipped word.
fn is_elision(rest: &str) -> bool {
    let word_end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = rest.get(..word_end).unwrap_or_default();
    let decade =
        word.len() >= 2 && word.starts_with(|c: char| c.is_ascii_digit()) && (word.len() == 2 || word.ends_with('s'));
    decade || (word.len() <= 5 && ELISIONS.iter().any(|elision| word.eq_ignore_ascii_case(elision)))
}

/// Inches and seconds: a double mark after a digit that no mark before it waits for, as in `5'10"`.
fn is_prime(text: &str, span: Span, previous: Option<char>, waiting: bool) -> bool {
    if !previous.is_some_and(|c| c.is_ascii_digit()) {
        return false;
    }
    let head = text.get(..span.start as usize).unwrap_or_default();
    let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let before_digits = head.get(..head.len() - digits).unwrap_or_default();
    let feet = before_digits.ends_with(['\'', '’', '′']) && digits <= 2;
    feet || !waiting
}
