"""The shared cases: what the Rust suite holds, Python holds."""

import json
import re
import subprocess
import sys

import cases
import pullquote
import pytest

QUOTATIONS = cases.read_quotations()
SEGMENTATION = cases.read_json("segmentation/news.json")
TEXTS = [case.text for case in QUOTATIONS] + [case["text"] for case in SEGMENTATION]


@pytest.mark.parametrize("case", SEGMENTATION, ids=lambda case: case["id"])
def test_sentences_and_tokens_are_those_of_the_case(case):
    doc = pullquote.segment(case["text"])
    assert [sentence.text for sentence in doc.sentences] == case["sentences"]
    if "tokens" in case:
        words = [word.text for token in doc.tokens for word in token.words]
        assert words in [case["tokens"], *case.get("tokens_also", [])]


@pytest.mark.parametrize("case", QUOTATIONS, ids=lambda case: case.name)
def test_gold_annotation_becomes_a_document(case):
    gold = {
        "schema": "pullquote/1",
        "text": case.text,
        "quotations": [
            {
                "content": sorted(quotation.content),
                "cue": first(quotation.cue),
                "kind": quotation.kind,
                "act": quotation.act,
            }
            for quotation in case.quotations
        ],
    }
    doc = pullquote.Document.from_json(json.dumps(gold))
    for quotation, expected in zip(doc.quotations, case.quotations, strict=True):
        assert [(span.start, span.end) for span in quotation.content] == sorted(expected.content)
        assert quotation.text == " ".join(case.text[start:end] for start, end in sorted(expected.content))


KNOWN = cases.known_failures()


@pytest.mark.parametrize("case", [case for case in QUOTATIONS if case.name not in KNOWN], ids=lambda case: case.name)
def test_quotations_are_those_of_the_case(case):
    doc = pullquote.analyze(case.text)
    found = sorted(map(told, doc.quotations), key=str)
    assert found == sorted((expected(quotation, case.text) for quotation in case.quotations), key=str)
    uses = {(mark.start, mark.end): mark.use for mark in doc.marks}
    assert all(uses.get(span) == use for span, use in case.marks)


def told(quotation):
    return {
        "content": [span.text for span in quotation.content],
        "cue": quotation.cue and quotation.cue.text,
        "source": quotation.source and quotation.source.text.rstrip(","),
        "addressee": quotation.addressee and quotation.addressee.text,
        "kind": quotation.kind,
        "act": quotation.act,
        "speaker": plain(quotation.speaker and quotation.speaker.name),
        "inherited": quotation.inherited,
        "nested": quotation.parent is not None,
    }


def expected(quotation, text):
    def words(spans):
        return text[slice(*spans[0])] if spans else None

    source = words(quotation.source)
    return {
        "content": [text[start:end] for start, end in sorted(quotation.content)],
        "cue": words(quotation.cue),
        "source": source and source.rstrip(","),
        "addressee": words(quotation.addressee),
        "kind": quotation.kind,
        "act": quotation.act,
        "speaker": plain(quotation.speaker),
        "inherited": "inherited" in quotation.flags,
        "nested": "nested" in quotation.flags,
    }


def plain(name):
    """A name as far as names are compared: no article, no possessive, letters and digits only."""
    name = (name or "none").lower().replace("’s", "").replace("'s", "")
    return re.sub(r"[^\w]+", " ", re.sub(r"^(the|a|an) ", "", name)).strip()


def first(spans):
    return spans[0] if spans else None


def test_the_command_and_the_package_say_the_same(tmp_path):
    articles = tmp_path / "articles.jsonl"
    articles.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(TEXTS)))
    command = [sys.executable, "-m", "pullquote", "quotes", "--format", "jsonl", str(articles)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout.splitlines()
    nlp = pullquote.Pipeline()
    assert [json.loads(line) for line in lines] == [nlp(text, id=str(n)).to_dict() for n, text in enumerate(TEXTS)]
