"""The Qt application: names, look, language."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
)
from PySide6.QtWidgets import QApplication

from app.ui import formats
from app.ui.theme.theme import Theme

LANGUAGES: Final = ("uk", "ru", "en")


class Language(QObject):
    """The translators in use; a switch reaches every window as a LanguageChange event."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        super().__init__(application)
        self._application = application
        self._folder = folder
        self._installed: list[QTranslator] = []
        self.code = "en"

    def choose(self, code: str) -> bool:
        """Speak a language of `LANGUAGES`; False when its texts are not there, English then.

        ValueError for any other code.
        """
        if code not in LANGUAGES:
            raise ValueError(f"unknown language: {code!r}")
        for old in self._installed:
            self._application.removeTranslator(old)
        self._installed = []
        found = code == "en" or self._install(code, self._folder)
        if found and code != "en":
            # Qt's own words, for its dialogs.
            qt_folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
            self._install(f"qtbase_{code}", qt_folder)
        self.code = code if found else "en"
        # Numbers and dates stay Ukrainian in every language: they are compared with paper.
        QLocale.setDefault(QLocale(QLocale.Language.Ukrainian, QLocale.Country.Ukraine))
        formats.forget()
        return found

    def _install(self, name: str, folder: Path) -> bool:
        translator = QTranslator(self)
        if not translator.load(f"{name}.qm", str(folder)):
            return False
        self._application.installTranslator(translator)
        self._installed.append(translator)
        return True


def make_application(argv: Sequence[str], *, name: str, version: str) -> QApplication:
    """The application object with its names; call once, before anything of the window."""
    application = QApplication(list(argv))
    application.setApplicationName(name)
    application.setApplicationDisplayName(name)
    application.setApplicationVersion(version)
    if sys.platform == "win32":
        # Windows groups windows of the task bar and their icon by this name.
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(name)
    return application


def dress(
    application: QApplication,
    resources: Path,
    *,
    choice: str = "system",
    scale: int = 100,
    less_motion: bool = False,
    price_flash: bool = True,
    accent: str | None = None,
) -> tuple[Theme, Language]:
    """The theme and the language of the application; what paints itself can be shown with them.

    `Theme.install` dresses Qt's own widgets.

    `choice`, `scale`, `less_motion`, `price_flash` and `accent` are the user's theme, his text size
    in per cent, whether changes must be instant, whether changed prices are lit, and the supplier's
    colour. The language is English until
    one is chosen.
    """
    theme = Theme(resources, application)
    theme.choose(choice=choice, scale=scale, less_motion=less_motion)
    theme.price_flash = price_flash
    theme.brand(accent)
    language = Language(application, resources / "i18n")
    return theme, language
