"""The keys that the status bar names while the catalogue is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.ui.shell.view import KeyHint

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate


def table_keys() -> tuple[KeyHint, ...]:
    """Return the keys of the goods table that are no commands of the window."""
    return (
        KeyHint("0–9", translate("Hints", "type the quantity")),
        KeyHint("Enter", translate("Hints", "keep it and go down")),
        KeyHint("Shift+Enter", translate("Hints", "keep it and go up")),
        KeyHint("Tab", translate("Hints", "keep it and go right")),
        KeyHint("Esc", translate("Hints", "the quantity as it was")),
        KeyHint("+ −", translate("Hints", "one pack more or less")),
        KeyHint("Del", translate("Hints", "out of the cart")),
        KeyHint("Ctrl+U", translate("Hints", "count packs or pieces")),
        KeyHint("Space", translate("Hints", "product card")),
        KeyHint("Insert", translate("Hints", "take from a warehouse")),
        KeyHint("*", translate("Hints", "favourite")),
        KeyHint(translate("Hints", "letters"), translate("Hints", "into the search")),
        KeyHint("Ctrl+C", translate("Hints", "copy the rows")),
    )


def hints(search: QWidget, table: QWidget) -> tuple[KeyHint, ...]:
    """Return the keys of the part that has the keyboard: search, quantity, or the goods."""
    focused = QApplication.focusWidget()
    if focused is search:
        return (
            KeyHint("Enter", translate("Hints", "to the goods")),
            KeyHint("Esc", translate("Hints", "clear")),
            KeyHint("F6", translate("Hints", "filters")),
        )
    if focused is not None and focused is not table and table.isAncestorOf(focused):
        return (
            KeyHint("Enter", translate("Hints", "keep and go down")),
            KeyHint("Tab", translate("Hints", "keep and go right")),
            KeyHint("+ −", translate("Hints", "one pack")),
            KeyHint("Ctrl+U", translate("Hints", "count packs")),
            KeyHint("Esc", translate("Hints", "as it was")),
        )
    return (
        KeyHint("0–9", translate("Hints", "quantity")),
        KeyHint(translate("Hints", "letters"), translate("Hints", "search")),
        KeyHint("+ −", translate("Hints", "one pack")),
        KeyHint("F7", translate("Hints", "warehouses")),
        KeyHint("F12", translate("Hints", "card")),
    )
