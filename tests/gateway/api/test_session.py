"""Signing in and staying signed in, over real HTTP."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from gateway.services import accounts
from gateway.store.engine import reading
from gateway.store.tables import dealers
from tests.gateway.server import DEVICE, PASSWORD, RunningGateway, refusal


@pytest.fixture
def server(gateway_server: RunningGateway) -> RunningGateway:
    gateway_server.world.dealer(1)
    return gateway_server


def refreshed(server: RunningGateway, token: str):
    return server.anybody().post("/session/refresh", {"refresh_token": token})


def test_who_was_invited_signs_in_with_his_password_whatever_the_case_of_the_login(server):
    server.sign_up("olena@shop.example")
    answer = server.sign_in("  Olena@Shop.Example ")
    assert answer.status_code == 200
    session = answer.json()
    assert session["access_expires_s"] == 900
    assert server.with_session(session).profile()["user"]["login"] == "olena@shop.example"


def test_a_wrong_password_and_an_unknown_login_get_the_same_answer(server):
    server.sign_up("olena")
    wrong, unknown = server.sign_in("olena", "wrong one"), server.sign_in("nobody", "wrong one")
    assert refusal(wrong) == refusal(unknown) == (401, "wrong_password")
    assert wrong.json()["error"]["message"] == unknown.json()["error"]["message"]


@pytest.mark.parametrize("login", ["olena", "nobody"])
def test_waits_grow_after_wrong_passwords_for_known_and_unknown_logins_alike(server, login):
    server.sign_up("olena")
    waits = []
    for _ in range(7):
        answer = server.sign_in(login, "wrong one")
        while answer.status_code == 429:
            waits.append(int(answer.headers["Retry-After"]))
            assert refusal(answer) == (429, "try_later")
            server.clock.advance(seconds=waits[-1])
            answer = server.sign_in(login, "wrong one")
        assert answer.status_code == 401
    assert waits == sorted(waits)
    assert waits[0] <= 2
    assert waits[-1] >= 7


def test_while_he_must_wait_even_the_right_password_waits_and_then_all_is_forgiven(server):
    server.sign_up("olena")
    for _ in range(4):
        server.sign_in("olena", "wrong one")
    assert refusal(server.sign_in("olena")) == (429, "try_later")
    server.clock.advance(seconds=5)
    assert server.sign_in("olena").status_code == 200
    assert refusal(server.sign_in("olena", "wrong one")) == (401, "wrong_password")
    assert server.sign_in("olena").status_code == 200


def test_an_access_token_ends_after_15_minutes_and_the_refresh_token_gives_another(server):
    api = server.sign_up("olena")
    server.clock.advance(minutes=15, seconds=1)
    assert refusal(api.get("/profile")) == (401, "token_expired")
    answer = refreshed(server, api.session["refresh_token"])
    assert server.with_session(answer.json()).profile()["user"]["login"] == "olena"


def test_a_lost_refresh_answer_is_given_again_with_the_same_successor(server):
    first = server.sign_up("olena").session["refresh_token"]
    successors = {refreshed(server, first).json()["refresh_token"] for _ in range(3)}
    assert len(successors) == 1
    assert first not in successors


def test_an_old_refresh_token_used_after_its_successor_ends_the_whole_chain(server):
    first = server.sign_up("olena").session["refresh_token"]
    second = refreshed(server, first).json()["refresh_token"]
    third = refreshed(server, second).json()
    assert refusal(refreshed(server, first)) == (401, "signed_out")
    assert refusal(refreshed(server, third["refresh_token"])) == (401, "signed_out")
    assert refusal(server.with_session(third).get("/profile")) == (401, "signed_out")


def test_a_token_that_is_two_steps_old_is_found_out_even_after_many_refreshes(server):
    token = server.sign_up("olena").session["refresh_token"]
    chain = [token]
    for _ in range(6):
        chain.append(refreshed(server, chain[-1]).json()["refresh_token"])
    assert refusal(refreshed(server, chain[1])) == (401, "signed_out")
    assert refusal(refreshed(server, chain[-1])) == (401, "signed_out")


def test_the_database_keeps_no_token_and_no_password_in_clear(server):
    session = server.sign_up("olena").session
    successor = refreshed(server, session["refresh_token"]).json()
    kept = "".join(
        path.read_bytes().decode("latin-1") for path in server.settings.data.glob("gateway.db*")
    )
    secrets = [PASSWORD, session["access_token"], session["refresh_token"]]
    secrets += [successor["access_token"], successor["refresh_token"]]
    assert [one for one in secrets if one in kept] == []


def test_signing_out_ends_both_tokens(server):
    api = server.sign_up("olena")
    assert api.http.delete("/session").status_code == 204
    assert refusal(api.get("/profile")) == (401, "signed_out")
    assert refusal(refreshed(server, api.session["refresh_token"])) == (401, "signed_out")


def test_a_second_sign_in_on_the_same_device_takes_the_place_of_the_first(server):
    api = server.sign_up("olena")
    assert server.sign_in("olena", device=DEVICE).status_code == 200
    assert refusal(api.get("/profile")) == (401, "signed_out")


def test_a_user_sees_his_devices_and_signs_another_one_out(server):
    home = server.sign_up("olena")
    office = server.with_session(server.sign_in("olena", device="device-0002").json())
    listed = home.get("/sessions").json()["sessions"]
    assert [one["current"] for one in listed].count(True) == 1
    other = next(one["id"] for one in listed if not one["current"])
    assert home.http.delete(f"/sessions/{other}").status_code == 204
    assert refusal(office.get("/profile")) == (401, "signed_out")
    assert home.get("/profile").status_code == 200


def test_nobody_signs_out_the_device_of_somebody_else(server):
    olena, petro = server.sign_up("olena"), server.sign_up("petro", device="device-0002")
    theirs = petro.get("/sessions").json()["sessions"][0]["id"]
    assert refusal(olena.http.delete(f"/sessions/{theirs}")) == (404, "not_found")
    assert petro.get("/profile").status_code == 200


def test_a_blocked_user_is_told_so_everywhere_at_once(server):
    api = server.sign_up("olena")
    accounts.set_blocked(server.engine, "olena", blocked=True, reason="Договір розірвано")
    answers = [
        api.get("/profile"),
        api.get("/feed/groups"),
        refreshed(server, api.session["refresh_token"]),
        server.sign_in("olena"),
    ]
    assert {refusal(answer) for answer in answers} == {(403, "access_withdrawn")}
    assert answers[0].json()["error"]["details"]["reason"] == "Договір розірвано"
    assert refusal(server.sign_in("olena", "wrong one")) == (401, "wrong_password")
    accounts.set_blocked(server.engine, "olena", blocked=False)
    assert api.get("/profile").status_code == 200


def test_a_blocked_dealer_blocks_all_his_users(server):
    api = server.sign_up("olena")
    server.world.change(dealers.dealers, {"id": 1}, blocked=True, blocked_reason="Борг")
    answer = api.get("/profile")
    assert refusal(answer) == (403, "access_withdrawn")
    assert answer.json()["error"]["details"]["reason"] == "Борг"


def test_a_new_password_signs_the_other_devices_out(server):
    home = server.sign_up("olena")
    office = server.with_session(server.sign_in("olena", device="device-0002").json())
    new = {"old": PASSWORD, "new": "another good one"}
    assert home.post("/password", new).status_code == 204
    assert home.get("/profile").status_code == 200
    assert refusal(office.get("/profile")) == (401, "signed_out")
    assert refusal(server.sign_in("olena")) == (401, "wrong_password")
    assert server.sign_in("olena", "another good one").status_code == 200


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaa", "olena@shop.example"])
def test_weak_passwords_are_refused(server, weak):
    api = server.sign_up("olena@shop.example")
    answer = api.post("/password", {"old": PASSWORD, "new": weak})
    assert refusal(answer) == (422, "password_weak")
    assert weak not in answer.text


def test_a_forgotten_password_is_answered_alike_and_a_letter_with_a_code_helps(server):
    server.invite("olena", email="olena@shop.example")
    known = server.anybody().post("/password/forgot", {"login": "olena"})
    unknown = server.anybody().post("/password/forgot", {"login": "nobody"})
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert known.status_code == 202


def test_the_letter_of_a_forgotten_password_carries_a_code_that_works(server):
    server.sign_up("olena")
    server.world.change(dealers.users, {"login": "olena"}, email="olena@shop.example")
    server.clock.advance(hours=1)
    assert server.anybody().post("/password/forgot", {"login": "olena"}).status_code == 202
    # The letter is written after the answer; the next answer comes from the same server.
    letters = _letters(server)
    assert len(letters) == 1
    code = next(line.strip() for line in letters[0].splitlines() if line.startswith("    "))
    body = {"code": code, "password": "a new password", "device_id": "device-0009"}
    assert server.anybody().post("/activation", body).status_code == 200
    assert server.sign_in("olena", "a new password").status_code == 200


def _letters(server: RunningGateway) -> list[str]:
    import email
    import threading

    folder = server.settings.data / "letters"
    for _ in range(200):
        found = sorted(folder.glob("*.eml"))
        if found:
            break
        threading.Event().wait(0.05)
    parsed = [email.message_from_bytes(path.read_bytes()) for path in found]
    return [one.get_payload(decode=True).decode() for one in parsed]


def test_rights_to_order_bring_the_right_to_see_prices(server):
    server.sign_up("olena", rights="order")
    with reading(server.engine) as connection:
        kept = connection.execute(select(dealers.users.c.rights)).scalar()
    assert kept == ["order", "see_prices"]
