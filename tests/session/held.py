"""A session that verbs are done to, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from app.model.view_state import ViewState
from app.session.changes import Changed, reduce
from app.session.session import Session

P = ParamSpec("P")


class Held:
    """`told` is what each verb has changed."""

    def __init__(self) -> None:
        self.session = Session()
        self.told: list[Changed] = []

    @property
    def state(self) -> ViewState:
        return self.session.state

    def do(
        self,
        verb: Callable[Concatenate[Session, P], Session],
        *args: P.args,
        **options: P.kwargs,
    ) -> None:
        self.session, what = reduce(self.session, verb, *args, **options)
        self.told.append(what)
