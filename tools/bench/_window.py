"""The program's own window over a filled cache, offscreen, and a clock for its frames."""

from __future__ import annotations

import gc
import os
import time
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap import RESOURCES
from app.bootstrap.installation import Installation
from app.bootstrap.user_window import UserWindow
from app.storage.profile import ProfileFolder
from app.ui.garbage import MainThreadGarbage
from app.ui.overriding import override
from app.ui.shell.application import dress, make_application
from app.ui.tasks import Tasks
from tools.processes import CommandFailed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZE = (1440, 900)
NOWHERE = "http://127.0.0.1:9"
WAIT_S = 120.0


class Paints(QObject):
    """Counts the paints of a widget."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


class BenchWindow:
    """One user's window as the program makes it, without a gateway. Times are in milliseconds."""

    def __init__(self, profile: Path) -> None:
        self._application = QApplication.instance() or make_application(
            ["bench"], name="bench", version="0"
        )
        assert isinstance(self._application, QApplication)
        theme, language = dress(self._application, RESOURCES)
        theme.install(self._application)
        if not language.choose("uk"):
            raise CommandFailed("the translations are not built: python3 dev.py builds them")
        self._tasks = Tasks()
        self._installation = Installation(profile, NOWHERE, one_folder=True)
        folder = ProfileFolder.open(profile)
        self.user = UserWindow(self._installation, folder, theme, self._tasks)
        self.user.open(bench_paint=False)
        self.wait(lambda: self.user.catalogue is not None, "the catalogue")
        screen: Any = self.user.catalogue
        self.screen = screen
        self.table = screen.table
        self.model = screen.model
        self.cpu_ms = 0.0
        self.whole_cpu_ms = 0.0
        self.paints = Paints(self.table.viewport())
        self._heartbeat = QTimer(self.paints)
        self._heartbeat.start(20)
        self.wait(lambda: self.model.rowCount() and self.user.terms.contract, "the goods")
        self.wait(lambda: self.user.order, "the order's pages")
        # The window takes the place that was kept of it; what is measured has one size.
        self.user.frame.resize(*SIZE)
        self.settle(0.0)
        self.wait(self.rows_are_there, "the first rows")
        # As the program does it when its window stands.
        gc.freeze()
        self._garbage = MainThreadGarbage(self.paints)
        self.settle()

    def close(self) -> None:
        """End the window and its lanes."""
        self._garbage.stop()
        self.user.frame.close()
        self.user.finish_children()
        self._tasks.shutdown(10.0)
        self.user.close_files()
        self._installation.close()

    def wait(self, condition: Callable[[], Any], what: str) -> None:
        """Let the program run until the condition holds."""
        deadline = time.monotonic() + WAIT_S
        while not condition():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 2)
            if time.monotonic() > deadline:
                raise CommandFailed(f"the window did not show {what}")

    def settle(self, seconds: float = 0.3) -> None:
        """Let the program do what it has to do."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    def rows_are_there(self) -> bool:
        """Tell whether every row on the screen has its goods, none is a skeleton."""
        first = max(self.table.rowAt(0), 0)
        last = self.table.rowAt(self.table.viewport().height() - 1)
        if last < 0:
            last = self.model.rowCount() - 1
        return all(self.model.product(row) is not None for row in range(first, last + 1))

    def frame(self, act: Callable[[], object]) -> float:
        """Do something and paint what it changed, with everything else that was due.

        `cpu_ms` is then the main thread's processor time of it: what other programs on the
        machine take is not in it.
        """
        painted = self.paints.count
        began, worked = time.perf_counter(), time.thread_time()
        act()
        # The request to paint is a posted event: this is one turn of the event loop.
        QCoreApplication.sendPostedEvents()
        self.cpu_ms = (time.thread_time() - worked) * 1000
        taken = time.perf_counter() - began
        if self.paints.count == painted:
            raise CommandFailed("nothing was painted")
        return taken * 1000

    def until_rows(self, act: Callable[[], object]) -> tuple[float, float]:
        """Do something that needs other rows: the first frame, and the frame with all rows.

        `whole_cpu_ms` is then the processor time of all threads until the second.
        """
        began, worked = time.perf_counter(), time.process_time()
        first = self.frame(act)
        while not self.rows_are_there():
            self._turn()
        QCoreApplication.sendPostedEvents()
        self.whole_cpu_ms = (time.process_time() - worked) * 1000
        return first, (time.perf_counter() - began) * 1000

    def until_shown(self, act: Callable[[], object]) -> float:
        """Do something that asks for another list: until its rows are painted."""
        shown: list[int] = []

        def note() -> None:
            shown.append(1)

        self.screen.shown.connect(note)
        began, worked = time.perf_counter(), time.process_time()
        act()
        late = began + WAIT_S
        while not shown or not self.rows_are_there():
            self._turn()
            if time.perf_counter() > late:
                raise CommandFailed("no list came")
        QCoreApplication.sendPostedEvents()
        self.whole_cpu_ms = (time.process_time() - worked) * 1000
        taken = time.perf_counter() - began
        self.screen.shown.disconnect(note)
        return taken * 1000

    def repaint(self) -> float:
        """Paint the whole window again as it is."""
        # To look for the widgets and to ask each for a repaint is no part of painting them.
        for widget in self.user.frame.findChildren(QWidget):
            if widget.isVisible():
                widget.update()
        return self.frame(_nothing)

    def _turn(self) -> None:
        # Sleeps as the program's own loop does; a busy one would hold up the lanes' threads.
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _nothing() -> None:
    """What is to be painted has been asked for already."""
