"""Builds the objects of the window; the only package that knows every layer."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from app.bootstrap.installation import NAME, VERSION, Installation
from app.bootstrap.options import Options, parse
from app.domain.errors import AppError
from app.storage.profile import ProfileFolder
from app.ui.shell.application import dress, make_application

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QApplication

    from app.bootstrap.opening import Opening
    from app.bootstrap.program import Program
    from app.ui.shell.application import Language
    from app.ui.theme.theme import Theme

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def main(argv: Sequence[str]) -> int:
    """Run the window; returns the exit code."""
    options = parse(argv)
    root = options.profile or default_root()
    try:
        ProfileFolder.open(root)
        installation = Installation(root, options.gateway, one_folder=options.profile is not None)
    except AppError as error:
        print(f"{NAME}: {error}", file=sys.stderr)  # noqa: T201 - there is no window yet
        return 1
    application = make_application(sys.argv[:1], name=NAME, version=VERSION)
    return _Run(application, installation, options).run()


class _Run:
    """One run of the window: the first page at once where there is one, then the program."""

    def __init__(
        self, application: QApplication, installation: Installation, options: Options
    ) -> None:
        self._application = application
        self._installation = installation
        self._options = options
        self._look = _look(application, installation)
        self._program: Program | None = None
        self._opening: Opening | None = None

    def run(self) -> int:
        """Run until the user leaves."""
        self._opening = self._open()
        if self._opening is not None:
            self._opening.page.painted.connect(self._note_painted)
            self._opening.frame.show()
            running = True
        else:
            running = self._begin()
        code = self._application.exec() if running else 0
        if self._program is not None:
            self._program.finish()
        else:
            self._installation.close()
        return code

    def _open(self) -> Opening | None:
        options, settings = self._options, self._installation.settings.value
        known = settings.remember and settings.login and not options.link
        if not known and not options.bench_paint:
            return None
        from app.bootstrap.opening import Opening

        return Opening.of(self._installation, self._look[0])

    def _note_painted(self) -> None:
        if self._options.bench_paint == "first":
            tell_painted()
        if not self._begin():
            self._application.quit()

    def _begin(self) -> bool:
        from app.bootstrap.log_file import log_to

        log_to(self._installation.root / "logs", self._installation.settings.problem)
        program = build(
            self._application, self._installation, self._options, self._look, self._opening
        )
        self._program = program
        return program.begin(self._options.link)


def build(
    application: QApplication,
    installation: Installation,
    options: Options,
    look: tuple[Theme, Language] | None = None,
    opening: Opening | None = None,
) -> Program:
    """Build the program around an application (tests and the story player do the same).

    `opening` is the window that is on the screen already, in the `look` it was made with.
    """
    from app.bootstrap.program import Program
    from app.ui.shell.crash import CrashReporter
    from app.ui.shell.qt_log import log_qt_messages
    from app.ui.tasks import Tasks

    log_qt_messages()
    theme, language = look or _look(application, installation)
    crash = CrashReporter(theme, VERSION, application)
    crash.install()
    theme.install(application)
    return Program(
        installation,
        theme,
        language,
        Tasks(),
        crash,
        bench_paint=bool(options.bench_paint),
        print_folders=options.print_folder,
        opening=opening,
    )


def _look(application: QApplication, installation: Installation) -> tuple[Theme, Language]:
    settings = installation.settings.value
    theme, language = dress(
        application,
        RESOURCES,
        choice=settings.theme,
        scale=settings.text_percent,
        less_motion=settings.less_motion,
        price_flash=settings.price_flash,
        accent=settings.accent or None,
    )
    language.choose(settings.language)
    return theme, language


def tell_painted() -> NoReturn:
    """Tell the start's bench that goods are on the screen, and end the process at once."""
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    os._exit(0)


def default_root() -> Path:
    """Return where this user's data lies: local, never roaming or on the network."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "DealerOrder"
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / NAME
