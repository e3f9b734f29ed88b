"""The usual short forms of names: the one catalogue of what a person may say instead of a name.

Those of AWS are the ones that its documentation uses itself.
"""

from __future__ import annotations

Words = tuple[str, ...]

# By the long form: the short ones, the first of which stands for all. Either may stand inside a
# longer name: “Web security group”.
SHORT_FORMS: dict[str, tuple[str, ...]] = {
    "amazon machine image": ("AMI",),
    "application load balancer": ("ALB",),
    "auto scaling group": ("ASG",),
    "availability zone": ("AZ",),
    "cloudformation": ("CFN",),
    "cloudwatch": ("CW",),
    "command line interface": ("CLI",),
    "continuous integration": ("CI",),
    "database": ("DB",),
    "domain name system": ("DNS",),
    "dynamodb": ("DDB",),
    "elastic block store": ("EBS",),
    "elastic compute cloud": ("EC2",),
    "elastic container registry": ("ECR",),
    "elastic container service": ("ECS",),
    "elastic ip address": ("EIP", "Elastic IP"),
    "elastic kubernetes service": ("EKS",),
    "elastic load balancing": ("ELB",),
    "elastic network interface": ("ENI", "network interface"),
    "extract transform load": ("ETL",),
    "gateway load balancer": ("GWLB",),
    "identity and access management": ("IAM",),
    "instance metadata service": ("IMDS",),
    "internet gateway": ("IGW",),
    "key management service": ("KMS",),
    "load balancer": ("LB",),
    "multi factor authentication": ("MFA",),
    "nat gateway": ("NATGW", "NAT GW", "NAT"),
    "network access control list": ("NACL", "Network ACL"),
    "network load balancer": ("NLB",),
    "on premises": ("on prem",),
    "operating system": ("OS",),
    "organizational unit": ("OU",),
    "relational database service": ("RDS",),
    "repository": ("repo",),
    "resource control policy": ("RCP",),
    "route table": ("RTB",),
    "security group": ("SG",),
    "security token service": ("STS",),
    "service control policy": ("SCP",),
    "simple notification service": ("SNS",),
    "simple queue service": ("SQS",),
    "simple storage service": ("S3",),
    "systems manager": ("SSM",),
    "target group": ("TG",),
    "transit gateway": ("TGW",),
    "virtual machine": ("VM",),
    "virtual private cloud": ("VPC",),
    "virtual private gateway": ("VGW",),
    "vpc endpoint": ("VPCE",),
}
# Protocols by the ports on which they are spoken (IANA's Service Name and Port Number Registry).
PORTS: dict[str, tuple[str, ...]] = {
    "22": ("SSH",),
    "53": ("DNS",),
    "80": ("HTTP",),
    "443": ("HTTPS",),
    "2049": ("NFS",),
    "3306": ("MySQL",),
    "5432": ("PostgreSQL", "Postgres"),
    "6379": ("Redis", "Valkey"),
    "11211": ("Memcached",),
}


def shortened(words: Words) -> Words:
    """A name with each part that has a short form as that form, so that all ways to say it come out
    alike. The words are in lower case."""
    found: list[str] = []
    at = 0
    while at < len(words):
        for said, short in _BY_FIRST.get(_singular(words[at]), ()):
            there = words[at : at + len(said)]
            if (*there[:-1], _singular(there[-1])) == said:
                found.append(short)
                at += len(said)
                break
        else:
            found.append(_singular(words[at]))
            at += 1
    return tuple(found)


def _singular(word: str) -> str:
    """The same for `group` and `groups`, `push` and `pushes`, `policy` and `policies`; what comes
    out need not be a word."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 2 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:-1] if word.endswith(("che", "she", "sse", "xe")) else word


def _by_first() -> dict[str, list[tuple[Words, str]]]:
    """What is said for each short form, by its first word; of several the longest first."""
    found: dict[str, list[tuple[Words, str]]] = {}
    for long, shorts in SHORT_FORMS.items():
        short = shorts[0].casefold()
        for way in (long, *shorts):
            said = tuple(way.casefold().split())
            said = (*said[:-1], _singular(said[-1]))
            found.setdefault(_singular(said[0]), []).append((said, short))
    for ways in found.values():
        ways.sort(key=lambda way: -len(way[0]))
    return found


_BY_FIRST = _by_first()
