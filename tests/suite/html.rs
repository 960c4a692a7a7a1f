//! The article in HTML: everything escaped, every letter there, marks split where they overlap.

use proptest::prelude::*;
use pullquote::Pipeline;

/// What a browser shows of the article's text: the markup and the names of speakers taken out.
fn shown(html: &str) -> String {
    let start = html.find("<div class=\"pullquote-text\">").unwrap();
    let body = &html[start..html.find("</div>").unwrap()];
    let mut shown = String::new();
    let mut speaker = false;
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        speaker = tag.contains("pullquote-speaker");
        if !speaker {
            shown.push_str(text);
        }
    }
    assert!(!speaker || !shown.is_empty());
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.into_iter().fold(shown, |text, (entity, letter)| text.replace(entity, letter))
}

proptest! {
    #[test]
    fn the_text_is_all_there(text in "[a-z <>&'\"“”;\n\u{301}é]{0,80}") {
        let document = Pipeline::new().run(&text).with_id("<i>");
        prop_assert_eq!(shown(&document.to_html()), text);
        let page = document.to_html_page();
        prop_assert!(page.contains("<title>&lt;i&gt;</title>") && !page.contains("<script") && !page.contains("<i>"));
    }
}

#[cfg(feature = "serde")]
#[test]
fn overlapping_marks_are_split_and_speakers_named() {
    let json = r#"{"schema": "pullquote/1", "text": "“I <b> said ‘no’,” she told us.", "quotations": [
        {"content": [[0, 18]], "cue": [23, 27], "source": [19, 22], "addressee": [28, 30], "kind": "direct", "speaker": 0},
        {"content": [[12, 16]], "cue": [7, 11], "source": [1, 2], "kind": "direct", "parent": 0, "speaker": 0}],
        "speakers": [{"name": "Ann <b>", "titles": ["chair"], "category": "person"}]}"#;
    let document = pullquote::Document::from_json(json).unwrap();
    let html = document.to_html();
    assert_eq!(shown(&html), document.text());
    assert_eq!(html.matches("<span class=\"pullquote-speaker\">Ann &lt;b&gt;</span>").count(), 2);
    assert!(html.contains("<span class=\"pullquote-content pullquote-cue\" title=\"Ann &lt;b&gt; · chair · direct assertion\">said</span>"), "{html}");
    assert!(html.contains("<span class=\"pullquote-addressee\""));
}
