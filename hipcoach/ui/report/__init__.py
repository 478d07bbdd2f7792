"""The report as a PDF: from the command line without a window, and from the history page."""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from hipcoach.clock import Clock
from hipcoach.errors import InputError
from hipcoach.history.report import report
from hipcoach.paths import Paths
from hipcoach.store import Store

if TYPE_CHECKING:
    from hipcoach.catalogue.types import Catalogue

DAYS = 91  # a quarter of a year, where no period is asked for


class ReportContext(Protocol):
    """What the command line has: where things lie, what time it is, and the exercises."""

    @property
    def paths(self) -> Paths:
        """Where figures and the rule lie."""

    @property
    def clock(self) -> Clock:
        """For the end of the period."""

    @property
    def catalogue(self) -> "Catalogue":
        """The exercises by name."""


def write_pdf(
    store: Store,
    out: Path,
    context: ReportContext,
    *,
    since: date | None = None,
    until: date | None = None,
    letter: bool = False,
) -> None:
    """Write the report on these days, or the last quarter; needs no screen.

    Raises OSError where it cannot be written, InputError where the days are the wrong way round.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from hipcoach.history.private_file import write_private_file
    from hipcoach.planner.aim import weekly_aim
    from hipcoach.safety.load import load_rule
    from hipcoach.ui.report.pdf import pdf_of
    from hipcoach.ui.report.report_page import ReportPage
    from hipcoach.ui.shared.figure_shelf import FigureShelf

    app = QGuiApplication.instance() or QGuiApplication(["hipcoach"])
    until = until or context.clock.utc().astimezone(context.clock.zone()).date()
    if since is not None and since > until:
        raise InputError(f"--since {since}: expected a day up to {until}")
    since = begin(store, since or until - timedelta(days=DAYS), until)
    aim = weekly_aim(load_rule(context.paths.sessions / "pain_rule.toml"), store, monday_of(until))
    data = report(store, since, until, weekly_aim=aim)
    page = ReportPage(data, context.catalogue, FigureShelf(context.paths.assets / "figures"))
    write_private_file(out, pdf_of(page, letter=letter))
    del app  # it had to live until here


def begin(store: Store, since: date, until: date) -> date:
    """Where a period that should begin on `since` begins: no earlier than the diary itself."""
    kept = store.queries.first_and_last_day()
    return since if kept is None else max(since, min(kept[0], until))


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())
