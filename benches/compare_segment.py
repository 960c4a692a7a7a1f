"""Segmentation beside other libraries: cases right and speed, one thread, in one run.

    pip install . pysbd syntok blingfire sentencex nltk spacy
    python benches/compare_segment.py [FILE...]

Cases are those of tests/cases/segmentation: those of news.json, for words with the other conventions that it accepts,
and beside them all that were written for pullquote, whose conventions they follow. A case is right if every sentence
(or word) is cut exactly as there. Speed is read off the articles in examples/, or the files given, in MB of UTF-8 a
second of processor time, each piece as a str; the last table is spans alone, in one buffer. What is not installed is
left out.
"""

import json
import sys
import time
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests/cases/segmentation"
ROUNDS = 5
# Enough text for a round to last, as the articles in the repository are short.
LEAST_BYTES = 500_000


def pullquote_sentences(module):
    return lambda text: [sentence.text for sentence in module.segment(text).sentences]


def pullquote_words(module):
    return lambda text: [word.text for sentence in module.segment(text).sentences for word in sentence.words]


def pullquote_spans(*parts):
    def made(module):
        def spans(text):
            doc = module.segment(text)
            return [doc.spans(part) for part in parts]

        return spans

    return made


def spacy_sentences(module):
    nlp = module.blank("en")
    nlp.add_pipe("sentencizer")
    return lambda text: [sentence.text for sentence in nlp(text).sents]


def spacy_words(module):
    nlp = module.blank("en")
    return lambda text: [token.text for token in nlp(text)]


def syntok_sentences(module):
    def cut(text):
        sentences = (sentence for paragraph in module.analyze(text) for sentence in paragraph)
        return [text[cut[0].offset : cut[-1].offset + len(cut[-1].value)] for cut in sentences]

    return cut


SENTENCES = {
    "pullquote": ("pullquote", pullquote_sentences),
    "pySBD": ("pysbd", lambda module: module.Segmenter(language="en", clean=False).segment),
    "syntok": ("syntok.segmenter", syntok_sentences),
    "BlingFire": ("blingfire", lambda module: lambda text: module.text_to_sentences(text).split("\n")),
    "sentencex": ("sentencex", lambda module: lambda text: list(module.segment("en", text))),
    "spaCy sentencizer": ("spacy", spacy_sentences),
}

WORDS = {
    "pullquote": ("pullquote", pullquote_words),
    "BlingFire": ("blingfire", lambda module: lambda text: module.text_to_words(text).split(" ")),
    "NLTK Treebank": ("nltk.tokenize", lambda module: module.NLTKWordTokenizer().tokenize),
    "spaCy blank": ("spacy", spacy_words),
}

SPANS = {
    "sentences": ("pullquote", pullquote_spans("sentences")),
    "all": ("pullquote", pullquote_spans("paragraphs", "sentences", "tokens", "words")),
}


def contenders(ways):
    """Name and function of every way that can be imported."""
    for name, (module, way) in ways.items():
        try:
            yield name, way(import_module(module))
        except ImportError:
            print(f"{name}: not installed", file=sys.stderr)


def blocks(name):
    """The lines of each block of a file of cases, comments aside."""
    for block in (CASES / name).read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("# ")]
        if lines:
            yield lines


def news(part):
    """Texts of news.json with the accepted answers for `part`."""
    cases = json.loads((CASES / "news.json").read_text(encoding="utf-8"))["cases"]
    return [(case["text"], [case[part], *case.get(f"{part}_also", [])]) for case in cases if part in case]


def more_sentences():
    return [(" ".join(lines), [lines]) for lines in blocks("sentences.txt")]


def more_words():
    """Texts with their words in either profile, the kinds in brackets left out."""
    kinds = " [symbol]", " [url]", " [email]", " [handle]", " [hashtag]", " [emoji]"
    for text, *profiles in list(blocks("tokens.txt"))[1:]:
        for kind in kinds:
            profiles = [words.replace(kind, "") for words in profiles]
        yield text, [words.split(" | ") for words in profiles]


def right(cut, accepted, text):
    """Whether what `cut` gives, white space around the pieces aside, is one of the accepted answers."""
    pieces = [piece.strip() for piece in cut(text)]
    return [piece for piece in pieces if piece] in accepted


def tally(cut, cases):
    return f"{sum(right(cut, good, text) for text, good in cases):5} / {len(cases):4}"


def megabytes_a_second(cut, texts):
    """Speed of the fastest of a few rounds over all texts."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            cut(text)
        rounds.append(time.process_time() - start)
    return sum(len(text.encode()) for text in texts) / 1e6 / min(rounds)


def compare(title, ways, texts, **answers):
    """One line a way: for each set of cases how many are right, then the speed."""
    heads = "".join(f"{name:>12}" for name in answers)
    print(f"\n{title:20}{heads}{'MB/s':>9}")
    for name, cut in contenders(ways):
        counts = "".join(tally(cut, cases) for cases in answers.values())
        print(f"{name:20}{counts}{megabytes_a_second(cut, texts):9.1f}")


def main(paths):
    paths = paths or sorted(ROOT.glob("examples/*.txt"))
    texts = [Path(path).read_text(encoding="utf-8") for path in paths]
    texts *= 1 + LEAST_BYTES // max(1, sum(len(text.encode()) for text in texts))
    compare("sentences", SENTENCES, texts, news=news("sentences"), ours=more_sentences())
    compare("words", WORDS, texts, news=news("tokens"), ours=list(more_words()))
    compare("pullquote's spans", SPANS, texts)


if __name__ == "__main__":
    main(sys.argv[1:])
