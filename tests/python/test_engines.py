"""Engines, really run on this machine; each test says why it is skipped where its engine is not there."""

import contextlib
import os
import shutil
import sys
from pathlib import Path

import pullquote
import pyarrow
import pytest

# Workers find what this file defines.
os.environ["PYTHONPATH"] = str(Path(__file__).parent)
os.environ["PYSPARK_PYTHON"] = sys.executable

TEXTS = [f"“No,” Jane Doe said on day {day}. It rained." if day % 3 else None for day in range(300)]
ARTICLES = pyarrow.table({"id": [f"a{n}" for n in range(300)], "text": TEXTS, "day": list(range(300))})
EXPECTED = sorted((f"a{n}", n, "“No,”", "Jane Doe") for n in range(300) if n % 3)


def found(ids, days, texts, speakers):
    return sorted(zip(ids, days, texts, speakers, strict=True))


def articles_in(batch):
    return batch.num_rows if hasattr(batch, "num_rows") else len(batch)


class Mortal:
    """A pipeline whose process ends the first time that it analyses articles elsewhere than here."""

    def __init__(self, marker):
        self.marker, self.home = str(marker), os.getpid()

    def table(self, rows, articles, **names):
        if os.getpid() != self.home and articles_in(articles):
            with contextlib.suppress(FileExistsError):
                os.close(os.open(self.marker, os.O_CREAT | os.O_EXCL))
                os._exit(1)
        return pullquote.Pipeline().table(rows, articles, **names)


@pytest.fixture(scope="module")
def spark():
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    if not shutil.which("java"):
        pytest.skip("Spark needs a Java runtime")
    builder = sql.SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "64").getOrCreate()
    yield session
    session.stop()


@pytest.mark.parametrize("mortal", [False, True])
def test_spark(spark, tmp_path, mortal):
    import pullquote.spark

    nlp = Mortal(tmp_path / "died") if mortal else None
    frame = spark.createDataFrame(ARTICLES.to_pylist(), "id string, text string, day long").repartition(4)
    rows = pullquote.spark.table(frame, columns=["day"], nlp=nlp).select("id", "day", "text", "speaker").collect()
    assert sorted(tuple(row) for row in rows) == EXPECTED
    assert (tmp_path / "died").exists() == mortal
    schema = pullquote.spark.table(frame, "sentences").schema.simpleString()
    assert "span:struct<start:bigint,end:bigint,byte_start:bigint,byte_end:bigint>" in schema


@pytest.fixture(scope="module")
def ray():
    ray = pytest.importorskip("ray", reason="ray is not installed")
    pytest.importorskip("ray.data", reason="ray[data] is not installed")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
    yield ray
    ray.shutdown()


@pytest.mark.parametrize("mortal", [False, True])
def test_ray(ray, tmp_path, mortal):
    import pullquote.ray

    nlp = Mortal(tmp_path / "died") if mortal else None
    data = ray.data.from_arrow(ARTICLES)
    table = pullquote.ray.table(data, columns=["day"], nlp=nlp, batch_size=64).to_pandas()
    assert found(table["id"], table["day"], table["text"], table["speaker"]) == EXPECTED
    assert (tmp_path / "died").exists() == mortal


def test_dask():
    dask = pytest.importorskip("dask.dataframe", reason="dask is not installed")
    import pullquote.dask

    frame = dask.from_pandas(ARTICLES.to_pandas(), npartitions=4)
    lazy = pullquote.dask.table(frame, columns=["day"])
    table = lazy.compute(scheduler="threads")
    assert found(table["id"], table["day"], table["text"], table["speaker"]) == EXPECTED
    assert list(lazy.dtypes.astype(str)) == list(table.dtypes.astype(str))


def test_dask_loses_no_rows_with_a_worker(tmp_path):
    distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")
    dask = pytest.importorskip("dask.dataframe", reason="dask is not installed")
    import pullquote.dask

    frame = dask.from_pandas(ARTICLES.to_pandas(), npartitions=4)
    lazy = pullquote.dask.table(frame, columns=["day"], nlp=Mortal(tmp_path / "died"))
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster):
        table = lazy.compute()
    assert found(table["id"], table["day"], table["text"], table["speaker"]) == EXPECTED
    assert (tmp_path / "died").exists()


def test_duckdb():
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    import pullquote.duckdb

    connection = duckdb.connect()
    connection.register("articles", ARTICLES)
    for rows in ["quotations", "speakers", "sentences", "tokens"]:
        pullquote.duckdb.register(connection, rows)
    unnested = "SELECT id, day, unnest(quotations(text), recursive := true) FROM articles"
    rows = connection.sql(f"SELECT id, day, text, speaker FROM ({unnested})").fetchall()
    assert sorted(rows) == EXPECTED
    counted = connection.sql("SELECT sum(len(sentences(text))), max(len(tokens(text))) FROM articles").fetchall()
    assert counted == [(400, 14)]


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_polars(engine):
    polars = pytest.importorskip("polars", reason="polars is not installed")
    import pullquote.polars

    lazy = pullquote.polars.table(polars.DataFrame(ARTICLES).lazy(), columns=["day"])
    frame = lazy.select("id", "day", "text", "speaker").collect(engine=engine)
    assert sorted(frame.rows()) == EXPECTED
    assert lazy.collect_schema()["span" if "span" in lazy.collect_schema() else "cue_span"] is not None


@pytest.mark.parametrize("library", ["pyarrow", "duckdb", "polars"])
def test_parquet(library, tmp_path, monkeypatch):
    pytest.importorskip(library, reason=f"{library} is not installed")
    import pullquote.parquet

    monkeypatch.setattr(pullquote.parquet, "find_spec", lambda name: name == library)
    articles, quotations, nlp = tmp_path / "articles.parquet", tmp_path / "quotations.parquet", pullquote.Pipeline()
    pullquote.parquet.write(ARTICLES, articles)
    ids = []
    for batch in pullquote.parquet.read(articles, rows=100):
        table = nlp.quotations(batch, columns=["day"])
        pullquote.parquet.write(table, quotations)
        ids += [row["id"] for part in pullquote.parquet.read(quotations) for row in pyarrow.table(part).to_pylist()]
    assert ids == [f"a{n}" for n in range(300) if n % 3]
    (tmp_path / "none.parquet").write_text("no Parquet at all")
    with pytest.raises(Exception, match=r"(?i)parquet|magic|footer"):
        list(pullquote.parquet.read(tmp_path / "none.parquet"))


def test_parquet_needs_a_library(monkeypatch):
    import pullquote.parquet

    monkeypatch.setattr(pullquote.parquet, "find_spec", lambda name: None)
    with pytest.raises(ImportError, match="Parquet needs one of pyarrow, polars and duckdb"):
        pullquote.parquet.read("articles.parquet")
