"""Invitations: one code makes one person a user."""

from __future__ import annotations

import pytest

from gateway.services.invitations import ALPHABET, LENGTH, normalise_code
from tests.gateway.server import DEVICE, PASSWORD, RunningGateway, refusal


@pytest.fixture
def server(gateway_server: RunningGateway) -> RunningGateway:
    world = gateway_server.world
    world.price_type(1)
    world.dealer(1)
    world.contract(1, dealer=1, price_type=1)
    return gateway_server


def activate(server, code, password=PASSWORD, device=DEVICE):
    body = {"code": code, "password": password, "device_id": device}
    return server.anybody().post("/activation", body)


def preview(server, code):
    return server.anybody().post("/activation/preview", {"code": code})


def test_the_code_tells_who_is_invited_before_any_password(server):
    code = server.invite("olena", rights="order,print", position="Закупівельниця")
    shown = preview(server, code).json()
    assert shown["company"] == "ФОП 1"
    assert shown["edrpou"] == "0000000001"
    assert (shown["login"], shown["position"]) == ("olena", "Закупівельниця")
    assert shown["rights"] == ["order", "print", "see_prices"]
    assert shown["contracts"] == [{"name": "Договір 1", "number": "1"}]
    assert preview(server, code).status_code == 200


def test_a_code_works_once(server):
    code = server.invite("olena")
    assert activate(server, code).status_code == 200
    assert refusal(activate(server, code, device="device-0002")) == (422, "code_used")
    assert refusal(activate(server, code, "some other password")) == (422, "code_used")
    assert refusal(preview(server, code)) == (422, "code_used")


def test_when_the_answer_was_lost_the_same_device_gets_a_session_again_for_15_minutes(server):
    code = server.invite("olena")
    first = activate(server, code).json()
    server.clock.advance(minutes=14)
    second = activate(server, code)
    assert second.status_code == 200
    assert refusal(server.with_session(first).get("/profile"))[1] == "signed_out"
    server.clock.advance(minutes=2)
    assert refusal(activate(server, code)) == (422, "code_used")


def test_a_code_expires(server):
    code = server.invite("olena", days=3)
    server.clock.advance(days=3, seconds=1)
    assert refusal(preview(server, code)) == (422, "code_expired")
    assert refusal(activate(server, code)) == (422, "code_expired")


def test_a_wrong_code_is_unknown(server):
    server.invite("olena")
    assert refusal(preview(server, "0" * 26)) == (422, "code_invalid")
    assert refusal(preview(server, "hello")) == (422, "code_invalid")


def test_a_weak_password_does_not_use_the_code_up(server):
    code = server.invite("olena")
    assert refusal(activate(server, code, "short")) == (422, "password_weak")
    assert refusal(activate(server, code, "zzzzzzzzzzzz")) == (422, "password_weak")
    assert activate(server, code).status_code == 200


def test_a_person_types_the_code_as_he_can(server):
    code = server.invite("olena")
    plain = code.replace("-", "")
    alike = plain.lower().translate(str.maketrans("abcehkmptxy", "авсенкмртху"))
    for typed in (
        plain.lower(),
        " ".join(plain[at : at + 4] for at in range(0, 26, 4)),
        alike.replace("0", "о").replace("1", "l"),
        f"https://orders.supplier.example/activate?code={code}",
        f"https://orders.supplier.example/a#code={code}&x=1",
        f"dealer-order://activate/{plain}",
    ):
        assert preview(server, typed).status_code == 200, typed


def test_the_database_keeps_only_a_hash_of_the_code(server):
    code = server.invite("olena").replace("-", "")
    kept = b"".join(path.read_bytes() for path in server.settings.data.glob("gateway.db*"))
    assert code.encode() not in kept


@pytest.mark.parametrize(
    "junk", ["", "://", "https://[", "#code=", "\x00" * 26, "є" * 26, "A" * 25]
)
def test_junk_is_no_code(junk):
    assert normalise_code(junk) is None


def test_every_letter_of_a_code_is_read_as_itself():
    assert LENGTH == 26
    for at in range(0, len(ALPHABET), 8):
        text = (ALPHABET[at:] + ALPHABET)[:LENGTH]
        assert normalise_code(text) == text
        assert normalise_code(text.lower()) == text


def test_a_login_of_another_dealer_cannot_be_invited_again(server):
    server.world.dealer(2)
    server.sign_up("olena", "d-1")
    with pytest.raises(ValueError, match="another dealer"):
        server.invite("olena", "d-2")
