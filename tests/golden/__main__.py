"""`python -m tests.golden` writes a page of what differs; `… accept` makes it the golden files."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.golden.files import FOLDER, fresh, golden, layouts, name_of, names
from tests.golden.page import page


def main() -> int:
    """0 when nothing differs, or what does was accepted; else 1."""
    ask = argparse.ArgumentParser(prog="python -m tests.golden")
    ask.add_argument("what", nargs="?", choices=("show", "accept"), default="show")
    ask.add_argument(
        "--since", metavar="COMMIT", help="show what differs from the golden files of a commit"
    )
    args = ask.parse_args()
    old: dict[str, str] = {}
    new: dict[str, str] = {}
    for layout in layouts():
        old |= golden(name_of(layout.diagram.id))
        new |= fresh(layout)
    for name in names():
        old |= {path: text for path, text in golden(name).items() if text}
    if args.since:
        old = {path: _of_commit(args.since, path) for path in old}
    new |= dict.fromkeys(old.keys() - new.keys(), "")
    changed = [path for path, text in new.items() if old[path] != text]
    if not changed:
        print("Nothing differs.")
        return 0
    for path in changed:
        print(
            f"{'differs' if old[path] and new[path] else 'is gone' if old[path] else 'is new'}: {path}"
        )
    if args.what == "accept":
        for path in changed:
            _put(FOLDER / path, new[path])
        print("They are accepted. Say in the commit why they change.")
        return 0
    target = Path(tempfile.mkdtemp(prefix="golden-"), "golden.html")
    target.write_text(page(old, new), "utf-8")
    print(f"Old beside new: {target.as_uri()}")
    return 1


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    if text:
        file.write_text(text, "utf-8", newline="\n")
    else:
        file.unlink()


def _of_commit(commit: str, path: str) -> str:
    ask = ["git", "show", f"{commit}:./{path}"]
    found = subprocess.run(ask, cwd=FOLDER, capture_output=True, encoding="utf-8", check=False)
    return found.stdout if found.returncode == 0 else ""


if __name__ == "__main__":
    sys.exit(main())
