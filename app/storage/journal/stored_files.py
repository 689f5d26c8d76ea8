"""Documents kept by hash: the bytes in the profile folder, the row in the journal."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from sqlalchemy.dialects.sqlite import insert

from app.domain.errors import ProtocolBroken, StorageFailed
from app.storage.journal.store import Journal, now_text
from app.storage.journal.tables import stored_files

LARGEST = 20 * 1024 * 1024


class StoredFiles:
    """A folder of files named by their SHA-256; what is there is never written over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path_of(self, sha256: str) -> Path:
        """Return where the file is or would be."""
        return self._folder / sha256[:2] / f"{sha256}.pdf"

    def has(self, sha256: str) -> bool:
        """Return whether the file is here."""
        return self.path_of(sha256).is_file()

    def keep(self, sha256: str, content: bytes) -> Path:
        """Write the bytes durably under their hash and return the path.

        Raises ProtocolBroken when they are not the promised ones, StorageFailed by the disk.
        """
        if hashlib.sha256(content).hexdigest() != sha256 or len(content) > LARGEST:
            message = "the document is not the one that was promised"
            raise ProtocolBroken(message)
        path = self.path_of(sha256)
        if path.is_file():
            return path
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        except OSError as error:
            message = f"stored files: {error}"
            raise StorageFailed(message) from error
        return path


def note_file(
    journal: Journal, sha256: str, size: int, kind: str, number: str, document: int | None
) -> None:
    """Remember which document the stored bytes are."""
    with journal.begin() as connection:
        connection.execute(
            insert(stored_files)
            .values(
                sha256=sha256,
                size=size,
                document=document,
                kind=kind,
                number=number,
                stored_at=now_text(),
            )
            .on_conflict_do_nothing(index_elements=["sha256"])
        )
