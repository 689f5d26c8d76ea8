"""What anybody may know before sign-in: GET /about."""

from __future__ import annotations

from contract.base import Answer, Line, Text


class Supplier(Answer):
    """The supplier's brand: name, line under it, logo (PNG, base64) and one accent colour."""

    name: Line
    tagline: Line = ""
    logo: str | None = None
    accent: str | None = None


class Access(Answer):
    """Whom to ask for access."""

    phone: Line = ""
    email: Line = ""
    hours: Line = ""


class ClientVersions(Answer):
    """Which desktop versions the gateway serves, and where the newest is."""

    minimum: Line
    latest: Line
    url: Line | None = None
    size: int | None = None
    sha256: Line | None = None


class About(Answer):
    """Answer of GET /about."""

    gateway_id: Line
    supplier: Supplier
    access: Access
    languages: list[str]
    features: list[str]
    public_catalogue: bool
    client: ClientVersions
    note: Text = ""
