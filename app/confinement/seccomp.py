"""System calls that a process may make, by seccomp: a filter in classic BPF over `struct seccomp_data`
(linux/seccomp.h, linux/bpf_common.h). What is not allowed fails with EPERM."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterable

from app.confinement import calls, landlock
from app.confinement.calls import Numbers
from app.confinement.rights import Rights
from app.confinement.system import call

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column, AUDIT_ARCH_*
_LOAD, _EQUAL, _ANY_BIT, _RETURN, _KEEP_BITS = 0x20, 0x15, 0x45, 0x06, 0x54
_ALLOW, _FAIL, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16  # offsets; an argument has 8 bytes, the low half first
_SET_FILTER, _IS_KNOWN = 1, 2  # SECCOMP_SET_MODE_FILTER, SECCOMP_GET_ACTION_AVAIL
_THREAD, _IN_ITS_STEAD = 0x00010000, 0x00004000  # CLONE_THREAD, CLONE_VFORK of clone(2)
_NAMESPACES = 0x7E020000  # CLONE_NEW* of clone(2)
_SETS_OWNER = (8, 10, 15)  # F_SETOWN, F_SETSIG, F_SETOWN_EX: signals to others
_ASKS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS, sizes, blocking, close on exec
_INTERNET = (2, 10)  # AF_INET, AF_INET6
_NAMES = (15, 16)  # PR_SET_NAME, PR_GET_NAME
_STREAMS = (0x1, 0x801, 0x80001, 0x80801)  # SOCK_STREAM, with SOCK_NONBLOCK and SOCK_CLOEXEC
_CUT, _HOW = 0x200, 0x3  # O_TRUNC; the bits of O_WRONLY (1) and O_RDWR (2)

Step = tuple[int, int, int, int]  # code, jump if true, jump if false, value


def works() -> bool:
    """Whether a filter can be made for this machine, and its kernel takes one."""
    if platform.machine() not in _MACHINES or sys.byteorder != "little" or sys.maxsize <= 2**32:
        return False
    number = calls.SECCOMP[_MACHINES[platform.machine()][0]]
    try:
        call(number, _IS_KNOWN, 0, ctypes.c_char_p(struct.pack("=I", _FAIL)))
    except OSError:
        return False
    return True


def restrict(rights: Rights) -> None:
    """Leave this thread, and what it starts, no other calls, for good. To be called after
    `NO_NEW_PRIVILEGES`. Raises OSError."""
    steps = _filter(rights)
    code = b"".join(struct.pack("=HBBI", *step) for step in steps)
    kept = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(kept))
    call(
        calls.SECCOMP[_MACHINES[platform.machine()][0]],
        _SET_FILTER,
        0,
        ctypes.c_char_p(program),
    )


def _filter(rights: Rights) -> list[Step]:
    column, machine = _MACHINES[platform.machine()]
    allowed = calls.ALLOWED | calls.OF_PAIRS
    if rights.network:
        allowed.update(calls.NETWORK)

    def found(numbers: Iterable[Numbers], answer: int) -> list[Step]:
        known = [number[column] for number in numbers]
        return [
            step
            for number in known
            if number >= 0
            for step in ((_EQUAL, 0, 1, number), (_RETURN, 0, 0, answer))
        ]

    def checked(numbers: Numbers, check: list[Step]) -> list[Step]:
        """Steps of the check that end in an answer, where it is that call."""
        number = numbers[column]
        return [] if number < 0 else [(_EQUAL, 0, len(check), number), *check]

    refused = _FAIL | errno.EPERM
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        *found(allowed.values(), _ALLOW),
        *found(calls.DONE_NOTHING.values(), _FAIL),  # without an error
        *found(calls.ATTRIBUTES.values(), _FAIL | errno.ENOTSUP),
        *found(calls.UNKNOWN.values(), _FAIL | errno.ENOSYS),
        *checked(calls.FCNTL, _among(1, _SETS_OWNER, refused, _ALLOW)),
        *checked(calls.IOCTL, _among(1, _ASKS, _ALLOW, _FAIL | errno.ENOTTY)),
        *checked(calls.PRCTL, _among(0, _NAMES, _ALLOW, _FAIL | errno.EINVAL)),
        *checked(calls.PRLIMIT, _OWN_LIMITS),
        *([] if rights.run else checked(calls.CLONE, _THREADS)),
        *checked(calls.OPEN, _opened(1)),
        *checked(calls.OPEN_AT, _opened(2)),
        # A pair of datagram sockets would send to any socket of this machine that has a path.
        *checked(calls.SOCKET_PAIR, _among(1, _STREAMS, _ALLOW, refused)),
    ]
    if rights.network:
        steps += checked(calls.SOCKET, _among(0, _INTERNET, _ALLOW, refused))
    if rights.run:
        steps += checked(calls.CLONE, _CHILDREN)
        steps += found(calls.STARTING.values(), _ALLOW)
        if landlock.holds_signals():
            steps += found(calls.OWN_SIGNALS.values(), _ALLOW)
    for numbers, times in calls.SETS_TIMES.values():
        steps += checked(numbers, _times(times))
    for numbers in calls.OWN_SIGNALS.values():
        steps += checked(numbers, _among(0, (os.getpid(),), _ALLOW, refused))
    return [*steps, (_RETURN, 0, 0, refused)]


def _argument(number: int, half: int = 0) -> Step:
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * number + 4 * half)


def _among(number: int, values: tuple[int, ...], answer: int, otherwise: int) -> list[Step]:
    """Whether the low half of an argument is one of the values."""
    tests = [(_EQUAL, len(values) - at, 0, value) for at, value in enumerate(values)]
    return [_argument(number), *tests, (_RETURN, 0, 0, otherwise), (_RETURN, 0, 0, answer)]


def _opened(flags: int) -> list[Step]:
    """Opening, `flags` being the number of that argument; but a file is cut only by who may write it,
    which Landlock sees to from Linux 6.2 on. truncate(2) is not allowed for the same reason."""
    return [
        _argument(flags),
        (_ANY_BIT, 1, 0, _CUT),
        (_RETURN, 0, 0, _ALLOW),
        (_KEEP_BITS, 0, 0, _HOW),
        (_EQUAL, 2, 0, 1),
        (_EQUAL, 1, 0, 2),
        (_RETURN, 0, 0, _FAIL | errno.EPERM),
        (_RETURN, 0, 0, _ALLOW),
    ]


def _times(number: int) -> list[Step]:
    """Setting them, where the argument points to some; else it is now that is meant."""
    return [
        _argument(number),
        (_EQUAL, 0, 3, 0),
        _argument(number, half=1),
        (_EQUAL, 0, 1, 0),
        (_RETURN, 0, 0, _FAIL | errno.EPERM),
        (_RETURN, 0, 0, _FAIL),  # without an error
    ]


# clone(2) that makes a thread.
_THREADS: list[Step] = [
    _argument(0),
    (_ANY_BIT, 1, 0, _NAMESPACES),
    (_ANY_BIT, 1, 0, _THREAD),
    (_RETURN, 0, 0, _FAIL | errno.EPERM),
    (_RETURN, 0, 0, _ALLOW),
]
# Or what runs in its stead until it has started a program.
_CHILDREN: list[Step] = [
    _argument(0),
    (_ANY_BIT, 1, 0, _NAMESPACES),
    (_ANY_BIT, 1, 0, _THREAD | _IN_ITS_STEAD),
    (_RETURN, 0, 0, _FAIL | errno.EPERM),
    (_RETURN, 0, 0, _ALLOW),
]
# prlimit(2) of itself that sets nothing: root could lift what bounds it.
_OWN_LIMITS: list[Step] = [
    _argument(0),
    (_EQUAL, 0, 5, 0),
    _argument(2),
    (_EQUAL, 0, 3, 0),
    _argument(2, half=1),
    (_EQUAL, 0, 1, 0),
    (_RETURN, 0, 0, _ALLOW),
    (_RETURN, 0, 0, _FAIL | errno.EPERM),
]
