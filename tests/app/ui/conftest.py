"""What every test of the interface needs: no screen, and the theme it paints with."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.ui.shell.application import Language
from app.ui.theme.theme import Theme

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


@pytest.fixture
def resources() -> Path:
    """The program's own resources."""
    return RESOURCES


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme, installed on the application."""
    result = Theme(RESOURCES)
    result.choose(choice="light")
    result.install(qapp)
    return result


@pytest.fixture(autouse=True)
def _source_language():
    """Texts are compared as the source has them: no test leaves another language behind."""
    yield
    application = QApplication.instance()
    if application is not None:
        for language in application.findChildren(Language):
            language.choose("en")


@pytest.fixture(autouse=True, scope="session")
def _empty_clipboard():
    """What a test has copied must not outlive Python: offscreen the clipboard is freed after it."""
    yield
    if QApplication.instance() is not None:
        QGuiApplication.clipboard().clear()
