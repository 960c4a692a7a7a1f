//! Attributions that punctuation alone makes: `Silva: We …`, `“…” — Silva`, `From Silva:` before a paragraph of speech.

use super::marks::Pair;
use super::placed::Placed;
use super::reach::Reach;
use super::{Input, QuotationRecord, Reason, announced, begin, edges, lexicon, voiced};
use crate::Span;
use crate::segment::{ParagraphKind, ParagraphRecord};

/// Words that the name before a colon, or behind a dash, may have.
const NAME: usize = 8;

/// Words that the label of a headline or of an interview turn may have.
const LABEL: usize = 4;

/// Share of what punctuation and set phrases alone tell that is right: 32 of 36 on `PolNeAR` dev.
const SCORE: f32 = 0.9;

/// Adds the attributions that no cue word announces, in paragraphs where the model has found none there.
pub(super) fn add(input: &Input<'_>, quotations: &mut Vec<QuotationRecord>) {
    let paragraphs = &input.segments.paragraphs;
    let turns: Vec<QuotationRecord> = paragraphs.iter().filter_map(|paragraph| turn(input, paragraph)).collect();
    let interview = turns.iter().filter(|turn| !opens_with_mark(input, turn)).count() > 1;
    let mut placed = Placed::new(input.text, std::mem::take(quotations));
    for found in turns {
        let headline =
            paragraphs.get(input.paragraph_at(begin(&found))).is_some_and(|p| p.kind == ParagraphKind::Headline);
        if interview || headline || opens_with_mark(input, &found) {
            placed.put(found);
        }
    }
    for (paragraph, next) in paragraphs.iter().zip(paragraphs.iter().skip(1)) {
        introduced(input, paragraph, next).into_iter().for_each(|found| placed.put(found));
    }
    for pair in &input.outer {
        signed(input, pair).into_iter().for_each(|found| placed.put_surely(found));
        let set = announced::before_marks(input, pair).into_iter().chain(announced::in_words(input, pair));
        set.chain(voiced::beside(input, pair)).for_each(|found| placed.put(found));
    }
    for paragraph in paragraphs.iter().filter(|paragraph| paragraph.kind == ParagraphKind::Headline) {
        voiced::headline(input, paragraph).into_iter().for_each(|found| placed.put(found));
    }
    let claimed = Reach::new(placed.iter().flat_map(QuotationRecord::parts).collect());
    let sentences = input.segments.sentences.iter().map(|sentence| sentence.span);
    let set = |span| announced::passive(input, span).or_else(|| announced::that(input, span));
    let found = sentences.filter_map(|span| set(span).or_else(|| announced::urging(input, span)));
    found.filter(|found| !found.parts().any(|part| claimed.touches(part))).for_each(|found| placed.add(found));
    *quotations = placed.into_quotations();
}

fn opens_with_mark(input: &Input<'_>, quotation: &QuotationRecord) -> bool {
    let start = quotation.content.first().map_or(0, |content| content.start);
    input.pairs.binary_search_by_key(&start, |pair| pair.span.start).is_ok()
}

pub(super) fn made(reason: Reason, content: Span, cue: Span, source: Span) -> QuotationRecord {
    QuotationRecord {
        evidence: vec![reason],
        content: vec![content],
        cue: Some(cue),
        source: Some(source),
        score: SCORE,
        ..QuotationRecord::default()
    }
}

/// A paragraph of a name, a colon and what the named one says.
fn turn(input: &Input<'_>, paragraph: &ParagraphRecord) -> Option<QuotationRecord> {
    if !matches!(paragraph.kind, ParagraphKind::Body | ParagraphKind::Headline) {
        return None;
    }
    let words = input.words_in(paragraph.span);
    // A quoted transcript opens each turn with a mark.
    let quoted = input.pairs.binary_search_by_key(&paragraph.span.start, |pair| pair.span.start);
    let open = quoted.ok().and_then(|at| input.pairs.get(at)?.open);
    let words = words.get(usize::from(open.is_some())..)?;
    let colon = words.iter().take(LABEL + 1).position(|word| word.of(input.text) == ":")?;
    let (name, rest) = (words.get(..colon)?, words.get(colon + 1..)?);
    let (first, last) = (name.first()?, name.last()?);
    let content = rest.first()?.cover(*rest.last()?);
    let text = content.of(input.text);
    let listing = text.contains(';') || text.starts_with(|c: char| c.is_ascii_digit());
    let named = !edges::labels_picture(input, name) && name.iter().all(|word| is_name_word(word.of(input.text)));
    let cue = *words.get(colon)?;
    (named && !listing).then(|| made(Reason::Turn, content, cue, first.cover(*last)))
}

/// A paragraph that ends in a colon, before a paragraph that opens with a mark: `Silva told the council:`, `From Silva:`.
fn introduced(input: &Input<'_>, paragraph: &ParagraphRecord, next: &ParagraphRecord) -> Option<QuotationRecord> {
    let words = input.words_in(paragraph.span);
    let (colon, _) = words.split_last().filter(|(last, _)| last.of(input.text) == ":")?;
    let at = input.pairs.binary_search_by_key(&next.span.start, |pair| pair.span.start).ok()?;
    let content = input.pairs.get(at)?.span;
    let sentence = input.sentence_at(colon.start);
    let before = input.words_in(Span { start: sentence.start, end: colon.start });
    let name_of = |name: &[Span]| {
        let name = if name.last().is_some_and(|last| last.of(input.text) == ",") { name.split_last()?.1 } else { name };
        let named = name.iter().any(|word| word.of(input.text).starts_with(char::is_uppercase));
        (named && name.len() <= NAME).then_some(name.first()?.cover(*name.last()?))
    };
    if let Some(from) = before.iter().rposition(|word| word.of(input.text).eq_ignore_ascii_case("from")) {
        return Some(made(Reason::Introduced, content, *colon, name_of(before.get(from + 1..)?)?));
    }
    let says = before.iter().position(|word| is_telling(word.of(input.text)))?;
    let helper =
        |word: &&Span| matches!(word.of(input.text), "has" | "have" | "had" | "just" | "also" | "then" | "later");
    let first = says - before.get(..says)?.iter().rev().take_while(helper).count();
    let last = if says + 1 == before.len() { colon } else { before.get(says)? };
    let cue = before.get(first)?.cover(*last);
    Some(made(Reason::Introduced, content, cue, name_of(before.get(..first)?)?))
}

/// Whether a word alone can announce the speech of the next paragraph.
fn is_telling(word: &str) -> bool {
    lexicon::is_told(word) && word != "to"
        || matches!(word, "said" | "says" | "wrote" | "writes" | "posted" | "tweeted" | "added")
}

/// A pair of marks, a dash and a name at the end of the paragraph.
fn signed(input: &Input<'_>, pair: &Pair) -> Option<QuotationRecord> {
    pair.closed().then_some(())?;
    let paragraph = input.segments.paragraphs.get(input.paragraph_at(pair.span.start))?;
    let (dash, name) =
        input.words_in(Span { start: pair.span.end, end: paragraph.span.end.max(pair.span.end) }).split_first()?;
    let stopped = name
        .split_last()
        .filter(|(stop, name)| stop.of(input.text) == "." && name.iter().all(|word| is_name_word(word.of(input.text))));
    let name = stopped.map_or(name, |(_, name)| name);
    let (first, last) = (name.first()?, name.last()?);
    let dashed = matches!(dash.of(input.text), "—" | "–" | "-" | "--" | "―");
    let named =
        is_name_word(first.of(input.text)) && name.len() <= NAME && !last.of(input.text).ends_with(['.', '!', '?']);
    (dashed && named).then(|| made(Reason::Signed, pair.span, *dash, first.cover(*last)))
}

fn is_name_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        || matches!(word, "of" | "de" | "van" | "von" | "bin" | "al" | "da" | "." | "’s" | "'s")
}
