"""Signing in and staying signed in: only the window holds and refreshes tokens."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.errors import SignInNeeded, StorageFailed
from contract.session import Activation, SignIn

if TYPE_CHECKING:
    from app.services.ports import Secrets, SessionCalls
    from contract.session import Invitation, Session

_log = logging.getLogger(__name__)

REFRESH_EARLY_S = 60


@dataclass(frozen=True, slots=True)
class Device:
    """This installation: a random id made once, and the computer's name for the user's list."""

    id: str
    name: str


class SignedIn:
    """The tokens of the running session. Methods may be called from any lane.

    `scope` is the gateway's address: a token is kept for one user at one gateway.
    """

    def __init__(
        self,
        calls: SessionCalls,
        secrets: Secrets,
        device: Device,
        scope: str,
        login: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._calls = calls
        self._secrets = secrets
        self._device = device
        self._scope = scope
        self._login = login.strip().casefold()
        self._clock = clock
        self._lock = threading.Lock()
        self._access = ""
        self._access_until = 0.0
        self._refresh = ""
        self._remember = False

    def sign_in(self, login: str, password: str, *, remember: bool) -> int:
        """Sign in and return the user's id; the password is kept nowhere."""
        session = self._calls.sign_in(
            SignIn(
                login=login.strip(),
                password=password,
                device_id=self._device.id,
                device_name=self._device.name,
            )
        )
        with self._lock:
            self._login = login.strip().casefold()
            self._remember = remember
            self._take(session)
        return session.user

    def preview(self, code: str) -> Invitation:
        """Tell who is invited, before any password is set."""
        return self._calls.preview(code)

    def activate(self, code: str, password: str, login: str, *, remember: bool) -> int:
        """Set the password of the invited user (`login` of his invitation) and sign in."""
        session = self._calls.activate(
            Activation(
                code=code,
                password=password,
                device_id=self._device.id,
                device_name=self._device.name,
            )
        )
        with self._lock:
            self._login = login.strip().casefold()
            self._remember = remember
            self._take(session)
        return session.user

    def resume(self) -> bool:
        """Sign in by the token that the operating system keeps; False when there is none.

        Raises SignInNeeded when the gateway no longer takes it, Offline when it does not answer:
        then `can_resume` still says that the user was signed in here.
        """
        kept = self._secrets.read(self._name())
        if kept is None:
            return False
        with self._lock:
            self._refresh = kept
            self._remember = True
            self._renew()
        return True

    def can_resume(self) -> bool:
        """Whether a token is kept, so that cached data may be opened without a connection."""
        return self._secrets.read(self._name()) is not None

    def access_token(self, *, stale: str | None = None) -> str:
        """Return a token that is good for at least a minute; renew one that was refused.

        `stale` is the token that the gateway refused. Raises SignInNeeded or Offline.
        """
        with self._lock:
            if not self._access and not self._refresh:
                raise SignInNeeded
            refused = stale is not None and stale == self._access
            if refused or self._clock() > self._access_until - REFRESH_EARLY_S:
                self._renew()
            return self._access

    def sign_out(self) -> None:
        """End the session here and, when it answers, at the gateway."""
        with self._lock:
            access, self._access, self._refresh = self._access, "", ""
            self._secrets.forget(self._name())
        if access:
            self._calls.sign_out(access)

    def _name(self) -> str:
        return f"{self._scope} {self._login}"

    def _renew(self) -> None:
        try:
            self._take(self._calls.refresh(self._refresh))
        except SignInNeeded:
            self._access = self._refresh = ""
            self._secrets.forget(self._name())
            raise

    def _take(self, session: Session) -> None:
        self._access = session.access_token
        self._access_until = self._clock() + session.access_expires_s
        self._refresh = session.refresh_token
        try:
            if self._remember:
                self._secrets.keep(self._name(), session.refresh_token)
            else:
                self._secrets.forget(self._name())
        except StorageFailed as error:
            # The session holds; only the next start will ask for the password again.
            _log.warning("the token is not kept: %s", error)
