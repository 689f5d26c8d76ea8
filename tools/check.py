"""The verb `check`: everything a machine can say about the sources, one line each."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.sources import ROOT

OK, FAILED, SKIPPED = "ok", "failed", "SKIPPED"


@dataclass(frozen=True, slots=True)
class Check:
    """One named look at the sources: a command line that ends with 0 when all is well."""

    name: str
    command: tuple[str, ...]
    about: str
    skip: Callable[[], str] | None = None


def checks() -> list[Check]:
    """Return the checks in the order in which they run: the quick ones first."""
    python = sys.executable
    layers = "from importlinter.cli import lint_imports_command as run; run(['--no-logo'])"
    return [
        Check("lint", (python, "-m", "ruff", "check", "--quiet", "."), "ruff's rules"),
        Check("format", (python, "-m", "ruff", "format", "--check", "--quiet", "."), "ruff format"),
        # Its cache goes on saying that a module is missing after that module was added.
        Check("types", (python, "-m", "mypy", "--no-incremental"), "mypy --strict"),
        Check("layers", (python, "-c", layers), "who may import whom (import-linter)"),
        Check("translations", (python, "-m", "tools.i18n"), "Ukrainian is complete"),
        Check("openapi", (python, "-m", "tools.openapi"), "docs/contract is current", _no_gateway),
        Check("sizes", (python, "-m", "tools.module_size"), "modules and classes are short"),
        Check("names", (python, "-m", "tools.names"), "no empty names, no machine's paths"),
    ]


def main(arguments: list[str]) -> int:
    """Run all checks, or the named ones; return 1 if any failed."""
    known = checks()
    listing = "\n".join(f"  {check.name:<14}{check.about}" for check in known)
    parser = argparse.ArgumentParser(
        prog="dev.py check",
        description=f"{__doc__}\n\n{listing}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these")
    names = parser.parse_args(arguments).names
    unknown = set(names) - {check.name for check in known}
    if unknown:
        parser.error(f"no such check: {', '.join(sorted(unknown))}")
    os.chdir(ROOT)
    chosen = [check for check in known if not names or check.name in names]
    return run(chosen)


def run(chosen: Sequence[Check], root: Path = ROOT) -> int:
    """Run the checks one after the other, print a line for each and return the exit code."""
    failed = []
    for check in chosen:
        reason = check.skip() if check.skip is not None else ""
        if reason:
            print(f"{SKIPPED:<8}{check.name:<14}{reason}", flush=True)
            continue
        began = time.perf_counter()
        done = subprocess.run(
            check.command,
            check=False,
            cwd=root,
            # Qt's tools and import-linter print Ukrainian; Windows consoles would choke on it.
            env={**os.environ, "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        state = FAILED if done.returncode else OK
        print(f"{state:<8}{check.name:<14}{time.perf_counter() - began:6.1f} s", flush=True)
        if done.returncode:
            failed.append(check.name)
            print(done.stdout.decode(errors="replace").rstrip() or "(no words)", flush=True)
    if failed:
        print(f"\nfailed: {', '.join(failed)}")
    return 1 if failed else 0


def _no_gateway() -> str:
    there = (ROOT / "gateway" / "bootstrap.py").is_file()
    return "" if there else "gateway/bootstrap.py is not there yet: NOTHING WAS COMPARED"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
