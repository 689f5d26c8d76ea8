"""Pictures of goods: which bytes belong to which product, and who may have them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from gateway.services.failures import Failure
from gateway.services.permitted import UNGROUPED, sight_of
from gateway.services.scaling import BadPicture, TooManyPictures, scaled
from gateway.store.sequence import next_seq, wait_for_writers
from gateway.store.tables.catalogue import groups, picture_files, product_pictures, products
from gateway.store.tables.dealers import dealer_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from gateway.services.accounts import Caller
    from gateway.store.pictures import PictureShelf

_log = logging.getLogger(__name__)

MOST_IN_LIST = 500
WAIT_S = 2.0
RETRY_AFTER_S = 5


def file_key(name: str) -> str:
    """Return a picture's name as it is compared: 1C's own spellings of one path are one."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    return "/".join(parts).lower()[:300]


def link(connection: Connection, product_ids: Sequence[int]) -> int:
    """Tie products to the pictures that have come; returns how many dealers will hear of.

    The product's own account goes first where two accounts sent other bytes under one name.
    """
    wait_for_writers(connection)
    changed = 0
    for at in range(0, len(product_ids), MOST_IN_LIST):
        some = list(product_ids[at : at + MOST_IN_LIST])
        rows = connection.execute(
            select(
                products.c.id, products.c.account_id, products.c.image_files, products.c.images
            ).where(products.c.id.in_(some))
        ).all()
        known = _known(connection, {file_key(name) for row in rows for name in row.image_files})
        connection.execute(delete(product_pictures).where(product_pictures.c.product_id.in_(some)))
        pictures: list[dict[str, Any]] = []
        other: list[tuple[int, list[str]]] = []
        for row in rows:
            hashes: list[str] = []
            for position, name in enumerate(row.image_files):
                key = file_key(name)
                by_account = known.get(key, {})
                sha256 = by_account.get(row.account_id) or next(iter(by_account.values()), None)
                pictures.append(
                    {"product_id": row.id, "position": position, "file": key, "sha256": sha256}
                )
                if sha256 is not None and sha256 not in hashes:
                    hashes.append(sha256)
            if hashes != row.images:
                other.append((row.id, hashes))
        if pictures:
            connection.execute(insert(product_pictures), pictures)
        if other:
            seq = next_seq(connection, n=len(other))
            connection.execute(
                update(products).where(products.c.id == bindparam("b_id")),
                [
                    {"b_id": product_id, "images": hashes, "seq": seq + at}
                    for at, (product_id, hashes) in enumerate(other)
                ],
            )
        changed += len(other)
    return changed


def note_files(connection: Connection, account_id: int, hashes: Mapping[str, str]) -> None:
    """Write which bytes an account sends under each name (as `file_key`)."""
    wait_for_writers(connection)
    for file, sha256 in hashes.items():
        known = (picture_files.c.account_id == account_id, picture_files.c.file == file)
        told = connection.execute(update(picture_files).where(*known).values(sha256=sha256))
        if not told.rowcount:
            row = {"account_id": account_id, "file": file, "sha256": sha256}
            connection.execute(insert(picture_files).values(**row))


def products_with(connection: Connection, files: Sequence[str]) -> list[int]:
    """Return the ids of products of which 1C names one of these files (as `file_key`)."""
    found: set[int] = set()
    for at in range(0, len(files), MOST_IN_LIST):
        found.update(
            connection.execute(
                select(product_pictures.c.product_id).where(
                    product_pictures.c.file.in_(files[at : at + MOST_IN_LIST])
                )
            ).scalars()
        )
    return sorted(found)


def copy_of(shelf: PictureShelf, sha256: str, size: int) -> bytes:
    """Return the JPEG of that size, made from what 1C sent if it is not ready.

    Failure not_found, or unavailable while many others are being made: threads that wait for
    pictures are threads that no order can have.
    """
    ready = shelf.copy(sha256, size)
    if ready is not None:
        return ready
    original = shelf.original(sha256)
    if original is None:
        raise Failure("not_found", "no such picture")
    try:
        made = scaled(original, size, WAIT_S)
    except BadPicture as error:
        raise Failure("not_found", "no such picture") from error
    except TooManyPictures as error:
        told = {"retry_after_s": RETRY_AFTER_S}
        raise Failure("unavailable", "many pictures are being made", told) from error
    try:
        shelf.keep_copy(sha256, size, made)
    except OSError as error:
        # Full, or Windows has the file open for somebody else: the next who asks makes it again.
        _log.warning("a copy of a picture cannot be kept: %s", error)
    return made


def require_sight(connection: Connection, who: Caller, sha256: str) -> None:
    """Failure not_found for a picture of no product that the caller sees, whether it exists."""
    if not may_see(connection, who.dealer_id, sha256):
        raise Failure("not_found", "no such picture")


def may_see(connection: Connection, dealer_id: int, sha256: str) -> bool:
    """Tell whether the dealer sees any product with this picture.

    Climbs from the goods' groups to the granted ones: a page of thumbnails asks thirty times, and
    the whole tree is not read for each.
    """
    homes = connection.execute(
        select(groups.c.id, groups.c.guid)
        .join(products, products.c.group_id == groups.c.id)
        .join(product_pictures, product_pictures.c.product_id == products.c.id)
        .where(
            product_pictures.c.sha256 == sha256,
            products.c.deleted.is_(False),
            products.c.has_variants.is_(False),
            groups.c.deleted.is_(False),
        )
        .distinct()
    ).all()
    if not homes:
        return False
    climb = (
        select(groups.c.id, groups.c.parent_id)
        .where(groups.c.id.in_([home.id for home in homes]))
        .cte("climb", recursive=True)
    )
    # UNION and not UNION ALL: groups that contain each other end where they close.
    climb = climb.union(
        select(groups.c.id, groups.c.parent_id).join(climb, climb.c.parent_id == groups.c.id)
    )
    granted = connection.execute(
        select(dealer_groups.c.group_id)
        .join(climb, climb.c.id == dealer_groups.c.group_id)
        .where(dealer_groups.c.dealer_id == dealer_id)
    ).first()
    if granted is not None:
        return True
    # Goods outside every group are seen by a rule about all roots.
    outside = next((home.id for home in homes if home.guid == UNGROUPED), None)
    return outside is not None and outside in sight_of(connection, dealer_id).groups


def _known(connection: Connection, files: Iterable[str]) -> Mapping[str, Mapping[int | None, str]]:
    """Return file -> account -> hash of what that account last sent under the name."""
    found: dict[str, dict[int | None, str]] = {}
    wanted = sorted(files)
    for at in range(0, len(wanted), MOST_IN_LIST):
        for row in connection.execute(
            select(picture_files)
            .where(picture_files.c.file.in_(wanted[at : at + MOST_IN_LIST]))
            .order_by(picture_files.c.account_id)
        ):
            found.setdefault(row.file, {})[row.account_id] = row.sha256
    return found
