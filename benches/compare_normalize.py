"""Speed of normalization beside other libraries, one thread, in MB of UTF-8 a second of processor time.

    pip install . ftfy plsfix tokenizers
    python benches/compare_normalize.py FILE...

Without files, the articles in examples/ are read. What is not installed is left out.
"""

import sys
import time
from importlib import import_module
from pathlib import Path

ROUNDS = 5


def contenders():
    """Name and function of every way to normalize that can be imported."""
    ways = {
        "pullquote analysis": ("pullquote", lambda module: module.normalize),
        "pullquote clean": ("pullquote", lambda module: lambda text: module.normalize(text, profile="clean")),
        "ftfy": ("ftfy", lambda module: module.fix_text),
        "plsfix": ("plsfix", lambda module: module.fix_text),
        "tokenizers NFC": ("tokenizers", aligned),
    }
    for name, (module, way) in ways.items():
        try:
            yield name, way(import_module(module))
        except ImportError:
            print(f"{name}: not installed", file=sys.stderr)


def aligned(tokenizers):
    """Form C with the offsets kept, as Hugging Face's tokenizers do it."""
    form = tokenizers.normalizers.NFC()

    def normalize(text):
        form.normalize(tokenizers.NormalizedString(text))

    return normalize


def seconds(normalize, texts):
    """Processor time of the shortest of a few rounds over all texts."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            normalize(text)
        rounds.append(time.process_time() - start)
    return min(rounds)


def main(paths):
    paths = paths or sorted(Path(__file__).parents[1].glob("examples/*.txt"))
    texts = [Path(path).read_text(encoding="utf-8") for path in paths]
    size = sum(len(text.encode()) for text in texts)
    print(f"{len(texts)} texts, {size / 1e6:.2f} MB")
    for name, normalize in contenders():
        print(f"{name:20} {size / 1e6 / seconds(normalize, texts):8.1f} MB/s")


if __name__ == "__main__":
    main(sys.argv[1:])
