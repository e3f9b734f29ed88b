"""What a confined process tries. Run as a program, in the folder that it may write:

    python attacks.py USER SECRET READABLE [ATTACK…]

prints as JSON what each attack came to: what it got, or the error. SECRET is a file that it must not
read, READABLE one that it may. USER is `root`, or another, which it becomes first. Where attacks are named,
these alone are tried, and nothing is given up before.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import json
import multiprocessing
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARENT = os.getppid()
SECRET, READABLE = (Path(word) for word in (*sys.argv[2:4], "", "")[:2])
OUTSIDE = SECRET.parent
HERE = Path.cwd()
LIBC = ctypes.CDLL(None, use_errno=True)


def libc(name: str, *arguments: object) -> int:
    """A function of the C library that says by its answer whether it worked."""
    answer = int(getattr(LIBC, name)(*arguments))
    if answer < 0:
        raise OSError(ctypes.get_errno(), name)
    return answer


def through_a_link() -> str:
    (HERE / "link").symlink_to(SECRET)
    return (HERE / "link").read_text()


def by_a_descriptor_of_a_folder() -> str:
    folder = os.open(HERE, os.O_RDONLY)
    with os.fdopen(os.open(f"../{OUTSIDE.name}/{SECRET.name}", os.O_RDONLY, dir_fd=folder)) as file:
        return file.read()


def by_a_system_call() -> int:
    return libc("syscall", 437, -100, os.fsencode(SECRET), b"\0" * 24, 24)  # openat2


def in_a_thread() -> str:
    got: list[str] = []

    def read() -> None:
        with contextlib.suppress(OSError):
            got.append(SECRET.read_text())

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    return got[0]


def into_a_socket(family: int, kind: int, address: tuple[str, int] | str) -> int:
    with socket.socket(family, kind) as made:
        return made.sendto(b"x", address) if kind == socket.SOCK_DGRAM else made.connect_ex(address)


def touched() -> list[str]:
    """A new file and one that is there, which keeps its content."""
    (HERE / "touched").touch()
    (HERE / "touched").write_text("kept")
    (HERE / "touched").touch()
    return [(HERE / "touched").read_text()]


def daemonised() -> int:
    for step in (os.setsid, os.fork):
        with contextlib.suppress(OSError):
            return step() or 0
    raise PermissionError


def modes_and_times() -> None:
    """Of a file that may be read; that nothing was done is no error."""
    before = READABLE.stat()
    with READABLE.open() as file:
        for named in (READABLE, file.fileno()):
            os.chmod(named, 0o600)  # noqa: PTH101 - takes both
            os.utime(named, (1, 1))
    after = READABLE.stat()
    if (after.st_mode, after.st_mtime) == (before.st_mode, before.st_mtime):
        raise PermissionError


def with_another_limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (1 << 20, 1 << 20))


def from_memory() -> int:
    program = os.memfd_create("program")
    os.write(program, b"#!/bin/sh\n")
    return libc("fexecve", program, None, None)


ATTACKS: dict[str, Callable[[], object]] = {
    "read a file": SECRET.read_text,
    "read it through a link": through_a_link,
    "read it from a folder": by_a_descriptor_of_a_folder,
    "read it by a system call": by_a_system_call,
    "read it in a thread": in_a_thread,
    "read it through a hard link": lambda: os.link(SECRET, HERE / "hard"),
    "read it by moving it": lambda: shutil.move(str(SECRET), HERE / "moved"),
    "list a folder": lambda: list(OUTSIDE.iterdir()),
    "list the root": lambda: list(Path("/").iterdir()),
    "read the passwords": lambda: Path("/etc/passwd").read_text(),
    "read a device": lambda: Path("/dev/mem").read_bytes(),
    "read the parent's environment": lambda: Path(f"/proc/{PARENT}/environ").read_bytes(),
    "read the parent's memory": lambda: os.open(f"/proc/{PARENT}/mem", os.O_RDONLY),
    "list processes": lambda: list(Path("/proc").iterdir()),
    "read its own command": lambda: Path("/proc/self/cmdline").read_bytes(),
    "write a file": lambda: SECRET.write_text("x"),
    "make a file": lambda: (OUTSIDE / "new").write_text("x"),
    "write what it may read": lambda: READABLE.write_text("x"),
    "change modes and times": modes_and_times,
    "say that it is changed now": lambda: os.utime(READABLE),
    "cut a file": lambda: os.truncate(SECRET, 0),
    # Landlock has a right for these from Linux 6.2 on; on a file of its own it is not asked.
    "cut by a name": lambda: os.truncate(HERE / "own", 0),
    "cut to read": lambda: os.open(HERE / "own", os.O_RDONLY | os.O_TRUNC),
    "cut for neither": lambda: os.open(HERE / "own", os.O_ACCMODE | os.O_TRUNC),
    "remove a file": SECRET.unlink,
    "rename a file": lambda: SECRET.rename(OUTSIDE / "other"),
    "make a folder": (OUTSIDE / "folder").mkdir,
    "remove a folder": OUTSIDE.rmdir,
    "put a file outside": lambda: (HERE / "own").rename(OUTSIDE / "own"),
    "put a link outside": lambda: (OUTSIDE / "link").symlink_to(HERE),
    "make a pipe": lambda: os.mkfifo(HERE / "pipe"),
    "make a device": lambda: os.mknod(HERE / "device", 0o020666, os.makedev(1, 3)),
    "mount": lambda: libc("mount", b"none", os.fsencode(HERE), b"tmpfs", 0, None),
    "change the root": lambda: os.chroot(HERE),
    "give rights by an attribute": lambda: os.setxattr(HERE / "own", "user.x", b"x"),
    "watch files": lambda: libc("inotify_init"),
    "TCP": lambda: into_a_socket(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 9)),
    "TCP, IPv6": lambda: into_a_socket(socket.AF_INET6, socket.SOCK_STREAM, ("::1", 9)),
    "UDP": lambda: into_a_socket(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 9)),
    "a socket in the file system": lambda: into_a_socket(socket.AF_UNIX, socket.SOCK_STREAM, "/x"),
    "a socket with a name": lambda: into_a_socket(socket.AF_UNIX, socket.SOCK_STREAM, "\0x"),
    "netlink": lambda: socket.socket(16, socket.SOCK_RAW, 0),
    "a raw socket": lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW),
    "io_uring": lambda: libc("syscall", 425, 1, b"\0" * 120),
    "fork": os.fork,
    "a pool of processes": lambda: multiprocessing.Pool(1),
    "run a program": lambda: subprocess.run(["/bin/true"], check=True),
    "run the interpreter": lambda: subprocess.run([sys.executable, "-V"], check=True),
    "run a shell": lambda: 1 / (not os.system("/bin/true")),  # noqa: S605 - the attack
    "become a program": lambda: os.execv("/bin/true", ["true"]),  # noqa: S606 - the attack
    "become one from memory": from_memory,
    "a session of its own": os.setsid,
    "a group of its own": lambda: os.setpgid(0, 0),
    "outlive its parent": lambda: libc("prctl", 1, 0, 0, 0, 0),
    "become a daemon": daemonised,
    "a namespace": lambda: libc("unshare", 0x10000000),
    "signal the parent": lambda: os.kill(PARENT, 0),
    "signal all": lambda: os.kill(-1, 0),
    "signals through a pipe": lambda: __import__("fcntl").fcntl(0, 8, PARENT),
    "trace the parent": lambda: libc("ptrace", 16, PARENT, 0, 0),
    "read its memory": lambda: libc("process_vm_readv", PARENT, None, 0, None, 0, 0),
    "the parent's limits": lambda: resource.prlimit(PARENT, resource.RLIMIT_CPU),
    "its priority": lambda: os.setpriority(os.PRIO_PROCESS, PARENT, 19),
    "its processors": lambda: os.sched_setaffinity(PARENT, {0}),
    "its own limits": with_another_limit,
    "shared memory": lambda: libc("shmget", 0, 4096, 0o1777),
    "keys": lambda: libc("syscall", 250, 0, -3, 0),
    "another user": lambda: os.setuid(0 if os.getuid() else 1),
    "the clock": lambda: libc("clock_settime", 0, b"\0" * 16),
    "the host's name": lambda: socket.sethostname("x"),
    "the kernel's log": lambda: libc("klogctl", 3, None, 0),
    "a program in the kernel": lambda: libc("syscall", 321, 0, None, 0),
    "type into a terminal": lambda: __import__("fcntl").ioctl(0, 0x5412, b"x"),
}
# Such as a script does that means well.
WORK: dict[str, Callable[[], object]] = {
    "read what it may": READABLE.read_text,
    "write here": lambda: (HERE / "mine").write_text("x"),
    "write anew here": lambda: [(HERE / "own").write_text(text) for text in ("long", "x")],
    "cut here": lambda: os.truncate(os.open(HERE / "own", os.O_RDWR), 0),
    "copy here": lambda: shutil.copy(READABLE, HERE / "copy"),
    "copy with its times": lambda: shutil.copy2(READABLE, HERE / "copy2"),
    "copy a folder": lambda: shutil.copytree(READABLE.parent / "tree", HERE / "tree"),
    "touch here": touched,
    "write in pieces": lambda: os.pwritev(os.open(HERE / "own", os.O_WRONLY), [b"a", b"b"], 0),
    "a loop of asyncio": lambda: asyncio.run(asyncio.to_thread(os.getpid)),
    "start a thread": lambda: threading.Thread(target=int).start(),
    "a timer": lambda: signal.setitimer(signal.ITIMER_REAL, 60),
    "the time": os.times,
    "chance": lambda: os.urandom(4).hex(),
    "its own signals": lambda: os.kill(os.getpid(), 0),
}


def main() -> None:
    """Give up what is to be given up, and try."""
    sys.path.insert(0, str(ROOT))
    from app.confinement.confine import confine
    from app.confinement.rights import Rights

    if sys.argv[1] != "root":
        from tests.another_user import become

        become(sys.argv[1])
    (HERE / "own").write_text("x")
    came_to: dict[str, str] = {}
    tried = {name: ATTACKS[name] for name in sys.argv[4:]}
    if not tried:
        own = (
            sys.prefix,
            sys.base_prefix,
            "/usr/lib",
            "/lib",
            "/lib64",
            "/dev/urandom",
            "/dev/null",
        )
        own_files = (str(READABLE), str(READABLE.parent / "tree"))
        came_to["held"] = str(list(confine(Rights((*own, *own_files), (str(HERE),)))))
        tried = {**ATTACKS, **WORK}
    for name, attack in tried.items():
        try:
            came_to[name] = f"got {str(attack())[:60]!r}"
        except Exception as why:  # noqa: BLE001 - how it failed is what is told
            came_to[name] = f"{type(why).__name__}: {why}"
    print(json.dumps(came_to))


if __name__ == "__main__":
    main()
