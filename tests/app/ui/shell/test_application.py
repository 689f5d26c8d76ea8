"""The program around the window: one instance, languages, our own bugs, what start imports."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.ui.shell.application import Language
from app.ui.shell.crash import CrashReporter, describe
from app.ui.shell.crash_dialog import CrashDialog
from app.ui.shell.single_instance import FirstInstance, call_first
from app.ui.theme.theme import Theme

ROOT = Path(__file__).resolve().parents[4]
Expect = Callable[[str], None]
Caught = tuple[type[BaseException], BaseException, TracebackType | None]


def fail(price: int) -> None:
    raise ValueError(f"ТОВ «Майстер-Дім» {price}")


def catch(price: int) -> Caught:
    try:
        fail(price)
    except ValueError as error:
        return type(error), error, error.__traceback__
    raise AssertionError


def test_a_crash_text_has_places_but_no_names_and_prices() -> None:
    kind, _, trace = catch(548)
    text = describe(kind, trace)
    assert "ValueError" in text
    assert "fail" in text
    assert "548" not in text.replace(":548", "")
    assert "Майстер" not in text
    assert str(ROOT) not in text


def test_the_same_bug_is_shown_once(theme: Theme, qtbot: QtBot, expected_log: Expect) -> None:
    expected_log(r"unhandled exception\nValueError")
    expected_log(r"again: ")
    reporter = CrashReporter(theme, "0.1.0")
    shown: list[str] = []
    reporter.reported.connect(shown.append)
    for price in (1, 2, 3):
        reporter.take(*catch(price))
    qtbot.waitUntil(lambda: bool(shown))
    qtbot.wait(30)
    assert len(shown) == 1
    assert shown[0].startswith("0.1.0\nValueError")
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, CrashDialog):
            widget.close()


def test_the_crash_text_can_be_copied(theme: Theme, qtbot: QtBot) -> None:
    from app.ui.widgets.buttons import Button

    dialog = CrashDialog(theme, "0.1.0\nValueError")
    qtbot.addWidget(dialog)
    dialog.findChildren(Button)[0].click()
    assert QApplication.clipboard().text() == "0.1.0\nValueError"


def test_a_second_start_raises_the_first_with_its_link(qtbot: QtBot, tmp_path: Path) -> None:
    name = str(tmp_path / "raise")
    assert not call_first(name, timeout_ms=50)
    first = FirstInstance(name)
    assert first.listen()
    code = (
        "import sys; from PySide6.QtCore import QCoreApplication; a = QCoreApplication([]);"
        "from app.ui.shell.single_instance import call_first;"
        "sys.exit(0 if call_first(sys.argv[1], 'dealer-order://activate?code=x') else 1)"
    )
    with qtbot.waitSignal(first.raised, timeout=20_000) as raised:
        second = subprocess.Popen([sys.executable, "-c", code, name], cwd=ROOT)
    assert raised.args == ["dealer-order://activate?code=x"]
    assert second.wait(20) == 0
    first.close()


@pytest.fixture
def language(qapp: QApplication, resources: Path, tmp_path: Path) -> Language:
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    sources = sorted((resources / "i18n" / "uk").glob("*.ts"))
    made = [str(lrelease), "-silent", *map(str, sources), "-qm", str(tmp_path / "uk.qm")]
    subprocess.run(made, check=True)
    return Language(qapp, tmp_path)


def test_the_language_switches_live(language: Language, theme: Theme, qtbot: QtBot) -> None:
    from datetime import UTC, datetime

    from app.ui.shell.main_window import MainWindow

    window = MainWindow(theme, lambda: datetime.now(UTC))
    window.build()
    window.reveal()
    qtbot.addWidget(window)
    assert language.choose("uk")
    qtbot.waitUntil(lambda: "кабінет дилера" in window.windowTitle())
    assert language.choose("en")
    qtbot.waitUntil(lambda: "cabinet" in window.windowTitle())


def test_a_language_without_texts_falls_back_to_english(language: Language) -> None:
    assert not language.choose("ru")
    assert language.code == "en"


@pytest.mark.parametrize("area", ["shell", "sign_in", "formats"])
def test_every_text_is_translated_with_the_right_apostrophe(resources: Path, area: str) -> None:
    root = ET.parse(resources / "i18n" / "uk" / f"{area}.ts").getroot()
    messages = list(root.iter("message"))
    assert len(messages) > 10
    for message in messages:
        translation = message.find("translation")
        text = "".join(translation.itertext()).strip()
        assert translation.get("type") is None, message.findtext("source")
        assert text
        assert "'" not in text


def test_the_shell_starts_without_heavy_modules() -> None:
    """Before the first paint only Qt, sqlite3 and the standard library are loaded."""
    code = (
        "import sys; import app.ui.shell.main_window, app.ui.shell.application, app.ui.tasks,"
        "app.ui.children, app.ui.sign_in.dialog, app.ui.shell.single_instance;"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        "| {name for name in sys.modules if name.startswith('PySide6.')}))"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    loaded = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    heavy = ("numpy", "pydantic", "httpx", "sqlalchemy", "keyring", "typing_extensions")
    for name in (*heavy, "PySide6.QtNetwork"):
        assert f"'{name}'" not in loaded


def test_labels_are_never_rich(theme: Theme, qtbot: QtBot) -> None:
    from PySide6.QtCore import Qt

    dialog = CrashDialog(theme, "<b>x</b>")
    qtbot.addWidget(dialog)
    assert {label.textFormat() for label in dialog.findChildren(QLabel)} == {
        Qt.TextFormat.PlainText
    }
