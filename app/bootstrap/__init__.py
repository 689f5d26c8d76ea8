"""Builds the objects of the window; the only package that knows every layer."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.installation import NAME, VERSION, Installation
from app.bootstrap.program import Program
from app.domain.errors import AppError
from app.storage.profile import ProfileFolder
from app.ui.overriding import override
from app.ui.shell.application import dress, log_qt_messages, make_application
from app.ui.shell.crash import CrashReporter
from app.ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def main(argv: Sequence[str]) -> int:
    """Run the window; returns the exit code."""
    options = _options(argv)
    root = options.profile or default_root()
    _log_to(root)
    try:
        ProfileFolder.open(root)
        installation = Installation(root, options.gateway, one_folder=options.profile is not None)
    except AppError as error:
        print(f"{NAME}: {error}", file=sys.stderr)  # noqa: T201 - there is no window yet
        return 1
    application = make_application(sys.argv[:1], name=NAME, version=VERSION)
    log_qt_messages()
    program = build(application, installation, options)
    code = application.exec() if program.begin(options.link) else 0
    program.finish()
    return code


def build(
    application: QApplication, installation: Installation, options: argparse.Namespace
) -> Program:
    """Build the program around an application (tests and the story player do the same)."""
    settings = installation.settings.value
    theme, language = dress(
        application,
        RESOURCES,
        choice=settings.theme,
        scale=settings.text_percent,
        less_motion=settings.less_motion,
        accent=settings.accent or None,
    )
    language.choose(settings.language)
    crash = CrashReporter(theme, VERSION, application)
    crash.install()
    return Program(
        installation,
        theme,
        language,
        Tasks(),
        crash,
        first_paint_only=bool(options.bench_first_paint),
        print_folders=tuple(options.print_folder),
    )


def default_root() -> Path:
    """Return where this user's data lies: local, never roaming or on the network."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "DealerOrder"
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / NAME


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the options of the window."""
    return _options(argv)


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python -m app ({NAME})")
    parser.add_argument("link", nargs="?", default="", help="an invitation's link")
    parser.add_argument("--profile", type=Path, help="a folder for one user's data")
    parser.add_argument("--gateway", default="", help="the address of the supplier's server")
    parser.add_argument(
        "--print-folder",
        type=Path,
        action="append",
        default=[],
        help="put printed documents into this folder instead of on paper",
    )
    parser.add_argument("--bench-first-paint", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def _log_to(root: Path) -> None:
    logging.basicConfig(level=logging.INFO, handlers=[_LogFile(root / "logs")])


class _LogFile(logging.Handler):
    """Opens the log at its first record: a start without any needs no sockets and no pickle."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._file: logging.Handler | None = None

    @override
    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; the handler's lock is held."""
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / "window.log"
            self._file = RotatingFileHandler(
                path, maxBytes=1_000_000, backupCount=5, encoding="utf-8"
            )
            self._file.setFormatter(
                logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
            )
        self._file.handle(record)

    @override
    def close(self) -> None:
        """Close the file if there was a record."""
        if self._file is not None:
            self._file.close()
        super().close()
