"""How our own programs are started: by a word, as `app.__main__` knows it."""

import sys


def own_program(word: str) -> list[str]:
    """The command that runs one of our own programs, from source or from an installed build."""
    if getattr(sys, "frozen", False):
        return [sys.executable, word]
    return [sys.executable, "-m", "app", word]
