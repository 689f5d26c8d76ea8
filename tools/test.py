"""The verb `test`: pytest from the project's root, with Qt drawing into memory."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOGETHER = ("-n", "auto", "--dist", "loadfile")
"""The whole run is shared out among the cores, file by file: what a file's tests share stays so."""


def main(arguments: list[str]) -> int:
    """Run pytest with the arguments, or all tests without any; return its exit code."""
    import pytest

    os.chdir(ROOT)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return int(pytest.main(arguments or [*TOGETHER]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
