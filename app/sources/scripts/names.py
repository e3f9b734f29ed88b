"""Which class of `diagrams` is meant by a name that it does not have: classes are renamed and moved from
version to version, and people write names from memory. Also loaded in the script's process, by any
Python from 3.9 on: standard library only."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_NEAR = 3  # names that are offered
_LONG = 4  # letters from which on a plural is told from a name that ends in s
_MADE = re.compile(r"^(?:class (\w+)\b|def ([A-Z]\w*)\(|([A-Z]\w*) = \w+$)", re.MULTILINE)
# What earlier versions called otherwise, where the new name is not like it.
_RENAMED = {
    "aws.general.TradicionalServer": "aws.general.TraditionalServer",
    "azure.ml.AzureSpeedToText": "azure.ml.AzureSpeechService",
    "ibm.network.ACL": "ibm.network.Rules",
    "ibm.network.CIS": "ibm.network.InternetServices",
    "ibm.network.DL": "ibm.network.DirectLink",
    "ibm.network.FIP": "ibm.network.FloatingIp",
    "ibm.network.FW": "ibm.network.Firewall",
    "ibm.network.LB": "ibm.network.LoadBalancer",
    "ibm.network.SecurityGroupRules": "ibm.network.Rules",
    "ibm.network.TG": "ibm.network.TransitGateway",
    "k8s.storage.PersistnetVolume": "k8s.storage.PersistentVolume",
    "oci.connectivity.CustomerPremiseWhite": "oci.connectivity.CustomerPremisesWhite",
    "oci.connectivity.Customerpremisesequip": "oci.connectivity.CustomerPremises",
    "oci.edge.Emaildelivery": "oci.monitoring.Email",
    "oci.monitoring.Queuing": "oci.monitoring.Queue",
    "oci.monitoring.Streaming": "oci.database.Stream",
    "oci.network.Loadbalance": "oci.network.LoadBalancer",
    "oci.network.Vcloudnetwork": "oci.network.Vcn",
    "oci.security.Keymgmt": "oci.security.KeyManagement",
    "onprem.search.Elasticsearch": "elastic.elasticsearch.Elasticsearch",
}
_CLOUDS = {
    f"diagrams.{cloud}"
    for cloud in (
        *("alibabacloud", "aws", "azure", "digitalocean", "firebase", "gcp"),
        *("ibm", "oci", "openstack", "outscale"),
    )
}
_GREY, _WHITE = "Grey", "White"  # how icons of Oracle's for dark sheets were called, and are


class Nearest(NamedTuple):
    """`names` are those that may be meant, whole unless of the same module, the likeliest first;
    `meant` is the whole name of the one that is, None where that is not certain."""

    names: tuple[str, ...]
    meant: str | None


@lru_cache(maxsize=2)
def classes(packages: Path) -> dict[str, tuple[str, ...]]:
    """By a class's name, or another one that it has, the modules of `diagrams` that have it; of the
    `diagrams` in that folder."""
    found: dict[str, tuple[str, ...]] = {}
    try:
        for file in sorted(packages.joinpath("diagrams").rglob("*.py")):
            parts = file.relative_to(packages).with_suffix("").parts
            module = ".".join(part for part in parts if part != "__init__")
            for names in _MADE.findall(file.read_text(encoding="utf-8")):
                name = next(filter(None, names))
                if not name.startswith("_"):
                    found[name] = (*found.get(name, ()), module)
    except (OSError, ValueError):
        return found
    return found


def nearest(packages: Path, module: str, name: str) -> Nearest:
    """What is meant by that name in that module, which need not be there: the same name but for
    capitals and a plural, in the module or elsewhere; else what is called alike."""
    known = classes(packages)
    if renamed := _RENAMED.get(f"{module}.{name}".partition(".")[2]):
        there, _, now = f"diagrams.{renamed}".rpartition(".")
        if there in known.get(now, ()):
            return Nearest((now if there == module else f"{there}.{now}",), f"{there}.{now}")
    if name.endswith(_GREY) and len(name) > len(_GREY):
        bare = name[: -len(_GREY)]
        found = nearest(packages, module, bare + _WHITE)
        return found if found.meant else nearest(packages, module, bare)
    same = [(m, n) for n, modules in known.items() if _plain(n) == _plain(name) for m in modules]
    provider = _provider(module)
    same.sort(key=lambda it: (it[0] != module, _provider(it[0]) != provider, it[1] != name, it))
    at = _provider(same[0][0]) if same else ""
    others = tuple(n if m == module else f"{m}.{n}" for m, n in same if _provider(m) == at)
    if at == provider:
        return Nearest(others[:_NEAR], ".".join(same[0]))
    # A cloud's icon is no other's; and which one is meant of several nobody knows.
    sure = len({_provider(m) for m, _ in same}) == 1 and not {at, provider} <= _CLOUDS
    near = others[:1] if sure else (*_alike(known, module, name), *others)
    return Nearest(tuple(dict.fromkeys(near))[:_NEAR], ".".join(same[0]) if sure else None)


def _alike(known: dict[str, tuple[str, ...]], module: str, name: str) -> list[str]:
    """What is called alike in the module, else by the same provider."""
    provider = _provider(module)
    here = {n.casefold(): n for n, modules in known.items() if module in modules}
    around = {
        n.casefold(): f"{m}.{n}" for n, ms in known.items() for m in ms if _provider(m) == provider
    }
    asked = name.casefold()
    for places in (here, around):
        holding = sorted((n for n in places if asked in n and len(asked) > _LONG), key=len)
        if found := [*holding[:_NEAR], *get_close_matches(asked, places, _NEAR)]:
            return [places[n] for n in dict.fromkeys(found)]
    return []


def nearest_modules(packages: Path, module: str) -> list[str]:
    """The modules that are called alike."""
    return get_close_matches(module, {m for ms in classes(packages).values() for m in ms}, _NEAR)


def _plain(name: str) -> str:
    plain = name.casefold().replace("_", "")
    return plain[:-1] if plain.endswith("s") and len(plain) > _LONG else plain


def _provider(module: str) -> str:
    """`diagrams.aws` of `diagrams.aws.compute`."""
    return ".".join(module.split(".")[:2])
