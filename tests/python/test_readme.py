"""The Python of the README runs, in order, and prints what the README says it prints."""

import re
from pathlib import Path

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
# A block of Python and, if it follows at once, the block of text that it prints.
BLOCKS = re.findall(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", README, flags=re.MULTILINE | re.DOTALL)


def test_python_in_the_readme_runs(capsys):
    assert BLOCKS
    names = {}
    for code, printed in BLOCKS:
        exec(compile(code, "README.md", "exec"), names)
        out = capsys.readouterr().out
        assert out == (printed or out)
