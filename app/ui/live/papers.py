"""Papers on the screen: fetched once, kept by hash, drawn by the render child."""

from __future__ import annotations

import logging
import tempfile
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from app.domain.errors import AppError
from app.own_program import own_program
from app.ui.children import Child

if TYPE_CHECKING:
    from app.services.documents import Documents, StoredDocument
    from app.ui.live.goods import Goods
    from app.ui.tasks import Tasks

_log = logging.getLogger(__name__)

ANSWER_WITHIN_S = 10.0
RETRY_MS = 2_000
RETRY_AT_MOST_MS = 60_000


class Papers(QObject):
    """Papers of orders. One that is not here yet is asked for again, less and less often."""

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
        self._answered: dict[str, list[dict[str, Any]]] = {}
        self._wanted: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RETRY_MS)
        self._timer.timeout.connect(self._retry)

    def take_answer(self, order_key: str, documents: list[dict[str, Any]]) -> None:
        """Know an order's documents from the gateway's answer, before the feed brings them."""
        self._answered[order_key] = documents
        self.listed.emit(order_key, documents)

    def list_for(self, order_key: str) -> None:
        """Read an order's documents from the cache; `listed` follows."""

        def tell(found: list[dict[str, Any]]) -> None:
            known = {one["id"]: one for one in self._answered.get(order_key, ())}
            known |= {one["id"]: one for one in found}
            self.listed.emit(order_key, list(known.values()))

        self._goods.ask(lambda reader: reader.documents(order_key), tell, owner=self)

    def fetch(self, document: dict[str, Any]) -> None:
        """Get a ready document; `stored` or `failed` follows."""
        number = int(document["id"])

        def work() -> StoredDocument | None:
            return self._documents().fetch(
                number, document["kind"], document["number"], document["sha256"]
            )

        def done(stored: StoredDocument | None) -> None:
            if number not in self._wanted:
                return
            if stored is None:
                self._ask_again(document)
                return
            self._wanted.discard(number)
            self._timer.setInterval(RETRY_MS)
            self._tasks.write(lambda: self._documents().note(stored), _nothing, owner=self)
            self.stored.emit(stored)

        def failed(error: Exception) -> None:
            if not isinstance(error, AppError):
                raise error
            if number in self._wanted:
                self._ask_again(document)
                self.failed.emit(number, error)

        self._wanted.add(number)
        self._tasks.fetch(work, done, failed, owner=self)

    def forget(self, document: int) -> None:
        """Stop asking for a document: nobody looks at it any more."""
        self._wanted.discard(document)
        self._again.pop(document, None)

    def _ask_again(self, document: dict[str, Any]) -> None:
        self._again[int(document["id"])] = document
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _retry(self) -> None:
        waiting, self._again = self._again, {}
        self._timer.setInterval(min(2 * self._timer.interval(), RETRY_AT_MOST_MS))
        for document in waiting.values():
            self.fetch(document)


class PageRenderer(QObject):
    """One open PDF, drawn page by page in the render child; killed when it does not answer.

    The child gets one request at a time, so that each has its own time to be answered in.
    """

    opened = Signal(str, int, object)
    """The file's hash, its number of pages, page sizes in points (None = unreadable page)."""
    rendered = Signal(int, QImage)
    page_failed = Signal(int, str)
    """A page that cannot be drawn, and the child's word for it."""
    failed = Signal(str)
    """Why nothing can be shown: `timeout`, `died`, or the child's own word."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        command: Sequence[str] = (),
        answer_within_s: float = ANSWER_WITHIN_S,
    ) -> None:
        super().__init__(parent)
        self._folder = tempfile.TemporaryDirectory(prefix="pages-")
        self._answer_within_s = answer_within_s
        self._child = Child("render", command or own_program("render"), self, restart=False)
        self._child.received.connect(self._take)
        self._child.timed_out.connect(self._note_timeout)
        self._child.stopped.connect(self._note_gone)
        self._waiting: deque[dict[str, Any]] = deque()
        self._asked: dict[str, Any] | None = None
        self._request = 0

    def warm_up(self) -> None:
        """Start the child before the first file comes."""
        self._child.start()

    def open(self, path: Path, sha256: str) -> None:
        """Open a file; `opened` or `failed` follows. Pages asked for before are forgotten."""
        self._request += 1
        self._waiting.clear()
        self._waiting.append({"id": self._request, "open": str(path), "sha256": sha256})
        self._ask()

    def render(self, page: int, width_px: int) -> None:
        """Draw a page (from 0) at a width in device pixels; `rendered` or `page_failed` follows."""
        self._waiting.append(
            {
                "id": self._request,
                "render": page,
                "width_px": width_px,
                "out_dir": self._folder.name,
            }
        )
        self._ask()

    def close(self) -> None:
        """Forget what was asked for; nothing more is told of it."""
        self._request += 1
        self._waiting.clear()

    def finish(self) -> None:
        """End the child and delete its pictures."""
        self._waiting.clear()
        self._child.stopped.disconnect(self._note_gone)
        self._child.finish()
        self._folder.cleanup()

    def _ask(self) -> None:
        if self._asked is not None or not self._waiting:
            return
        self._child.start()
        self._asked = self._waiting.popleft()
        self._child.send(self._asked, answer_within_s=self._answer_within_s)

    @Slot(object)
    def _take(self, message: dict[str, Any]) -> None:
        asked, self._asked = self._asked, None
        if asked is None or message.get("id") != self._request:
            _forget_picture(self._folder.name, message)
        elif "opened" in message:
            self.opened.emit(message["opened"], message["pages"], message["sizes"])
        elif "rendered" in message:
            self._take_picture(message)
        elif "error" in message:
            self._tell_failure(asked, str(message["error"]))
        self._ask()

    def _take_picture(self, message: dict[str, Any]) -> None:
        path = Path(self._folder.name) / Path(message["file"]).name
        try:
            pixels = path.read_bytes()
            path.unlink()
        except OSError as error:
            _log.warning("the picture of a page is gone: %s", error)
            self.page_failed.emit(message["rendered"], "storage")
            return
        image = QImage(
            pixels,
            message["width"],
            message["height"],
            message["stride"],
            QImage.Format.Format_RGB32,
        )
        self.rendered.emit(message["rendered"], image.copy())

    def _tell_failure(self, asked: dict[str, Any], reason: str) -> None:
        if "render" in asked:
            self.page_failed.emit(int(asked["render"]), reason)
        else:
            self.failed.emit(reason)

    @Slot()
    def _note_timeout(self) -> None:
        self._lose("timeout")

    @Slot(int)
    def _note_gone(self, _code: int) -> None:
        # A killed child is gone only now: what came after it was killed may be asked for.
        self._lose("died")
        self._ask()

    def _lose(self, reason: str) -> None:
        asked = self._asked
        if asked is not None and asked.get("id") == self._request:
            self._waiting.clear()
            self.failed.emit(reason)
        # Until a killed child is really gone nothing can be asked.
        self._asked = {} if self._child.running else None


def _forget_picture(folder: str, message: dict[str, Any]) -> None:
    if "file" in message:
        (Path(folder) / Path(message["file"]).name).unlink(missing_ok=True)


def _nothing(_result: object) -> None:
    pass
