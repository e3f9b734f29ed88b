"""What can go wrong, as one small tree.

    AcetateError
    ├── UsageError        the caller asked for something that does not exist
    ├── SourceError       a file of the workspace could not be read
    │   └── ScriptError   a diagram script failed in its child process
    ├── EditError         a change to a file is not made; a person is told what to write
    ├── ProgressError     what a person has learned cannot be read or written
    ├── LayoutError       the layout engine failed, ran out of time or was cancelled
    │   ├── CancelledError  somebody has asked for it to stop
    │   ├── GaveUpError   the engine failed at what it was given: asked another way, it may not
    │   └── SpentError    the engine used all the time or memory that it may
    ├── QtError           Qt cannot be loaded, as where system libraries are missing
    └── WriteError        a file could not be written
        └── ExportError   a picture could not be made or written

Problems inside people's files are not raised: they are collected as
`app.model.problem.Problem` values. An error here ends one action, never the window.
"""


class AcetateError(Exception):
    """Base of all errors; its text is one sentence a person can act on."""


class UsageError(AcetateError):
    """The command line or a caller named something that does not exist."""


class SourceError(AcetateError):
    """A file could not be read; carries the file and, where known, the line (1-based)."""

    def __init__(self, message: str, file: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.file = file
        self.line = line


class ScriptError(SourceError):
    """A diagram script raised, ran too long, printed too much or exited."""


class EditError(AcetateError):
    """A change to a file cannot be made safely; becomes an `app.sources.edits.edits.Advice`."""


class ProgressError(AcetateError):
    """The file with a person's progress in studying cannot be opened, read or written."""


class LayoutError(AcetateError):
    """The layout engine failed, timed out or is missing."""


class CancelledError(LayoutError):
    """The layout was cancelled."""


class GaveUpError(LayoutError):
    """The layout engine came to an end of its own without an answer."""


class SpentError(LayoutError):
    """The layout engine needed more time or memory than it may have, and was stopped."""


class QtError(AcetateError):
    """Qt cannot be loaded; the text says what the system lacks."""


class WriteError(AcetateError):
    """A file could not be written; the old one, if any, is untouched."""


class ExportError(WriteError):
    """A picture could not be made or written."""
