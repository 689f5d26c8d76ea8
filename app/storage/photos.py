"""Photos of goods on this computer: a copy that may be fetched again, kept below a limit."""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from pathlib import Path

_log = logging.getLogger(__name__)

LEFT_PERCENT = 90
"""How much of the limit stays when the limit is passed: not every new photo makes room anew."""
USED_AGAIN_S = 24 * 3600
"""A photo that is looked at is noted as used once a day: reading must not mean writing."""
_HASH = re.compile(r"[0-9a-f]{64}")


class PhotoFiles:
    """Photos by hash and size below a folder; those not looked at for longest go first.

    May be used from several threads; every method reads or writes the disk. A disk that refuses
    loses nothing: the photo is shown and fetched again another time.
    """

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes
        self._lock = threading.Lock()
        self._bytes: int | None = None

    def get(self, sha256: str, size: int) -> bytes | None:
        """Return a photo that is here, else None."""
        path = self._path(sha256, size)
        try:
            content = path.read_bytes()
            if time.time() - path.stat().st_mtime > USED_AGAIN_S:
                os.utime(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            _log.info("a photo cannot be read: %s", error)
            return None
        return content

    def keep(self, sha256: str, size: int, content: bytes) -> None:
        """Keep a photo, and forget old ones when the limit is passed."""
        path = self._path(sha256, size)
        with self._lock:
            try:
                before = path.stat().st_size if path.exists() else 0
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                unfinished = path.with_suffix(".part")
                unfinished.write_bytes(content)
                unfinished.replace(path)
            except OSError as error:
                _log.info("a photo cannot be kept: %s", error)
                return
            if self._bytes is not None:
                self._bytes += len(content) - before
            if self._counted() > self._limit_bytes:
                self._make_room(self._limit_bytes * LEFT_PERCENT // 100)

    def forget(self, sha256: str, size: int) -> None:
        """Delete one photo: it is damaged."""
        path = self._path(sha256, size)
        with self._lock:
            try:
                gone = path.stat().st_size
                path.unlink()
            except FileNotFoundError:
                return
            except OSError as error:
                # Windows keeps a file that somebody reads: a whole copy replaces it or the next
                # look finds it damaged again.
                _log.info("a photo cannot be deleted: %s", error)
                return
            if self._bytes is not None:
                self._bytes -= gone

    def size_bytes(self) -> int:
        """Return how much all photos take."""
        with self._lock:
            return self._counted()

    def set_limit(self, limit_bytes: int) -> None:
        """Take another limit; what is over it goes at once."""
        with self._lock:
            self._limit_bytes = limit_bytes
            if self._counted() > limit_bytes:
                self._make_room(limit_bytes)

    def clear(self) -> None:
        """Delete all photos."""
        with self._lock:
            self._make_room(0)

    def _path(self, sha256: str, size: int) -> Path:
        if not _HASH.fullmatch(sha256):
            message = "a photo is named by 64 hexadecimal digits"
            raise ValueError(message)
        return self._folder / sha256[:2] / f"{sha256}-{size}.jpg"

    def _counted(self) -> int:
        if self._bytes is None:
            self._bytes = sum(size for _used, size, _path in self._files())
        return self._bytes

    def _make_room(self, most_bytes: int) -> None:
        files = sorted(self._files())
        total = sum(size for _used, size, _path in files)
        for _used, size, path in files:
            if total <= most_bytes:
                break
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                # Windows keeps a file that somebody reads: the next time finds it again.
                _log.info("a photo cannot be deleted: %s", error)
                continue
            total -= size
        self._bytes = total

    def _files(self) -> list[tuple[float, int, Path]]:
        """Return when each file was last used, its size and path; half-written ones too."""
        found = []
        for path in self._folder.glob("??/*"):
            try:
                state = path.stat()
            except OSError:
                # Gone meanwhile, or on its way there: Windows shows a file until its last reader.
                continue
            found.append((state.st_mtime, state.st_size, path))
        return found


def is_photo_hash(text: str) -> bool:
    """Tell whether a word of the feed can name a photo."""
    return _HASH.fullmatch(text) is not None
