from __future__ import annotations

import pytest

from gateway.onec.accounts import (
    AccountSettings,
    LoginCheck,
    add_account,
    bind_contracts,
    change_settings,
    settings_from_json,
)
from gateway.services.failures import Failure
from gateway.store.tables.exchange import onec_account_contracts
from tests.gateway.onec.onec import LOGIN, PASSWORD, Base


def test_a_login_is_checked_and_the_password_is_not_kept(base: Base):
    logins = LoginCheck(base.engine)
    account = logins.check(LOGIN, PASSWORD)
    assert account is not None
    assert (account.id, account.dialect) == (base.account, "bas")
    assert logins.check(LOGIN, "no") is None
    assert logins.check("nobody", PASSWORD) is None


def test_wrong_passwords_have_to_wait_longer_and_longer(base: Base):
    now = [0.0]
    logins = LoginCheck(base.engine, clock=lambda: now[0])
    for _ in range(5):
        assert logins.check(LOGIN, "no") is None
        now[0] += 5
    logins.check(LOGIN, "no")
    assert logins.check(LOGIN, PASSWORD) is None
    now[0] += 60
    assert logins.check(LOGIN, PASSWORD) is not None
    assert logins.check(LOGIN, PASSWORD) is not None


def test_an_account_is_refused_with_a_reason(base: Base):
    for login, password, dialect, word in (
        (LOGIN, PASSWORD, "bas", "taken"),
        ("new", "short", "bas", "8 characters"),
        ("a:b", PASSWORD, "bas", "colon"),
        ("new", PASSWORD, "8.3", "dialect"),
    ):
        with pytest.raises(Failure, match=word):
            add_account(base.engine, login, password, dialect)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"held_query_s": 171}, "held_query_s"),
        ({"reserves_when": "always"}, "reserves_when"),
        ({"currencies": {"грн": "hryvnia"}}, "currencies"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_wrong_settings_are_named(told: dict, field: str):
    with pytest.raises(Failure, match=field):
        settings_from_json(told)


def test_settings_and_contracts_can_be_changed(base: Base):
    change_settings(base.engine, base.account, held_query_s=50, status_word="До забезпечення")
    assert base.read_account().settings.held_query_s == 50
    bind_contracts(base.engine, base.account, ["C-1", "c-2"])
    bind_contracts(base.engine, base.account, ["c-3", "c-3"])
    assert [row.contract_guid for row in base.rows(onec_account_contracts)] == ["c-3"]


def test_currencies_are_known_by_any_spelling():
    settings = AccountSettings(currencies={"у.о.": "USD"})
    assert settings.currency(" 980 ") == settings.currency("грн") == "UAH"
    assert settings.currency("У.О.") == settings.currency("usd") == "USD"
    assert settings.currency("тугрик") is None
