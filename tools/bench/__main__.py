"""The verb `bench`: runs the benches and prints one JSON line for each figure."""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from tools.bench import Figure, Options
from tools.processes import CommandFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

PRODUCTS = 100_000
REPEATS = 7
TOGETHER = {"catalogue": ("cache", "window", "start", "feed", "feed_first_sync")}
"""Names that stand for several benches: all that a list of goods promises."""


class Bench(Protocol):
    """What every module of this folder offers."""

    def run(self, options: Options) -> Iterator[Figure]:
        """Measure, and yield each figure as soon as it is known."""


def names() -> list[str]:
    """Return the benches that lie in this folder."""
    folder = Path(__file__).parent
    return sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))


def measure(bench: Bench, options: Options) -> list[Figure]:
    """Run one bench, print its figures and return those that missed their bar."""
    missed = []
    for figure in bench.run(options):
        print(figure.as_json(), flush=True)
        if not figure.is_met:
            missed.append(figure)
    return missed


def main(arguments: list[str]) -> int:
    """Run the named bench or all; with --strict return 1 when a bar was missed."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("name", nargs="?", choices=[*names(), *TOGETHER], help="only this one")
    parser.add_argument("--products", type=int, default=PRODUCTS, metavar="N")
    parser.add_argument("--repeats", type=int, default=REPEATS, metavar="N")
    parser.add_argument("--data", type=Path, metavar="DIR", help="keep the made data for next time")
    parser.add_argument("--strict", action="store_true", help="a missed bar is a failure")
    chosen = parser.parse_args(arguments)
    missed: list[Figure] = []
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            folder = (chosen.data or Path(scratch)).resolve()
            options = Options(chosen.products, chosen.repeats, folder)
            wanted = TOGETHER.get(chosen.name, [chosen.name]) if chosen.name else names()
            for name in wanted:
                module = importlib.import_module(f"tools.bench.{name}")
                missed += measure(cast("Bench", module), options)
    except CommandFailed as failure:
        print(f"dev.py bench: {failure}", file=sys.stderr)
        return 1
    for figure in missed:
        print(f"missed: {figure.name}, bar {figure.bar}", file=sys.stderr)
    return 1 if missed and chosen.strict else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
