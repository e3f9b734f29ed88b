from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import catalogue
from app.study.short_forms import shortened

SHORT_FORMS = catalogue().short_forms


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("nat gateway", "natgw"),
        ("nat gw", "natgw"),
        ("web security groups", "web sg"),
        ("network acl", "nacl"),
        ("network access control list", "nacl"),
        ("application load balancer", "alb"),
        ("load balancer", "lb"),
        ("elastic ips", "eip"),
        ("repositories", "repo"),
        ("route tables", "rtb"),
        ("dns address", "dns address"),
        ("service control policies", "scp"),
        ("policies", "policy"),
        ("", ""),
    ],
)
def test_all_ways_to_say_a_name_come_out_alike(name: str, short: str) -> None:
    assert " ".join(shortened(tuple(name.split()))) == short


@pytest.mark.parametrize(
    ("one", "more"),
    [("push", "pushes"), ("launch", "launches"), ("policy", "policies"), ("cache", "caches")],
)
def test_a_word_in_the_plural_comes_out_as_the_word(one: str, more: str) -> None:
    assert shortened((one,)) == shortened((more,))


@pytest.mark.parametrize("long", sorted(SHORT_FORMS))
def test_each_short_form_is_one_of_its_long_form_alone(long: str) -> None:
    short = shortened(tuple(long.split()))
    for form in SHORT_FORMS[long]:
        assert shortened(tuple(form.casefold().split())) == short
    alike = [x for x in SHORT_FORMS if shortened(tuple(x.split())) == short]
    assert alike == [long]


@given(
    st.lists(
        st.sampled_from(
            ["nat", "gateway", "gw", "security", "groups", "sg", "az", "elastic", "ip", "x"]
        )
    )
)
def test_what_is_short_stays_so(name: list[str]) -> None:
    once = shortened(tuple(name))
    assert len(once) <= len(name)
    assert shortened(once) == once or shortened(shortened(once)) == shortened(once)
