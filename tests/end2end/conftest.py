"""A supplier with few goods for the tests on the whole program, and dealers' computers."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from demo.ids import guid
from tests.end2end.onec_side import OnecSide
from tests.end2end.window import ClientWindow
from tools.demo import DemoSupplier, Invitation, Supply

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def supplier(tmp_path_factory) -> Iterator[DemoSupplier]:
    """Gateway and imitated 1C, with all goods exchanged."""
    folder = tmp_path_factory.mktemp("supplier")
    with DemoSupplier(folder, Supply(products=120, onec_interval_s=1.0)) as supplier:
        supplier.wait_for_goods()
        yield supplier


@pytest.fixture(scope="module")
def onec(supplier) -> OnecSide:
    return OnecSide(supplier)


@pytest.fixture
def invite(supplier) -> Callable[..., Invitation]:
    """Invite one more user of a dealer: `invite()` or `invite("teplo")`."""

    def make(dealer: str = "maister") -> Invitation:
        number = next(_NUMBERS)
        return supplier.invite(
            {
                "dealer": guid(1, "dealer", dealer),
                "login": f"{dealer}-{number}",
                "name": f"Користувач {number}",
                "rights": ["order", "see_finance", "print"],
            }
        )

    return make


@pytest.fixture
def computer(qapp, tmp_path, supplier) -> Iterator[Callable[..., ClientWindow]]:
    """Make dealers' computers: each has a profile of its own and shows its first window."""
    del qapp
    made: list[ClientWindow] = []

    def make(gateway: str | None = None, profile: Path | None = None) -> ClientWindow:
        folder = profile or tmp_path / f"profile-{len(made)}"
        window = ClientWindow(folder, gateway or supplier.url, printer=tmp_path)
        made.append(window)
        window.open_start()
        return window

    yield make
    for window in reversed(made):
        window.close()


@pytest.fixture
def dealer(computer, invite) -> Callable[..., ClientWindow]:
    """Make a computer whose user has signed in and sees the goods: `dealer("teplo")`."""

    def make(name: str = "maister", gateway: str | None = None) -> ClientWindow:
        window = computer(gateway)
        window.invitation = invite(name)
        window.sign_up(window.invitation.code)
        window.start_working()
        return window

    return make
