"""A session of studying: which card is asked, what was answered, whether it is revealed. The room
that studies and the window of the audience follow it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.errors import ProgressError
from app.model.ids import ElementId
from app.model.workspace import Workspace
from app.render.recall import RecallOptions, Shown, shown
from app.study.answers import accepts
from app.study.card import Card, CardKind
from app.study.hints import Hint, hints
from app.study.pauses import Pause
from app.study.schedule import Grade

PAUSED = {
    Pause.BURIED: "Buried until tomorrow; Undo takes that back.",
    Pause.SUSPENDED: "Suspended. It will not be asked until you bring it back in “All cards”.",
}


class CardReview(Protocol):
    """`app.study.review_session`: what keeps the grades, and what keeps none."""

    @property
    def total(self) -> int: ...
    @property
    def current(self) -> Card | None: ...
    @property
    def learned(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def again(self) -> int: ...
    @property
    def can_undo(self) -> bool: ...
    @property
    def reported(self) -> int: ...
    @property
    def paused(self) -> int: ...
    def grade(self, grade: Grade) -> None: ...
    def report(self, title: str, reason: str) -> None: ...
    def pause(self, how: Pause) -> None: ...
    def undo(self) -> bool: ...
    def skip(self, known: Callable[[Card], bool]) -> None: ...


class StudySession(QObject):
    """changed(): all that is shown may be another. card_changed(): so is the card. failed(sentence):
    what was done could not be kept. over(): there is nothing left to ask."""

    changed = Signal()
    card_changed = Signal()
    failed = Signal(str)
    over = Signal()

    def __init__(
        self,
        asking: CardReview,
        workspace: Workspace,
        way: RecallOptions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.asking, self.workspace, self.way = asking, workspace, way
        self.revealed = False
        self.verdict = ""
        self.remark = ""  # of what was just done, beside the place
        self.suggested = Grade.GOOD
        self.hints: tuple[Hint, ...] = ()  # that there are, and how many of them are given
        self.hinted = 0
        self.picked: tuple[ElementId, ...] = ()
        self.steps: tuple[str, ...] = ()
        self._wrong = 0
        self._begin()

    @property
    def card(self) -> Card | None:
        return self.asking.current

    @property
    def place(self) -> str:
        """“3 of 20, 2 to repeat”."""
        asking = self.asking
        again = {0: "", 1: ", 1 to repeat"}.get(asking.again, f", {asking.again} to repeat")
        return f"{asking.number} of {asking.total}{again}"

    @property
    def tried(self) -> bool:
        """Whether the steps were put in another order than they came in."""
        return self.card is not None and self.steps != _shuffled(self.card)

    def shown(self) -> Shown:
        """What of the picture is hidden now."""
        card = self.card
        diagram = self.workspace.diagram(card.diagram) if card else None
        if diagram is None or card is None:
            return Shown()
        hidden = shown(diagram, card, self.way, self.revealed)
        told = {id for hint in self.given for id in hint.shows}
        masked = {id: mask for id, mask in hidden.masked.items() if id not in told}
        return replace(hidden, masked=masked)

    @property
    def given(self) -> tuple[Hint, ...]:
        """The hints that were asked for."""
        return self.hints[: self.hinted]

    def judged(self) -> dict[ElementId, str]:
        """The marks on components: what was picked, and once it is revealed what was right."""
        card = self.card
        if card is None:
            return {}
        if not self.revealed:
            return dict.fromkeys(self.picked, "picked")
        marks = {id: "right" if id in card.targets else "wrong" for id in self.picked}
        missed = "missed" if self.picked else "right"
        return marks | {id: missed for id in card.targets if id not in marks}

    def take(self, workspace: Workspace, known: frozenset[str]) -> None:
        """The files were read again: only cards with these ids are asked from now on."""
        self.workspace = workspace
        before = self.card
        self.asking.skip(lambda card: card.id in known)
        if self.card is before:
            self.changed.emit()
        else:
            self._begin()

    # Answering

    def answer(self, text: str) -> None:
        """By typing. Of several, each name is picked."""
        card = self.card
        if card is None or self.revealed or not text.strip():
            return
        if card.kind is CardKind.REACH:
            self._pick_named(card, text)
        elif accepts(text, card.accepted, card.rivals):
            self._right()
        else:
            self._not(f"Not “{text.strip()}”. Try again, or press Space to see the answer.")

    def pick(self, component: ElementId) -> None:
        """By a click."""
        card = self.card
        if card is None or self.revealed:
            return
        if card.kind is CardKind.REACH:
            if component in card.about:
                return
            gone = component in self.picked
            kept = tuple(id for id in self.picked if id != component)
            self.picked = kept if gone else (*self.picked, component)
            self.verdict = f"{len(self.picked)} picked. Press Enter to check."
            self.changed.emit()
        elif card.targets:
            if component in card.targets:
                self.picked = (component,)
                self._right()
            elif component not in card.about:
                self._not("Not that one. Try again, or press Space to see the answer.")

    def check(self) -> None:
        """What was picked, or put in order, is the answer."""
        card = self.card
        if card is None or self.revealed:
            return
        if card.kind is CardKind.REACH and self.picked:
            hits = len(card.targets & set(self.picked))
            if hits == len(card.targets) == len(self.picked):
                self._right()
            else:
                self._wrong += 1
                self._reveal(f"{hits} of {len(card.targets)} found.")
        elif card.kind is CardKind.ORDER:
            if self.steps == card.steps:
                self._right()
            else:
                fits = sum(a == b for a, b in zip(self.steps, card.steps, strict=True))
                self._not(f"In the right place: {fits} of {len(card.steps)}. Try again.")

    def put(self, steps: tuple[str, ...]) -> None:
        """The steps in this order."""
        self.steps = steps

    def hint(self) -> None:
        """One more, where there is another."""
        if not self.revealed and self.hinted < len(self.hints):
            self.hinted += 1
            for hint in self.given:
                self._place_step(hint)
            self.changed.emit()

    def reveal(self) -> None:
        """Give up; of a note's question, which nobody can answer here, see what was meant."""
        if self.card is not None and not self.revealed:
            self._reveal("")

    # Grading

    def grade(self, grade: Grade) -> None:
        """Once it is revealed: keep the grade and ask the next one."""
        if self.card is None or not self.revealed:
            return
        try:
            self.asking.grade(grade)
        except ProgressError as why:
            self.failed.emit(str(why))
            return
        self.remark = ""
        self._begin()

    def report(self, reason: str) -> None:
        """Report the card, revealed or not, and ask the next one. `reason` may be empty."""
        card = self.card
        if card is None:
            return
        diagram = self.workspace.diagram(card.diagram)
        try:
            self.asking.report(diagram.title if diagram else "", reason)
        except ProgressError as why:
            self.failed.emit(str(why))
            return
        self.remark = "Reported. It will not be asked again; Undo takes that back."
        self._begin()

    def pause(self, how: Pause) -> None:
        """Bury or suspend the card, revealed or not, and ask the next one."""
        if self.card is None:
            return
        try:
            self.asking.pause(how)
        except ProgressError as why:
            self.failed.emit(str(why))
            return
        self.remark = PAUSED[how]
        self._begin()

    def undo(self) -> None:
        """Take the last grade, report or pause back; that card is asked again."""
        if not self.asking.can_undo:
            return
        try:
            done = self.asking.undo()
        except ProgressError as why:
            self.failed.emit(str(why))
            return
        if done:
            self.remark = ""
            self._begin()
        else:
            self.failed.emit("That card has changed in another window since; that change stays.")

    # Inside

    def _begin(self) -> None:
        card = self.card
        self.revealed, self.verdict, self.picked = False, "", ()
        if card is not None and card.kind is CardKind.PLACE:
            self.verdict = "Click it in the picture."
        elif card is not None and card.kind is CardKind.ORDER:
            self.verdict = "Drag them, or press Alt+↑ and Alt+↓."
        self.suggested, self._wrong = Grade.GOOD, 0
        diagram = self.workspace.diagram(card.diagram) if card else None
        self.hints, self.hinted = hints(diagram, card) if card else (), 0
        self.steps = _shuffled(card) if card else ()
        self.card_changed.emit()
        self.changed.emit()
        if card is None:
            self.over.emit()

    def _place_step(self, hint: Hint) -> None:
        if self.card is not None and hint.step is not None:
            placed = self.card.steps[hint.step]
            rest = tuple(step for step in self.steps if step != placed)
            self.steps = (*rest, placed) if hint.step else (placed, *rest)

    def _right(self) -> None:
        self.suggested = Grade.HARD if self._wrong or self.hinted else Grade.GOOD
        self.revealed, self.verdict = True, "Right."
        self.changed.emit()

    def _reveal(self, verdict: str) -> None:
        asked = self.card is not None and self.card.kind is not CardKind.NOTE
        self.suggested = Grade.AGAIN if asked else Grade.HARD if self.hinted else Grade.GOOD
        self.revealed, self.verdict = True, verdict
        self.changed.emit()

    def _not(self, verdict: str) -> None:
        self._wrong += 1
        self.verdict = verdict
        self.changed.emit()

    def _pick_named(self, card: Card, text: str) -> None:
        from app.study.answers import names_of

        diagram = self.workspace.diagram(card.diagram)
        for name in filter(str.strip, text.split(",")):
            components = diagram.components if diagram else ()
            fits = [c.id for c in components if accepts(name, names_of(c.label))]
            if not fits:
                self._not(f"There is no component “{name.strip()}” here.")
                return
            found = [id for id in fits if id in card.targets] or fits[:1]
            self.picked = tuple(dict.fromkeys((*self.picked, *found)))
        self.verdict = f"{len(self.picked)} picked. Press Enter to check."
        self.changed.emit()


def _shuffled(card: Card) -> tuple[str, ...]:
    """The steps in another order, the same one for a card each time."""
    steps = list(card.steps)
    chance = random.Random(card.id)  # noqa: S311 - a shuffle, not a secret
    while len(steps) > 1 and tuple(steps) == card.steps:
        chance.shuffle(steps)
    return tuple(steps)
