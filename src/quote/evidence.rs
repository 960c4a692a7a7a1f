//! What decided a quotation.

use super::QuotationRecord;
use crate::Span;
use crate::names::named;

/// What made a quotation, or moved its edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The model labels its cue.
    Labels,
    /// The model's labels pass its cue over, and a second look at it finds the parts.
    SecondLook,
    /// It was found inside the content of its parent.
    Inside,
    /// Whoever speaks says `I` or `we` with a verb of thought or speech.
    Voice,
    /// A name and a colon open the paragraph.
    Turn,
    /// A paragraph that ends in a colon leads to marks.
    Introduced,
    /// A source, a verb and a colon stand before marks.
    Announced,
    /// The phrase `in the words of` stands before marks.
    InWords,
    /// A passive says what people hold without saying who.
    Passive,
    /// A source, a verb in the past and `that` open the sentence.
    That,
    /// A dash and a name follow marks.
    Signed,
    /// A verb and a source stand beside marks.
    Beside,
    /// A headline ends in a verb and a source.
    Headline,
    /// Marks hold a sentence that nothing announces.
    Bare,
    /// A second verb shares the source.
    SecondVerb,
    /// The list of cues has its cue.
    Listed,
    /// The list of phrases has its cue with what follows it.
    Phrase,
    /// Marks stand around all of its content.
    Marked,
    /// Marks stand around a part of its content.
    PartlyMarked,
    /// More marks in the paragraph belong to it.
    MoreMarks,
    /// The speech goes on in the next paragraph.
    Carried,
    /// The dateline was left out.
    Dateline,
    /// A clause about the source was left out.
    Clause,
    /// A bracket ends the source.
    Bracket,
    /// The source took in the marks around its words.
    SourceMarks,
    /// The cue took in a verb before its colon.
    Verb,
    /// The cue took in its auxiliary, or `as` before `saying`.
    Auxiliary,
    /// Speech at the end of the source went to the content.
    SpeechFreed,
    /// The cue took in the medium after it.
    Medium,
    /// Where or when it was said was left out of the cue.
    Occasion,
    /// The content took in the rest of a compound.
    Compound,
    /// The content took in its marks.
    MarksTaken,
    /// The infinitive behind the cue went to the content.
    Infinitive,
    /// Who is to do it went to the content.
    Object,
    /// Whom the source quotes went to the content.
    Quoted,
    /// The one who is told was left out.
    Hearer,
    /// The main clause was left out.
    MainClause,
    /// The content took in the rest of a clause that the attribution parts.
    Rest,
    /// The content took in the subject of a passive.
    Subject,
    /// The source is whom a passive names, and no more.
    Agent,
    /// A verb like `urging`, who is to do something and `to` follow a subject.
    Urging,
    /// What the article tells between speech was left out.
    Narrative,
    /// The content ends before a clause with a cue of its own.
    NextClause,
    /// Words went to a surer quotation.
    Surer,
}

named!(Reason {
    Labels = "the model labels the cue",
    SecondLook = "a second look at a likely cue finds the parts",
    Inside = "found inside another content",
    Voice = "whoever speaks says “I” or “we” with a verb of thought or speech",
    Turn = "a name and a colon open the paragraph",
    Introduced = "a paragraph that ends in a colon leads to marks",
    Announced = "a source, a verb and a colon stand before marks",
    InWords = "“in the words of” stands before marks",
    Passive = "a passive says what people hold without saying who",
    That = "a source, a verb in the past and “that” open the sentence",
    Signed = "a dash and a name follow marks",
    Beside = "a verb and a source stand beside marks",
    Headline = "the headline ends in a verb and a source",
    Bare = "marks hold a sentence that nothing announces",
    SecondVerb = "a second verb shares the source",
    Listed = "the cue is in the list of cues",
    Phrase = "the cue and what follows are in the list of phrases",
    Marked = "marks stand around all of the content",
    PartlyMarked = "marks stand around a part of the content",
    MoreMarks = "more marks in the paragraph belong to it",
    Carried = "the speech goes on in the next paragraph",
    Dateline = "the dateline was left out",
    Clause = "a clause about the source was left out",
    Bracket = "a bracket ends the source",
    SourceMarks = "the source took in the marks around its words",
    Verb = "the cue took in a verb before its colon",
    Auxiliary = "the cue took in the word before it",
    SpeechFreed = "speech at the end of the source went to the content",
    Medium = "the cue took in the medium after it",
    Occasion = "where or when it was said was left out of the cue",
    Compound = "the content took in the rest of a compound",
    MarksTaken = "the content took in its marks",
    Infinitive = "the infinitive behind the cue went to the content",
    Object = "who is to do it went to the content",
    Quoted = "whom the source quotes went to the content",
    Hearer = "the one who is told was left out",
    MainClause = "the main clause was left out",
    Rest = "the content took in the rest of a clause that the attribution parts",
    Subject = "the content took in the subject of a passive",
    Agent = "the source is whom the passive names",
    Urging = "a subject, a verb like “urging”, who is to do it and “to” follow one another",
    Narrative = "what the article tells between speech was left out",
    NextClause = "the content ends before a clause with its own cue",
    Surer = "words went to a surer quotation",
});

impl QuotationRecord {
    /// Notes what decided this quotation.
    pub(super) fn note(&mut self, reason: Reason) {
        if !self.evidence.contains(&reason) {
            self.evidence.push(reason);
        }
    }

    /// Applies a rule, and notes it if it moved an edge.
    pub(super) fn mend(&mut self, reason: Reason, rule: impl FnOnce(&mut Self)) {
        let before = self.edges();
        rule(self);
        if self.edges() != before {
            self.note(reason);
        }
    }

    /// A number for where all contents begin and end, the cue, and the source.
    fn edges(&self) -> (u64, Option<Span>, Option<Span>) {
        let next = |sum: u64, at: u32| sum.wrapping_mul(0x0100_0000_01b3) ^ u64::from(at);
        let contents = self.content.iter().fold(0, |sum, span| next(next(sum, span.start), span.end));
        (contents, self.cue, self.source)
    }
}
