"""Apache Spark: a data frame of articles to a data frame of quotations.

>>> import pullquote.spark
>>> quotations = pullquote.spark.table(articles, columns=["date"])  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyarrow
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from ._engine import Rows, plain_table, tabulate
from ._native import Pipeline


def table(
    articles: DataFrame,
    rows: Rows = "quotations",
    *,
    text_column: str = "text",
    id_column: str | None = None,
    columns: Sequence[str] = (),
    nlp: Pipeline | None = None,
) -> DataFrame:
    """The `rows` of `articles`, with `columns` of theirs beside each, by `mapInArrow`: nothing is collected.

    Each task uses one thread. `document` counts within a batch of a task; give an `id` column to join by.
    """
    analyse = tabulate(rows, text_column, id_column, columns, nlp)

    def work(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield from plain_table(pyarrow.table(analyse(batch))).to_batches()

    empty = pyarrow.Table.from_batches([], to_arrow_schema(articles.schema))
    schema = from_arrow_schema(plain_table(pyarrow.table(analyse(empty))).schema)
    return articles.mapInArrow(work, schema)
