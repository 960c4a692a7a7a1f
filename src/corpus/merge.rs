//! Speakers of many documents as one table.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::Document;
use crate::document::Speaker;
use crate::speaker::{Category, is_name, role_words};

/// When and where a document appeared, as far as its source tells.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Appearance<'a> {
    /// Its date, which counts if it begins as ISO 8601 has it: `2024-05-31`.
    pub date: Option<&'a str>,
    /// The newspaper, agency or site.
    pub outlet: Option<&'a str>,
}

impl<'a> Appearance<'a> {
    /// An appearance at a date and in an outlet, each if it is known.
    #[must_use]
    pub fn new(date: Option<&'a str>, outlet: Option<&'a str>) -> Self {
        Self { date, outlet }
    }
}

/// A speaker of one document, of which a row of the table is made up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// The number of the document, as it was given to [`Merge::add`].
    pub document: u64,
    /// The identifier of the document.
    pub id: Option<String>,
    /// The index of the speaker in the document.
    pub speaker: usize,
    /// How many quotations the speaker has there.
    pub quotations: usize,
    /// How often it is a source there.
    pub mentions: usize,
    name: String,
    titles: Vec<String>,
    category: Category,
    anonymous: bool,
    affiliation: Option<String>,
    pronouns: Vec<String>,
    date: Option<String>,
    outlet: Option<String>,
}

/// A row: what the documents tell about one speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergedSpeaker {
    /// The name, as the first of its documents has it.
    pub name: String,
    /// Every title, in order of the documents.
    pub titles: Vec<String>,
    /// What kind of entity it is.
    pub category: Category,
    /// Whether its document names none of the few people who speak.
    pub anonymous: bool,
    /// Every affiliation, in order of the documents.
    pub affiliations: Vec<String>,
    /// Every pronoun, in order of the documents.
    pub pronouns: Vec<String>,
    /// How many quotations it has in all documents.
    pub quotations: usize,
    /// How often it is a source in all documents.
    pub mentions: usize,
    /// The earliest date of its documents.
    pub first: Option<String>,
    /// The latest date of its documents.
    pub last: Option<String>,
    /// Where its documents appeared, in their order.
    pub outlets: Vec<String>,
    /// The speakers of single documents that were taken to be one: taken apart, they are what went in.
    pub members: Vec<Member>,
    /// Why they were taken to be one, or kept apart from others of the same name.
    pub because: String,
}

/// Merges the speakers of many documents by name and title.
///
/// Only what has a name is merged. Organizations of one name are one. People are one if they have the same name of two words or
/// more, and share a noun in their titles or an affiliation, or if no one of that name has a title that others lack; `he`
/// and `she` are never one. People of one word are one only
/// if they share a noun or an affiliation. What is left open stays apart, and each
/// row says why. The order in which documents are added makes no difference.
///
/// ```
/// use pullquote::Pipeline;
/// use pullquote::corpus::{Appearance, Merge};
/// let pipeline = Pipeline::new();
/// let texts = ["“It leaks,” Senator Ana Ruiz said.", "Senator Ana Ruiz said the roof leaked again."];
/// let mut merge = Merge::default();
/// for (number, text) in (0..).zip(texts) {
///     merge.add(number, &pipeline.run(text), &Appearance::new(Some("2024-05-31"), Some("The Herald")));
/// }
/// let rows = merge.rows();
/// assert_eq!((rows[0].name.as_str(), rows[0].quotations, rows[0].members.len()), ("Ana Ruiz", 2, 2));
/// assert_eq!(rows[0].because, "same full name, and in common: senator");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Merge {
    by_name: BTreeMap<(&'static str, String), Vec<Member>>,
    nameless: Vec<Member>,
}

impl Merge {
    /// Adds the speakers of a document.
    pub fn add(&mut self, number: u64, document: &Document, appearance: &Appearance<'_>) {
        let mut quotations = vec![0; document.speakers().len()];
        for speaker in document.quotations().filter_map(|quotation| quotation.speaker()) {
            quotations.get_mut(speaker.index()).into_iter().for_each(|count| *count += 1);
        }
        for (speaker, quotations) in document.speakers().zip(quotations) {
            let member = Member { document: number, quotations, ..member(speaker, appearance) };
            match key(speaker) {
                Some(key) => self.by_name.entry(key).or_default().push(member),
                None => self.nameless.push(member),
            }
        }
    }

    /// The table: one row a speaker, the most quoted first.
    #[must_use]
    pub fn rows(self) -> Vec<MergedSpeaker> {
        let nameless = self.nameless.into_iter().map(|member| row(vec![member], "no name to merge by".to_owned()));
        let mut rows: Vec<MergedSpeaker> = nameless.collect();
        for members in self.by_name.into_values() {
            rows.extend(rows_of_name(members));
        }
        let place = |row: &MergedSpeaker| row.members.first().map(|member| (member.document, member.speaker));
        rows.sort_by(|a, b| {
            let counts = b.quotations.cmp(&a.quotations);
            counts.then_with(|| a.name.cmp(&b.name)).then_with(|| place(a).cmp(&place(b)))
        });
        rows
    }
}

#[cfg(feature = "serde")]
impl Merge {
    /// The rows as JSON, an array of objects.
    #[must_use]
    pub fn to_json(self) -> String {
        let rows: Vec<String> = self.rows().iter().map(MergedSpeaker::to_json).collect();
        format!("[{}]", rows.join(","))
    }
}

#[cfg(feature = "serde")]
impl MergedSpeaker {
    /// The row as one line of JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let documents = self.members.iter().map(|member| {
            serde_json::json!({
                "document": member.document, "id": member.id, "speaker": member.speaker, "quotations": member.quotations,
                "mentions": member.mentions,
            })
        });
        let row = serde_json::json!({
            "name": self.name, "titles": self.titles, "category": self.category, "anonymous": self.anonymous,
            "affiliations": self.affiliations, "pronouns": self.pronouns, "quotations": self.quotations,
            "mentions": self.mentions, "first": self.first, "last": self.last, "outlets": self.outlets,
            "because": self.because, "documents": documents.collect::<Vec<_>>(),
        });
        row.to_string()
    }
}

fn member(speaker: Speaker<'_>, appearance: &Appearance<'_>) -> Member {
    Member {
        id: speaker.document().id().map(str::to_owned),
        speaker: speaker.index(),
        mentions: speaker.mentions().len(),
        name: speaker.name().to_owned(),
        titles: speaker.titles().to_vec(),
        category: speaker.category(),
        anonymous: speaker.anonymous(),
        affiliation: speaker.affiliation().map(str::to_owned),
        pronouns: speaker.pronouns().to_vec(),
        date: appearance.date.filter(|date| is_iso(date)).map(str::to_owned),
        outlet: appearance.outlet.map(str::to_owned),
        ..Member::default()
    }
}

/// Whether a date begins with year, month and day.
fn is_iso(date: &str) -> bool {
    let shape = date.bytes().take(10).map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    shape.eq(*b"0000-00-00")
}

/// What speakers must have in common to be compared; none where there is no name.
fn key(speaker: Speaker<'_>) -> Option<(&'static str, String)> {
    let category = speaker.category();
    let merges = matches!(category, Category::Person | Category::Organization);
    (merges && !speaker.anonymous() && is_name(speaker.name())).then(|| (category.as_str(), plain(speaker.name())))
}

/// A name in lower case, words and nothing else, without article.
fn plain(name: &str) -> String {
    let lower = name.nfkc().collect::<String>().to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.skip_while(|word| *word == "the").collect::<Vec<_>>().join(" ")
}

/// The rows of members that share a name.
fn rows_of_name(mut members: Vec<Member>) -> Vec<MergedSpeaker> {
    members.sort_by_key(|member| (member.document, member.speaker));
    if members.iter().any(|member| member.category == Category::Organization) {
        return vec![row(members, "same name of an organization".to_owned())];
    }
    let full = members.iter().any(|member| plain(&member.name).contains(' '));
    let (titled, bare): (Vec<Member>, Vec<Member>) = members.into_iter().partition(|member| !signs(member).is_empty());
    let mut clusters: Vec<Cluster> = linked(titled).into_iter().flat_map(by_pronoun).collect();
    match (full, clusters.as_mut_slice()) {
        (false, _) => clusters.extend(bare.into_iter().map(|member| Cluster { members: vec![member], shared: None })),
        (true, [only]) if !mixed(bare.iter().chain(&only.members)) => {
            only.members.extend(bare);
            only.members.sort_by_key(|member| (member.document, member.speaker));
        }
        (true, []) => clusters.extend(by_pronoun(Cluster { members: bare, shared: None })),
        (true, _) => {
            clusters.extend(Some(Cluster { members: bare, shared: None }).filter(|own| !own.members.is_empty()))
        }
    }
    let rows = clusters.len();
    clusters.into_iter().map(|cluster| cluster.row(full, rows - 1)).collect()
}

/// Members that are one.
#[derive(Debug, Default)]
struct Cluster {
    members: Vec<Member>,
    /// A noun or affiliation that some of them share.
    shared: Option<String>,
}

impl Cluster {
    fn row(self, full: bool, others: usize) -> MergedSpeaker {
        let name = if full { "same full name" } else { "same name" };
        let mut because = match (&self.shared, self.members.len()) {
            (_, 1) => "in one document".to_owned(),
            (Some(shared), _) => format!("{name}, and in common: {shared}"),
            (None, _) => format!("{name}; no title or pronoun speaks against it"),
        };
        if others > 0 {
            because.push_str(&format!(
                "; kept apart from {others} of this name, whose title or pronoun differs or is not told"
            ));
        }
        row(self.members, because)
    }
}

/// What can show that two of one name are one: nouns of titles, and the affiliation.
fn signs(member: &Member) -> Vec<String> {
    let nouns = member.titles.iter().flat_map(|title| role_words(title));
    nouns.chain(member.affiliation.as_deref().map(plain)).collect()
}

/// Members that share a sign, directly or through others.
fn linked(members: Vec<Member>) -> Vec<Cluster> {
    let mut root: Vec<usize> = (0..members.len()).collect();
    let mut first: FxHashMap<String, usize> = FxHashMap::default();
    let mut shared: FxHashMap<usize, String> = FxHashMap::default();
    for (at, member) in members.iter().enumerate() {
        for sign in signs(member) {
            let earlier = *first.entry(sign.clone()).or_insert(at);
            let (one, other) = (find(&root, earlier), find(&root, at));
            let (low, high) = (one.min(other), one.max(other));
            root.get_mut(high).into_iter().for_each(|slot| *slot = low);
            if earlier != at {
                shared.entry(low).or_insert(sign);
            }
        }
    }
    let mut clusters: BTreeMap<usize, Cluster> = BTreeMap::new();
    for (at, member) in members.into_iter().enumerate() {
        let cluster = clusters.entry(find(&root, at)).or_default();
        cluster.members.push(member);
        cluster.shared = cluster.shared.take().or_else(|| shared.get(&find(&root, at)).cloned());
    }
    clusters.into_values().collect()
}

fn find(root: &[usize], at: usize) -> usize {
    let mut at = at;
    while let Some(up) = root.get(at).filter(|up| **up != at) {
        at = *up;
    }
    at
}

/// `he` or `she`, if one of them is used and not the other.
fn gender(member: &Member) -> Option<&str> {
    let told = |pronoun: &&String| matches!(pronoun.as_str(), "he" | "she");
    let mut pronouns = member.pronouns.iter().filter(told);
    pronouns.next().map(String::as_str).filter(|_| pronouns.next().is_none())
}

/// Whether some are `he` and others `she`.
fn mixed<'m>(members: impl Iterator<Item = &'m Member>) -> bool {
    let mut genders = members.filter_map(gender);
    let first = genders.next();
    genders.any(|gender| Some(gender) != first)
}

/// The cluster itself, or apart by pronoun where `he` and `she` meet.
fn by_pronoun(cluster: Cluster) -> Vec<Cluster> {
    if !mixed(cluster.members.iter()) {
        return vec![cluster];
    }
    let mut parts: BTreeMap<Option<String>, Vec<Member>> = BTreeMap::new();
    for member in cluster.members {
        parts.entry(gender(&member).map(str::to_owned)).or_default().push(member);
    }
    parts.into_values().map(|members| Cluster { members, shared: cluster.shared.clone() }).collect()
}

fn row(members: Vec<Member>, because: String) -> MergedSpeaker {
    let Some(head) = members.first() else {
        return MergedSpeaker::default();
    };
    let dates = || members.iter().filter_map(|member| member.date.as_ref());
    MergedSpeaker {
        name: head.name.clone(),
        titles: once(members.iter().flat_map(|member| &member.titles)),
        category: head.category,
        anonymous: head.anonymous,
        affiliations: once(members.iter().filter_map(|member| member.affiliation.as_ref())),
        pronouns: once(members.iter().flat_map(|member| &member.pronouns)),
        quotations: members.iter().map(|member| member.quotations).sum(),
        mentions: members.iter().map(|member| member.mentions).sum(),
        first: dates().min().cloned(),
        last: dates().max().cloned(),
        outlets: once(members.iter().filter_map(|member| member.outlet.as_ref())),
        because,
        members,
    }
}

/// Each value once, in order of the first.
fn once<'v>(values: impl Iterator<Item = &'v String>) -> Vec<String> {
    let mut seen = rustc_hash::FxHashSet::default();
    values.filter(|value| seen.insert(*value)).cloned().collect()
}
