"""Parquet through whichever of pyarrow, polars and DuckDB is installed.

>>> import pullquote.parquet
>>> for batch in pullquote.parquet.read("articles.parquet"):  # doctest: +SKIP
...     table = nlp.quotations(batch)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from os import PathLike, fspath
from typing import Any

Path = str | PathLike[str]


def read(path: Path, *, rows: int = 4096) -> Iterator[Any]:
    """The rows of a Parquet file, some `rows` at a time, as tables of the library that is there.

    From DuckDB it is one relation with all rows. Raises ImportError if there is none of them. What is no Parquet file
    is refused by that library, which names it.
    """
    return _choose({"pyarrow": _read_pyarrow, "duckdb": _read_duckdb, "polars": _read_polars})(fspath(path), rows)


def write(table: Any, path: Path) -> None:
    """Writes a table, such as `nlp.quotations` gives, as a Parquet file.

    Raises ImportError if none of the libraries is there.
    """
    _choose({"pyarrow": _write_pyarrow, "polars": _write_polars, "duckdb": _write_duckdb})(table, fspath(path))


def _choose(ways: dict[str, Callable[..., Any]]) -> Callable[..., Any]:
    for library, way in ways.items():
        if find_spec(library):
            return way
    raise ImportError("Parquet needs one of pyarrow, polars and duckdb")


def _read_pyarrow(path: str, rows: int) -> Iterator[Any]:
    import pyarrow.parquet

    with pyarrow.parquet.ParquetFile(path) as file:
        yield from file.iter_batches(rows)


def _read_duckdb(path: str, rows: int) -> Iterator[Any]:
    import duckdb

    yield duckdb.connect().read_parquet(path)


def _read_polars(path: str, rows: int) -> Iterator[Any]:
    import polars

    lazy = polars.scan_parquet(path)
    for start in range(0, lazy.select(polars.len()).collect().item(), rows):
        yield lazy.slice(start, rows).collect()


def _write_pyarrow(table: Any, path: str) -> None:
    import pyarrow
    import pyarrow.parquet

    pyarrow.parquet.write_table(pyarrow.table(table), path)


def _write_polars(table: Any, path: str) -> None:
    import polars

    polars.DataFrame(table).write_parquet(path)


def _write_duckdb(table: Any, path: str) -> None:
    import duckdb

    connection = duckdb.connect()
    connection.register("found", table)
    connection.table("found").write_parquet(path)
