"""What the CDK says of a template's resources besides: their paths in the tree of its app, in their metadata or in the manifest
beside the template."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from app.bounded import read_whole
from app.errors import SourceError
from app.paths import is_file

PATH = "aws:cdk:path"
ASSET = "aws:asset:path"
LEFT_OUT = "AWS::CDK::Metadata"
MANIFEST = "manifest.json"
_MOST_BYTES = 32 << 20


class ManifestPaths(NamedTuple):
    """Paths in the tree of an app, by logical name, and the files that say them."""

    by_name: Mapping[str, str] = {}
    files: tuple[Path, ...] = ()


def paths_of_manifest(template: Path) -> ManifestPaths:
    """What the manifest beside a template says of its resources, since templates need not say it themselves."""
    manifest = template.parent / MANIFEST
    if not is_file(manifest):
        return ManifestPaths()
    files = [manifest]
    found: dict[str, str] = {}
    for artifact in _map(_map(_json(manifest)).get("artifacts")).values():
        one = _map(artifact)
        if _map(one.get("properties")).get("templateFile") != template.name:
            continue
        found |= _logical_names(one.get("metadata"))
        other = one.get("additionalMetadataFile")
        if isinstance(other, str) and Path(other).name == other:
            files.append(template.parent / other)
            found |= _logical_names(_json(files[-1]))
    return ManifestPaths(found, tuple(files))


def _logical_names(metadata: object) -> dict[str, str]:
    return {
        str(_map(entry).get("data")): str(path).lstrip("/")
        for path, entries in _map(metadata).items()
        for entry in (entries if isinstance(entries, list) else ())
        if _map(entry).get("type") == "aws:cdk:logicalId"
    }


def _json(file: Path) -> object:
    """What a file says; nothing where it cannot be read, since the template says what matters."""
    try:
        return json.loads(read_whole(file, _MOST_BYTES))
    except (SourceError, ValueError, RecursionError):
        return None


def _map(value: object) -> dict[object, object]:
    return value if isinstance(value, dict) else {}
