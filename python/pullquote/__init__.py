"""Who said what in news text: quotations, cues, sources and speakers."""

from ._native import (
    Document,
    Edit,
    Mark,
    Normalized,
    Paragraph,
    Pipeline,
    Quotation,
    Sentence,
    Span,
    Speaker,
    Table,
    Token,
    Views,
    analyze,
    normalize,
    segment,
)

__all__ = [
    "Document",
    "Edit",
    "Mark",
    "Normalized",
    "Paragraph",
    "Pipeline",
    "Quotation",
    "Sentence",
    "Span",
    "Speaker",
    "Table",
    "Token",
    "Views",
    "analyze",
    "normalize",
    "segment",
]
