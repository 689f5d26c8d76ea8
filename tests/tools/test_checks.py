"""`dev.py check`: each look finds what it is there for, and one failure fails the whole."""

import subprocess
import sys

import pytest

from tools import check, i18n, module_size, names, openapi

TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="uk_UA" sourcelanguage="en"><context><name>Cart</name>
{messages}</context></TS>
"""
SOURCE = """
class Cart(QObject):
    def title(self) -> str:
        return self.tr("%n line(s) for {name}", "", 3)

    def hint(self) -> str:
        return self.tr("Empty")
"""
LINES = """<message numerus="yes"><source>%n line(s) for {name}</source><translation>
<numerusform>%n рядок для {name}</numerusform><numerusform>%n рядки для {name}</numerusform>
<numerusform>%n рядків для {name}</numerusform></translation></message>"""
EMPTY = "<message><source>Empty</source><translation>Порожньо</translation></message>"


@pytest.fixture
def project(tmp_path):
    """A little project under git with one screen and its translations."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "cart.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "resources" / "i18n" / "uk").mkdir(parents=True)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


def translate(project, *messages: str, area: str = "cart") -> None:
    path = project / "resources" / "i18n" / "uk" / f"{area}.ts"
    path.write_text(TS.format(messages="\n".join(messages)), encoding="utf-8")


def test_complete_translations_have_no_problems(project):
    translate(project, LINES, EMPTY)
    assert i18n.problems(project) == []


@pytest.mark.parametrize(
    ("messages", "complaint"),
    [
        ([LINES], "'Empty' (cart.py) has no translation"),
        ([LINES, EMPTY.replace("<translation>", '<translation type="unfinished">')], "unfinished"),
        ([LINES, EMPTY.replace("Порожньо", " ")], "needs 1 written form(s)"),
        ([LINES.replace("{name}</numerusform></tr", "{nam}</numerusform></tr"), EMPTY], "differ"),
        (
            [LINES.replace("<numerusform>%n рядків для {name}</numerusform>", ""), EMPTY],
            "needs 3 written form(s)",
        ),
        ([LINES, EMPTY, EMPTY.replace("Empty", "Gone")], "'Gone' is not in the sources any more"),
    ],
)
def test_what_translators_owe_is_named(project, messages, complaint):
    translate(project, *messages)
    found = i18n.problems(project)
    assert len(found) == 1
    assert complaint in found[0]


def test_two_files_must_not_translate_one_sentence_differently(project):
    translate(project, LINES, EMPTY)
    translate(project, EMPTY.replace("Порожньо", "Пусто"), area="checkout")
    assert ["translated differently" in problem for problem in i18n.problems(project)] == [True]


def test_a_language_is_built_when_stale_and_left_alone_when_not(project):
    translate(project, LINES, EMPTY)
    i18n.build_stale(project)
    built = project / "resources" / "i18n" / "uk.qm"
    first = built.read_bytes()
    stamp = built.stat().st_mtime_ns
    i18n.build_stale(project)
    assert built.stat().st_mtime_ns == stamp

    translate(project, LINES, EMPTY.replace("Порожньо", "Кошик порожній"))
    i18n.build_stale(project)
    assert built.read_bytes() != first
    assert list(built.parent.glob("*.tmp")) == []


def test_long_modules_and_classes_are_named(project):
    (project / "app" / "long.py").write_text("x = 1\n" * 401, encoding="utf-8")
    body = "    x = 1\n" * 250
    (project / "app" / "wide.py").write_text(f"class Wide:\n{body}", encoding="utf-8")
    (project / "app" / "fits.py").write_text("x = 1\n" * 400, encoding="utf-8")
    assert module_size.too_long(project) == [
        "app/long.py: 401 lines, at most 400",
        "app/wide.py:1: class Wide has 251 lines, at most 250",
    ]


def test_names_that_say_nothing_are_refused(project):
    (project / "app" / "utils").mkdir()
    (project / "app" / "utils" / "text.py").touch()
    (project / "app" / "manager.py").touch()
    assert [line.split(":")[0] for line in names.forbidden_names(project)] == [
        "app/manager.py",
        "app/utils/text.py",
    ]


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("see /ho" + "me/olena/notes.txt", True),
        ("open('/ro" + "ot/x')", True),
        (r"C:\Us" + r"ers\Olena\Desktop", True),
        ("https://host/work/main", False),
        ("/homework/page", False),
        ("/v1/orders", False),
    ],
)
def test_paths_of_one_machine_are_refused(project, line, refused):
    (project / "notes.md").write_text(line + "\n", encoding="utf-8")
    assert bool(names.machine_paths(project)) is refused


def test_one_failed_check_fails_the_whole_and_shows_its_words(capsys, tmp_path):
    said = "print('this is wrong'); raise SystemExit(3)"
    good = check.Check("good", (sys.executable, "-c", "print('fine')"), "")
    bad = check.Check("bad", (sys.executable, "-c", said), "")
    absent = check.Check("later", (), "", skip=lambda: "not there yet")
    assert check.run([good, absent], tmp_path) == 0
    assert check.run([bad, good], tmp_path) == 1
    printed = capsys.readouterr().out
    assert "this is wrong" in printed
    assert "fine" not in printed
    assert "SKIPPED later" in printed
    assert "failed: bad" in printed


def test_the_contract_in_the_docs_is_compared_with_the_gateways_own(tmp_path, monkeypatch):
    file = tmp_path / "docs" / "openapi.json"
    monkeypatch.setattr(openapi, "FILE", file)
    monkeypatch.setattr(openapi, "ROOT", tmp_path)
    monkeypatch.setattr(openapi, "current", lambda: '{"paths": {}}\n')
    assert openapi.main([]) == 1
    assert openapi.main(["--write"]) == 0
    assert openapi.main([]) == 0
    file.write_text("{}\n", encoding="utf-8")
    assert openapi.main([]) == 1
