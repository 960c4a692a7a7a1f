//! Sources of the GUM news texts that have a gold coreference chain: is the speaker of the chain?
//!
//! The corpus is not in the repository; the test passes over it where `../shared/data` is not there.

use std::collections::BTreeMap;
use std::path::Path;

use pullquote::Span;
use pullquote::quote::{Act, QuotationKind, QuotationRecord, Quotations};
use pullquote::segment::{SegmentOptions, segment};
use pullquote::speaker::resolve;

/// Verbs whose subject is taken as a source.
const REPORTING: [&str; 36] = [
    "say", "tell", "add", "note", "state", "claim", "argue", "explain", "report", "announce", "believe", "think",
    "hope", "warn", "ask", "write", "suggest", "describe", "call", "deny", "confirm", "admit", "insist", "declare",
    "express", "mention", "reveal", "comment", "reply", "respond", "remark", "want", "expect", "know", "feel", "find",
];

/// A word of a sentence: where it stands, its lemma, head and relation.
struct Token {
    span: Span,
    lemma: String,
    head: usize,
    relation: String,
}

/// A mention of a gold chain.
#[derive(Clone, Debug)]
struct Mention {
    chain: String,
    person: bool,
    span: Span,
}

#[derive(Default)]
struct Article {
    text: String,
    mentions: Vec<Mention>,
    sources: Vec<Mention>,
    open: Vec<Mention>,
}

impl Article {
    fn read(conllu: &str) -> Self {
        let mut article = Self::default();
        for block in conllu.split("\n\n") {
            if block.lines().any(|line| line.starts_with("# newpar")) && !article.text.is_empty() {
                article.text.push_str("\n\n");
            }
            article.sentence(block);
        }
        article
    }

    fn sentence(&mut self, block: &str) {
        let first = self.mentions.len();
        let rows = block.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
        let rows: Vec<Vec<&str>> = rows.filter(|row| row.len() == 10 && !row[0].contains('.')).collect();
        let mut tokens: BTreeMap<usize, Token> = BTreeMap::new();
        let mut glued = 0;
        for row in rows {
            let Ok(number) = row[0].parse::<usize>() else {
                let (from, to) = row[0].split_once('-').unwrap();
                glued = to.parse::<usize>().unwrap() - from.parse::<usize>().unwrap();
                continue;
            };
            let start = self.text.len();
            self.text.push_str(row[1]);
            let span = Span::new(start, self.text.len());
            let head = row[6].parse().unwrap_or(0);
            tokens.insert(number, Token { span, lemma: row[2].to_owned(), head, relation: row[7].to_owned() });
            self.entities(row[9], span);
            match glued {
                0 if !row[9].contains("SpaceAfter=No") => self.text.push(' '),
                0 => {}
                _ => glued -= 1,
            }
        }
        self.add_sources(&tokens, first);
    }

    /// Opens and closes the mentions of one token: `(1-person-…(2-place-…)`, `1)`.
    fn entities(&mut self, misc: &str, span: Span) {
        let Some(mut rest) = misc.split('|').find_map(|field| field.strip_prefix("Entity=")) else { return };
        while !rest.is_empty() {
            let opens = rest.starts_with('(');
            let body = rest.trim_start_matches('(');
            let end = body.find(['(', ')']).unwrap_or(body.len());
            let mut fields = body[..end].split('-');
            let chain = fields.next().unwrap_or_default().to_owned();
            if opens {
                let person = fields.next() == Some("person");
                self.open.push(Mention { chain: chain.clone(), person, span });
            }
            rest = &body[end..];
            if let Some(after) = rest.strip_prefix(')') {
                self.close(&chain, span);
                rest = after;
            }
        }
    }

    fn close(&mut self, chain: &str, span: Span) {
        if let Some(at) = self.open.iter().rposition(|mention| mention.chain == chain) {
            let mention = self.open.remove(at);
            let whole = mention.span.cover(span);
            self.mentions.push(Mention { span: whole, ..mention });
        }
    }

    /// Subjects of reporting verbs, as the widest mention whose head they are.
    fn add_sources(&mut self, tokens: &BTreeMap<usize, Token>, first: usize) {
        for token in tokens.values().filter(|token| token.relation == "nsubj") {
            let reports = tokens.get(&token.head).is_some_and(|verb| REPORTING.contains(&verb.lemma.as_str()));
            let holds =
                |mention: &&Mention| mention.span.contains(token.span) && mention.span.start + 60 > token.span.start;
            let headed = self.mentions[first..].iter().filter(holds).min_by_key(|mention| mention.span.len());
            if let Some(mention) = headed.filter(|_| reports) {
                self.sources.push(mention.clone());
            }
        }
    }

    /// Texts of the mentions of a chain, in lower case.
    fn names(&self, chain: &str) -> Vec<String> {
        let chain = self.mentions.iter().filter(|mention| mention.chain == chain);
        chain.map(|mention| plain(mention.span.of(&self.text))).collect()
    }
}

fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    let words =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !matches!(*word, "" | "the" | "a" | "an"));
    words.collect::<Vec<_>>().join(" ")
}

fn quotation(source: &Mention) -> QuotationRecord {
    let end = source.span.end as usize;
    QuotationRecord {
        content: vec![Span::new(end, end)],
        cue: None,
        source: Some(source.span),
        addressee: None,
        kind: QuotationKind::Indirect,
        act: Act::Assertion,
        score: 1.0,
        parent: None,
        inherited: false,
        evidence: Vec::new(),
    }
}

/// Whether `name` is how the chain is called somewhere, or a part of it.
fn of_chain(article: &Article, chain: &str, name: &str) -> bool {
    let name = plain(name);
    article.names(chain).iter().any(|own| {
        *own == name
            || (own.contains(&name) && name.contains(' '))
            || (name.contains(own.as_str()) && own.contains(' '))
    })
}

#[test]
fn speakers_of_gum_chains() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/coreference/gum_news");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("no corpus at {}: nothing measured", folder.display());
        return;
    };
    let (mut all, mut pronouns, mut wrong) = (Score::default(), Score::default(), Vec::new());
    for path in
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "conllu"))
    {
        let article = Article::read(&std::fs::read_to_string(&path).unwrap());
        let quotations = Quotations { marks: Vec::new(), quotations: article.sources.iter().map(quotation).collect() };
        let speakers = resolve(&article.text, &segment(&article.text, &SegmentOptions::default()), &quotations);
        for (source, speaker) in article.sources.iter().zip(&speakers.of_quotation) {
            let name = speaker.map_or("none", |index| speakers.speakers[index as usize].name.as_str());
            let before = |mention: &&Mention| mention.person && mention.span.start < source.span.start;
            let recent = article.mentions.iter().filter(before).max_by_key(|mention| mention.span.start);
            let ok = of_chain(&article, &source.chain, name);
            let recent = recent.is_some_and(|recent| recent.chain == source.chain);
            all.add(ok, recent);
            if PRONOUNS.contains(&source.span.of(&article.text).to_lowercase().as_str()) {
                pronouns.add(ok, recent);
            }
            if !ok {
                wrong.push(format!(
                    "{:?} is {name}, should be of {:?}",
                    source.span.of(&article.text),
                    article.names(&source.chain)
                ));
            }
        }
    }
    println!("{}\nall {all}\npronouns {pronouns}", wrong.join("\n"));
    assert!(all.right * 100 >= all.sources * 80, "{all}");
}

const PRONOUNS: [&str; 6] = ["he", "she", "it", "they", "who", "which"];

#[derive(Default)]
struct Score {
    sources: usize,
    right: usize,
    recent: usize,
}

impl Score {
    fn add(&mut self, right: bool, recent: bool) {
        self.sources += 1;
        self.right += usize::from(right);
        self.recent += usize::from(recent);
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |count: usize| 100.0 * count as f64 / self.sources.max(1) as f64;
        let (right, recent) = (share(self.right), share(self.recent));
        write!(f, "{} sources: {right:.1} % right, the most recent person before {recent:.1} %", self.sources)
    }
}
