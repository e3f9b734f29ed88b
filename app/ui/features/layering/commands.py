"""What a person does to the layers of a diagram whose file names none; and undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from app.model import choosing
from app.model.diagram import Diagram
from app.model.ids import ElementId
from app.model.layer import layer_name
from app.model.layer_choice import NOTHING_CHOSEN, LayerChoice, LayerProposal
from app.model.wording import counted
from app.paths import path_of
from app.session import changing
from app.session.changes import Changed
from app.sources import handed
from app.ui.features.layering.kept import LayerFiles
from app.ui.kit.command import Command
from app.ui.kit.dialog import open_dialog
from app.ui.services import describe
from app.ui.services.layer_menu import BASE
from app.ui.views.canvas.canvas import Canvas
from app.ui.views.canvas.carrying import Carrying
from app.ui.views.desk import Desk
from app.ui.views.layer_bar import LayerBar


class LayerChoosing(QObject):
    """Changes the current diagram's layers, and keeps them in their file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._files = LayerFiles(desk.jobs.background, desk.say)
        self._offers = False  # to undo what was done last
        desk.store.on(Changed.DIAGRAM, self._withdraw)

    def serve(self, bar: LayerBar, canvas: Canvas) -> None:
        """Do what the chips and the picture ask for."""
        bar.proposal_accepted.connect(self.accept)
        bar.proposal_turned_off.connect(self.turn_off)
        bar.name_wanted.connect(self.ask_name)
        bar.removal_wanted.connect(self.remove)
        bar.given.connect(self.put)
        surface = canvas.surface
        surface.layering = True
        surface.layer_wanted.connect(self.put)
        canvas.put(Carrying(surface), first=True)

    # Proposals

    def accept(self, proposal: str, name: str = "") -> None:
        """Make a layer of a proposal, called so or as it is proposed."""
        diagram = self._diagram
        found = _offered(diagram, proposal) if diagram else None
        if diagram is not None and found is not None:
            layer = choosing.id_of(name) if name else proposal
            choice = choosing.accepted(_choice(diagram), found, layer)
            self._do(choice, f"“{layer_name(layer)}” is a layer now.")

    def accept_all(self) -> None:
        """Make layers of all proposals."""
        diagram = self._diagram
        if diagram is None or not diagram.offered:
            return
        choice = _choice(diagram)
        for proposal in diagram.offered:
            choice = choosing.accepted(choice, proposal)
        self._do(choice, f"{counted(len(diagram.offered), 'layer')} accepted.")

    def turn_off(self, proposal: str) -> None:
        """Make that proposal no more."""
        if (diagram := self._diagram) is not None:
            said = f"“{layer_name(proposal)}” is not proposed any more."
            self._do(choosing.turned_off(_choice(diagram), proposal), said)

    def offer_again(self) -> None:
        """Make all proposals again that were turned off."""
        if (diagram := self._diagram) is not None:
            self._do(choosing.offered_again(_choice(diagram)), "All layers are proposed again.")

    # Layers

    def ask_name(self, layer: str) -> None:
        """How a layer is to be called, or a proposal before it is accepted."""
        diagram = self._diagram
        if diagram is None:
            return
        if layer in diagram.layers:
            self._ask("Rename layer", "Rename", layer, partial(self.rename, layer), layer)
        else:
            take = partial(self.accept, layer)
            self._ask("Accept proposed layer", "Accept", layer, take)

    def rename(self, layer: str, name: str) -> None:
        """Call a layer so."""
        if (diagram := self._diagram) is not None:
            to = choosing.id_of(name)
            said = f"“{layer_name(layer)}” is called “{layer_name(to)}” now."
            self._do(choosing.renamed(_choice(diagram), layer, to), said)

    def remove(self, layer: str) -> None:
        """Give up a layer: all that is on it is on the base sheet."""
        if (diagram := self._diagram) is not None:
            said = f"“{layer_name(layer)}” is no layer any more."
            self._do(choosing.removed(_choice(diagram), layer), said)

    def put(self, layer: str, elements: Iterable[ElementId]) -> None:
        """Put elements on a layer, on that of a proposal, which is accepted so, where it is empty on
        a new one, or on the base sheet."""
        diagram, ids = self._diagram, tuple(elements)
        if diagram is None:
            return
        if layer == BASE:
            self.take_off(ids)
            return
        if not layer:
            self._ask("New layer", "Create", "", lambda name: self._put(choosing.id_of(name), ids))
            return
        self._put(layer, ids)

    def _put(self, layer: str, elements: tuple[ElementId, ...]) -> None:
        diagram = self._diagram
        if diagram is None:
            return
        found = _offered(diagram, layer)
        if found is not None and layer not in diagram.layers:
            diagram = choosing.chosen(diagram, choosing.accepted(_choice(diagram), found))
        said = f"{_told(diagram, elements)} on “{layer_name(layer)}” now."
        self._do(choosing.put(diagram, layer, elements), said)

    def take_off(self, elements: Iterable[ElementId]) -> None:
        """Put elements on the base sheet."""
        diagram, ids = self._diagram, tuple(elements)
        if diagram is not None and ids:
            said = f"{_told(diagram, ids)} on the base sheet now."
            self._do(choosing.taken_off(diagram, ids), said)

    def undo(self) -> None:
        """Take back what was hidden, shown or done to layers last."""
        before = self._diagram
        self._desk.store.do(changing.undo)
        self._withdraw()
        self._keep_if_changed(before)

    # Where they are kept

    def keep_beside(self) -> None:
        """Move what is kept of this workspace into its folder."""
        from app.sources.layers.keeping import move_beside

        root = self._root
        if root is not None:
            work = partial(move_beside, root)
            self._desk.jobs.background.start(
                lambda _: work(),
                lambda file: self._desk.say(f"Layers are kept in {file.name} now."),
                self._desk.say,
            )

    @property
    def can_keep_beside(self) -> bool:
        workspace = self._desk.workspace
        some = workspace is not None and any(
            d.choice is not None and d.choice != NOTHING_CHOSEN for d in workspace.diagrams
        )
        return some and workspace is not None and not workspace.bundled and self._root is not None

    @property
    def proposals(self) -> bool:
        """There is one in the current diagram."""
        return self._diagram is not None and bool(self._diagram.offered)

    @property
    def can_undo(self) -> bool:
        """Something was done to the current diagram that can be taken back."""
        return self._desk.store.session.history.can_undo

    @property
    def has_off(self) -> bool:
        """Of the current diagram something is not proposed any more."""
        return self._diagram is not None and bool(_choice(self._diagram).off)

    # Doing it

    @property
    def _diagram(self) -> Diagram | None:
        """The current one, where its layers are the person's to change."""
        found = self._desk.store.diagram
        return found if found is not None and found.choice is not None else None

    @property
    def _root(self) -> Path | None:
        """The folder that is open; None where nothing of it is to be kept."""
        workspace = self._desk.workspace
        root = path_of(workspace.root) if workspace is not None else None
        return None if root is None or handed.is_text(root) else root

    def _do(self, choice: LayerChoice, said: str) -> None:
        before = self._diagram
        self._desk.store.do(changing.choose_layers, choice)
        if self._keep_if_changed(before):
            self._desk.say(said)
            self._desk.offer("Undo", said, self.undo)
            self._offers = True

    def _withdraw(self) -> None:
        if self._offers:
            self._desk.offer("", "")
            self._offers = False

    def _keep_if_changed(self, before: Diagram | None) -> bool:
        diagram, root = self._diagram, self._root
        if diagram is None or before is None or diagram.choice == before.choice:
            return False
        self._desk.jobs.want(diagram)
        if root is not None:
            self._files.keep(root, diagram.id, _choice(diagram))
        return True

    def _ask(
        self, title: str, verb: str, layer: str, take: Callable[[str], None], now: str = ""
    ) -> None:
        from app.ui.features.layering.naming import LayerNaming

        diagram = self._diagram
        if diagram is not None:
            wrong = partial(choosing.complaint, _choice(diagram), now=now)
            name = layer_name(layer) if layer else ""
            dialog = LayerNaming(title, verb, name, wrong, self._desk.window)
            dialog.named.connect(take)
            open_dialog(dialog)


def _offered(diagram: Diagram, layer: str) -> LayerProposal | None:
    return next((proposal for proposal in diagram.offered if proposal.layer == layer), None)


def _told(diagram: Diagram, elements: tuple[ElementId, ...]) -> str:
    """What is put somewhere: `“Web server” is`, `3 components are`."""
    if len(elements) == 1:
        return f"“{describe.name(diagram, elements[0])}” is"
    edges = diagram.index.edges.keys() & set(elements)
    what = "element" if edges else "component"
    return f"{counted(len(elements), what)} are"


def _choice(diagram: Diagram) -> LayerChoice:
    return diagram.choice or NOTHING_CHOSEN


COMMANDS: tuple[Command[LayerChoosing], ...] = (
    Command(
        "undo",
        "Undo",
        ("Ctrl+Z",),
        LayerChoosing.undo,
        enabled=lambda on: on.can_undo,
    ),
    Command(
        "accept_layers",
        "Accept all proposed layers",
        run=LayerChoosing.accept_all,
        enabled=lambda on: on.proposals,
    ),
    Command(
        "offer_layers",
        "Propose layers again",
        run=LayerChoosing.offer_again,
        enabled=lambda on: on.has_off,
    ),
    Command(
        "keep_layers",
        "Keep layers in the folder",
        run=LayerChoosing.keep_beside,
        enabled=lambda on: on.can_keep_beside,
    ),
)
