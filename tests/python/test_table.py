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


def pair(span, text):
    if span is None:
        return None
    first, last = (len(text[:at].encode()) for at in (span.start, span.end))
    return {"start": span.start, "end": span.end, "byte_start": first, "byte_end": last}


def words(span):
    return None if span is None else span.text


def test_quotations(docs):
    table = pullquote.Pipeline().quotations(TEXTS, IDS)
    rows = pyarrow.table(table).to_pylist()
    quotations = [quotation for doc in docs for quotation in doc.quotations]
    assert len(table) == len(rows) == len(quotations)
    for row, quotation in zip(rows, quotations, strict=True):
        speaker, text = quotation.speaker, quotation.document.text
        assert row.pop("score") == pytest.approx(quotation.score)
        assert row == {
            "id": quotation.document.id,
            "document": IDS.index(quotation.document.id),
            "index": quotation.index,
            "text": quotation.text,
            "content": [pair(span, text) for span in quotation.content],
            "cue": words(quotation.cue),
            "cue_span": pair(quotation.cue, text),
            "source": words(quotation.source),
            "source_span": pair(quotation.source, text),
            "addressee": words(quotation.addressee),
            "addressee_span": pair(quotation.addressee, text),
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
    mentions = [[pair(span, speaker.document.text) for span in speaker.mentions] for speaker in speakers]
    assert [row["mentions"] for row in rows] == mentions


@pytest.mark.parametrize("rows", ["sentences", "tokens"])
def test_sentences_and_tokens(docs, rows):
    frame = polars.DataFrame(pullquote.Pipeline().table(rows, TEXTS))
    views = [view for doc in docs for view in getattr(doc, rows)]
    assert frame["text"].to_list() == [view.text for view in views]
    assert frame["span"].to_list() == [pair(view.span, view.document.text) for view in views]
    assert frame["id"].null_count() == len(frame)


@pytest.mark.parametrize(
    "make", [list, iter, polars.Series, pyarrow.array, lambda texts: pyarrow.chunked_array([texts])]
)
def test_texts_are_any_iterable_or_arrow_array(make):
    nlp = pullquote.Pipeline()
    assert len(nlp.table("sentences", make(["One.", "Two. Three."]))) == 3


STRINGS = ["“No,” she said.", None, "It rained. “Yes,” Tom Lee said.", ""]
KINDS = {
    "utf8": pyarrow.string(),
    "large": pyarrow.large_string(),
    "view": pyarrow.string_view(),
    "dictionary": pyarrow.dictionary(pyarrow.int8(), pyarrow.string()),
}


def quoted(table):
    return pyarrow.table(table).select(["id", "document", "text"]).to_pylist()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", ["array", "sliced", "chunked", "table", "reader"])
def test_arrow_strings_of_any_kind_are_read_where_they_lie(kind, shape):
    kind, nlp = KINDS[kind], pullquote.Pipeline()
    array = pyarrow.array(STRINGS, pyarrow.string())
    array = array.dictionary_encode().cast(kind) if pyarrow.types.is_dictionary(kind) else array.cast(kind)
    padded = pyarrow.concat_arrays([array[:1], array, array[:1]])
    tables = {
        "array": array,
        "sliced": padded[1:-1],
        "chunked": pyarrow.chunked_array([array[:1], array[1:1], array[1:]]),
        "table": pyarrow.table({"text": array}),
        "reader": pyarrow.table({"text": array}).to_reader(),
    }
    assert quoted(nlp.quotations(tables[shape], threads=2)) == [
        {"id": None, "document": 0, "text": "“No,”"},
        {"id": None, "document": 2, "text": "“Yes,”"},
    ]


def frames():
    columns = {
        "url": [7, 8, 9, 10],
        "body": STRINGS,
        "date": ["May", "June", None, "July"],
        "size": [1.5, 2.5, 3.5, None],
    }
    table = pyarrow.table(columns)
    pandas, duckdb = pytest.importorskip("pandas"), pytest.importorskip("duckdb")
    return {
        "pyarrow": table,
        "polars": polars.DataFrame(columns),
        "pandas": pandas.DataFrame(columns),
        "duckdb": duckdb.connect().from_arrow(table),
    }


@pytest.mark.parametrize("library", ["pyarrow", "polars", "pandas", "duckdb"])
def test_tables_of_any_library_go_in_with_columns_that_go_along(library):
    frame, names = frames()[library], {"text_column": "body", "id_column": "url", "columns": ["date", "size"]}
    rows = pyarrow.table(pullquote.Pipeline().quotations(frame, **names)).to_pylist()
    assert [(row["id"], row["text"], row["date"], row["size"]) for row in rows] == [
        ("7", "“No,”", "May", 1.5),
        ("9", "“Yes,”", None, 3.5),
    ]
    assert len(pullquote.Pipeline().table("tokens", frame, **names)) > 8


def test_tables_go_out_to_any_library():
    duckdb, pandas = pytest.importorskip("duckdb"), pytest.importorskip("pandas")
    table = pullquote.Pipeline().quotations(STRINGS[::2], ids=["a", "b"])
    expected = ["“No,”", "“Yes,”"]
    assert duckdb.connect().sql('SELECT text FROM "table"').fetchall() == [(text,) for text in expected]
    assert polars.DataFrame(table)["text"].to_list() == expected
    assert pandas.DataFrame.from_arrow(table)["text"].to_list() == expected
    assert pyarrow.table(table)["id"].to_pylist() == ["a", "b"]


def test_columns_that_are_not_there_are_named():
    nlp, table = pullquote.Pipeline(), pyarrow.table({"body": ["a"], "id": [1.5]})
    with pytest.raises(ValueError, match='no column "text"; there are body, id'):
        nlp.quotations(table)
    with pytest.raises(ValueError, match='column "id": a column of strings is expected, not Float64'):
        nlp.quotations(table, text_column="body")
    with pytest.raises(ValueError, match='column "id" is one of the table\'s own; rename it'):
        nlp.quotations(
            table.cast(pyarrow.schema([("body", "string"), ("id", "string")])), text_column="body", columns=["id"]
        )
    with pytest.raises(ValueError, match="a column of strings is expected, not Int64"):
        nlp.quotations(pyarrow.array([1]))


@pytest.mark.parametrize("threads", [1, 2, 7, 64])
def test_threads_change_nothing(threads):
    nlp = pullquote.Pipeline()
    assert quoted(nlp.quotations(TEXTS * 3, threads=threads)) == quoted(
        nlp.quotations(pyarrow.array(TEXTS * 3), threads=1)
    )


def serialized(table):
    sink = pyarrow.BufferOutputStream()
    table = pyarrow.table(table).combine_chunks()
    with pyarrow.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


@pytest.mark.parametrize("rows", ["quotations", "speakers", "sentences", "tokens"])
def test_batches_of_any_size_change_no_byte(rows):
    nlp, texts = pullquote.Pipeline(model="fast"), pyarrow.table({"id": IDS, "text": TEXTS, "day": range(len(TEXTS))})
    alone = serialized(nlp.table(rows, texts, columns=["day"], threads=1))
    for size, threads in [(1, 64), (2, 1), (7, 7), (1000, 2), (len(TEXTS) // 2, 64)]:
        batches = pyarrow.Table.from_batches(texts.to_batches(max_chunksize=size))
        assert serialized(nlp.table(rows, batches, columns=["day"], threads=threads)) == alone, (size, threads)


def test_data_that_is_not_aligned_is_refused():
    good = pyarrow.array(["a", "b"], pyarrow.large_string())
    buffers = [None, pyarrow.py_buffer(b"x" + good.buffers()[1].to_pybytes())[1:], good.buffers()[2]]
    odd = pyarrow.Array.from_buffers(pyarrow.large_string(), 2, buffers)
    for texts in [odd, pyarrow.chunked_array([odd]), pyarrow.table({"text": odd})]:
        with pytest.raises(ValueError, match="not aligned"):
            pullquote.Pipeline().quotations(texts)


def test_an_error_of_the_producer_is_told():
    def batches():
        yield pyarrow.record_batch({"text": ["a"]})
        raise RuntimeError("the source broke")

    reader = pyarrow.RecordBatchReader.from_batches(pyarrow.schema([("text", "string")]), batches())
    with pytest.raises(ValueError, match="the source broke"):
        pullquote.Pipeline().quotations(reader)


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
