"""A dealer's profile folder with a filled cache, for benches of the client."""

from __future__ import annotations

import json
import secrets
import shutil
import time
import urllib.request
from typing import TYPE_CHECKING

from app.storage.cache import generations
from tools.demo import DemoSupplier, Supply
from tools.processes import Child, CommandFailed

if TYPE_CHECKING:
    from pathlib import Path

    from tools.bench import Options

SYNC_S = 1_800.0


def synced_profile(options: Options) -> Path:
    """Return a profile whose cache holds the asked number of products.

    Filled by the program's own sync child against the demo supplier, once for a folder and for
    each layout of the cache: a file of another layout is nothing to this program.
    """
    profile = options.folder / f"profile-{options.products}"
    finished = profile / "synced-for-bench"
    newest = generations.newest(profile / "cache") if finished.exists() else None
    if newest is None or not newest.complete:
        supply = Supply(products=options.products, onec="ideal", onec_interval_s=3_600.0)
        folder = options.folder / f"supplier-{options.products}"
        # What another layout has left: his invitation is used up, so nothing could be fetched.
        for old in (profile, folder):
            shutil.rmtree(old, ignore_errors=True)
        with DemoSupplier(folder, supply) as supplier:
            supplier.wait_for_goods(SYNC_S)
            _sync(profile, supplier)
        finished.touch()
    return profile


def _sync(profile: Path, supplier: DemoSupplier) -> None:
    token = access_token(supplier.url, supplier.invitations[0].code)
    child = Child(
        "app",
        *("sync", "--profile", str(profile), "--gateway", supplier.url),
        log=supplier.folder / "logs" / "sync.log",
        listens=True,
    )
    with child:
        child.tell({"token": token})
        deadline = time.monotonic() + SYNC_S
        while (newest := generations.newest(profile / "cache")) is None or not newest.complete:
            if child.returncode is not None or time.monotonic() > deadline:
                raise CommandFailed(f"the first sync did not end; see {supplier.folder / 'logs'}")
            time.sleep(0.5)


def access_token(url: str, code: str) -> str:
    """Accept an invitation at the gateway and return the new user's access token."""
    body = {
        "code": code,
        "password": secrets.token_urlsafe(16),
        "device_id": secrets.token_hex(8),
        "device_name": "bench",
    }
    request = urllib.request.Request(
        f"{url}/v1/activation",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "X-Client": "dealer-order/bench"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return str(json.load(answer)["access_token"])
