"""Staying signed in: one token at a time, kept only where and when the user wants it."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.errors import Offline, SignInNeeded, StorageFailed
from app.services.sign_in import Device, SignedIn
from app.storage.secrets import MemorySecrets
from contract.session import Activation, Session, SignIn

SCOPE = "https://portal.example"
NAME = f"{SCOPE} olena"


class FakeSession:
    """The gateway's sign-in calls: refresh tokens rotate, the newest one is good."""

    def __init__(self) -> None:
        self.number = 0
        self.asked: list[object] = []
        self.refused = False
        self.offline = False

    def sign_in(self, request: SignIn) -> Session:
        self.asked.append(request)
        return self._session()

    def activate(self, request: Activation) -> Session:
        self.asked.append(request)
        return self._session()

    def refresh(self, refresh_token: str) -> Session:
        self.asked.append(refresh_token)
        if self.offline:
            raise Offline("no route")
        if self.refused or refresh_token != f"refresh-token-number-{self.number}":
            raise SignInNeeded("signed_out")
        return self._session()

    def sign_out(self, access_token: str) -> None:
        self.asked.append(access_token)

    def preview(self, code: str):
        raise NotImplementedError

    def _session(self) -> Session:
        self.number += 1
        return Session(
            user=1,
            access_token=f"access-token-number-{self.number}",
            access_expires_s=900,
            refresh_token=f"refresh-token-number-{self.number}",
            server_time=dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC),
        )


class LockedSecrets(MemorySecrets):
    """A credential store that refuses."""

    def keep(self, name: str, value: str) -> None:
        raise StorageFailed("credential store: locked")


@pytest.fixture
def calls() -> FakeSession:
    return FakeSession()


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets()


@pytest.fixture
def clock() -> list[float]:
    return [1_000.0]


@pytest.fixture
def signed_in(calls, secrets, clock) -> SignedIn:
    return SignedIn(calls, secrets, Device("device-0001", "ПК-1"), SCOPE, clock=lambda: clock[0])


def _again(calls, secrets, login: str = "Olena ") -> SignedIn:
    """The next start of the program."""
    return SignedIn(calls, secrets, Device("device-0001", "ПК-1"), SCOPE, login)


def test_remember_keeps_only_the_newest_token_with_the_system(signed_in, secrets, clock) -> None:
    signed_in.sign_in(" Olena ", "secret password", remember=True)
    assert secrets.read(NAME) == "refresh-token-number-1"
    clock[0] += 900
    assert signed_in.access_token() == "access-token-number-2"
    assert secrets.read(NAME) == "refresh-token-number-2"


def test_without_remember_nothing_is_kept_and_an_older_token_goes(signed_in, secrets) -> None:
    secrets.keep(NAME, "of an earlier time")
    signed_in.sign_in("olena", "secret password", remember=False)
    assert secrets.read(NAME) is None


def test_a_good_token_is_given_without_asking(signed_in, calls, clock) -> None:
    signed_in.sign_in("olena", "secret password", remember=False)
    clock[0] += 800
    assert signed_in.access_token() == "access-token-number-1"
    assert len(calls.asked) == 1


def test_a_token_is_renewed_a_minute_before_its_end(signed_in, clock) -> None:
    signed_in.sign_in("olena", "secret password", remember=False)
    clock[0] += 845
    assert signed_in.access_token() == "access-token-number-2"


def test_a_token_the_gateway_refused_is_renewed_once(signed_in) -> None:
    signed_in.sign_in("olena", "secret password", remember=False)
    assert signed_in.access_token(stale="access-token-number-1") == "access-token-number-2"
    assert signed_in.access_token(stale="access-token-number-1") == "access-token-number-2"


def test_the_next_start_needs_no_password(signed_in, calls, secrets) -> None:
    signed_in.sign_in("olena", "secret password", remember=True)
    again = _again(calls, secrets)
    assert again.can_resume()
    assert again.resume()
    assert again.access_token() == "access-token-number-2"
    assert secrets.read(NAME) == "refresh-token-number-2"


def test_another_user_or_gateway_does_not_get_the_token(signed_in, calls, secrets) -> None:
    signed_in.sign_in("olena", "secret password", remember=True)
    assert not _again(calls, secrets, "petro").resume()
    other = SignedIn(calls, secrets, Device("device-0001", ""), "https://other.example", "olena")
    assert not other.can_resume()


def test_a_refused_token_is_forgotten(signed_in, calls, secrets) -> None:
    signed_in.sign_in("olena", "secret password", remember=True)
    calls.refused = True
    again = _again(calls, secrets)
    with pytest.raises(SignInNeeded):
        again.resume()
    assert not again.can_resume()
    with pytest.raises(SignInNeeded):
        again.access_token()


def test_without_connection_the_token_stays_for_later(signed_in, calls, secrets) -> None:
    signed_in.sign_in("olena", "secret password", remember=True)
    calls.offline = True
    again = _again(calls, secrets)
    with pytest.raises(Offline):
        again.resume()
    assert again.can_resume()
    calls.offline = False
    assert again.access_token() == "access-token-number-2"


def test_before_sign_in_there_is_no_token(signed_in) -> None:
    with pytest.raises(SignInNeeded):
        signed_in.access_token()


def test_sign_out_forgets_here_and_tells_the_gateway(signed_in, calls, secrets) -> None:
    signed_in.sign_in("olena", "secret password", remember=True)
    signed_in.sign_out()
    assert secrets.read(NAME) is None
    assert calls.asked[-1] == "access-token-number-1"
    with pytest.raises(SignInNeeded):
        signed_in.access_token()


def test_an_invited_user_is_remembered_under_his_login(signed_in, calls, secrets) -> None:
    signed_in.activate("code", "secret password", "Olena", remember=True)
    assert secrets.read(NAME) == "refresh-token-number-1"
    assert calls.asked[0].device_id == "device-0001"


def test_a_store_that_refuses_does_not_end_the_session(calls, clock, expected_log) -> None:
    expected_log("the token is not kept")
    one = SignedIn(calls, LockedSecrets(), Device("device-0001", ""), SCOPE, clock=lambda: clock[0])
    assert one.sign_in("olena", "secret password", remember=True) == 1
    assert one.access_token() == "access-token-number-1"
