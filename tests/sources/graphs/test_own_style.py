from __future__ import annotations

from app.model.picture_style import PictureStyle
from app.model.source_graph import Attributes, Html, SourceGraph, SourceNode, SourcePlace
from app.sources.graphs.own_style import own_style

HERE = SourcePlace("net.dot")
EC2 = r"C:\\Users\\me\\venv\\resources\\aws\\compute\\ec2.png"
RDS = Html(
    '<table border="0" cellborder="0"><tr><td><img src="/home/me/resources/aws/database/rds.png"/>'
    "</td></tr><tr><td>RDS</td></tr></table>"
)


def _graph(*attributes: Attributes, scripted: bool = False, dot: str = "graph {}") -> SourceGraph:
    nodes = tuple(SourceNode(f"n{n}", HERE, said) for n, said in enumerate(attributes))
    return SourceGraph(HERE, nodes=nodes, scripted=scripted, dot=dot)


def test_a_dot_file_opens_as_written() -> None:
    assert own_style(_graph()) is PictureStyle.WRITTEN
    assert own_style(_graph({}, {"shape": "record"})) is PictureStyle.WRITTEN
    assert own_style(_graph({"image": "logo.png"})) is PictureStyle.WRITTEN


def test_where_most_nodes_are_icons_of_diagrams_it_is_ours() -> None:
    icons: tuple[Attributes, ...] = ({"image": EC2}, {"label": RDS})
    assert own_style(_graph(*icons, {})) is PictureStyle.HOUSE
    assert own_style(_graph(*icons, {}, {})) is PictureStyle.WRITTEN
    assert (
        own_style(_graph(*icons, {}, {"shape": "point"}, {"style": "invis"})) is PictureStyle.HOUSE
    )


def test_what_a_script_draws_is_ours_and_what_no_engine_can_draw() -> None:
    assert own_style(_graph({}, scripted=True)) is PictureStyle.HOUSE
    assert own_style(_graph({}, dot="")) is PictureStyle.HOUSE
