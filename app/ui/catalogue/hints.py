"""The keys that the status bar names while the catalogue is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.ui.shell.view import KeyHint

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate


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
