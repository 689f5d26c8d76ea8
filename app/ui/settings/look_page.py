"""Look and language: every choice is seen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.settings.rows import Page, SettingRow
from app.ui.settings.theme_tiles import ThemeTiles
from app.ui.theme import sizes
from app.ui.widgets.buttons import Button
from app.ui.widgets.chips import Segments
from app.ui.widgets.frames import Line
from app.ui.widgets.labels import Label
from app.ui.widgets.switches import Switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.theme.theme import Theme

LANGUAGE_NAMES = {"uk": "Українська", "ru": "Русский", "en": "English"}
"""Each in its own language."""


class Look(NamedTuple):
    """What the page shows and keeps."""

    language: str
    theme: str
    density: str
    text_percent: int
    less_motion: bool
    photo_limit_mb: int = 500
    """Chosen on the sync page, as what follows the flash: Ctrl+Z brings it back, too."""
    price_flash: bool = True
    metered_minutes: int = 0
    """Every how many minutes changes are asked for; 0 = they come at once."""


class LookPage(Page):
    """Tells another `Look` whenever something is chosen."""

    chosen = Signal(object)
    restart_asked = Signal()
    """The program is to be started again, so that every page speaks the new language."""

    def __init__(self, theme: Theme, languages: Sequence[str]) -> None:
        super().__init__(theme, QCoreApplication.translate("LookPage", "Look and language"))
        self._look = Look("uk", "system", "regular", 100, less_motion=False)
        self._language = Segments(
            theme,
            [(code, LANGUAGE_NAMES[code]) for code in languages],
            name=self.tr("Language"),
        )
        self._spoken = ""
        """The language of the pages: that of the start."""
        self._restart = Button(theme, self.tr("Start again now"), size="small")
        self._restart.clicked.connect(self.restart_asked)
        self._restart.hide()
        self._tiles = ThemeTiles(
            theme,
            [
                ("system", self.tr("As in the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("contrast", self.tr("High contrast")),
            ],
            self.tr("Theme"),
        )
        rows = sizes.CATALOGUE_ROW
        self._density = Segments(
            theme,
            [
                ("compact", self.tr("Dense {n}").format(n=rows["compact"])),
                ("regular", self.tr("Usual {n}").format(n=rows["regular"])),
                ("roomy", self.tr("Roomy {n}").format(n=rows["roomy"])),
            ],
            name=self.tr("Row height"),
        )
        self._scale = Segments(
            theme,
            [(str(one), f"{one}\u00a0%") for one in sizes.TEXT_SCALES],
            name=self.tr("Text size"),
        )
        self._flash = Switch(theme, self.tr("Light changed prices after a contract switch"))
        self._motion = Switch(theme, self.tr("Less motion"))
        self._place(theme)
        self._language.chosen.connect(self._take_language)
        self._tiles.chosen.connect(self._take_theme)
        self._density.chosen.connect(self._take_density)
        self._scale.chosen.connect(self._take_scale)
        self._flash.toggled.connect(self._take_flash)
        self._motion.toggled.connect(self._take_motion)

    @property
    def look(self) -> Look:
        """What is chosen now."""
        return self._look

    def show_look(self, look: Look) -> None:
        """Show choices without telling anyone."""
        self._look = look
        self._spoken = self._spoken or look.language
        self._restart.setVisible(look.language != self._spoken)
        if look.language in LANGUAGE_NAMES:
            self._language.choose(look.language)
        self._tiles.choose(look.theme)
        self._density.choose(look.density)
        self._scale.choose(str(look.text_percent))
        for switch, on in ((self._flash, look.price_flash), (self._motion, look.less_motion)):
            switch.blockSignals(True)  # noqa: FBT003 - Qt's own parameter
            switch.setChecked(on)
            switch.blockSignals(False)  # noqa: FBT003 - Qt's own parameter

    def _place(self, theme: Theme) -> None:
        self.add(
            SettingRow(
                theme,
                self.tr("Language"),
                self.tr(
                    "Names of goods stay as the supplier keeps them. Open pages speak the new"
                    " language after a restart."
                ),
                self._with_restart(),
            )
        )
        tiles = QWidget()
        column = QVBoxLayout(tiles)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(theme, self.tr("Theme"), role="medium"))
        column.addWidget(self._tiles)
        column.addWidget(Line())
        self.add(tiles)
        self.add(
            SettingRow(
                theme,
                self.tr("Row height"),
                self.tr("Change it any time: Ctrl+Shift+D"),
                self._density,
            )
        )
        self.add(
            SettingRow(
                theme, self.tr("Text size"), self.tr("On top of the system's scale"), self._scale
            )
        )
        self.add(
            SettingRow(
                theme,
                self.tr("Light changed prices after a contract switch"),
                self.tr("4 s, then an arrow stays"),
                self._flash,
            )
        )
        self.add(
            SettingRow(
                theme,
                self.tr("Less motion"),
                self.tr("Changes are instant; changed prices keep their colour for 4 s."),
                self._motion,
            )
        )
        self.end()

    def _with_restart(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._restart)
        row.addWidget(self._language)
        return whole

    def _tell(self, look: Look) -> None:
        self._look = look
        self._restart.setVisible(look.language != self._spoken)
        self.chosen.emit(look)

    @Slot(str)
    def _take_language(self, code: str) -> None:
        self._tell(self._look._replace(language=code))

    @Slot(str)
    def _take_theme(self, name: str) -> None:
        self._tell(self._look._replace(theme=name))

    @Slot(str)
    def _take_density(self, density: str) -> None:
        self._tell(self._look._replace(density=density))

    @Slot(str)
    def _take_scale(self, scale: str) -> None:
        self._tell(self._look._replace(text_percent=int(scale)))

    @Slot(bool)
    def _take_flash(self, on: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self._tell(self._look._replace(price_flash=on))

    @Slot(bool)
    def _take_motion(self, on: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self._tell(self._look._replace(less_motion=on))
