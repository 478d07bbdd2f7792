"""The report as a PDF file, written without a window, as the command line does."""

import os
from datetime import date, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from PySide6.QtGui import QGuiApplication

from hipcoach.clock import Clock, SystemClock, day_by
from hipcoach.errors import InputError
from hipcoach.history.pain_rest_periods import first_and_last_day
from hipcoach.history.private_file import write_private_file
from hipcoach.history.report import report
from hipcoach.paths import Paths
from hipcoach.planner.aim import weekly_aim
from hipcoach.safety.load import load_rule
from hipcoach.store import Store
from hipcoach.ui.report.fonts import no_font_text
from hipcoach.ui.report.pdf import pdf_of
from hipcoach.ui.report.report_page import ReportPage
from hipcoach.ui.shared.figure_shelf import FigureShelf

if TYPE_CHECKING:
    from hipcoach.catalogue.types import Catalogue

DAYS = 91  # a quarter of a year, where no period is asked for


class ReportContext(Protocol):
    """The part of the command line's context that the report needs."""

    @property
    def paths(self) -> Paths:
        """Return the folders of the figures and the rule."""

    @property
    def clock(self) -> Clock:
        """Return the clock: a period ends today unless told otherwise."""

    @property
    def stderr(self) -> TextIO:
        """Return where a warning goes."""

    @property
    def catalogue(self) -> "Catalogue":
        """Return the exercises, for their names."""


def write_pdf(
    store: Store,
    out: Path,
    context: ReportContext,
    *,
    since: date | None = None,
    until: date | None = None,
    letter: bool = False,
) -> None:
    """Write the report on a period, by default the last quarter of a year; needs no screen.

    Which letters of the user's own questions are boxes on it is said on `stderr` before it is made.
    Raises OSError if the file cannot be written, InputError if `since` is after `until`.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication.instance() or QGuiApplication(["hipcoach"])
    until = until or day_by(context.clock)
    if since is not None and since > until:
        raise InputError(f"--since {since}: expected a day up to {until}")
    since = first_day(store, context.clock.zone(), since or until - timedelta(days=DAYS), until)
    rule = load_rule(context.paths.sessions / "pain_rule.toml")
    aim = weekly_aim(rule, store, context.catalogue.plans, monday_of(until))
    data = report(store, rule, context.clock.zone(), since, until, weekly_aim=aim)
    if text := no_font_text(data.questions):
        print(text, file=context.stderr)
    paths = context.paths
    figures = FigureShelf.of(paths, SystemClock(), patient=True)
    try:
        write_private_file(out, pdf_of(ReportPage(data, context.catalogue, figures), letter=letter))
    finally:
        figures.close()
    del app  # it had to live until here


def first_day(store: Store, here: tzinfo, since: date, until: date) -> date:
    """Return `since`, or the first day of the diary if that is later."""
    diary = first_and_last_day(store, here)
    return since if diary is None else max(since, min(diary[0], until))


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
