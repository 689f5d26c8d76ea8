"""The report that a user sends when something is wrong: facts, no passwords, no prices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LOG_LINES: Final = 200
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_SECRET = re.compile(r"(?i)\b(bearer|token|password|code|authorization)(\W{1,3})(\S+)")
_LONG = re.compile(r"\b[A-Za-z0-9_-]{24,}\b")
_SUM = re.compile(r"\d[\d\u00a0 ]*[.,]\d{2,4}\b")
_PHONE = re.compile(r"\+?\d[\d\u00a0 ()-]{8,}\d")
_NAMELESS: Final = r"\1…"
_HOME = re.compile(r"(?i)(/home/|/users/|\\users\\)[^/\\\s]+")


class Fact(NamedTuple):
    """A line of the report."""

    name: str
    value: str


def scrub(text: str) -> str:
    """Return a log's text without what is private: mail, phones, secrets, sums, the user's name."""
    text = _SECRET.sub(r"\1\2…", text)
    text = _MAIL.sub("<mail>", text)
    text = _SUM.sub("<sum>", text)
    text = _PHONE.sub("<number>", text)
    text = _LONG.sub("<key>", text)
    return _HOME.sub(_NAMELESS, text)


def report_text(facts: Sequence[Fact], log: Sequence[str], lines: Sequence[str]) -> str:
    """Return the whole report; `log` is the sync log, `lines` the window's own log."""
    # Versions look like sums; of the facts only the folder can name a person.
    parts = [f"{fact.name}: {_HOME.sub(_NAMELESS, fact.value)}" for fact in facts]
    parts += ["", "--- sync ---", *(scrub(line) for line in log)]
    parts += ["", "--- log ---", *(scrub(line.rstrip()) for line in lines[-LOG_LINES:])]
    return "\n".join(parts) + "\n"


def tail(path: Path, most_bytes: int = 64_000) -> list[str]:
    """Return the last lines of a log; a missing one has none."""
    try:
        with path.open("rb") as file:
            start = max(0, file.seek(0, 2) - most_bytes)
            file.seek(start)
            lines = file.read().decode("utf-8", "replace").splitlines()
            # A line that may be cut is left out; the file's own first one is whole.
            return lines[1:] if start else lines
    except FileNotFoundError:
        return []
