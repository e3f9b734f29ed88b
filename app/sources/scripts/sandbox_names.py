"""What a script takes from elsewhere than `diagrams`, and what it gets in the sandbox instead."""

from __future__ import annotations

import sys

TAKEN = {
    "sys.exit": "_acetate_exit",
    "sys.argv": "_acetate_argv",
    "sys.path": "_acetate_search",
    "sys.platform": repr(sys.platform),
    "sys.setrecursionlimit": "_acetate_nothing",
    "sys.stdout.write": "_acetate_print",
    "sys.stdout.flush": "_acetate_nothing",
    "sys.stdout.reconfigure": "_acetate_nothing",
    "sys.stderr.write": "_acetate_print",
    "sys.stderr.flush": "_acetate_nothing",
    "os.environ": "_acetate_environment",
    "os.getenv": "_acetate_environment.get",
    "urllib.request.urlretrieve": "_acetate_retrieve",
    "collections.OrderedDict": "_acetate_ordered",
    "dataclasses.field": "_acetate_field",
    "dataclasses.fields": "_acetate_fields_of",
    "dataclasses.asdict": "_acetate_asdict",
    "dataclasses.astuple": "_acetate_astuple",
    "dataclasses.replace": "_acetate_replace",
    "enum.Enum": "_AcetateEnum",
    "enum.auto": "_acetate_auto",
    "enum.unique": "_acetate_nothing",
    "functools.wraps": "_acetate_wraps",
    "pathlib.PurePath": "_AcetatePath",
    "pathlib.PurePosixPath": "_AcetatePath",
    "pathlib.PosixPath": "_AcetatePath",
    "typing.NamedTuple": "object",
    "typing.TypeVar": "_acetate_nothing",
    "typing.NewType": "_acetate_cast",
    "typing.OrderedDict": "_acetate_ordered",
    "typing.TypedDict": "dict",
    "typing.cast": "_acetate_cast",
    "typing.overload": "_acetate_nothing",
    "typing.Text": "str",
    "typing.IO": "object",
    "typing.TypeAlias": "object",
}
