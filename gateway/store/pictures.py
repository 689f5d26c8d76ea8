"""Pictures of goods on the disk, by the hash of what 1C sent, and their smaller copies."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

FOLDER = "pictures"
YOUNG_S = 24 * 3600
"""A file that no row knows yet may belong to an exchange that is going on."""


class PictureShelf:
    """Files below `data`/pictures: `kept` as they came, `scaled` made from them.

    Smaller copies may be deleted at any time. Several processes may share the folder: a file
    appears whole under its name or not at all.
    """

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER
        self._kept = self.folder / "kept"
        self._scaled = self.folder / "scaled"

    def inbox(self, account_id: int) -> Path:
        """Return where pictures of an account lie while 1C sends them."""
        return self.folder / str(account_id)

    def keep(self, content: bytes) -> str:
        """Store what 1C sent and return its SHA-256; the same bytes are stored once."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._path(self._kept, sha256)
        if not path.exists():
            _write(path, content)
        return sha256

    def known(self, content: bytes, sizes: Collection[int]) -> str | None:
        """Return the SHA-256 of bytes that are kept with copies of these sizes, else None."""
        sha256 = hashlib.sha256(content).hexdigest()
        paths = [self._path(self._scaled / str(size), sha256, ".jpg") for size in sizes]
        whole = self._path(self._kept, sha256).exists() and all(path.exists() for path in paths)
        return sha256 if whole else None

    def original(self, sha256: str) -> bytes | None:
        """Return what 1C sent, None where no such picture is kept."""
        return _read(self._path(self._kept, sha256))

    def copy(self, sha256: str, size: int) -> bytes | None:
        """Return the ready copy of that size, None where there is none yet."""
        return _read(self._path(self._scaled / str(size), sha256, ".jpg"))

    def keep_copy(self, sha256: str, size: int, content: bytes) -> None:
        """Store a copy of that size for the next who asks."""
        _write(self._path(self._scaled / str(size), sha256, ".jpg"), content)

    def forget_all_but(self, known: Collection[str]) -> int:
        """Delete pictures that are not `known` and not of today; returns how many were kept ones.

        Copies go with their picture.
        """
        oldest, gone = time.time() - YOUNG_S, 0
        for home in (self._kept, self._scaled):
            for path in home.rglob("*"):
                if path.is_file() and path.stem not in known and path.stat().st_mtime < oldest:
                    path.unlink(missing_ok=True)
                    gone += home is self._kept
        return gone

    @staticmethod
    def _path(home: Path, sha256: str, suffix: str = "") -> Path:
        return home / sha256[:2] / f"{sha256}{suffix}"


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".coming-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)
        raise
