"""The stages of the first sync, told by the sync child, in the window."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from app.domain.terms import profile_from_wire
from app.ui.live.syncing import Connection
from app.ui.shell.first_sync import STAGES, FirstSync
from tests.fakes.world import wire_profile

if TYPE_CHECKING:
    from app.ui.shell.main_window import MainWindow
    from app.ui.widgets.buttons import Button


class FakeSyncing(QObject):
    """The sync child's stages, told by the test."""

    stage_reached = Signal(str, int, int)
    connection_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.connection = Connection(online=True, since=dt.datetime.now(tz=dt.UTC))
        self.received_bytes = 0
        self.paused: list[bool] = []

    def pause(self, *, paused: bool) -> None:
        """Note what was asked."""
        self.paused.append(paused)


@pytest.fixture
def syncing(qapp) -> FakeSyncing:
    return FakeSyncing()


@pytest.fixture
def first(window: MainWindow, syncing: FakeSyncing) -> FirstSync:
    return FirstSync(window, syncing, "Промінь-Опт")


def texts(window: MainWindow) -> list[str]:
    return [one.text() for one in window.pages.first_run.findChildren(QLabel) if one.text()]


def start_button(window: MainWindow) -> Button:
    return window.pages.first_run._start


def test_photos_are_the_last_stage_and_nobody_waits_for_them(window, first, syncing) -> None:
    """The share goes to the end without them: they come when somebody looks."""
    for stage in STAGES:
        syncing.stage_reached.emit(stage, 5, 5)
    shown = texts(window)
    assert "as you look at them" in shown
    assert "100\u00a0%" in shown


def test_from_prices_and_stock_on_the_work_may_start_without_photos(window, first, syncing) -> None:
    first.note_usable()
    syncing.stage_reached.emit("prices", 1, 5)
    assert start_button(window).text() == "Start working"
    syncing.stage_reached.emit("papers", 0, 5)
    assert start_button(window).text() == "Start without photos"
    assert start_button(window).isEnabled()


def test_access_is_the_first_stage_and_says_what_the_user_may(window, first, syncing) -> None:
    syncing.stage_reached.emit("groups", 2, 0)
    first.note_usable(profile_from_wire(wire_profile()))
    access = window.pages.first_run._stages[0]
    assert access.title.text == "Access and contracts"
    assert access.count.text() == "contracts: 3, warehouses: 6"


def test_prices_of_several_types_are_counted_together_and_out_of_how_many(
    window, first, syncing
) -> None:
    """Each goods has at most one price of each type and one balance on each warehouse."""
    first.note_usable(profile_from_wire(wire_profile()))
    syncing.stage_reached.emit("products", 100, 0)
    for done in (60, 100, 40):
        syncing.stage_reached.emit("prices", done, 0)
    shown = texts(window)
    assert "140 of 300" in shown
    assert "0 of 600" in shown


def test_what_came_over_the_line_is_told(window, first, syncing) -> None:
    syncing.received_bytes = 46 * 1024 * 1024
    syncing.stage_reached.emit("products", 100, 0)
    assert any("46\u00a0MB received" in text for text in texts(window))


def test_a_finished_sync_has_nothing_to_pause_and_no_time_left(window, first, syncing) -> None:
    syncing.stage_reached.emit("index", 5, 5)
    assert window.pages.first_run._pause.isHidden()
    assert not any("left" in text for text in texts(window))


def test_a_pause_is_told_to_the_child(window, first, syncing) -> None:
    window.pages.first_run.paused.emit()
    window.pages.first_run.resumed.emit()
    assert syncing.paused == [True, False]


def test_who_starts_working_in_a_pause_gets_the_rest_of_the_goods(window, first, syncing) -> None:
    """Nothing in the window resumes later: without this no sync would come until the next start."""
    first.note_usable()
    window.pages.first_run.paused.emit()
    start_button(window).click()
    assert syncing.paused == [True, False]
