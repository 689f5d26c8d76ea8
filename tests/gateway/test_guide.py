"""What docs/supplier tells the administrator is what the gateway takes."""

from __future__ import annotations

import dataclasses
import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gateway.__main__ import _parser
from gateway.onec.accounts import AccountSettings, settings_from_json
from gateway.onec.load_file import apply_load, read_load_file

if TYPE_CHECKING:
    from tests.gateway.server import RunningGateway

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "supplier"
TEXTS = [*sorted(GUIDE.glob("*.md")), *sorted((ROOT / "packaging").rglob("*.md"))]


def commands() -> list[str]:
    told = "\n".join(path.read_text(encoding="utf-8") for path in TEXTS)
    lines = re.findall(r"^gateway (.+?)(?:   .*)?$", told, re.MULTILINE)
    lines += re.findall(r"`gateway ([^`]+)`", told)
    return [one for one in lines if not one.startswith("--data")]


@pytest.mark.parametrize("words", commands())
def test_every_command_of_the_guide_is_understood(words: str):
    _parser().parse_args(shlex.split(words.split("  ")[0]))


def test_the_guide_has_commands():
    assert len(commands()) > 15


def test_the_example_loads_and_its_dealer_sees_two_contracts(gateway_server: RunningGateway):
    apply_load(gateway_server.engine, read_load_file(GUIDE / "load-example.json"))
    profile = gateway_server.sign_up("olena", dealer="dl-1", rights="order,see_finance").profile()
    assert [one["id"] for one in profile["contracts"]] == ["ct-1", "ct-2"]
    assert profile["default_contract"] == "ct-1"
    assert profile["contracts"][1]["limit_left"] == "155000.00"
    assert [one["code"] for one in profile["delivery_methods"]] == ["pickup", "own"]
    assert profile["managers"][0]["name"] == "Ірина Лозовик"


def test_the_settings_of_a_1c_account_are_named_as_they_are():
    text = (GUIDE / "1c.md").read_text(encoding="utf-8")
    known = {field.name for field in dataclasses.fields(AccountSettings)}
    rows = re.findall(r"^\| (`[a-z_`, ]+) \|", text, re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"`([a-z_]+)`", row)}
    assert len(told) > 10
    assert told <= known
    for example in re.findall(r"--settings '(\{.*?\})'", text):
        settings_from_json(json.loads(example))
