"""The keyboard map: commands by name, their keys, and the same keys under Cyrillic layouts."""

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

# What stands on the same physical keys; letters that differ between the two layouts come twice.
_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_UKRAINIAN: Final = "йцукенгшщзхїфівапролджєячсмитьбю"
_RUSSIAN: Final = "йцукенгшщзхъфывапролджэячсмитьбю"


class Command(NamedTuple):
    """A command of the window; the first of `keys` is shown to the user."""

    name: str
    keys: tuple[str, ...]


COMMANDS: Final = (
    Command("help", ("F1", "Ctrl+/")),
    Command("edit_quantity", ("F2",)),
    Command("search", ("F3", "Ctrl+F")),
    Command("contract", ("F4",)),
    Command("counterparty", ("Ctrl+Shift+F4",)),
    Command("sync", ("F5",)),
    Command("next_pane", ("F6",)),
    Command("previous_pane", ("Shift+F6",)),
    Command("warehouses", ("F7",)),
    Command("compare", ("F8",)),
    Command("cart", ("F9",)),
    Command("full_screen", ("F11",)),
    Command("card", ("F12",)),
    Command("photo", ("Shift+F12",)),
    *(Command(f"section_{n}", (f"Ctrl+{n}",)) for n in range(1, 7)),
    Command("next_draft", ("Ctrl+Tab",)),
    Command("previous_draft", ("Ctrl+Shift+Tab",)),
    Command("new_draft", ("Ctrl+N",)),
    Command("side_bar", ("Ctrl+B",)),
    Command("undo", ("Ctrl+Z",)),
    Command("redo", ("Ctrl+Y",)),
    Command("paste_list", ("Ctrl+Shift+V",)),
    Command("import_file", ("Ctrl+O",)),
    Command("primary", ("Ctrl+Return", "Ctrl+Enter")),
    Command("print", ("Ctrl+P",)),
    Command("print_dialog", ("Ctrl+Shift+P",)),
    Command("save_pdf", ("Ctrl+S",)),
    Command("repeat_order", ("Ctrl+R",)),
    Command("export", ("Ctrl+E",)),
    Command("manager", ("Ctrl+M",)),
    Command("density", ("Ctrl+Shift+D",)),
    Command("last_error", ("Ctrl+Shift+E",)),
)


def under_layouts(keys: str) -> list[str]:
    """The key combination as typed under the Latin, Ukrainian and Russian layouts."""
    *modifiers, last = keys.split("+")
    result = [keys]
    at = _LATIN.find(last.lower()) if len(last) == 1 else -1
    if modifiers and at >= 0:
        for layout in (_UKRAINIAN, _RUSSIAN):
            spelt = "+".join([*modifiers, layout[at].upper()])
            if spelt not in result:
                result.append(spelt)
    return result


def shown_key(name: str) -> str:
    """The key of a command as a key cap spells it; KeyError for an unknown command."""
    keys = {command.name: command.keys[0] for command in COMMANDS}[name]
    return keys.replace("Return", "Enter")


def add_action(screen: QWidget, name: str, slot: Callable[[], object], text: str = "") -> QAction:
    """Let a screen answer a command: the window's key triggers this action while it is current.

    A disabled action does not answer. `text` is shown in the sheet of keys.
    """
    if all(command.name != name for command in COMMANDS):
        raise KeyError(name)
    action = QAction(text, screen)
    action.setObjectName(name)
    action.triggered.connect(slot)
    screen.addAction(action)
    return action


class Keyboard(QObject):
    """Turns keys of the window into names of commands."""

    pressed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        for command in COMMANDS:
            sequences = [
                QKeySequence(spelt) for keys in command.keys for spelt in under_layouts(keys)
            ]
            shortcut = QShortcut(window)
            shortcut.setKeys(sequences)
            shortcut.setObjectName(command.name)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.setAutoRepeat(command.name in ("next_draft", "previous_draft", "undo", "redo"))
            shortcut.activated.connect(self._tell)

    def _tell(self) -> None:
        self.pressed.emit(self.sender().objectName())
