"""Terraform's functions for addresses of networks."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_network

from app.sources.infrastructure.stack import Value
from app.sources.infrastructure.terraform.arguments import NotKnownError, as_text, as_whole


def subnet(arguments: Sequence[Value]) -> Value:
    """`cidrsubnet(prefix, bits, number)`"""
    given = _network(arguments[0])
    bits, index = as_whole(arguments[1]), as_whole(arguments[2])
    return _part(
        given,
        given.prefixlen + bits,
        index << (given.max_prefixlen - given.prefixlen - bits)
        if 0 <= bits <= given.max_prefixlen - given.prefixlen
        else -1,
    )


def subnets(arguments: Sequence[Value]) -> Value:
    """`cidrsubnets(prefix, bits…)`"""
    given = _network(arguments[0])
    found: list[Value] = []
    offset = 0
    for one in arguments[1:]:
        length = given.prefixlen + as_whole(one)
        if not given.prefixlen <= length <= given.max_prefixlen:
            raise NotKnownError
        step = 1 << (given.max_prefixlen - length)
        offset = -(-offset // step) * step
        found.append(_part(given, length, offset))
        offset += step
    return tuple(found)


def _network(value: Value) -> IPv4Network | IPv6Network:
    try:
        return ip_network(as_text(value), strict=False)
    except ValueError as why:
        raise NotKnownError from why


def _part(given: IPv4Network | IPv6Network, length: int, offset: int) -> str:
    if not 0 <= offset < given.num_addresses:
        raise NotKnownError
    return f"{given.network_address + offset}/{length}"
