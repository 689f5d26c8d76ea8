"""Writes docs/contract/openapi.json from the gateway, or says that it is out of date.

python -m tools.openapi            compare
python -m tools.openapi --write    write
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tools.sources import ROOT

FILE = ROOT / "docs" / "contract" / "openapi.json"


def current() -> str:
    """Return the text that the gateway's routes and the contract's models give now."""
    from gateway import bootstrap

    # Sorted, so that a change of the order of imports is no change of the contract.
    return json.dumps(bootstrap.openapi(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main(arguments: list[str]) -> int:
    """Compare or write; return 1 when the file is out of date."""
    parser = argparse.ArgumentParser(prog="python -m tools.openapi", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the file instead of comparing")
    options = parser.parse_args(arguments)
    text = current()
    if options.write:
        FILE.parent.mkdir(parents=True, exist_ok=True)
        FILE.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if not FILE.is_file() or FILE.read_text(encoding="utf-8") != text:
        where = Path(FILE).relative_to(ROOT).as_posix()
        print(f"{where} is out of date: python -m tools.openapi --write")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
