"""How one gateway is run: its folder, its database, its listener, the clients it serves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Settings:
    """What `python -m gateway serve` is told.

    `database` is an SQLAlchemy URL, None for the SQLite file in the data folder. `public_url` is
    the address in letters. `client_product` is the name in X-Client that the minimum counts for.
    """

    data: Path
    database: str | None = None
    host: str = "127.0.0.1"
    port: int = 8480
    behind_proxy: bool = False
    certificate: Path | None = None
    certificate_key: Path | None = None
    public_url: str = ""
    client_product: str = "dealer-order"
    client_minimum: str = "0.1.0"
    client_latest: str = "0.1.0"
    client_url: str | None = None
    client_size: int | None = None
    client_sha256: str | None = None

    def refusal(self) -> str:
        """Return why this listener must not be opened, or an empty text."""
        if self.host in LOOPBACK or self.behind_proxy or self.certificate is not None:
            return ""
        return (
            f"plain HTTP on {self.host} would show passwords and prices to the network: "
            "give --certificate and --certificate-key, or --behind-proxy if a reverse proxy "
            "that speaks HTTPS stands before this listener"
        )
