"""A dealer's profile folder with a filled cache, for benches of the client."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tools.demo import DemoSupplier, Supply
from tools.processes import run

if TYPE_CHECKING:
    from tools.bench import Options


def synced_profile(options: Options) -> Path:
    """Return a signed-in profile whose cache holds the asked number of products.

    Made by the program's own first sync against the demo supplier, once for a folder.
    """
    profile = options.folder / f"profile-{options.products}"
    finished = profile / "synced-for-bench"
    if finished.exists():
        return profile
    supplier = DemoSupplier(
        options.folder / f"supplier-{options.products}", Supply(products=options.products)
    )
    with supplier:
        code = supplier.invitations[0].code
        run(
            "app",
            *("--profile", str(profile), "--gateway", supplier.url),
            *("--bench-sync", code),
        )
    finished.touch()
    return profile
