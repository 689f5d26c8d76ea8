"""Opaque tokens: made at random, stored as SHA-256, and sealed one under another."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

_NONCE = 16
_TAG = 32


def new_token() -> str:
    """Make a token of 384 random bits, 64 characters of URL-safe base 64."""
    return secrets.token_urlsafe(48)


def hash_of(secret: str) -> str:
    """Return what the database keeps of a token or code: SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def seal(successor: str, under: str) -> str:
    """Encrypt a token so that only who has the token `under` can read it.

    `under` must be a token of `new_token`: with 384 random bits it needs no stretching. Keystream
    SHAKE-256 over a random nonce and the key, then HMAC-SHA256 of nonce and cipher text under
    another key (encrypt, then authenticate). The nonce is fresh, so no keystream repeats.
    """
    nonce = secrets.token_bytes(_NONCE)
    cipher = _xor(successor.encode(), _keystream(under, nonce, len(successor.encode())))
    return base64.urlsafe_b64encode(nonce + _tag(under, nonce + cipher) + cipher).decode()


def unseal(sealed: str, under: str) -> str:
    """Return the token that `seal` hid; ValueError when the key or the text is another."""
    raw = base64.urlsafe_b64decode(sealed)
    nonce, tag, cipher = raw[:_NONCE], raw[_NONCE : _NONCE + _TAG], raw[_NONCE + _TAG :]
    if not hmac.compare_digest(tag, _tag(under, nonce + cipher)):
        message = "the seal is broken"
        raise ValueError(message)
    return _xor(cipher, _keystream(under, nonce, len(cipher))).decode()


def _key(purpose: bytes, under: str) -> bytes:
    return hmac.digest(under.encode(), b"dealer-order refresh chain: " + purpose, "sha256")


def _keystream(under: str, nonce: bytes, length: int) -> bytes:
    return hashlib.shake_256(_key(b"stream", under) + nonce).digest(length)


def _tag(under: str, text: bytes) -> bytes:
    return hmac.digest(_key(b"tag", under), text, "sha256")


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
