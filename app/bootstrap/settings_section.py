"""The settings section: made on the first visit, its log listens from the start."""

from __future__ import annotations

import platform
import sqlite3
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QObject, Slot, qVersion
from PySide6.QtWidgets import QApplication

from app.bootstrap.installation import NAME, VERSION
from app.bootstrap.options import RESTART
from app.ui.settings.look_page import Look
from app.ui.settings.presenter import SettingsPresenter
from app.ui.settings.report import Fact
from app.ui.settings.screen import SettingsScreen
from app.ui.shell.application import LANGUAGES
from app.ui.shell.commands import add_action

if TYPE_CHECKING:
    from app.bootstrap.installation import Installation
    from app.bootstrap.user_window import UserWindow
    from app.ui.shell.application import Language


class SettingsSection(QObject):
    """Made after the first paint."""

    def __init__(self, user: UserWindow, installation: Installation, language: Language) -> None:
        super().__init__(user)
        self._user = user
        self._installation = installation
        folder = user.frame_theme.resources / "i18n"
        languages = [one for one in LANGUAGES if one == "en" or (folder / f"{one}.qm").exists()]
        self.screen = SettingsScreen(user.frame_theme, languages)
        self.presenter = SettingsPresenter(
            self.screen,
            user.frame_theme,
            language,
            user.tasks,
            user.goods,
            user.syncing,
            user.sync_log,
            user.folder.root,
            installation.root / "logs" / "window.log",
            self._facts(),
            self._keep,
            lambda: user.services.photos().files,
        )
        user.frame.add_screen(
            "settings", self.tr("Settings"), "settings", self.screen, context=self.screen.context
        )
        add_action(self.screen, "undo", self.presenter.undo, self.tr("Undo the last change"))
        self.presenter.failed.connect(user.show_error)
        self.screen.look.restart_asked.connect(self._restart)
        user.frame.log_requested.connect(self.open_log)
        catalogue = user.catalogue
        density = "regular"
        if catalogue is not None:
            density = catalogue.table.density
            catalogue.density_chosen.connect(self.presenter.note_density)
            self.presenter.density_chosen.connect(catalogue.table.set_density)
        value = installation.settings.value
        user.syncing.set_pace(value.metered_minutes)
        self.presenter.begin(
            Look(
                value.language,
                value.theme,
                density,
                value.text_percent,
                value.less_motion,
                value.photo_limit_mb,
                value.price_flash,
                value.metered_minutes,
            )
        )

    @Slot()
    def open_log(self) -> None:
        """Open what the sync has brought."""
        self._user.frame.show_screen("settings")
        self.screen.open_page("sync")

    @Slot()
    def _restart(self) -> None:
        """End the program as closing its window does; it starts again by itself."""
        QApplication.exit(RESTART)

    def _keep(self, look: Look) -> None:
        self._installation.settings.change(
            language=look.language,
            theme=look.theme,
            text_percent=look.text_percent,
            less_motion=look.less_motion,
            photo_limit_mb=look.photo_limit_mb,
            price_flash=look.price_flash,
            metered_minutes=look.metered_minutes,
        )

    def _facts(self) -> list[Fact]:
        return [
            Fact(self.tr("Program"), f"{NAME} {VERSION}"),
            Fact("Python", platform.python_version()),
            Fact("Qt / PySide", f"{qVersion()} / {PySide6.__version__}"),
            Fact("SQLite", sqlite3.sqlite_version),
            Fact(self.tr("System"), platform.platform()),
            Fact(self.tr("Supplier's server"), self._installation.address),
            Fact(self.tr("Data folder"), str(self._user.folder.root)),
        ]
