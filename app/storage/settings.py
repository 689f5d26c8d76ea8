"""Settings of this installation: one small JSON file in the profile folder."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from app.domain.errors import StorageFailed


class Settings(NamedTuple):
    """Each option with its default; `device_id` is made once and names this installation."""

    gateway: str = ""
    login: str = ""
    remember: bool = False
    supplier: str = ""
    accent: str = ""
    language: str = "uk"
    theme: str = "system"
    density: str = "regular"
    text_percent: int = 100
    less_motion: bool = False
    price_flash: bool = True
    photo_limit_mb: int = 500
    metered_minutes: int = 0
    device_id: str = ""


class SettingsFile:
    """Reads and writes the settings; unknown keys of a newer program are kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unknown: dict[str, Any] = {}
        self.problem = ""
        """Why the usual options are in use, for the log; only comfort is lost."""
        self.value = self._read()

    def change(self, **values: Any) -> Settings:
        """Change options and write the file at once; StorageFailed when the disk refuses."""
        self.value = self.value._replace(**values)
        self._write()
        return self.value

    def _read(self) -> Settings:
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            if not isinstance(data, dict):
                raise ValueError("settings are no object")
        except FileNotFoundError:
            self.value = Settings(device_id=_new_id())
            self._write()
            return self.value
        except OSError as error:
            self.problem = f"settings cannot be read: {error}"
            return Settings(device_id=_new_id())
        except ValueError as error:
            self.problem = f"settings are damaged and start anew: {error}"
            data = {}
        known = Settings._fields
        self._unknown = {key: value for key, value in data.items() if key not in known}
        defaults = Settings()
        taken = {
            key: value
            for key, value in data.items()
            if key in known and type(value) is type(getattr(defaults, key))
        }
        self.value = defaults._replace(**taken)
        if not self.value.device_id:
            self.value = self.value._replace(device_id=_new_id())
            # The gateway lists this installation under its name: a new one must last.
            self._write()
        return self.value

    def _write(self) -> None:
        text = json.dumps({**self._unknown, **self.value._asdict()}, ensure_ascii=False, indent=1)
        unfinished = self._path.with_suffix(f".{os.getpid()}.part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(self._path)
        except OSError as error:
            message = f"settings: {error}"
            raise StorageFailed(message) from error


def _new_id() -> str:
    return os.urandom(16).hex()
