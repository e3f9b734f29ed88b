"""What a folder of Terraform files says, all of them together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from os.path import relpath
from pathlib import Path
from posixpath import dirname, join, normpath

from app.bounded import read_whole
from app.errors import SourceError
from app.model import problem
from app.model.problem import Problem
from app.paths import text_of
from app.sources.infrastructure.terraform.hcl import read_hcl
from app.sources.infrastructure.terraform.json_syntax import read_json
from app.sources.infrastructure.terraform.syntax import Argument, Body, HclBlock
from app.sources.reading import DiagramOrigin

# OpenTofu reads `a.tofu` in the place of an `a.tf` beside it.
_TERRAFORM = (".tf", ".tf.json")
_OPENTOFU = {".tofu": ".tf", ".tofu.json": ".tf.json"}
_MOST_BYTES = 4 << 20  # of a file
_MOST_OF_ALL = 24 << 20  # of all files of a stack
_MOST_FILES = 1000  # of a stack


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, and the file where it stands, as the workspace names it."""

    block: HclBlock
    file: str


@dataclass(frozen=True, slots=True)
class TerraformFolder:
    """The blocks of its files by their type and labels (`("resource", "aws_instance", "web")`); of providers, and of others
    that need not differ, only the first. `locals` with the file where each stands."""

    path: Path
    name: str
    blocks: Mapping[tuple[str, ...], Placed] = field(default_factory=dict)
    locals: Mapping[str, Argument] = field(default_factory=dict)

    def of_type(self, type: str) -> Iterator[tuple[tuple[str, ...], Placed]]:
        """The labels and blocks of that type, in the order of files and lines."""
        return ((key[1:], one) for key, one in self.blocks.items() if key[0] == type)


class FolderReader:
    """Reads the folders of a stack, each once, and nothing outside the roots. `problems` are what is wrong in them, and
    `read` the files and folders on which that hangs."""

    def __init__(self, origin: DiagramOrigin) -> None:
        self._origin = origin
        self._roots = origin.roots or (Path(origin.folder).resolve(),)
        self._base = Path(origin.folder).resolve()
        self._kept: dict[Path, TerraformFolder] = {}
        self._bytes = _MOST_OF_ALL
        self.problems: list[Problem] = []
        self.read: dict[Path, None] = {}

    @property
    def outermost(self) -> Path:
        """The folder outside of which nothing is read of what belongs to this one."""
        around = (root for root in self._roots if self._base.is_relative_to(root))
        return min(around, key=lambda root: len(root.parts), default=self._base)

    def within(self, path: Path) -> Path | None:
        """The real path of one that lies inside the roots; None of others."""
        try:
            real = path.resolve()
        except (OSError, RuntimeError, ValueError):
            return None
        return real if any(real.is_relative_to(root) for root in self._roots) else None

    def folder(self, path: Path) -> TerraformFolder | None:
        """What the files there say; None where there are none, or they must not be read."""
        real = self.within(path)
        if real is None:
            return None
        if real not in self._kept:
            self._kept[real] = self._folder(real)
        found = self._kept[real]
        return found if found.blocks or found.locals or self._files(real) else None

    def values(self, path: Path) -> Mapping[str, Argument]:
        """What `terraform.tfvars` and the others that Terraform reads by itself give the variables there."""
        names = ("terraform.tfvars", "terraform.tfvars.json")
        given = [path / name for name in names if (path / name).is_file()]
        given += sorted([*path.glob("*.auto.tfvars"), *path.glob("*.auto.tfvars.json")])
        found: dict[str, Argument] = {}
        for file in given:
            body = self._body(file)
            found |= body.arguments if body else {}
        return found

    def installed(self, path: Path) -> Mapping[str, Path]:
        """By the names of calls (`net.vpc`) the folders where `terraform init` has put modules from elsewhere."""
        file = path / ".terraform" / "modules" / "modules.json"
        if self.within(file) is None or not file.is_file():
            return {}
        self.read[file] = None
        try:
            said = json.loads(read_whole(file, _MOST_BYTES))["Modules"]
            return {str(one["Key"]): path / str(one["Dir"]) for one in said if one["Key"]}
        except (SourceError, ValueError, KeyError, TypeError, RecursionError):
            return {}

    def text(self, path: Path) -> str | None:
        """What stands in a file that another names; None where it must not be read, or is none."""
        real = self.within(path)
        if real is None or not real.is_file() or len(self.read) > _MOST_FILES:
            return None
        self.read[real] = None
        try:
            raw = read_whole(real, min(_MOST_BYTES, max(self._bytes, 0)))
            self._bytes -= len(raw)
            return raw.decode("utf-8-sig")
        except (SourceError, UnicodeDecodeError):
            return None

    def name(self, path: Path) -> str:
        """How the workspace names a file or a folder."""
        tail = Path(relpath(path, self._base)).as_posix()
        return normpath(join(dirname(self._origin.file), text_of(tail)))

    def _folder(self, path: Path) -> TerraformFolder:
        blocks: dict[tuple[str, ...], Placed] = {}
        values: dict[str, Argument] = {}
        later: list[tuple[Body, str]] = []
        self.read[path] = None
        for file in self._files(path):
            body = self._body(file)
            if body is None:
                continue
            stem = file.name.partition(".")[0]
            if stem == "override" or stem.endswith("_override"):
                later.append((body, self.name(file)))
            else:
                self._add(body, self.name(file), blocks, values)
        for body, name in later:
            _override(body, name, blocks)
        return TerraformFolder(path, self.name(path), blocks, values)

    def _files(self, path: Path) -> list[Path]:
        try:
            names = {file.name for file in path.iterdir() if file.name[0] != "."}
        except OSError:
            return []
        found = {name for name in names if name.endswith((*_TERRAFORM, *_OPENTOFU))}
        for suffix, other in _OPENTOFU.items():
            ours = [name for name in found if name.endswith(suffix)]
            found -= {f"{name.removesuffix(suffix)}{other}" for name in ours}
        return [path / name for name in sorted(found)]

    def _body(self, path: Path) -> Body | None:
        name = self.name(path)
        if self.within(path) is None:
            self.problems.append(problem.warning("It leads out of what is open.", name))
            return None
        if len(self.read) > _MOST_FILES:
            self.problems.append(problem.warning("It is one of too many files.", name))
            return None
        self.read[path] = None
        try:
            raw = read_whole(path, min(_MOST_BYTES, max(self._bytes, 0)))
            self._bytes -= len(raw)
            text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        except SourceError as why:
            self.problems.append(problem.error(str(why), name))
            return None
        except UnicodeDecodeError:
            self.problems.append(problem.error("It is not UTF-8, as Terraform’s files are.", name))
            return None
        body, wrong = read_json(text) if name.endswith(".json") else read_hcl(text)
        for one in wrong:
            said = f"{one.message} (column {one.column})" if one.column else one.message
            self.problems.append(problem.error(said, name, one.line))
        return body

    def _add(
        self,
        body: Body,
        file: str,
        blocks: dict[tuple[str, ...], Placed],
        values: dict[str, Argument],
    ) -> None:
        for block in body.blocks:
            key = (block.type, *block.labels)
            if block.type == "locals":
                values |= block.body.arguments
            elif key not in blocks:
                blocks[key] = Placed(block, file)
            elif block.type in {"resource", "data", "module"}:
                what = f"“{'.'.join(block.labels)}”"
                said = f"{what} is said twice; the first stands in {blocks[key].file}."
                self.problems.append(problem.warning(said, file, block.line))


def _override(body: Body, file: str, blocks: dict[tuple[str, ...], Placed]) -> None:
    """What override files say takes the place of what others say."""
    for block in body.blocks:
        key = (block.type, *block.labels)
        before = blocks.get(key)
        if before is None:
            blocks[key] = Placed(block, file)
            continue
        old = before.block
        given = {one.type for one in block.body.blocks}
        rest = tuple(one for one in old.body.blocks if one.type not in given)
        merged = Body({**old.body.arguments, **block.body.arguments}, (*rest, *block.body.blocks))
        blocks[key] = Placed(
            HclBlock(old.type, old.labels, merged, old.line, old.column), before.file
        )
