"""Large graphs of the kinds that people bring, as plain DOT, made of a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

SEED = 15
PART = 25  # nodes of a cluster
WORDS = ("api", "queue", "worker", "store", "cache", "index", "gateway", "topic", "job", "proxy")


def layered(count: int) -> str:
    """Services in ranks, each calling one or two of the ranks below it."""
    random = Random(SEED)  # noqa: S311
    wide = max(4, round(count**0.5))

    def edges() -> Iterator[tuple[int, int]]:
        for i in range(count - wide):
            below = (i // wide + 1) * wide
            for _ in range(random.choice((1, 1, 2))):
                near = below + i % wide + random.randint(-3, 3)
                yield i, min(max(near, below), below + wide - 1, count - 1)

    return _dot("layered", count, edges())


def clustered(count: int) -> str:
    """Clusters of a few dozen nodes, in groups of ten, with most edges inside a cluster."""
    random = Random(SEED)  # noqa: S311

    def edges() -> Iterator[tuple[int, int]]:
        for i in range(count):
            first = i - i % PART
            if i > first:
                yield random.randint(max(first, i - 5), i - 1), i
            if random.random() < 0.2 and i + PART < count:
                yield i, random.randint(i + 1, min(count - 1, i + 4 * PART))

    return _dot("clustered", count, edges(), clusters=True)


def scale_free(count: int) -> str:
    """A few hubs that much depends on, many leaves."""
    random = Random(SEED)  # noqa: S311
    ends = [0]

    def edges() -> Iterator[tuple[int, int]]:
        for i in range(1, count):
            for _ in range(1 if random.random() < 0.7 else 2):
                other = random.choice(ends)
                yield i, other
                ends.append(other)
            ends.append(i)

    return _dot("scale_free", count, edges())


GRAPHS: dict[str, Callable[[int], str]] = {
    "layered": layered,
    "clustered": clustered,
    "scale-free": scale_free,
}


def _dot(name: str, count: int, edges: Iterator[tuple[int, int]], clusters: bool = False) -> str:
    lines = [f"digraph {name} {{"]
    if clusters:
        lines += _clusters(count)
    else:
        lines += map(_node, range(count))
    lines += [f"  n{tail} -> n{head};" for tail, head in edges]
    return "\n".join((*lines, "}", ""))


def _clusters(count: int) -> Iterator[str]:
    group = 10 * PART
    for outer in range(0, count, group):
        yield f'  subgraph cluster_g{outer} {{ label="Group {outer // group}";'
        for inner in range(outer, min(count, outer + group), PART):
            yield f'    subgraph cluster_c{inner} {{ label="Service {inner // PART}";'
            yield from (f"    {_node(i)}" for i in range(inner, min(count, inner + PART)))
            yield "    }"
        yield "  }"


def _node(i: int) -> str:
    return f'  n{i} [label="{WORDS[i % len(WORDS)]} {i}"];'
