"""Files as they were in a commit: whole, inside their folder, and nothing of the repository runs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from app.errors import SourceError
from app.paths import is_folder
from app.sources import committed
from app.sources.committed import as_committed, repository_of

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


def _git(folder: Path, *words: str, input: bytes | None = None) -> str:
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    done = subprocess.run(
        ["git", *who, *words],
        cwd=folder,
        check=True,
        capture_output=True,
        input=input,
        env=os.environ | own,
    )
    return done.stdout.decode().strip()


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A repository with one commit, since which the diagram has changed."""
    root = tmp_path / "shop"
    (root / "web").mkdir(parents=True)
    (root / "modules" / "net").mkdir(parents=True)
    (root / "web" / "shop.dot").write_text("digraph { a -> b }")
    (root / "modules" / "net" / "main.tf").write_text("# net")
    _git(root, "init", "-q", "-b", "main")
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "-m", "one")
    (root / "web" / "shop.dot").write_text("digraph { a -> c }")
    return root


def test_the_file_and_what_is_beside_it(shop: Path) -> None:
    with as_committed(shop / "web" / "shop.dot") as then:
        assert then.path.read_text() == "digraph { a -> b }"
        assert then.path.parts[-3:] == ("shop", "web", "shop.dot")
        root = then.path.parent.parent
        assert (root / "modules" / "net" / "main.tf").read_text() == "# net"
        assert repository_of(then.path) == root, "which lies round it as round the file itself"
    assert not then.path.exists()


def test_a_folder_and_another_commit(shop: Path) -> None:
    _git(shop, "commit", "-q", "-a", "-m", "two")
    with as_committed(shop / "web") as then:
        assert is_folder(then.path)
        assert (then.path / "shop.dot").read_text() == "digraph { a -> c }"
    with as_committed(shop, "HEAD~1") as then:
        assert (then.path / "web" / "shop.dot").read_text() == "digraph { a -> b }"


def test_of_files_that_are_read_together_any_stands_for_the_folder(shop: Path) -> None:
    net = shop / "modules" / "net"
    (net / "main.tf").rename(net / "network.tf")
    (net / "more.tf").write_text("# more")
    for name in ("network.tf", "more.tf"):
        with as_committed(net / name) as then:
            assert then.path.name == "main.tf"
            assert then.of(net / name) == then.path
    with as_committed(shop / "web" / "shop.dot") as then:
        assert then.of(net / "more.tf") == then.folder / "modules" / "net" / "main.tf"
        assert then.of(shop / "web" / "new.dot") is None
        assert then.of(shop.parent / "elsewhere.dot") is None
        assert then.remarks == ()


def test_whatever_is_read_together_stands_for_the_folder_and_nothing_else(shop: Path) -> None:
    net = shop / "modules" / "net"
    (net / "cdk.json").write_text("{}")
    _git(shop, "add", "-A")
    _git(shop, "commit", "-q", "-m", "two")
    for name in ("main.tf.json", "main.tofu"):
        (net / name).write_text("{}")
        with as_committed(net / name) as then:
            assert then.path.name == "main.tf"
            assert then.of(net / name) == then.path


def test_a_further_worktree(shop: Path, tmp_path: Path) -> None:
    _git(shop, "worktree", "add", "-q", str(tmp_path / "other"))
    with as_committed(tmp_path / "other" / "web" / "shop.dot") as then:
        assert then.path.read_text() == "digraph { a -> b }"


@pytest.mark.parametrize(
    ("file", "revision", "said"),
    [
        ("web/new.dot", "HEAD", "was not there in HEAD"),
        ("web/shop.dot", "nowhere", "has no commit “nowhere”"),
        ("web/shop.dot", "--upload-pack=x", "is no commit"),
        ("web/shop.dot", "HEAD:web", "has no commit"),
    ],
)
def test_what_there_is_not(shop: Path, file: str, revision: str, said: str) -> None:
    (shop / file).touch()
    with pytest.raises(SourceError, match=said), as_committed(shop / file, revision):
        pass


def test_no_repository_no_commit_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="lies in no git repository"), as_committed(tmp_path):
        pass
    _git(tmp_path, "init", "-q")
    with pytest.raises(SourceError, match="has no commit yet"), as_committed(tmp_path):
        pass
    monkeypatch.setenv("PATH", str(tmp_path))
    assert repository_of(tmp_path) is None
    with pytest.raises(SourceError, match="There is no git"), as_committed(tmp_path):
        pass


def test_nothing_that_a_repository_brings_along_runs(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = tmp_path / "ran"
    evil = tmp_path / "evil"
    evil.write_text(f"#!/bin/sh\ntouch {ran}\n")
    evil.chmod(0o755)
    for name in (
        "post-checkout",
        "reference-transaction",
        "post-index-change",
        "fsmonitor-watchman",
    ):
        hook = shop / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        shutil.copy(evil, hook)
    (shop / ".gitattributes").write_text("*.dot diff=evil filter=evil merge=evil\n")
    (shop / ".git" / "info").mkdir(exist_ok=True)
    (shop / ".git" / "info" / "attributes").write_text("*.dot diff=evil filter=evil\n")
    with (shop / ".git" / "config").open("a") as config:
        config.write(
            f"""
[core]
    fsmonitor = {evil}
    pager = {evil}
    editor = {evil}
    sshCommand = {evil}
    hooksPath = {shop}/.git/hooks
    gitProxy = {evil}
    askPass = {evil}
[alias]
    cat-file = !{evil}
    ls-tree = !{evil}
    rev-parse = !{evil}
[pager]
    cat-file = {evil}
    ls-tree = {evil}
    rev-parse = {evil}
[diff]
    external = {evil}
[diff "evil"]
    textconv = {evil}
    command = {evil}
[filter "evil"]
    clean = {evil}
    smudge = {evil}
    process = {evil}
    required = true
[credential]
    helper = !{evil}
[extensions]
    partialClone = origin
[remote "origin"]
    url = ext::{evil}
    promisor = true
    uploadpack = {evil}
"""
        )
    for name in ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_SSH_COMMAND", "GIT_ASKPASS", "PAGER"):
        monkeypatch.setenv(name, str(evil))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    with as_committed(shop / "web" / "shop.dot") as then:
        assert then.path.read_text() == "digraph { a -> b }"
    # An object is missing, as of a partial clone, which else would be fetched.
    object = _git_object(shop)
    object.chmod(0o600)
    object.unlink()
    with as_committed(shop / "modules") as then:
        assert then.path.is_dir()
        (remark,) = then.remarks
        assert remark == "Not read of the commit: 1 object that this copy of the repository lacks."
    assert not ran.exists()


def _git_object(shop: Path) -> Path:
    """The file of the committed diagram's object."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    named = subprocess.run(
        ["git", "hash-object", "--no-filters", "--stdin"],
        cwd=shop,
        check=True,
        capture_output=True,
        input=b"digraph { a -> b }",
        env=environment,
    )
    name = named.stdout.decode().strip()
    return shop / ".git" / "objects" / name[:2] / name[2:]


def test_a_name_in_a_commit_leads_nowhere_else(shop: Path, tmp_path: Path) -> None:
    blob = _git(shop, "hash-object", "-w", "--stdin", input=b"evil")
    objects = shop / ".git" / "objects"
    names = ("..", ".git", "ok.dot", "link")
    modes = ("100644", "100644", "100644", "120000")
    raw = b"".join(
        f"{mode} {name}\0".encode() + bytes.fromhex(blob)
        for mode, name in sorted(zip(modes, names, strict=True), key=lambda pair: pair[1])
    )
    tree = _git(shop, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", input=raw)
    commit = _git(shop, "commit-tree", "-m", "evil", tree)
    assert is_folder(objects)
    with as_committed(shop, commit) as then:
        assert sorted(p.name for p in then.path.iterdir()) == [".git", "ok.dot"]
        assert list((then.path / ".git").iterdir()) == []


def test_links_and_submodules_are_said_where_they_lie_beside_what_is_compared(shop: Path) -> None:
    object = _git(shop, "hash-object", "-w", "--stdin", input=b"elsewhere")
    for mode, name, of in (("160000", "vendor", "1" * 40), ("120000", "web/link", object)):
        _git(shop, "update-index", "--add", "--cacheinfo", f"{mode},{of},{name}")
    _git(shop, "commit", "-q", "-m", "two")
    for path, said in (
        ("web", "1 link"),
        ("web/shop.dot", "1 link"),
        ("", "1 submodule and 1 link"),
    ):
        with as_committed(shop / path) as then:
            assert then.remarks == (f"Not read of the commit: {said}.",)
    with as_committed(shop / "modules" / "net") as then:
        assert then.remarks == ()


def test_it_reads_within_bounds(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(committed, "MOST_FILES", 1)
    with as_committed(shop / "web") as then:
        assert (then.path / "shop.dot").is_file(), "what is nearest comes first"
        assert not (then.path.parent / "modules").exists()
        assert then.remarks == ("Not read of the commit: 1 file beyond 1 files or 96 MiB.",)
    monkeypatch.setattr(committed, "MOST_FILES", 9)
    monkeypatch.setattr(committed, "LARGEST", 6)
    with (
        pytest.raises(SourceError, match="was too large in HEAD to be read"),
        as_committed(shop / "web" / "shop.dot"),
    ):
        pass
    with as_committed(shop) as then:
        assert not (then.path / "web").exists()
        assert then.remarks == ("Not read of the commit: 1 file of more than 0 MiB.",)
        assert (then.path / "modules" / "net" / "main.tf").is_file()


def test_a_repository_of_somebody_else_is_said_to_be_one(
    shop: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text(
        "#!/bin/sh\necho \"fatal: detected dubious ownership in repository at '/x'\" >&2\nexit 128\n"
    )
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(SourceError, match="belongs to somebody else"), as_committed(shop):
        pass
