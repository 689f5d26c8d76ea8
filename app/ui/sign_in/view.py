"""Plain values of the sign-in window."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SupplierView:
    """Whose cabinet it is and whom to ask for access; `warehouses` are pairs lat, lon."""

    name: str
    tagline: str = ""
    logo: bytes = b""
    accent: str | None = None
    server: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    warehouses: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class InvitationView:
    """Who is invited, shown before a password is set; empty texts are left out."""

    company: str
    edrpou: str
    user: str
    position: str
    rights: str
    contracts: str
    manager: str
    valid_until: datetime | None = None
