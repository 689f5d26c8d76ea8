"""A supplier's photos: real JPEGs of one colour, and files that only pretend to be."""

from __future__ import annotations

import hashlib
import io
import threading

from PIL import Image, ImageDraw

from app.domain.errors import Offline, ProtocolBroken
from gateway.services.scaling import scaled


def photo(colour: str = "#cc3311", side: tuple[int, int] = (1800, 1200)) -> bytes:
    """A coloured plate with white around it."""
    picture = Image.new("RGB", side, "white")
    edge = side[1] // 6
    ImageDraw.Draw(picture).rectangle((edge, edge, side[0] - edge, side[1] - edge), fill=colour)
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=90)
    return made.getvalue()


def name_of(content: bytes) -> str:
    """The hash by which goods name a photo."""
    return hashlib.sha256(content).hexdigest()


class FakeGallery:
    """Answers as the gateway's GET /images does; used from the lanes' threads.

    `answers` overrules what is given for (hash, size); `going` is how many calls run now.
    """

    def __init__(self) -> None:
        self.originals: dict[str, bytes] = {}
        self.answers: dict[tuple[str, int], bytes] = {}
        self.asked: list[tuple[str, int]] = []
        self.offline = False
        self.hold: threading.Event | None = None
        self.going = 0
        self.most_going = 0
        self._lock = threading.Lock()

    def add(self, content: bytes) -> str:
        """Have a photo and return its name."""
        sha256 = name_of(content)
        self.originals[sha256] = content
        return sha256

    def fetch(self, sha256: str, size: int) -> bytes:
        """The gateway's answer."""
        with self._lock:
            self.asked.append((sha256, size))
            self.going += 1
            self.most_going = max(self.most_going, self.going)
        try:
            if self.hold is not None:
                assert self.hold.wait(20)
            if self.offline:
                raise Offline("nobody answers")
            if (sha256, size) in self.answers:
                return self.answers[sha256, size]
            if sha256 not in self.originals:
                raise ProtocolBroken("no such picture", code="not_found")
            return scaled(self.originals[sha256], size)
        finally:
            with self._lock:
                self.going -= 1
