"""Normalization: the shared cases, the way back, and what a second run finds."""

import json
from pathlib import Path

import pullquote
import pytest
from hypothesis import given
from hypothesis import strategies as st

CASES = json.loads((Path(__file__).parents[1] / "cases" / "normalization.json").read_text(encoding="utf-8"))["cases"]
# Not to be decided by rules about characters.
PLAIN = [case for case in CASES if "needs" not in case]

raws = st.lists(
    st.sampled_from(["&quot;", "â€œ", "a", " ", "\r\n", "\x00", "\u200b", "e\u0301", "ﬁ", "“", "🙂", "\ud800", "&am"])
    | st.text(max_size=3)
).map("".join)


@pytest.mark.parametrize("case", PLAIN, ids=lambda case: case["id"])
def test_the_steps_of_a_case_give_what_it_expects(case):
    options = {"steps": case["steps"], **case.get("options", {})}
    normalized = pullquote.normalize(case["input"], **options)
    assert normalized.text == case["expected"]
    for pair in case.get("align", []):
        assert normalized.to_raw(tuple(pair["norm"])).text == pair["orig_text"]
        assert normalized.from_raw(tuple(pair["orig"])).text == pair["norm_text"]
    if case.get("idempotent", True):
        assert not pullquote.normalize(case["expected"], **options).edits


@given(raws, st.sampled_from(["analysis", "clean", "search"]))
def test_the_raw_text_comes_back_from_the_edits(raw, profile):
    normalized = pullquote.normalize(raw, profile=profile)
    assert normalized.raw is raw
    pieces, at = [], 0
    for edit in normalized.edits:
        assert raw[edit.raw.start : edit.raw.end] == edit.raw.text
        pieces += [normalized.text[at : edit.new.start], edit.raw.text]
        at = edit.new.end
    assert "".join([*pieces, normalized.text[at:]]) == raw == normalized.undo()


@given(raws, st.data())
def test_spans_go_both_ways(raw, data):
    normalized = pullquote.normalize(raw)
    start = data.draw(st.integers(0, len(normalized.text)))
    end = data.draw(st.integers(start, len(normalized.text)))
    there = normalized.to_raw((start, end))
    assert raw[there.start : there.end] == there.text
    back = normalized.from_raw(there)
    assert normalized.text[back.start : back.end] == back.text
    assert back.start <= start <= end <= back.end or there.start == there.end


@pytest.mark.parametrize("span", [(0, 5), (3, 2), (-1, 2), (0,), "ab", None])
def test_a_span_that_does_not_fit_is_refused(span):
    with pytest.raises((ValueError, TypeError, OverflowError)):
        pullquote.normalize("four").to_raw(span)


def test_names_that_are_not_there_are_refused_with_those_that_are():
    with pytest.raises(ValueError, match="profile: unknown variant `x`, expected one of `analysis`"):
        pullquote.normalize("", profile="x")
    with pytest.raises(ValueError, match="steps: unknown variant `shout`"):
        pullquote.normalize("", steps=["nfc", "shout"])
    with pytest.raises(ValueError, match="quotes: unknown variant"):
        pullquote.normalize("", quotes="french")


def test_what_is_no_text_is_reported_where_it_stands():
    raw = b"caf\xe9 &amp; \xe2\x80bar".decode("utf-8", "surrogateescape")
    normalized = pullquote.normalize(raw)
    assert normalized.text == "caf\ufffd & \ufffd\ufffdbar"
    assert normalized.counts == {"utf8": 3, "html_entities": 1}
    assert [edit.raw.start for edit in normalized.edits] == [3, 5, 11, 12]
    assert normalized.to_raw((9, 12)).text == "bar"
    assert normalized.undo() == raw


def test_repr_shows_text_and_edits():
    normalized = pullquote.normalize("&quot;No&quot;")
    assert repr(normalized) == "Normalized('\"No\"', edits=2)"
    assert repr(normalized.edits[0]) == "Edit('&quot;' -> '\"', steps=('html_entities',))"
