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
    from app.ui.kit.allocator import keep_little
    keep_little()
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


LARGE = """
import ctypes, sys
if sys.argv[1] == "shared":
    from app.ui.kit.allocator import keep_little
    keep_little()

class Info(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "arena o s hblks mapped u f used free keep".split()]

libc = ctypes.CDLL(None)
libc.mallinfo2.restype = Info
for _ in range(3):
    large = bytes(4 << 20)
    del large
kept = [bytes(4 << 20), bytes(4 << 20)]
open(sys.argv[2], "w").write(str(libc.mallinfo2().mapped))
"""


ON_GLIBC = pytest.mark.skipif(
    not sys.platform.startswith("linux")
    or "glibc" not in (os.confstr("CS_GNU_LIBC_VERSION") or ""),
    reason="of glibc",
)


def told(code: str, how: str, out: Path) -> str:
    command = [sys.executable, "-c", code, how, str(out)]
    subprocess.run(command, cwd=Path(__file__).parents[3], check=True, timeout=120)
    return out.read_text()


@ON_GLIBC
def test_a_dozen_threads_have_two_arenas(tmp_path: Path) -> None:
    one, many = (
        told(THREADS, how, tmp_path / how).count("<heap nr=") for how in ("shared", "each")
    )
    assert one <= 2 < many


@ON_GLIBC
def test_large_blocks_stay_the_systems_however_many_were_freed(tmp_path: Path) -> None:
    shared, each = (int(told(LARGE, how, tmp_path / how)) for how in ("shared", "each"))
    assert shared >= 8 << 20 > each
