"""A database that is busy or away: the caller is told to try again, never that he did wrong."""

from __future__ import annotations

from sqlalchemy.exc import TimeoutError as NoConnection

from gateway.store import engine as store
from gateway.store.engine import writing
from tests.gateway.server import RunningGateway, refusal


def test_who_finds_the_write_lock_taken_too_long_may_try_again(
    two_dealers: RunningGateway, monkeypatch, expected_log
):
    api = two_dealers.sign_up("olena")
    monkeypatch.setattr(store, "LOCK_WAIT_S", 0.1)
    expected_log("no write lock within")
    with writing(two_dealers.engine):
        busy = api.http.delete("/session")
        assert refusal(busy) == (503, "unavailable")
        assert int(busy.headers["Retry-After"]) > 0
        assert api.get("/profile").status_code == 200, "readers wait for nobody"
    assert api.http.delete("/session").status_code == 204


def test_a_bug_is_answered_in_json_and_told_in_the_log(
    two_dealers: RunningGateway, monkeypatch, expected_log
):
    api = two_dealers.sign_up("olena")

    def broken() -> None:
        raise ZeroDivisionError

    expected_log("GET /v1/broken failed")
    two_dealers.app.add_api_route("/v1/broken", broken)
    assert refusal(api.get("/broken")) == (500, "internal")


def test_no_free_connection_is_no_bug(two_dealers: RunningGateway, expected_log):
    api = two_dealers.sign_up("olena")

    def crowded() -> None:
        raise NoConnection

    expected_log("the database or the disk did not answer")
    two_dealers.app.add_api_route("/v1/crowded", crowded)
    assert refusal(api.get("/crowded")) == (503, "unavailable")
