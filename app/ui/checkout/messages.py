"""What the banner says of an order on its way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ui.shell.banners import Message, Priority
from app.ui.widgets.notices import Action

if TYPE_CHECKING:
    from app.storage.journal.outbox import OutboxEntry


def accepted_message(entry: OutboxEntry, number: str) -> Message:
    """The order is accepted while the user does something else."""
    translate = QCoreApplication.translate
    title = translate("OrderFlow", "Order № {number} is accepted.").format(number=number)
    return Message(
        f"accepted-{entry.key}",
        Priority.VERIFY,
        "ok",
        title,
        entry.title,
        "circle-check",
        (Action("open_order", translate("OrderFlow", "Open"), primary=True),),
    )


def unknown_message(entry: OutboxEntry) -> Message:
    """The answer was lost: it is asked for again."""
    translate = QCoreApplication.translate
    moment = dt.datetime.fromisoformat(entry.next_at or entry.queued_at).astimezone()
    text = translate("OrderFlow", "We ask again with the same key at {time}: no second order.")
    return Message(
        f"unknown-{entry.key}",
        Priority.VERIFY,
        "warn",
        translate("OrderFlow", "The answer about the order was lost."),
        text.format(time=f"{moment:%H:%M:%S}"),
        "circle-alert",
    )


def queued_message(entry: OutboxEntry) -> Message:
    """The order has not left yet: no connection."""
    translate = QCoreApplication.translate
    return Message(
        f"unknown-{entry.key}",
        Priority.VERIFY,
        "info",
        translate("OrderFlow", "The order waits for the connection."),
        translate(
            "OrderFlow", "It goes by itself; prices and stock are checked before it is sent."
        ),
        "clock",
    )


def changed_message(entry: OutboxEntry) -> Message:
    """The order was not sent because something changed."""
    translate = QCoreApplication.translate
    return Message(
        f"changed-{entry.key}",
        Priority.VERIFY,
        "warn",
        translate("OrderFlow", "Prices or stock changed while the order waited."),
        translate("OrderFlow", "It was not sent; its cart is back. Check it again."),
        "triangle-alert",
    )


def blocked_message(entry: OutboxEntry) -> Message:
    """The order waits for a sign-in."""
    translate = QCoreApplication.translate
    return Message(
        f"blocked-{entry.key}",
        Priority.VERIFY,
        "warn",
        translate("OrderFlow", "The order waits until you sign in again."),
        translate("OrderFlow", "It is kept and goes by itself after that."),
        "lock",
    )
