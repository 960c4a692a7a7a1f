"""How text is cut: the shared cases of sentences, the options, and spans as one buffer."""

import sys

import cases
import pullquote
import pytest
from hypothesis import given
from test_offsets import texts

WHOLE = {"whole_quotations": True}
LINES = [(case, {}) for case in cases.read_lines("segmentation/sentences.txt")]
LINES += [(case, WHOLE) for case in cases.read_lines("segmentation/whole_quotations.txt")]


def sentences(text, **options):
    return [sentence.text for sentence in pullquote.segment(text, **options).sentences]


def test_sentences_are_those_of_the_cases():
    wrong = [case for case, options in LINES if sentences(" ".join(case), **options) != case]
    assert not wrong


@pytest.mark.parametrize(("newlines", "count"), [("auto", 2), ("paragraph", 2), ("wrap", 1)])
def test_a_line_break_means_what_is_said(newlines, count):
    text = "The storm reached the coast at noon on Monday.\nTwo villages were cut off, the ministry said."
    assert len(pullquote.segment(text, newlines=newlines).paragraphs) == count


def test_words_follow_the_profile():
    def words(profile):
        return [word.text for token in pullquote.segment("A 3-2 win", profile=profile).tokens for word in token.words]

    assert (words("ud"), words("ptb")) == (["A", "3", "-", "2", "win"], ["A", "3-2", "win"])


def test_own_abbreviations_end_no_sentence():
    assert sentences("Held in Zimr. Hall.") == ["Held in Zimr.", "Hall."]
    assert sentences("Held in Zimr. Hall.", abbreviations=["Zimr."]) == ["Held in Zimr. Hall."]


@pytest.mark.parametrize("option", [{"newlines": "x"}, {"profile": "x"}])
def test_an_unknown_value_is_refused_with_those_there_are(option):
    with pytest.raises(ValueError, match="unknown variant `x`, expected"):
        pullquote.segment("So.", **option)


@given(texts)
def test_buffers_hold_the_spans_of_the_elements(text):
    doc = pullquote.analyze(text)
    words = [word for token in doc.tokens for word in token.words]
    for of in ("paragraphs", "sentences", "tokens", "marks"):
        assert list(doc.spans(of)) == flat(getattr(doc, of))
    assert list(doc.spans("words")) == flat(words)


def flat(spans):
    return [offset for span in spans for offset in (span.start, span.end)]


def test_a_buffer_is_one_object():
    spans = pullquote.segment("It rained. It poured.").spans("sentences")
    assert (spans.format, spans.readonly, list(spans[::2])) == ("I", True, [0, 11])
    many = pullquote.segment("It rained. " * 1000).spans("words")
    assert sys.getsizeof(many) == sys.getsizeof(spans)
