"""The window paints cached goods before anything heavy is loaded.

A child process runs the program to its first paint and writes down every import; it ends itself
at that moment, so its list holds exactly what came before.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.storage.cache import generations
from app.storage.profile import ProfileFolder
from tests.fakes.supplier import product
from tests.fakes.world import fill_cache

ROOT = Path(__file__).resolve().parents[2]
OURS = {"app", "contract"}
QT = {"PySide6", "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg"}
QT_OWN = {
    "PySide6._config",
    "PySide6._git_pyside_version",
    "PySide6.support",
    "shiboken6",
    "shibokensupport",
    "org",
}
HEAVY = {
    "numpy",
    "pydantic",
    "httpx",
    "sqlalchemy",
    "keyring",
    "reportlab",
    "pypdfium2",
    "PySide6.QtNetwork",
}
LATER = {
    "app.exchange",
    "app.printing",
    "app.bootstrap.order_section",
    "app.services.sign_in",
    "app.ui.checkout",
    "app.ui.live.print_jobs",
    "app.ui.live.sending",
    "app.ui.live.syncing",
    "app.ui.shell.banners",
    "app.ui.shell.closed_screen",
    "app.ui.shell.contract_popup",
    "app.ui.shell.crash_dialog",
    "app.ui.shell.first_run",
    "app.ui.shell.first_sync",
    "app.ui.shell.key_sheet",
    "app.ui.sign_in",
}
_LINE = re.compile(r"import time:\s+\d+ \|\s+\d+ \|\s+(\S+)")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every module that the program has imported by its first paint of cached goods."""
    root = tmp_path_factory.mktemp("profile")
    folder = ProfileFolder.open(root)
    fill_cache(generations.path_of(folder.cache, 1), [product(one) for one in range(1, 41)])
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    def run(*arguments: str) -> tuple[str, set[str]]:
        ended = subprocess.run(
            [sys.executable, "-X", "importtime", *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        return ended.stdout, set(_LINE.findall(ended.stderr))

    _, before = run("-c", "pass")
    said, names = run("-m", "app", "--profile", str(root), "--bench-first-paint")
    assert said == "painted\n"
    return names - before


def _is_in(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_only_qt_sqlite_and_the_standard_library_come_before_the_first_paint(
    imported: set[str],
) -> None:
    assert "sqlite3" in imported
    assert "app.ui.catalogue.screen" in imported
    foreign = {
        name
        for name in imported
        if name.split(".")[0] not in sys.stdlib_module_names
        and not _is_in(name, OURS)
        and name not in QT
        and not _is_in(name, QT_OWN)
    }
    assert foreign == set()


@pytest.mark.parametrize("name", sorted(HEAVY))
def test_nothing_heavy_is_loaded_before_the_first_paint(imported: set[str], name: str) -> None:
    assert not any(_is_in(one, {name}) for one in imported)


@pytest.mark.parametrize("name", sorted(LATER))
def test_what_the_first_paint_does_not_show_comes_after_it(imported: set[str], name: str) -> None:
    assert not any(_is_in(one, {name}) for one in imported)
