"""Dask: a data frame of articles to a data frame of quotations.

>>> import pullquote.dask
>>> quotations = pullquote.dask.table(articles, columns=["date"])  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Sequence

import dask.dataframe
import pandas
import pyarrow

from ._engine import Rows, tabulate
from ._native import Pipeline


def table(
    articles: dask.dataframe.DataFrame,
    rows: Rows = "quotations",
    *,
    text_column: str = "text",
    id_column: str | None = None,
    columns: Sequence[str] = (),
    nlp: Pipeline | None = None,
) -> dask.dataframe.DataFrame:
    """The `rows` of `articles`, with `columns` of theirs beside each, by `map_partitions`.

    Columns are of Arrow's types. Each task uses one thread. `document` counts within a partition; give an `id` column
    to join by.
    """
    analyse = tabulate(rows, text_column, id_column, columns, nlp)

    def work(partition: pandas.DataFrame) -> pandas.DataFrame:
        given = _aligned(pyarrow.Table.from_pandas(partition, preserve_index=False))
        return pyarrow.table(analyse(given)).to_pandas(types_mapper=pandas.ArrowDtype)

    empty = articles._meta
    meta = work(empty.astype({text_column: "string[pyarrow]"}))
    return articles.map_partitions(work, meta=meta)


def _aligned(table: pyarrow.Table) -> pyarrow.Table:
    """A copy whose buffers lie where numbers may lie; what went from one worker to another often does not."""
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return pyarrow.ipc.open_stream(sink.getvalue()).read_all()
