"""Sends goods, changes and replies of one account to the site, each in a cycle of its own."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from demo.commerceml import Writer, second_form_changes, third_form_changes
from demo.exchange import Cycle, FileRefused, Login
from demo.pictures import FOLDER
from demo.replies import Habits, replies

if TYPE_CHECKING:
    from demo.base import Base
    from demo.desk import Say
    from demo.faults import Faults

# The order in which one exchange names its files, by how their names begin.
_KINDS = (
    *("groups", "units", "storages", "propertiesGoods", "import", "goods"),
    *("offers", "prices", "rests"),
)


def pictures(folder: Path) -> list[Path]:
    """The pictures of a full exchange, which go with its first portion."""
    return sorted((folder / FOLDER).rglob("*.jpg"))


def portions(folder: Path) -> list[list[Path]]:
    """The files of a full exchange, portion by portion: those with one number go together."""
    numbered: dict[int, list[Path]] = {}
    for path in folder.glob("*.xml"):
        numbered.setdefault(int(path.stem.rpartition("_")[2]), []).append(path)

    def place(path: Path) -> int:
        return next(n for n, kind in enumerate(_KINDS) if path.name.startswith(kind))

    return [sorted(numbered[number], key=place) for number in sorted(numbered)]


class Sender:
    """One account's way to the site. `lock` keeps its file-sending cycles apart: a new `init`
    drops what another cycle has half uploaded.
    """

    def __init__(
        self,
        node: Login,
        base: Base,
        faults: Faults,
        say: Say,
        *,
        writer: Writer,
        places: Sequence[int],
        habits: Habits,
        third: bool,
    ) -> None:
        self.node, self.lock = node, threading.Lock()
        self._base, self._faults, self._say = base, faults, say
        self._writer, self._places, self._habits, self._third = writer, places, habits, third
        self._replies_lock = threading.Lock()

    @property
    def _sent(self) -> str:
        return f"sent/{self.node.login}"

    def open(self, stack: ExitStack, kind: Literal["catalog", "sale"]) -> Cycle:
        """A cycle after checkauth and init, closed with the stack; ExchangeFailed."""
        return stack.enter_context(Cycle(self.node, kind, self._faults))

    def full_is_sent(self) -> bool:
        """Whether a full exchange has once ended well."""
        return self._base.fact(f"full/{self.node.login}") is not None

    def send_full(self, sets: Sequence[Sequence[Path]], photos: Sequence[Path] = ()) -> None:
        """A full exchange, each portion in a cycle; then everything changed since the files were
        written, because they do not know it. A portion that the site refuses is told and skipped.
        `photos` go with the first portion.
        """
        asked, refused, login = 0, 0, self.node.login
        for number, files in enumerate(sets):
            try:
                with self.lock, ExitStack() as stack:
                    cycle = self.open(stack, "catalog")
                    more = photos if number == 0 else ()
                    cycle.send([*files, *more], files[0].parent)
                    for path in files:
                        asked += cycle.load(path.name)
            except FileRefused as refusal:
                refused += 1
                names = [path.name for path in files]
                self._say("refused_files", account=login, files=names, reason=str(refusal))
            # A reply of the manager does not wait for the whole catalogue.
            self.send_replies()
        self._base.remember(self._sent, 0)
        self._base.remember(f"full/{self.node.login}", dt.datetime.now().astimezone().isoformat())
        self._say(
            "pushed", account=login, kind="full", portions=len(sets), refused=refused, asked=asked
        )

    def send_changes(self) -> bool:
        """Send goods changed since the last time; False = there were none."""
        after = int(self._base.fact(self._sent) or 0)
        revision, goods = self._base.changed_since(after)
        if not goods:
            return False
        write = third_form_changes if self._third else second_form_changes
        text = write(self._writer, self._places, goods)
        self.send_file("rests0_1.xml" if self._third else "offers0_1.xml", text)
        self._base.remember(self._sent, revision)
        self._say("pushed", account=self.node.login, kind="changes", goods=len(goods))
        return True

    def send_file(self, name: str, text: str) -> None:
        """Send one file of the catalogue in a cycle of its own; ExchangeFailed."""
        with self.lock, ExitStack() as stack:
            cycle = self.open(stack, "catalog")
            cycle.send_text(name, text)
            cycle.load(name)

    def send_replies(self) -> None:
        """Send the documents that somebody has touched since the last time."""
        with self._replies_lock:
            changed = self._base.changed_documents(self.node.login)
            if not changed:
                return
            now = dt.datetime.now().astimezone().replace(tzinfo=None)
            made_at = now.isoformat(timespec="seconds")
            text = replies((one for one, _ in changed), self._habits, made_at)
            with self.lock, ExitStack() as stack:
                cycle = self.open(stack, "sale")
                cycle.send_text(f"orders-{now:%Y%m%d%H%M%S%f}.xml", text)
            self._base.sent([(one.id, registration) for one, registration in changed])
        for one, _ in changed:
            self._say("replied", number=one.number, onec_number=one.onec_number, state=one.state)
