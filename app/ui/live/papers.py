"""Papers on the screen: fetched once, kept by hash, drawn by the render child."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from app.ui.children import Child, own_program

if TYPE_CHECKING:
    from app.services.documents import Documents, StoredDocument
    from app.ui.live.goods import Goods
    from app.ui.tasks import Tasks

ANSWER_WITHIN_S = 10.0
RETRY_MS = 2_000


class Papers(QObject):
    """Papers of orders. A paper that the gateway still makes is asked for again."""

    listed = Signal(str, object)
    """An order's key and its documents as the cache has them (list of wire objects)."""
    stored = Signal(object)
    """A StoredDocument is on this computer."""
    failed = Signal(int, object)
    """A document id and the error that kept it away."""

    def __init__(self, tasks: Tasks, goods: Goods, documents: Callable[[], Documents]) -> None:
        super().__init__()
        self._tasks = tasks
        self._goods = goods
        self._documents = documents
        self._again: dict[int, dict[str, Any]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(RETRY_MS)
        self._timer.timeout.connect(self._retry)

    def list_for(self, order_key: str) -> None:
        """Read an order's documents from the cache; `listed` follows."""

        def tell(found: list[dict[str, Any]]) -> None:
            self.listed.emit(order_key, found)

        self._goods.ask(lambda reader: reader.documents(order_key), tell, owner=self)

    def fetch(self, document: dict[str, Any]) -> None:
        """Get a ready document; `stored` or `failed` follows."""
        number = int(document["id"])

        def work() -> StoredDocument | None:
            return self._documents().fetch(
                number, document["kind"], document["number"], document["sha256"]
            )

        def done(stored: StoredDocument | None) -> None:
            if stored is None:
                self._again[number] = document
                self._timer.start()
                return
            self._again.pop(number, None)
            self._tasks.write(lambda: self._documents().note(stored), _nothing, owner=self)
            self.stored.emit(stored)

        def failed(error: Exception) -> None:
            self._again[number] = document
            self._timer.start()
            self.failed.emit(number, error)

        self._tasks.fetch(work, done, failed, owner=self)

    def forget(self, document: int) -> None:
        """Stop asking for a document: nobody looks at it any more."""
        self._again.pop(document, None)

    @Slot()
    def _retry(self) -> None:
        waiting, self._again = self._again, {}
        if not waiting:
            self._timer.stop()
        for document in waiting.values():
            self.fetch(document)


class PageRenderer(QObject):
    """One open PDF, drawn page by page in the render child; killed when it does not answer."""

    opened = Signal(str, int, object)
    """The file's hash, its number of pages, page sizes in points (None = unreadable page)."""
    rendered = Signal(int, QImage)
    failed = Signal(str)
    """Why nothing can be shown: `timeout`, or the child's own word."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = tempfile.TemporaryDirectory(prefix="pages-")
        self._child = Child("render", own_program("render"), self, restart=False)
        self._child.received.connect(self._take)
        self._child.timed_out.connect(self._note_timeout)
        self._request = 0

    def open(self, path: Path, sha256: str) -> None:
        """Open a file; `opened` or `failed` follows. Pages asked for before are forgotten."""
        if not self._child.running:
            self._child.start()
        self._request += 1
        self._send({"id": self._request, "open": str(path), "sha256": sha256})

    def render(self, page: int, width_px: int) -> None:
        """Draw a page (from 0) at a width in device pixels; `rendered` follows."""
        self._send(
            {
                "id": self._request,
                "render": page,
                "width_px": width_px,
                "out_dir": self._folder.name,
            }
        )

    def finish(self) -> None:
        """End the child and delete its pictures."""
        self._child.finish()
        self._folder.cleanup()

    def _send(self, message: dict[str, Any]) -> None:
        self._child.send(message, answer_within_s=ANSWER_WITHIN_S)

    @Slot(object)
    def _take(self, message: dict[str, Any]) -> None:
        if message.get("id") != self._request:
            _forget_picture(self._folder.name, message)
            return
        if "opened" in message:
            self.opened.emit(message["opened"], message["pages"], message["sizes"])
        elif "rendered" in message:
            path = Path(self._folder.name) / Path(message["file"]).name
            pixels = path.read_bytes()
            path.unlink()
            image = QImage(
                pixels,
                message["width"],
                message["height"],
                message["stride"],
                QImage.Format.Format_RGB32,
            )
            self.rendered.emit(message["rendered"], image.copy())
        elif "error" in message:
            self.failed.emit(str(message["error"]))

    @Slot()
    def _note_timeout(self) -> None:
        self.failed.emit("timeout")


def _forget_picture(folder: str, message: dict[str, Any]) -> None:
    if "file" in message:
        (Path(folder) / Path(message["file"]).name).unlink(missing_ok=True)


def _nothing(_result: object) -> None:
    pass
