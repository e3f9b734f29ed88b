"""Threads share what the C library keeps for them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

THREADS = """
import ctypes, sys, threading
if sys.argv[1] == "shared":
    from app.ui.kit.allocator import share_arenas
    share_arenas()
all_there = threading.Barrier(12)
def work():
    all_there.wait()
    kept = [bytes(4000) for _ in range(200)]
    all_there.wait()
threads = [threading.Thread(target=work) for _ in range(12)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
file = ctypes.c_void_p(libc.fopen(sys.argv[2].encode(), b"w"))
libc.malloc_info(0, file)
libc.fclose(file)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of glibc, on Linux")
def test_a_dozen_threads_have_two_arenas(tmp_path: Path) -> None:
    if "glibc" not in " ".join(filter(None, [os.confstr("CS_GNU_LIBC_VERSION")])):
        pytest.skip("another C library")
    counts = {}
    for how in ("shared", "each"):
        out = tmp_path / how
        command = [sys.executable, "-c", THREADS, how, str(out)]
        subprocess.run(command, cwd=Path(__file__).parents[3], check=True, timeout=120)
        counts[how] = out.read_text().count("<heap nr=")
    assert counts["shared"] <= 2 < counts["each"]
