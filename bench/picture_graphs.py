"""Graphs of the kinds that people draw, made here: the same ones each time, as DOT.

Services in layers, hubs, pipelines of data, networks of nested zones, chains of builds, and what tools
write of templates: many edges, of which several join the same two. They say no more of their layout than such
files do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

_ICONS = {
    "user": "resources/aws/general/users.png",
    "edge": "resources/aws/network/cloudfront.png",
    "balancer": "resources/aws/network/elb-application-load-balancer.png",
    "gateway": "resources/aws/network/api-gateway.png",
    "service": "resources/aws/compute/ec2-instance.png",
    "function": "resources/aws/compute/lambda.png",
    "task": "resources/aws/compute/fargate.png",
    "queue": "resources/aws/integration/simple-queue-service-sqs.png",
    "bus": "resources/aws/integration/eventbridge.png",
    "topic": "resources/aws/integration/simple-notification-service-sns.png",
    "database": "resources/aws/database/rds.png",
    "cache": "resources/aws/database/elasticache.png",
    "table": "resources/aws/database/dynamodb.png",
    "bucket": "resources/aws/storage/simple-storage-service-s3.png",
    "stream": "resources/aws/analytics/kinesis-data-streams.png",
    "job": "resources/aws/analytics/glue.png",
    "warehouse": "resources/aws/analytics/redshift.png",
    "dashboard": "resources/aws/analytics/quicksight.png",
    "router": "resources/aws/network/vpc-router.png",
    "nat": "resources/aws/network/nat-gateway.png",
    "firewall": "resources/aws/security/waf.png",
}
_NOUNS = (
    *("order", "payment", "customer", "catalog", "inventory", "shipping", "invoice", "search"),
    *("pricing", "session", "profile", "review", "cart", "notification", "fraud", "ledger"),
    *("tariff", "loyalty", "returns", "delivery", "audit", "identity", "media", "report"),
)
_VERBS = (
    *("reads", "writes", "HTTPS 443", "gRPC", "publishes", "consumes", "JDBC", "retries 3×"),
    *("nightly", "assumes", "caches for 5 min", "REST, JSON", "on failure", "async"),
)
_TEAMS = ("Checkout", "Customer care", "Logistics", "Finance", "Platform", "Growth", "Search")


@dataclass
class _Drawn:
    """A graph that is being written, its clusters by path."""

    random: Random
    icons: bool
    head: str = ""
    labelled: float = 0.0  # share of the edges
    lines: list[str] = field(default_factory=list)
    inside: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def cluster(self, title: str, parent: str = "") -> str:
        path = f"{parent}/{len(self.titles)}"
        self.titles[path] = title
        return path

    def node(self, label: str, kind: str, cluster: str = "") -> str:
        name, self.count = f"n{self.count}", self.count + 1
        icon = f', shape=none, image="{_ICONS[kind]}"' if self.icons and kind in _ICONS else ""
        said = label.replace("\n", "\\n")
        self.inside.setdefault(cluster, []).append(f'{name} [label="{said}"{icon}]')
        return name

    def edge(self, tail: str, head: str, label: str = "") -> None:
        if not label and self.random.random() < self.labelled:
            label = self.random.choice(_VERBS)
        self.lines.append(
            f"{tail} -> {head}{f' [label={chr(34)}{label}{chr(34)}]' if label else ''}"
        )

    def dot(self) -> str:
        shape = "" if self.icons else "node [shape=box, style=rounded]\n"
        body = "\n".join([*self._held(""), *self.lines])
        return f"digraph {{\n{self.head}\n{shape}{body}\n}}\n"

    def _held(self, path: str) -> Iterator[str]:
        yield from self.inside.get(path, ())
        for other, title in self.titles.items():
            if other.rpartition("/")[0] == path:
                name = other.replace("/", "_")
                yield f'subgraph cluster{name} {{ label="{title}"'
                yield from self._held(other)
                yield "}"


def graphs() -> Iterator[tuple[str, str]]:
    """Names, without suffix, and DOT: eleven of each kind, of 10 to 120 nodes."""
    kinds: tuple[Callable[[_Drawn, int], None], ...] = (
        _layers,
        _hub,
        _pipeline,
        _zones,
        _builds,
        _template,
    )
    for kind in kinds:
        for number, size in enumerate((10, 12, 14, 17, 20, 24, 30, 38, 50, 75, 120)):
            random = Random(f"{kind.__name__} {number}")  # noqa: S311
            said = "rankdir=LR" if number % 3 else ""
            drawn = _Drawn(random, number % 2 == 0, said, (0.0, 0.3, 0.6)[number % 3])
            kind(drawn, size)
            yield f"{kind.__name__[1:]}_{size:03}", drawn.dot()


def _names(random: Random, ends: tuple[str, ...]) -> Iterator[str]:
    """Names of services as they are given, none twice."""
    seen = set[str]()
    while True:
        noun, end = random.choice(_NOUNS), random.choice(ends)
        for name in (f"{noun}-{end}", f"{noun.title()} {end}", f"{noun}-{end}-v2", f"{noun}_{end}"):
            if name not in seen:
                seen.add(name)
                yield name
                break
        else:
            seen.add(name := f"{noun}-{end}-{len(seen)}")
            yield name


def _layers(drawn: _Drawn, size: int) -> None:
    """Clients, a gateway, services that call those below, stores."""
    random = drawn.random
    names = _names(random, ("service", "api", "worker"))
    web, mobile = drawn.node("Web shop", "user"), drawn.node("Mobile app", "user")
    gateway = drawn.node("API gateway", "gateway")
    drawn.edge(web, gateway)
    drawn.edge(mobile, gateway)
    depth = 2 if size < 20 else 3
    stores = max(2, size // 5)
    services = max(2, size - 3 - stores)
    rows: list[list[str]] = []
    for row in range(depth):
        where = drawn.cluster(("Edge services", "Domain services", "Shared services")[row])
        many = services // depth + (row < services % depth)
        rows.append([drawn.node(next(names), "service", where) for _ in range(many)])
    for service in rows[0]:
        drawn.edge(gateway, service)
    for upper, lower in pairwise(rows):
        for service in lower:
            drawn.edge(random.choice(upper), service)
        for service in upper:
            if random.random() < 0.4:
                drawn.edge(service, random.choice(lower))
    data = drawn.cluster("Data")
    for number in range(stores):
        kind = random.choice(("database", "cache", "table", "bucket"))
        store = drawn.node(f"{random.choice(_NOUNS)}-{kind}-{number}", kind, data)
        for service in random.sample(rows[-1], min(len(rows[-1]), random.randint(1, 2))):
            drawn.edge(service, store)


def _hub(drawn: _Drawn, size: int) -> None:
    """Producers and consumers round one or two busses, in teams."""
    random = drawn.random
    names = _names(random, ("service", "events", "projector", "handler"))
    hubs = [drawn.node("Event bus", "bus")]
    if size > 24:
        hubs.append(drawn.node("Dead letters", "queue"))
        drawn.edge(hubs[0], hubs[1], "after 5 tries")
    teams = [drawn.cluster(f"Team {team}") for team in _TEAMS[: 1 + size // 12]]
    for number in range(size - len(hubs)):
        node = drawn.node(next(names), random.choice(("function", "task")), random.choice(teams))
        hub = hubs[0] if number % 5 else hubs[-1]
        if random.random() < 0.5:
            drawn.edge(node, hub)
        else:
            drawn.edge(hub, node)
        if random.random() < 0.15:
            drawn.edge(hubs[0], node)


def _pipeline(drawn: _Drawn, size: int) -> None:
    """From sources over zones of a lake to those who read."""
    random = drawn.random
    stages = (
        ("Sources", ("CRM", "ERP", "Web shop", "Sensors", "Billing", "Call centre"), "database"),
        ("Ingestion", ("Kafka topic", "CDC connector", "SFTP drop", "Batch import"), "stream"),
        ("Raw zone", ("raw.orders", "raw.clicks", "raw.invoices", "raw.devices"), "bucket"),
        ("Transformation", ("clean & dedupe", "join customers", "dbt run", "geocode"), "job"),
        ("Marts", ("mart_sales", "mart_churn", "mart_finance", "features"), "warehouse"),
        (
            "Consumers",
            ("Sales dashboard", "Churn model", "Ad hoc SQL", "Board report"),
            "dashboard",
        ),
    )
    before: list[str] = []
    for stage, (title, labels, kind) in enumerate(stages):
        many = size // len(stages) + (stage < size % len(stages))
        where = drawn.cluster(title) if size > 12 else ""
        row = [
            drawn.node(
                labels[i] if i < len(labels) else f"{labels[i % len(labels)]} {i}", kind, where
            )
            for i in range(many)
        ]
        for i, node in enumerate(row):
            if before:
                drawn.edge(before[i % len(before)], node)
                if random.random() < 0.3:
                    drawn.edge(random.choice(before), node)
        before = row
    if size > 20:
        catalog = drawn.node("Data catalog", "table")
        for node in before[:3]:
            drawn.edge(catalog, node, "schema")


def _zones(drawn: _Drawn, size: int) -> None:
    """Three tiers in each zone of a network, zones in regions."""
    random = drawn.random
    users, edge = drawn.node("Users", "user"), drawn.node("CloudFront", "edge")
    drawn.edge(users, edge, "HTTPS")
    regions = 1 + (size > 60)
    each = max(2, round((size - 2) / regions / (6 if size < 20 else 9)))
    left = size - 2
    for region in range(regions):
        name = ("eu-west-1", "us-east-1")[region]
        around = drawn.cluster(f"Region {name}")
        vpc = drawn.cluster(f"VPC 10.{region}.0.0/16", around)
        balancer = drawn.node("Application\nLoad Balancer", "balancer", vpc)
        drawn.edge(edge, balancer)
        last = ""
        left -= 1
        for zone in range(min(each, 6)):
            az = drawn.cluster(f"{name}{'abcdef'[zone]}", vpc)
            rest = max(3, left // (min(each, 6) - zone) // (regions - region))
            public = drawn.cluster("Public subnet", az)
            private = drawn.cluster("Private subnet", az)
            data = drawn.cluster("Data subnet", az)
            nat = drawn.node("NAT gateway", "nat", public)
            database = drawn.node("Postgres" if zone else "Postgres\nprimary", "database", data)
            left -= 2
            for number in range(max(1, rest - 2)):
                app = drawn.node(f"app-{'abcdef'[zone]}{number + 1}", "service", private)
                left -= 1
                drawn.edge(balancer, app)
                drawn.edge(app, database)
                if random.random() < 0.5:
                    drawn.edge(app, nat)
            if last:
                drawn.edge(last, database, "replicates")
            last = last or database


def _builds(drawn: _Drawn, size: int) -> None:
    """A chain from a commit to production, with what runs side by side, and the way back."""
    random = drawn.random
    chain = ("Commit", "Checkout", "Install", "Build", "Package", "Sign", "Publish")
    where = drawn.cluster("CI")
    last = first = drawn.node("Developer", "user")
    left = size - 1
    for label in chain[: max(3, min(7, size // 3))]:
        node = drawn.node(label, "job", where)
        drawn.edge(last, node)
        last, left = node, left - 1
    tests = ("Lint", "Unit tests", "Type check", "Contract tests", "SAST", "Licence scan", "e2e")
    after = drawn.node("Quality gate", "firewall", where)
    left -= 1
    for number in range(min(left // 2, 14)):
        test = drawn.node(tests[number % 7] + (f" {number}" if number >= 7 else ""), "job", where)
        drawn.edge(last, test)
        drawn.edge(test, after)
        left -= 1
    drawn.edge(after, first, "fails")
    stage, number = after, 0
    while left > 0:
        number += 1
        names = ("dev", "staging", "canary", "production")
        place = drawn.cluster(f"{names[(number - 1) % 4]}{'' if number < 5 else f' {number}'}")
        deploy = drawn.node("Deploy", "task", place)
        drawn.edge(stage, deploy, "approved" if number > 1 else "")
        left -= 1
        for _ in range(min(left, random.randint(1, 4))):
            target = drawn.node(f"{random.choice(_NOUNS)}-{left}", "service", place)
            drawn.edge(deploy, target)
            left -= 1
        stage = deploy
    if number > 2:
        drawn.edge(stage, first, "rolls back")


def _template(drawn: _Drawn, size: int) -> None:
    """What a tool writes of a template: resources by their names, a line a reference."""
    random = drawn.random
    kinds = (
        *("Function", "Role", "Policy", "Queue", "Table", "Bucket", "Topic", "Alarm", "LogGroup"),
        *("SecurityGroup", "Subnet", "RouteTable", "TaskDefinition", "Service", "Listener"),
    )
    icons = {"Function": "function", "Queue": "queue", "Table": "table", "Bucket": "bucket"}
    nodes, degree = [], []
    for number in range(size):
        kind = random.choice(kinds)
        name = f"{random.choice(_NOUNS).title()}{kind}{number if number % 3 == 0 else ''}"
        nodes.append(drawn.node(name, icons.get(kind, ""), ""))
        degree.append(1)
        if number == 0 or random.random() < 0.08:
            continue  # a part of its own
        for _ in range(1 + (random.random() < 0.35)):
            other = random.choices(range(number), degree[:number])[0]
            degree[other] += 2
            for how in random.choices(
                ("Ref", "GetAtt", "DependsOn"), k=random.choice((1, 1, 1, 2, 3))
            ):
                drawn.edge(nodes[number], nodes[other], how if drawn.labelled else "")
