"""The real program on an offscreen window, used as a person uses it: keys, clicks and eyes."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app import bootstrap
from app.bootstrap.installation import Installation
from app.bootstrap.options import parse
from app.storage.profile import ProfileFolder
from app.ui.shell.application import Language
from tests.end2end.hands import CTRL, WAIT_S, Hands, Key

SIZE = (1440, 900)
PASSWORD = "Promin2026-vesna"


class ClientWindow(Hands):
    """One dealer's computer: a profile folder and the program over it. Close it with `close`."""

    def __init__(self, profile: Path, gateway: str, *, printer: Path | None = None) -> None:
        super().__init__()
        self.profile = profile
        self.invitation: Any = None
        self._closed = False
        self._others = application().topLevelWidgets()
        self.stages: list[tuple[str, int, int]] = []
        self._hooks = (sys.excepthook, threading.excepthook)
        arguments = ["--profile", str(profile), "--gateway", gateway]
        if printer is not None:
            arguments += ["--print-folder", str(printer)]
        options = parse(arguments)
        ProfileFolder.open(profile)
        installation = Installation(profile, gateway, one_folder=True)
        self.program = bootstrap.build(application(), installation, options)
        # The program's own hook would show a dialog that nobody here reads.
        sys.excepthook = self._take_crash
        threading.excepthook = lambda caught: self._take_crash(
            caught.exc_type, caught.exc_value, caught.exc_traceback
        )
        self.program.window_opened.connect(self._note_window)

    def _take_crash(self, _kind: Any, error: BaseException | None, trace: Any) -> None:
        text = "".join(traceback.format_exception(error))
        sys.stderr.write(f"{text}\n")
        self._crashes.append(text)

    def _note_window(self) -> None:
        self.frame.resize(*SIZE)
        self.syncing.stage_reached.connect(
            lambda name, done, total: self.stages.append((name, done, total))
        )

    @property
    def user(self) -> Any:
        """The user's window (UserWindow)."""
        assert self.program.window is not None, "nobody is signed in"
        return self.program.window

    @property
    def syncing(self) -> Any:
        """The sync child as the window sees it."""
        deadline = time.monotonic() + WAIT_S
        while not hasattr(self.user, "goods") and time.monotonic() < deadline:
            QTest.qWait(5)
        return self.user.syncing

    @property
    def catalogue(self) -> Any:
        """The catalogue's screen."""
        return self.user.catalogue

    @property
    def dialog(self) -> Any:
        """The sign-in dialog."""
        assert self.program.dialog is not None, "nobody asks to sign in"
        return self.program.dialog

    @property
    def pages(self) -> Any:
        """The pages of the order."""
        return self.user.order.pages

    @property
    def thank_you(self) -> Any:
        """The thank-you page."""
        return self.pages.thank_you_or_none

    def open_start(self) -> None:
        """Start the program and wait for its first window."""
        self.program.begin()
        self.wait(lambda: self.program.dialog or self.program.window, "a window after the start")

    def sign_up(self, code: str, password: str = PASSWORD) -> None:
        """Sign in by an invitation, up to the opened window."""
        self.type_code(code)
        self.choose_password(password)

    def type_code(self, code: str) -> None:
        """Type the invitation's code and wait until it says who is invited."""
        dialog = self.dialog
        dialog.open_activation()
        page = dialog.activation
        self.type(code, page.code.edit)
        self.wait(lambda: page.card.isVisible() and page._view, "who is invited")

    def choose_password(self, password: str = PASSWORD) -> None:
        """Choose a password, activate, and wait for the window."""
        page = self.dialog.activation
        self.type(password, page.password.edit)
        self.type(password, page.again.edit)
        self.wait(page.activate.isEnabled, "the activation button")
        self.click(page.activate)
        self.wait(lambda: self.program.window, "the window after activation")
        self.frame.resize(*SIZE)

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        """Sign in by login and password, up to the button."""
        page = self.dialog.sign_in
        page.login.edit.clear()
        self.type(login, page.login.edit)
        page.password.edit.clear()
        self.type(password, page.password.edit)
        self.press(Key.Key_Return, on=page.password.edit)

    def start_working(self) -> None:
        """Wait for the end of the first sync and go on to the goods."""
        frame = self.frame
        self.wait(lambda: self.catalogue is not None, "what the journal and the cache know")
        self.wait(
            lambda: self.user.first_sync is None or frame.pages.first_run._start.isEnabled(),
            "the first sync's button",
        )
        if self.user.first_sync is not None:
            self.press(Key.Key_Return, on=frame.pages.first_run)
        self.wait_goods()

    def wait_goods(self) -> None:
        """Wait for goods with prices on the screen and for the order's pages behind them."""
        self.wait(lambda: self.frame.working, "the screens")
        self.wait(lambda: self.catalogue is not None, "the catalogue")
        self.wait(lambda: self.catalogue.model.rowCount(), "rows in the catalogue")
        self.wait(lambda: self.user.terms.contract, "a contract")
        self.wait(lambda: self.user.order, "the order's pages")
        self.wait(lambda: self.user.drafts.ready, "the carts")
        self.activate()

    def search(self, words: str) -> None:
        """Type into the search box and wait for the answer of the cache."""
        catalogue = self.catalogue
        if self.frame.workspace.current != "catalogue":
            self.press(Key.Key_1, CTRL, on=self.frame)
        self.press(Key.Key_F3, on=self.frame)
        if catalogue.search.text() == words:
            return
        asked = catalogue.listing._asked
        if catalogue.search.text():
            self.press(Key.Key_A, CTRL, on=catalogue.search)
            self.press(Key.Key_Delete, on=catalogue.search)
        answers: list[int] = []
        note = lambda: answers.append(catalogue.listing._asked)  # noqa: E731 - a slot to take off again
        catalogue.shown.connect(note)
        try:
            self.type(words, catalogue.search)
            assert catalogue.listing._asked > asked, "typing asks nothing"
            self.wait(lambda: catalogue.listing._asked in answers, f"the answer to {words!r}")
        finally:
            catalogue.shown.disconnect(note)

    def row_of(self, article: str) -> int:
        """The row of an article among those on the screen, -1 if it is not there."""
        model = self.catalogue.model
        for row in range(min(model.rowCount(), 200)):
            product = model.product(row)
            if product is not None and product.article == article:
                return row
        return -1

    def find(self, article: str) -> Any:
        """Search an article, make its row current and return what is painted there."""
        self.search(article)
        row = self.wait(lambda: self.row_of(article) + 1, f"the row of {article}") - 1
        self.catalogue.table.go_to_row(row)
        self.catalogue.table.setFocus()
        return self.catalogue.model.prepared(row)

    def type_quantity(self, article: str, quantity: str) -> None:
        """Find an article and type a quantity in the table, Enter."""
        before = self.user.drafts.active
        self.find(article)
        table = self.catalogue.table
        self.type(quantity[0], table)
        editor = self.focused()
        self.type(quantity[1:], editor)
        self.press(Key.Key_Return, on=editor)
        self.wait(lambda: self.user.drafts.active != before, f"{article} in the cart")

    def free(self, article: str, warehouse: str) -> int | None:
        """The free stock of an article at a warehouse as the window knows it (thousandths)."""
        product = self.product_of(article)
        cell = self.user.goods.stock_cell(self.warehouse(warehouse).guid, product.id)
        return None if cell is None else cell.free_milli

    def product_of(self, article: str) -> Any:
        """The product of an article, from the cache."""
        found: list[Any] = []
        self.user.goods.ask(
            lambda reader: reader.rows(reader.find_code(article)), found.append, owner=self
        )
        self.wait(lambda: found, f"the product {article}")
        exact = [one for one in found[0] if one.article == article]
        assert exact, f"the cache has no {article}"
        return exact[0]

    def warehouse(self, name: str) -> Any:
        """A warehouse of the profile by its name."""
        return next(one for one in self.user.terms.profile.warehouses if one.name == name)

    def press_button(self, name: str) -> None:
        """Press the window's primary button by its key (Ctrl+Enter)."""
        del name
        self.press(Key.Key_Return, CTRL, on=self.frame)

    def picture(self, path: Path, widget: QWidget | None = None) -> None:
        """Photograph the window with the pop-ups over it."""
        base = widget or self.program.dialog or self.frame
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QTest.qWait(30)
        picture = base.grab()
        painter = QPainter(picture)
        for top in QApplication.topLevelWidgets():
            if top is not base and top.isVisible() and top.isWindow() and _over(top, base):
                painter.drawPixmap(
                    top.mapToGlobal(QPoint()) - base.mapToGlobal(QPoint()), top.grab()
                )
        painter.end()
        path.parent.mkdir(parents=True, exist_ok=True)
        assert picture.save(str(path)), f"{path} was not written"

    def close(self) -> None:
        """End the program as closing its window does; once."""
        if self._closed:
            return
        self._closed = True
        program = self.program
        if program.window is not None and program.window.frame.isVisible():
            program.window.frame.close()
        if program.dialog is not None:
            program.dialog.close()
        program.finish()
        # Panels of screens that were never opened have no window round them yet.
        for top in QApplication.topLevelWidgets():
            if top.parentWidget() is None and top not in self._others:
                top.close()
                top.deleteLater()
        program.deleteLater()
        # The application goes on in this process, and speaks as it did before.
        for language in application().findChildren(Language):
            language.choose("en")
            language.deleteLater()
        sys.excepthook, threading.excepthook = self._hooks
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.check()


def _over(top: QWidget, base: QWidget) -> bool:
    parent = top.parentWidget()
    return parent is not None and parent.window() is base.window()


def offscreen(folder: Path) -> str:
    """The name of an offscreen platform with a usual screen: its own one is 800 pixels wide."""
    screen = {"name": "desk", "x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    path = folder / "screens.json"
    path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return f"offscreen:configfile={path}"


def application() -> QApplication:
    """The application object of this process, made once."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    return QApplication(["dealer-order"])


def children_of(process: int) -> dict[int, str]:
    """The processes below one, by id, with their command lines (Linux)."""
    parents: dict[int, tuple[int, str]] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            status = (entry / "stat").read_text()
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        state, parent = status.rpartition(")")[2].split()[:2]
        if state != "Z":
            parents[int(entry.name)] = (int(parent), words.strip())
    found: dict[int, str] = {}
    waiting = [process]
    while waiting:
        above = waiting.pop()
        for number, (parent, words) in parents.items():
            if parent == above and number not in found:
                found[number] = words
                waiting.append(number)
    return found


def client_children(process: int | None = None) -> dict[int, str]:
    """The client's own child programs below a process."""
    below = children_of(process or os.getpid())
    return {number: words for number, words in below.items() if "-m app " in f"{words} "}
