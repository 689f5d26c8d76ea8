"""Applies what is chosen at once, keeps it, and fills the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from app.domain.errors import AppError, StorageFailed
from app.storage.checking import cache_size, check_databases
from app.ui import formats
from app.ui.settings.look_page import Look
from app.ui.settings.report import Fact, report_text, scrub, tail

if TYPE_CHECKING:
    from app.storage.checking import FileCheck
    from app.storage.photos import PhotoFiles
    from app.ui.live.goods import Goods
    from app.ui.live.sync_log import SyncLog
    from app.ui.live.syncing import Syncing
    from app.ui.settings.screen import SettingsScreen
    from app.ui.shell.application import Language
    from app.ui.tasks import Tasks
    from app.ui.theme.theme import Theme

UNDO_STEPS = 50
Keep = Callable[[Look], None]


class SettingsPresenter(QObject):
    """Between the pages and what they change."""

    density_chosen = Signal(str)
    failed = Signal(object)
    """AppError: the disk refused."""

    def __init__(
        self,
        screen: SettingsScreen,
        theme: Theme,
        language: Language,
        tasks: Tasks,
        goods: Goods,
        syncing: Syncing,
        sync_log: SyncLog,
        profile: Path,
        log: Path,
        facts: Sequence[Fact],
        keep: Keep,
        photos: Callable[[], PhotoFiles],
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._theme = theme
        self._language = language
        self._tasks = tasks
        self._goods = goods
        self._profile = profile
        self._log = log
        self._facts = list(facts)
        self._keep = keep
        self._photos = photos
        self._syncing = syncing
        self._undo: list[Look] = []
        self._look = screen.look.look
        self.sync_log = sync_log
        screen.look.chosen.connect(self._take)
        screen.sync.sync_asked.connect(syncing.sync_now)
        screen.sync.photo_limit_chosen.connect(self._take_photo_limit)
        screen.sync.pace_chosen.connect(self._take_pace)
        screen.sync.clearing_asked.connect(self._clear_photos)
        screen.page_opened.connect(self.refresh)
        screen.diagnostics.check_asked.connect(self._check)
        screen.diagnostics.report_asked.connect(self._ask_report)
        screen.diagnostics.show_facts(self._facts)
        goods.ages_changed.connect(self.refresh)
        goods.opened.connect(self.refresh)
        self.sync_log.changed.connect(self.refresh)

    def begin(self, look: Look) -> None:
        """Show what is kept; nothing is changed."""
        self._look = look
        self._screen.look.show_look(look)
        self._screen.sync.show_photo_limit(look.photo_limit_mb)
        self._screen.sync.show_pace(look.metered_minutes)
        self.refresh()

    def note_density(self, density: str) -> None:
        """The density was changed elsewhere."""
        self._look = self._look._replace(density=density)
        self._screen.look.show_look(self._look)

    @Slot()
    def undo(self) -> None:
        """Ctrl+Z: the look before the last change."""
        if self._undo:
            self._apply(self._undo.pop())

    @Slot()
    def refresh(self) -> None:
        """Fill the sync page while it is looked at."""
        page = self._screen.sync
        if self._screen.diagnostics.isVisible():
            source = self._log
            show = self._screen.diagnostics.show_log
            self._tasks.fetch(lambda: [scrub(line) for line in tail(source)], show, owner=self)
        if not page.isVisible():
            return
        page.show_ages(self._goods.ages, _now())
        page.show_log(self.sync_log.entries, _now())
        profile = self._profile
        count = sum(one.count_below for one in self._goods.groups if one.parent is None)

        def done(size: int) -> None:
            page.show_size(size, count)

        self._tasks.fetch(lambda: cache_size(profile), done, owner=self)
        photos = self._photos
        self._tasks.fetch(lambda: photos().size_bytes(), page.show_photos, owner=self)

    @Slot(int)
    def _take_photo_limit(self, limit_mb: int) -> None:
        self._take(self._look._replace(photo_limit_mb=limit_mb))

    @Slot(int)
    def _take_pace(self, minutes: int) -> None:
        self._take(self._look._replace(metered_minutes=minutes))

    @Slot()
    def _clear_photos(self) -> None:
        photos = self._photos
        self._tasks.fetch(lambda: photos().clear(), self._show_photo_room, owner=self)

    def _limit_photos(self, limit_mb: int) -> None:
        photos, limit_bytes = self._photos, limit_mb * 1024 * 1024
        self._tasks.fetch(
            lambda: photos().set_limit(limit_bytes), self._show_photo_room, owner=self
        )

    def _show_photo_room(self, _result: None) -> None:
        self.refresh()

    @Slot(object)
    def _take(self, look: Look) -> None:
        self._undo = [*self._undo[-(UNDO_STEPS - 1) :], self._look]
        self._apply(look)

    def _apply(self, look: Look) -> None:
        before, self._look = self._look, look
        self._screen.look.show_look(look)
        if look.language != before.language:
            self._language.choose(look.language)
        if (look.theme, look.text_percent, look.less_motion) != (
            before.theme,
            before.text_percent,
            before.less_motion,
        ):
            self._theme.choose(
                choice=look.theme, scale=look.text_percent, less_motion=look.less_motion
            )
        if look.photo_limit_mb != before.photo_limit_mb:
            self._screen.sync.show_photo_limit(look.photo_limit_mb)
            self._limit_photos(look.photo_limit_mb)
        self._theme.price_flash = look.price_flash
        if look.metered_minutes != before.metered_minutes:
            self._screen.sync.show_pace(look.metered_minutes)
            self._syncing.set_pace(look.metered_minutes)
        if look.density != before.density:
            self.density_chosen.emit(look.density)
        try:
            self._keep(look)
        except StorageFailed as error:
            self.failed.emit(error)

    @Slot()
    def _check(self) -> None:
        self._screen.diagnostics.show_checking(busy=True)
        profile = self._profile
        self._tasks.fetch(
            lambda: check_databases(profile), self._show_check, self._fail, owner=self
        )

    def _show_check(self, found: list[FileCheck]) -> None:
        self._screen.diagnostics.show_check(found)

    @Slot()
    def _ask_report(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path, _kind = QFileDialog.getSaveFileName(
            self._screen.window(),
            self.tr("Save the report"),
            str(Path(folder) / f"report-{_now():%Y%m%d-%H%M}.txt"),
            self.tr("Text (*.txt)"),
        )
        if path:
            self.save_report(Path(path))

    def save_report(self, path: Path) -> None:
        """Write the report; the page says where it lies."""
        facts = list(self._facts)
        facts += [Fact(f"age of {kind}", at) for kind, at in sorted(self._goods.ages.items())]
        log = [f"{formats.moment(one.at, _now())} {one.text}" for one in self.sync_log.entries]
        source, profile = self._log, self._profile

        def work() -> str:
            sizes = [Fact("cache bytes", str(cache_size(profile)))]
            try:
                text = report_text([*facts, *sizes], log, tail(source))
                path.write_text(text, encoding="utf-8")
            except OSError as error:
                raise StorageFailed(f"{path.name}: {error}") from error
            return str(path)

        self._tasks.fetch(work, self._screen.diagnostics.show_saved, self._fail, owner=self)

    def _fail(self, error: Exception) -> None:
        self._screen.diagnostics.show_checking(busy=False)
        if not isinstance(error, AppError):
            raise error
        self.failed.emit(error)


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
