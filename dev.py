"""The one door for people: makes the environment on first use, then does what the verb says.

Only the standard library is used here and in the two modules imported at the top, because they
run before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST, NEWEST = (3, 11), (3, 13)

VERBS = {
    "demo": ("tools.demo", "an invented supplier, his 1C, the gateway and a dealer's window"),
    "test": ("tools.test", "the tests; what follows goes to pytest (--long adds the slow ones)"),
    "check": ("tools.check", "style, types, layers, translations, generated files, sizes"),
    "bench": ("tools.bench", "the measurements: bench, bench NAME, --products N, --strict"),
    "gateway": ("gateway", "the supplier's server, the same as python -m gateway"),
}
# Their options are parsed with the standard library only, so --help costs no installation.
ANSWER_HELP_BARE = {"demo", "check", "bench"}


def main(arguments: list[str]) -> int:
    """Run one verb and return its exit code."""
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(_usage())
        return 0
    verb, rest = arguments[0], arguments[1:]
    if verb not in VERBS:
        print(f"dev.py: there is no '{verb}'.\n\n{_usage()}", file=sys.stderr)
        return 2
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return _continue_with_another_python(arguments)
    sys.path.insert(0, str(ROOT))
    if verb in ANSWER_HELP_BARE and {"-h", "--help"} & set(rest):
        return _run(verb, rest)

    from tools import environment, system_packages

    try:
        if not environment.is_current_and_running():
            python = environment.ensure()
            system_packages.ensure(system_packages.groups_for(verb, rest))
            return _become([str(python), str(ROOT / "dev.py"), *arguments])
    except system_packages.Refused as refusal:
        print(f"dev.py: {refusal}", file=sys.stderr)
        return 1
    if verb in {"demo", "test", "check"}:
        from tools import i18n

        i18n.build_stale(ROOT)
    return _run(verb, rest)


def _usage() -> str:
    lines = ["usage: python3 dev.py VERB [options]", ""]
    lines += [f"  {verb:<9}{about}" for verb, (_, about) in VERBS.items()]
    lines += [
        "",
        "The first use makes .venv from requirements.lock; --help after a verb explains it.",
    ]
    return "\n".join(lines)


def _run(verb: str, rest: list[str]) -> int:
    # By the environment, not by changing the folder: paths in options stay the person's own.
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), *([before] if before else [])])
    return _become([sys.executable, "-m", VERBS[verb][0], *rest])


def _continue_with_another_python(arguments: list[str]) -> int:
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        # Version managers leave commands that only say that nothing is behind them.
        if found and _answers(found):
            return _become([found, str(ROOT / "dev.py"), *arguments])
    have = ".".join(map(str, sys.version_info[:3]))
    print(f"dev.py: Python 3.11, 3.12 or 3.13 is needed; this is {have}.", file=sys.stderr)
    return 1


def _answers(python: str) -> bool:
    return subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0


def _become(command: list[str]) -> int:
    """Replace this process by the command; Windows has no such thing, so wait there."""
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - an argument list, no shell
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
