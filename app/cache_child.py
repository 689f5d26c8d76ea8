"""The cache child: does long work over a whole cache file for the sync child, which goes on.

`python -m app cache WHAT FILE` reads the committed goods and writes pickles to stdout. `codes`: the
codes' part of the search index, CodeWords first, then its dictionaries as `Packed`. `orders`: the
goods in the stored orders of the list, one `Orders`. It ends when its parent does, and it yields to
the window.
"""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from app.child_process import InputLines, die_with_parent
from app.storage.cache.code_index import CodesHere
from app.storage.cache.collector import no_collector
from app.storage.cache.layout import connect
from app.storage.cache.orders import sorted_goods

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

POLITE = 5


def main(argv: Sequence[str]) -> int:
    """Write what is asked for about the file that is named."""
    what, path = argv
    die_with_parent()
    InputLines()
    if sys.platform != "win32":
        os.nice(POLITE)
    with closing(connect(Path(path), query_only=True)) as connection, no_collector():
        connection.execute("BEGIN")  # of one moment
        for made in {"codes": _codes, "orders": _orders}[what](connection):
            pickle.dump(made, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
            sys.stdout.buffer.flush()
    return 0


def _codes(connection: sqlite3.Connection) -> Iterator[object]:
    codes = CodesHere(connection)
    yield codes.words()
    yield from codes.dictionaries()


def _orders(connection: sqlite3.Connection) -> Iterator[object]:
    yield sorted_goods(connection)
