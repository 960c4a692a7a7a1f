"""The console script: the same function as the cargo command, with the manners of a command."""

import datetime
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ARTICLE = Path(__file__).parents[2] / "examples" / "wire.txt"
SCRIPT = shutil.which("pullquote", path=str(Path(sys.executable).parent))


def run(*arguments, **options):
    return subprocess.run([SCRIPT, *arguments], capture_output=True, text=True, encoding="utf-8", **options)


def test_script_and_module_say_the_same():
    module = [sys.executable, "-m", "pullquote", "quotes", str(ARTICLE)]
    said = subprocess.run(module, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert said == run("quotes", str(ARTICLE), check=True).stdout
    assert "wire" in said


def test_exit_codes_tell_what_went_wrong(tmp_path):
    assert run("--version").returncode == 0
    assert run("no-such-command").returncode == 2
    missing = run("quotes", str(tmp_path / "missing.txt"))
    assert missing.returncode == 1
    assert "missing.txt" in missing.stderr and missing.stdout == ""


def write_pyarrow(columns, path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.table(columns)
    parquet.write_table(table.set_column(1, "text", table["text"].dictionary_encode()), path)


def write_polars(columns, path):
    pytest.importorskip("polars").DataFrame(columns).write_parquet(path)


def write_duckdb(columns, path):
    articles = pytest.importorskip("polars").DataFrame(columns)
    pytest.importorskip("duckdb").connect().from_arrow(articles.to_arrow()).write_parquet(str(path), compression="gzip")


@pytest.mark.parametrize("write", [write_pyarrow, write_polars, write_duckdb])
def test_parquet_of_any_library_goes_in_and_out(write, tmp_path):
    duckdb, polars, parquet = (pytest.importorskip(name) for name in ["duckdb", "polars", "pyarrow.parquet"])
    articles, quotations = tmp_path / "articles.parquet", tmp_path / "quotations.parquet"
    days = [datetime.date(2024, 5, 1) + datetime.timedelta(n) for n in range(600)]
    texts = [f"“No,” Jane Doe said on day {n}." if n % 3 else "It rained." for n in range(600)]
    write({"id": list(range(600)), "text": texts, "day": days}, articles)
    done = run("quotes", "--format", "parquet", "--columns", "day", "-o", str(quotations), str(articles))
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.parquet", "quotations.parquet"]
    expected = [(str(n), str(days[n]), "“No,”", "Jane Doe") for n in range(600) if n % 3]
    names = ["id", "day", "text", "speaker"]
    assert polars.read_parquet(quotations).select(names).rows() == expected
    assert duckdb.connect().read_parquet(str(quotations)).select(*names).fetchall() == expected
    table = parquet.read_table(quotations)
    assert [tuple(row.values()) for row in table.select(names).to_pylist()] == expected
    fields = ["start", "end", "byte_start", "byte_end"]
    assert [table.schema.field("cue_span").type.field(at).name for at in range(4)] == fields


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes are others there")
def test_an_interrupt_keeps_what_was_done():
    process = subprocess.Popen(
        [SCRIPT, "sentences", "--input", "jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdin.write(b'{"text": "One line."}\n')
    process.stdin.flush()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.5)
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    assert process.wait(30) == 130
    assert time.monotonic() - begun < 5
    assert process.stdout.read() == b"One line.\n\n"
    assert process.stderr.read().startswith(b"pullquote: ended early: 1 article ")


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes are others there")
def test_a_closed_pipe_ends_it_quietly(tmp_path):
    articles = tmp_path / "articles.jsonl"
    articles.write_text('{"text": "“No,” she said."}\n' * 20_000, encoding="utf-8")
    command = [SCRIPT, "sentences", str(articles)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0
