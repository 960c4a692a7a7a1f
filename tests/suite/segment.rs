//! Segmentation: cases that a person can add to, and properties of any text.

use proptest::prelude::*;
use pullquote::Span;
use pullquote::segment::{Newlines, Profile, SegmentOptions, Segments, segment};
use serde_json::Value;

const CASES: &str = include_str!("../cases/segmentation/news.json");

fn texts(text: &str, spans: impl IntoIterator<Item = Span>) -> Vec<&str> {
    spans.into_iter().map(|span| span.of(text)).collect()
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// What is wrong with the sentences or words of a case.
fn fault(case: &Value, options: &SegmentOptions) -> Option<String> {
    let text = case["text"].as_str()?;
    let segments = segment(text, options);
    let sentences = texts(text, segments.sentences.iter().map(|sentence| sentence.span));
    let words = texts(text, segments.words.iter().copied());
    let mut accepted: Vec<_> = case["tokens_also"].as_array().into_iter().flatten().map(strings).collect();
    accepted.extend(case.get("tokens").map(strings));
    let wrong_sentences = case.get("sentences").is_some_and(|expected| strings(expected) != sentences);
    let wrong_words = !accepted.is_empty() && !accepted.contains(&words);
    (wrong_sentences || wrong_words).then(|| format!("{}: {sentences:#?} {words:?}", case["id"]))
}

#[test]
fn cases_hold_in_both_profiles() {
    let cases: Value = serde_json::from_str(CASES).unwrap();
    let all = cases["cases"].as_array().unwrap();
    for profile in [Profile::Ud, Profile::Ptb] {
        let options = SegmentOptions::default().profile(profile);
        let faults: Vec<_> = all.iter().filter_map(|case| fault(case, &options)).collect();
        assert!(faults.is_empty(), "{profile:?}: {}", faults.join("\n"));
    }
}

/// Text with much of what the segmenter looks at.
fn news() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ \\n\\t]{1,3}",
        "[A-Za-z]{1,6}",
        "[.!?,;:'\"()\\[\\]#@$&/*_+<>=-]{1,3}",
        "[0-9]{1,4}",
        "[“”‘’«»—–…\u{301}\u{200D}\u{FE0F}👍🇫🇮é中\u{2028}\u{FEFF}\r]{1,2}",
        Just("U.S. ".to_owned()),
        Just("don't ".to_owned()),
        Just("https://a.co/x".to_owned()),
        Just("a@b.org".to_owned()),
        Just("voters’ ".to_owned()),
        "\\PC{1,3}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn options() -> impl Strategy<Value = SegmentOptions> {
    let profile = prop_oneof![Just(Profile::Ud), Just(Profile::Ptb)];
    let newlines = prop_oneof![Just(Newlines::Auto), Just(Newlines::Paragraph), Just(Newlines::Wrap)];
    (profile, newlines, any::<bool>()).prop_map(|(profile, newlines, whole)| {
        SegmentOptions::default().profile(profile).newlines(newlines).whole_quotations(whole)
    })
}

/// Asserts that spans are in order, apart, not empty, and on character boundaries.
fn in_order(text: &str, spans: impl Iterator<Item = Span>) -> Result<(), TestCaseError> {
    let mut end = 0;
    for span in spans {
        prop_assert!(span.start >= end && !span.is_empty(), "{span:?} after {end}");
        prop_assert!(text.get(span.range()).is_some(), "{span:?} cuts a character");
        end = span.end;
    }
    Ok(())
}

/// Asserts that between the spans there is only white space.
fn nothing_lost(text: &str, spans: impl Iterator<Item = Span>) -> Result<(), TestCaseError> {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}');
    let mut from = 0;
    for span in spans.chain([Span::new(text.len(), text.len())]) {
        let gap = &text[from..span.start as usize];
        prop_assert!(gap.chars().all(blank), "lost {gap:?}");
        from = span.end as usize;
    }
    Ok(())
}

/// Asserts that `inner` begin and end with the `outer` that holds them.
fn nested(outer: Span, inner: &[Span]) -> Result<(), TestCaseError> {
    prop_assert_eq!(inner.first().map(|span| span.start), Some(outer.start));
    prop_assert_eq!(inner.last().map(|span| span.end), Some(outer.end));
    Ok(())
}

fn consistent(text: &str, segments: &Segments) -> Result<(), TestCaseError> {
    let Segments { paragraphs, sentences, tokens, words } = segments;
    let sentence_spans: Vec<Span> = sentences.iter().map(|sentence| sentence.span).collect();
    in_order(text, paragraphs.iter().map(|paragraph| paragraph.span))?;
    in_order(text, sentence_spans.iter().copied())?;
    in_order(text, words.iter().copied())?;
    nothing_lost(text, tokens.iter().map(|token| token.span))?;
    nothing_lost(text, words.iter().copied())?;
    let (mut sentence, mut word) = (0, 0);
    for paragraph in paragraphs {
        prop_assert_eq!(paragraph.sentences.start, sentence);
        sentence = paragraph.sentences.end;
        nested(paragraph.span, &sentence_spans[paragraph.sentences.start as usize..sentence as usize])?;
        prop_assert!(paragraph.dateline.is_none_or(|dateline| paragraph.span.contains(dateline)));
    }
    for record in sentences {
        prop_assert_eq!(record.words.start, word);
        word = record.words.end;
        nested(record.span, &words[record.words.start as usize..word as usize])?;
    }
    for token in tokens {
        nested(token.span, &words[token.words.start as usize..token.words.end as usize])?;
    }
    prop_assert_eq!((sentence as usize, word as usize), (sentences.len(), words.len()));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn parts_are_in_order_and_nothing_is_lost(text in news(), options in options()) {
        consistent(&text, &segment(&text, &options))?;
    }

    #[test]
    fn any_text_is_cut(text in any::<String>()) {
        consistent(&text, &segment(&text, &SegmentOptions::default()))?;
    }
}

/// The paragraph kinds of the marked-up articles: a line `[kind] text` a paragraph.
#[test]
fn paragraphs_have_their_kinds() {
    for case in include_str!("../cases/segmentation/paragraphs.txt").split("\n## ").skip(1) {
        let (name, lines) = case.split_once('\n').unwrap();
        let marked: Vec<(&str, &str)> =
            lines.lines().filter_map(|line| line.strip_prefix('[')?.split_once("] ")).collect();
        let text: Vec<&str> = marked.iter().map(|(_, text)| *text).collect();
        let text = text.join("\n\n");
        let segments = segment(&text, &SegmentOptions::default());
        let kinds: Vec<&str> = segments.paragraphs.iter().map(|paragraph| paragraph.kind.as_str()).collect();
        let expected: Vec<&str> = marked.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, expected, "{name}");
    }
}

#[test]
fn a_dateline_at_the_head_of_a_paragraph_is_a_span() {
    let dateline =
        |text: &'static str| segment(text, &SegmentOptions::default()).paragraphs[0].dateline.map(|span| span.of(text));
    assert_eq!(dateline("WASHINGTON (AP) — The House voted."), Some("WASHINGTON (AP) —"));
    assert_eq!(dateline("KYIV, Ukraine -- Talks began."), Some("KYIV, Ukraine --"));
    assert_eq!(dateline("Lagos (Reuters) - Prices rose."), Some("Lagos (Reuters) -"));
    assert_eq!(dateline("MEXICO CITY, Feb. 8 (UPI) – He said no."), Some("MEXICO CITY, Feb. 8 (UPI) –"));
    assert_eq!(dateline("NATO — the alliance — met."), None);
    assert_eq!(dateline("UPDATE — The vote is over."), None);
    assert_eq!(dateline("The plan — a bold one — failed."), None);
}

/// The words of `text` with the kinds of their tokens, as in the cases.
fn words_with_kinds(text: &str, profile: Profile) -> String {
    let segments = segment(text, &SegmentOptions::default().profile(profile));
    let mut words = Vec::new();
    for token in &segments.tokens {
        let plain = matches!(token.kind.as_str(), "word" | "number" | "punctuation" | "mark");
        let kind = if plain { String::new() } else { format!(" [{}]", token.kind.as_str()) };
        let under = &segments.words[token.words.start as usize..token.words.end as usize];
        words.extend(under.iter().map(|word| format!("{}{kind}", word.of(text))));
    }
    words.join(" | ")
}

#[test]
fn words_come_out_as_in_the_cases() {
    for case in include_str!("../cases/segmentation/tokens.txt").split("\n\n").skip(1) {
        let lines: Vec<&str> = case.trim_matches('\n').lines().collect();
        assert_eq!(words_with_kinds(lines[0], Profile::Ud), lines[1]);
        assert_eq!(words_with_kinds(lines[0], Profile::Ptb), *lines.last().unwrap());
    }
}

/// Cases of one sentence a line.
fn cases_of_lines(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = |case: &'static str| case.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).collect();
    file.split("\n\n").map(lines).filter(|case: &Vec<_>| !case.is_empty())
}

fn sentences_are(case: &[&str], options: &SegmentOptions) {
    let text = case.join(" ");
    let segments = segment(&text, options);
    assert_eq!(texts(&text, segments.sentences.iter().map(|sentence| sentence.span)), case);
}

#[test]
fn sentences_come_out_as_in_the_cases() {
    for case in cases_of_lines(include_str!("../cases/segmentation/sentences.txt")) {
        sentences_are(&case, &SegmentOptions::default());
        sentences_are(&case, &SegmentOptions::default().profile(Profile::Ptb));
    }
}

#[test]
fn quotations_stay_whole_as_in_the_cases() {
    for case in cases_of_lines(include_str!("../cases/segmentation/whole_quotations.txt")) {
        sentences_are(&case, &SegmentOptions::default().whole_quotations(true));
    }
}

#[test]
fn hard_wrapped_text_is_told_from_one_line_a_paragraph() {
    let wrapped = "The storm reached the coast at noon on Monday and cut off two\nvillages, the ministry said, while the \
                   harbour stayed closed\nuntil the evening.\n  Nobody was hurt. Rain will go on until Friday, and a new\n\
                   warning was given.\n";
    let lines = "The storm reached the coast at noon on Monday.\nTwo villages were cut off, the ministry said.\n";
    let count = |text: &str, newlines| segment(text, &SegmentOptions::default().newlines(newlines)).paragraphs.len();
    assert_eq!(count(wrapped, Newlines::Auto), 2);
    assert_eq!(count(wrapped, Newlines::Paragraph), 5);
    assert_eq!(count(lines, Newlines::Auto), 2);
    assert_eq!(count(lines, Newlines::Wrap), 1);
    assert_eq!(count("One\u{2028}Two\u{2029}Three\r\nFour\r\n\r\n", Newlines::Auto), 4);
}
