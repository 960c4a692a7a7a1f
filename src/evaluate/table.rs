//! Figures for people and for programs.

use std::fmt;

use super::count::{Counts, Share};
use super::measure::Evaluation;

impl Evaluation {
    fn counts(&self) -> [(&'static str, Counts); 6] {
        [
            ("found", self.found),
            ("linked", self.linked),
            ("source", self.source_exact),
            ("cue", self.cue_exact),
            ("content", self.content_exact),
            ("whole", self.whole),
        ]
    }

    fn of_found(&self) -> [(&'static str, Share); 11] {
        [
            ("content", self.content),
            ("cue", self.cue),
            ("source", self.source),
            ("kind", self.kind),
            ("act", self.act),
            ("speaker", self.speaker),
            ("category", self.category),
            ("anonymous", self.anonymous),
            ("addressee", self.addressee),
            ("inherited", self.inherited),
            ("nested", self.nested),
        ]
    }

    fn of_marks(&self) -> [(&'static str, Share); 2] {
        [("kept out", self.kept_out), ("use", self.r#use)]
    }

    /// The figures as JSON: counts, and shares from 0 to 1.
    #[cfg(feature = "serde")]
    #[must_use]
    pub fn to_json(&self) -> String {
        let counts = self.counts().map(|(name, c)| {
            let figures = serde_json::json!({
                "right": c.right, "predicted": c.predicted, "gold": c.gold,
                "precision": c.precision(), "recall": c.recall(), "f1": c.f1(),
            });
            (name.to_owned(), figures)
        });
        let share = |(name, share): (&str, Share)| {
            let figures = serde_json::json!({"right": share.right, "of": share.of, "share": share.value()});
            (name.replace(' ', "_"), figures)
        };
        let mut object = serde_json::Map::from_iter(counts);
        object.extend([share(("documents", self.documents))]);
        object.insert("of_found".into(), serde_json::Map::from_iter(self.of_found().map(share)).into());
        object.insert("of_marks".into(), serde_json::Map::from_iter(self.of_marks().map(share)).into());
        serde_json::Value::from(object).to_string()
    }
}

impl fmt::Display for Evaluation {
    /// A table, in per cent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Share { right, of } = self.documents;
        writeln!(f, "documents {of}, all right {right} ({:.1} %)\n", percent(self.documents))?;
        writeln!(
            f,
            "{:12}{:>10}{:>8}{:>8}{:>8}{:>11}",
            "quotations", "precision", "recall", "F1", "gold", "predicted"
        )?;
        for (name, c) in self.counts() {
            let (p, r, f1) = (100.0 * c.precision(), 100.0 * c.recall(), 100.0 * c.f1());
            writeln!(f, "  {name:10}{p:10.1}{r:8.1}{f1:8.1}{:8}{:11}", c.gold, c.predicted)?;
        }
        write_shares(f, "of those found, right", &self.of_found())?;
        write_shares(f, "marks that are not speech", &self.of_marks())
    }
}

fn write_shares(f: &mut fmt::Formatter<'_>, title: &str, shares: &[(&str, Share)]) -> fmt::Result {
    writeln!(f, "\n{title}")?;
    for (name, share) in shares.iter().filter(|(_, share)| share.of > 0) {
        writeln!(f, "  {name:10}{:10.1}{:>14}", percent(*share), format!("of {}", share.of))?;
    }
    Ok(())
}

fn percent(share: Share) -> f64 {
    100.0 * share.value()
}
