"""The sentences of notes that explain an answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from app.model.comments import without_comments
from app.model.diagram import Cluster, Diagram, Edge, Node
from app.model.ids import ElementId, SectionId
from app.model.notes import Section
from app.model.workspace import Workspace
from app.study.answers import names_of, words
from app.study.card import Reason
from app.study.short_forms import Words, shortened

LONGEST = 400  # characters of a sentence that is shown
LEAST = 4  # words of one
FITS = 2.0  # what a sentence has in common with a note's question and its answer, at least
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_NO_TEXT = re.compile(r"\s*(?:#{1,6}\s|\||!\[|</?(?:details|summary)\b)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
_LITTLE = frozenset(("for", "from", "its", "into", "with", "and", "not", "all", "per", "each"))
_ENDED = r"(?:(?<=[.!?])|(?<=[.!?][”’\")]))"
_END = re.compile(_ENDED + r"\s+(?=[“‘\"(]*[A-Z0-9])")
# Links that stand alone after a sentence: the notes' sources.
_SOURCES = re.compile(_ENDED + r"(?:,? \[[^\[\]]*\]\([^()\s]*\))+(?=\s+[A-Z]|$)")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_MARKS = re.compile(r"\*{1,3}|`|(?<!\w)_{1,2}|_{1,2}(?!\w)")


def plain(markdown: str) -> str:
    """Without marks and tags; paragraphs stay apart."""
    text = _MARKS.sub("", _LINK.sub(r"\1", _TAG.sub(" ", without_comments(markdown))))
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return "\n\n".join(p for p in parts if p)


@lru_cache(maxsize=2048)
def sentences(markdown: str) -> tuple[str, ...]:
    """The whole sentences that tell something, without marks, in the order in which they stand."""
    return tuple(
        said
        for block in _blocks(markdown)
        for sentence in _END.split(_ended(plain(_SOURCES.sub("", block))))
        if (said := sentence.strip()).endswith((".", "!", ".”", ".)"))
        and len(said) <= LONGEST
        and len(words(said)) >= LEAST
    )


def _ended(block: str) -> str:
    """An item of a list that goes on after it, as a sentence."""
    return f"{block[:-1]}." if block.endswith(";") else block


def _blocks(markdown: str) -> Iterator[str]:
    """Paragraphs and items of lists, each in one line. What is in a fence is none."""
    block: list[str] = []
    fenced = False
    for line in (*markdown.split("\n"), ""):
        starts = _FENCE.match(line) is not None
        fenced ^= starts
        item = _ITEM.match(line)
        ends = starts or fenced or item or not line.strip() or _NO_TEXT.match(line)
        if ends and block:
            yield " ".join(block)
            block = []
        if item and not fenced:
            block = [line[item.end() :]]
        elif not ends:
            block.append(_unquoted(line).strip())


def _unquoted(line: str) -> str:
    """Without the signs of a quote, and the spaces round them."""
    before, sign, behind = line.partition(">")
    if not sign:
        return line
    behind = behind.lstrip(">")
    return before.rstrip() + (behind[1:] if behind[:1].isspace() else behind)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence where it stands, its words as the usual short forms in order, and each once."""

    text: str
    section: SectionId
    words: Words
    spoken: frozenset[str]


class Explained:
    """Which sentence of the notes says why an answer is right."""

    def __init__(self, diagram: Diagram, workspace: Workspace) -> None:
        self._workspace = workspace
        self._components = diagram.index.named
        self._diagram = diagram

    def component(self, id: ElementId) -> tuple[Reason, ...]:
        """What the notes say of a component, in the section that it opens: the first sentence that
        begins with its name; else the first one, or where the section is about more, the one with
        most words of its label."""
        section = self._section(id)
        said = _of_section(section) if section else ()
        if section is None or not said:
            return ()
        names, title = self._names(id), shortened(words(section.title))
        own = set(title) <= set(shortened(words(self._components[id].label)))
        subjects = (*names, title) if own else names
        best = next((s for s in said if _is_about(s, subjects)), None)
        if best is None:
            wanted = frozenset[str]() if own else _words_of(self._components[id].label)
            best = max(said, key=lambda s: len(wanted & s.spoken))
        return (Reason(best.text, best.section),)

    def edge(self, edge: Edge, wanted: ElementId | None = None) -> tuple[Reason, ...]:
        """The sentence that speaks of at least two of both ends and what the edge says, and most of
        them, in the sections that the ends open; where there is none, what the notes say of the end
        that is `wanted`, or else that it leads to."""
        tail, head = edge.way
        ends = (self._names(tail), self._names(head))
        parts = [
            _words_of(edge.label),
            *(_words_of(" ".join(map(" ".join, names))) for names in ends),
        ]

        def worth(said: _Sentence) -> tuple[int, int]:
            named = sum(_names_one(said, names) for names in ends)
            common = [len(part & said.spoken) for part in parts]
            return sum(map(bool, common)), 2 * named + sum(common)

        found = max(self._near((head, tail)), key=worth, default=None)
        if found is not None and worth(found)[0] > 1:
            return (Reason(found.text, found.section),)
        first, other = (tail, head) if wanted == tail else (head, tail)
        return self.component(first) or self.component(other)

    def all_of(
        self, ids: Collection[ElementId], home: SectionId | None = None, but: Collection[str] = ()
    ) -> tuple[Reason, ...]:
        """The sentence that names most of these, in `home`, or where none does so there, in the
        sections that they open; none of those in `but`."""
        names = [self._names(id) for id in dict.fromkeys(ids)]
        section = self._workspace.notebook.section(home)
        for said in (_of_section(section) if section else (), tuple(self._near(ids))):
            near = tuple(s for s in said if s.text not in but)
            counts = [sum(_names_one(s, n) for n in names) for s in near]
            most = max(counts, default=0)
            if most:
                best = near[counts.index(most)]
                return (Reason(best.text, best.section),)
        return ()

    def stated(self, edges: Iterable[Edge]) -> tuple[Reason, ...]:
        """The sentences by which an author explains dependences, each once."""
        said = dict.fromkeys(e.depends.reason for e in edges if e.depends and e.depends.reason)
        return tuple(Reason(text, self._where(text)) for text in said)

    def _where(self, text: str) -> SectionId:
        """The first section in which a sentence stands; nothing where it stands in none."""
        notebook = self._workspace.notebook
        return next(
            (s.id for s in notebook.sections if text in " ".join(sentences(s.text))), SectionId("")
        )

    def _near(self, ids: Iterable[ElementId]) -> Iterator[_Sentence]:
        sections = (self._section(id) for id in ids)
        for section in dict.fromkeys(s.id for s in sections if s is not None):
            found = self._workspace.notebook.section(section)
            yield from _of_section(found) if found else ()

    def _section(self, id: ElementId) -> Section | None:
        link = self._workspace.link(self._diagram.id, id)
        return self._workspace.notebook.section(link.section) if link else None

    def _names(self, id: ElementId) -> tuple[Words, ...]:
        component = self._components.get(id)
        return _ways(component) if component else ()


class Told:
    """Which sentence of a note explains what is asked of it."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._said = tuple(said for section in sections for said in _of_section(section))
        count = Counter(word for said in self._said for word in said.spoken)
        self._rare = {word: log(1 + len(self._said) / n) for word, n in count.items()}

    def reason(self, question: str, answer: str) -> tuple[Reason, ...]:
        """The sentence that has most in common with both, above all with the answer; where that
        is little, only the section that it stands in."""
        wanted = _words_of(answer)
        asked = _words_of(question) - wanted

        def worth(said: _Sentence) -> float:
            common = sum(self._rare[w] for w in wanted & said.spoken)
            common += sum(self._rare[w] for w in asked & said.spoken) / 2
            return common / sqrt(len(said.spoken) + 6)  # long ones have something of everything

        best = max(self._said, key=worth, default=None)
        if best is None:
            return ()
        fits = worth(best) >= FITS and len(wanted & best.spoken) > 1
        return (Reason(best.text if fits else "", best.section),)


@lru_cache(maxsize=4096)
def _ways(component: Node | Cluster) -> tuple[Words, ...]:
    """How a sentence may name a component: `web server` for `Web servers A`."""
    ways = (
        tuple(w for w in shortened(words(name)) if len(w) > 1 and not w.isdigit())
        for name in names_of(component.label)
    )
    return tuple(way for way in dict.fromkeys(ways) if way)


def _names_one(said: _Sentence, names: Iterable[Words]) -> bool:
    """Whether it holds all words of one of the names: `the pipeline's role` is the pipeline role."""
    return any(said.spoken.issuperset(name) for name in names)


def _is_about(said: _Sentence, names: Iterable[Words]) -> bool:
    """Whether one of the names is the first thing that it says."""
    return any(said.words[: len(name)] == name for name in names if name)


def _words_of(text: str) -> frozenset[str]:
    """What a sentence may have in common with a label."""
    return frozenset(w for w in shortened(words(text)) if len(w) > 2 and w not in _LITTLE)


@lru_cache(maxsize=2048)
def _of_section(section: Section) -> tuple[_Sentence, ...]:
    said = ((text, shortened(words(text))) for text in sentences(section.text))
    return tuple(_Sentence(text, section.id, spoken, frozenset(spoken)) for text, spoken in said)
