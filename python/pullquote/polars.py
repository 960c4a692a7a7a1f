"""Polars: a data frame or lazy frame of articles to one of quotations.

>>> import polars
>>> import pullquote.polars
>>> articles = polars.LazyFrame({"id": ["a"], "text": ["“No,” she said."]})
>>> pullquote.polars.table(articles).select("id", "cue").collect().rows()
[('a', 'said')]
"""

from __future__ import annotations

from collections.abc import Sequence

import polars

from ._engine import Rows, tabulate
from ._native import Pipeline


def table(
    articles: polars.LazyFrame,
    rows: Rows = "quotations",
    *,
    text_column: str = "text",
    id_column: str | None = None,
    columns: Sequence[str] = (),
    nlp: Pipeline | None = None,
) -> polars.LazyFrame:
    """The `rows` of `articles`, with `columns` of theirs beside each, by `map_batches`; it streams.

    Each batch uses one thread. `document` counts within a batch; give an `id` column to join by.
    """
    analyse = tabulate(rows, text_column, id_column, columns, nlp)

    def work(batch: polars.DataFrame) -> polars.DataFrame:
        return polars.DataFrame(analyse(batch))

    schema = work(articles.collect_schema().to_frame()).schema
    # Rows that come out are not those that go in, so nothing that is asked of them can be asked of the articles.
    return articles.map_batches(
        work,
        schema=schema,
        streamable=True,
        predicate_pushdown=False,
        projection_pushdown=False,
        slice_pushdown=False,
    )
