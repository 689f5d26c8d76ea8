"""Settings survive damage, newer and older programs; a device keeps its name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.errors import StorageFailed
from app.storage.settings import SettingsFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "settings.json"


def test_the_first_start_names_the_device_for_ever(path) -> None:
    first = SettingsFile(path).value
    assert len(first.device_id) == 32
    assert SettingsFile(path).value == first


def test_a_change_is_on_the_disk_at_once(path) -> None:
    SettingsFile(path).change(theme="dark", text_percent=150, supplier="ТОВ «Промінь»")
    again = SettingsFile(path).value
    assert (again.theme, again.text_percent, again.supplier) == ("dark", 150, "ТОВ «Промінь»")
    assert [one.name for one in path.parent.iterdir()] == ["settings.json"]


def test_what_a_newer_program_wrote_is_kept(path) -> None:
    SettingsFile(path)
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data | {"of_tomorrow": [1, 2]}), encoding="utf-8")
    SettingsFile(path).change(theme="dark")
    assert json.loads(path.read_text(encoding="utf-8"))["of_tomorrow"] == [1, 2]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "\x00\x01"])
def test_damaged_settings_start_anew(path, text) -> None:
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    settings = SettingsFile(path)
    assert settings.value.theme == "system"
    settings.change(theme="dark")
    assert SettingsFile(path).value.theme == "dark"


def test_values_of_a_wrong_type_fall_back_one_by_one(path) -> None:
    path.parent.mkdir()
    text = json.dumps({"theme": 5, "text_percent": "150", "remember": 1, "login": "olena"})
    path.write_text(text, encoding="utf-8")
    value = SettingsFile(path).value
    assert (value.theme, value.text_percent, value.remember) == ("system", 100, False)
    assert value.login == "olena"


def test_a_damaged_device_name_is_made_once_not_at_every_start(path) -> None:
    path.parent.mkdir()
    path.write_text("{", encoding="utf-8")
    first = SettingsFile(path).value.device_id
    assert SettingsFile(path).value.device_id == first


def test_a_folder_that_cannot_be_written_is_told(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFailed):
        SettingsFile(tmp_path / "file" / "settings.json").change(theme="dark")
