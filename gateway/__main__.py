"""The gateway's command line: `python -m gateway --data DIR COMMAND`."""

from __future__ import annotations

import argparse
import getpass
import json
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from gateway import exchange_desk
from gateway.services import accounts, invitations, numbers
from gateway.services.failures import Failure
from gateway.settings import Settings
from gateway.store.copying import copy_to
from gateway.store.engine import open_engine, reading, writing
from gateway.store.meta import begin_epoch
from gateway.store.migrations import upgrade
from gateway.store.tables.base import meta

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

DEFAULTS = Settings(data=Path("gateway-data"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 = done, 1 = refused, 2 = wrong words."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.DEBUG if options.verbose else logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    for talkative in ("alembic", "uvicorn"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    settings = Settings(data=options.data, database=options.database)
    command: Callable[..., Any] = options.command
    if command is serve:
        return _serve(settings, options)
    with closing(_Opened(settings)) as opened:
        try:
            told = command(opened.engine, options)
        except (Failure, LookupError, ValueError) as error:
            print(f"refused: {error}", file=sys.stderr)
            return 1
    print(told if isinstance(told, str) else json.dumps(told, ensure_ascii=False, default=str))
    return 0


class _Opened:
    """The database, brought up to date, for one command."""

    def __init__(self, settings: Settings) -> None:
        self.engine = open_engine(settings.database or settings.data)
        upgrade(self.engine)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def serve(options: argparse.Namespace) -> None:
    """Listen until SIGTERM or Ctrl+C; tells its address in one JSON line once it is ready."""
    del options  # `main` runs it apart from the commands that need a database only


def _serve(settings: Settings, options: argparse.Namespace) -> int:
    from gateway import bootstrap
    from gateway.serving import Listener

    settings = replace(
        settings,
        host=options.host,
        port=options.port,
        behind_proxy=options.behind_proxy,
        certificate=options.certificate,
        certificate_key=options.certificate_key,
        public_url=options.public_url.rstrip("/"),
        client_minimum=options.client_minimum,
        client_latest=options.client_latest,
    )
    refusal = settings.refusal()
    if refusal:
        print(f"refused: {refusal}", file=sys.stderr)
        return 1
    app = bootstrap.build(settings)
    notifier = bootstrap.gateway_of(app).notifier

    def ready(url: str) -> None:
        print(json.dumps({"listening": url}), flush=True)

    # The listener puts its own handlers over these and raises the signal again when it has
    # stopped; a stop that was asked for is a good end.
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: None)
    listener = Listener(app, settings, on_ready=ready, on_stop=notifier.close)
    listener.run()
    return 0 if listener.started else 1


def init(engine: Engine, options: argparse.Namespace) -> dict[str, str]:
    """Make the database, or bring it up to date; tells who this gateway is."""
    del options
    with reading(engine) as connection:
        rows = connection.execute(
            select(meta.c.key, meta.c.value).where(meta.c.key.in_(("gateway_id", "epoch")))
        )
        return {row.key: row.value for row in rows}


def load(engine: Engine, options: argparse.Namespace) -> dict[str, int]:
    """Apply a file of normalised records."""
    from gateway.onec.load_file import apply_load, read_load_file

    return {"changed": apply_load(engine, read_load_file(options.file))}


def contracts_from_price_types(engine: Engine, options: argparse.Namespace) -> dict[str, list[str]]:
    """Give a dealer one contract for each price type, for data of a 1C that names no contracts."""
    from gateway.onec.load_file import contracts_from_price_types as make

    return {"contracts": make(engine, options.dealer, options.organisation)}


def invite(engine: Engine, options: argparse.Namespace) -> str:
    """Make an invitation; the code is shown now, as the last word, and never again."""
    from gateway.bootstrap import system_time

    made = invitations.invite(
        engine,
        dealer=options.dealer,
        login=options.login,
        name=options.name,
        rights=[one.strip() for one in options.rights.split(",") if one.strip()],
        now=system_time(),
        position=options.position,
        email=options.email,
        days=options.days,
        base_url=options.public_url.rstrip("/"),
    )
    lines = [f"valid until {made.valid_until.isoformat(timespec='minutes')}"]
    if made.link:
        lines.append(f"link {made.link}")
    return "\n".join([*lines, f"code {made.code}"])


def onec_account_add(engine: Engine, options: argparse.Namespace) -> dict[str, int]:
    """Make a login for a 1C; the password is asked for, or read from a pipe."""
    from gateway.onec.accounts import add_account, settings_from_json

    if options.password is not None:
        password = options.password
    elif sys.stdin.isatty():
        password = getpass.getpass("password: ")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    account_id = add_account(
        engine,
        options.login,
        password,
        options.dialect,
        organisation=options.organisation,
        warehouse=options.warehouse,
        every_contract=options.every_contract,
        contracts=options.contract,
        settings=settings_from_json(exchange_desk.settings_told(options.settings)),
    )
    return {"account": account_id}


def onec_account_list(engine: Engine, options: argparse.Namespace) -> list[dict[str, Any]]:
    """List the 1C logins with their rules and when they were last seen."""
    del options
    from gateway.onec.accounts import all_accounts

    with reading(engine) as connection:
        return [asdict(account) for account in all_accounts(connection)]


def backup(engine: Engine, options: argparse.Namespace) -> dict[str, int]:
    """Write a whole copy of the database into a new file while the gateway goes on."""
    return {"bytes": copy_to(engine, options.file)}


def block(engine: Engine, options: argparse.Namespace) -> dict[str, Any]:
    """Withdraw a user's access at once."""
    accounts.set_blocked(engine, options.login, blocked=True, reason=options.reason)
    return {"login": options.login, "blocked": True}


def unblock(engine: Engine, options: argparse.Namespace) -> dict[str, Any]:
    """Give a user his access back."""
    accounts.set_blocked(engine, options.login, blocked=False)
    return {"login": options.login, "blocked": False}


def restored(engine: Engine, options: argparse.Namespace) -> dict[str, str]:
    """Begin a new epoch after the database was restored from a copy; our numbers skip ahead."""
    del options
    with writing(engine) as connection:
        numbers.skip_ahead(connection)
        return asdict(begin_epoch(connection))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m gateway", description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULTS.data, help="the gateway's folder")
    parser.add_argument("--database", help="an SQLAlchemy URL instead of the folder's file")
    parser.add_argument("--verbose", action="store_true", help="log more")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Callable[..., Any]) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=command.__doc__, description=command.__doc__)
        made.set_defaults(command=command)
        return made

    add("init", init)
    one = add("serve", serve)
    one.add_argument("--host", default="127.0.0.1")
    one.add_argument("--port", type=int, default=DEFAULTS.port)
    one.add_argument("--behind-proxy", action="store_true", help="HTTPS ends at a reverse proxy")
    one.add_argument("--certificate", type=Path)
    one.add_argument("--certificate-key", type=Path)
    one.add_argument("--public-url", default="", help="address in letters")
    one.add_argument("--client-minimum", default=DEFAULTS.client_minimum)
    one.add_argument("--client-latest", default=DEFAULTS.client_latest)
    add("load", load).add_argument("file", type=Path)
    one = add("invite", invite)
    one.add_argument("--dealer", required=True, help="1C guid of the dealer")
    one.add_argument("--login", required=True)
    one.add_argument("--name", required=True)
    one.add_argument("--rights", default="order", help=",".join(accounts.RIGHTS))
    one.add_argument("--position", default="")
    one.add_argument("--email", default="")
    one.add_argument("--days", type=int, default=14)
    one.add_argument("--public-url", default="", help="makes a link, too")
    _onec_account(add)
    one = add("contracts-from-price-types", contracts_from_price_types)
    one.add_argument("--dealer", required=True, help="guid")
    one.add_argument("--organisation", required=True, help="guid of the supplier's legal entity")
    one = add("block", block)
    one.add_argument("login")
    one.add_argument("--reason", default="")
    add("unblock", unblock).add_argument("login")
    add("backup", backup).add_argument("file", type=Path)
    add("restored", restored)
    add("names", exchange_desk.show_names).add_argument("kind", choices=exchange_desk.NAMED)
    return parser


def _onec_account(add: Callable[[str, Callable[..., Any]], argparse.ArgumentParser]) -> None:
    group = add("onec-account", onec_account_list)
    group.description = "Logins of the supplier's 1C."
    verbs = group.add_subparsers(required=True, metavar="VERB")
    verbs.add_parser("list").set_defaults(command=onec_account_list)
    one = verbs.add_parser("add", description=onec_account_add.__doc__)
    one.set_defaults(command=onec_account_add)
    one.add_argument("--login", required=True)
    one.add_argument("--password", help="better not given here: other users see command lines")
    one.add_argument("--dialect", required=True)
    one.add_argument("--organisation")
    one.add_argument("--warehouse")
    one.add_argument("--every-contract", action="store_true")
    one.add_argument("--contract", action="append", default=[], help="may be repeated")
    one.add_argument("--settings", default="{}", help="AccountSettings as JSON")
    one = _verb(verbs, "change", exchange_desk.change_account)
    one.add_argument("--login", required=True)
    one.add_argument("--settings", default="{}", help="only what changes, as JSON")
    one.add_argument("--contract", action="append", default=[], help="replaces all of them")
    _verb(verbs, "sweep", exchange_desk.sweep_now).add_argument("--login", required=True)
    one = _verb(verbs, "log", exchange_desk.show_log)
    one.add_argument("--last", type=int, default=50, help="rows")
    parts = add("part", exchange_desk.retry_part)
    parts.description = "Parts of orders, by our number."
    verbs = parts.add_subparsers(required=True, metavar="VERB")
    _verb(verbs, "retry", exchange_desk.retry_part).add_argument("number")
    one = _verb(verbs, "release", exchange_desk.release_part)
    one.add_argument("number")
    one.add_argument("--by", required=True, help="who says so; stands in the order's history")


def _verb(verbs: Any, name: str, command: Callable[..., Any]) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = verbs.add_parser(
        name, help=command.__doc__, description=command.__doc__
    )
    made.set_defaults(command=command)
    return made


if __name__ == "__main__":
    sys.exit(main())
