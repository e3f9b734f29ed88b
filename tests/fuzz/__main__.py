"""Fuzz a reader, led by what of our code a text reaches: `python -m tests.fuzz markdown --seconds 600`.

Needs atheris, which no person needs: `python3 -m uv run --with atheris==2.3.0 python -m tests.fuzz …`.
A text that ends a reader is left as `crash-…` in the folder that it is started in; without a name it
lists the readers.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--longest", type=int, default=2048, help="bytes of a text")
    args = parser.parse_args()
    import atheris

    with atheris.instrument_imports(include=["app"]):
        from tests.fuzz.targets import TARGETS
    if args.name is None:
        print("\n".join(TARGETS))
        return
    target = TARGETS[args.name]
    with tempfile.TemporaryDirectory() as name:
        corpus = Path(name)
        for number, part in enumerate((b"".join(target.parts), *target.parts)):
            (corpus / str(number)).write_bytes(part)
        words = corpus.with_suffix(".words")
        words.write_text("\n".join(f'"{_escaped(p)}"' for p in target.parts if p) + "\n")
        options = (f"-max_total_time={args.seconds}", f"-max_len={args.longest}", "-timeout=20")
        atheris.Setup([sys.argv[0], *options, f"-dict={words}", name], target.read)
        atheris.Fuzz()


def _escaped(part: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in part)


main()
