"""The Rust side of pullquote. Import its names from `pullquote`."""

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar, final, overload

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
    "main",
    "merge_speakers",
    "normalize",
    "segment",
]

_View = TypeVar("_View", covariant=True)
_ParagraphKind: TypeAlias = Literal[
    "body", "headline", "dateline", "byline", "credit", "caption", "prompt", "timestamp", "motto", "list_item"
]
_TokenKind: TypeAlias = Literal[
    "word", "number", "punctuation", "mark", "symbol", "url", "email", "handle", "hashtag", "emoji"
]

class _HasStartAndEnd(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...

_Stretch: TypeAlias = tuple[int, int] | _HasStartAndEnd

class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

_Arrow: TypeAlias = _ArrowStream | _ArrowArray

@final
class Pipeline:
    """Finds who said what; made once, used by any number of threads.

    >>> nlp = Pipeline()
    >>> doc = nlp("“We will appeal,” Maria Silva said.")
    """

    def __new__(cls, *, model: str | PathLike[str] | bytes | None = None, threshold: float = 0.0) -> Pipeline:
        """A pipeline; `model` is `"accurate"` (the default), `"fast"` (several times faster, finds less), or the path
        or the bytes of a model that `pullquote train` wrote. Quotations with a score below `threshold` are left out:
        fewer are found, and more of them are right.

        Raises ValueError if the model is cut short, altered or of another version or the threshold is not from 0 to 1,
        OSError if the file cannot be read.
        """

    def __call__(self, text: str, id: str | None = None) -> Document:
        """Analyses `text`. Text in which nothing is found gives a document without quotations.

        Lone surrogates are read as U+FFFD; `doc.text` still is the very string that was given.
        """

    def pipe(
        self,
        texts: Iterable[str],
        ids: Iterable[str] | None = None,
        *,
        threads: int | None = None,
        progress: bool = False,
    ) -> Iterator[Document]:
        """Analyses many texts on several threads and yields their documents in order, with `ids` if there are any.

        `texts` may be endless: at most 16 texts a thread, or 16 MB of text, are read ahead. `threads` is one for each
        core unless you or `PULLQUOTE_NUM_THREADS` say otherwise. `progress` shows a bar of tqdm if it is installed,
        else a line on standard error. An item that is not a str raises TypeError with its number when its turn comes;
        nothing comes after an error.
        """

    def quotations(
        self,
        texts: Iterable[str] | _Arrow,
        ids: Iterable[str] | None = None,
        *,
        text_column: str = "text",
        id_column: str | None = None,
        columns: Sequence[str] | None = None,
        threads: int | None = None,
        progress: bool = False,
    ) -> Table:
        """The quotations of many texts as a table, one row each.

        `texts` is any iterable of str, or Arrow data of any library, which is read where it lies: a column, or a table
        with the texts in `text_column`, the identifiers in `id_column` (if you name none, in `id` if it is there; whole
        numbers will do) and `columns` that go along with every row. A missing text has no quotations.

        Columns: `id`, `document` (its number), `index` (of the quotation in its document), `text`, `content`, `cue`,
        `cue_span`, `source`, `source_span`, `addressee`, `addressee_span`, `kind`, `act`, `speaker` (the name),
        `speaker_index`, `category`, `anonymous`, `score`, `parent`, `inherited`. Spans are structs of `start` and
        `end` in code points, and `byte_start` and `byte_end` in bytes of UTF-8.

        `threads` is one for each core unless you or `PULLQUOTE_NUM_THREADS` say otherwise. `progress` shows a bar of
        tqdm if it is installed, else a line on standard error. A text whose analysis breaks down is in
        `Table.errors`, with a RuntimeWarning. Raises ValueError if a column is missing or holds no text.
        """

    def table(
        self,
        rows: Literal["quotations", "speakers", "sentences", "tokens"],
        texts: Iterable[str] | _Arrow,
        ids: Iterable[str] | None = None,
        *,
        text_column: str = "text",
        id_column: str | None = None,
        columns: Sequence[str] | None = None,
        threads: int | None = None,
        progress: bool = False,
    ) -> Table:
        """The `rows` of many texts as a table, as `quotations` does it.

        Columns beside `id`, `document`, `index`: of speakers `name`, `titles`, `category`, `anonymous`, `affiliation`,
        `pronouns`, `terms`, `mentions`, `evidence` and `quotations` (how many); of sentences `text` and `span`; of
        tokens `text`, `span` and `kind`.
        """

    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, Any]]: ...

def analyze(text: str, id: str | None = None) -> Document:
    """Analyses `text` with the default pipeline, which is made once."""

def merge_speakers(
    documents: Iterable[Document],
    dates: Iterable[str | None] | None = None,
    outlets: Iterable[str | None] | None = None,
) -> list[dict[str, Any]]:
    """Merges the speakers of many documents by name and title: a dict for each speaker, the most quoted first.

    `dates` (ISO 8601) and `outlets` go with the documents one by one. Keys: `name`, `titles`, `category`, `anonymous`,
    `affiliations`, `pronouns`, `quotations` and `mentions` (how many), `first` and `last` (dates), `outlets`,
    `because`, and `documents`, which lists every speaker of a document that went in. Only names are merged: people if
    they have the same full name and share a noun in their titles or an affiliation, or if no one of that name has a
    title that others lack; `he` and `she` are never one. What is left open stays apart, and `because` says why.
    """

def segment(
    text: str,
    id: str | None = None,
    *,
    newlines: Literal["auto", "paragraph", "wrap"] = "auto",
    profile: Literal["ud", "ptb"] = "ud",
    whole_quotations: bool = False,
    abbreviations: Sequence[str] = ...,
) -> Document:
    """Cuts `text` into paragraphs, sentences and tokens, and does no more: the document has no quotations.

    A single line break is what `newlines` says: decided for each text, a paragraph, or the end of a hard-wrapped line.
    `profile` is how words are cut: as Universal Dependencies does it, or as the Penn Treebank. Sentences end inside
    quotations unless these are to stay whole. `abbreviations` are yours, beside the built-in ones.

    >>> [sentence.text for sentence in segment("Held in Bldg. Seven.", abbreviations=["Bldg."]).sentences]
    ['Held in Bldg. Seven.']
    """

_Profile: TypeAlias = Literal["analysis", "clean", "search"]
_Step: TypeAlias = Literal[
    "utf8",
    "mojibake",
    "c1",
    "html_entities",
    "control",
    "nfc",
    "nfkc",
    "ligatures",
    "fullwidth",
    "invisibles",
    "quotes",
    "primes",
    "dashes",
    "ellipsis",
    "whitespace",
    "bullets",
    "dehyphen",
    "unwrap",
    "fold_accents",
    "casefold",
]

def normalize(
    text: str,
    *,
    profile: _Profile = "analysis",
    steps: Sequence[_Step] | None = None,
    quotes: Literal["straighten", "curl", "repair_direction"] | None = None,
    dashes: Literal["ascii", "typographic"] | None = None,
    whitespace: Literal["collapse", "plain"] | None = None,
) -> Normalized:
    """Repairs `text` by the steps of a profile, or by exactly the steps named, in their order.

    `analysis` repairs damage and changes nothing that is merely typographic; it is what a `Pipeline` does. `clean` is
    for people and other tools: also straight marks, plain dashes and spaces. `search` is for comparison: also case
    and accents folded. Raises ValueError for a name that there is not.

    A lone surrogate comes out as U+FFFD, by an edit of step `utf8`. So does each byte that is no UTF-8 if `text` was
    read with `errors="surrogateescape"`.

    >>> normalize("Pe\u00f1a: &quot;No.&quot;").text
    'Peña: "No."'
    """

@final
class Normalized:
    """A normalized text, and how it lies on the raw one.

    A stretch that was replaced is one unit: a boundary inside it goes outward to its edge. What was deleted belongs to
    a span only if what stood on either side of it does.
    """

    @property
    def raw(self) -> str:
        """The raw text: the very string that the caller gave."""

    @property
    def text(self) -> str:
        """The normalized text."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every stretch that was replaced, in order."""

    @property
    def counts(self) -> dict[_Step, int]:
        """How many edits each step had a hand in; steps without any are left out."""

    def undo(self) -> str:
        """The raw text, put together again from the normalized one and the edits."""

    def to_raw(self, span: _Stretch) -> Span:
        """The stretch of the raw text behind `span` of the normalized one: a span, or a pair of offsets."""

    def from_raw(self, span: _Stretch) -> Span:
        """The stretch of the normalized text that stands for `span` of the raw one: a span, or a pair of offsets."""

@final
class Edit:
    """One stretch that was replaced."""

    @property
    def raw(self) -> Span:
        """What stood in the raw text."""

    @property
    def new(self) -> Span:
        """What stands in the normalized text; empty if the stretch was deleted."""

    @property
    def steps(self) -> tuple[_Step, ...]:
        """The steps that had a hand in it."""

@final
class Document:
    """A text as the caller gave it, and everything found in it. Immutable; offsets are code points of `text`."""

    @property
    def text(self) -> str:
        """The text: the very string that the caller gave."""

    @property
    def id(self) -> str | None:
        """The identifier that the caller gave."""

    @property
    def paragraphs(self) -> Views[Paragraph]:
        """The paragraphs, in order."""

    @property
    def sentences(self) -> Views[Sentence]:
        """The sentences, in order."""

    @property
    def tokens(self) -> Views[Token]:
        """The surface tokens, in order."""

    @property
    def marks(self) -> Views[Mark]:
        """The pairs of quotation marks, in order of their opening marks."""

    @property
    def quotations(self) -> Views[Quotation]:
        """The quotations, in order of where they begin."""

    @property
    def speakers(self) -> Views[Speaker]:
        """The speakers, in order of their first mention."""

    def to_dict(self) -> dict[str, Any]:
        """The object of `to_json` as a dict; its text is the caller's own string."""

    def spans(self, of: Literal["paragraphs", "sentences", "tokens", "words", "marks"]) -> memoryview:
        """The spans of all `of` as one flat buffer of 32-bit integers: start and end of the first, of the second, …

        Offsets are code points. No object is made for any; `numpy.asarray(spans).reshape(-1, 2)` copies nothing.

        >>> list(segment("It rained.").spans("words"))
        [0, 2, 3, 9, 9, 10]
        """

    def to_json(self, *, text: bool = True, unit: Literal["codepoint", "byte"] = "codepoint") -> str:
        """The document as one line of JSON, offsets in code points or, with `unit="byte"`, in bytes of UTF-8.

        With `text=False` the text is left out.
        """

    @staticmethod
    def from_json(json: str, text: str | None = None) -> Document:
        """The document that `json` holds; `text` is for JSON that was written without it.

        Raises ValueError if `json` is not of the schema, or a span or index in it does not fit the text.
        """

    def _repr_html_(self) -> str:
        """The marked-up article, for a notebook."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Views(Generic[_View]):
    """A sequence of paragraphs, sentences, tokens, marks, quotations or speakers, each made when it is asked for."""

    @classmethod
    def __class_getitem__(cls, key: Any) -> Any: ...
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, key: int, /) -> _View: ...
    @overload
    def __getitem__(self, key: slice, /) -> list[_View]: ...
    def __iter__(self) -> Iterator[_View]: ...

@final
class Span:
    """A stretch of a text, in code points: `doc.text[span.start:span.end] == span.text`."""

    @property
    def start(self) -> int:
        """Offset of the first code point."""

    @property
    def end(self) -> int:
        """Offset one past the last code point."""

    @property
    def text(self) -> str:
        """The caller's own text of it."""

    def __len__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Paragraph:
    """A paragraph: `kind` says what it is in the article."""

    @property
    def index(self) -> int:
        """Its number in the document, from 0."""

    @property
    def document(self) -> Document:
        """The document that it is part of."""

    @property
    def span(self) -> Span:
        """Where it stands."""

    @property
    def start(self) -> int:
        """Offset of the first code point."""

    @property
    def end(self) -> int:
        """Offset one past the last code point."""

    @property
    def text(self) -> str:
        """The caller's own text of it."""

    @property
    def kind(self) -> _ParagraphKind:
        """What it is in the article."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Sentence:
    """A sentence."""

    @property
    def index(self) -> int:
        """Its number in the document, from 0."""

    @property
    def document(self) -> Document:
        """The document that it is part of."""

    @property
    def span(self) -> Span:
        """Where it stands."""

    @property
    def start(self) -> int:
        """Offset of the first code point."""

    @property
    def end(self) -> int:
        """Offset one past the last code point."""

    @property
    def text(self) -> str:
        """The caller's own text of it."""

    @property
    def words(self) -> tuple[Span, ...]:
        """Its words: tokens with their clitics split off."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Token:
    """A surface token: `don't` is one."""

    @property
    def index(self) -> int:
        """Its number in the document, from 0."""

    @property
    def document(self) -> Document:
        """The document that it is part of."""

    @property
    def span(self) -> Span:
        """Where it stands."""

    @property
    def start(self) -> int:
        """Offset of the first code point."""

    @property
    def end(self) -> int:
        """Offset one past the last code point."""

    @property
    def text(self) -> str:
        """The caller's own text of it."""

    @property
    def kind(self) -> _TokenKind:
        """What it is."""

    @property
    def words(self) -> tuple[Span, ...]:
        """The words under it: `don't` has `do` and `n't`."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Mark:
    """A pair of quotation marks and what stands between them."""

    @property
    def index(self) -> int:
        """Its number in the document, from 0."""

    @property
    def document(self) -> Document:
        """The document that it is part of."""

    @property
    def span(self) -> Span:
        """Where it stands."""

    @property
    def start(self) -> int:
        """Offset of the first code point."""

    @property
    def end(self) -> int:
        """Offset one past the last code point."""

    @property
    def text(self) -> str:
        """The caller's own text of it."""

    @property
    def use(self) -> Literal["speech", "term", "title"]:
        """What the pair is there for."""

    @property
    def closed(self) -> bool:
        """Whether both marks are there."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Quotation:
    """A quotation: what was said, with its cue and source."""

    @property
    def index(self) -> int:
        """Its number in the document, from 0."""

    @property
    def document(self) -> Document:
        """The document that it is part of."""

    @property
    def text(self) -> str:
        """The attributed words as the caller wrote them, pieces joined by one space."""

    @property
    def content(self) -> tuple[Span, ...]:
        """The attributed words: one or more spans in order of the text."""

    @property
    def cue(self) -> Span | None:
        """The words that signal the attribution."""

    @property
    def source(self) -> Span | None:
        """The phrase to which the content is attributed."""

    @property
    def addressee(self) -> Span | None:
        """To whom it was said."""

    @property
    def speaker(self) -> Speaker | None:
        """The entity behind the source."""

    @property
    def kind(self) -> Literal["direct", "mixed", "indirect"]:
        """Whether all, some or none of the content stands in quotation marks."""

    @property
    def act(self) -> Literal["assertion", "belief", "fact", "eventuality"]:
        """What the attribution does."""

    @property
    def score(self) -> float:
        """Probability that the quotation is right, from 0 to 1."""

    @property
    def parent(self) -> Quotation | None:
        """The quotation in whose content this one is nested."""

    @property
    def inherited(self) -> bool:
        """Whether the speaker goes on from the quotation before."""

    @property
    def evidence(self) -> tuple[str, ...]:
        """What decided it, in words: what made it first, then what moved its edges."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Speaker:
    """The entity behind one or more sources."""

    @property
    def index(self) -> int:
        """Its number in the document, from 0."""

    @property
    def document(self) -> Document:
        """The document that it is part of."""

    @property
    def name(self) -> str:
        """The fullest name that the document gives, without title, or its first description."""

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles and roles that the document gives."""

    @property
    def category(self) -> Literal["person", "organization", "group", "document", "author", "unknown"]:
        """What kind of entity it is."""

    @property
    def anonymous(self) -> bool:
        """Whether the document names none of the few people who speak."""

    @property
    def affiliation(self) -> str | None:
        """The organization that it belongs to or speaks for, where the document says so."""

    @property
    def pronouns(self) -> tuple[str, ...]:
        """Third-person pronouns by which the document refers to it as a source, in order: `he`, `she`, `it`, `they`."""

    @property
    def terms(self) -> tuple[Span, ...]:
        """Where the document says on what terms it keeps the name back: `who spoke on condition of anonymity …`."""

    @property
    def mentions(self) -> tuple[Span, ...]:
        """The spans that refer to it as a source, in order."""

    @property
    def evidence(self) -> tuple[str, ...]:
        """For each of its mentions, in words, why it means this speaker; `to_dict` has rule and antecedent."""

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Its quotations, in order."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Table:
    """A table of many documents' quotations, speakers, sentences or tokens.

    It has `__arrow_c_stream__`: `polars.DataFrame(table)`, `pyarrow.table(table)`, pandas and DuckDB read it.
    """

    def __len__(self) -> int: ...
    @property
    def errors(self) -> list[tuple[int, str | None, str]]:
        """The texts that could not be analysed: the number of each, its identifier and the reason."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows as a stream of the Arrow C data interface; a schema that is requested is left to the reader."""

def main() -> int:
    """Runs the command `pullquote` with the arguments of the process and returns its exit code."""
