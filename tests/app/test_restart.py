"""A window that ends with the code for it is started again with the same arguments."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
import app.bootstrap, app.ui.children
from app.__main__ import main

def say(word):
    return [sys.executable, "-c", "import sys; print('again', *sys.argv[1:])", word]

app.bootstrap.main = lambda arguments: int(sys.argv[1])
app.ui.children.own_program = say
sys.exit(main(["window", "--profile", "a folder"]))
"""


def _end_with(code: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, str(code)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)


def test_the_window_comes_back_with_the_same_arguments() -> None:
    ended = _end_with(75)
    assert (ended.returncode, ended.stdout) == (0, "again window --profile a folder\n")


def test_a_window_that_was_closed_stays_closed() -> None:
    ended = _end_with(0)
    assert (ended.returncode, ended.stdout) == (0, "")
