"""What it costs that scripts, what evaluates them and the layout engine are confined: each with and without,
in turns, so that a busy machine is as busy for both.

    .venv/bin/python bench/confinement.py --runs 30

Prints the least and the middle time of each in ms. Linux only.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from app import child, engine  # noqa: E402
from app.sources.reading import DiagramOrigin  # noqa: E402
from app.sources.scripts import reach  # noqa: E402
from app.sources.scripts.closure import closure_of  # noqa: E402
from app.sources.scripts.evaluating import evaluate_script  # noqa: E402
from app.sources.scripts.running import read_script  # noqa: E402

SCRIPT = """
from diagrams import Cluster, Diagram
from diagrams.aws.compute import EC2
with Diagram("One"):
    with Cluster("c"):
        EC2("a") >> [EC2(str(n)) for n in range(10)]
"""
DOT = f"digraph {{ {' '.join(f'a{n} -> a{n + 1};' for n in range(20))} }}"
# A child that gives nothing up.
LOOSE = """
import sys
sys.path.insert(0, {root!r})
from app.confinement import confine, rights
confine.confine = lambda _: rights.Held(False, False)
sys.argv = ["child.py", *sys.argv[1:]]
from app import child
child.main(sys.argv[1:])
"""


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "it.py")
        script.write_text(SCRIPT)
        closure, origin = closure_of(script), DiagramOrigin("it.py", script.parent, ())
        jobs: dict[str, Callable[[], object]] = {
            "the layout engine": lambda: engine.run_engine(DOT, ("-Tjson",)),
            "a script": lambda: read_script(closure, origin),
            "a script that is evaluated": lambda: evaluate_script(closure, origin),
        }
        places = ((engine, "engine_rights"), (child, "command"), (reach, "possible"))
        usual = [getattr(*place) for place in places]
        loose = [lambda *_: None, _loose, lambda: (False, False)]
        for name, job in jobs.items():
            job()
            took: tuple[list[float], list[float]] = ([], [])
            for _ in range(runs):
                for means, into in ((usual, took[0]), (loose, took[1])):
                    for place, one in zip(places, means, strict=True):
                        setattr(*place, one)
                    began = time.perf_counter()
                    job()
                    into.append((time.perf_counter() - began) * 1000)
            least, middle = [[of(one) for one in took] for of in (min, median)]
            print(
                f"{name}: least {least[0]:.1f} ms, without {least[1]:.1f}; "
                f"middle {middle[0]:.1f} ms, without {middle[1]:.1f} ({middle[0] / middle[1]:.2f})"
            )


def _loose(name: str, *arguments: str, python: str = "") -> list[str]:
    code = LOOSE.format(root=str(ROOT))
    return [python or sys.executable, "-I", "-X", "utf8", "-c", code, name, *arguments]


if __name__ == "__main__":
    main()
