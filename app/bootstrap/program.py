"""The program from start to end: sign-in, then the window of one user."""

from __future__ import annotations

import datetime as dt
import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from app.bootstrap.user_window import UserWindow
from app.domain.errors import AppError, Offline, SignInNeeded
from app.storage.cache import generations
from app.storage.profile import FileLock, ProfileFolder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.bootstrap.installation import Installation
    from app.bootstrap.opening import Opening
    from app.ui.garbage import MainThreadGarbage
    from app.ui.shell.application import Language
    from app.ui.shell.crash import CrashReporter
    from app.ui.shell.single_instance import FirstInstance
    from app.ui.sign_in.dialog import SignInDialog
    from app.ui.sign_in.presenter import SignInPresenter
    from app.ui.tasks import Tasks
    from app.ui.theme.theme import Theme

SHUTDOWN_S = 12.0
WARM_UP_MS = 400


class Program(QObject):
    """Shows the sign-in dialog or the user's window, whichever is due."""

    window_opened = Signal()
    dialog_opened = Signal()

    def __init__(
        self,
        installation: Installation,
        theme: Theme,
        language: Language,
        tasks: Tasks,
        crash: CrashReporter,
        *,
        bench_paint: bool = False,
        print_folders: Sequence[Path] = (),
        opening: Opening | None = None,
    ) -> None:
        super().__init__()
        self._installation = installation
        self._theme = theme
        self._language = language
        self._tasks = tasks
        self._crash = crash
        self._bench_paint = bench_paint
        self._opening = opening
        self._print_folders = print_folders
        self._lock: FileLock | None = None
        self._instance: FirstInstance | None = None
        self._garbage: MainThreadGarbage | None = None
        self.dialog: SignInDialog | None = None
        self._presenter: SignInPresenter | None = None
        self.window: UserWindow | None = None

    def begin(self, link: str = "") -> bool:
        """Open the user's window if he was here before and is remembered, else ask him to sign in.

        False when the user has a window already: that one was raised, this program ends.
        """
        settings = self._installation.settings.value
        if self._bench_paint or (settings.remember and settings.login and not link):
            folder = ProfileFolder(self._installation.profile_root(settings.login))
            # Carts without goods: the cache was deleted or of another layout, it is fetched again.
            carts_alone = not self._bench_paint and folder.journal.exists()
            if carts_alone or generations.newest(folder.cache) is not None:
                self._open_window(settings.login)
                if self.window is not None:
                    # The network's libraries are large: they are loaded after the first paint.
                    self.window.went_on.connect(self._resume)
                return self.window is not None
        if self._bench_paint:
            # The bench asked for cached goods and there are none: say nothing and end.
            return False
        self.open_dialog(link)
        return True

    def open_dialog(self, link: str = "") -> None:
        """Ask the user to sign in."""
        from app.ui.sign_in.dialog import SignInDialog
        from app.ui.sign_in.presenter import SignInPresenter

        installation = self._installation
        dialog = SignInDialog(self._theme, _now)
        dialog.setProperty("server", installation.address)
        self.dialog = dialog
        self._crash.set_window(dialog)
        presenter = SignInPresenter(
            dialog,
            self._tasks,
            lambda: installation.gateway().about(),
            lambda: installation.signed_in(),
            installation.settings.value.login,
        )
        self._presenter = presenter
        presenter.signed_in.connect(self._enter)
        presenter.supplier_known.connect(installation.keep_brand)
        dialog.server_changed.connect(self._change_server)
        dialog.language_chosen.connect(self._choose_language)
        dialog.show_language(installation.settings.value.language)
        dialog.finished.connect(self._leave)
        if link:
            dialog.open_activation(link)
        dialog.show()
        self._begin_collecting()
        if installation.address:
            presenter.ask_about()
        self.dialog_opened.emit()

    def _begin_collecting(self) -> None:
        """The start has put the collector off; what is made by now stays."""
        from app.ui.garbage import MainThreadGarbage

        if self._garbage is None:
            gc.freeze()
            self._garbage = MainThreadGarbage(self)

    def finish(self) -> None:
        """End everything in order: children, the journal's lane, files, locks."""
        if self._instance is not None:
            self._instance.close()
        if self.window is not None:
            self.window.finish_children()
        self._tasks.shutdown(SHUTDOWN_S)
        if self.window is not None:
            self.window.close_files()
        self._installation.close()
        if self._lock is not None:
            self._lock.release()
        if self._garbage is not None:
            self._garbage.stop()

    @Slot(str, bool)
    def _enter(self, login: str, remember: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        installation = self._installation
        known = installation.settings.value.login
        if installation.one_folder and known and known.casefold() != login.strip().casefold():
            if self.dialog is not None:
                text = self.tr("This folder belongs to {login}.").format(login=known)
                self.dialog.sign_in.show_problem(text)
            return
        installation.settings.change(
            login=login.strip(), remember=remember, gateway=installation.address
        )
        dialog, self.dialog = self.dialog, None
        if self._open_window(login) and self.window is not None:
            self.window.went_on.connect(self.window.start_syncing)
            if dialog is not None:
                dialog.hide()
                dialog.deleteLater()

    def _open_window(self, login: str) -> bool:
        folder = ProfileFolder.open(self._installation.profile_root(login))
        opening, self._opening = self._opening, None
        lock = folder.window_lock() if opening is None else opening.lock
        if opening is None and not lock.acquire():
            from app.ui.shell.single_instance import call_first

            call_first(_socket_name(folder))
            QApplication.quit()
            return False
        self._lock = lock
        window = UserWindow(
            self._installation,
            folder,
            self._theme,
            self._tasks,
            self._print_folders,
            self._language,
            opening,
        )
        self.window = window
        self._crash.set_window(window.frame)
        window.sign_in_needed.connect(self._ask_again)
        window.open(bench_paint=self._bench_paint)
        self.window_opened.emit()
        QTimer.singleShot(WARM_UP_MS, self, self._listen)
        return True

    @Slot()
    def _listen(self) -> None:
        if self.window is None or self._bench_paint:
            return
        from app.ui.shell.single_instance import FirstInstance

        self._instance = FirstInstance(_socket_name(self.window.folder), self)
        self._instance.raised.connect(self._raise)
        self._instance.listen()

    @Slot(str)
    def _raise(self, _text: str) -> None:
        if self.window is not None:
            self.window.frame.come_forward()

    @Slot()
    def _resume(self) -> None:
        self._begin_collecting()
        installation = self._installation
        self._tasks.fetch(
            lambda: installation.signed_in().resume(),
            self._note_resumed,
            self._note_not_resumed,
            owner=self,
        )

    def _note_resumed(self, resumed: bool) -> None:  # noqa: FBT001 - what the lane gives
        if self.window is None:
            return
        if resumed:
            self.window.start_syncing()
        else:
            self._ask_again("signed_out")

    def _note_not_resumed(self, error: Exception) -> None:
        if isinstance(error, SignInNeeded):
            self._ask_again(error.code)
        elif isinstance(error, Offline):
            # The child asks for a token again and again; until one comes we work offline.
            if self.window is not None:
                self.window.start_syncing()
        elif isinstance(error, AppError):
            if self.window is not None:
                self.window.show_error(error)
        else:
            raise error

    @Slot(str)
    def _ask_again(self, reason: str) -> None:
        """The session has ended: sign in over the window, nothing in it is lost."""
        if self.dialog is not None or self.window is None:
            return
        if reason == "access_withdrawn":
            self.window.hide_prices()
            return
        self.open_dialog()
        if self._presenter is not None:
            self._presenter.signed_in.disconnect(self._enter)
            self._presenter.signed_in.connect(self._enter_again)

    @Slot(str, bool)
    def _enter_again(self, _login: str, remember: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self._installation.settings.change(remember=remember)
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()
        if self.window is not None:
            self._crash.set_window(self.window.frame)
            self.window.signed_in_again()

    @Slot()
    def _leave(self) -> None:
        self.dialog = None
        if self.window is None:
            QApplication.quit()

    @Slot(str)
    def _change_server(self, address: str) -> None:
        self._installation.move_to(address)
        if self.dialog is not None:
            self.dialog.setProperty("server", address)
        if self._presenter is not None:
            self._presenter.ask_about()

    @Slot(str)
    def _choose_language(self, code: str) -> None:
        self._installation.settings.change(language=code)
        self._language.choose(code)


def _socket_name(folder: ProfileFolder) -> str:
    import hashlib

    return "dealer-order-" + hashlib.sha256(str(folder.root.resolve()).encode()).hexdigest()[:16]


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
