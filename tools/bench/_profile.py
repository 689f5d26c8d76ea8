"""A dealer's profile folder with a filled cache, and his way into a gateway, for benches."""

from __future__ import annotations

import json
import secrets
import shutil
import urllib.request
from typing import TYPE_CHECKING

from tools.bench._catalogue_data import filled_cache

if TYPE_CHECKING:
    from pathlib import Path

    from tools.bench import Options


def filled_profile(options: Options, name: str) -> Path:
    """Return a bench's own profile folder with a cache of the asked number of products.

    The cache is made once for a folder; a bench gets a copy, as it changes what is its own.
    """
    made = filled_cache(options.folder / f"cache-{options.products}", options.products)
    profile = options.folder / f"{name}-{options.products}"
    cache = profile / "cache"
    if not (cache / made.name).exists():
        cache.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, cache / made.name)
    return profile


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
