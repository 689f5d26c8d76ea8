"""Whether a manager is at work by the hours that the supplier wrote, such as "пн–пт 8–19"."""

from __future__ import annotations

import datetime as dt
import re

_DAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "нд")
_SPAN = re.compile(
    r"(?P<first>пн|вт|ср|чт|пт|сб|нд)(?:\s*[-–—]\s*(?P<last>пн|вт|ср|чт|пт|сб|нд))?"
    r"[\s,:з]*(?P<from>\d{1,2})(?:[:.](?P<from_min>\d{2}))?"
    r"\s*(?:[-–—]|до)\s*(?P<to>\d{1,2})(?:[:.](?P<to_min>\d{2}))?"
)


def present_now(hours: str, now: dt.datetime) -> bool:
    """Return whether `now` lies in any span of the text; a text that is not read is never."""
    for found in _SPAN.finditer(hours[:200].casefold()):
        first = _DAYS.index(found["first"])
        last = _DAYS.index(found["last"] or found["first"])
        days = range(first, last + 1) if first <= last else (*range(first, 7), *range(last + 1))
        begin = int(found["from"]) * 60 + int(found["from_min"] or 0)
        end = int(found["to"]) * 60 + int(found["to_min"] or 0)
        if now.weekday() in days and begin <= now.hour * 60 + now.minute < end:
            return True
    return False
