"""Fetches papers once, keeps them by hash, and says where they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import ProtocolBroken
from app.storage.journal.stored_files import StoredFiles, note_file

if TYPE_CHECKING:
    from app.storage.journal.store import Journal

FetchPdf = Callable[[int], bytes | None]
"""GET /documents/{id}/pdf: the bytes, or None while the paper is being made."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A paper on this computer."""

    document: int
    kind: str
    number: str
    sha256: str
    size: int
    path: Path


class Documents:
    """Papers of the supplier: bytes are kept as received, whoever made them."""

    def __init__(self, journal: Journal, files: StoredFiles, fetch_pdf: FetchPdf) -> None:
        self._journal = journal
        self._files = files
        self._fetch_pdf = fetch_pdf

    def stored(self, document: int, kind: str, number: str, sha256: str) -> StoredDocument | None:
        """Return the paper if it is here already."""
        if not self._files.has(sha256):
            return None
        path = self._files.path_of(sha256)
        return StoredDocument(document, kind, number, sha256, path.stat().st_size, path)

    def fetch(self, document: int, kind: str, number: str, sha256: str) -> StoredDocument | None:
        """Get the paper (network lane); None while the gateway is still making it.

        Raises ProtocolBroken when the bytes are no PDF or not the promised ones.
        """
        here = self.stored(document, kind, number, sha256)
        if here is not None:
            return here
        content = self._fetch_pdf(document)
        if content is None:
            return None
        if not content.startswith(b"%PDF-"):
            message = "the document is no PDF"
            raise ProtocolBroken(message)
        path = self._files.keep(sha256, content)
        return StoredDocument(document, kind, number, sha256, len(content), path)

    def note(self, stored: StoredDocument) -> None:
        """Write down what the stored bytes are (journal lane)."""
        note_file(
            self._journal, stored.sha256, stored.size, stored.kind, stored.number, stored.document
        )
