"""`python -m gateway`: what the administrator types, run as he runs it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from gateway.store.engine import open_engine
from gateway.store.migrations import upgrade
from gateway.store.tables import orders as tables
from tests.gateway.orders.supplier import Supplier, fill, want

GATEWAY = (sys.executable, "-m", "gateway", "--data")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run(data: Path, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*GATEWAY, str(data), *words], capture_output=True, text=True, input=stdin, timeout=60
    )


def ok(data: Path, *words: str, stdin: str = "") -> str:
    done = run(data, *words, stdin=stdin)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_init_may_be_repeated_and_keeps_the_gateways_name(data: Path):
    first = json.loads(ok(data, "init"))
    assert json.loads(ok(data, "init")) == first
    after = json.loads(ok(data, "restored"))
    assert after["gateway_id"] == first["gateway_id"]
    assert after["epoch"] != first["epoch"]


def test_it_listens_serves_an_invited_user_and_stops_when_told(data: Path, tmp_path: Path):
    load = tmp_path / "load.json"
    dealer = {"guid": "d-1", "name": "Дилер", "groups": []}
    records = {"supplier": {"name": "Промінь"}, "dealers": [dealer]}
    load.write_text(json.dumps(records), encoding="utf-8")
    ok(data, "load", str(load))
    words = ("invite", "--dealer", "d-1", "--login", "olena", "--name", "Олена")
    code = ok(data, *words, "--rights", "order,print").split()[-1]
    with subprocess.Popen(
        [*GATEWAY, str(data), "serve", "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        url = json.loads(server.stdout.readline())["listening"]
        body = {"code": code, "password": "a good password", "device_id": "device-1"}
        answer = httpx.post(f"{url}/v1/activation", json=body, trust_env=False, timeout=20)
        assert answer.status_code == 200
        ok(data, "block", "olena", "--reason", "Борг")
        token = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        blocked = httpx.get(f"{url}/v1/profile", headers=token, trust_env=False, timeout=20)
        assert blocked.status_code == 403
        ok(data, "unblock", "olena")
        back = httpx.get(f"{url}/v1/profile", headers=token, trust_env=False, timeout=20)
        assert back.status_code == 200
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0


def test_plain_http_is_refused_where_others_could_listen(data: Path):
    done = run(data, "serve", "--host", "0.0.0.0", "--port", "0")
    assert done.returncode == 1
    assert "--behind-proxy" in done.stderr
    assert not (data / "gateway.db").exists()


def test_1c_accounts_are_made_with_a_password_from_a_pipe_and_listed_without_it(data: Path):
    words = ("onec-account", "add", "--login", "main", "--dialect", "bas", "--every-contract")
    ok(data, *words, stdin="a long secret\n")
    listed = ok(data, "onec-account", "list")
    assert [one["login"] for one in json.loads(listed)] == ["main"]
    assert "secret" not in listed
    assert "argon2" not in listed
    again = run(data, *words, stdin="a long secret\n")
    assert (again.returncode, again.stdout) == (1, "")
    assert "taken" in again.stderr


def test_a_1c_account_is_changed_setting_by_setting(data: Path):
    words = ("onec-account", "add", "--login", "main", "--dialect", "bas")
    ok(data, *words, "--settings", '{"zip": true}', stdin="a long secret\n")
    change = ("onec-account", "change", "--login", "main")
    ok(data, *change, "--settings", '{"held_query_s": 50}', "--contract", "C-1")
    (listed,) = json.loads(ok(data, "onec-account", "list"))
    assert (listed["settings"]["zip"], listed["settings"]["held_query_s"]) == (True, 50)
    for wrong in ('{"colour": 1}', '{"held_query_s": 1000}', "[]", "{"):
        done = run(data, *change, "--settings", wrong)
        assert done.returncode == 1
        assert done.stderr.startswith("refused: ")
    assert json.loads(ok(data, "onec-account", "sweep", "--login", "main"))["state"] == "nothing"
    assert ok(data, "onec-account", "log").strip() == ""


def test_a_restored_copy_is_the_same_gateway_in_a_new_epoch_whose_numbers_go_on(
    data: Path, tmp_path: Path
):
    """Orders taken after the copy are unknown to it: their numbers must not be given again."""
    engine = open_engine(data)
    upgrade(engine)
    supplier = Supplier(engine)
    fill(supplier)
    body = supplier.body(want(1, "p-1", "1", "100"), total="100")
    supplier.place(body)
    copy = tmp_path / "copy.db"
    assert json.loads(ok(data, "backup", str(copy)))["bytes"] == copy.stat().st_size
    assert run(data, "backup", str(copy)).returncode == 1, "a copy is never written over"
    for _ in range(3):
        supplier.place(body)
    given = {int(row.number) for row in supplier.rows(tables.order_parts)}
    before = json.loads(ok(data, "init"))
    engine.dispose()
    restored = tmp_path / "restored"
    restored.mkdir()
    copy.rename(restored / "gateway.db")
    after = json.loads(ok(restored, "restored"))
    assert after["gateway_id"] == before["gateway_id"]
    assert after["epoch"] != before["epoch"]
    engine = open_engine(restored)
    again = Supplier(engine)
    again.place(body)
    number = int(again.rows(tables.order_parts)[-1].number)
    engine.dispose()
    assert number > max(given)


def test_names_are_listed_for_files_of_load(data: Path, tmp_path: Path):
    load = tmp_path / "load.json"
    load.write_text('{"groups": [{"guid": "g-1", "name": "Інструмент"}]}', encoding="utf-8")
    ok(data, "load", str(load))
    assert ok(data, "names", "groups") == "g-1\tІнструмент\n"


def test_a_stuck_part_is_tried_again_and_a_hold_released(data: Path):
    engine = open_engine(data)
    upgrade(engine)
    supplier = Supplier(engine)
    fill(supplier)
    supplier.place(supplier.body(want(1, "p-1", "2", "100"), total="200"))
    (part,) = supplier.rows(tables.order_parts)
    refused = run(data, "part", "retry", part.number)
    assert (refused.returncode, "is not stuck" in refused.stderr) == (1, True)
    supplier.change(tables.order_parts, {"id": part.id}, queue="stuck", refusals=2)
    ok(data, "part", "retry", part.number)
    assert supplier.row(tables.order_parts, id=part.id).queue == "waiting"
    told = json.loads(ok(data, "part", "release", part.number, "--by", "Адміністратор"))
    assert told["holds_ended"] == 1
    assert supplier.free(1, 1) == 100_000
    assert run(data, "part", "release", "1", "--by", "x").returncode == 1
    engine.dispose()


@pytest.mark.parametrize(
    "words",
    [
        ("block", "nobody"),
        ("invite", "--dealer", "nobody", "--login", "a", "--name", "b"),
        ("onec-account", "add", "--login", "a", "--dialect", "bas", "--settings", "{"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(data: Path, words):
    done = run(data, *words, stdin="a long secret\n")
    assert done.returncode == 1
    assert done.stderr.startswith("refused: ")
    assert "Traceback" not in done.stderr
