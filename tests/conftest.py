"""What holds for every test: Qt draws into memory, and nothing unexpected is left behind."""

from __future__ import annotations

import gc
import logging
import os
import re
import sys

import pytest
from hypothesis import settings

# Before anything imports Qt or keyring: no test opens a window or a person's real keyring.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.fonts=false;qt.accessibility.*=false")

OURS = ("app", "gateway", "demo", "contract")

# The machine decides how fast an example is, so no deadline; the same examples in every run.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=1_000, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the tests that take minutes, too")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "ci")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("long") and not config.getoption("--long"):
            item.add_marker(pytest.mark.skip(reason="takes minutes; runs with --long"))
        if item.get_closest_marker("windows") and sys.platform != "win32":
            item.add_marker(pytest.mark.skip(reason="needs a Windows machine"))


def pytest_sessionstart() -> None:
    """Leave no cyclic garbage to the thread that happens to allocate next.

    What a test of the interface forgot would be destroyed by a worker's lane or by a server's
    thread of a later test, and Qt crashes there now and then. Here the main thread collects, before
    each test.
    """
    gc.disable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    gc.disable()  # a program that a test has started and ended gives the work back
    oldest_is_due = gc.get_count()[2] > gc.get_threshold()[2]
    gc.collect(2 if oldest_is_due else 1)


class ExpectedLog:
    """The warnings that a test announces; call it with a regular expression for each."""

    def __init__(self) -> None:
        self.patterns: list[str] = []

    def __call__(self, pattern: str) -> None:
        self.patterns.append(pattern)


class _Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture
def expected_log() -> ExpectedLog:
    """Announce a warning of our own programs: `expected_log(r"1C is silent")`."""
    return ExpectedLog()


@pytest.fixture(autouse=True)
def _no_unexpected_log(expected_log: ExpectedLog):
    recorder = _Recorder()
    loggers = [logging.getLogger(name) for name in OURS]
    for logger in loggers:
        logger.addHandler(recorder)
    yield
    for logger in loggers:
        logger.removeHandler(recorder)
    patterns = expected_log.patterns
    surprising = [
        line for line in recorder.lines if not any(re.search(one, line) for one in patterns)
    ]
    absent = [one for one in patterns if not any(re.search(one, line) for line in recorder.lines)]
    if surprising:
        pytest.fail("unexpected in the log:\n" + "\n".join(surprising), pytrace=False)
    if absent:
        pytest.fail(f"announced but never logged: {absent}", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item):
    result = yield
    left = _leftover_windows()
    if left:
        pytest.fail(f"windows left open: {', '.join(left)}", pytrace=False)
    return result


def _leftover_windows() -> list[str]:
    """Name the top-level widgets that outlived their test, and remove them for the next one."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    left = _windows(widgets)
    if not left:
        return []
    # What only waits for its deletion or for the collector is not left behind.
    del left
    gc.collect()
    left = _windows(widgets)
    names = [f"{type(window).__name__} '{window.objectName()}'" for window in left]
    for window in left:
        window.close()
        window.deleteLater()
    _windows(widgets)
    return names


def _windows(widgets) -> list:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [
        window
        for window in widgets.QApplication.topLevelWidgets()
        # Qt keeps the one label for tool tips by itself.
        if window.parent() is None and window.metaObject().className() != "QTipLabel"
    ]
