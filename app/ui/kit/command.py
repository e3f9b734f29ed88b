"""What a person can do, as records. Menus, context menus, the palette, the key handling of each
mode, the shortcut sheets and the tables in `docs/keys.md` are made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from app.ui.kit import plain

S = TypeVar("S")
T = TypeVar("T")
RULE = "|"  # in a menu's ids: a line

_SIGNS = {
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "PgUp": "Page up",
    "PgDown": "Page down",
    "Return": "Enter",
    "Del": "Delete",
    "-": "−",
}


def always(_on: object) -> bool:
    """For commands that can always be done."""
    return True


def never() -> bool:
    """For what is never on, or never done."""
    return False


@dataclass(frozen=True, slots=True)
class Command(Generic[T]):
    """Something that can be done to a T: a window, a mode, or what a context menu is about.

    `text` is its name in a menu and the palette; `words` what the sheets and the guides say instead,
    where that says too little. `keys` are portable key sequences, of which a menu shows the first;
    `also` are keys that work and are not told of. `gesture` is what does the same without a key
    (“Click”), `where` the place where the keys count, for people.

    `run` does it, or `pick` where the keys count: it gets the place of the key in `keys`, or in
    `also`. Without either, a widget does it by itself. `enabled`: whether it can be done now; its
    keys are somebody else's while it cannot. `offered`: whether a context menu has it at all.
    `named` is its name in a context menu where that is not always the same, `tip` what its
    tooltip there says. `is_on`: whether
    it is on now, where that can be asked; `check`: it can be on or off, and an action knows. `sub`: the submenu it stands in, and is one of which a single one is on."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    run: Callable[[T], object] | None = None
    enabled: Callable[[T], bool] = always
    also: tuple[str, ...] = ()
    pick: Callable[[T, int], object] | None = None
    words: str = ""
    gesture: str = ""
    where: str = ""
    offered: Callable[[T], bool] = always
    named: Callable[[T], str] | None = None
    is_on: Callable[[T], bool] | None = None
    check: bool = False
    sub: str = ""
    tip: Callable[[T], str] | None = None

    @property
    def told(self) -> str:
        """What the sheets and guides say of it."""
        return self.words or self.text.rstrip("…")

    def within(self, find: Callable[[S], T]) -> Command[S]:
        """The same, done to the T of an S."""
        run, pick, named, is_on = self.run, self.pick, self.named, self.is_on
        tip = self.tip
        return Command(
            self.id,
            self.text,
            self.keys,
            run and (lambda on: run(find(on))),
            lambda on: self.enabled(find(on)),
            self.also,
            pick and (lambda on, number: pick(find(on), number)),
            self.words,
            self.gesture,
            self.where,
            lambda on: self.offered(find(on)),
            named and (lambda on: named(find(on))),
            is_on and (lambda on: is_on(find(on))),
            self.check,
            self.sub,
            tip and (lambda on: tip(find(on))),
        )

    def bound(self, on: T) -> Bound:
        """It, to be done to that."""
        is_on = partial(self.is_on, on) if self.is_on is not None else never
        return Bound(self, partial(self.do, on), partial(self.enabled, on), is_on, id(on))

    def do(self, on: T, number: int = 0) -> None:
        """Do it, whether it is enabled or not; `number` is for `pick`."""
        if self.run is not None:
            self.run(on)
        elif self.pick is not None:
            self.pick(on, number)


@dataclass(frozen=True, slots=True)
class Bound:
    """A command with what it is done to; `of` tells one such from another."""

    command: Command[Any]
    run: Callable[[], object]
    enabled: Callable[[], bool]
    is_on: Callable[[], bool]
    of: int = 0


def bind(commands: Iterable[Command[T]], on: T) -> list[Bound]:
    """All of them, done to that one."""
    return [command.bound(on) for command in commands]


# Keys


def key_action(
    commands: Iterable[Command[T]], on: T, event: QKeyEvent
) -> Callable[[], None] | None:
    """What the first enabled command that has the pressed key does; None where there is none."""
    for command in commands:
        number = place(command, event)
        if number is not None and command.enabled(on):
            return partial(command.do, on, number)
    return None


def press(commands: Iterable[Command[T]], on: T, event: QKeyEvent) -> bool:
    """Do what a key says; False where it says nothing."""
    do = key_action(commands, on, event)
    if do is not None:
        do()
    return do is not None


def place(command: Command[T], event: QKeyEvent) -> int | None:
    """The place of the pressed key among the command's; None where it is none of them."""
    if command.run is None and command.pick is None:
        return None
    for keys in (command.keys, command.also):
        for number, sequence in enumerate(keys):
            if _is(event, sequence):
                return number
    return None


def _is(event: QKeyEvent, sequence: str) -> bool:
    """Shift counts where the sequence names it, and with a letter that is held with another key:
    many signs need it."""
    key, wanted = _combination(sequence)
    if event.key() != key:
        return False
    shift = Qt.KeyboardModifier.ShiftModifier
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    with_letter = wanted != Qt.KeyboardModifier.NoModifier and Qt.Key.Key_A <= key <= Qt.Key.Key_Z
    if not wanted & shift and not with_letter:
        held &= ~shift
    return held == wanted


@cache
def _combination(sequence: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    combination = cast("Sequence[QKeyCombination]", QKeySequence(sequence))[0]
    return combination.key(), combination.keyboardModifiers()


# Words


def keys_text(keys: str, *, native: bool = True) -> str:
    """A key sequence as this platform writes it, or with `native` off as the guides do; arrows and
    the like as signs."""
    written = QKeySequence.SequenceFormat
    text = QKeySequence(keys).toString(written.NativeText if native else written.PortableText)
    return "+".join(_SIGNS.get(part, part) for part in _parts(text))


def all_keys(command: Command[T], *, native: bool = True) -> str:
    """Its gesture and its keys in one line: “1 – 9”, “Space, →”; empty where it has none."""
    texts = [keys_text(keys, native=native) for keys in command.keys]
    if len(texts) > 2 and all(_digit(a) + 1 == _digit(b) for a, b in pairwise(texts)):
        texts = [f"{texts[0]} – {texts[-1][-1]}"]
    texts = [", (comma)" if text == "," else text for text in texts]
    listed = ", ".join(filter(None, (command.gesture, *texts)))
    return f"{listed} {command.where}".strip()


def with_key(text: str, command: Command[Any], number: int = 0) -> str:
    """A label or a tooltip, and the key that does the same: “Next (→)”."""
    return f"{text} ({keys_text(command.keys[number])})"


def rows(commands: Iterable[Command[Any]], *, native: bool = True) -> list[tuple[str, str]]:
    """Keys and what they do, for a sheet or a table; commands that say the same share a row."""
    found: dict[str, str] = {}
    for command in commands:
        keys = all_keys(command, native=native)
        if keys:
            before = found.get(command.told)
            found[command.told] = f"{before}, {keys}" if before else keys
    return [(keys, told) for told, keys in found.items()]


def _parts(text: str) -> list[str]:
    """`Ctrl++` → `Ctrl`, `+`."""
    if text.endswith("+"):
        return [*text[:-1].split("+")[:-1], "+"] if len(text) > 1 else ["+"]
    return text.split("+")


def _digit(text: str) -> int:
    """The digit at its end; what follows no other where there is none."""
    return int(text[-1]) if text[-1:].isdigit() else -10


# Context menus


def fill_menu(
    menu: QMenu, ids: str, commands: Sequence[Command[T]], on: T, *, with_keys: bool = False
) -> None:
    """Put the commands with those ids into a menu, in that order; `|` draws a line. `with_keys`
    shows the keys that do the same, which are somebody else's."""
    known = {command.id: command for command in commands}
    for id in ids.split():
        if id == RULE:
            menu.addSeparator()
        elif known[id].offered(on):
            command = known[id]
            text = command.named(on) if command.named else command.text
            action = menu.addAction(plain.caption(text))
            action.setObjectName(id)
            action.setEnabled(command.enabled(on))
            if command.tip is not None:
                action.setToolTip(plain.tip(command.tip(on)))
                menu.setToolTipsVisible(True)
            if command.is_on is not None:
                action.setCheckable(True)
                action.setChecked(command.is_on(on))
            if with_keys and command.keys:
                action.setShortcut(QKeySequence(command.keys[0]))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _=False, command=command: command.do(on))
