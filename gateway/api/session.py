"""Signing in and out, staying signed in, devices, invitations, passwords."""

from fastapi import APIRouter, BackgroundTasks, Response

from contract.session import (
    Activation,
    ActivationCode,
    Devices,
    Invitation,
    PasswordChange,
    PasswordForgotten,
    Refresh,
    Session,
    SignIn,
)
from gateway.api.access import Gate, Gateway, RowNumber, SignedIn
from gateway.services import accounts, invitations
from gateway.store.engine import reading, writing

router = APIRouter(tags=["session"])


@router.post("/session")
def sign_in(body: SignIn, gate: Gate) -> Session:
    """Open a session on a device; waits grow after wrong passwords, known login or not."""
    return accounts.sign_in(
        gate.engine, body.login, body.password, body.device_id, body.device_name, gate.now()
    )


@router.post("/session/refresh")
def refresh(body: Refresh, gate: Gate) -> Session:
    """Change a refresh token for its successor and a new access token."""
    return accounts.refresh(gate.engine, body.refresh_token, gate.now())


@router.delete("/session", status_code=204)
def sign_out(who: SignedIn, gate: Gate) -> Response:
    """End this session."""
    with writing(gate.engine) as connection:
        accounts.end_session(connection, who.session_id, gate.now())
    return Response(status_code=204)


@router.get("/sessions")
def devices(who: SignedIn, gate: Gate) -> Devices:
    """List the user's devices."""
    with reading(gate.engine) as connection:
        return Devices(sessions=accounts.devices(connection, who))


@router.delete("/sessions/{session_id}", status_code=204)
def sign_out_device(session_id: RowNumber, who: SignedIn, gate: Gate) -> Response:
    """End the session of another device of the user."""
    accounts.sign_out_device(gate.engine, who, session_id, gate.now())
    return Response(status_code=204)


@router.post("/activation/preview")
def preview(body: ActivationCode, gate: Gate) -> Invitation:
    """Tell who is invited, before any password is set."""
    return invitations.preview(gate.engine, body.code, gate.now())


@router.post("/activation")
def activate(body: Activation, gate: Gate) -> Session:
    """Set the invited user's password and open his first session."""
    return invitations.activate(
        gate.engine, body.code, body.password, body.device_id, body.device_name, gate.now()
    )


@router.post("/password", status_code=204)
def change_password(body: PasswordChange, who: SignedIn, gate: Gate) -> Response:
    """Change the password and sign the user's other devices out."""
    accounts.change_password(gate.engine, who, body.old, body.new, gate.now())
    return Response(status_code=204)


@router.post("/password/forgot", status_code=202)
def forgot(body: PasswordForgotten, gate: Gate, later: BackgroundTasks) -> Response:
    """Take note; a letter goes to the user if there is one, after this same answer to all."""
    later.add_task(_send_code, gate, body.login)
    return Response(status_code=202, background=later)


def _send_code(gate: Gateway, login: str) -> None:
    made = invitations.forgot(gate.engine, login, gate.now())
    if made is not None:
        email, name, code = made
        gate.letters.new_code(email, name, code, gate.now())
