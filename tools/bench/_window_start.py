"""Starts the session of `window` as the program starts: memory and imports are its own."""

from __future__ import annotations

import sys
from pathlib import Path

from app.ui.deferred_signatures import import_pyside


def main(profile: str, products: str, repeats: str, what: str) -> None:
    """Print the figures of one window: `all` of them, or only those of the `switch`."""
    # With PySide's signature modules the window keeps 17 MB of sources, as the program does not.
    import_pyside()
    from tools.bench._window_session import figures

    for figure in figures(Path(profile), int(products), int(repeats), only_switch=what == "switch"):
        print(figure.as_json(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:5])
