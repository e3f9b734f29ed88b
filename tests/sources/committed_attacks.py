"""What a downloaded repository can be made of, so that who compares with its last commit is hurt. Run as a program, in a
folder of its own:

    python committed_attacks.py USER [ATTACK…]

prints as JSON of each what was read of its commit (`read`, by name), what was said (`said`), and how long that took
(`seconds`); and the most memory of a child (`memory`, KiB) and what has come to be (`ran`). USER is `root`, or
another, which it becomes first.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from tests.sources.attacked_repository import PROGRAMS, THEN, Attacked, delta, made_of  # noqa: E402

SECONDS, SHORT = 30.0, 1.0  # that git may take, and where it comes to no end
HUGE = 30 << 30  # bytes of a file that takes no room


def _fifo(name: str) -> Callable[[Attacked], None]:
    def attack(on: Attacked) -> None:
        path = on.meta / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        os.mkfifo(path)

    return attack


def _huge(name: str) -> Callable[[Attacked], None]:
    def attack(on: Attacked) -> None:
        with (on.meta / name).open("ab") as file:
            file.truncate(HUGE)

    return attack


def _text(name: str, text: str) -> Callable[[Attacked], None]:
    def attack(on: Attacked) -> None:
        path = on.meta / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        said = text.replace("PRIVATE", str(on.private)).replace("EVIL", str(on.evil))
        path.write_text(said.replace("ROOT", str(on.root)))

    return attack


def _link(name: str, goal: str) -> Callable[[Attacked], None]:
    def attack(on: Attacked) -> None:
        path = on.root / name
        if path.is_dir() and not path.is_symlink():
            path.rename(on.root / "moved")
        path.unlink(missing_ok=True)
        path.symlink_to(goal.replace("PRIVATE", str(on.private)).replace("ROOT", str(on.root)))

    return attack


def _config(text: str) -> Callable[[Attacked], None]:
    def attack(on: Attacked) -> None:
        said = text.replace("PRIVATE", str(on.private)).replace("EVIL", str(on.evil))
        with (on.meta / "config").open("a") as file:
            file.write(said.replace("ROOT", str(on.root)))

    return attack


def _of_private(on: Attacked) -> None:
    """Its last commit is the other repository's, whose objects it says it has."""
    head = on.git("rev-parse", "HEAD", root=on.private)
    (on.meta / "refs/heads/main").write_text(head + "\n")


def _borrowed(on: Attacked) -> None:
    _of_private(on)
    _text("objects/info/alternates", "PRIVATE/.git/objects\n")(on)


def _borrowed_by_a_link(on: Attacked) -> None:
    _of_private(on)
    for part in (on.private / ".git/objects").iterdir():
        there = on.meta / "objects" / part.name
        if there.exists():
            shutil.rmtree(there)
        there.symlink_to(part)


def _circle_of_alternates(on: Attacked) -> None:
    other = on.root / "more" / "objects"
    (other / "info").mkdir(parents=True)
    (other / "info" / "alternates").write_text(f"{on.meta}/objects\n")
    _text("objects/info/alternates", "ROOT/.git/objects\nROOT/more/objects\n../objects\n")(on)


def _elsewhere(text: str) -> Callable[[Attacked], None]:
    def attack(on: Attacked) -> None:
        shutil.rmtree(on.meta)
        on.meta.write_text(text.replace("PRIVATE", str(on.private)).replace("ROOT", str(on.root)))

    return attack


def _worktree_of_private(on: Attacked) -> None:
    on.git("worktree", "add", "-q", str(on.root.parent / "other"), root=on.private)
    _elsewhere("gitdir: PRIVATE/.git/worktrees/other\n")(on)


def _pipe_for_git(on: Attacked) -> None:
    shutil.rmtree(on.meta)
    os.mkfifo(on.meta)


def _bomb(on: Attacked) -> None:
    on.object("blob", THEN.encode() + bytes(1 << 28), len(THEN), on.blob())


def _size_that_lies(on: Attacked) -> None:
    on.object("blob", THEN.encode(), 99_999_999_999, on.blob())


def _small_size_that_lies(on: Attacked) -> None:
    on.object("blob", THEN.encode() * 99, 3, on.blob())


def _tree_bomb(on: Attacked) -> None:
    on.commits(on.object("tree", bytes(1 << 28), 40 << 30, "ab" * 20))


def _commit_bomb(on: Attacked) -> None:
    made = on.object("commit", bytes(1 << 28), 40 << 30, "cd" * 20)
    (on.meta / "refs/heads/main").write_text(made + "\n")


def _trees_of_trees(on: Attacked) -> None:
    tree = on.tree(("100644", "a.dot", on.blob()))
    for _ in range(12):
        tree = on.tree(*(("40000", f"t{n}", tree) for n in range(10)))
    on.commits(tree)


def _deep_trees(on: Attacked) -> None:
    tree = on.tree(("100644", "a.dot", on.blob()))
    for _ in range(3_000):
        tree = on.tree(("40000", "t", tree))
    on.commits(tree)


def _names(on: Attacked) -> None:
    blob = on.blob()
    web = on.tree(("100644", "shop.dot", blob))
    odd = (
        "../x",
        "/etc/x",
        "a/../../../x",
        ".git/hooks/x",
        "..",
        ".",
        "\n",
        "x\\..\\..\\y",
        ".GIT",
        "git~1",
    )
    on.commits(on.tree(*(("100644", name, blob) for name in odd), ("40000", "web", web)))


def _links(on: Attacked) -> None:
    circle = on.object("blob", b"link")
    away = on.object("blob", str(on.private / "web").encode())
    inner = on.tree(("100644", "x.dot", on.blob()))
    web = on.tree(
        ("40000", "link", inner), ("120000", "link", away), ("100644", "shop.dot", on.blob())
    )
    on.commits(on.tree(("120000", "link", circle), ("120000", "web", away), ("40000", "web", web)))


def _refs_in_a_circle(on: Attacked) -> None:
    for name, other in (("main", "b"), ("b", "c"), ("c", "main")):
        (on.meta / "refs/heads" / name).write_text(f"ref: refs/heads/{other}\n")


def _refs_without_end(on: Attacked) -> None:
    for n in range(500):
        (on.meta / "refs/heads" / f"r{n}").write_text(f"ref: refs/heads/r{n + 1}\n")
    (on.meta / "HEAD").write_text("ref: refs/heads/r0\n")


def _many_refs(on: Attacked) -> None:
    head = on.git("rev-parse", "HEAD")
    line = f"{head} refs/heads/"
    some = "".join(f"{line}{n:05}%s\n" for n in range(99_999, 0, -1))
    with (on.meta / "packed-refs").open("w") as file:
        for n in range(19):
            file.write(some.replace("%s", str(n)))
    (on.meta / "refs/heads/main").unlink()


def _tags_of_tags(on: Attacked) -> None:
    of, kind = on.git("rev-parse", "HEAD"), "commit"
    for _ in range(2_000):
        of = on.object(
            "tag", f"object {of}\ntype {kind}\ntag t\ntagger T <t@e> 1 +0000\n\nx".encode()
        )
        kind = "tag"
    (on.meta / "refs/heads/main").write_text(of + "\n")


def _no_tree(on: Attacked) -> None:
    on.commits("")


def _tree_that_is_a_blob(on: Attacked) -> None:
    on.commits(on.blob())


def _tree_that_is_missing(on: Attacked) -> None:
    on.commits("ef" * 20)


def _submodule(on: Attacked) -> None:
    web = on.tree(("100644", "shop.dot", on.blob()), ("160000", "vendor", "12" * 20))
    said = on.object(
        "blob", b'[submodule "v"]\npath = vendor\nurl = ext::sh -c evil\nupdate = !evil\n'
    )
    on.commits(on.tree(("100644", ".gitmodules", said), ("40000", "web", web)))


def _packed(*objects: tuple[int, Callable[[str], bytes]]) -> Callable[[Attacked], None]:
    """The diagram's object is the first of a pack; others have names that count up."""

    def attack(on: Attacked) -> None:
        blob = on.blob()
        on.loose(blob).unlink()
        names = [blob, *(f"{n:02x}" * 20 for n in range(1, len(objects)))]
        made = [(name, kind, rest(blob)) for name, (kind, rest) in zip(names, objects, strict=True)]
        on.pack(*made)

    return attack


def _wild_index(on: Attacked) -> None:
    blob = on.blob()
    on.loose(blob).unlink()
    on.pack(
        (blob, 3, zlib.compress(b"abcde")),
        ("01" * 20, 3, zlib.compress(b"abcde")),
        offsets={0: 0x7FFFFFF0, 1: 0xFFFFFFFF},
    )


def _garbage(*names: str) -> Callable[[Attacked], None]:
    def attack(on: Attacked) -> None:
        on.git("repack", "-adq")
        on.git("commit-graph", "write")
        for pack in (on.meta / "objects/pack").iterdir():
            pack.chmod(0o644)
        files = [f for name in names for f in (on.meta / "objects").rglob(name)]
        assert files
        for file in files:
            raw = bytearray(file.read_bytes())
            raw[8:] = bytes(255 - byte for byte in raw[8:])
            file.chmod(0o644)
            file.write_bytes(raw)

    return attack


# fmt: off
ATTACKS: dict[str, Callable[[Attacked], None]] = {
    "an object that is a bomb": _bomb,
    "an object that says it is huge": _size_that_lies,
    "an object that says it is small": _small_size_that_lies,
    "a tree that is a bomb": _tree_bomb,
    "a commit that is a bomb": _commit_bomb,
    "trees of trees": _trees_of_trees,
    "deep trees": _deep_trees,
    "names that lead elsewhere": _names,
    "links": _links,
    "objects of another repository": _borrowed,
    "objects of another, by links": _borrowed_by_a_link,
    "alternates in a circle": _circle_of_alternates,
    "alternates that are devices": _text("objects/info/alternates", "/dev/zero\n/proc/self\n/\n"),
    "many alternates": _text("objects/info/alternates", "".join(f"/a{n}\n" for n in range(99_999))),
    "HEAD is a pipe": _fifo("HEAD"),
    "HEAD is a link to a file": _link(".git/HEAD", "PRIVATE/web/shop.dot"),
    "HEAD is a link to the passwords": _link(".git/HEAD", "/etc/passwd"),
    "HEAD is a device": _link(".git/HEAD", "/dev/zero"),
    "HEAD is huge": _huge("HEAD"),
    "HEAD leads to a file": _text("HEAD", "ref: ../../private/web/shop.dot\n"),
    "refs in a circle": _refs_in_a_circle,
    "refs without end": _refs_without_end,
    "a ref that is a pipe": _fifo("refs/heads/main"),
    "a ref that is a link": _link(".git/refs/heads/main", "PRIVATE/.git/refs/heads/main"),
    "a ref that is huge": _huge("refs/heads/main"),
    "refs that are a link": _link(".git/refs", "PRIVATE/.git/refs"),
    "packed refs that are a pipe": _fifo("packed-refs"),
    "100 MB of packed refs": _many_refs,
    "tags of tags": _tags_of_tags,
    "a commit without a tree": _no_tree,
    "a tree that is no tree": _tree_that_is_a_blob,
    "a tree that is missing": _tree_that_is_missing,
    "a submodule": _submodule,
    "an index of wild places": _wild_index,
    "an index of garbage": _garbage("*.idx"),
    "a pack of garbage": _garbage("*.pack"),
    "a graph of garbage": _garbage("commit-graph"),
    "many packs of garbage": _text(
        "objects/pack/multi-pack-index", "MIDX\1\1\0\0\0\0\0\1" + "x" * 9999
    ),
    "a delta of itself": _packed((7, lambda blob: made_of(blob, delta(18, 18, b"\x90\x12")))),
    "deltas of each other": _packed(
        (7, lambda _: made_of("01" * 20, delta(18, 18, b"\x90\x12"))),
        (7, lambda blob: made_of(blob, delta(18, 18, b"\x90\x12"))),
    ),
    "a delta of before the pack": _packed((6, lambda _: b"\xff\xff\x7f" + zlib.compress(b"x"))),
    "a delta that says it makes much": _packed(
        (7, lambda _: made_of("01" * 20, delta(5, 99 << 30, b"\x90\x05"))),
        (3, lambda _: zlib.compress(b"abcde")),
    ),
    "a delta that copies more than there is": _packed(
        (7, lambda _: made_of("01" * 20, delta(5, 18, b"\xff\xff\xff\xff\xff\xff\xff\xff"))),
        (3, lambda _: zlib.compress(b"abcde")),
    ),
    "a .git that is elsewhere": _elsewhere("gitdir: PRIVATE/.git\n"),
    "a .git of another's worktree": _worktree_of_private,
    "a .git that is itself": _elsewhere("gitdir: ROOT/.git\n"),
    "a .git that is all": _elsewhere("gitdir: /\n"),
    "a .git that is a pipe": _pipe_for_git,
    "a .git that is a link": _link(".git", "PRIVATE/.git"),
    "a .git that is a circle": _link(".git", "ROOT/.git"),
    "a common folder that is elsewhere": _text("commondir", "PRIVATE/.git\n"),
    "a config that is a pipe": _fifo("config"),
    "a config that is huge": _huge("config"),
    "a config that includes another": _config("[include]\n path = PRIVATE/web/shop.dot\n"),
    "a config that includes itself": _config("[include]\n path = config\n"),
    "a config that includes a pipe": lambda on: (
        _config("[include]\n path = pipe\n")(on),
        _fifo("pipe")(on),
    )[0],
    "a config that includes a device": _config("[include]\n path = /dev/zero\n"),
    "a config with another folder": _config("[core]\n worktree = PRIVATE\n bare = true\n"),
    "a config of programs": _config(PROGRAMS),
    "an object that is a pipe": lambda on: _fifo(f"objects/{on.blob()[:2]}/{on.blob()[2:]}")(on),
    "a shallow that is a pipe": _fifo("shallow"),
    "grafts that are a pipe": _fifo("info/grafts"),
}
# fmt: on
ENDLESS = frozenset(
    ("trees of trees", "100 MB of packed refs", "a delta of itself", "deltas of each other")
)


def main() -> None:
    """Become the user, and try."""
    user, *names = sys.argv[1:]
    if user != "root":
        from tests.another_user import become

        become(user)
    from app.errors import SourceError
    from app.sources import committed
    from app.sources.committed import as_committed

    came_to: dict[str, object] = {}
    base = Attacked(Path.cwd() / "base")
    for number, name in enumerate(names or ATTACKS):
        committed.SECONDS = SHORT if name in ENDLESS else SECONDS
        on = Attacked(Path.cwd() / str(number), base)
        ATTACKS[name](on)
        read, said, began = dict[str, str](), list[str](), time.monotonic()
        try:
            with as_committed(on.root / "web" / "shop.dot") as then:
                said += then.remarks
                for path in sorted(then.folder.rglob("*")):
                    if path.is_symlink() or not path.is_dir():
                        read[str(path.relative_to(then.folder))] = path.read_text()[:99]
        except SourceError as why:
            said.append(str(why))
        seconds = time.monotonic() - began
        came_to[name] = {"read": read, "said": said, "seconds": seconds, "ran": on.mark.exists()}
        shutil.rmtree(on.root.parent)
    came_to["memory"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps(came_to))


if __name__ == "__main__":
    main()
