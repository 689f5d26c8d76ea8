"""F1: the sheet names the keys that do something now, and no others."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.shell.commands import add_action, shown_key
from app.ui.shell.key_sheet import KeySheet
from app.ui.shell.main_window import MainWindow
from app.ui.shell.view import KeyHint

KEYBOARD = pytest.mark.qt_log_ignore(
    "does not support grabbing the keyboard", "does not support raise", extend=True
)


def press(window: MainWindow, keys: str) -> None:
    QTest.keySequence(window, QKeySequence(keys))


@KEYBOARD
def test_f1_lists_the_keys_of_the_screen(window: MainWindow, qtbot: QtBot) -> None:
    add_action(window.workspace.screen_widget, "density", window.update, "Густота рядків")
    press(window, "F1")
    sheet = window.findChild(KeySheet)
    shown = [label.text() for label in sheet.findChildren(QLabel)]
    assert "Густота рядків" in shown
    sheet.close()


@KEYBOARD
def test_f1_names_the_keys_of_what_has_the_keyboard_and_no_key_without_effect(
    window: MainWindow, qtbot: QtBot
) -> None:
    class Table(QWidget):
        own_keys = (KeyHint("0–9", "ввести кількість"),)

    window.workspace.screen_widget.setFocusProxy(Table(window.workspace.screen_widget))
    press(window, "F1")
    sheet = window.findChild(KeySheet)
    shown = [label.text() for label in sheet.findChildren(QLabel)]
    assert "ввести кількість" in shown
    assert "Sections, in their order" in shown
    assert not any("Paste" in text for text in shown)
    sheet.close()


def test_shown_keys_are_those_on_the_keyboard() -> None:
    assert shown_key("primary") == "Ctrl+Enter"
