"""What SAM makes of its types in several places: one more resource of another, a role, a queue."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.sources.infrastructure.cloudformation.values import as_text
from app.sources.infrastructure.stack import Reference, Resource, Value

Properties = dict[str, Value]


def part(resource: Resource, ending: str, type: str, properties: Properties) -> Resource:
    """One more resource, under the name that SAM gives it: its own with an ending."""
    return replace(
        resource,
        address=f"{resource.address}{ending}",
        name=f"{resource.name}{ending}",
        type=type,
        properties=properties,
        depends_on=(),
    )


def beside(resource: Resource, name: str, type: str, properties: Properties) -> Resource:
    """One more under a name that has nothing of its own, as what several share has it: on no condition."""
    return replace(
        resource,
        address=f"{around(resource)}{name}",
        name=name,
        type=type,
        properties=properties,
        condition="",
        depends_on=(),
    )


def around(resource: Resource) -> str:
    """What addresses begin with in the template of a resource."""
    return resource.address.removesuffix(resource.name)


def role(service: str, *statements: Value) -> Properties:
    """The properties of a role that a service of AWS's assumes, which may do what is stated."""
    assuming: Value = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "sts:AssumeRole",
    }
    properties: Properties = {"AssumeRolePolicyDocument": {"Statement": (assuming,)}}
    if statements:
        document: Value = {"Statement": statements}
        properties["Policies"] = ({"PolicyName": "Policy", "PolicyDocument": document},)
    return properties


def allowed(actions: Sequence[str], resources: Value) -> Value:
    """A statement of a policy."""
    return {"Effect": "Allow", "Action": tuple(actions), "Resource": resources}


def is_machine(resource: Resource) -> bool:
    """Whether it is a state machine, as SAM or CloudFormation calls it."""
    return resource.type.endswith("StateMachine")


def itself(resource: Resource) -> Reference:
    """What an event of it leads to."""
    return Reference(resource.address, "Ref" if is_machine(resource) else "Arn")


def mapped(value: Value) -> Mapping[str, Value]:
    """A map where it is one, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def hashed(*values: Value) -> str:
    """The ten letters that SAM puts behind a name for what a text says; others of what is no text."""
    texts = [one if (one := as_text(value)) is not None else repr(value) for value in values]
    text = texts[0] if len(texts) == 1 else json.dumps(texts, separators=(",", ":"))
    import hashlib  # which loads OpenSSL

    return hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:10]
