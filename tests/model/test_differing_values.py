"""Values of two states: what differs, path by path, however long they are."""

from __future__ import annotations

from collections.abc import Mapping

from app.model.details import SaidValue
from app.model.differing_values import SHORT, differing_values, told_apart

NOBODY: Mapping[str, str] = {}


def _said(*values: tuple[str, ...]) -> list[SaidValue]:
    return [SaidValue("" if len(v) == 2 else v[0], *v[-2:]) for v in values]


def _told(
    then: list[SaidValue], now: list[SaidValue], renamed: Mapping[str, str] = NOBODY
) -> list[str]:
    return [f"{p.name}: {p.told}" for p in differing_values(then, now, renamed)]


def test_each_path_that_differs_and_no_other() -> None:
    then = _said(("Tls.Least", "1.2"), ("Name", "shop"), ("Old", "x"))
    now = _said(("Tls.Least", "1.3"), ("Name", "shop"), ("New", "y"))
    assert _told(then, now) == ["Tls.Least: 1.2 → 1.3", "New: none → y", "Old: x → none"]
    assert _told(then, then) == []


def test_the_values_of_a_list_count_in_any_order() -> None:
    a, b, c = (("Groups", name) for name in "abc")
    assert _told(_said(a, b), _said(b, a)) == []
    assert _told(_said(a, b), _said(b, c)) == ["Groups: a → c"]
    assert _told(_said(a, b), _said(b, a, c)) == ["Groups: a, b → b, a, c"]
    long = [("Statement", f"Effect: Allow, Action: s3:{n}, Resource: {'x' * 60}") for n in "abc"]
    assert _told(_said(*long), _said(*long[:2])) == [
        f"Statement, one of them: {long[2][1]} → none",
    ]
    assert _told(_said(*long[:2]), _said(*long)) == [
        f"Statement, another: none → {long[2][1]}",
    ]


def test_one_of_a_list_that_says_mostly_the_same_has_changed() -> None:
    def statement(actions: str, resource: str) -> str:
        said = "".join(f"Action: {action}, " for action in actions.split())
        return f"Effect: Allow, {said}Resource: arn:aws:{resource}/a/path/that/is/rather/long"

    reads, writes = statement("s3:Get s3:List", "s3:::data"), statement("sqs:Send", "sqs:orders")
    more, moved = statement("s3:Get", "s3:::data"), statement("sqs:Send", "sqs:parcels")
    logs = statement("logs:PutLogEvents", "logs:all")
    then, now = [("Statement", reads), ("Statement", writes)], [("Statement", moved)]
    every = [*now, ("Statement", logs), ("Statement", more)]
    assert _told(_said(*then), _said(*every)) == [
        f"Statement: {reads} → {more}",
        f"Statement: {writes} → {moved}",
        f"Statement, another: none → {logs}",
    ], "by the same resource, and by the same action"
    assert _told(_said(*then), _said(*every[:2]))[1:] == [
        f"Statement: {reads} → {logs}",
    ], "where there are as many, the rest as they come"
    assert _told(_said(("Statement", reads)), _said(*every[:2])) == [
        f"Statement, one of them: {reads} → none",
        f"Statement, another: none → {moved}",
        f"Statement, another: none → {logs}",
    ], "who is allowed something else elsewhere is another"


def test_of_a_helper_that_one_side_has_only_that_is_told() -> None:
    key = ("", "With it", "key (key pair)")
    tag = ("", "With it", "tag (tag)")
    then = _said(key, ("key (key pair)", "Type", "rsa"))
    now = _said(key, ("key (key pair)", "Type", "ed25519"), tag, ("tag (tag)", "Key", "a"))
    assert _told(then, now) == [
        "With it: key (key pair) → key (key pair), tag (tag)",
        "key (key pair): Type: rsa → ed25519",
    ]


def test_who_names_what_was_renamed_does_not_differ() -> None:
    then, now = _said(("Table", "Orders.Arn")), _said(("Table", "Sales.Arn"))
    assert _told(then, now) == ["Table: Orders.Arn → Sales.Arn"]
    assert _told(then, now, {"Orders": "Sales"}) == []


def test_of_long_texts_what_differs_is_told_with_a_little_round_it() -> None:
    head, tail = "set -e\nyum update -y\n" * 20, "\nsystemctl restart web\n" * 20
    old, new = (f"{head}pip install web=={v}{tail}" for v in ("6.0", "6.1"))
    before, after = told_apart(old, new)
    assert "web==6.0" in before
    assert "web==6.1" in after
    assert max(len(before), len(after)) < SHORT
    assert before.startswith("…")
    assert before.endswith("…")
    assert told_apart("a  b", "a\nb") == ("the same text", "with other spaces and line breaks")
    whole = told_apart("x" * 5000, "y" * 9000)
    assert max(map(len, whole)) < 300


def test_one_text_that_begins_or_ends_as_the_other() -> None:
    text = "word " * 60
    before, after = told_apart(text, f"{text} more")
    assert after.endswith("more")
    assert not before.endswith("…")
    before, after = told_apart(f"{text}{text}", text)
    assert len(before) > len(after)
