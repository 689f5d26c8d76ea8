"""Keeps the window's memory from growing by what sorting and searching need for a moment.

The GNU library gives a freed block back to the system when the block had a mapping of its own. It
raises the size from which blocks get one, up to 32 MB, each time such a block is freed; after that
the arrays of a million prices lie among small blocks, and the holes they leave stay with the
process: 45 MB of 297 at a million products. A fixed size ends this. From 4 MB on numpy asks for
large pages, so a fresh array of that size is filled about as fast as an old block: keystrokes and
sorted switches took the same processor time within 5 %. Windows gives large blocks back by itself.
"""

from __future__ import annotations

import sys

_M_MMAP_THRESHOLD = -3
_LARGE = 4 * 1024 * 1024


def give_large_blocks_back() -> None:
    """Have large blocks go back to the system when they are freed, for the life of the process.

    Only the window calls it: a child ends soon, and its memory with it. Does nothing where the C
    library is another one.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    library = ctypes.CDLL(None)
    if hasattr(library, "gnu_get_libc_version"):
        library.mallopt(_M_MMAP_THRESHOLD, _LARGE)
