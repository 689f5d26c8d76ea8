"""What the services need from outside, as protocols that tests can stand in for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contract.orders import OrderAnswer
    from contract.quotes import Quote, QuoteRequest
    from contract.session import Activation, Invitation, Session, SignIn


class Ordering(Protocol):
    """The gateway's ordering calls. Every lost, unreadable or 5xx answer raises Offline or
    ProtocolBroken without a code; refusals raise Rejected; see app.exchange.gateway.
    """

    def quote(self, request: QuoteRequest) -> Quote:
        """Check a cart."""
        ...

    def place(self, key: str, body: bytes) -> OrderAnswer:
        """Send the frozen body under its key; the same bytes may be sent again and again."""
        ...

    def order(self, key: str) -> OrderAnswer | None:
        """Ask what became of a key; None = the gateway has never seen it."""
        ...

    def void(self, key: str) -> OrderAnswer:
        """Make sure the key never becomes an order; answers the order if it already is one."""
        ...


class SessionCalls(Protocol):
    """The gateway's calls before and around sign-in."""

    def sign_in(self, request: SignIn) -> Session:
        """Exchange login and password for tokens."""
        ...

    def refresh(self, refresh_token: str) -> Session:
        """Exchange the refresh token for the next one."""
        ...

    def sign_out(self, access_token: str) -> None:
        """End the session."""
        ...

    def preview(self, code: str) -> Invitation:
        """Tell who is invited."""
        ...

    def activate(self, request: Activation) -> Session:
        """Set the password and sign in."""
        ...


class Secrets(Protocol):
    """A safe place of the operating system for the refresh token."""

    def read(self, name: str) -> str | None:
        """Return the secret, or None."""
        ...

    def keep(self, name: str, value: str) -> None:
        """Keep the secret."""
        ...

    def forget(self, name: str) -> None:
        """Forget the secret; nothing happens when there is none."""
        ...
