"""The refresh token goes to a store we trust, or nowhere: never into a file."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from app.domain.errors import StorageFailed
from app.storage.secrets import LONGEST, KeyringSecrets, MemorySecrets, system_secrets


class Store(KeyringBackend):
    """A credential store in memory that can be locked."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("not found")

    def _open(self) -> None:
        if self.locked:
            raise KeyringLocked("locked")


@pytest.fixture
def store() -> Iterator[Store]:
    before = keyring.get_keyring()
    store = Store()
    keyring.set_keyring(store)
    yield store
    keyring.set_keyring(before)


@pytest.fixture(params=["system", "memory"])
def secrets(request, store) -> KeyringSecrets | MemorySecrets:
    return KeyringSecrets() if request.param == "system" else MemorySecrets()


def test_a_secret_is_kept_read_and_forgotten(secrets) -> None:
    assert secrets.read("a") is None
    secrets.keep("a", "токен")
    secrets.keep("b", "other")
    assert secrets.read("a") == "токен"
    secrets.forget("a")
    secrets.forget("a")
    assert secrets.read("a") is None
    assert secrets.read("b") == "other"


def test_a_locked_store_is_told_and_nothing_else_breaks(store) -> None:
    store.locked = True
    secrets = KeyringSecrets()
    with pytest.raises(StorageFailed):
        secrets.read("a")
    with pytest.raises(StorageFailed):
        secrets.keep("a", "b")
    with pytest.raises(StorageFailed):
        secrets.forget("a")


def test_a_secret_that_windows_would_cut_is_refused(store) -> None:
    KeyringSecrets().keep("a", "x" * LONGEST)
    with pytest.raises(StorageFailed):
        KeyringSecrets().keep("a", "x" * (LONGEST + 1))


def test_a_store_we_do_not_know_is_not_used(store) -> None:
    """keyring falls back to files with weak or no encryption."""
    assert isinstance(system_secrets(), MemorySecrets)


@pytest.mark.parametrize(
    "module",
    ["keyring.backends.Windows", "keyring.backends.SecretService", "keyring.backends.kwallet"],
)
def test_the_systems_own_stores_are_used(store, module) -> None:
    trusted = type("Trusted", (Store,), {"__module__": module})
    keyring.set_keyring(trusted())
    assert isinstance(system_secrets(), KeyringSecrets)


@pytest.mark.parametrize("module", ["keyrings.alt.file", "keyring.backends.fail", "keyring.core"])
def test_files_and_broken_stores_are_not(store, module) -> None:
    weak = type("Weak", (Store,), {"__module__": module})
    keyring.set_keyring(weak())
    assert isinstance(system_secrets(), MemorySecrets)
