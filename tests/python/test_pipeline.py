"""Pipelines: one text, many texts, threads, errors."""

import contextlib
import itertools
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pullquote
import pytest

MODEL = Path(__file__).parents[2] / "src" / "model" / "en.bin"
TEXT = "“We will appeal,” Maria Silva, the company’s lawyer, said. “And we will win.”"


def test_a_call_keeps_text_and_id():
    doc = pullquote.Pipeline()(TEXT, id="a-1")
    assert doc.text is TEXT
    assert doc.id == "a-1"
    assert doc == pullquote.analyze(TEXT, id="a-1") != pullquote.analyze(TEXT)


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "”", "\r\n\r\n", "\U0010ffff", "a" * 100_000])
def test_odd_texts_are_analysed(text):
    assert pullquote.analyze(text).text == text


@pytest.mark.parametrize(
    ("text", "given"), [(b"x", "not bytes; decode it first"), (None, "not NoneType"), (3, "not int")]
)
def test_what_is_no_str_is_refused(text, given):
    with pytest.raises(TypeError, match=f"text must be a str, {given}"):
        pullquote.analyze(text)


def test_options_are_keyword_only():
    with pytest.raises(TypeError):
        pullquote.Pipeline(b"model")


def test_a_bad_model_is_refused(tmp_path):
    with pytest.raises(ValueError, match="model"):
        pullquote.Pipeline(model=b"")
    with pytest.raises(FileNotFoundError, match=r"none\.bin"):
        pullquote.Pipeline(model=tmp_path / "none.bin")
    (tmp_path / "short.bin").write_bytes(b"")
    with pytest.raises(ValueError, match="model"):
        pullquote.Pipeline(model=str(tmp_path / "short.bin"))


@pytest.mark.parametrize(
    "damage", [lambda model: model[:-1], lambda model: model[:100], lambda model: b"x" + model[1:]]
)
def test_a_damaged_model_is_refused(damage):
    with pytest.raises(ValueError, match="model"):
        pullquote.Pipeline(model=damage(MODEL.read_bytes()))


def test_a_model_of_ones_own_is_used():
    doc = pullquote.Pipeline(model="accurate")(TEXT)
    assert doc.quotations
    assert pullquote.Pipeline(model=MODEL)(TEXT) == pullquote.Pipeline(model=MODEL.read_bytes())(TEXT) == doc


def test_the_accurate_model_is_the_default():
    assert pullquote.Pipeline(model="accurate")(TEXT) == pullquote.analyze(TEXT)
    assert repr(pullquote.Pipeline(model="accurate")) == 'Pipeline(model="accurate")'


@pytest.mark.parametrize("model", [None, "fast", "accurate", MODEL])
def test_a_pipeline_can_be_pickled(model):
    nlp = pullquote.Pipeline(model=model)
    assert pickle.loads(pickle.dumps(nlp))(TEXT) == nlp(TEXT)


@pytest.mark.parametrize("threads", [None, 1, 2, 7])
def test_pipe_gives_what_single_calls_give_in_order(threads):
    texts = [f"{number} {TEXT * (number % 5)}" for number in range(200)]
    docs = list(pullquote.Pipeline().pipe(texts, threads=threads))
    assert [doc.text for doc in docs] == texts
    assert docs == [pullquote.analyze(text) for text in texts]


def test_pipe_reads_lazily_and_not_far_ahead():
    taken = itertools.count()
    docs = pullquote.Pipeline().pipe((f"{next(taken)}" for _ in itertools.count()), threads=2)
    assert next(taken) == 0
    assert [next(docs).text for _ in range(3)] == ["1", "2", "3"]
    assert next(taken) < 50


def test_pipe_names_the_item_that_is_no_str_after_those_before_it():
    docs = pullquote.Pipeline().pipe(["a", "b", 3, "c"])
    assert [next(docs).text, next(docs).text] == ["a", "b"]
    with pytest.raises(TypeError, match="item 2 of texts must be a str, not int"):
        next(docs)
    assert list(docs) == []


def test_pipe_hands_on_the_errors_of_the_iterable():
    def texts():
        yield "a"
        raise OSError("disk on fire")

    docs = pullquote.Pipeline().pipe(texts())
    assert next(docs).text == "a"
    with pytest.raises(OSError, match="disk on fire"):
        next(docs)


@pytest.mark.parametrize(
    ("texts", "threads", "error"), [("one text", 1, TypeError), (3, 1, TypeError), ([], 0, ValueError)]
)
def test_pipe_refuses_wrong_arguments_at_once(texts, threads, error):
    with pytest.raises(error):
        pullquote.Pipeline().pipe(texts, threads=threads)


def test_progress_goes_to_standard_error(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    list(pullquote.Pipeline().pipe([TEXT] * 3, progress=True))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("\n") and "3 of 3 documents" in err


def test_progress_is_a_bar_of_tqdm_where_that_is_there(capsys):
    pytest.importorskip("tqdm.auto", reason="tqdm is not installed")
    list(pullquote.Pipeline().pipe([TEXT] * 3, progress=True))
    pullquote.Pipeline().quotations([TEXT] * 3, progress=True)
    out, err = capsys.readouterr()
    assert out == "" and err.count("3/3") >= 2


def test_threads_are_those_of_the_environment(monkeypatch):
    monkeypatch.setenv("PULLQUOTE_NUM_THREADS", "3")
    assert len(list(pullquote.Pipeline().pipe([TEXT] * 9))) == 9
    monkeypatch.setenv("PULLQUOTE_NUM_THREADS", "many")
    with pytest.raises(ValueError, match='PULLQUOTE_NUM_THREADS: "many" is not a number of threads'):
        pullquote.Pipeline().pipe([TEXT])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_has_threads_of_its_own():
    nlp = pullquote.Pipeline()
    begun = nlp.pipe([TEXT] * 500, threads=2)
    next(begun)
    if (child := os.fork()) == 0:
        code = 1
        with contextlib.suppress(BaseException):
            with contextlib.suppress(RuntimeError):
                list(begun)
            code = 0 if len(list(nlp.pipe([TEXT] * 50, threads=2))) == 50 else 2
        os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert len(list(begun)) == 499


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="there is no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_workers_of_a_forked_pool_find_what_their_parent_finds():
    nlp = pullquote.Pipeline()
    docs = list(nlp.pipe([TEXT] * 20, threads=2))
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(_count, [nlp] * 4) == [sum(len(doc.quotations) for doc in docs)] * 4


def _count(nlp):
    return sum(len(doc.quotations) for doc in nlp.pipe([TEXT] * 20, threads=2))


def test_one_pipeline_serves_many_threads():
    nlp, docs = pullquote.Pipeline(), []
    threads = [threading.Thread(target=lambda: docs.extend(nlp.pipe([TEXT] * 20))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert docs == [nlp(TEXT)] * 80


LONG_WORK = {
    "call": "pullquote.analyze('“We will appeal,” Maria Silva said. ' * 300_000)",
    "pipe": "[doc for doc in pullquote.Pipeline().pipe(itertools.repeat('“So,” Ana said. ' * 1000))]",
}


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way there")
@pytest.mark.parametrize("work", LONG_WORK)
def test_ctrl_c_stops_long_work(work):
    code = f"import itertools, pullquote\nprint('ready', flush=True)\n{LONG_WORK[work]}\nprint('done')"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert out == "" and "KeyboardInterrupt" in err


def test_a_higher_threshold_finds_less():
    text = TEXT + " The plan was seen as risky. He seemed to think it over, and Ms. Ortiz may have hinted at a sale."
    found = [len(pullquote.Pipeline(threshold=threshold)(text).quotations) for threshold in (0.0, 0.5, 0.999)]
    assert found == sorted(found, reverse=True)
    assert found[0] > found[2]
    assert all(quotation.score >= 0.5 for quotation in pullquote.Pipeline(threshold=0.5)(text).quotations)
    assert repr(pickle.loads(pickle.dumps(pullquote.Pipeline(threshold=0.25)))) == "Pipeline(threshold=0.25)"
    with pytest.raises(ValueError, match=r"threshold is 1\.5"):
        pullquote.Pipeline(threshold=1.5)
