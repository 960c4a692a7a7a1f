"""What the adapters for engines have in common: a table in, a table out, on one thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ._native import Pipeline, Table

if TYPE_CHECKING:
    import pyarrow

Rows: TypeAlias = Literal["quotations", "speakers", "sentences", "tokens"]


def tabulate(
    rows: Rows, text_column: str, id_column: str | None, columns: Sequence[str], nlp: Pipeline | None
) -> Callable[[Any], Table]:
    """A function from a table of articles, of any library that speaks Arrow, to the table of what is in them.

    It uses one thread, because engines run many of it at once, and can be pickled.
    """
    table = (nlp or Pipeline()).table
    return partial(table, rows, text_column=text_column, id_column=id_column, columns=list(columns), threads=1)


def plain(kind: pyarrow.DataType) -> pyarrow.DataType:
    """The type in which an engine without unsigned numbers and large strings holds `kind`."""
    import pyarrow

    if pyarrow.types.is_unsigned_integer(kind):
        return pyarrow.int64()
    if pyarrow.types.is_large_string(kind) or pyarrow.types.is_string_view(kind):
        return pyarrow.string()
    if pyarrow.types.is_list(kind) or pyarrow.types.is_large_list(kind):
        return pyarrow.list_(plain(kind.value_type))
    if pyarrow.types.is_struct(kind):
        return pyarrow.struct([(kind.field(at).name, plain(kind.field(at).type)) for at in range(kind.num_fields)])
    return kind


def plain_table(table: pyarrow.Table) -> pyarrow.Table:
    """`table` in the types that `plain` gives."""
    import pyarrow

    return table.cast(pyarrow.schema([(field.name, plain(field.type)) for field in table.schema]))
