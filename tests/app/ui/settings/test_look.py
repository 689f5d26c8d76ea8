"""The look is applied at once, kept, and can be undone."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.domain.errors import StorageFailed
from app.storage.photos import PhotoFiles
from app.storage.settings import SettingsFile
from app.ui.live.sync_log import SyncLog
from app.ui.live.syncing import Connection
from app.ui.settings.look_page import Look
from app.ui.settings.presenter import SettingsPresenter
from app.ui.settings.report import Fact, report_text, scrub
from app.ui.settings.screen import SettingsScreen
from app.ui.shell.application import Language
from tests.fakes.world import World, fill_cache, products

MB = 1024 * 1024


class FakeSyncing(QObject):
    """The sync child's events, told by the test."""

    changed = Signal(object)
    noted = Signal(str)
    refused = Signal(str)
    synced = Signal(float)
    connection_changed = Signal(object)
    generation_ready = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.paces: list[int] = []

    def set_pace(self, minutes: int) -> None:
        """Note how often changes are to be asked for."""
        self.paces.append(minutes)

    def sync_now(self) -> None:
        """Count F5."""
        self.asked += 1


@pytest.fixture
def world(qapp, tmp_path):
    (tmp_path / "cache").mkdir()
    fill_cache(tmp_path / "cache" / "1-1.db", products(20))
    world = World(tmp_path)
    yield world
    world.close()


@pytest.fixture
def settings(tmp_path):
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def screen(qtbot, theme):
    screen = SettingsScreen(theme, ["uk", "en"])
    for widget in (screen, screen.context):
        qtbot.addWidget(widget)
    screen.resize(1000, 700)
    screen.show()
    return screen


@pytest.fixture
def syncing(qapp):
    return FakeSyncing()


@pytest.fixture
def photos(tmp_path):
    return PhotoFiles(tmp_path / "photos", 500 * MB)


@pytest.fixture
def presenter(screen, theme, world, settings, syncing, photos, tmp_path, resources):
    language = Language(QApplication.instance(), resources / "i18n")

    def keep(look: Look) -> None:
        settings.change(
            theme=look.theme,
            text_percent=look.text_percent,
            less_motion=look.less_motion,
            photo_limit_mb=look.photo_limit_mb,
            price_flash=look.price_flash,
            metered_minutes=look.metered_minutes,
        )

    log = SyncLog(syncing, lambda: dt.datetime.now().astimezone(), screen)
    made = SettingsPresenter(
        screen, theme, language, world.tasks, world.goods, syncing, log, tmp_path,
        tmp_path / "window.log", [Fact("Program", "dealer-order 0.1.0")], keep, lambda: photos,
    )  # fmt: skip
    made.begin(Look("en", "light", "regular", 100, less_motion=False))
    yield made
    theme.choose(choice="light", scale=100, less_motion=False)


def test_a_theme_is_seen_at_once_and_kept_for_the_next_start(
    screen, presenter, theme, settings
) -> None:
    screen.look._tiles._tiles["dark"].click()
    assert theme.name == "dark"
    assert SettingsFile(settings._path).value.theme == "dark"


def test_text_size_and_less_motion_are_kept(screen, presenter, theme, settings) -> None:
    screen.look._scale._buttons["125"].click()
    screen.look._motion.click()
    assert (theme.scale, theme.less_motion) == (125, True)
    kept = SettingsFile(settings._path).value
    assert (kept.text_percent, kept.less_motion) == (125, True)


def test_the_light_of_changed_prices_can_be_switched_off(
    screen, presenter, theme, settings
) -> None:
    screen.look._flash.click()
    assert theme.price_flash is False
    assert SettingsFile(settings._path).value.price_flash is False
    presenter.undo()
    assert theme.price_flash is True
    assert screen.look._flash.isChecked()


def test_on_a_metered_line_changes_come_every_few_minutes(
    screen, presenter, syncing, settings
) -> None:
    screen.sync._paces._buttons["15"].click()
    assert syncing.paces == [15]
    assert SettingsFile(settings._path).value.metered_minutes == 15
    presenter.undo()
    assert syncing.paces == [15, 0]
    assert screen.sync._paces.current == "0"


def test_the_programs_log_is_shown_without_what_is_private(
    screen, presenter, tmp_path, qtbot
) -> None:
    line = "WARNING app: olena@dealer.example could not pay 12 480,50"
    (tmp_path / "window.log").write_text(f"{line}\n", encoding="utf-8")
    screen.open_page("diagnostics")
    log = screen.diagnostics._log
    qtbot.waitUntil(lambda: bool(log.toPlainText()))
    assert log.toPlainText() == "WARNING app: <mail> could not pay <sum>"
    assert log.isReadOnly()


def test_another_language_offers_a_new_start_and_the_first_one_needs_none(
    screen, presenter, qtbot
) -> None:
    button = screen.look._restart
    assert button.isHidden()
    screen.look._language._buttons["uk"].click()
    assert not button.isHidden()
    with qtbot.waitSignal(screen.look.restart_asked):
        button.click()
    screen.look._language._buttons["en"].click()
    assert button.isHidden()


def test_ctrl_z_brings_the_look_back_step_by_step(screen, presenter, theme) -> None:
    screen.look._tiles._tiles["dark"].click()
    screen.look._scale._buttons["125"].click()
    presenter.undo()
    assert (theme.name, theme.scale) == ("dark", 100)
    presenter.undo()
    assert theme.name == "light"
    presenter.undo()
    assert theme.name == "light"
    assert screen.look._tiles.current == "light"


def test_the_density_goes_to_the_tables_and_comes_back_from_them(screen, presenter, qtbot) -> None:
    with qtbot.waitSignal(presenter.density_chosen) as told:
        screen.look._density._buttons["roomy"].click()
    assert told.args == ["roomy"]
    presenter.note_density("compact")
    assert screen.look._density.current == "compact"


def test_a_disk_that_refuses_is_said_and_the_look_stays_applied(
    screen, presenter, theme, qtbot
) -> None:
    def refuse(_look: Look) -> None:
        raise StorageFailed("settings: disk full")

    presenter._keep = refuse
    with qtbot.waitSignal(presenter.failed):
        screen.look._tiles._tiles["dark"].click()
    assert theme.name == "dark"


def test_the_sync_page_says_what_came_last(screen, presenter, syncing, world, qtbot) -> None:
    screen.open_page("sync")
    syncing.changed.emit({"prices": [1, 2], "ages": None})
    syncing.changed.emit({"prices": [2, 3], "stock": None})
    syncing.synced.emit(0.4)
    syncing.synced.emit(0.1)
    syncing.refused.emit("a page cut\nin two")
    syncing.connection_changed.emit(Connection(False, None, "offline"))
    texts = [entry.text for entry in presenter.sync_log.entries]
    assert texts == [
        "No connection with the supplier",
        "Refused, will be asked for again: a page cut in two",
        "nothing new",
        "prices of 3 product(s), stock",
    ]
    assert [one.took_s for one in presenter.sync_log.syncs] == [None, 0.1, 0.4]
    assert screen.sync._lines.count() == 4
    screen.sync.sync_asked.emit()
    assert syncing.asked == 1


def test_the_cache_says_its_size(screen, presenter, world, qtbot) -> None:
    screen.open_page("sync")
    with qtbot.waitSignal(world.goods.opened):
        world.goods.open(world.folder / "cache" / "1-1.db")
    qtbot.waitUntil(lambda: screen.sync._size.text.text().startswith("20 product(s), "))


def test_whole_files_are_said_to_be_whole(screen, presenter, qtbot) -> None:
    screen.open_page("diagnostics")
    screen.diagnostics.check_asked.emit()
    qtbot.waitUntil(lambda: screen.diagnostics._result.isVisible())
    assert screen.diagnostics._result.tint == "ok"


def test_a_damaged_cache_is_named(screen, presenter, world, qtbot) -> None:
    path = world.folder / "cache" / "1-2.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 8_000)
    screen.open_page("diagnostics")
    screen.diagnostics.check_asked.emit()
    qtbot.waitUntil(lambda: screen.diagnostics._result.isVisible())
    assert screen.diagnostics._result.tint == "err"
    assert "1-2.db" in screen.diagnostics._result.accessibleDescription()


def test_the_report_has_facts_and_the_log_without_what_is_private(
    screen, presenter, syncing, tmp_path, qtbot
) -> None:
    (tmp_path / "window.log").write_text(
        "first\n2026 INFO app: olena@dealer.example paid 1 234,50,"
        " token=abc.def, +380 44 555 01 42\n"
    )
    syncing.noted.emit("a line of the log")
    path = tmp_path / "report.txt"
    presenter.save_report(path)
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: "Program: dealer-order 0.1.0" in path.read_text())
    text = path.read_text()
    assert "a line of the log" in text
    for private in ("olena", "234,50", "abc.def", "555"):
        assert private not in text


def test_a_report_that_cannot_be_written_is_said(presenter, tmp_path, qtbot) -> None:
    with qtbot.waitSignal(presenter.failed) as told:
        presenter.save_report(tmp_path / "none" / "r.txt")
    assert isinstance(told.args[0], StorageFailed)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Authorization: Bearer abcdefghijklmnopqrstuvwxyz", "abcdef"),
        ("price 548.90 UAH", "548"),
        ("/".join(("", "home", "olena", ".local")), "olena"),
        ("key ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "ABCDEFGH"),
    ],
)
def test_private_things_are_taken_out(text, gone) -> None:
    assert gone not in scrub(text)


def test_the_report_keeps_what_helps() -> None:
    text = report_text([Fact("Qt", "6.11.3")], ["10:00 prices"], ["ERROR Offline: timeout"])
    assert "Qt: 6.11.3" in text
    assert "ERROR Offline: timeout" in text


def keep_photos(photos: PhotoFiles, count: int) -> None:
    for number in range(count):
        photos.keep(f"{number:064x}", 1600, bytes(MB))


def test_the_room_of_photos_is_shown_limited_and_the_limit_can_be_undone(
    screen, presenter, photos, settings, qtbot
) -> None:
    keep_photos(photos, 102)
    screen.open_page("sync")
    qtbot.waitUntil(lambda: "102" in screen.sync._photos.text.text())
    screen.sync._limits._buttons["100"].click()
    qtbot.waitUntil(lambda: photos.size_bytes() == 100 * MB)
    qtbot.waitUntil(lambda: "100" in screen.sync._photos.text.text())
    assert SettingsFile(settings._path).value.photo_limit_mb == 100
    presenter.undo()
    assert screen.sync._limits.current == "500"
    assert SettingsFile(settings._path).value.photo_limit_mb == 500


def test_photos_are_deleted_from_the_disk_when_the_user_asks(
    screen, presenter, photos, qtbot
) -> None:
    keep_photos(photos, 3)
    screen.open_page("sync")
    qtbot.waitUntil(screen.sync._clear.isEnabled)
    screen.sync._clear.click()
    qtbot.waitUntil(lambda: photos.size_bytes() == 0)
    qtbot.waitUntil(lambda: not screen.sync._clear.isEnabled())


@pytest.mark.parametrize("name", ["dark", "contrast", "light"])
def test_the_list_of_pages_stands_on_the_themes_ground(screen, presenter, theme, name) -> None:
    """Texts of one theme on the ground of another cannot be read."""
    context = screen.context
    context.resize(216, 300)
    context.show()
    screen.look._tiles._tiles[name].click()
    shown = context.grab().toImage()
    below = context.list.geometry().bottomLeft()
    assert shown.pixelColor(below.x() + 40, below.y() - 10) == theme.color("window")
