"""Ray Data: a dataset of articles to a dataset of quotations.

>>> import pullquote.ray
>>> quotations = pullquote.ray.table(articles, columns=["date"])  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow
from ray.data import Dataset

from ._engine import Rows, tabulate
from ._native import Pipeline


def table(
    articles: Dataset,
    rows: Rows = "quotations",
    *,
    text_column: str = "text",
    id_column: str | None = None,
    columns: Sequence[str] = (),
    nlp: Pipeline | None = None,
    **options: Any,
) -> Dataset:
    """The `rows` of `articles`, with `columns` of theirs beside each, by `map_batches`, to which `options` go.

    Each task uses one thread and one CPU. `document` counts within a batch; give an `id` column to join by.
    """
    analyse = tabulate(rows, text_column, id_column, columns, nlp)

    def work(batch: pyarrow.Table) -> pyarrow.Table:
        return pyarrow.table(analyse(batch))

    return articles.map_batches(work, batch_format="pyarrow", zero_copy_batch=True, **options)
