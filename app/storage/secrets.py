"""Keeps the refresh token with the operating system, or nowhere: never in a file of our own."""

from __future__ import annotations

import keyring
from keyring.errors import KeyringError, PasswordDeleteError

from app.domain.errors import StorageFailed

SERVICE = "dealer-order"
LONGEST = 1_280
"""Windows keeps 2,560 bytes of UTF-16."""

_ALLOWED = (
    "keyring.backends.Windows",
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
)


class KeyringSecrets:
    """The Windows Credential Manager, or the secret service of a Linux desktop."""

    def read(self, name: str) -> str | None:
        """Return the secret, or None; StorageFailed when the store is locked."""
        try:
            return keyring.get_password(SERVICE, name)
        except KeyringError as error:
            message = f"credential store: {error}"
            raise StorageFailed(message) from error

    def keep(self, name: str, value: str) -> None:
        """Keep the secret; StorageFailed when the store refuses."""
        if len(value) > LONGEST:
            message = "the secret is longer than the credential store takes"
            raise StorageFailed(message)
        try:
            keyring.set_password(SERVICE, name, value)
        except KeyringError as error:
            message = f"credential store: {error}"
            raise StorageFailed(message) from error

    def forget(self, name: str) -> None:
        """Forget the secret."""
        try:
            keyring.delete_password(SERVICE, name)
        except PasswordDeleteError:
            return
        except KeyringError as error:
            message = f"credential store: {error}"
            raise StorageFailed(message) from error


class MemorySecrets:
    """Keeps secrets until the program ends: for computers without a credential store."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        """Return the secret, or None."""
        return self._kept.get(name)

    def keep(self, name: str, value: str) -> None:
        """Keep the secret until the program ends."""
        self._kept[name] = value

    def forget(self, name: str) -> None:
        """Forget the secret."""
        self._kept.pop(name, None)


def system_secrets() -> KeyringSecrets | MemorySecrets:
    """Return the operating system's store if it is one we trust, else memory.

    keyring's fallbacks include files with weak or no encryption; those are refused.
    """
    module = type(keyring.get_keyring()).__module__
    return KeyringSecrets() if module.startswith(_ALLOWED) else MemorySecrets()
