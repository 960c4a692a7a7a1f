"""Who said what in news text: quotations, cues, sources and speakers."""

from ._native import (
    Document,
    Mark,
    Paragraph,
    Pipeline,
    Quotation,
    Sentence,
    Span,
    Speaker,
    Token,
    Views,
    analyze,
)

__all__ = [
    "Document",
    "Mark",
    "Paragraph",
    "Pipeline",
    "Quotation",
    "Sentence",
    "Span",
    "Speaker",
    "Token",
    "Views",
    "analyze",
]
