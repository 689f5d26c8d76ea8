"""The catalogue in the program's own window: contract switch, typing, scrolling, sorting, memory.

Offscreen at 1440x900 over a cache of the asked size. A frame is what the program does and paints
in one turn of its event loop; `rows` is the moment when no row on the screen is a skeleton.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.bench._catalogue_data import filled_cache
from tools.bench._sessions import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.bench import Figure, Options


def run(options: Options) -> Iterator[Figure]:
    """Yield the figures of a window in a process of its own, so that its memory is its own."""
    profile = options.folder / f"window-{options.products}"
    filled_cache(profile / "cache", options.products)
    numbers = (str(options.products), str(options.repeats))
    yield from figures_of("tools.bench._window_start", str(profile), *numbers)
