"""Memory that the window needed for a moment goes back to the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

_BLOCKS = """
import sys
from app.bootstrap.heap import give_large_blocks_back

def anonymous_kb():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("RssAnon:"))

if sys.argv[1] == "yes":
    give_large_blocks_back()
# The library learns from this one that such blocks come and go, and keeps the next in its heap.
del_at_once = bytearray(30 * 2**20)
del del_at_once
large = bytearray(16 * 2**20)
above = [bytearray(1_000) for _ in range(3_000)]
before = anonymous_kb()
del large
print(before - anonymous_kb())
"""


def _returned_kb(asked: str) -> int:
    found = subprocess.run(
        [sys.executable, "-c", _BLOCKS, asked], capture_output=True, text=True, check=True
    )
    return int(found.stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only the GNU library is told")
def test_a_large_block_that_is_freed_leaves_the_process() -> None:
    if _returned_kb("no") > 15_000:
        pytest.skip("this C library gives large blocks back by itself")
    assert _returned_kb("yes") > 15_000
