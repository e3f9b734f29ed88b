"""Numbers of Linux's system calls on x86-64 and aarch64: asm/unistd_64.h and asm-generic/unistd.h.
A call that a machine does not have is -1."""

from __future__ import annotations

Numbers = tuple[int, int]

ALLOWED: dict[str, Numbers] = {
    # Memory
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "munmap": (11, 215),
    "mremap": (25, 216),
    "brk": (12, 214),
    "madvise": (28, 233),
    "msync": (26, 227),
    "mincore": (27, 232),
    "membarrier": (324, 283),
    # Files, which Landlock holds back
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "close_range": (436, 436),
    "creat": (85, -1),
    "stat": (4, -1),
    "fstat": (5, 80),
    "lstat": (6, -1),
    "newfstatat": (262, 79),
    "statx": (332, 291),
    "lseek": (8, 62),
    "pread64": (17, 67),
    "pwrite64": (18, 68),
    "readv": (19, 65),
    "writev": (20, 66),
    "preadv": (295, 69),
    "pwritev": (296, 70),
    "preadv2": (327, 286),
    "pwritev2": (328, 287),
    "access": (21, -1),
    "faccessat": (269, 48),
    "faccessat2": (439, 439),
    "flock": (73, 32),
    "fsync": (74, 82),
    "fdatasync": (75, 83),
    "sync_file_range": (277, 84),
    "ftruncate": (77, 46),
    "fallocate": (285, 47),
    "fadvise64": (221, 223),
    "getdents": (78, -1),
    "getdents64": (217, 61),
    "getcwd": (79, 17),
    "chdir": (80, 49),
    "fchdir": (81, 50),
    "rename": (82, -1),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "mkdir": (83, -1),
    "mkdirat": (258, 34),
    "rmdir": (84, -1),
    "link": (86, -1),
    "linkat": (265, 37),
    "unlink": (87, -1),
    "unlinkat": (263, 35),
    "symlink": (88, -1),
    "symlinkat": (266, 36),
    "readlink": (89, -1),
    "readlinkat": (267, 78),
    "umask": (95, 166),
    "statfs": (137, 43),
    "fstatfs": (138, 44),
    "copy_file_range": (326, 285),
    "sendfile": (40, 71),
    "dup": (32, 23),
    "dup2": (33, -1),
    "dup3": (292, 24),
    "pipe": (22, -1),
    "pipe2": (293, 59),
    # Waiting
    "poll": (7, -1),
    "ppoll": (271, 73),
    "select": (23, -1),
    "pselect6": (270, 72),
    "epoll_create": (213, -1),
    "epoll_create1": (291, 20),
    "epoll_ctl": (233, 21),
    "epoll_wait": (232, -1),
    "epoll_pwait": (281, 22),
    "eventfd2": (290, 19),
    "nanosleep": (35, 101),
    "clock_nanosleep": (230, 115),
    "pause": (34, -1),
    "futex": (202, 98),
    "wait4": (61, 260),
    "waitid": (247, 95),
    # Signals of its own
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "rt_sigpending": (127, 136),
    "rt_sigsuspend": (130, 133),
    "rt_sigtimedwait": (128, 137),
    "sigaltstack": (131, 132),
    "restart_syscall": (219, 128),
    "getitimer": (36, 102),
    "setitimer": (38, 103),
    "alarm": (37, -1),
    "timer_create": (222, 107),
    "timer_settime": (223, 110),
    "timer_gettime": (224, 108),
    "timer_getoverrun": (225, 109),
    "timer_delete": (226, 111),
    # Itself
    "getpid": (39, 172),
    "getppid": (110, 173),
    "gettid": (186, 178),
    "getpgid": (121, 155),
    "getpgrp": (111, -1),
    "getsid": (124, 156),
    "getuid": (102, 174),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getegid": (108, 177),
    "getgroups": (115, 158),
    "getresuid": (118, 148),
    "getresgid": (120, 150),
    "getrusage": (98, 165),
    "getrlimit": (97, 163),
    "times": (100, 153),
    "capget": (125, 90),
    "uname": (63, 160),
    "sysinfo": (99, 179),
    "getcpu": (309, 168),
    "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123),
    "sched_getparam": (143, 121),
    "sched_getscheduler": (145, 120),
    "sched_get_priority_max": (146, 125),
    "sched_get_priority_min": (147, 126),
    "set_tid_address": (218, 96),
    "set_robust_list": (273, 99),
    "get_robust_list": (274, 100),
    "rseq": (334, 293),
    "arch_prctl": (158, -1),
    "exit": (60, 93),
    "exit_group": (231, 94),
    # Time and chance
    "time": (201, -1),
    "gettimeofday": (96, 169),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "getrandom": (318, 278),
}
# Landlock does not hold these back, and a filter cannot see which file they are for: nothing is done, and
# who asks is told that it was, since what copies a file with its mode and times would fail otherwise.
DONE_NOTHING: dict[str, Numbers] = {
    "chmod": (90, -1),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, -1),
    "fchown": (93, 55),
    "lchown": (94, -1),
    "fchownat": (260, 54),
}
# So it is with these, but without a time they are refused: they ask whether a file is there that is
# made where it is not. The number is that of the argument that holds the times.
SETS_TIMES: dict[str, tuple[Numbers, int]] = {
    "utime": ((132, -1), 1),
    "utimes": ((235, -1), 1),
    "futimesat": ((261, -1), 2),
    "utimensat": ((280, 88), 2),
}
# As on a disk that has none: what copies a file goes on without them.
ATTRIBUTES: dict[str, Numbers] = {
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "getxattr": (191, 8),
    "lgetxattr": (192, 9),
    "fgetxattr": (193, 10),
    "listxattr": (194, 11),
    "llistxattr": (195, 12),
    "flistxattr": (196, 13),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
}
# For these their arguments are looked at.
FCNTL: Numbers = (72, 25)
IOCTL: Numbers = (16, 29)
PRLIMIT: Numbers = (302, 261)
PRCTL: Numbers = (157, 167)
SOCKET: Numbers = (41, 198)
SOCKET_PAIR: Numbers = (53, 199)
OPEN: Numbers = (2, -1)
OPEN_AT: Numbers = (257, 56)
CLONE: Numbers = (56, 220)
OWN_SIGNALS: dict[str, Numbers] = {"kill": (62, 129), "tgkill": (234, 131)}
# Where programs may be started: these, and clone(2) as it is used for that. A session is begun between.
STARTING: dict[str, Numbers] = {
    "vfork": (58, -1),
    "execve": (59, 221),
    "setsid": (112, 157),
    "pidfd_open": (434, 434),
}
# Libraries ask for these first and have another way where they are unknown.
UNKNOWN: dict[str, Numbers] = {
    "clone3": (435, 435),
    "io_uring_setup": (425, 425),
    "openat2": (437, 437),  # its flags lie where a filter cannot look
}
SECCOMP: Numbers = (317, 277)
# Of a pair of streams, which goes nowhere else; a loop of asyncio wakes itself through one.
OF_PAIRS: dict[str, Numbers] = {
    "getsockname": (51, 204),
    "sendto": (44, 206),
    "recvfrom": (45, 207),
    "shutdown": (48, 210),
}
# Where the network may be used.
NETWORK: dict[str, Numbers] = {
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "getpeername": (52, 205),
    "getsockopt": (55, 209),
    "setsockopt": (54, 208),
    "sendmsg": (46, 211),
    "recvmsg": (47, 212),
    "sendmmsg": (307, 269),
    "recvmmsg": (299, 243),
}
