"""The documents say of keys what the commands say."""

from __future__ import annotations

import re
from pathlib import Path

from app.ui.kit.command import always, keys_text
from app.ui.shell.all_keys import commands, modes
from app.ui.shell.key_tables import BEGIN, END, tables

ROOT = Path(__file__).parents[3]
GUIDES = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
KEY = "<kbd>[^<]+</kbd>"
HELD = {"Ctrl", "Shift", "Alt"}


def test_the_tables_are_those_of_the_commands() -> None:
    _, _, rest = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8").partition(BEGIN)
    table, end, _ = rest.partition(END)
    assert end
    assert table.strip() == tables(), "python -m app.ui.shell.key_tables prints them as they are"


def test_each_key_that_the_guides_speak_of_is_a_commands() -> None:
    known = {
        keys_text(keys, native=False)
        for part in (commands().values(), *modes().values())
        for command in part
        for keys in (*command.keys, *command.also)
    }
    said = set()
    text = "\n".join(guide.read_text(encoding="utf-8") for guide in GUIDES)
    for found in re.findall(rf"{KEY}(?:\+{KEY})*", text):
        parts = re.findall("<kbd>([^<]+)</kbd>", found)
        if parts[-1] not in HELD:  # “Shift+click”
            said.add("+".join(parts))
    assert len(said) > 30
    assert said <= known


def test_nothing_is_told_twice_of_a_key_in_one_mode() -> None:
    for title, part in modes().items():
        keys = [keys for command in part for keys in command.keys if command.enabled is always]
        assert len(keys) == len(set(keys)), title
