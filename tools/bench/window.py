"""The catalogue in the program's own window: contract switch, typing, scrolling, sorting, memory.

Offscreen at 1440x900 over a cache of the asked size. A frame is what the program does and paints
in one turn of its event loop; `rows` is the moment when no row on the screen is a skeleton.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tools.bench import Figure
from tools.bench._profile import filled_profile
from tools.bench._sessions import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.bench import Options

FEW = 10_000
AGAINST_FEW = 1.25
SWITCH = "window.switch.p50"


def run(options: Options) -> Iterator[Figure]:
    """Yield the figures of a window in a process of its own, so that its memory is its own.

    Of a longer list also the switch against that of 10,000 products.
    """
    few: float | None = None
    if options.products > FEW:
        small = _session(replace(options, products=FEW), "switch")
        few = next(one.value for one in list(small) if one.name == SWITCH)
    for figure in _session(options, "all"):
        yield figure
        if figure.name == SWITCH and few is not None:
            name = f"{SWITCH}_against_{FEW}"
            yield Figure(name, figure.value, "ms", AGAINST_FEW, few)


def _session(options: Options, what: str) -> Iterator[Figure]:
    profile = filled_profile(options, "window")
    numbers = (str(options.products), str(options.repeats))
    yield from figures_of("tools.bench._window_start", str(profile), *numbers, what)
