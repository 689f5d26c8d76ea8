"""Signing in, staying signed in, invitations and passwords."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from contract.base import Answer, Guid, Line, Request, Time

Token = Annotated[str, StringConstraints(min_length=20, max_length=512)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=1024)]
NewPassword = Annotated[str, StringConstraints(min_length=10, max_length=1024)]
DeviceId = Annotated[str, StringConstraints(min_length=8, max_length=80)]


class SignIn(Request):
    """Body of POST /session."""

    login: Line
    password: Password
    device_id: DeviceId
    device_name: Line = ""


class Refresh(Request):
    """Body of POST /session/refresh."""

    refresh_token: Token


class Session(Answer):
    """Tokens of a session: the access token lives `access_expires_s`, both are opaque."""

    access_token: Token
    access_expires_s: int
    refresh_token: Token
    server_time: Time
    user: int


class Device(Answer):
    """One of the user's sessions."""

    id: int
    device_name: Line
    signed_in_at: Time
    last_seen_at: Time
    current: bool


class Devices(Answer):
    """Answer of GET /sessions."""

    sessions: list[Device]
    end: bool = True


class ActivationCode(Request):
    """Body of POST /activation/preview: the code, or the letter's whole link."""

    code: Annotated[str, StringConstraints(max_length=2000)]


class InvitedContract(Answer):
    """A contract that the invited user will order under."""

    name: Line
    number: Line


class Invitation(Answer):
    """Who is invited, shown before any password is set."""

    company: Line
    edrpou: Line
    name: Line
    position: Line = ""
    login: Line
    rights: list[str]
    contracts: list[InvitedContract]
    manager_name: Line = ""
    manager_phone: Line = ""
    manager_email: Line = ""
    valid_until: Time


class Activation(Request):
    """Body of POST /activation."""

    code: Annotated[str, StringConstraints(max_length=2000)]
    password: NewPassword
    device_id: DeviceId
    device_name: Line = ""


class PasswordChange(Request):
    """Body of POST /password."""

    old: Password
    new: NewPassword


class PasswordForgotten(Request):
    """Body of POST /password/forgot; the answer is always 202."""

    login: Line


class InvitationRef(Answer):
    """What the administrator gets back after inviting."""

    code: Line
    link: Annotated[str, Field(max_length=2000)]
    valid_until: Time
    dealer: Guid
