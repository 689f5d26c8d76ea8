"""F1: the keys that do something now, in a popup."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.shell.commands import COMMANDS, shown_key
from app.ui.shell.view import KeyHint
from app.ui.theme.theme import Theme
from app.ui.widgets.frames import PopupFrame
from app.ui.widgets.labels import Label, SectionCaption
from app.ui.widgets.marks import KeyCap

translate = QCoreApplication.translate

EVERYWHERE: Final = (
    "help",
    "contract",
    "compare",
    "sync",
    "cart",
    "card",
    "section_1",
    "next_pane",
    "previous_pane",
    "next_draft",
    "previous_draft",
    "new_draft",
    "undo",
    "redo",
    "side_bar",
    "full_screen",
    "manager",
    "last_error",
)


def command_text(name: str) -> str:
    """What a command does, in a few words; empty for one that only screens explain."""
    return {
        "help": translate("key_sheet", "Keys of this screen"),
        "contract": translate("key_sheet", "Choose a contract"),
        "compare": translate("key_sheet", "This cart under each contract"),
        "sync": translate("key_sheet", "Update prices and stock"),
        "cart": translate("key_sheet", "Cart and back to the catalogue"),
        "next_pane": translate("key_sheet", "Next part of the window"),
        "previous_pane": translate("key_sheet", "Previous part of the window"),
        "card": translate("key_sheet", "Panel beside the screen"),
        "section_1": translate("key_sheet", "Sections, in their order"),
        "next_draft": translate("key_sheet", "Next draft"),
        "previous_draft": translate("key_sheet", "Previous draft"),
        "new_draft": translate("key_sheet", "New draft"),
        "undo": translate("key_sheet", "Undo"),
        "redo": translate("key_sheet", "Redo"),
        "side_bar": translate("key_sheet", "Collapse the side bar"),
        "full_screen": translate("key_sheet", "Full screen"),
        "manager": translate("key_sheet", "Your manager"),
        "last_error": translate("key_sheet", "Details of the last error"),
    }.get(name, "")


def _key(name: str) -> str:
    return "Ctrl+1…6" if name == "section_1" else shown_key(name)


class KeySheet(PopupFrame):
    """Two columns: keys of the open screen, and keys that work everywhere."""

    def __init__(
        self,
        theme: Theme,
        owner: QWidget,
        actions: Sequence[QAction],
        keys: Sequence[KeyHint] = (),
    ) -> None:
        super().__init__(owner)
        self._theme = theme
        inside = QWidget()
        columns = QVBoxLayout(inside)
        columns.setContentsMargins(18, 14, 18, 14)
        columns.setSpacing(10)
        known = {command.name for command in COMMANDS}
        own = [
            (shown_key(action.objectName()), action.text())
            for action in actions
            if action.objectName() in known and action.isEnabled() and action.text()
        ]
        own += [(hint.keys, hint.text) for hint in keys]
        if own:
            columns.addWidget(SectionCaption(theme, translate("key_sheet", "This screen")))
            columns.addLayout(self._grid(own))
        columns.addWidget(SectionCaption(theme, translate("key_sheet", "Everywhere")))
        columns.addLayout(self._grid([(_key(n), command_text(n)) for n in EVERYWHERE]))
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumSize(560, min(620, inside.sizeHint().height() + 4))
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.column.addWidget(area)
        self.setAccessibleName(translate("key_sheet", "Keys of this screen"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _grid(self, rows: Sequence[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        half = (len(rows) + 1) // 2
        for at, (key, text) in enumerate(rows):
            row, side = at % half, 2 * (at // half)
            grid.addWidget(KeyCap(self._theme, key), row, side, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(Label(self._theme, text, role="small"), row, side + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        return grid
