"""The first run, and a window whose access the supplier has closed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.shell.commands import add_action
from app.ui.shell.contract_popup import ContractPopup
from app.ui.shell.main_window import MainWindow
from app.ui.shell.view import (
    FirstRunView,
    ManagerView,
    StageState,
    StageView,
)
from app.ui.widgets.buttons import Button

KEYBOARD = pytest.mark.qt_log_ignore(
    "does not support grabbing the keyboard", "does not support raise", extend=True
)


def press(window: MainWindow, keys: str) -> None:
    QTest.keySequence(window, QKeySequence(keys))


def visible_buttons(parent: QWidget) -> list[Button]:
    return [button for button in parent.findChildren(Button) if button.isVisible()]


def test_the_first_run_can_be_left_as_soon_as_there_are_rows(
    window: MainWindow, qtbot: QtBot
) -> None:
    stages = (
        StageView("groups", "Категорії", StageState.DONE, 412, 412, seconds=1),
        StageView("products", "Товари", StageState.RUNNING, 18_420, 32_255, seconds=25),
    )
    view = FirstRunView("Промінь-Опт", 0.38, stages, left_s=90)
    window.show_first_run(view)
    shown = " ".join(label.text() for label in window.pages.first_run.findChildren(QLabel))
    assert "18\u00a0420 of 32\u00a0255" in shown
    assert "38\u00a0%" in shown
    with qtbot.assertNotEmitted(window.pages.first_run.started, wait=20):
        qtbot.keyClick(window.pages.first_run, Qt.Key.Key_Return)
    window.show_first_run(FirstRunView("Промінь-Опт", 0.5, stages, can_start=True))
    with qtbot.waitSignal(window.pages.first_run.started):
        qtbot.keyClick(window.pages.first_run, Qt.Key.Key_Return)
    window.show_screen("catalogue")
    assert window.workspace.isVisible()
    assert window.status.hints.isVisible()


def test_a_closed_access_hides_prices_and_names_the_manager(
    window: MainWindow, qtbot: QtBot
) -> None:
    manager = ManagerView("Ірина Лозовик", "Опт", "+380005550142")
    window.show_access_closed("Договір <b>розірвано</b>", manager)
    assert not window.workspace.isVisible()
    shown = [
        one.text() for one in window.pages.access_closed.findChildren(QLabel) if one.isVisible()
    ]
    assert "Договір <b>розірвано</b>" in shown
    assert not window.status.hints.isVisible()
    export = next(
        one for one in visible_buttons(window.pages.access_closed) if one.text() == "Export carts"
    )
    with qtbot.waitSignal(window.pages.access_closed.export_requested):
        export.click()


def test_the_keys_of_the_window_do_not_reach_a_hidden_screen(window: MainWindow) -> None:
    done: list[str] = []
    add_action(window.workspace.screen_widget, "primary", lambda: done.append("order"))
    window.show_access_closed("", None)
    for keys in ("Ctrl+Return", "Ctrl+1", "F4", "Ctrl+Tab"):
        press(window, keys)
    assert done == []
    assert not window.working
    popup = window.findChild(ContractPopup)
    assert popup is None or not popup.isVisible()
