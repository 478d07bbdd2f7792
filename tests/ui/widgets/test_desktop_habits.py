"""Times of 12 or of 24 hours, and weeks that begin on the locale's own day."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLabel

from hipcoach.ui.widgets import desktop_habits
from hipcoach.ui.widgets.desktop_habits import time_text, week_start
from hipcoach.ui.widgets.month import Month
from tests.ui.pages_world import theme


@pytest.mark.parametrize(
    ("locale", "morning", "evening", "start", "heads"),
    [
        ("en_GB", "09:05", "18:05", date(2026, 3, 16), "Mo Tu We Th Fr Sa Su"),
        ("en_US", "9:05 am", "6:05 pm", date(2026, 3, 15), "Su Mo Tu We Th Fr Sa"),
        ("ar_EG", "9:05 am", "6:05 pm", date(2026, 3, 14), "Sa Su Mo Tu We Th Fr"),
    ],
)
def test_times_and_weeks_are_those_of_the_desktop(
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    locale: str,
    morning: str,
    evening: str,
    start: date,
    heads: str,
) -> None:
    monkeypatch.setattr(desktop_habits, "desktop_locale", lambda: QLocale(locale))
    assert [time_text(datetime(2026, 3, 20, hour, 5, tzinfo=UTC)) for hour in (9, 18)] == [morning, evening]
    assert week_start(date(2026, 3, 20)) == start
    month, day = Month(theme(qapp)), date(2026, 3, 20)
    month.show_month(day, day, {}, None)
    assert " ".join(label.text() for label in month.findChildren(QLabel)) == heads
    month.deleteLater()
