"""From the name of a command to what does it: the open screen, or the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.shell.commands import Keyboard
from app.ui.theme.theme import Theme

if TYPE_CHECKING:
    from app.ui.shell.choices import Choices
    from app.ui.shell.main_window import MainWindow

_WITHOUT_SCREENS: Final = frozenset({"help", "full_screen", "sync", "last_error"})


class Dispatcher(QObject):
    """Runs the commands of the keyboard map."""

    def __init__(self, theme: Theme, window: "MainWindow", choices: "Choices") -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._handlers: dict[str, Callable[[], object]] = {
            "help": self.open_help,
            "contract": choices.open_contracts,
            "counterparty": choices.open_counterparties,
            "sync": window.sync_requested.emit,
            "next_pane": self._next_pane,
            "previous_pane": self._previous_pane,
            "compare": window.compare_requested.emit,
            "cart": window.cart_opened.emit,
            "full_screen": self._toggle_full_screen,
            "card": window.workspace.toggle_side,
            "next_draft": self._next_draft,
            "previous_draft": self._previous_draft,
            "new_draft": window.draft_created.emit,
            "side_bar": window.toggle_side_bar,
            "undo": window.undo_requested.emit,
            "redo": window.redo_requested.emit,
            "paste_list": window.list_pasted.emit,
            "manager": self._open_manager,
            "last_error": window.error_opened.emit,
        }
        keyboard = Keyboard(window)
        keyboard.pressed.connect(self.run)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._note_focus)

    @Slot()
    def _note_focus(self) -> None:
        """The status bar names the keys of what has the focus; a window that ends has none."""
        if QApplication.focusWidget() is not None:
            self._window.show_hints()

    def run(self, name: str) -> None:
        """Do a command: the open screen's action first, else the window's own.

        While no screen is in sight nothing runs that could show prices.
        """
        window = self._window
        if not window.working and name not in _WITHOUT_SCREENS:
            return
        screen = window.workspace.screen_widget
        if window.working and screen is not None:
            for action in screen.actions():
                if action.objectName() == name and action.isEnabled():
                    action.trigger()
                    return
        handler = self._handlers.get(name)
        if handler is not None:
            handler()
        elif name.startswith("section_"):
            keys = window.workspace.keys
            number = int(name.removeprefix("section_"))
            if number <= len(keys):
                window.show_screen(keys[number - 1])

    def open_help(self) -> None:
        """Open the sheet of keys over the status bar."""
        window = self._window
        screen = window.workspace.screen_widget if window.working else None
        from app.ui.shell.key_sheet import KeySheet

        actions = screen.actions() if screen is not None else []
        # What the screen's keyboard goes to may have keys of its own, as a table has.
        table = screen.focusProxy() if screen is not None else None
        sheet = KeySheet(self._theme, window, actions, getattr(table, "own_keys", ()))
        sheet.open_under(window.status, right=True)

    def _open_manager(self) -> None:
        card = self._window.workspace.side_bar.manager
        card.open_popup(card)

    def _toggle_full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def _next_draft(self) -> None:
        self._window.draft_stepped.emit(1)

    def _previous_draft(self) -> None:
        self._window.draft_stepped.emit(-1)

    def _next_pane(self) -> None:
        self._step_pane(1)

    def _previous_pane(self) -> None:
        self._step_pane(-1)

    def _step_pane(self, step: int) -> None:
        from app.ui.shell.panes import step_pane

        step_pane(self._panes(), step)

    def _panes(self) -> list[QWidget]:
        window = self._window
        side = window.workspace.side_bar
        parts = [window.status, window.top_bar, side.nav, side.context, side.manager]
        return [*window.workspace.panes(), *parts]
