"""Live changes: from 1C's file and from another dealer's order to an open window's cell."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

from tools.bench._sessions import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.bench import Figure, Options


def run(options: Options) -> Iterator[Figure]:
    """Yield the times; the demo is always the default one."""
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        yield from figures_of("tools.bench._live_session", folder, str(options.repeats))
