"""Notes without diagrams borrow the bundled ones, which open the sections of those notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.ids import DiagramId, SectionId
from app.model.notes import Certainty, Link
from app.model.workspace import Workspace
from app.sources.readings import Readings
from app.sources.workspace import load, steps

SECTIONS = {
    "IAM": "One user a person. <img src='./images/iam.png' />",
    "VPC ": "Subnets, an internet gateway, NAT gateways.\n\n<img style='width: 800px' src=\"./images/vpc.png\" />",
    "EC2": "Instances.",
    "ECR": "Images.",
    "ASG": "Instances come and go, each of a launch template.",
    "ECS": "Tasks behind a load balancer. <img src='images/ecs_cluster.png'",
    "RDS": "Databases.",
    "ElasticCache": "In memory.",
    "S3": "Buckets.",
    "AWS GLUE": "Crawlers, an ETL job. <img src='images/glue.png' />",
    "AWS Athena": "SQL.",
    "AWS SageMaker": "Models.",
    "AWS Cloud Map": "Names.",
    "CloudWatch & CloudTrail": "Logs.",
    "AWS CICD": "CodePipeline.",
    "AWS QuickSite": "Dashboards.",
}


@pytest.fixture(scope="module")
def borrowed(tmp_path_factory: pytest.TempPathFactory, _warm_folder: Path) -> Workspace:
    root = tmp_path_factory.mktemp("notes")
    text = "\n".join(f"# {title}\n{said}\n" for title, said in SECTIONS.items())
    (root / "aws.md").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACETATE_CACHE", str(_warm_folder))
        patch.setenv("ACETATE_DATA", str(_warm_folder / "data"))
        return load(root)


def test_the_bundled_diagrams_come_in_the_order_of_the_notes(
    borrowed: Workspace, bundled: Workspace
) -> None:
    assert borrowed.borrowed
    assert not borrowed.problems
    assert {d.id for d in borrowed.diagrams} == {d.id for d in bundled.diagrams}
    shown = [d.filename for d in borrowed.diagrams if borrowed.homes(d.id)]
    assert [x for x in shown if x in {"iam", "vpc", "ecs_cluster", "glue"}] == [
        "iam",
        "vpc",
        "ecs_cluster",
        "glue",
    ]
    assert borrowed.diagrams[0].filename == "iam"


@pytest.mark.parametrize(
    ("diagram", "label", "section"),
    [
        ("vpc", "NAT gateway", "VPC"),
        ("vpc", "CodePipeline", "AWS CICD"),
        ("s3", "CloudTrail", "CloudWatch & CloudTrail"),
        ("ecs", "ECR", "ECR"),
        ("ecs", "Launch template", "ASG"),
        ("glue", "PySpark", "AWS GLUE"),
        ("glue", "QuickSight", "AWS QuickSite"),
        ("glue", "S3 raw", "S3"),
    ],
)
def test_a_component_opens_their_section(
    borrowed: Workspace, diagram: DiagramId, label: str, section: str
) -> None:
    found = borrowed.diagram(diagram)
    assert found is not None
    component = next(n for n in found.nodes if " ".join(n.label.split()).startswith(label))
    link = borrowed.link(diagram, component.id)
    opened = borrowed.notebook.section(link.section or SectionId("")) if link else None
    assert opened is not None
    assert opened.title == section


@pytest.mark.parametrize("title", SECTIONS)
def test_every_section_is_opened_by_components(borrowed: Workspace, title: str) -> None:
    section = next(s for s in borrowed.notebook.sections if s.title == title.strip())
    assert len(borrowed.shown_in(section.id)) >= 3


def test_a_workspace_with_a_diagram_borrows_nothing(tmp_path: Path) -> None:
    (tmp_path / "n.md").write_text("# A\n")
    (tmp_path / "a.dot").write_text("digraph { a }")
    workspace = load(tmp_path)
    assert (workspace.borrowed, len(workspace.diagrams)) == (False, 1)


@pytest.mark.parametrize(
    ("diagram", "label", "section"),
    [
        # Each diagram opens another of our sections for it, about its part in that diagram.
        ("spot", "Auto Scaling group", "ASG"),
        ("ecr", "ECS service", "ECS"),
    ],
)
def test_what_is_called_as_a_section_opens_that_system(
    tmp_path: Path, warm_cache: Path, diagram: DiagramId, label: str, section: str
) -> None:
    text = (
        "# EC2\nInstances.\n\n# ECR\nImages.\n\n# ASG\nAn Auto Scaling Group adds instances.\n\n"
        "# ECS\nAn ECS service runs tasks.\n\n# AWS CICD\nPipelines.\n"
    )
    (tmp_path / "aws.md").write_text(text, encoding="utf-8")
    workspace = load(tmp_path)
    found = workspace.diagram(diagram)
    assert found is not None
    component = next(n for n in found.nodes if " ".join(n.label.split()) == label)
    link = workspace.link(diagram, component.id)
    opened = workspace.notebook.section(link.section or SectionId("")) if link else None
    assert opened is not None
    assert opened.title == section


def test_what_only_a_text_speaks_of_is_offered_and_not_opened(
    tmp_path: Path, warm_cache: Path
) -> None:
    (tmp_path / "n.md").write_text("# Part\nAn alarm.\n\n# Other\nNothing.\n")
    link = linked(tmp_path, "cloudwatch", "Alarm")
    assert (link.section, link.reason) == (None, "no match")
    assert link.nearest == ("part",)


@pytest.mark.parametrize(
    ("diagram", "label"),
    [
        ("spot", "You"),
        ("purchasing", "no"),
        ("elasticache", "Application"),
        ("overview", "Users"),
        ("ecr", "Developer"),
    ],
)
def test_people_and_common_words_open_nothing(
    tmp_path: Path, warm_cache: Path, diagram: str, label: str
) -> None:
    titles = ("You", "No", "Application", "Users", "Developer", "EC2", "Spot Instances", "ECR")
    (tmp_path / "n.md").write_text("".join(f"# {title}\nText.\n\n" for title in titles))
    assert linked(tmp_path, diagram, label).section is None


def test_a_component_opens_what_it_is_a_part_of_and_says_so(
    tmp_path: Path, warm_cache: Path
) -> None:
    (tmp_path / "n.md").write_text("# VPC\nNetworks, with a NAT gateway.\n")
    link = linked(tmp_path, "vpc", "NAT gateway")
    assert (link.section, link.reason, link.said) == ("vpc", "system", "VPC")
    assert link.certainty is Certainty.VAGUE


def test_what_the_notes_on_the_whole_do_not_say_opens_nothing(
    tmp_path: Path, warm_cache: Path
) -> None:
    (tmp_path / "n.md").write_text("# VPC\nNetworks.\n\n# Other\nA NAT gateway.\n")
    link = linked(tmp_path, "vpc", "NAT gateway")
    assert (link.section, link.nearest) == (None, ("other",))
    (tmp_path / "n.md").write_text("# VPC\nNetworks.\n\n## Ways out\nNAT gateways.\n")
    assert linked(tmp_path, "vpc", "NAT gateway").section == "ways-out"


def test_what_kind_of_thing_it_is_may_be_said_instead_but_for_words_of_many_things(
    tmp_path: Path, warm_cache: Path
) -> None:
    (tmp_path / "n.md").write_text("# Glue\nIt runs jobs.\n\n# RDS\nDatabases, in groups.\n")
    assert linked(tmp_path, "cicd", "Glue job").section == "glue"
    assert linked(tmp_path, "rds/rds2", "DB subnet group").section is None


def test_what_a_part_means_is_said_by_all_that_its_note_is_called(
    tmp_path: Path, warm_cache: Path
) -> None:
    (tmp_path / "n.md").write_text("# CloudWatch\nGraphs on a dashboard.\n")
    link = linked(tmp_path, "cloudwatch", "Dashboard")
    assert (link.section, link.reason) == ("cloudwatch", "system")


def test_a_name_may_go_on_in_the_second_line(tmp_path: Path, warm_cache: Path) -> None:
    (tmp_path / "n.md").write_text("# EC2\nMachines.\n\n## Savings Plans\nCheaper.\n")
    assert linked(tmp_path, "purchasing", "EC2 Instance Savings").section == "savings-plans"


def test_of_what_a_class_means_the_part_that_a_component_is_comes_first(
    tmp_path: Path, warm_cache: Path
) -> None:
    text = "# RDS\nTables.\n\n## DB instances\nMachines.\n\n## Multi-AZ\nA standby waits.\n"
    (tmp_path / "n.md").write_text(text)
    assert linked(tmp_path, "rds/rds_cluster", "First readable standby").section == "multi-az"


def test_a_role_opens_roles_and_not_what_it_is_a_role_of(tmp_path: Path, warm_cache: Path) -> None:
    note = tmp_path / "n.md"
    note.write_text("# S3\nX.\n\n## S3 security\nX.\n\n# IAM\nX.\n\n## IAM roles\nLent.\n")
    assert linked(tmp_path, "s3", "App role").section == "iam-roles"


@pytest.mark.parametrize(
    "entry",
    [
        "- NAT gateway - lets a private subnet reach the internet",
        "* **NAT gateways**: let a private subnet reach the internet",
        "| Part | What |\n|---|---|\n| **NAT gateway** | lets a private subnet reach it |",
    ],
)
def test_an_entry_that_explains_it_comes_before_what_it_is_a_part_of(
    tmp_path: Path, warm_cache: Path, entry: str
) -> None:
    (tmp_path / "n.md").write_text(f"# VPC\nNetworks.\n\n## VPC parts\n{entry}\n")
    link = linked(tmp_path, "vpc", "NAT gateway")
    assert (link.section, link.reason, link.said) == ("vpc-parts", "entry", "NAT gateway")
    assert link.certainty is Certainty.LIKELY


def test_sections_that_are_equally_about_it_are_told_and_none_is_opened(
    tmp_path: Path, warm_cache: Path
) -> None:
    for name, text in (("a", "One thing is said."), ("b", "Another one it is.")):
        (tmp_path / f"{name}.md").write_text(f"# Things\nX.\n\n## NAT gateways\n{text}\n")
    link = linked(tmp_path, "vpc", "NAT gateway")
    assert (link.section, link.reason) == (None, "ambiguous")
    assert link.nearest == ("a/nat-gateways", "b/nat-gateways")


def test_headings_that_are_equal_but_for_some_text_are_told_and_none_is_opened(
    tmp_path: Path, warm_cache: Path
) -> None:
    more = "It is attached to a VPC, takes no capacity, and a route leads there from each public subnet."
    for name, text in (("alpha", "It lets a VPC reach the internet."), ("beta", more)):
        (tmp_path / f"{name}.md").write_text(f"# {name}\nX.\n\n## Internet gateway\n{text}\n")
    link = linked(tmp_path, "vpc", "Internet gateway")
    assert (link.section, link.reason) == (None, "ambiguous")
    assert set(link.nearest) == {"alpha/internet-gateway", "beta/internet-gateway"}


def test_two_notes_with_the_same_alias_are_told_and_none_is_opened(
    tmp_path: Path, warm_cache: Path
) -> None:
    for name in "ab":
        text = f"---\naliases: [NAT gateway]\n---\n# {name}\nX.\n"
        (tmp_path / f"{name}.md").write_text(text)
    link = linked(tmp_path, "vpc", "NAT gateway")
    assert (link.section, link.reason) == (None, "ambiguous")


def test_a_system_whose_section_does_not_say_a_part_opens_the_one_that_does(
    tmp_path: Path, warm_cache: Path
) -> None:
    (tmp_path / "vpc.md").write_text("# VPC\nNetworks.\n\n## Building it\nAdd a public subnet.\n")
    link = linked(tmp_path, "vpc", "Public subnet A")
    assert (link.section, link.reason) == ("building-it", "system")
    assert link.certainty is Certainty.VAGUE


def test_a_part_that_only_a_chapter_of_the_system_says_opens_that_chapter(
    tmp_path: Path, warm_cache: Path
) -> None:
    text = "# VPC\nNetworks.\n\n## VPC peering\nNo NAT gateway is shared.\n\n## Summary\nX.\n"
    (tmp_path / "n.md").write_text(text)
    (tmp_path / "m.md").write_text("# Other\nA NAT gateway, a NAT gateway.\n")
    link = linked(tmp_path, "ecs", "NAT gateway B")
    assert (link.section, link.reason) == ("vpc-peering", "system")


def test_what_a_note_on_another_part_of_the_system_says_of_it_is_no_section_on_it(
    tmp_path: Path, warm_cache: Path
) -> None:
    (tmp_path / "vpc.md").write_text("# VPC\nNetworks.\n")
    text = "# PrivateLink\nX.\n\n## Design\nFrom a public subnet.\n"
    (tmp_path / "privatelink.md").write_text(text)
    assert linked(tmp_path, "vpc", "Public subnet A").section is None


def test_what_is_said_in_its_stead_counts_as_saying_it(tmp_path: Path, warm_cache: Path) -> None:
    text = "# Auto Scaling\nGroups grow by their launch configuration.\n"
    (tmp_path / "n.md").write_text(text)
    link = linked(tmp_path, "ecs", "Launch template")
    assert (link.section, link.reason) == ("auto-scaling", "system")


def test_what_a_system_is_not_without_opens_it_and_no_section_that_only_says_it(
    tmp_path: Path, warm_cache: Path
) -> None:
    text = "# ECS\nContainers.\n\n## Costs\nBy the second.\n\n# RDS\nSQL.\n\n## Restore\nA new DB instance.\n"
    (tmp_path / "n.md").write_text(text)
    assert linked(tmp_path, "ecs", "Worker service").section == "ecs"
    assert linked(tmp_path, "ecs", "Task B2").section == "ecs"
    assert linked(tmp_path, "rds/rds2", "Main instance").section == "rds"
    assert linked(tmp_path, "ecs", "Capacity provider").section is None


@pytest.mark.parametrize(
    ("title", "text", "diagram", "label"),
    [
        ("EC2", "Machines.", "vpc", "Database servers A"),
        ("CloudTrail events", "Calls.", "s3", "CloudTrail data events"),
        ("S3", "Buckets.", "cicd", "Artifact bucket"),
        ("Serverless", "Lambda runs code.", "cicd", "Lambda function"),
        ("S3 bucket policies", "JSON.", "iam_evaluation", "Resource-based policy"),
        ("Scaling relational databases", "Up.", "rds/rds1", "Larger instance class"),
        ("CodeBuild", "A buildspec file.", "cicd", "buildspec.yml"),
        ("Spot Instances", "Reclaimed after two minutes.", "spot", "Interruption notice"),
        ("EC2 Security", "Security groups.", "ec2", "Inbound: HTTP 80"),
        ("RDS Multi-AZ", "One DNS name.", "rds/rds2", "DB endpoint"),
        ("CloudWatch Metrics", "On a dashboard.", "cloudwatch", "Dashboard"),
    ],
)
def test_what_it_is_treated_under(
    tmp_path: Path, warm_cache: Path, title: str, text: str, diagram: str, label: str
) -> None:
    (tmp_path / "n.md").write_text(f"# Notes\nX.\n\n# Databases\nRows.\n\n# {title}\n{text}\n")
    assert linked(tmp_path, diagram, label).section == title.lower().replace(" ", "-")


@pytest.mark.parametrize(
    ("title", "text", "diagram", "label"),
    [
        ("CodeBuild", "It builds.", "cicd", "buildspec.yml"),
        ("CloudWatch Logs", "Streams.", "cloudwatch", "Logs Insights"),
        ("S3 security", "Public access, and blocks of data.", "s3", "Block Public Access"),
        ("Spot Instances", "Cheap.", "spot", "Interruption notice"),
        ("EC2 Security", "Keys.", "ec2", "Inbound: HTTP 80"),
        ("RDS Multi-AZ", "In two zones.", "rds/rds2", "DB endpoint"),
    ],
)
def test_a_heading_that_it_is_treated_under_opens_only_where_it_is_said_there(
    tmp_path: Path, warm_cache: Path, title: str, text: str, diagram: str, label: str
) -> None:
    (tmp_path / "n.md").write_text(f"# Notes\nX.\n\n# {title}\n{text}\n")
    assert linked(tmp_path, diagram, label).section is None


def test_a_word_in_a_name_that_its_class_does_not_mean_opens_nothing(
    tmp_path: Path, warm_cache: Path
) -> None:
    (tmp_path / "n.md").write_text("# Containers\nBoxes.\n\n# Organizations\nAccounts.\n")
    assert linked(tmp_path, "sagemaker", "Training container").section is None
    assert linked(tmp_path, "iam_evaluation", "Resource control policies").section is None


@pytest.mark.parametrize("title", ["DynamoDB streams", "Sources of CloudWatch Logs"])
def test_a_list_of_what_another_thing_leads_to_explains_nothing(
    tmp_path: Path, warm_cache: Path, title: str
) -> None:
    text = f"# {title}\n- EventBridge: routes what happens to whom it concerns\n"
    (tmp_path / "n.md").write_text(text)
    link = linked(tmp_path, "cloudwatch", "EventBridge")
    assert (link.section, len(link.nearest)) == (None, 1)


def test_an_entry_on_the_class_only_opens_nothing(tmp_path: Path, warm_cache: Path) -> None:
    text = "# Terms\n- CodeCommit: keeps the code in repositories of its own\n"
    (tmp_path / "n.md").write_text(text)
    assert linked(tmp_path, "cicd", "CodeCommit").section == "terms"
    assert linked(tmp_path, "cicd", "Source action").section is None


def test_a_chapter_that_compares_with_what_its_note_is_about_is_at_home_there(
    tmp_path: Path, warm_cache: Path
) -> None:
    text = "# CloudWatch\nMetrics.\n\n## CloudWatch vs CloudTrail\nWho did what.\n"
    (tmp_path / "n.md").write_text(text)
    assert linked(tmp_path, "cloudwatch", "CloudTrail").section == "cloudwatch-vs-cloudtrail"


def test_a_chapter_elsewhere_that_is_all_about_several_things_opens_for_each(
    tmp_path: Path, warm_cache: Path
) -> None:
    text = "# Load Balancers (ELB)\nX.\n\n## Internet & NAT Gateways\nWays out.\n"
    (tmp_path / "n.md").write_text(text)
    assert linked(tmp_path, "vpc", "NAT gateway").section == "internet--nat-gateways"
    assert linked(tmp_path, "vpc", "Internet gateway").section == "internet--nat-gateways"
    (tmp_path / "n.md").write_text(text.replace("Internet & NAT", "Prices of NAT"))
    assert linked(tmp_path, "vpc", "NAT gateway").section is None


def test_a_box_in_a_drawing_of_letters_is_no_entry(tmp_path: Path, warm_cache: Path) -> None:
    text = "# Shop\n|   ECS task (a)   |          |   ECS task (b), behind a load balancer |\n"
    (tmp_path / "n.md").write_text(text)
    assert linked(tmp_path, "ecs", "Task B2").section is None
    (tmp_path / "n.md").write_text(text.replace("          |   ", "  "))
    assert linked(tmp_path, "ecs", "Task B2").section == "shop"


def test_a_system_is_found_in_a_note_about_something_else(tmp_path: Path, warm_cache: Path) -> None:
    (tmp_path / "ec2.md").write_text("# EC2\nVMs.\n\n## CloudWatch\nMetrics every 5 minutes.\n")
    link = linked(tmp_path, "ecs", "CloudWatch metrics")
    assert (link.section, link.reason) == ("cloudwatch", "system")


def test_a_chapter_elsewhere_gives_way_to_the_system_that_says_it(
    tmp_path: Path, warm_cache: Path
) -> None:
    (tmp_path / "cloudfront.md").write_text("# CloudFront\nX.\n\n## S3 bucket\nAn origin.\n")
    (tmp_path / "s3.md").write_text("# S3\nObjects lie in buckets.\n")
    assert linked(tmp_path, "glue", "Script bucket").section == "s3"


def test_a_new_instance_of_a_group_is_a_matter_of_the_group(
    tmp_path: Path, warm_cache: Path
) -> None:
    (tmp_path / "n.md").write_text("# EC2\nInstances.\n\n# Scaling and Auto Scaling\nGroups.\n")
    assert linked(tmp_path, "asg", "New instance").section == "scaling-and-auto-scaling"


@pytest.mark.parametrize(
    ("diagram", "label"),
    [
        ("asg", "Instance B2 unhealthy"),
        ("elasticache", "Second server"),
        ("spot", "Spare capacity"),
    ],
)
def test_an_instance_of_which_our_notes_tell_something_else_opens_no_system(
    tmp_path: Path, warm_cache: Path, diagram: str, label: str
) -> None:
    text = "# EC2\nInstances.\n\n# Auto Scaling\nGroups.\n\n# ElastiCache\nRedis.\n"
    (tmp_path / "n.md").write_text(text)
    assert linked(tmp_path, diagram, label).section is None


def test_a_title_that_says_more_is_enough_where_it_says_the_part(
    tmp_path: Path, warm_cache: Path
) -> None:
    (tmp_path / "n.md").write_text("# Creating an Auto Scaling group\nFrom a launch template.\n")
    link = linked(tmp_path, "ecs", "Launch template")
    assert (link.section, link.reason) == ("creating-an-auto-scaling-group", "system")


def test_developer_tools_are_opened_for_what_they_list(tmp_path: Path, warm_cache: Path) -> None:
    (tmp_path / "n.md").write_text("# Developer tools\n- CodePipeline\n- CodeBuild\n")
    assert linked(tmp_path, "cicd", "CodePipeline").section == "developer-tools"
    assert linked(tmp_path, "vpc", "CodeDeploy").section is None


def test_an_entry_that_explains_it_is_opened_where_nothing_else_is_about_it(
    tmp_path: Path, warm_cache: Path
) -> None:
    text = "# Analytics\n- **QuickSight**: dashboards for people in the business\n\n# More\nQuickSight.\n"
    (tmp_path / "n.md").write_text(text)
    link = linked(tmp_path, "overview", "QuickSight")
    assert (link.section, link.reason) == ("analytics", "entry")
    assert link.certainty is Certainty.VAGUE


def test_an_entry_elsewhere_on_an_area_or_by_a_short_form_opens_nothing(
    tmp_path: Path, warm_cache: Path
) -> None:
    text = "# Lessons\n- Compute: what we all have to pay for\n- Dashboard: what managers look at\n"
    (tmp_path / "n.md").write_text(text)
    assert linked(tmp_path, "overview", "Compute").section is None
    assert linked(tmp_path, "cloudwatch", "Dashboard").section is None


def test_a_file_about_a_part_of_something_is_not_about_the_whole(
    tmp_path: Path, warm_cache: Path
) -> None:
    (tmp_path / "VPC - Security Groups.md").write_text("# VPC\nRules in, rules out.\n")
    assert linked(tmp_path, "ec2", "Security group").section == "vpc"
    (tmp_path / "Networks.md").write_text("# VPC\nA network.\n")
    assert linked(tmp_path, "vpc", "VPC 10").section == "Networks/vpc"


def test_notes_that_are_kept_twice_open_once_and_are_offered_once(
    tmp_path: Path, warm_cache: Path
) -> None:
    text = (
        "# Networks\nX.\n\n## NAT gateways\nThey let private subnets out. CodePipeline does not.\n"
    )
    (tmp_path / "docs").mkdir()
    for file in ("n.md", "docs/n.md"):
        (tmp_path / file).write_text(text)
    assert linked(tmp_path, "vpc", "NAT gateway").section == "n/nat-gateways"
    link = linked(tmp_path, "vpc", "CodePipeline")
    assert (link.section, len(link.nearest)) == (None, 1)


def linked(root: Path, diagram: str, label: str) -> Link:
    """The link of the first component whose label begins so."""
    workspace = load(root)
    found = workspace.diagram(DiagramId(diagram))
    assert found is not None
    component = next(c for c in found.components if " ".join(c.label.split()).startswith(label))
    link = workspace.link(found.id, component.id)
    assert link is not None
    return link


def test_a_reload_takes_the_lent_diagrams_as_they_are(tmp_path: Path, warm_cache: Path) -> None:
    (tmp_path / "n.md").write_text("# VPC\nNetworks.\n")
    readings = Readings()
    *_, first = steps(tmp_path, readings=readings)
    (tmp_path / "n.md").write_text("# VPC\nNetworks, with subnets.\n")
    *_, second = steps(tmp_path, readings=readings)
    assert second.notebook.sections[0].text != first.notebook.sections[0].text
    before = {diagram.id: diagram for diagram in first.diagrams}
    assert all(diagram is before[diagram.id] for diagram in second.diagrams)
