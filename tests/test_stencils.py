"""draw.io's stencils and what they stand for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.catalogue import catalogue
from app.places import bundled_root
from app.sources.graphs.installed import packages
from app.stencils import read, stencils


def test_a_stencil_is_read_and_written() -> None:
    table = stencils()
    assert table.class_of("aws4.lambda") == "aws.compute.Lambda"
    assert table.stencil_of("aws.compute.Lambda") == ("resIcon", "aws4.lambda")
    assert table.stencil_of("aws.compute.EC2Instance") == ("shape", "aws4.instance2")
    assert table.class_of("azure2/compute/Virtual_Machine.svg") == "azure.compute.VirtualMachine"
    assert table.class_of("kubernetes.pod") == "k8s.compute.Pod"
    assert table.class_of("aws4.nothing") == ""
    assert table.stencil_of("aws.compute.Nothing") is None


def test_a_group_is_told_by_its_icon_and_a_subnet_by_its_stroke() -> None:
    table = stencils()
    assert table.group_of("aws4.group_vpc2") == "vpc"
    assert table.group_of("aws4.group_security_group", "#248814") == "public-subnet"
    assert table.group_of("aws4.group_security_group", "#147eba") == "private-subnet"
    assert table.group_of("aws4.group_security_group", "#123456") == ""
    assert table.group_of("aws4.group_of_nothing") is None


def test_colours_are_those_of_the_class_s_field() -> None:
    assert stencils().fill_of("aws.compute.Lambda") == "#ED7100"
    assert stencils().fill_of("k8s.compute.Pod") == "#2875E2"
    assert stencils().fill_of("azure.compute.Disks") == ""


def test_each_class_and_group_of_the_table_is_there_and_no_stencil_stands_twice() -> None:
    table = stencils()
    assert set(table.groups) <= set(catalogue().groups)
    for kind in table.classes:
        module, _, name = kind.rpartition(".")
        text = packages().joinpath("diagrams", *module.split(".")).with_suffix(".py")
        assert re.search(rf"^class {name}\(", text.read_text(), re.MULTILINE), kind
    said = [one.partition("=")[2] for several in table.classes.values() for one in several]
    assert len(said) == len(set(said))
    assert all(
        re.fullmatch(r"(resIcon|shape|image|prIcon)=[\w./()&+-]+", one)
        for several in table.classes.values()
        for one in several
    )
    colours = [*table.fills.values(), *(g.stroke for g in table.groups.values())]
    assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in colours)


def test_a_broken_table_says_so(tmp_path: Path) -> None:
    file = tmp_path / "drawio.json"
    file.write_text('{"classes": {}, "groups": {"vpc": {}}, "fills": {}}')
    with pytest.raises(ValueError, match="no table of stencils"):
        read(file)
    assert (bundled_root() / "resources" / "drawio.json").is_file()
