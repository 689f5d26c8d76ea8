"""One gateway on this computer: what talks to it, made in the lane that first uses it.

What the first paint of cached goods needs is made at once: Qt, sqlite3 and the standard library.
HTTP, SQLAlchemy, the keyring and pydantic come later, off the path to the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.bootstrap.once import Once
from app.storage.profile import profile_name
from app.storage.settings import SettingsFile

if TYPE_CHECKING:
    from pathlib import Path

    from app.exchange.gateway import Gateway
    from app.exchange.transport import Transport
    from app.services.sign_in import SignedIn
    from app.storage.secrets import KeyringSecrets, MemorySecrets
    from app.ui.shell.view import BrandView

NAME = "dealer-order"
VERSION = "0.1.0"


class Installation:
    """One gateway on this computer: its settings, and what talks to it on behalf of a user."""

    def __init__(self, root: Path, gateway: str, *, one_folder: bool) -> None:
        self.root = root
        self.one_folder = one_folder
        self.settings = SettingsFile(root / "settings.json")
        self.address = gateway or self.settings.value.gateway
        self.secrets: Once[KeyringSecrets | MemorySecrets] = Once(_secrets)
        self.transport: Once[Transport] = Once(self._transport)
        self.gateway: Once[Gateway] = Once(self._gateway)
        self.signed_in: Once[SignedIn] = Once(self._signed_in)

    def profile_root(self, login: str) -> Path:
        """Return the folder of a user: the given one, or one named by gateway and login."""
        if self.one_folder:
            return self.root
        return self.root / "profiles" / profile_name(self.address, login.strip().casefold())

    @property
    def brand(self) -> BrandView:
        """Whose cabinet this is, as it was told last."""
        from app.ui.shell.view import BrandView

        kept = self.settings.value
        return BrandView(kept.supplier, "", accent=kept.accent or None, server=self.address)

    def keep_brand(self, supplier: str, accent: str | None) -> None:
        """Remember whose cabinet this is, for starts without a connection."""
        settings = self.settings.value
        if (settings.supplier, settings.accent) != (supplier, accent or ""):
            self.settings.change(supplier=supplier, accent=accent or "")

    def move_to(self, address: str) -> None:
        """Talk to another gateway from now on (before sign-in only)."""
        self.close()
        self.address = address
        self.transport = Once(self._transport)
        self.gateway = Once(self._gateway)
        self.signed_in = Once(self._signed_in)

    def close(self) -> None:
        """Close the connections."""
        if self.transport.made is not None:
            self.transport.made.close()

    def _transport(self) -> Transport:
        from app.exchange.transport import Transport

        return Transport(self.address, f"{NAME}/{VERSION}")

    def _gateway(self) -> Gateway:
        from app.exchange.gateway import Gateway

        return Gateway(self.transport(), self._token)

    def _token(self, stale: str | None) -> str:
        return self.signed_in().access_token(stale=stale)

    def _signed_in(self) -> SignedIn:
        import platform

        from app.services.sign_in import Device, SignedIn

        settings = self.settings.value
        device = Device(settings.device_id, platform.node()[:100])
        return SignedIn(self.gateway(), self.secrets(), device, self.address, settings.login)


def _secrets() -> KeyringSecrets | MemorySecrets:
    from app.storage.secrets import system_secrets

    return system_secrets()
