"""DuckDB: a function for SQL that gives the quotations of a text.

>>> import duckdb
>>> import pullquote.duckdb
>>> connection = duckdb.connect()
>>> pullquote.duckdb.register(connection)
>>> connection.sql("SELECT unnest(quotations('“No,” she said.')).cue AS cue").fetchall()
[('said',)]
"""

from __future__ import annotations

import duckdb
import pyarrow

from ._engine import Rows, plain, tabulate
from ._native import Pipeline


def register(connection: duckdb.DuckDBPyConnection, rows: Rows = "quotations", *, nlp: Pipeline | None = None) -> None:
    """Makes the function `quotations(text)` known to `connection`, or `speakers`, `sentences`, `tokens`.

    It gives a list of structs, one for each row of the table of that name without `id` and `document`; `unnest` makes
    rows of them. A missing text has none. DuckDB calls it once for each vector of 2,048 rows; it works on every core.
    """
    nlp = nlp or Pipeline()

    def analyse(texts: pyarrow.ChunkedArray) -> pyarrow.Array:
        return _lists(pyarrow.table(nlp.table(rows, texts)), len(texts))

    kind = _lists(pyarrow.table(tabulate(rows, "text", None, (), nlp)(pyarrow.array([], pyarrow.string()))), 0).type
    connection.create_function(rows, analyse, ["VARCHAR"], _sql(kind), type="arrow", null_handling="special")


def _lists(table: pyarrow.Table, count: int) -> pyarrow.Array:
    """A list of structs for each of `count` documents."""
    documents = table["document"].to_numpy()
    ends = documents.searchsorted(range(count + 1)).astype("int32")
    columns = table.drop_columns(["id", "document"]).combine_chunks()
    fields = [(field.name, plain(field.type)) for field in columns.schema]
    arrays = [_one(column).cast(kind) for column, (_, kind) in zip(columns.columns, fields, strict=True)]
    structs = pyarrow.StructArray.from_arrays(arrays, names=[name for name, _ in fields])
    return pyarrow.ListArray.from_arrays(pyarrow.array(ends), structs)


def _one(column: pyarrow.ChunkedArray) -> pyarrow.Array:
    return column.chunk(0) if column.num_chunks == 1 else pyarrow.array([], column.type)


def _sql(kind: pyarrow.DataType) -> str:
    """The name of a type in SQL."""
    if pyarrow.types.is_list(kind):
        return _sql(kind.value_type) + "[]"
    if pyarrow.types.is_struct(kind):
        fields = [kind.field(at) for at in range(kind.num_fields)]
        return "STRUCT(" + ", ".join(f'"{field.name}" {_sql(field.type)}' for field in fields) + ")"
    return {"int64": "BIGINT", "string": "VARCHAR", "bool": "BOOLEAN", "float": "FLOAT"}[str(kind)]
