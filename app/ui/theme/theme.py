"""The look of the program as one object, given to every widget that paints."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.ui.theme import fonts
from app.ui.theme.tokens import THEMES

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QPixmap

    from app.ui.theme.icons import IconStore

CHOICES: Final = ("system", *THEMES)


class Theme(QObject):
    """Colours, fonts, icons and scaled sizes; `changed` asks everyone to take them anew."""

    changed = Signal()

    def __init__(self, resources: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        fonts.load(resources / "fonts")
        self.resources = resources
        self._icons: IconStore | None = None
        self._choice = "system"
        self._scale = 100
        self._accent: str | None = None
        self._system_font = False
        self._less_motion = False
        self.price_flash = True
        """Whether prices that a contract switch changes get a ground for a moment."""
        self._name = "light"
        self._built: tuple[object, ...] = ()
        self._tokens: dict[str, str] = {}
        self._colours: dict[str, QColor] = {}
        self._brushes: dict[str, QBrush] = {}
        self._fonts: dict[str, QFont] = {}
        self._metrics: dict[str, QFontMetricsF] = {}
        self._build()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        # The wrapper of the hints dies with its local name, so the object is kept.
        self._accessibility = hints.accessibility()
        self._accessibility.contrastPreferenceChanged.connect(self._follow_system)

    @property
    def name(self) -> str:
        """The theme in use: light, dark or contrast."""
        return self._name

    @property
    def choice(self) -> str:
        """What the user chose: system or a theme's name."""
        return self._choice

    @property
    def scale(self) -> int:
        """Text size in per cent."""
        return self._scale

    @property
    def less_motion(self) -> bool:
        """True when changes must be instant."""
        return self._less_motion

    @property
    def tokens(self) -> Mapping[str, str]:
        """The colours in use as `#RRGGBB` by token."""
        return self._tokens

    def color(self, token: str) -> QColor:
        """The colour of a token; KeyError for an unknown one."""
        return self._colours[token]

    def brush(self, token: str) -> QBrush:
        """A solid brush in the colour of a token."""
        return self._brushes[token]

    def font(self, role: str) -> QFont:
        """The font of a type role (`fonts.ROLES`) at the present text size."""
        found = self._fonts.get(role)
        if found is None:
            found = fonts.make(role, scale=self._scale, system=self._system_font)
            self._fonts[role] = found
        return found

    def metrics(self, role: str) -> QFontMetricsF:
        """Metrics of a role's font."""
        found = self._metrics.get(role)
        if found is None:
            found = self._metrics[role] = QFontMetricsF(self.font(role))
        return found

    def px(self, size: int) -> int:
        """A height or width that holds text, scaled by the text size."""
        return round(size * self._scale / 100)

    def pixmap(self, name: str, token: str, size: int = 16, ratio: float = 0.0) -> QPixmap:
        """An icon in a token's colour; `ratio` 0 takes the application's device pixel ratio."""
        if not ratio:
            application = QGuiApplication.instance()
            ratio = (
                application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
            )
        if self._icons is None:
            # Icons need QtSvg; the first page has none.
            from app.ui.theme.icons import IconStore

            self._icons = IconStore(self.resources / "icons")
        return self._icons.pixmap(name, self._tokens[token], size, ratio)

    def icon(self, name: str, colour: str = "text2", size: int = 16) -> QIcon:
        """The icon for an action or a window, with a disabled variant."""
        from PySide6.QtGui import QIcon

        icon = QIcon(self.pixmap(name, colour, size))
        icon.addPixmap(self.pixmap(name, "dis", size), QIcon.Mode.Disabled)
        return icon

    def choose(
        self,
        *,
        choice: str | None = None,
        scale: int | None = None,
        system_font: bool | None = None,
        less_motion: bool | None = None,
    ) -> None:
        """Take the user's settings; what is None stays."""
        if choice is not None:
            if choice not in CHOICES:
                raise ValueError(f"unknown theme: {choice!r}")
            self._choice = choice
        if scale is not None:
            self._scale = scale
        if system_font is not None:
            self._system_font = system_font
        if less_motion is not None:
            self._less_motion = less_motion
        self._renew()

    def brand(self, accent: str | None) -> None:
        """Take a supplier's accent as `#RRGGBB`; None or an unreadable spelling is our own."""
        self._accent = accent if accent and _is_colour(accent) else None
        self._renew()

    def install(self, application: QApplication) -> None:
        """Dress the whole application: Fusion, palette, font, style sheet."""
        application.setStyle("Fusion")
        self._dress(application)

    def _dress(self, application: QApplication) -> None:
        from app.ui.theme import palette, qss

        application.setPalette(palette.build(self._tokens))
        application.setFont(self.font("body"))
        application.setStyleSheet(qss.build(self._tokens, edge=self.popup_edge))

    @property
    def popup_edge(self) -> int:
        """Width of a popup's edge in pixels."""
        return 2 if self._name == "contrast" else 1

    def _follow_system(self) -> None:
        if self._choice == "system":
            self._renew()

    def _renew(self) -> None:
        # The style sheet is costly with every widget there is: never set without need.
        if self._looks() == self._built:
            return
        self._build()
        application = QApplication.instance()
        if isinstance(application, QApplication) and application.styleSheet():
            self._dress(application)
        self.changed.emit()

    def _looks(self) -> tuple[object, ...]:
        """Everything that the look is made of."""
        return (
            self._wanted(),
            self._accent,
            self._scale,
            self._system_font,
            self._less_motion,
        )

    def _build(self) -> None:
        self._name = self._wanted()
        self._built = self._looks()
        tokens = dict(THEMES[self._name])
        # High contrast is a promise about legibility, so no brand colour may soften it.
        if self._accent is not None and self._name != "contrast":
            from app.ui.theme import contrast

            tokens |= contrast.brand(tokens, self._accent)
        self._tokens = tokens
        self._colours = {name: QColor(colour) for name, colour in tokens.items()}
        self._brushes = {name: QBrush(colour) for name, colour in self._colours.items()}
        self._fonts = {}
        self._metrics = {}
        if self._icons is not None:
            self._icons.clear()

    def _wanted(self) -> str:
        if self._choice != "system":
            return self._choice
        hints = QGuiApplication.styleHints()
        accessibility = hints.accessibility()
        if accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _is_colour(text: str) -> bool:
    from app.ui.theme import contrast

    try:
        contrast.rgb(text)
    except ValueError:
        return False
    return True
