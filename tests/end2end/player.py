"""Plays the main job through the real window, offscreen: python -m tests.end2end.player --out DIR.

The gateway, the imitated 1C and the client's children are real processes; the window is the real
program, driven by key presses and clicks. Exit code 0 only if every step has really happened.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

from tests.end2end.after_placing import AfterPlacing
from tests.end2end.real_goods import RealGoods
from tests.end2end.script import Script
from tests.end2end.window import offscreen
from tools.demo import DemoSupplier, arguments_parser, supply_of
from tools.processes import CommandFailed

MAIN_JOB = (
    "onec_loads_goods",
    "wrong_password_is_refused",
    "invitation_says_who",
    "first_sync_shows_progress",
    "catalogue_has_permitted_groups",
    "search_by_words",
    "search_by_article",
    "search_in_the_other_layout",
    "photos_come_by_themselves",
    "contract_switch_reprices",
    "contract_switch_back",
    "stock_on_every_warehouse",
    "quantities_are_typed",
    "far_warehouses_are_chosen",
    "cart_counts_by_warehouse",
    "clean_check_opens_checkout",
    "changed_price_is_shown_once",
    "difference_is_accepted",
    "delivery_terms_are_shown",
    "checkout_is_filled",
    "order_is_placed",
    "invoice_is_printed",
    "invoice_is_saved",
    "stock_is_already_less",
    "onec_takes_the_order",
    "onec_numbers_come_by_themselves",
    "onec_invoice_replaces_ours",
    "stock_is_not_subtracted_twice",
)
REAL_GOODS = (
    "onec_loads_goods",
    "invitation_says_who",
    "first_sync_shows_progress",
    "real_goods_are_listed",
    "real_goods_are_found",
    "quantity_is_typed",
    "cart_is_priced",
    "clean_check_opens_checkout",
    "checkout_is_filled",
    "order_is_placed",
    "onec_fetches_the_xml",
)


def main(arguments: list[str]) -> int:
    """Play the story and return the exit code."""
    parser = arguments_parser()
    options = parser.parse_args(arguments)
    if options.out is None:
        parser.error("--out DIR, the folder for the pictures, is needed")
    out = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    if os.environ["QT_QPA_PLATFORM"] == "offscreen":
        os.environ["QT_QPA_PLATFORM"] = offscreen(out)
    with ExitStack() as stack:
        folder = options.data or Path(
            stack.enter_context(
                tempfile.TemporaryDirectory(prefix="dealer-order-", ignore_cleanup_errors=True)
            )
        )
        try:
            supplier = stack.enter_context(DemoSupplier(folder, supply_of(options)))
        except CommandFailed as failure:
            sys.stderr.write(f"the supplier's side did not start: {failure}\n")
            return 1
        story = (RealGoods if options.onec_data else AfterPlacing)(supplier, out)
        return play(story, REAL_GOODS if options.onec_data else MAIN_JOB)


def play(story: AfterPlacing, acts: tuple[str, ...]) -> int:
    """Play the acts, then end the program; 0 if all happened."""
    script = Script(story.out, story.window.picture)
    for name in acts:
        script.play(name.replace("_", "-"), getattr(story, name))
    if script.ok:
        script.facts = story.facts()
    _end(script, story)
    if script.trouble:
        sys.stderr.write(f"{script.trouble}\n")
    return 0 if script.ok else 1


def _end(script: Script, story: AfterPlacing) -> None:
    if script.ok:
        act = story.program_ends_with_its_children
        script.play("program-ends-with-its-children", act, last=True)
    else:
        try:
            story.window.close()
        except Exception as error:  # the story has failed already; this is what else is wrong
            sys.stderr.write(f"and at the end: {error}\n")
    script.write()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
