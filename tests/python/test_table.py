"""Tables: what Arrow libraries read is what documents say."""

import cases
import polars
import pullquote
import pyarrow
import pytest

TEXTS = [case.text for case in cases.read_quotations()] * 4
IDS = [f"article-{number}" for number in range(len(TEXTS))]


@pytest.fixture(scope="module")
def docs():
    return list(pullquote.Pipeline().pipe(TEXTS, IDS))


def pair(span):
    return None if span is None else {"start": span.start, "end": span.end}


def words(span):
    return None if span is None else span.text


def test_quotations(docs):
    table = pullquote.Pipeline().quotations(TEXTS, IDS)
    rows = pyarrow.table(table).to_pylist()
    quotations = [quotation for doc in docs for quotation in doc.quotations]
    assert len(table) == len(rows) == len(quotations)
    for row, quotation in zip(rows, quotations, strict=True):
        speaker = quotation.speaker
        assert row.pop("score") == pytest.approx(quotation.score)
        assert row == {
            "id": quotation.document.id,
            "document": IDS.index(quotation.document.id),
            "index": quotation.index,
            "text": quotation.text,
            "content": [pair(span) for span in quotation.content],
            "cue": words(quotation.cue),
            "cue_span": pair(quotation.cue),
            "source": words(quotation.source),
            "source_span": pair(quotation.source),
            "addressee": words(quotation.addressee),
            "addressee_span": pair(quotation.addressee),
            "kind": quotation.kind,
            "act": quotation.act,
            "speaker": speaker and speaker.name,
            "speaker_index": speaker and speaker.index,
            "category": speaker and speaker.category,
            "anonymous": speaker and speaker.anonymous,
            "parent": quotation.parent and quotation.parent.index,
            "inherited": quotation.inherited,
        }


def test_speakers(docs):
    rows = pyarrow.table(pullquote.Pipeline().table("speakers", TEXTS)).to_pylist()
    speakers = [speaker for doc in docs for speaker in doc.speakers]
    assert [row["name"] for row in rows] == [speaker.name for speaker in speakers]
    assert [row["titles"] for row in rows] == [list(speaker.titles) for speaker in speakers]
    assert [row["quotations"] for row in rows] == [len(speaker.quotations) for speaker in speakers]
    assert [row["mentions"] for row in rows] == [[pair(span) for span in speaker.mentions] for speaker in speakers]


@pytest.mark.parametrize("rows", ["sentences", "tokens"])
def test_sentences_and_tokens(docs, rows):
    frame = polars.DataFrame(pullquote.Pipeline().table(rows, TEXTS))
    views = [view for doc in docs for view in getattr(doc, rows)]
    assert frame["text"].to_list() == [view.text for view in views]
    assert frame["span"].to_list() == [pair(view.span) for view in views]
    assert frame["id"].null_count() == len(frame)


@pytest.mark.parametrize(
    "make", [list, iter, polars.Series, pyarrow.array, lambda texts: pyarrow.chunked_array([texts])]
)
def test_texts_are_any_iterable_or_arrow_array(make):
    nlp = pullquote.Pipeline()
    assert len(nlp.table("sentences", make(["One.", "Two. Three."]))) == 3


def test_a_table_can_be_read_again_and_may_be_empty():
    table = pullquote.Pipeline().table("tokens", ["One two."])
    assert pyarrow.table(table) == pyarrow.table(table)
    empty = pyarrow.table(pullquote.Pipeline().quotations([]))
    assert empty.num_rows == 0
    assert empty.schema == pyarrow.table(pullquote.Pipeline().quotations(["“No,” she said."])).schema
    assert repr(table) == "<Table rows=3 columns=6>"


def test_bad_input_is_refused():
    nlp = pullquote.Pipeline()
    with pytest.raises(TypeError, match="item 1 of texts must be a str, not NoneType"):
        nlp.quotations(["a", None])
    with pytest.raises(ValueError, match="ids end after 1, before texts do"):
        nlp.quotations(["a", "b"], ["1"])
    with pytest.raises(TypeError, match="item 0 of ids must be a str, not int"):
        nlp.quotations(["a"], [1])
    with pytest.raises(ValueError, match="rows: unknown variant `words`"):
        nlp.table("words", ["a"])
