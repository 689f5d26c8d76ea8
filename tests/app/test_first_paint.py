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
OURS_BEFORE = {
    "app.bootstrap",
    "app.domain",
    "app.storage",
    "app.ui.catalogue",
    "app.ui.live.terms",
    "app.ui.shell.application",
    "app.ui.shell.main_window",
    "app.ui.shell.window_place",
    "app.ui.theme",
    "app.ui.widgets.painting",
    "contract.pricing",
}
"""What may be imported before; everything else of ours is found after the paint."""
OF_THE_FIRST_PAGE = {
    "captions",
    "column_layout",
    "columns",
    "first_page",
    "lines",
    "prepared",
    "preparing",
    "row_painter",
    "skeletons",
    "tiles",
}
SLOW_TO_IMPORT = {"argparse", "dataclasses", "inspect", "logging"}
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
    said, names = run("-m", "app", "--profile", str(root), "--bench-paint", "first")
    assert said == "painted\n"
    return names - before


def _is_in(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_only_qt_sqlite_and_the_standard_library_come_before_the_first_paint(
    imported: set[str],
) -> None:
    assert "sqlite3" in imported
    assert "app.ui.catalogue.first_page" in imported
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


def test_what_the_first_page_does_not_show_comes_after_it(imported: set[str]) -> None:
    ours = {name for name in imported if _is_in(name, OURS) and name.count(".") > 1}
    assert {name for name in ours if not _is_in(name, OURS_BEFORE)} <= {
        "app.ui.deferred_signatures",
        "app.ui.formats",
        "app.ui.live",
        "app.ui.overriding",
        "app.ui.shell",
        "app.ui.widgets",
    }
    catalogue = {name.split(".")[3] for name in ours if name.startswith("app.ui.catalogue.")}
    assert catalogue == OF_THE_FIRST_PAGE
    sections = {name for name in ours if name.startswith("app.bootstrap.")}
    assert sections <= {
        f"app.bootstrap.{name}" for name in ("installation", "once", "opening", "options")
    }


@pytest.mark.parametrize("name", sorted(SLOW_TO_IMPORT))
def test_the_slow_parts_of_the_standard_library_come_later(imported: set[str], name: str) -> None:
    assert name not in imported


def test_a_wrong_argument_is_explained_by_qt_as_ever() -> None:
    """Its signature modules are left out at the start and fill themselves when asked."""
    program = """
import sys
from app.ui.deferred_signatures import import_pyside
import_pyside()
from PySide6.QtCore import QPoint
assert "inspect" not in sys.modules
try:
    QPoint("a")
except TypeError as error:
    print(error)
print(QPoint.manhattanLength.__doc__)
"""
    said = {}
    for kind, text in (
        ("deferred", program),
        ("as ever", program.replace("import_pyside()", "").replace("assert", "bool() #")),
    ):
        ended = subprocess.run(
            [sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, timeout=60,
            check=True,
        )  # fmt: skip
        said[kind] = ended.stdout
    assert "QPoint.__init__(xpos: int, ypos: int, /)" in said["deferred"]
    assert said["deferred"] == said["as ever"]
