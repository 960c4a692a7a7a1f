"""Reads the cases under tests/cases, which the Rust suite reads too; quotations/README.md there tells the markup."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "cases"
Pair = tuple[int, int]


@dataclass
class Quotation:
    """One quotation of a case; spans are in code points."""

    content: list[Pair] = field(default_factory=list)
    cue: list[Pair] = field(default_factory=list)
    source: list[Pair] = field(default_factory=list)
    addressee: list[Pair] = field(default_factory=list)
    kind: str = ""
    act: str = ""
    speaker: str | None = None
    category: str = ""
    flags: frozenset[str] = frozenset()


@dataclass
class Case:
    """A text with what people found in it."""

    name: str
    text: str
    quotations: list[Quotation]
    marks: list[tuple[Pair, str]]


def read_quotations() -> list[Case]:
    """All marked-up cases, file by file."""
    files = sorted((FOLDER / "quotations").glob("*.txt"))
    return [case for file in files for case in read_file(file)]


def read_json(name: str) -> list[dict]:
    """The cases of a JSON file."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))["cases"]


def read_lines(name: str) -> list[list[str]]:
    """The cases of a file that has one sentence a line."""
    blocks = (FOLDER / name).read_text(encoding="utf-8").split("\n\n")
    cases = [[line for line in block.split("\n") if line and not line.startswith("# ")] for block in blocks]
    return [case for case in cases if case]


def known_failures() -> set[str]:
    """Names of the cases that are not wholly right, as the Rust suite keeps them."""
    lines = (FOLDER / "known_failures.txt").read_text(encoding="utf-8").splitlines()
    return {line.partition(" | ")[0] for line in lines if " | " in line and not line.startswith("#")}


def read_file(file: Path) -> list[Case]:
    parts = re.split(r"^## (.+)\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    titles, bodies = parts[1::2], parts[2::2]
    return [read_case(f"{file.name}: {title}", body) for title, body in zip(titles, bodies, strict=True)]


def read_case(name: str, body: str) -> Case:
    marked, _, notes = body.partition("\n--")
    text, spans = read_markup(marked.strip("\n"))
    quotations: dict[str, Quotation] = {}
    marks = []
    for label, span in spans:
        number, _, role = label.rpartition(".")
        if number:
            getattr(quotations.setdefault(number, Quotation()), role).append(span)
        else:
            marks.append((span, label))
    for note in notes.splitlines():
        if note.strip():
            number, _, rest = note.partition(" ")
            annotate(quotations[number], rest)
    return Case(name, text, list(quotations.values()), marks)


def read_markup(marked: str) -> tuple[str, list[tuple[str, Pair]]]:
    """The text without its braces, and each label with its span."""
    text, spans, opened = "", [], []
    for token in re.findall(r"\\[{}]|\{[\w.]+\s|\}|.", marked, flags=re.DOTALL):
        if token == "}":
            label, start = opened.pop()
            spans.append((label, (start, len(text))))
        elif token[0] == "{":
            opened.append((token[1:-1], len(text)))
        else:
            text += token[-1]
    return text, spans


def annotate(quotation: Quotation, note: str) -> None:
    """Reads `direct assertion | speaker: Maria Silva | person nested`."""
    kinds, speaker, category = note.split(" | ")
    quotation.kind, quotation.act = kinds.split()
    name = speaker.removeprefix("speaker: ")
    quotation.speaker = None if name == "none" else name
    quotation.category, *flags = category.split()
    quotation.flags = frozenset(flags)
