"""The letters that are keys: each but P and Q can be changed, and outside a session they can be turned off."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from hipcoach.coach.keys import KeyTable
from hipcoach.gallery.demo_world import World
from hipcoach.gallery.whole_window import window_of
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.page_table import rail_pages
from hipcoach.ui.setup.reminder_times import ReminderTimes
from hipcoach.ui.setup.settings_page import SettingsPage
from hipcoach.ui.widgets.button import Button
from hipcoach.ui.widgets.kept_field import KeptField
from hipcoach.ui.widgets.notice import Notice
from tests.ui.session.session_story import Wishes
from tests.ui.user import fill_in, named, press, said, settled, show

SKIP = "Letter for: Skip this exercise"
AGAIN = "Letter for: Say the instructions again"


def test_a_letter_is_changed_at_once(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, SettingsPage(world.context))
    fill_in(page, SKIP, "k")
    assert world.context.settings.current.key_skip == "K"
    assert 'key_skip = "K"' in world.context.paths.settings_file.read_text()


@pytest.mark.parametrize("letter", ["P", "Q", "7", "B", ""])
def test_a_letter_that_cannot_be_used_changes_nothing_and_says_so(qtbot: QtBot, world: World, letter: str) -> None:
    page = show(qtbot, SettingsPage(world.context))
    fill_in(page, SKIP, letter)
    assert world.context.settings.current.key_skip == "N"
    assert "This letter cannot be used" in said(page)
    (problem,) = (each for each in page.findChildren(Notice) if "This letter cannot" in each.accessibleName())
    fields = [each for each in page.findChildren(QLineEdit) if each.accessibleName().startswith("Letter for:")]
    tops = {each: each.mapTo(page, each.rect().topLeft()).y() for each in (problem, *fields)}
    above = [each for each in fields if tops[each] < tops[problem]]
    assert above[-1].accessibleName() == SKIP, "beneath the field that it is about"
    assert above != fields


def test_a_letter_that_is_taken_names_the_other_and_stays_until_it_is_mended(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, SettingsPage(world.context))
    fill_in(page, SKIP, "b")
    assert "B is the letter for: Back to the start of this exercise. Choose another." in said(page)
    settled()
    (problem,) = (each for each in page.findChildren(Notice) if "This letter cannot" in each.accessibleName())
    assert problem.visibleRegion().boundingRect().height() == problem.height(), "in view"
    world.context.settings.change(rate_wpm=160)
    assert named(page, SKIP, QLineEdit).text() == "b"
    assert "This letter cannot be used" in said(page)
    fill_in(page, SKIP, "k")
    assert "This letter cannot be used" not in said(page)


def test_every_letter_that_is_not_kept_has_its_mark_and_its_warning(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, SettingsPage(world.context))
    fill_in(page, SKIP, "b")
    fill_in(page, AGAIN, "p")
    warned = [
        each.accessibleName() for each in page.findChildren(Notice) if "This letter cannot" in each.accessibleName()
    ]
    assert len(warned) == 2
    assert warned[0].endswith("Choose another. Until then N holds.")
    assert warned[1].endswith("Until then I holds.")
    assert said(page).count("Not kept") == 2
    fill_in(page, SKIP, "k")
    assert said(page).count("Not kept") == said(page).count("This letter cannot be used") == 1


def test_where_there_is_room_the_longer_mark_takes_none_from_what_is_typed(qtbot: QtBot, world: World) -> None:
    form = show(qtbot, ReminderTimes(world.context.theme, world.context.settings))
    form.resize(600, 700)
    settled()
    field = named(form, "Reminders on Monday", KeptField)
    least = field.minimumWidth() - field.textMargins().right()
    field.say_not_kept()
    assert field.width() - field.textMargins().right() >= least


class Recorded(Wishes):
    """Notes which plan was asked for."""

    def __init__(self) -> None:
        self.plans: list[str] = []

    def start_plan(self, plan_id: str) -> None:
        self.plans.append(plan_id)


def opened(qtbot: QtBot, world: World) -> tuple[MainWindow, Recorded]:
    """Today in the window, with the letters that are set."""
    wishes = Recorded()
    window = window_of(world.context.theme, rail_pages(world.context, wishes))
    window.keys = KeyTable.of(world.context.settings.current)
    window.show_page("today")
    return show(qtbot, window), wishes


def test_letters_can_be_turned_off_outside_a_session(qtbot: QtBot, world: World) -> None:
    press(show(qtbot, SettingsPage(world.context)), "Only in a session")
    window, wishes = opened(qtbot, world)
    for key in (Qt.Key.Key_M, Qt.Key.Key_B, Qt.Key.Key_N, Qt.Key.Key_W):
        QTest.keyClick(window.focusWidget(), key)
    assert wishes.plans == []
    assert named(window, "Bed only", Button).key == ""


def test_a_letter_of_a_page_is_changed_there_and_on_its_button(qtbot: QtBot, world: World) -> None:
    world.context.settings.change(key_bed="K")
    window, wishes = opened(qtbot, world)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_B)
    assert wishes.plans == []
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_K)
    assert wishes.plans == ["morning-in-bed"]
    assert named(window, "Bed only", Button).key == "K"


@pytest.mark.parametrize("percent", [100, 175, 200])
def test_a_letter_is_seen_at_every_size_of_text(qtbot: QtBot, world: World, percent: int) -> None:
    page = show(qtbot, SettingsPage(world.context))
    world.context.settings.change(text_scale=percent / 100)
    settled()
    for field in (each for each in page.findChildren(QLineEdit) if each.accessibleName().startswith("Letter for:")):
        margins = field.textMargins()
        room = field.contentsRect().width() - margins.left() - margins.right()
        assert room >= field.fontMetrics().horizontalAdvance("W") + 4, field.accessibleName()
