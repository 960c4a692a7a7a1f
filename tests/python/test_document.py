"""Documents and their views, on a document that people marked."""

import json
import pickle

import pullquote
import pytest

TEXT = "“No,” Ana Díaz said 🙂. She “may” sue, a\u0301 \ud800 friend\x00 said.\r\nThe end."


def span(part: str, start: int = 0) -> list[int]:
    at = TEXT.index(part, start)
    return [at, at + len(part)]


GOLD = {
    "schema": "pullquote/1",
    "id": "gold",
    "text": TEXT.replace("\ud800", "\ufffd"),
    "paragraphs": [{"span": [0, len(TEXT) - 10], "kind": "body"}, {"span": span("The end."), "kind": "prompt"}],
    "sentences": [span("“No,” Ana Díaz said 🙂."), [span("She")[0], len(TEXT) - 10], span("The end.")],
    "tokens": [span("“"), span("No")],
    "marks": [
        {"span": span("“No,”"), "use": "speech", "closed": True},
        {"span": span("“may”"), "use": "term", "closed": True},
    ],
    "quotations": [
        {
            "content": [span("“No,”")],
            "cue": span("said"),
            "source": span("Ana Díaz"),
            "kind": "direct",
            "act": "assertion",
            "speaker": 0,
            "score": 0.97,
            "evidence": ["the model labels the cue"],
        },
        {
            "content": [span("She “may” sue"), span("friend\x00")],
            "cue": span("said", 30),
            "kind": "mixed",
            "act": "belief",
            "score": 0.5,
            "inherited": True,
            "speaker": 0,
        },
        {"content": [span("sue")], "kind": "indirect", "act": "fact", "score": 0.25, "parent": 1},
    ],
    "speakers": [
        {
            "name": "Ana Díaz",
            "titles": ["Dr."],
            "affiliation": "the city",
            "pronouns": ["she"],
            "terms": [span("sue")],
            "category": "person",
            "anonymous": False,
            "mentions": [span("Ana Díaz"), span("She")],
            "evidence": [
                {"rule": "name", "because": "Ana Díaz: named here"},
                {"rule": "pronoun", "antecedent": span("Ana Díaz"), "because": "She → Ana Díaz"},
            ],
        }
    ],
}


@pytest.fixture(scope="module")
def doc() -> pullquote.Document:
    return pullquote.Document.from_json(json.dumps(GOLD), TEXT)


def test_attributes_are_those_of_the_gold(doc):
    first, second, third = doc.quotations
    assert first.text == "“No,”"
    assert (first.source.text, first.cue.text, first.addressee) == ("Ana Díaz", "said", None)
    assert (first.kind, first.act, first.score, first.inherited) == ("direct", "assertion", 0.97, False)
    assert (first.evidence, second.evidence) == (("the model labels the cue",), ())
    assert [piece.text for piece in second.content] == ["She “may” sue", "friend\x00"]
    assert second.text == "She “may” sue friend\x00"
    assert (second.inherited, second.source, second.parent) == (True, None, None)
    assert (third.parent, third.speaker) == (second, None)
    assert [mark.use for mark in doc.marks] == ["speech", "term"]
    assert [paragraph.kind for paragraph in doc.paragraphs] == ["body", "prompt"]
    assert [sentence.text for sentence in doc.paragraphs[1].sentences] == ["The end."]


def test_a_speaker_knows_its_quotations_and_mentions(doc):
    (speaker,) = doc.speakers
    assert doc.quotations[0].speaker == speaker
    assert (speaker.name, speaker.titles, speaker.category, speaker.anonymous) == (
        "Ana Díaz",
        ("Dr.",),
        "person",
        False,
    )
    assert (speaker.affiliation, speaker.pronouns) == ("the city", ("she",))
    assert speaker.quotations == tuple(doc.quotations[:2])
    assert [mention.text for mention in speaker.mentions] == ["Ana Díaz", "She"]
    assert [terms.text for terms in speaker.terms] == ["sue"]
    assert speaker.evidence == ("Ana Díaz: named here", "She → Ana Díaz")
    assert doc.to_dict()["speakers"][0]["evidence"][1]["antecedent"] == span("Ana Díaz")


def test_the_text_is_the_very_string_of_the_caller(doc):
    assert doc.text is TEXT
    assert doc.to_dict()["text"] is TEXT


def test_views_are_a_sequence(doc):
    views = doc.quotations
    assert len(views) == 3 and bool(views) and not len(doc.tokens[:0])
    assert views[-1] == list(views)[2] == next(reversed(views))
    assert views[::2] == [views[0], views[2]]
    assert views[0] in views
    assert [view.index for view in views] == [0, 1, 2]
    for outside in (3, -4):
        with pytest.raises(IndexError):
            views[outside]
    with pytest.raises(TypeError):
        views["0"]


def test_equality_and_hash_go_by_value(doc):
    again = pullquote.Document.from_json(json.dumps(GOLD), TEXT)
    assert doc == again and hash(doc) == hash(again)
    assert list(doc.quotations) == list(again.quotations)
    assert doc.quotations[0] == again.quotations[0] != again.quotations[1]
    assert len({doc.quotations[0], again.quotations[0], again.quotations[1]}) == 2
    assert (
        doc.quotations[0].cue == again.quotations[0].cue and len({doc.quotations[0].cue, again.quotations[0].cue}) == 1
    )
    assert doc != pullquote.Document.from_json(json.dumps(GOLD)), "one text has the lone surrogate, one U+FFFD"
    assert doc != "doc" and doc.quotations[0] != doc.speakers[0]


def test_repr_names_what_it_is(doc):
    assert repr(doc) == "<Document 'gold' sentences=3 quotations=3 speakers=1>"
    assert repr(doc.quotations[0]) == "Quotation('“No,”', speaker='Ana Díaz', kind='direct')"
    assert repr(doc.quotations[2]) == "Quotation('sue', speaker=None, kind='indirect')"
    assert repr(doc.speakers) == "[Speaker('Ana Díaz', category='person')]"
    assert repr(doc.sentences[2]) == f"Sentence({len(TEXT) - 8}, {len(TEXT)}, 'The end.')"
    assert repr(doc.quotations[0].cue) == "Span(15, 19, 'said')"
    assert len(repr(pullquote.Document.from_json('{"schema": "pullquote/1", "text": "%s"}' % ("a" * 999)))) < 100


def test_pickle_keeps_everything(doc):
    again = pickle.loads(pickle.dumps(doc))
    assert again == doc and again.text == TEXT and again.id == "gold"


def test_json_goes_both_ways(doc):
    plain = pullquote.Document.from_json(doc.to_json())
    assert plain.text == TEXT.replace("\ud800", "\ufffd")
    assert plain.to_json() == doc.to_json()
    assert pullquote.Document.from_json(doc.to_json(unit="byte")) == plain
    assert pullquote.Document.from_json(doc.to_json(text=False), TEXT) == doc
    assert json.loads(doc.to_json()) == json.loads(json.dumps(doc.to_dict()).replace("\\ud800", "\\ufffd"))
    assert doc.to_dict()["quotations"][0]["score"] == doc.quotations[0].score


@pytest.mark.parametrize(
    ("bad", "names"),
    [
        ("", "line 1"),
        ("[]", "schema"),
        ('{"schema": "pullquote/9", "text": ""}', "pullquote/9"),
        ('{"schema": "pullquote/1"}', "text"),
        ('{"schema": "pullquote/1", "text": "ab", "sentences": [[0, 3]]}', "[0, 3]"),
        ('{"schema": "pullquote/1", "text": "ab", "quotations": [{"content": [[0, 1]], "speaker": 7}]}', "7"),
    ],
)
def test_bad_json_is_a_value_error_that_names_the_place(bad, names):
    with pytest.raises(ValueError, match=r".") as raised:
        pullquote.Document.from_json(bad)
    assert names in str(raised.value)


def test_an_unknown_unit_is_refused(doc):
    with pytest.raises(ValueError, match=r"unit: unknown variant `line`, expected `codepoint` or `byte`"):
        doc.to_json(unit="line")


def test_documents_cannot_be_changed(doc):
    with pytest.raises(AttributeError):
        doc.text = ""
    with pytest.raises(AttributeError):
        doc.quotations[0].kind = "mixed"


def test_a_notebook_shows_the_escaped_article(doc):
    html = pullquote.Document.from_json(
        '{"schema": "pullquote/1", "text": "<script>alert(1)</script> & more"}'
    )._repr_html_()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html and "<script" not in html
    assert "Ana Díaz" in doc._repr_html_()


def test_speakers_of_many_documents_merge_by_name_and_title():
    texts = [
        "“It leaks,” Senator Ana Ruiz said.",
        "Senator Ana Ruiz said the roof leaked again.",
        "“It rained,” a guard said.",
    ]
    docs = [pullquote.analyze(text, id=name) for text, name in zip(texts, "abc", strict=True)]
    rows = pullquote.merge_speakers(docs, dates=["2024-05-31", None, None], outlets=["Herald", "Post", None])
    row = rows[0]
    assert (row["name"], row["quotations"], row["outlets"]) == ("Ana Ruiz", 2, ["Herald", "Post"])
    assert (row["first"], row["last"]) == ("2024-05-31", "2024-05-31")
    assert [(member["id"], member["speaker"]) for member in row["documents"]] == [("a", 0), ("b", 0)]
    assert row["because"] == "same full name, and in common: senator"
    assert rows[1]["because"] == "no name to merge by"
    with pytest.raises(TypeError):
        pullquote.merge_speakers(["text"])
