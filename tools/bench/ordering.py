"""Placing: from Ctrl+Enter to our number and the invoice on the screen, on the default demo."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bench._sessions import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.bench import Figure, Options

ORDERS = 2
"""The demo has goods for two orders of this cart."""


def run(options: Options) -> Iterator[Figure]:
    """Yield the times of quotes and orders; the demo is always the default one."""
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        orders = str(min(options.repeats, ORDERS))
        yield from figures_of("tools.bench._ordering_session", str(Path(folder)), orders)
