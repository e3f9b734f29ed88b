"""Where a system keeps what programs read that they are made of: libraries, fonts, time zones; how names
are looked up; and where Python does. Standard library only, for any Python from 3.9 on."""

import os
import sys

OF_SYSTEM = (
    *("/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib", "/lib", "/lib32", "/lib64"),
    *("/usr/share", "/usr/local/share", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/fonts"),
    *("/etc/localtime", "/etc/mime.types", "/etc/ssl", "/etc/pki", "/etc/ca-certificates"),
    *("/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/gai.conf"),
    *("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"),
)


def of_python() -> tuple[str, ...]:
    """Its library, packages and shared libraries; not all that lies in the same environment."""
    if getattr(sys, "frozen", False):
        return (sys.prefix,)
    prefixes = dict.fromkeys((sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix))
    libraries = [os.path.join(p, lib) for p in prefixes for lib in ("lib", "lib64")]  # noqa: PTH118
    return (*libraries, *filter(None, sys.path))
