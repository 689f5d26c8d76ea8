"""The gateway's calls, one method for each endpoint, with the contract's models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote as escaped

from pydantic import BaseModel, ValidationError

from app.domain.errors import ProtocolBroken, SignInNeeded
from contract.about import About
from contract.changes import Changes
from contract.delivery import DeliveryOptions, OptionsRequest
from contract.feed import FeedCheck, FeedKind
from contract.orders import OrderAnswer
from contract.profile import Profile
from contract.quotes import Quote, QuoteRequest
from contract.session import (
    Activation,
    ActivationCode,
    Invitation,
    PasswordChange,
    PasswordForgotten,
    Refresh,
    Session,
    SignIn,
)

if TYPE_CHECKING:
    from app.exchange.transport import Reply, Transport

FEED_DEADLINE_S = 120.0
IMAGE_DEADLINE_S = 15.0
PLACE_DEADLINE_S = 60.0
LONG_POLL_EXTRA_S = 10.0
EXPIRED = "token_expired"

Message = TypeVar("Message", bound=BaseModel)
TokenOf = Callable[[str | None], str]
"""Gives an access token; the argument is the one that was refused, or None."""


@dataclass(frozen=True, slots=True)
class ProfileAnswer:
    """The profile with its ETag; `profile` is None when it has not changed."""

    profile: Profile | None
    etag: str


class Gateway:
    """Calls of the gateway; every method raises the errors that `Transport.call` names.

    `token` is asked for an access token before each call, and for another one when the gateway
    says that it has expired; the call is then repeated once.
    """

    def __init__(self, transport: Transport, token: TokenOf) -> None:
        self._transport = transport
        self._token = token

    def about(self) -> About:
        """Ask who the supplier is; needs no sign-in."""
        return _read(About, self._transport.call("GET", "/about"))

    def sign_in(self, request: SignIn) -> Session:
        """Exchange login and password for tokens (SignInNeeded with code wrong_password)."""
        return _read(Session, self._open("POST", "/session", request))

    def refresh(self, refresh_token: str) -> Session:
        """Exchange the refresh token for the next one."""
        request = Refresh(refresh_token=refresh_token)
        return _read(Session, self._open("POST", "/session/refresh", request))

    def sign_out(self, access_token: str) -> None:
        """End the session of this token."""
        self._transport.call("DELETE", "/session", token=access_token)

    def preview(self, code: str) -> Invitation:
        """Tell who is invited, before any password."""
        return _read(
            Invitation, self._open("POST", "/activation/preview", ActivationCode(code=code))
        )

    def activate(self, request: Activation) -> Session:
        """Set the password of an invited user and sign in."""
        return _read(Session, self._open("POST", "/activation", request))

    def change_password(self, request: PasswordChange) -> None:
        """Set another password."""
        self._call("POST", "/password", body=_body(request))

    def password_forgotten(self, login: str) -> None:
        """Ask for a letter with a new code; the answer is the same for unknown logins."""
        self._open("POST", "/password/forgot", PasswordForgotten(login=login))

    def profile(self, etag: str = "") -> ProfileAnswer:
        """Return the profile, or None in it when it is still the one with this ETag."""
        headers = {"If-None-Match": etag} if etag else None
        reply = self._call("GET", "/profile", headers=headers)
        tag = reply.headers.get("etag", "")
        if reply.status == HTTPStatus.NOT_MODIFIED:
            return ProfileAnswer(None, tag or etag)
        return ProfileAnswer(_whole(Profile, reply), tag)

    def feed(
        self, kind: FeedKind, epoch: str, after: str, limit: int, price_type: int | None = None
    ) -> bytes:
        """Return a page of the feed as it came; `app.storage.cache.pages` reads and checks it.

        Raises ProtocolBroken with code epoch_changed when a new generation must be built.
        """
        params: dict[str, str | int] = {"epoch": epoch, "after": after, "limit": limit}
        if price_type is not None:
            params["price_type"] = price_type
        return self._call("GET", f"/feed/{kind}", params=params, deadline_s=FEED_DEADLINE_S).body

    def feed_check(
        self, kind: FeedKind, epoch: str, at: str, price_type: int | None = None
    ) -> FeedCheck:
        """Ask how many rows there are at this cursor."""
        params: dict[str, str | int] = {"kind": kind, "epoch": epoch, "at": at}
        if price_type is not None:
            params["price_type"] = price_type
        return _whole(FeedCheck, self._call("GET", "/feed/check", params=params))

    def changes(self, epoch: str, since: int, wait_s: int = 30) -> Changes:
        """Wait until something changes after `since`, or for `wait_s` seconds."""
        reply = self._call(
            "GET",
            "/changes",
            params={"epoch": epoch, "since": since, "wait": wait_s},
            deadline_s=wait_s + LONG_POLL_EXTRA_S,
        )
        return _whole(Changes, reply)

    def quote(self, request: QuoteRequest) -> Quote:
        """Check a cart; nothing is held."""
        return _whole(Quote, self._call("POST", "/quotes", body=_body(request)))

    def place(self, key: str, body: bytes) -> OrderAnswer:
        """Send the frozen body under its key; the same bytes may be sent again and again.

        Rejected carries the problems; ProtocolBroken has code key_void or key_reused.
        """
        reply = self._call(
            "POST",
            "/orders",
            body=body,
            headers={"Idempotency-Key": key},
            deadline_s=PLACE_DEADLINE_S,
        )
        return _whole(OrderAnswer, reply)

    def order(self, key: str) -> OrderAnswer | None:
        """Ask what became of a key; None = the gateway has never seen it."""
        try:
            reply = self._call("GET", f"/orders/{_segment(key)}")
        except ProtocolBroken as error:
            if error.code == "unknown_key":
                return None
            raise
        return _whole(OrderAnswer, reply)

    def void(self, key: str) -> OrderAnswer:
        """Make sure that the key never becomes an order; tells the order if it already is one."""
        try:
            return _whole(OrderAnswer, self._call("POST", f"/orders/{_segment(key)}/void"))
        except ProtocolBroken as error:
            # The refusal says that there is an order; what it is now is another question.
            if error.code != "too_late":
                raise
            known = self.order(key)
            if known is None:
                raise
            return known

    def cancel(self, key: str) -> OrderAnswer:
        """Cancel an order, or ask the supplier to when it has been handed over."""
        return _whole(OrderAnswer, self._call("POST", f"/orders/{_segment(key)}/cancel"))

    def delivery_options(self, request: OptionsRequest) -> DeliveryOptions:
        """Ask how these goods may travel."""
        return _whole(DeliveryOptions, self._call("POST", "/delivery/options", body=_body(request)))

    def document_pdf(self, document: int) -> bytes | None:
        """Return the paper's bytes, or None while it is being made."""
        reply = self._call("GET", f"/documents/{document}/pdf", deadline_s=FEED_DEADLINE_S)
        return None if reply.status == HTTPStatus.ACCEPTED else reply.body

    def image(self, sha256: str, size: int) -> bytes:
        """Return a picture of goods; `size` is 96, 480 or 1600."""
        return self._call(
            "GET",
            f"/images/{_segment(sha256)}",
            params={"size": size},
            deadline_s=IMAGE_DEADLINE_S,
        ).body

    def _open(self, method: str, path: str, request: BaseModel) -> Reply:
        return self._transport.call(method, path, body=_body(request))

    def _call(self, method: str, path: str, **given: Any) -> Reply:
        token = self._token(None)
        try:
            return self._transport.call(method, path, token=token, **given)
        except SignInNeeded as error:
            if error.code != EXPIRED:
                raise
        return self._transport.call(method, path, token=self._token(token), **given)


def _body(request: BaseModel) -> bytes:
    return request.model_dump_json().encode()


def _segment(text: str) -> str:
    return escaped(text, safe="")


def _read(model: type[Message], reply: Reply) -> Message:
    return _checked(model, reply.json())


def _whole(model: type[Message], reply: Reply) -> Message:
    """Return a list answer; without its last word it was cut."""
    value = reply.json()
    if value.get("end") is not True:
        message = f"{model.__name__}: the answer was cut"
        raise ProtocolBroken(message)
    return _checked(model, value)


def _checked(model: type[Message], value: dict[str, Any]) -> Message:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        # The values stay out of the message: they may be prices or names.
        places = [".".join(map(str, one["loc"])) for one in error.errors(include_input=False)]
        message = f"{model.__name__}: {', '.join(places[:5])}"
        raise ProtocolBroken(message) from error
