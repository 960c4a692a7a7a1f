//! Reads marked-up cases; `tests/cases/quotations/README.md` describes the markup.

use std::collections::BTreeMap;
use std::path::Path;

use pullquote::Span;
use pullquote::quote::{Act, MarkRecord, MarkUse, QuotationKind, QuotationRecord, Quotations};
use pullquote::speaker::Category;

/// A text with its gold annotation; spans are in bytes of `text`.
pub(crate) struct Case {
    /// File and name of the case.
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) quotations: Vec<GoldQuotation>,
    /// Pairs of quotation marks that are not speech, with their use (`term`, `title`).
    pub(crate) marks: Vec<(Span, MarkUse)>,
}

/// One quotation of a case.
#[derive(Clone, Debug, Default)]
pub(crate) struct GoldQuotation {
    pub(crate) content: Vec<Span>,
    pub(crate) cue: Vec<Span>,
    pub(crate) source: Vec<Span>,
    pub(crate) addressee: Vec<Span>,
    pub(crate) kind: QuotationKind,
    pub(crate) act: Act,
    /// Canonical name of the speaker, none where the text gives none.
    pub(crate) speaker: Option<String>,
    pub(crate) category: Category,
    pub(crate) anonymous: bool,
    pub(crate) inherited: bool,
    pub(crate) nested: bool,
}

impl Case {
    /// The gold annotation as the quotation stage gives it.
    pub(crate) fn gold(&self) -> Quotations {
        let mut order: Vec<&GoldQuotation> = self.quotations.iter().collect();
        order.sort_by_key(|quotation| quotation.start());
        let quotations = order.iter().map(|quotation| quotation.record(parent(&order, quotation))).collect();
        let mark = |(span, r#use): &(Span, MarkUse)| MarkRecord { span: *span, r#use: *r#use, closed: true };
        Quotations { marks: self.marks.iter().map(mark).collect(), quotations }
    }

    /// The quotations in the order of [`Case::gold`].
    pub(crate) fn ordered(&self) -> Vec<&GoldQuotation> {
        let mut order: Vec<&GoldQuotation> = self.quotations.iter().collect();
        order.sort_by_key(|quotation| quotation.start());
        order
    }
}

impl GoldQuotation {
    /// Where its first part begins.
    pub(crate) fn start(&self) -> u32 {
        let parts = [&self.content, &self.cue, &self.source];
        parts.into_iter().flatten().map(|span| span.start).min().unwrap_or(0)
    }

    fn record(&self, parent: Option<u32>) -> QuotationRecord {
        QuotationRecord {
            content: self.content.clone(),
            cue: self.cue.first().copied(),
            source: self.source.first().copied(),
            addressee: self.addressee.first().copied(),
            kind: self.kind,
            act: self.act,
            score: 1.0,
            parent,
            inherited: self.inherited,
            evidence: Vec::new(),
        }
    }
}

/// The innermost other quotation whose content holds all of this one, if it is nested.
fn parent(order: &[&GoldQuotation], child: &GoldQuotation) -> Option<u32> {
    let holds = |outer: &GoldQuotation| outer.content.iter().any(|span| span.contains(child.content[0]));
    let candidates = order.iter().enumerate().filter(|(_, outer)| !std::ptr::eq(**outer, child) && holds(outer));
    let size = |outer: &GoldQuotation| outer.content.iter().map(|span| span.len()).sum::<usize>();
    let innermost = candidates.filter(|_| child.nested).min_by_key(|(_, outer)| size(outer));
    innermost.map(|(index, _)| index as u32)
}

/// All cases under `tests/cases/quotations`, file by file.
pub(crate) fn read_all() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/quotations");
    let entries = std::fs::read_dir(&folder).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files.iter().flat_map(|file| read(file)).collect()
}

/// The cases of one file.
pub(crate) fn read(file: &Path) -> Vec<Case> {
    let content = std::fs::read_to_string(file).unwrap();
    let name = file.file_name().unwrap().to_string_lossy();
    let parts = content.split("\n## ").map(|part| part.strip_prefix("## ").unwrap_or(part));
    parts.filter(|part| !part.trim().is_empty()).map(|part| case(&name, part)).collect()
}

fn case(file: &str, part: &str) -> Case {
    let (title, body) = part.split_once('\n').unwrap();
    let (marked, notes) = body.split_once("\n--").unwrap_or_else(|| panic!("{file}: {title}: no line `--`"));
    let markup = Markup::read(marked.trim_matches('\n'));
    let mut quotations = markup.quotations;
    for note in notes.lines().filter(|line| !line.trim().is_empty()) {
        let (number, rest) = note.split_once(' ').unwrap();
        let quotation =
            quotations.get_mut(&number.parse().unwrap()).unwrap_or_else(|| panic!("{file}: {title}: {note}"));
        annotate(quotation, rest);
    }
    let quotations = quotations.into_values().collect();
    Case { id: format!("{file}: {}", title.trim()), text: markup.text, quotations, marks: markup.marks }
}

/// Reads `direct assertion | speaker: Maria Silva | person nested`.
fn annotate(quotation: &mut GoldQuotation, note: &str) {
    let fields: Vec<&str> = note.split(" | ").collect();
    let [kinds, speaker, flags] = fields[..] else { panic!("cannot read `{note}`") };
    let (kind, act) = kinds.split_once(' ').unwrap();
    quotation.kind = QuotationKind::from_name(kind).unwrap();
    quotation.act = Act::from_name(act).unwrap();
    let name = speaker.strip_prefix("speaker: ").unwrap();
    quotation.speaker = (name != "none").then(|| name.to_owned());
    let mut flags = flags.split(' ');
    quotation.category = Category::from_name(flags.next().unwrap()).unwrap();
    for flag in flags {
        match flag {
            "anonymous" => quotation.anonymous = true,
            "inherited" => quotation.inherited = true,
            "nested" => quotation.nested = true,
            _ => panic!("unknown flag `{flag}`"),
        }
    }
}

#[derive(Default)]
struct Markup {
    text: String,
    quotations: BTreeMap<u32, GoldQuotation>,
    marks: Vec<(Span, MarkUse)>,
}

impl Markup {
    fn read(marked: &str) -> Self {
        let mut markup = Self::default();
        let mut open: Vec<(&str, usize)> = Vec::new();
        let mut rest = marked;
        while let Some(first) = rest.chars().next() {
            rest = match first {
                '\\' if rest[1..].starts_with(['{', '}']) => {
                    markup.text.push_str(&rest[1..2]);
                    &rest[2..]
                }
                '{' => {
                    let (label, after) = rest[1..].split_once([' ', '\n']).unwrap();
                    open.push((label, markup.text.len()));
                    after
                }
                '}' => {
                    let (label, start) = open.pop().unwrap();
                    markup.close(label, Span::new(start, markup.text.len()));
                    &rest[1..]
                }
                _ => {
                    markup.text.push(first);
                    &rest[first.len_utf8()..]
                }
            };
        }
        markup
    }

    fn close(&mut self, label: &str, span: Span) {
        let Some((number, role)) = label.split_once('.') else {
            self.marks.push((span, MarkUse::from_name(label).unwrap()));
            return;
        };
        let quotation = self.quotations.entry(number.parse().unwrap()).or_default();
        match role {
            "content" => quotation.content.push(span),
            "cue" => quotation.cue.push(span),
            "source" => quotation.source.push(span),
            "addressee" => quotation.addressee.push(span),
            _ => panic!("unknown role `{role}`"),
        }
    }
}
