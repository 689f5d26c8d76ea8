"""Finds modules and classes that have grown over the limit and should be split by meaning."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from tools.sources import ROOT, files

MODULE_LINES = 400
CLASS_LINES = 250
# Pictures of the schema at one moment: written by Alembic, never grown by hand.
NOT_JUDGED = "gateway/store/migrations/versions/"


def too_long(root: Path = ROOT) -> list[str]:
    """Return one sentence for every module or class over its limit."""
    found = []
    for path in files("*.py", root=root):
        name = path.relative_to(root).as_posix()
        if name.startswith(NOT_JUDGED):
            continue
        text = path.read_text(encoding="utf-8")
        lines = len(text.splitlines())
        if lines > MODULE_LINES:
            found.append(f"{name}: {lines} lines, at most {MODULE_LINES}")
        for node in ast.walk(ast.parse(text, filename=name)):
            if not isinstance(node, ast.ClassDef):
                continue
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > CLASS_LINES:
                found.append(
                    f"{name}:{node.lineno}: class {node.name} has {length} lines, "
                    f"at most {CLASS_LINES}"
                )
    return found


if __name__ == "__main__":
    problems = too_long()
    print("\n".join(problems))
    sys.exit(1 if problems else 0)
