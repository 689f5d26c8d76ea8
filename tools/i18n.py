"""Translations: builds stale .qm files and finds what the translators still owe.

    python -m tools.i18n            check
    python -m tools.i18n --build    build resources/i18n/<language>.qm where it is stale

English sentences live in the sources; resources/i18n/<language>/<area>.ts hold the other
languages, one file for each folder of app/ui.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tools.sources import ROOT

COMPLETE = ("uk",)
NUMERUS_FORMS = {"uk": 3, "ru": 3, "en": 2}
PLACEHOLDER = re.compile(r"%L?\d+|%L?n|\{\w*(?:[:!][^{}]*)?\}|%[sd]")

Key = tuple[str, str, str]
"""Context, English sentence, disambiguation."""


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence of a .ts file with its forms in the file's language."""

    key: Key
    numerus: bool
    forms: tuple[str, ...]
    state: str
    file: str
    origin: str

    @property
    def title(self) -> str:
        """What to show of the sentence in a complaint."""
        context, source, _ = self.key
        return f"{context}: {source[:70]!r}"


def build_stale(root: Path) -> None:
    """Build every .qm that is missing or older than one of its language's .ts files."""
    for language in _languages(root):
        sources = _ts_files(root, language)
        target = root / "resources" / "i18n" / f"{language}.qm"
        if target.exists() and all(
            source.stat().st_mtime < target.stat().st_mtime
            for source in [*sources, root / "resources" / "i18n" / language]
        ):
            continue
        fresh = target.with_suffix(f".{os.getpid()}.tmp")
        _tool("lrelease", "-silent", *map(str, sources), "-qm", str(fresh))
        fresh.replace(target)


def problems(root: Path = ROOT) -> list[str]:
    """Return one sentence for everything that is missing, stale or damaged."""
    needed = _sources_of(root)
    found = []
    for language in COMPLETE:
        found += _problems_of(language, needed, _messages(_ts_files(root, language)))
    return found


def _problems_of(language: str, needed: dict[Key, Message], have: list[Message]) -> list[str]:
    found = []
    translated: dict[Key, Message] = {}
    for message in have:
        where = f"{language}/{message.file}: {message.title}"
        if message.key not in needed:
            found.append(f"{where} is not in the sources any more")
            continue
        twin = translated.setdefault(message.key, message)
        if twin.forms != message.forms:
            found.append(f"{where} is translated differently in {twin.file}")
        found += [f"{where}: {complaint}" for complaint in _complaints(language, message)]
    for key, message in needed.items():
        where = f"{language}: {message.title} ({message.origin})"
        if not key[0]:
            found.append(f"{where} has no context: write QCoreApplication.translate in full")
        elif key not in translated:
            found.append(f"{where} has no translation")
    return found


def _complaints(language: str, message: Message) -> list[str]:
    if message.state:
        return [f"is {message.state}"]
    found = []
    forms = NUMERUS_FORMS[language] if message.numerus else 1
    if len(message.forms) != forms or not all(form.strip() for form in message.forms):
        found.append(f"needs {forms} written form(s)")
    wanted = Counter(PLACEHOLDER.findall(message.key[1]))
    found += [
        f"placeholders differ in {form[:70]!r}"
        for form in message.forms
        if Counter(PLACEHOLDER.findall(form)) != wanted
    ]
    return found


def _sources_of(root: Path) -> dict[Key, Message]:
    """Read the sentences out of the sources as they are now."""
    modules = sorted(str(path) for path in (root / "app").rglob("*.py"))
    if not modules:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "sources.ts"
        _tool("lupdate", "-silent", *modules, "-ts", str(target))
        return {message.key: message for message in _messages([target])}


def _messages(paths: list[Path]) -> list[Message]:
    found = []
    for path in paths:
        for context in ET.parse(path).getroot().iter("context"):
            name = context.findtext("name", "")
            found += [_message(name, entry, path.name) for entry in context.iter("message")]
    return found


def _message(context: str, entry: ET.Element, file: str) -> Message:
    translation = entry.find("translation")
    location = entry.find("location")
    forms: tuple[str, ...] = ()
    state = ""
    if translation is not None:
        state = translation.get("type", "")
        numerus = translation.findall("numerusform")
        texts = numerus or [translation]
        forms = tuple("".join(text.itertext()) for text in texts)
    return Message(
        key=(context, entry.findtext("source", ""), entry.findtext("comment", "")),
        numerus=entry.get("numerus") == "yes",
        forms=forms,
        state=state,
        file=file,
        origin=file if location is None else Path(location.get("filename", file)).name,
    )


def _languages(root: Path) -> list[str]:
    folder = root / "resources" / "i18n"
    return sorted(
        path.name for path in folder.iterdir() if path.is_dir() and any(path.glob("*.ts"))
    )


def _ts_files(root: Path, language: str) -> list[Path]:
    return sorted((root / "resources" / "i18n" / language).glob("*.ts"))


def _tool(name: str, *arguments: str) -> None:
    """Run one of Qt's translation tools that PySide6-Essentials brings."""
    import PySide6

    folder = Path(PySide6.__path__[0])
    program = folder / (f"{name}.exe" if os.name == "nt" else name)
    done = subprocess.run(
        [str(program), *arguments], check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode:
        raise RuntimeError(f"{name} failed:\n{done.stdout.decode(errors='replace')}")


def main(arguments: list[str]) -> int:
    """Check or build; return 1 when something is owed."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.i18n",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--build", action="store_true", help="build stale .qm files")
    if parser.parse_args(arguments).build:
        build_stale(ROOT)
        return 0
    found = problems()
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
