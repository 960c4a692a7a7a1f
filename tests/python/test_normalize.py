"""Normalization: the shared cases, the way back, and what a second run finds."""

import json
import re
from pathlib import Path

import pullquote
import pytest
from hypothesis import given
from hypothesis import strategies as st

FOLDER = Path(__file__).parents[1] / "cases"


def shared_cases():
    """Name, options, raw, text and pairs of stretches of each shared case that rules about characters can decide."""
    cases = json.loads((FOLDER / "normalization.json").read_text(encoding="utf-8"))["cases"]
    for case in cases:
        if "needs" not in case:
            options = {"steps": case["steps"], **case.get("options", {})}
            pairs = [(tuple(pair["orig"]), tuple(pair["norm"])) for pair in case.get("align", [])]
            yield pytest.param(options, case["input"], case["expected"], pairs, id=case["id"])


def written_cases():
    """The same of the cases that `cases/normalization/README.md` tells how to write."""
    for path in sorted((FOLDER / "normalization").glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            name, steps, raw, *rest = block.split("\n")
            raw, raw_spans = unmarked(raw.removeprefix("raw: "))
            text, spans = (raw, raw_spans) if rest[0] == "same" else unmarked(rest[0].removeprefix("text: "))
            yield pytest.param(options(steps), raw, text, zip(raw_spans, spans, strict=True), id=f"{path.stem}: {name}")


def options(line):
    if line.startswith("profile: "):
        return {"profile": line.removeprefix("profile: ")}
    items = line.split(", ")
    settings = dict(item.split("=") for item in items if "=" in item)
    return {"steps": [item for item in items if "=" not in item], **settings}


ESCAPE = re.compile(r"\\u\{(\w+)\}|\\(.)|([{}])")


def unmarked(written):
    """The text, and the stretches of it that stand in braces."""
    text, at, bounds = "", 0, []
    for found in ESCAPE.finditer(written):
        text += written[at : found.start()]
        at = found.end()
        code, char, brace = found.groups()
        if brace:
            bounds.append(len(text))
        else:
            text += chr(int(code, 16)) if code else {"n": "\n", "t": "\t", "r": "\r"}.get(char, char)
    return text + written[at:], list(zip(bounds[::2], bounds[1::2], strict=True))


raws = st.lists(
    st.sampled_from(["&quot;", "â€œ", "a", " ", "\r\n", "\x00", "\u200b", "e\u0301", "ﬁ", "“", "🙂", "\ud800", "&am"])
    | st.text(max_size=3)
).map("".join)


@pytest.mark.parametrize(("options", "raw", "text", "pairs"), [*shared_cases(), *written_cases()])
def test_the_steps_of_a_case_give_what_it_expects(options, raw, text, pairs):
    normalized = pullquote.normalize(raw, **options)
    assert normalized.text == text
    assert normalized.undo() == raw
    for before, after in pairs:
        there, back = normalized.to_raw(after), normalized.from_raw(before)
        assert ((there.start, there.end), (back.start, back.end)) == (before, after)


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
