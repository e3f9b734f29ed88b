"""Which scripts of what is open are trusted: the question, what comes of its answer, and the list of all that is
trusted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.errors import SourceError
from app.model.wording import listed
from app.paths import text_of
from app.ui.kit.command import Command
from app.ui.kit.dialog import open_dialog
from app.ui.views.desk import Desk

if TYPE_CHECKING:
    from app.sources.scripts.closure import Closure
    from app.ui.services.opening import ScriptState
    from app.ui.shell.trust_question import TrustQuestion

NAMED = 3  # scripts that a message names


class Trusting(QObject):
    """Follows what is open: the question goes when that changes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self.question: TrustQuestion | None = None  # that stands open
        self._changed: set[Path] = set()  # scripts of what is open, since they were trusted
        desk.jobs.opened.connect(self._renew)

    @property
    def there(self) -> bool:
        """There are scripts of which somebody may be asked."""
        return bool(self._desk.jobs.scripts)

    def ask(self) -> None:
        """Ask about the scripts of what is open, where there are any."""
        from app.sources.handed import is_handed
        from app.sources.scripts.reach import holds_homes
        from app.ui.shell.trust_question import TrustQuestion

        desk, scripts, path = self._desk, self._desk.jobs.scripts, self._desk.jobs.path
        if not scripts or path is None:
            return
        folder = _folder(path)
        self.question = question = TrustQuestion(
            folder,
            scripts,
            desk.settings.run_of(text_of(path)),
            desk.store.theme,
            may_be_always=not is_handed(path) and not holds_homes(folder),
            parent=desk.window,
        )
        question.accepted.connect(lambda: self._take(question, folder, scripts))
        question.no_longer_wanted.connect(lambda: self._no_longer(question, folder, scripts))
        question.difference_wanted.connect(lambda: self._compare(question, scripts))
        question.finished.connect(self._answered)
        open_dialog(question)

    def show_all(self) -> None:
        """List what is trusted, here and elsewhere."""
        from app.trust.grants import grants
        from app.ui.shell.trusted_list import TrustedList

        shown = TrustedList(grants(), self._desk.window)
        shown.no_longer_wanted.connect(self._take_back)
        open_dialog(shown)

    def _take(
        self, question: TrustQuestion, folder: Path, scripts: tuple[ScriptState, ...]
    ) -> None:
        desk, run = self._desk, question.how()
        network, always = question.network.isChecked(), question.always.isChecked()
        if question.from_now_on.isChecked() and not question.from_now_on.isHidden():
            desk.settings.script_seconds = float(question.seconds.value())
        desk.settings.keep_run(question.saved())

        def work(_: object) -> list[str]:
            from app.trust.grants import trust_folder, trust_scripts

            if always:
                trust_folder(folder, network=network)
                return []
            seen, changed = _as_seen(scripts)
            trust_scripts(seen, network=network)
            return changed

        def done(changed: list[str]) -> None:
            if changed:
                desk.say(f"Changed while you were asked, and still restricted: {_some(changed)}.")
            desk.jobs.run_again(run)

        desk.jobs.background.start(work, done, desk.say, self)

    def _no_longer(
        self, question: TrustQuestion, folder: Path, scripts: tuple[ScriptState, ...]
    ) -> None:
        question.close()

        def work(_: object) -> None:
            from app.trust.grants import grants, take_back

            for trusted in grants().round(folder):
                take_back(Path(trusted.path))
            for script in scripts:
                take_back(script.path)

        self._desk.jobs.background.start(work, self._taken_back, self._desk.say, self)

    def _take_back(self, path: Path) -> None:
        def work(_: object) -> None:
            from app.trust.grants import take_back

            take_back(path)

        self._desk.jobs.background.start(work, self._taken_back, self._desk.say, self)

    def _taken_back(self, _: object) -> None:
        self._desk.jobs.renew()

    def _compare(self, question: TrustQuestion, scripts: tuple[ScriptState, ...]) -> None:
        def work(_: object) -> str:
            from app.sources.scripts.closure import closure_of
            from app.trust.difference import difference
            from app.trust.grants import grants

            known, parts = grants(), []
            for script in scripts:
                before = known.before(script.path)
                if script.changed and before is not None:
                    parts.append(f"{script.path}\n{difference(closure_of(script.path), before)}")
            return "\n\n".join(parts)

        def done(text: str) -> None:
            from app.ui.shell.trust_difference import TrustDifference

            open_dialog(TrustDifference(text, question))

        self._desk.jobs.background.start(work, done, self._desk.say, question)

    def _renew(self) -> None:
        """Scripts were read anew. The question stays where it is still about the same."""
        scripts = self._desk.jobs.scripts
        if self.question is not None and self.question.scripts != scripts:
            self.question.close()
        before, self._changed = self._changed, {s.path for s in scripts if s.changed}
        if new := sorted(path.name for path in self._changed - before):
            said = (
                "has changed since you trusted it"
                if len(new) == 1
                else "have changed since you trusted them"
            )
            self._desk.say(f"{_some(new)} {said}: restricted, not run.")

    def _answered(self) -> None:
        self.question = None


def _some(names: list[str]) -> str:
    return listed([*names[:NAMED], *(["others"] if len(names) > NAMED else [])])


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _as_seen(scripts: tuple[ScriptState, ...]) -> tuple[list[Closure], list[str]]:
    """The closures of those that are as they were when the question was asked, and the names of the
    others."""
    from app.sources.scripts.closure import closure_of

    same: list[Closure] = []
    changed: list[str] = []
    for script in scripts:
        try:
            closure = closure_of(script.path)
        except SourceError:
            changed.append(script.path.name)
            continue
        if closure.digests == script.digests:
            same.append(closure)
        else:
            changed.append(script.path.name)
    return same, changed


COMMANDS: tuple[Command[Trusting], ...] = (
    Command("trust_scripts", "Trust scripts…", run=Trusting.ask, enabled=lambda it: it.there),
    Command("show_trusted", "Trusted scripts and folders…", run=Trusting.show_all),
)
