"""The invitation code: read from anything that a letter, a hand or a link may give."""

from typing import Final
from urllib.parse import parse_qs, urlsplit

LENGTH: Final = 26
_GROUP: Final = 4
_TEXT_CAP: Final = 2048
ALPHABET: Final = frozenset("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
# Letters that look like others: Cyrillic ones, and those that base 32 leaves out.
_ALIKE: Final = str.maketrans(
    {
        "А": "A",
        "В": "B",
        "С": "C",
        "Е": "E",
        "Н": "H",
        "І": "1",
        "К": "K",
        "М": "M",
        "О": "0",
        "Р": "P",
        "Т": "T",
        "Х": "X",
        "У": "Y",
        "З": "3",
        "O": "0",
        "I": "1",
        "L": "1",
    }
)
_FILLING: Final = " \t\r\n\u00a0-\u2010\u2011\u2012\u2013\u2014_."


def plain(text: str) -> str:
    """The code without spaces and hyphens, in capitals, look-alike letters put right.

    Signs that no code has are kept, so that `is_whole` says no.
    """
    squeezed = "".join(sign for sign in text[:_TEXT_CAP] if sign not in _FILLING)
    return squeezed.upper().translate(_ALIKE)


def grouped(text: str) -> str:
    """The code in groups of four for reading."""
    code = plain(text)
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def is_whole(text: str) -> bool:
    """True when the text is a code with every sign in its place."""
    code = plain(text)
    return len(code) == LENGTH and set(code) <= ALPHABET


def from_link(text: str) -> tuple[str, str] | None:
    """The gateway's address and the code that a letter's link carries, None for no such link.

    The code is the item `code` of the query or the fragment, the fragment itself, or the last
    step of the path; the address is the item `server`, else the link's own for http and https.
    """
    link = text.strip()[:_TEXT_CAP]
    try:
        parts = urlsplit(link)
        items = parse_qs(parts.query) | parse_qs(parts.fragment)
        port = parts.port
    except ValueError:
        return None
    if not parts.scheme or "://" not in link:
        return None
    server = items.get("server", [""])[0]
    tail = parts.fragment or parts.path.rstrip("/").rpartition("/")[2]
    code = items.get("code", [tail])[0]
    if not server and parts.scheme in ("http", "https") and parts.hostname:
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        server = f"{parts.scheme}://{host}" + (f":{port}" if port else "")
    return (server, plain(code)) if is_whole(code) else None
