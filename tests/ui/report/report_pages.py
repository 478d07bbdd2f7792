"""The report of a made-up user, as a page, a picture and a file."""

import re
from datetime import UTC, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from hipcoach.gallery.demo_world import NOW, World
from hipcoach.history.report import report
from hipcoach.ui.report.report_page import ReportPage

SINCE, UNTIL = NOW.date() - timedelta(days=90), NOW.date()


def page_of(made: World, *, aim: int | None = 5) -> ReportPage:
    """Return the report's page of the last ninety days."""
    data = report(made.store, made.context.forecast.rule, UTC, SINCE, UNTIL, weekly_aim=aim)
    return ReportPage(data, made.context.catalogue, made.context.figures)


def picture(page: ReportPage) -> QImage:
    """Paint a page at the size of a small sheet."""
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.scale(0.1, 0.1)
        page.paint(painter, 5950, 8420)
    return image


def pages_in(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
