"""Which section is about a thing, by titles as people write them."""

from __future__ import annotations

from time import process_time

import pytest

from app.sources.borrowing import ENOUGH, SURE
from app.sources.markdown.note import notebook, parse_note
from app.sources.meant import is_kind_of, of_label
from app.sources.subject_index import SubjectIndex
from app.sources.titles import read_title, words_of
from app.subjects import subjects


def index(**notes: str) -> SubjectIndex:
    """Of notes by their files, `a__b` for `a/b.md`."""
    files = {f"{name.replace('__', '/')}.md": text for name, text in notes.items()}
    return SubjectIndex(notebook(parse_note(text, file)[0] for file, text in files.items()))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("🔍 Amazon Athena - Deep Dive", "Athena"),
        ("2. ECR (Elastic Container Registry)", "ECR"),
        ("1.3.4. IAM Roles", "IAM role"),
        ("What is AWS Fargate?", "Fargate"),
        ("VPC Simplified:", "VPC"),
        ("Overview of ElasticCache", "ElastiCache"),
        ("Internet & NAT Gateways", "internet gateway"),
        ("Internet & NAT Gateways", "NAT gateway"),
        ("Launch Configurations and Templates", "launch template"),
        ("CloudWatch & CloudTrail", "CloudTrail"),
        ("NACLs vs. security groups", "network ACL"),
        ("Super-fast, in-memory calculation engine (SPICE)", "SPICE"),
        ("S3 Bucket Policies", "bucket policy"),
        ("Application monitoring with CloudWatch Logs", "CloudWatch Logs"),
        ("AWS Glue data crawlers", "crawler"),
        ("CloudWatch - Metrics, Alarms, Logs", "CloudWatch alarm"),
        ("Creating CloudWatch dashboards, alarms, and metrics", "CloudWatch metric"),
        ("Public vs. Private Subnets", "public subnet"),
        ("VPC Security Groups", "security group"),
        ("CloudWatch or CloudTrail", "CloudTrail"),
    ],
)
def test_a_title_is_read_as_people_write_it(title: str, name: str) -> None:
    found = index(n=f"# Notes\nX.\n\n## Other\nX.\n\n## {title}\nText.\n").about(name)
    assert found is not None
    assert (found.section.title, found.worth >= ENOUGH) == (title, True)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("S3 Glacier Vault Lock", "S3"),
        ("IAM Access Analyzer", "IAM"),
        ("Aurora Machine Learning", "SageMaker"),
        ("Elastic Beanstalk", "EBS"),
        ("Namespaces", "Cloud Map namespace"),  # in no note about Cloud Map
    ],
)
def test_what_only_sounds_alike_is_not_meant(title: str, name: str) -> None:
    assert index(n=f"# Notes\nX.\n\n## {title}\nText.\n").about(name) is None


@pytest.mark.parametrize(
    ("notes", "name", "file"),
    [
        ({"README": "# Notes\n## EC2\n- [EC2](ec2.md)\n", "ec2": "# EC2\nText."}, "EC2", "ec2.md"),
        ({"index": "# EC2\nMachines and more.\n", "ec2": "# EC2\nText."}, "EC2", "ec2.md"),
        ({"quiz__a": "# S3\nWhat is it?\n", "b": "# Things\n## S3\nIt is."}, "S3", "b.md"),
        ({"a": "# S3\n", "b": "# Storage\n## S3\nText."}, "S3", "b.md"),
        ({"prices": "# Prices\n## EC2\nMuch.", "ec2": "# EC2: machines\nX."}, "EC2", "ec2.md"),
        ({"27_athena": "Only text.", "other": "# Other\nX."}, "Athena", "27_athena.md"),
        (
            {"RDS__intro": "# Introduction\nX.", "S3__intro": "# Introduction\nX."},
            "RDS",
            "RDS/intro.md",
        ),
        ({"a": "# S3 and EC2\nLong text, much said.", "b": "# S3\nX."}, "S3", "b.md"),
        ({"a": "# S3 summary\nLong text, much said.", "b": "# S3\nX."}, "S3", "b.md"),
        (
            {"Athena vs EMR": "# Both\n## Athena\nX.", "Athena - SQL on S3 files": "X."},
            "Athena",
            "Athena - SQL on S3 files.md",
        ),
        (
            {"Files": "---\naliases: [EFS]\n---\nThey are shared.", "EFS and S3": "X."},
            "EFS",
            "Files.md",
        ),
        (
            {"ECS": "X.\n## Fargate based\nX.", "EKS": "X.\n## Fargate\nX."},
            "Fargate",
            "ECS.md",
        ),
        (
            {"EventBridge - Event bus, rules": "X.", "n": "# EventBridge vs CloudWatch Events\nX."},
            "EventBridge",
            "EventBridge - Event bus, rules.md",
        ),
        ({"NACLs": "Rules.", "b": "# Firewalls and network ACLs\nX."}, "network ACL", "NACLs.md"),
        ({"a": "# S3 or EFS\nX.", "b": "# Things\n## `11 9’s` in S3\nX."}, "S3", "a.md"),
        (
            {"Security groups and NACLs": "# NACLs\nX.", "VPC NACL": "# NACLs in AWS\nX."},
            "network ACL",
            "VPC NACL.md",
        ),
        (
            {
                "EC2": "# EC2\n- [AMI](#ami)\n\n## AMI\nImages, of which instances are made, again and again.",
                "README": "# EC2\nX.",
            },
            "EC2",
            "EC2.md",
        ),
        (
            {"Snapshots": "# Notes\nX.", "b": "# Things\n## Disks\nX."},
            "EBS snapshot",
            "Snapshots.md",
        ),
        (
            {"RDS": "# RDS\n## Snapshots\nX.", "EBS": "# EBS\n## Snapshots\nX."},
            "RDS snapshot",
            "RDS.md",
        ),
        (
            {"Aurora": "# Aurora\n## Backups\nX.", "RDS": "# RDS\n## Backups\nX."},
            "RDS backup",
            "RDS.md",
        ),
        (
            {
                "a": "# Notes\n## Lab: a load balancer\n### Security groups\nLong text.",
                "b": "# Notes\n## Security groups\nX.",
            },
            "security group",
            "b.md",
        ),
        (
            {"Lambda - Part 2": "# Lambda - Part 2\nMuch more.", "Lambda - Part 1": "# Lambda\nX."},
            "Lambda",
            "Lambda - Part 1.md",
        ),
        (
            {
                "ASG": "# Auto Scaling\nX.\n## Instance profiles\nX.",
                "IAM": "# IAM\n## IAM roles\nX.",
            },
            "IAM role",
            "IAM.md",
        ),
        (
            {"EC2": "# EC2\n## IAM role for EC2\nMuch text.", "IAM": "# IAM\n## IAM role\nX."},
            "IAM role",
            "IAM.md",
        ),
        (
            {"ebs__README": "# EBS\nX.", "ebs__a": "X", "ebs__b": "X", "ec2": "# EC2\n## EBS\nX."},
            "EBS",
            "ebs/README.md",
        ),
        ({"labs__VPC": "# VPC\nLong text, much done.", "b": "# VPC and more\nX."}, "VPC", "b.md"),
    ],
)
def test_the_note_that_is_about_it_is_found(notes: dict[str, str], name: str, file: str) -> None:
    found = index(**notes).about(name)
    assert found is not None
    assert found.section.file == file


@pytest.mark.parametrize(
    ("title", "name"),
    [("Instance Userdata", "user data"), ("Log metric filter", "metric filter")],
)
def test_a_title_that_says_it_in_other_words_says_all_of_it(title: str, name: str) -> None:
    assert read_title(title).named[name] == 1.0


@pytest.mark.parametrize("text", ["[" * 99_999, "1 " * 99_999 + "x", "(" * 99_999, "<" * 99_999])
def test_titles_and_labels_of_any_length_are_read_at_once(text: str) -> None:
    began = process_time()
    read_title(text)
    of_label(text, {"EC2"})
    assert process_time() - began < 1.0


@pytest.mark.parametrize(
    ("note", "name", "title"),
    [
        ("DynamoDB", "DynamoDB table", "Comparison Table"),
        ("S3", "S3 bucket", "Bucket-Level vs. Object-Level Lock"),
        ("S3", "object key", "Replicating Encrypted Objects"),
        ("RDS", "DB endpoint", "Custom endpoints"),
        ("IAM", "IAM user", "Root User"),
    ],
)
def test_a_word_that_means_it_only_in_such_a_note_must_be_most_of_a_title(
    note: str, name: str, title: str
) -> None:
    found = index(n=f"# {note}\nX.\n\n## {title}\nText.\n").about(name)
    assert found is None or found.worth < ENOUGH


@pytest.mark.parametrize(
    ("note", "title", "name"),
    [
        ("S3", "Security", "access to a bucket"),
        ("RDS", "Encryption", "encryption at rest"),
        ("EC2", "Pricing", "EC2 purchasing option"),
        ("ECS", "Services", "ECS service"),
        ("CloudWatch", "Agent", "CloudWatch agent"),
    ],
)
def test_a_short_title_says_what_it_does_in_its_note(note: str, title: str, name: str) -> None:
    found = index(n=f"# {note}\nX.\n\n## {title}\nText.\n").about(name)
    assert found is not None
    assert (found.section.title, found.worth >= ENOUGH) == (title, True)
    other = index(n=f"# Notes\nX.\n\n## {title}\nText.\n").about(name)
    assert other is None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Enforcing encryption on S3 buckets", "S3 bucket"),
        ("RDS vs self-managed databases on EC2 instances", "DB instance"),
    ],
)
def test_what_a_title_only_says_where_or_beside_what_is_not_its_subject(
    title: str, name: str
) -> None:
    assert read_title(title, frozenset({"S3"})).named.get(name, 0.0) < ENOUGH


def test_several_in_brackets_behind_a_long_title_are_examples() -> None:
    long = "Compare the various pricing models for machines (such as spot and reserved instances)"
    assert "reserved instance" not in read_title(long).named
    assert "spot instance" in read_title("Offers (spot and reserved instances)").named


def test_what_an_and_joins_may_be_words_before_one_noun() -> None:
    within = frozenset({"S3"})
    assert read_title("Bucket and object ACLs", within).named["S3 bucket"] < ENOUGH
    assert read_title("Buckets and objects", within).named["S3 bucket"] >= ENOUGH


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Multi-Region behaviour", "region"),
        ("Security account delegation", "AWS account"),
        ("DR compute sites", "compute"),
    ],
)
def test_an_ordinary_word_in_a_longer_title_is_not_what_that_is_about(
    title: str, name: str
) -> None:
    assert read_title(title).named.get(name, 0.0) < ENOUGH


def test_a_name_before_another_is_only_a_word_of_what_follows() -> None:
    named = read_title("S3 bucket lifecycle rules", frozenset({"S3"})).named
    assert named["S3 bucket"] < named["S3 lifecycle rule"]


def test_a_note_that_begins_with_a_part_is_less_about_the_whole() -> None:
    text = "# S3 security\nWho may what.\n\n## Presigned URLs\nX.\n"
    found = index(S3=text, b="# Things\nX.\n\n## S3 - Simple Storage Service\nX.\n").about("S3")
    assert found is not None
    assert found.section.file == "b.md"


def test_tags_of_obsidian_are_no_words_of_a_title() -> None:
    assert read_title("What is AWS EC2? #card #aws/compute").named["EC2"] == 1.0


def test_a_name_comes_before_what_is_only_said_for_it() -> None:
    notes = index(EC2="# EC2\nX.\n\n## Bootstrapping\nMuch more text here.\n\n## User-data\nX.\n")
    found = notes.about("user data")
    assert found is not None
    assert found.section.title == "User-data"


def test_a_word_that_dresses_a_title_does_so_where_it_means_nothing_else() -> None:
    assert read_title("IAM service").named["IAM"] == 1.0
    assert "IAM role" in read_title("IAM roles instead of AWS access keys").named


def test_what_compares_two_others_is_worth_less_than_what_is_about_one() -> None:
    both = read_title("Procedural (user data) vs. desired state (cfn-init)").named
    assert both["user data"] < read_title("User data & bootstrapping").named["user data"]


@pytest.mark.parametrize("title", ["TL;DR", "Summary"])
def test_the_heading_comes_before_its_summary(title: str) -> None:
    found = index(n=f"# VPC\n![](vpc.png)\n\n## {title}\nA network of your own.\n").about("VPC")
    assert found is not None
    assert found.section.title == "VPC"
    only = index(VPC=f"## {title}\nA network of your own.\n\n## Parts\nX.\n").about("VPC")
    assert only is not None
    assert only.worth >= SURE


def test_what_is_called_a_concept_of_a_system_is_no_chapter_on_a_part_of_it() -> None:
    parts = "# Things\nX.\n\n## ECS service (the controller)\nX.\n"
    assert index(n=parts).called("ECS concept", "ECS") is None
    found = index(n=parts + "\n## ECS concepts\nX.\n").called("ECS concept", "ECS")
    assert found is not None
    assert found.section.title == "ECS concepts"


def test_a_note_about_something_else_is_not_told_by_what_stands_beside_in_a_title() -> None:
    text = "# RDS\nX.\n\n## On demand, reserved instance\nX.\n"
    found = index(RDS=text).about("on-demand instance")
    assert found is not None
    assert found.stray


def test_the_catalogue_names_only_what_it_has() -> None:
    known = subjects().by_name
    assert [s.name for s in known.values() if {*filter(None, (s.of, *s.beside))} - {*known}] == []


def test_a_part_of_a_chapter_does_not_come_before_its_heading() -> None:
    text = "# Compute\nX.\n\n## ECS — Elastic Container Service\nTasks.\n\n### Key concepts\n"
    found = index(compute=text + "Tasks and services. " * 20).about("ECS")
    assert found is not None
    assert found.section.title == "ECS — Elastic Container Service"


def test_what_is_called_just_so_is_found() -> None:
    books = index(
        rds="# RDS\nX.\n\n## Backups and restores\nMuch.\n\n### 1. Automated backups\nDaily.\n"
    )
    found = books.titled("RDS backup", words_of("Automated backups"))
    assert found is not None
    assert found.section.title == "1. Automated backups"
    assert books.titled("RDS backup", words_of("Manual backups")) is None


def test_a_chapter_of_a_note_about_other_things_is_not_taken_for_its_name() -> None:
    quick = "# Starting quickly\nX.\n\n## EC2 instances\nFrom an image.\n"
    words = words_of("EC2 instances")
    assert index(starting_quickly=quick).titled("EC2", words) is None
    assert index(notes=quick.replace("Starting quickly", "Notes")).titled("EC2", words) is not None


def test_a_note_on_an_area_has_chapters_with_titles_that_say_more() -> None:
    found = index(serverless="# Serverless\nX.\n\n## Removing servers with Fargate\nX.\n")
    fargate = found.about("Fargate")
    assert fargate is not None
    assert fargate.worth >= ENOUGH


def test_what_two_systems_have_is_at_home_in_notes_about_both() -> None:
    for system in ("VPC", "EC2"):
        found = index(n=f"# {system}\nX.\n\n## Security groups\nRules.\n").about("security group")
        assert found is not None
        assert not found.stray


def test_a_chapter_in_a_note_about_something_else_is_about_that() -> None:
    api = "# API Gateway\nX.\n\n## Caching\nResponses.\n"
    assert index(serverless__api_gateway=api).called("caching") is None
    assert index(notes="# Caching\nX.\n").called("caching") is not None


def test_of_a_folder_of_several_a_note_on_one_is_not_about_the_others() -> None:
    notes = index(
        **{
            "RDS + ElastiCache__RDS": "# RDS\nX.\n\n## Replicas\nCopies.\n",
            "RDS + ElastiCache__Other": "# Other\nX.\n\n## Shards\nParts.\n",
        }
    )
    assert notes.about("ElastiCache replica") is None
    assert [s.title for s in notes.within("RDS")] == ["RDS", "Replicas"]


def test_in_a_note_whose_title_names_several_a_chapter_on_one_comes_before_the_title() -> None:
    text = "# Load balancers and Auto Scaling groups\n\n## ELB\nX.\n\n## Auto Scaling group (ASG)\nMany.\n"
    found = index(**{"05-elb-and-more": text}).about("ASG")
    assert found is not None
    assert found.section.title == "Auto Scaling group (ASG)"
    assert not found.stray


def test_what_the_command_line_does_with_a_thing_is_not_about_that() -> None:
    cli = "# AWS CLI\nX.\n\n## EC2\nWhat one types.\n"
    found = index(cli=cli, iam_ec2="# IAM and EC2 notes\nServers.\n").about("EC2")
    assert found is not None
    assert found.section.file == "iam_ec2.md"


def test_contents_in_front_give_way_to_what_follows() -> None:
    contents = "# Table of contents\n1. [Preface](#preface)\n2. [Types](#types)\n\n"
    found = index(ec2__README=f"{contents}# Preface\nServers.\n\n# Types\nMany.\n").about("EC2")
    assert found is not None
    assert (found.section.title, found.worth >= ENOUGH) == ("Preface", True)


def test_what_is_advanced_comes_after_what_is_not() -> None:
    text = "# More\nX.\n\n## IAM roles\nWho may do what, and how long.\n"
    found = index(b_advanced_access=text, c_access=text.replace("long", "so")).about("IAM role")
    assert found is not None
    assert (found.section.file, found.among) == ("c_access.md", ())
    titles = index(n="# Notes\nX.\n\n# S3 advanced\nText.\n\n# S3 basics\nText.\n").about("S3")
    assert titles is not None
    assert titles.section.title == "S3 basics"


@pytest.mark.parametrize(
    ("name", "other", "is_one"),
    [
        ("private subnet", "subnet", True),
        ("task role", "IAM role", True),
        ("multi-AZ DB cluster", "multi-AZ", True),
        ("Logs Insights", "CloudWatch Logs", False),
        ("buildspec", "CodeBuild", False),
    ],
)
def test_a_name_says_a_kind_of_another(name: str, other: str, is_one: bool) -> None:
    assert is_kind_of(name, other) is is_one
