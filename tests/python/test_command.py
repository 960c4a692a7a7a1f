"""The console script: the same function as the cargo command, with the manners of a command."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ARTICLE = Path(__file__).parents[2] / "examples" / "wire.txt"
SCRIPT = shutil.which("pullquote", path=str(Path(sys.executable).parent))


def run(*arguments, **options):
    return subprocess.run([SCRIPT, *arguments], capture_output=True, text=True, encoding="utf-8", **options)


def test_script_and_module_say_the_same():
    module = [sys.executable, "-m", "pullquote", "quotes", str(ARTICLE)]
    said = subprocess.run(module, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert said == run("quotes", str(ARTICLE), check=True).stdout
    assert "wire" in said


def test_exit_codes_tell_what_went_wrong(tmp_path):
    assert run("--version").returncode == 0
    assert run("no-such-command").returncode == 2
    missing = run("quotes", str(tmp_path / "missing.txt"))
    assert missing.returncode == 1
    assert "missing.txt" in missing.stderr and missing.stdout == ""


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes are others there")
def test_an_interrupt_keeps_what_was_done():
    process = subprocess.Popen(
        [SCRIPT, "sentences", "--input", "jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdin.write(b'{"text": "One line."}\n')
    process.stdin.flush()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.5)
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    assert process.wait(30) == 130
    assert time.monotonic() - begun < 5
    assert process.stdout.read() == b"One line.\n\n"
    assert process.stderr.read().startswith(b"pullquote: ended early: 1 article ")


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes are others there")
def test_a_closed_pipe_ends_it_quietly(tmp_path):
    articles = tmp_path / "articles.jsonl"
    articles.write_text('{"text": "“No,” she said."}\n' * 20_000, encoding="utf-8")
    command = [SCRIPT, "sentences", str(articles)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0
