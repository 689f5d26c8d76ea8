"""The invitation code is understood however it was typed, pasted or linked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.sign_in import code as codes

WHOLE = "PRMN7K4DQX290VTE12345678AB"


@pytest.mark.parametrize(
    "typed",
    [
        WHOLE,
        WHOLE.lower(),
        "PRMN-7K4D-QX29-0VTE-1234-5678-AB",
        " prmn 7k4d\tqx29 0vte\n1234 5678 ab ",
        "PRMN–7K4D—QX29\u00a00VTE_1234.5678-AB",
        "РRМN7К4DQХ290VТЕ12З45678АВ",  # Cyrillic look-alikes
        "PRMN7K4DQX29OVTEI2345678AB",  # O for 0, I for 1
        "PRMN7K4DQX29OVTEl2345678AB",  # small L for 1
    ],
)
def test_a_code_in_any_spelling(typed: str) -> None:
    assert codes.plain(typed) == WHOLE
    assert codes.is_whole(typed)


@pytest.mark.parametrize("typed", ["", "PRMN", WHOLE + "7", WHOLE[:-1] + "!", "Щ" * 26, "U" * 26])
def test_what_is_no_whole_code(typed: str) -> None:
    assert not codes.is_whole(typed)


@pytest.mark.parametrize(
    ("link", "server"),
    [
        (f"https://b2b.promin.example/activate/{WHOLE}", "https://b2b.promin.example"),
        (f"https://b2b.promin.example:8443/a?code={WHOLE}", "https://b2b.promin.example:8443"),
        (f"https://b2b.promin.example/#{WHOLE}", "https://b2b.promin.example"),
        (f"https://b2b.promin.example/#code={WHOLE.lower()}", "https://b2b.promin.example"),
        (f"dealer-order://activate?server=https://x.example&code={WHOLE}", "https://x.example"),
        (f"dealer-order://activate?code={WHOLE}", ""),
        (f"  http://127.0.0.1:8080/activate/{WHOLE}/  ", "http://127.0.0.1:8080"),
        (f"http://[::1]:8080/activate/{WHOLE}", "http://[::1]:8080"),
    ],
)
def test_the_letters_link_carries_address_and_code(link: str, server: str) -> None:
    assert codes.from_link(link) == (server, WHOLE)


@pytest.mark.parametrize(
    "text",
    [WHOLE, "https://b2b.promin.example/", "http://[::1", "https://x:99999/" + WHOLE, "", ":"],
)
def test_what_is_no_link(text: str) -> None:
    assert codes.from_link(text) is None


@given(st.text(max_size=3000))
def test_no_text_breaks_the_reader(text: str) -> None:
    codes.from_link(text)
    codes.is_whole(text)
    assert codes.plain(codes.grouped(text)) == codes.plain(codes.plain(text))
