"""The law: `doc.text[s.start:s.end] == s.text`, whatever the text is made of."""

import json

import pullquote
from hypothesis import given
from hypothesis import strategies as st

PIECES = [
    *("“", "”", "‘", "’", '"', "'", "«", "»", "``", "''", ".", ",", "?", "…", "-", "—", "(", ")", ":", "&amp;", "â€œ"),
    *(" ", "\n", "\r\n", "\n\n", "\r", "\t", "\u2028", "\u00a0", "\u200b", "\x00", "\x1b[31m", "\ufeff"),
    *(
        "said",
        "told",
        "Ana Díaz",
        "Mr. Lee",
        "she",
        "U.S.",
        "don't",
        "3.5%",
        "#tag",
        "@ana",
        "a@b.co",
        "https://x.org/a?b",
    ),
    *("e\u0301", "ﬁ", "Ａ", "🙂", "👩\u200d👧", "🇦🇲", "\ud800", "\udfff", "\U0010ffff", "한국"),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=60).map("".join)


def spans(doc: pullquote.Document):
    for views in (doc.paragraphs, doc.sentences, doc.tokens, doc.marks):
        for view in views:
            yield view.span
    for view in (*doc.sentences, *doc.tokens):
        yield from view.words
    for quotation in doc.quotations:
        yield from (*quotation.content, quotation.cue, quotation.source, quotation.addressee)
    for speaker in doc.speakers:
        yield from speaker.mentions


def flat(value: object):
    """Every [start, end] of a document's dict."""
    if isinstance(value, list) and len(value) == 2 and all(type(item) is int for item in value):
        yield tuple(value)
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from flat(item)


@given(texts)
def test_spans_are_stretches_of_the_callers_text(text):
    doc = pullquote.analyze(text)
    assert doc.text is text
    for span in filter(None, spans(doc)):
        assert 0 <= span.start <= span.end <= len(text)
        assert text[span.start : span.end] == span.text


@given(texts)
def test_code_points_and_bytes_name_the_same_stretches(text):
    doc = pullquote.analyze(text)
    encoded = text.encode("utf-8", "surrogatepass")
    points = [text[start:end] for start, end in flat(doc.to_dict())]
    bytewise = pullquote.Document.from_json(doc.to_json(unit="byte")).to_json(unit="byte")
    assert bytewise == doc.to_json(unit="byte")
    pieces = [encoded[start:end].decode("utf-8", "surrogatepass") for start, end in flat(json.loads(bytewise))]
    assert pieces == points


@given(texts)
def test_tokens_and_gaps_make_up_the_text(text):
    doc = pullquote.analyze(text)
    ends = [0, *(token.end for token in doc.tokens)]
    starts = [*(token.start for token in doc.tokens), len(text)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))


@given(texts)
def test_parts_of_a_quotation_lie_apart(text):
    for quotation in pullquote.analyze(text).quotations:
        taken: set[int] = set()
        for span in (*quotation.content, quotation.cue, quotation.source):
            if span is not None:
                places = set(range(span.start, span.end))
                assert not taken & places
                taken |= places


@given(texts)
def test_json_and_the_document_tell_the_same(text):
    doc = pullquote.analyze(text)
    assert pullquote.Document.from_json(doc.to_json(text=False), text) == doc
