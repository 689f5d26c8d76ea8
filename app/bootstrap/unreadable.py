"""What the user is told when his carts and orders on this computer cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from app.domain.errors import AppError

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate


def tell_unreadable(error: Exception, folder: Path, window: QWidget) -> QMessageBox:
    """Say over the window what is wrong and where the copies lie; the program ends after that.

    Going on would mean carts and orders that are kept nowhere. An error that is none of the
    storage's is our bug and is raised.
    """
    if not isinstance(error, AppError):
        raise error
    window.show()
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
