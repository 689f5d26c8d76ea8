"""Photos of goods: from this computer, else from the gateway, never trusted in either case."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.errors import Offline, ProtocolBroken

if TYPE_CHECKING:
    from app.storage.photos import PhotoFiles

Fetch = Callable[[str, int], bytes]
"""GET /images/{sha256}?size=: the bytes of a JPEG."""

SIZES = (96, 480, 1600)
"""Longest sides in pixels that the gateway makes."""
LARGEST = 5 * 1024 * 1024
MOST_SCANS = 100
"""An honest JPEG has about ten passes; each one costs a walk over all pixels."""


class Photos:
    """Gets photos (network lane) and keeps them on the disk."""

    def __init__(self, files: PhotoFiles, fetch: Fetch) -> None:
        self.files = files
        self._fetch = fetch

    def get(self, sha256: str, size: int, *, online: bool = True) -> bytes | None:
        """Return a photo's JPEG, or None where the supplier has none for this user.

        Raises Offline when it is not here and `online` is False or nobody answers, and what
        `Transport.call` names; ProtocolBroken for bytes that are no usable JPEG.
        """
        here = self.files.get(sha256, size)
        if here is not None:
            if fault(here) == "":
                return here
            self.files.forget(sha256, size)
        if not online:
            message = "the photo is not on this computer"
            raise Offline(message)
        try:
            content = self._fetch(sha256, size)
        except ProtocolBroken as error:
            if error.code == "not_found":
                return None
            raise
        wrong = fault(content)
        if wrong:
            raise ProtocolBroken(wrong)
        self.files.keep(sha256, size, content)
        return content


def fault(content: bytes) -> str:
    """Return why bytes are no photo that may be decoded, or ''."""
    if len(content) > LARGEST:
        return "the photo is too large"
    if not content.startswith(b"\xff\xd8\xff"):
        return "the photo is no JPEG"
    if not content.endswith(b"\xff\xd9"):
        return "the photo is cut"
    if content.count(b"\xff\xda") > MOST_SCANS:
        return "the photo has too many passes"
    return ""


def size_for(side_px: int) -> int:
    """Return the smallest size of the gateway that fills so many pixels."""
    return next((size for size in SIZES if size >= side_px), SIZES[-1])
