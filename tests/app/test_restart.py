"""A window that ends with the code for it is started again with the same arguments."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import subprocess, sys
import app.bootstrap, app.own_program
from app.__main__ import main

def say(word):
    return [sys.executable, "-c", "import sys; print('again', sys.argv[1:])", word]

app.bootstrap.main = lambda arguments: int(sys.argv[1])
app.own_program.own_program = say
sys.platform = sys.argv[2]
sys.exit(main(["window", "--profile", "a folder"]))
"""


def _end_with(code: int, system: str = sys.platform) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, str(code), system]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("system", ["linux", "win32"])
def test_the_window_comes_back_with_the_same_arguments(system: str) -> None:
    ended = _end_with(75, system)
    again = "again ['window', '--profile', 'a folder']\n"
    assert (ended.returncode, ended.stdout) == (0, again)


def test_windows_is_not_asked_to_put_another_program_in_the_place_of_this_one() -> None:
    """Its execv parts a word at its blanks: "C:\\Program Files" would be two."""
    broken = "import os\nos.execv = lambda *given: sys.exit(9)\n"
    command = [sys.executable, "-c", broken + PROGRAM, "75", "win32"]
    ended = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stdout[:5]) == (0, "again")


def test_a_window_that_was_closed_stays_closed() -> None:
    ended = _end_with(0)
    assert (ended.returncode, ended.stdout) == (0, "")
