"""python -m demo dataset | onec."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from demo import dataset


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m demo", description="An invented supplier and an imitation of his 1C."
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    data = verbs.add_parser("dataset", help="write the supplier's files")
    data.add_argument("--out", type=Path, required=True, metavar="DIR")
    data.add_argument("--products", type=int, default=5_000, metavar="N")
    data.add_argument("--seed", type=int, default=1, metavar="S")
    data.add_argument(
        "--date",
        type=dt.date.fromisoformat,
        default=dataset.DEFAULT_DATE,
        metavar="YYYY-MM-DD",
        help=f"the day that arrivals and debts count from ({dataset.DEFAULT_DATE})",
    )
    data.add_argument(
        "--files-only", action="store_true", help="do not make the base of the imitated 1C"
    )
    data.add_argument(
        "--onec-data",
        type=Path,
        metavar="DIR",
        help="dealers and contracts for CommerceML files of a real 1C instead of invented goods",
    )
    onec = verbs.add_parser(
        "onec", help="run the imitated 1C; commands as JSON lines on stdin, ends with stdin"
    )
    onec.add_argument("--data", type=Path, required=True, metavar="DIR", help="a written data set")
    onec.add_argument("--gateway", required=True, metavar="URL")
    onec.add_argument("--profile", choices=("bas", "ideal"), default="bas")
    onec.add_argument("--interval", type=float, default=15.0, metavar="S")
    onec.add_argument(
        "--delay", type=float, nargs=2, default=None, metavar=("LO", "HI"),
        help="seconds until the manager posts an order (bas: 6 10)",
    )  # fmt: skip
    onec.add_argument("--onec-data", type=Path, metavar="DIR", help="send these files instead")
    return parser


def main(arguments: list[str]) -> int:
    """Run one verb and return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.onec_data is not None and not options.onec_data.is_dir():
        parser.error(f"--onec-data: there is no folder {options.onec_data}")
    if options.verb == "dataset":
        if not 1 <= options.products <= dataset.MOST_PRODUCTS:
            parser.error(f"--products: 1 to {dataset.MOST_PRODUCTS}")
        dataset.write(
            options.out,
            dataset.Plan(
                options.products,
                options.seed,
                options.date,
                options.files_only,
                options.onec_data and options.onec_data.resolve(),
            ),
        )
        return 0
    # Only here: the data set needs neither HTTP nor PDF.
    from demo.onec import run

    return run(options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
