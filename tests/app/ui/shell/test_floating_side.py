"""In a narrow window the side panel is hidden, and F12 opens it over the screen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from app.ui.shell.nav_list import Section
from app.ui.shell.workspace import Workspace


@pytest.fixture
def workspace(qtbot, theme):
    workspace = Workspace(theme)
    qtbot.addWidget(workspace)
    for key, gives_way in (("catalogue", True), ("cart", False)):
        workspace.add(
            Section(key, key, "layout-grid"),
            QWidget(),
            context=None,
            side=QWidget(),
            side_width=372,
            side_gives_way=gives_way,
        )
    workspace.resize(1200, 600)
    workspace.show()
    workspace.show_screen("catalogue")
    return workspace


def _screen_width(workspace) -> int:
    return workspace.screen_widget.width()


def test_the_panel_opens_over_the_screen_and_takes_no_room_from_it(qtbot, workspace) -> None:
    workspace.set_narrow(narrow=True)
    assert workspace.side_panel is None
    alone = workspace.width() - workspace.side_bar.width()
    qtbot.waitUntil(lambda: _screen_width(workspace) == alone)
    workspace.toggle_side()
    panel = workspace.side_panel
    assert panel is not None
    assert _screen_width(workspace) == alone
    assert panel.mapTo(workspace, panel.rect().topRight()).x() == workspace.width() - 1
    workspace.toggle_side()
    assert workspace.side_panel is None


def test_it_follows_the_window_and_goes_back_beside_when_there_is_room(workspace) -> None:
    workspace.set_narrow(narrow=True)
    workspace.toggle_side()
    workspace.resize(1000, 500)
    panel = workspace.side_panel
    assert panel.mapTo(workspace, panel.rect().topRight()).x() == 999
    workspace.set_narrow(narrow=False)
    workspace.resize(1400, 600)
    assert workspace.side_panel is not None
    assert _screen_width(workspace) < 1400 - 372


def test_the_panel_of_another_screen_stands_beside_it(workspace) -> None:
    workspace.set_narrow(narrow=True)
    workspace.toggle_side()
    workspace.show_screen("cart")
    assert workspace.side_panel is not None
    assert _screen_width(workspace) < 1200 - 216 - 300
