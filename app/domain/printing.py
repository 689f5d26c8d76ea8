"""What printing remembers: where a kind of document goes, and the jobs."""

from __future__ import annotations

from typing import NamedTuple


class PrintPreset(NamedTuple):
    """Where a kind of document is printed without asking."""

    kind: str
    backend: str
    printer: str
    copies: int
    duplex: bool


class PrintJob(NamedTuple):
    """A job as the user asked for it."""

    document: int | None
    kind: str
    number: str
    sha256: str
    backend: str
    printer: str
    copies: int
