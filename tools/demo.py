"""The verb `demo`: the whole journey from 1C to a dealer's window with an invented supplier.

DemoSupplier starts the supplier's side (gateway and imitated 1C); the window, the headless player
and the benches use the same one.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools import display
from tools.processes import Child, CommandFailed, environment, run

if TYPE_CHECKING:
    from types import TracebackType

PRODUCTS = 5_000
SEED = 1
ONEC_INTERVAL_S = 15.0


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a dealer's user gets in his letter."""

    login: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Supply:
    """What the invented supplier is like and how his 1C behaves."""

    products: int = PRODUCTS
    seed: int = SEED
    onec: str = "bas"
    onec_interval_s: float = ONEC_INTERVAL_S
    onec_data: Path | None = None


class DemoSupplier:
    """The supplier's side in child processes: use as a context manager.

    The folder keeps everything; a folder used before goes on where it stopped. Inside the `with`
    the gateway answers at `url`, 1C exchanges with it and takes commands by `onec.tell`;
    `invitations` are those not used yet or used in an earlier run of the same folder. Raises
    CommandFailed with the child's own words.
    """

    def __init__(self, folder: Path, supply: Supply | None = None) -> None:
        self.folder = folder.resolve()
        self.url = ""
        self.invitations: tuple[Invitation, ...] = ()
        self._supply = supply or Supply()
        self._children = ExitStack()

    @property
    def dataset(self) -> Path:
        """The folder with the generated supplier: load.json, accounts.json, CommerceML files."""
        return self.folder / "dataset"

    @property
    def gateway_data(self) -> Path:
        """The gateway's data folder."""
        return self.folder / "gateway"

    def gateway(self, *arguments: str) -> str:
        """Run a command of the gateway on the demo's data and return what it printed."""
        return run("gateway", "--data", str(self.gateway_data), *arguments)

    def invite(self, user: dict[str, Any]) -> Invitation:
        """Invite a user as the data set describes him: dealer (1C guid), login, name, rights."""
        printed = self.gateway(
            "invite",
            *("--dealer", user["dealer"], "--login", user["login"], "--name", user["name"]),
            *("--rights", ",".join(user["rights"])),
        )
        return Invitation(user["login"], user["name"], printed.split()[-1])

    def wait_for_goods(self, timeout_s: float = 600.0) -> None:
        """Wait until each of 1C's accounts has ended its first full exchange with the gateway."""
        waiting = {account["login"] for account in self._written("accounts.json")}
        if self._supply.onec_data is not None:
            # The files of a real 1C come from one base.
            waiting = {min(waiting)}
        while waiting:
            pushed = self.onec.wait_message("pushed", timeout_s)
            if pushed["kind"] == "full":
                waiting.discard(pushed["account"])

    def __enter__(self) -> DemoSupplier:
        self.folder.mkdir(parents=True, exist_ok=True)
        remembered = self.folder / "invitations.json"
        if not remembered.exists():
            self._prepare()
            letters = [
                {"login": letter.login, "name": letter.name, "code": letter.code}
                for letter in self.invitations
            ]
            # Written last: a folder without it was not finished and is made anew.
            remembered.write_text(json.dumps(letters, ensure_ascii=False), encoding="utf-8")
        self.invitations = tuple(
            Invitation(**letter) for letter in json.loads(remembered.read_text(encoding="utf-8"))
        )
        try:
            self._start()
        except BaseException:
            self._children.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._children.close()

    def _prepare(self) -> None:
        for unfinished in (self.dataset, self.gateway_data):
            shutil.rmtree(unfinished, ignore_errors=True)
        supply = self._supply
        source = [] if supply.onec_data is None else ["--onec-data", str(supply.onec_data)]
        run(
            "demo",
            "dataset",
            *("--out", str(self.dataset)),
            *("--products", str(supply.products), "--seed", str(supply.seed)),
            *source,
        )
        self.gateway("init")
        self.gateway("load", str(self.dataset / "load.json"))
        for account in self._written("accounts.json"):
            self.gateway("onec-account", "add", *_account_options(account))
        self.invitations = tuple(self.invite(user) for user in self._written("users.json"))

    def _written(self, name: str) -> list[dict[str, Any]]:
        records: list[dict[str, Any]] = json.loads((self.dataset / name).read_text("utf-8"))
        return records

    def _start(self) -> None:
        logs = self.folder / "logs"
        gateway = self._children.enter_context(
            Child(
                "gateway",
                *("--data", str(self.gateway_data), "serve", "--port", "0"),
                log=logs / "gateway.log",
            )
        )
        self.url = str(gateway.wait_for("listening"))
        self.onec = self._children.enter_context(
            Child(
                "demo",
                *("onec", "--data", str(self.dataset), "--gateway", self.url),
                *("--profile", self._supply.onec),
                *("--interval", str(self._supply.onec_interval_s)),
                log=logs / "onec.log",
                listens=True,
            )
        )
        self.onec.wait_for("ready")


def _account_options(account: dict[str, Any]) -> list[str]:
    options = [f"--{key}={account[key]}" for key in ("login", "password", "dialect")]
    options += [f"--{key}={account[key]}" for key in ("organisation", "warehouse") if account[key]]
    options += [f"--contract={guid}" for guid in account["contracts"]]
    return [*options, f"--settings={json.dumps(account['settings'])}"]


def arguments_parser() -> argparse.ArgumentParser:
    """Return the options that the window, the headless player and the benches share."""
    parser = argparse.ArgumentParser(
        prog="dev.py demo",
        description="An invented supplier with his 1C, the gateway, and a dealer's window.",
    )
    parser.add_argument(
        "--headless",
        action="store_true",
        help="play the story without a screen (needs --out)",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the story's pictures go")
    parser.add_argument("--data", type=Path, metavar="DIR", help="keep the data here for next time")
    parser.add_argument("--products", type=int, default=PRODUCTS, metavar="N")
    parser.add_argument("--seed", type=int, default=SEED, metavar="S")
    parser.add_argument(
        "--onec-data",
        type=Path,
        metavar="DIR",
        help="show CommerceML files of a real 1C",
    )
    parser.add_argument(
        "--onec", choices=("bas", "ideal"), default="bas", help="how the imitated 1C behaves"
    )
    parser.add_argument(
        "--onec-interval", type=float, default=ONEC_INTERVAL_S, metavar="S", help="seconds"
    )
    parser.add_argument("--xvfb", action="store_true", help="use a virtual screen (Linux)")
    return parser


def supply_of(options: argparse.Namespace) -> Supply:
    """Return the supplier that the shared options describe."""
    return Supply(
        products=options.products,
        seed=options.seed,
        onec=options.onec,
        onec_interval_s=options.onec_interval,
        onec_data=options.onec_data.resolve() if options.onec_data else None,
    )


def main(arguments: list[str]) -> int:
    """Show the demo in a window, or hand it over to the headless player."""
    parser = arguments_parser()
    options = parser.parse_args(arguments)
    if options.headless and options.out is None:
        parser.error("--headless needs --out DIR, the folder for the pictures")
    if options.onec_data is not None and not options.onec_data.is_dir():
        parser.error(f"--onec-data: there is no folder {options.onec_data}")
    # A stop from outside leaves through the context managers too, so the children end first.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))
    try:
        with ExitStack() as stack:
            if options.xvfb:
                stack.enter_context(display.virtual())
            if options.headless:
                return _play(arguments)
            if not display.is_there():
                parser.error(
                    "there is no screen here. --headless --out DIR plays the story without one, "
                    "--xvfb makes a virtual one"
                )
            folder = options.data or Path(stack.enter_context(_scratch()))
            return _show(folder, supply_of(options))
    except CommandFailed as failure:
        print(f"dev.py demo: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _play(arguments: list[str]) -> int:
    rest = [word for word in arguments if word not in {"--headless", "--xvfb"}]
    command = [sys.executable, "-m", "tests.end2end.player", *rest]
    return subprocess.run(command, check=False, env=environment()).returncode


def _show(folder: Path, supply: Supply) -> int:
    print("Making the supplier ...", flush=True)
    with DemoSupplier(folder, supply) as supplier:
        print(f"The gateway listens at {supplier.url}. Invitations for the first sign-in:")
        for letter in supplier.invitations:
            print(f"    {letter.code}    {letter.name} ({letter.login})")
        print("Close the window to end. Everything it needs is in", supplier.folder, flush=True)
        window = Child(
            "app",
            *("--profile", str(supplier.folder / "profile"), "--gateway", supplier.url),
            log=supplier.folder / "logs" / "window.log",
        )
        with window:
            return window.wait()


def _scratch() -> tempfile.TemporaryDirectory[str]:
    # Windows keeps a just closed database busy for a moment; a leftover folder is no failure.
    return tempfile.TemporaryDirectory(prefix="dealer-order-", ignore_cleanup_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
