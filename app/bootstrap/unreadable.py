"""What the user is told when his carts and orders on this computer cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.domain.errors import AppError

translate = QCoreApplication.translate


def tell_unreadable(error: AppError, folder: Path, window: QWidget) -> QMessageBox:
    """Say over the window what is wrong and where the copies lie; the program ends after that.

    Going on would mean carts and orders that are kept nowhere.
    """
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Critical)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(translate("Unreadable", "Carts and orders on this computer cannot be read."))
    told = translate(
        "Unreadable",
        "The file is left as it is, and copies of the last days lie beside it. "
        "Copy this and ask your supplier for help.",
    )
    box.setInformativeText(f"{told}\n\n{folder}\n{error}")
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.finished.connect(QApplication.quit)
    box.open()
    return box
