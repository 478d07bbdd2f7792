"""Reminders in the settings: off until they are asked for, each day with times of its own."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from hipcoach.gallery.demo_world import World
from hipcoach.settings import REMINDER_DAYS
from hipcoach.ui.setup.settings_page import SettingsPage
from hipcoach.ui.widgets import desktop_habits
from hipcoach.ui.widgets.button import Button
from hipcoach.ui.widgets.choice_row import ChoiceRow
from tests.ui.user import fill_in, named, press, said, show


@pytest.fixture
def page(qtbot: QtBot, world: World) -> SettingsPage:
    return show(qtbot, SettingsPage(world.context))


def times_on(page: SettingsPage, day: str) -> str:
    return named(page, f"Reminders on {day}", QLineEdit).text()


def test_reminders_are_off_and_each_day_is_set_by_itself(page: SettingsPage, world: World) -> None:
    switch = named(page, "Remind me", ChoiceRow)
    assert switch.value == "False"
    press(switch, "On")
    fill_in(page, "Reminders on Tuesday", "8:00, 19:15")
    fill_in(page, "Reminders on Sunday", "")
    settings = world.context.settings.current
    assert settings.reminders
    assert (settings.reminder_monday, settings.reminder_tuesday, settings.reminder_sunday) == (
        "18:00",
        "08:00, 19:15",
        "",
    )
    assert times_on(page, "Tuesday") == "08:00, 19:15"


def test_what_is_no_time_says_so_and_changes_nothing(page: SettingsPage, world: World) -> None:
    assert "This is no time of day" not in said(page)
    fill_in(page, "Reminders on Monday", "in the evening")
    assert "This is no time of day" in said(page)
    assert world.context.settings.current.reminder_monday == "18:00"


def test_mondays_times_for_every_day(page: SettingsPage, world: World) -> None:
    fill_in(page, "Reminders on Monday", "7:30")
    assert named(page, "Monday's times on every day", Button).isEnabled()
    press(page, "Monday's times on every day")
    settings = world.context.settings.current
    assert {getattr(settings, name) for name in REMINDER_DAYS} == {"07:30"}
    assert times_on(page, "Sunday") == "07:30"


def test_where_the_clock_counts_to_12_so_do_the_fields(
    qtbot: QtBot, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop_habits, "desktop_locale", lambda: QLocale("en_US"))
    page = show(qtbot, SettingsPage(world.context))
    assert "Times such as 6:00 pm, or 8:00 am, 6:30 pm for two." in said(page)
    fill_in(page, "Reminders on Tuesday", "7 am, 6:30 pm")
    assert world.context.settings.current.reminder_tuesday == "07:00, 18:30"
    assert times_on(page, "Tuesday") == "7:00 am, 6:30 pm"
    fields = [each.accessibleName() for each in page.findChildren(QLineEdit)]
    assert fields.index("Reminders on Sunday") < fields.index("Reminders on Monday")
