"""Letters to people, put as files where the supplier's mail program or a script picks them up."""

from __future__ import annotations

import datetime as dt
import secrets
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path


class LetterFolder:
    """A folder of RFC 822 files, one a letter, named by time; a file is there whole or not."""

    def __init__(self, folder: Path, public_url: str) -> None:
        self._folder = folder
        self._public_url = public_url

    def new_code(self, email: str, name: str, code: str, now: dt.datetime) -> Path:
        """Write the letter with a code for a new password and return its file."""
        letter = EmailMessage()
        letter["To"] = email
        letter["Subject"] = "Новий пароль"
        letter["Date"] = format_datetime(now)
        letter["Message-ID"] = make_msgid(domain="gateway.invalid")
        lines = [
            f"Вітаємо, {name}!",
            "",
            "Хтось попросив новий пароль до вашого входу. Введіть у програмі цей код:",
            "",
            f"    {code}",
            "",
        ]
        if self._public_url:
            lines += [f"Або відкрийте: {self._public_url}/activate?code={code}", ""]
        lines += [
            "Код діє один день. Якщо це були не ви, нічого не робіть: старий пароль діє далі."
        ]
        letter.set_content("\n".join(lines))
        return self._write(letter.as_bytes(), now)

    def cancellation_asked(
        self, email: str, order_number: str, dealer: str, by: str, now: dt.datetime
    ) -> Path:
        """Write the manager's letter about an order to cancel in 1C and return its file."""
        letter = EmailMessage()
        letter["To"] = email
        letter["Subject"] = f"Прохання скасувати замовлення {order_number}"
        letter["Date"] = format_datetime(now)
        letter["Message-ID"] = make_msgid(domain="gateway.invalid")
        letter.set_content(
            f"{dealer} ({by}) просить скасувати замовлення {order_number}.\n\n"
            "Замовлення вже передано до 1С: скасуйте його там або скажіть клієнтові, що вже пізно."
            "\n"
        )
        return self._write(letter.as_bytes(), now)

    def _write(self, text: bytes, now: dt.datetime) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"{now.astimezone(dt.UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
        written = self._folder / f"{name}.part"
        written.write_bytes(text)
        done = self._folder / f"{name}.eml"
        written.replace(done)
        return done
