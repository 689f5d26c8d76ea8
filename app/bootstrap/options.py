"""The options of the window. `getopt`, because `argparse` alone takes longer than its work here."""

from __future__ import annotations

import getopt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

USAGE = """\
usage: python -m app [--profile FOLDER] [--gateway URL] [--print-folder FOLDER]... [LINK]

  LINK                   an invitation's link
  --profile FOLDER       a folder for one user's data
  --gateway URL          the address of the supplier's server
  --print-folder FOLDER  put printed documents into this folder instead of on paper
"""


RESTART: Final = 75
"""The window's exit code when it is to be started again, in another language."""


class Options(NamedTuple):
    """What the window was started with; `bench_paint` is first or whole in the start's bench."""

    link: str = ""
    profile: Path | None = None
    gateway: str = ""
    print_folder: tuple[Path, ...] = ()
    bench_paint: str = ""


def parse(argv: Sequence[str]) -> Options:
    """Return the options; what is not understood, and --help, end the program."""
    names = ["help", "profile=", "gateway=", "print-folder=", "bench-paint="]
    try:
        given, links = getopt.gnu_getopt(list(argv), "h", names)
    except getopt.GetoptError as error:
        _leave(f"{error}\n{USAGE}", 2)
    if len(links) > 1:
        _leave(f"one link at most\n{USAGE}", 2)
    options = Options(link="".join(links))
    for name, value in given:
        if name in ("-h", "--help"):
            _leave(USAGE, 0)
        elif name == "--profile":
            options = options._replace(profile=Path(value))
        elif name == "--gateway":
            options = options._replace(gateway=value)
        elif name == "--print-folder":
            options = options._replace(print_folder=(*options.print_folder, Path(value)))
        else:
            options = options._replace(bench_paint=value)
    return options


def _leave(text: str, code: int) -> NoReturn:
    (sys.stderr if code else sys.stdout).write(text)
    sys.exit(code)
