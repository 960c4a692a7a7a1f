"""The shared cases: what the Rust suite holds, Python holds."""

import json
import subprocess
import sys

import cases
import pullquote
import pytest

QUOTATIONS = cases.read_quotations()
SEGMENTATION = cases.read_json("segmentation.json")
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


def first(spans):
    return spans[0] if spans else None


def test_the_command_and_the_package_say_the_same(tmp_path):
    articles = tmp_path / "articles.jsonl"
    articles.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(TEXTS)))
    command = [sys.executable, "-m", "pullquote", "quotes", "--format", "jsonl", str(articles)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout.splitlines()
    nlp = pullquote.Pipeline()
    assert [json.loads(line) for line in lines] == [nlp(text, id=str(n)).to_dict() for n, text in enumerate(TEXTS)]
