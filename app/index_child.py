"""The index child: makes the codes' part of a cache file's search index for the sync child.

`python -m app index FILE` reads the committed goods and writes pickles to stdout: CodeWords first,
then the dictionaries as `Packed`. It ends when its parent does, and it yields to the window.
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

if TYPE_CHECKING:
    from collections.abc import Sequence

POLITE = 5


def main(argv: Sequence[str]) -> int:
    """Write the part of the file that is named."""
    die_with_parent()
    InputLines()
    if sys.platform != "win32":
        os.nice(POLITE)
    with closing(connect(Path(argv[0]), query_only=True)) as connection, no_collector():
        connection.execute("BEGIN")  # of one moment
        codes = CodesHere(connection)
        _write(codes.words())
        for made in codes.dictionaries():
            _write(made)
    return 0


def _write(made: object) -> None:
    pickle.dump(made, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.flush()
