"""Files of the open workspace that change on disk are read again.

The system tells of changes (`QFileSystemWatcher`); what it misses, as on network drives, is
found by looking twice a second. Either way only the files' stamps decide. They are taken off the
window's thread, and believed when they stand still: nobody reads half a file.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from app.ui.kit.background import Background, Work
from app.ui.services.jobs import Jobs

if TYPE_CHECKING:
    from app.sources.stamps import Stamp, Stamps

    Pictures = dict[Path, Stamp | None]

TIMELY = 0.9  # Qt's timers may be a little early
REST = 10  # times as long as a look took, until the next that nobody was told to take
LONGEST = 2.0  # seconds of steady change after which it is read all the same
MOST = 400  # folders, and files, that the system is asked to watch; the rest is found by looking
AT_ONCE = 64  # of these that it is asked to after one look: each costs the window's thread


class WatchDelays(NamedTuple):
    """All in ms. `settle`: nothing more is written for so long. `away`: a file that is gone may
    come back so late (an editor that deletes and saves). `poll`: from look to look."""

    settle: int = 150
    away: int = 300
    poll: int = 500


class _Look(NamedTuple):
    stamps: Stamps
    watched: tuple[str, ...]  # folders and files to watch
    took: float  # seconds


class Watching(QObject):
    """Follows what `jobs` opens until it is closed. `pictures` gives the picture files that
    the notes show, as they were when they were put there."""

    def __init__(
        self,
        jobs: Jobs,
        pictures: Callable[[], Pictures],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._pictures = jobs, pictures
        self._pace = WatchDelays()
        self._background = Background(self)
        self._work: Work | None = None
        self._again = False  # something was told of while a look was under way
        self._on = False
        self._read: Stamps = {}  # of what is on screen
        self._seen: Stamps | None = None  # of the last look, where it differs
        self._shown: Pictures = {}  # as the notes last said
        self._believed: Pictures = {}  # the same, or newer where a reload is under way
        self._since = self._still = 0.0  # since when it differs, and is as it is
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._told)
        self._watcher.directoryChanged.connect(self._told)
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self.look)
        self._poll = QTimer(self, interval=self._pace.poll)
        self._poll.timeout.connect(self.look)
        jobs.opened.connect(self._follow)
        if jobs.stamps:
            self._follow()

    @property
    def pace(self) -> WatchDelays:
        """How long it waits, in ms."""
        return self._pace

    @pace.setter
    def pace(self, pace: WatchDelays) -> None:
        self._pace = pace
        self._poll.setInterval(pace.poll)

    def close(self) -> None:
        """Watch nothing any more and wait for a look that is under way."""
        self._on = False
        self._settle.stop()
        self._poll.stop()
        self._watch(())
        self._background.close()

    def look(self) -> None:
        """Compare what is on disk with what was read."""
        if not self._on:
            return
        if self._work is not None:
            self._again = True
            return
        from app.errors import SourceError
        from app.sources.finding import find
        from app.sources.stamps import folders_of, stamps_of

        path, pictures, whole = self._jobs.path, self._pictures(), self._jobs.all_of_it
        read = self._read
        more = self._jobs.read

        def look(_: object) -> _Look:
            began = monotonic()
            try:
                found = find(path, all_of_it=whole)
                stamps = stamps_of(found, (*pictures, *more))
            except (SourceError, OSError):  # it is away, or nobody may look
                return _Look({}, (), 0.0)
            known = {file: file for file in read}  # the same objects are soon compared
            now = {known.get(file, file): at for file, at in stamps.items()}
            folders = dict.fromkeys((*folders_of(found), *(p.parent for p in pictures)))
            watched = tuple(str(p) for p in (*list(folders)[:MOST], *list(now)[:MOST]))
            return _Look(now, watched, monotonic() - began)

        self._work = self._background.start(
            look, lambda found: self._compare(found, pictures), self._failed
        )

    def _follow(self) -> None:
        """Something was opened, or read again."""
        self._on = True
        self._read, self._seen = self._jobs.stamps, None
        if self._work is not None:
            self._work.cancel()  # it looks at what was open before
            self._work = None
        if self._on:
            self._poll.start()
            self.look()
        else:
            self._poll.stop()
            self._watch(())

    def _told(self, _path: str) -> None:
        # Not started anew each time: a log that is written beside the files would put off
        # looking for ever.
        if self._on and not self._settle.isActive():
            self._settle.start(self._pace.settle)

    def _compare(self, found: _Look, pictures: Pictures) -> None:
        self._work = None
        self._poll.setInterval(max(self._pace.poll, round(1000 * REST * found.took)))
        self._watch(found.watched)
        new = found.stamps
        anew = {k: v for k, v in pictures.items() if k not in self._shown or self._shown[k] != v}
        self._shown, self._believed = pictures, {**self._believed, **anew}
        before = self._read | {k: v for k in pictures if (v := self._believed[k])}
        if new == before:
            self._seen = None
        elif (wait := self._unsettled(new, gone=not before.keys() <= new.keys())) > 0:
            self._settle.start(wait)
            return
        elif self._jobs.renew(trusting=_of_layers_alone(before, new)):
            self._read = {k: v for k, v in new.items() if k not in pictures}
            self._believed = {k: new.get(k) for k in pictures}
            self._seen = None
        if self._again:
            self._again = False
            self._settle.start(self._pace.settle)

    def _unsettled(self, new: Stamps, gone: bool) -> int:
        """How long to wait until these stamps are believed, ms."""
        now = monotonic()
        if self._seen is None:
            self._since = now
        if new != self._seen:
            self._seen, self._still = new, now
        wait = self._pace.away if gone else self._pace.settle
        stood = (now - self._still) * 1000 > wait * TIMELY
        return 0 if stood or now - self._since > LONGEST else wait

    def _failed(self, _message: str) -> None:
        """The next look may do better."""
        self._work = None

    def _watch(self, wanted: tuple[str, ...]) -> None:
        """A file that was replaced is no longer watched by the system: it is asked anew."""
        now = {*self._watcher.files(), *self._watcher.directories()}
        if gone := list(now - set(wanted)):
            self._watcher.removePaths(gone)
        if new := [path for path in wanted if path not in now][:AT_ONCE]:
            self._watcher.addPaths(new)


def _of_layers_alone(before: Stamps, now: Stamps) -> bool:
    """What has changed are files that give layers to diagrams: no other is to be read again."""
    from app.sources.layers.places import is_one

    changed = (file for file in {*before, *now} if before.get(file) != now.get(file))
    return all(is_one(file) for file in changed)
