"""System libraries that Qt lacks are named all at once, with the line that installs them."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from app import libraries

ROOT = Path(__file__).parent.parent
SYSTEM = {
    "libc",
    "libm",
    "libdl",
    "libpthread",
    "librt",
    "libgcc_s",
    "libstdc++",
    "ld-linux-x86-64",
}
# As on a system where the linker finds none of them.
BARE = """
import ctypes, sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("PySide6"):
            raise ImportError("libGL.so.1: cannot open shared object file", name=name)
def unknown(name, *_):
    raise OSError(name)
sys.meta_path.insert(0, Missing())
ctypes.CDLL = unknown
"""
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux's loader")


def test_nothing_is_missing_where_qt_runs() -> None:
    assert libraries.missing(window=False) == []


@pytest.mark.parametrize(
    ("release", "line"),
    [
        ('ID=debian\nVERSION_ID="12"', "apt install libgl1 libglib2.0-0 libxcb-shm0"),
        ("ID=debian\nVERSION_ID=13", "apt install libgl1 libglib2.0-0t64 libxcb-shm0"),
        (
            "ID=ubuntu\nID_LIKE=debian\nVERSION_ID='24.04'",
            "apt install libgl1 libglib2.0-0t64 libxcb-shm0",
        ),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"', "apt install libgl1 libglib2.0-0 libxcb-shm0"),
        ("ID=fedora\nVERSION_ID=42", "dnf install libglvnd-glx glib2 libxcb"),
        ('ID=rocky\nID_LIKE="rhel centos fedora"', "dnf install libglvnd-glx glib2 libxcb"),
        ("NAME=Arch\nID=arch", "pacman -S libglvnd glib2 libxcb"),
        (
            'ID=opensuse-leap\nID_LIKE="suse"',
            "zypper install Mesa-libGL1 libglib-2_0-0 libxcb-shm0",
        ),
        ("ID=nixos\n# odd", ""),
    ],
)
def test_the_line_is_the_systems_own(
    release: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "os-release"
    file.write_text(release)
    found = ["libGL.so.1", "libglib-2.0.so.0", "libxcb-shm.so.0"]
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert libraries.installing(found, file) == line
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert libraries.installing(found, file) == (f"sudo {line}" if line else "")


def test_a_system_that_is_not_known_hears_the_libraries(tmp_path: Path) -> None:
    said = libraries.wanting(["libGL.so.1", "libX11.so.6"], tmp_path / "os-release")
    assert said == "System libraries are missing: libGL.so.1, libX11.so.6."


def test_a_package_is_named_once(tmp_path: Path) -> None:
    file = tmp_path / "os-release"
    file.write_text("ID=fedora")
    line = libraries.installing(["libxcb.so.1", "libxcb-shm.so.0", "libxcb-xkb.so.1"], file)
    assert line.split().count("libxcb") == 1


@linux
@pytest.mark.parametrize(
    ("words", "window"),
    [
        (["export", "--all", "-o", "x"], False),
        (["page", "-o", "x.html"], False),
        (["deck", "commit_to_task", "-o", "x.pdf"], False),
        (["study", "--anki", "x.apkg"], False),
        (["open"], True),
    ],
)
def test_every_command_that_needs_qt_names_all_of_them(
    words: list[str], window: bool, tmp_path: Path
) -> None:
    code = f"{BARE}\nfrom app.cli import main\nsys.exit(main({words}))"
    done = _python(code, tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    known = libraries.PICTURES | (libraries.WINDOW if window else {})
    line = libraries.installing(known)
    assert done.stderr.endswith(f" {line}\n" if line else f"{list(known)[-1]}.\n")
    assert list(tmp_path.iterdir()) == []


@linux
def test_the_tests_say_so_in_one_line(tmp_path: Path) -> None:
    file = str(ROOT / "tests/test_cache.py")
    done = _python(f"{BARE}\nimport pytest\nsys.exit(pytest.main(['-q', {file!r}]))", ROOT)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Qt cannot be loaded.")
    assert "System libraries are missing" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@linux
def test_what_the_wheel_needs_is_known() -> None:
    import PySide6

    folder = Path(PySide6.__file__).parent
    modules = [folder / f"Qt{name}.abi3.so" for name in ("Core", "Gui", "Widgets", "Svg")]
    pictures = _needed(folder, *modules, folder / "Qt/plugins/platforms/libqoffscreen.so")
    assert pictures == set(libraries.PICTURES)
    window = _needed(folder, folder / "Qt/plugins/platforms/libqxcb.so")
    assert window - pictures == set(libraries.WINDOW)


def _python(code: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _needed(folder: Path, *files: Path) -> set[str]:
    """What these and the wheel's own libraries that they need ask the system for."""
    own = {
        f.name: f
        for at in (folder, folder / "Qt/lib", folder.parent / "shiboken6")
        for f in at.glob("*.so*")
    }
    waiting, seen, found = list(files), set[Path](), set[str]()
    while waiting:
        file = waiting.pop()
        seen.add(file)
        for name in _dynamic(file.read_bytes()):
            if name in own:
                waiting += [own[name]] if own[name] not in seen else []
            elif name.partition(".so")[0] not in SYSTEM:
                found.add(name)
    return found


def _dynamic(raw: bytes) -> list[str]:
    """The NEEDED entries of a 64-bit ELF file."""
    (sections,) = struct.unpack_from("<Q", raw, 40)
    size, count = struct.unpack_from("<HH", raw, 58)
    heads = [struct.unpack_from("<IIQQQQII", raw, sections + i * size) for i in range(count)]
    names = []
    for _, kind, _, _, offset, length, link, _ in heads:
        if kind != 6:  # SHT_DYNAMIC
            continue
        texts = heads[link][4]
        for at in range(offset, offset + length, 16):
            tag, value = struct.unpack_from("<QQ", raw, at)
            if tag == 1:  # DT_NEEDED
                start = texts + value
                names.append(raw[start : raw.index(b"\0", start)].decode())
    return names
