"""The banners over old prices: no connection, or a 1C that is late or silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.errors import Offline
from app.ui import formats
from app.ui.shell.banners import Message, Priority, message_of
from app.ui.widgets.notices import Action

if TYPE_CHECKING:
    import datetime as dt

translate = QCoreApplication.translate


def offline_message(as_of: dt.datetime | None, now: dt.datetime) -> Message | None:
    """Say that the gateway does not answer, and of what time prices and stock are."""
    usual = message_of(Offline())
    if usual is None or as_of is None:
        return usual
    text = translate(
        "ShellPresenter",
        "Prices and stock as of {time} ({age} ago). Your order will wait in the queue; we check "
        "prices before sending.",
    ).format(time=formats.moment(as_of.astimezone(), now), age=formats.age(now - as_of))
    return Message(
        usual.key,
        usual.priority,
        usual.tint,
        usual.title,
        text,
        usual.icon,
        usual.actions,
        closable=False,
    )


def onec_message(state: str, as_of: dt.datetime | None, now: dt.datetime) -> Message:
    """Say that 1C is `late` or silent, and of what time prices and stock are."""
    if state == "late":
        text = translate(
            "ShellPresenter", "1C is late with news; orders are taken and wait for it."
        )
    else:
        text = translate("ShellPresenter", "1C has been silent; orders are taken and wait for it.")
    title = translate("ShellPresenter", "The supplier’s 1C brings no news.")
    if as_of is not None:
        when = formats.moment(as_of.astimezone(), now)
        title = translate("ShellPresenter", "Prices and stock are of {time}.").format(time=when)
    update = Action("retry", translate("ShellPresenter", "Update"), "F5", icon="refresh-cw")
    return Message("onec", Priority.OFFLINE, "warn", title, text, "clock", (update,))
