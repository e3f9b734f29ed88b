"""`acetate study`: what is due, progress to and from a file, reported cards, cards to Anki. No Qt but
for Anki's pictures."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import datetime

from app.cli_load import Tries, laid_out, load_workspace, progress, tell
from app.errors import AcetateError, UsageError
from app.model.lasting import elements, renamed
from app.model.wording import counted
from app.model.workspace import Workspace
from app.study import plan, report_file, transfer
from app.study.card import Card
from app.study.card_generator import cards as made_cards
from app.study.progress import Progress
from app.study.reported import Reported, still_asked
from app.study.waiting import waiting


def study(args: argparse.Namespace) -> int:
    """Do what the options say, or print what is due today. Raises ProgressError and WriteError,
    which name the file, and UsageError."""
    if args.output is not None and not args.reported:
        raise UsageError("-o is the file for the reported cards: add --reported.")
    with Progress() as kept:
        if args.take is not None:
            count = transfer.take(kept, args.take)
            tell(f"Imported {args.take}: {counted(count, 'card')} changed.")
        if args.export is not None:
            count = transfer.export(kept, args.export)
            tell(f"Exported progress on {counted(count, 'card')} to {args.export}.")
        if args.reported:
            _list_reported(kept.reports.all(), args)
        if args.anki is None and (
            args.reported or args.take is not None or args.export is not None
        ):
            return 0
        workspace = load_workspace(args)
        kept.follow(workspace.root, elements(workspace), renamed)
        made = made_cards(workspace)
        reported = kept.reports.withheld()
        paused = kept.pauses.all(datetime.now().astimezone()).keys() - reported
        cards = still_asked(made, reported | paused)
        if args.anki is not None:
            return _to_anki(workspace, cards, args)
        left_out = [sum(c.id in ids for c in made) for ids in (reported, paused)]
        _print_due(workspace, cards, left_out, kept, args.json)
    return 0


def _list_reported(reports: tuple[Reported, ...], args: argparse.Namespace) -> None:
    if args.output is not None:
        count = report_file.write(reports, args.output)
        tell(f"Wrote {counted(count, 'reported card')} to {args.output}.")
    if args.json:
        kept = ("card", "diagram", "question", "answer", "reason")
        found = [
            {"at": r.moment.isoformat(timespec="seconds")}
            | {name: getattr(r, name) for name in kept}
            for r in reports
        ]
        print(json.dumps({"reported": found}, indent=1))
    elif args.output is None:
        print(
            report_file.as_markdown(reports).rstrip() if reports else "No cards have been reported."
        )


def _print_due(
    workspace: Workspace,
    cards: tuple[Card, ...],
    left_out: list[int],
    kept: Progress,
    as_json: bool,
) -> None:
    """`cards` are those that are asked, `left_out` how many more were reported and are paused."""
    reported, paused = left_out
    now = datetime.now().astimezone()
    kept.settle(now)
    memories, reviews, limit = kept.memories(), kept.reviews(), kept.limits.on(now)
    today = plan.today(cards, memories, reviews, now, limit.today)
    coming = plan.forecast(cards, memories, now)
    days = plan.retention(reviews, now, among=[c.id for c in cards])
    asked, recalled = sum(d.asked for d in days), sum(d.kept for d in days)
    found_in = plan.counts(cards, memories, now)
    places = [(d.id, d.title) for d in workspace.diagrams] + [("", "Notes without a diagram")]
    rows = [(id, title, found_in[id]) for id, title in places if id in found_in]
    if as_json:
        found = {
            "due": [{"id": c.id, "question": c.question} for c in today.due],
            "new": [{"id": c.id, "question": c.question} for c in today.new],
            "reported": reported,
            "paused": paused,
            "forecast": coming,
            "retention": {"asked": asked, "remembered": recalled, "days": len(days)},
            "diagrams": [{"id": id, "title": title} | asdict(count) for id, title, count in rows],
        }
        print(json.dumps(found, indent=1))
        return
    if aside := kept.asides.unsaid():
        tell(aside.sentence(now))
        kept.asides.told(aside)
    print(f"{len(today.due)} due today, {len(today.new)} new of {len(today.new) + today.later}.")
    if wait := waiting(cards, today, memories, now, limit):
        print(wait.sentence)
    for _, title, count in rows:
        print(f"  {title}: {count.due} due, {count.new} new, {count.begun} started")
    print(f"The next {len(coming)} days: {', '.join(map(str, coming))}")
    if asked:
        print(f"Remembered over {len(days)} days: {round(100 * recalled / asked)}% of {asked}")
    if reported:
        print(f"Reported, so not asked: {reported}. --reported lists them.")
    if paused:
        print(f"Buried until tomorrow or suspended, so not asked: {paused}.")


def _to_anki(workspace: Workspace, cards: tuple[Card, ...], args: argparse.Namespace) -> int:
    from app.exporters import exporter, suffixes
    from app.exporters.exporter import CardsExporter
    from app.render.offscreen import ensure_application
    from app.render.recall import RecallOptions

    into = exporter(CardsExporter, args.anki.suffix)
    if into is None:
        raise UsageError(
            f"“{args.anki}” does not say what to write. End its name in {suffixes(CardsExporter)}."
        )
    if sentence := into.missing():
        raise AcetateError(sentence)
    ensure_application()
    layouts, tries = {}, Tries()
    for number, diagram in enumerate(workspace.diagrams, 1):
        progress(f"{number}/{len(workspace.diagrams)} {diagram.id}")
        with tries.of(diagram.id, f"laying out {diagram.id}"):
            layouts[diagram.id] = laid_out(diagram, args)

    def drawn(count: int) -> None:
        if count % 100 == 0:  # each would be a line
            progress(f"card {count} of {len(cards)}")

    count = into.write(workspace, layouts, cards, RecallOptions(), args.anki, tell=drawn)
    tell(f"Wrote {counted(count, 'card')} to {args.anki}.")
    return int(tries.failed)
