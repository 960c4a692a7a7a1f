"""Segmentation beside other libraries: cases right and speed, one thread, in one run.

    pip install . pysbd syntok blingfire sentencex nltk spacy
    python benches/compare_segment.py [FILE...]

Cases are those of tests/cases/segmentation/news.json: a case is right if every sentence (or word) is cut exactly as there.
Speed is read off the articles in examples/, or the files given, in MB of UTF-8 a second. What is not installed is left
out.
"""

import json
import sys
import time
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 5
# Enough text for a round to last, as the articles in the repository are short.
LEAST_BYTES = 500_000


def pullquote_sentences(module):
    return lambda text: [sentence.text for sentence in module.segment(text).sentences]


def pullquote_words(module):
    return lambda text: [word.text for sentence in module.segment(text).sentences for word in sentence.words]


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


def contenders(ways):
    """Name and function of every way that can be imported."""
    for name, (module, way) in ways.items():
        try:
            yield name, way(import_module(module))
        except ImportError:
            print(f"{name}: not installed", file=sys.stderr)


def right(cut, accepted, text):
    """Whether what `cut` gives, white space around the pieces aside, is one of the accepted answers."""
    pieces = [piece.strip() for piece in cut(text)]
    return [piece for piece in pieces if piece] in accepted


def megabytes_a_second(cut, texts):
    """Speed of the fastest of a few rounds over all texts."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for text in texts:
            cut(text)
        rounds.append(time.perf_counter() - start)
    return sum(len(text.encode()) for text in texts) / 1e6 / min(rounds)


def compare(title, ways, answers, texts):
    print(f"\n{title:20} {'right':>9} {'MB/s':>8}")
    for name, cut in contenders(ways):
        good = sum(right(cut, accepted, text) for text, accepted in answers)
        print(f"{name:20} {good:4} / {len(answers):2} {megabytes_a_second(cut, texts):8.1f}")


def main(paths):
    cases = json.loads((ROOT / "tests/cases/segmentation/news.json").read_text(encoding="utf-8"))["cases"]
    sentences = [(case["text"], [case["sentences"]]) for case in cases if "sentences" in case]
    words = [(case["text"], [case["tokens"], *case.get("tokens_also", [])]) for case in cases if "tokens" in case]
    paths = paths or sorted(ROOT.glob("examples/*.txt"))
    texts = [Path(path).read_text(encoding="utf-8") for path in paths]
    texts *= 1 + LEAST_BYTES // max(1, sum(len(text.encode()) for text in texts))
    compare("sentences", SENTENCES, sentences, texts)
    compare("words", WORDS, words, texts)


if __name__ == "__main__":
    main(sys.argv[1:])
