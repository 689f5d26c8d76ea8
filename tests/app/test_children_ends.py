"""Children end with their parent, and import only what they need."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.app.children import LIMIT_S, ROOT, RunningChild

HANGS_FOR_S = 1.5  # the window waits 10 s; a page that takes no end is as hung after this

PARENT = """
import subprocess, sys, time
child = subprocess.Popen(
    [sys.executable, "-m", "app", sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE
)
# The answer proves that the child is past its start.
child.stdin.write(b'{"id": 1}\\n')
child.stdin.flush()
if sys.argv[1] == "render":
    child.stdout.readline()
# A third process keeps the pipe's end open: only the kernel can tell the child now.
keeper = subprocess.Popen(
    [sys.executable, "-c", "import time; time.sleep(60)"], pass_fds=[child.stdin.fileno()]
)
print(child.pid, keeper.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("word", ["print", "render"])
def test_a_child_ends_when_its_stdin_closes(word):
    with RunningChild(word) as child:
        child.process.stdin.close()
        assert child.exit_code() == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the Linux kernel")
def test_no_orphan_is_left_when_the_parent_is_killed():
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, "render"], cwd=ROOT, stdout=subprocess.PIPE
    )
    keeper = 0
    try:
        child, keeper = map(int, parent.stdout.readline().split())
        assert is_running(child)
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait(LIMIT_S)
        until = time.monotonic() + LIMIT_S
        while is_running(child) and time.monotonic() < until:
            time.sleep(0.02)
        assert not is_running(child)
    finally:
        parent.kill()
        parent.wait()
        parent.stdout.close()
        if keeper:
            os.kill(keeper, signal.SIGKILL)


def is_running(pid: int) -> bool:
    """Whether the process lives; one that nobody has buried yet does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"


@pytest.mark.parametrize("word", ["print", "render"])
def test_a_child_imports_neither_qt_nor_the_network_nor_the_database(word):
    code = (
        f"import sys; from app import {word}_child\n"
        "bad = {'PySide6', 'sqlalchemy', 'httpx', 'numpy', 'pydantic'} & set(sys.modules)\n"
        "print(sorted(bad))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
