"""The settings page: a change works at once, and is on record."""

import os
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from hipcoach.catalogue.types import Lock, Thing
from hipcoach.coach.profile import Contact
from hipcoach.coach.switch_options import SwitchOptions
from hipcoach.gallery.demo_world import World
from hipcoach.installation.login_start import MACOS, WINDOWS, login_file
from hipcoach.planner import profile_values
from hipcoach.settings import SwitchInput, ThemeChoice
from hipcoach.ui.setup.login_row import NO_TRAY, LoginRow
from hipcoach.ui.setup.settings_page import SettingsPage
from hipcoach.ui.theme.tokens import ICON_PX
from hipcoach.ui.widgets.button import Button
from hipcoach.ui.widgets.choice_row import ChoiceRow
from hipcoach.ui.widgets.kept_field import KeptField
from hipcoach.ui.widgets.label import Heading
from hipcoach.ui.widgets.tab_order import everything_in_order
from tests.ui.user import comes_to_say, fill_in, named, press, said, show, type_into, visible


def test_a_change_works_at_once_and_is_in_the_file(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, SettingsPage(world.context))
    press(page, "Dark")
    press(page, "150 %")
    press(page, "Speed: less")
    assert world.context.theme.dark
    assert world.context.theme.text_factor == 1.5
    kept = tomllib.loads(world.context.paths.settings_file.read_text())
    assert (kept["look"]["theme"], kept["look"]["text_scale"], kept["voice"]["rate_wpm"]) == ("dark", 1.5, 130)


def test_one_switch_is_set_up(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, SettingsPage(world.context))
    assert SwitchOptions.of(world.context.settings.current) is None
    press(named(page, "One switch", ChoiceRow), "On")
    press(page, "A clicker")
    press(page, "Time for each answer: more")
    assert SwitchOptions.of(world.context.settings.current) == SwitchOptions(SwitchInput.CLICKER, 3.0)


@pytest.mark.parametrize(("width", "beside"), [(1900, True), (1100, False)])
def test_a_wide_window_has_the_settings_in_two_columns(qtbot: QtBot, world: World, width: int, beside: bool) -> None:
    page = show(qtbot, SettingsPage(world.context), (width, 900))
    headings = {each.text(): each.mapTo(page.widget(), QPoint()) for each in visible(page, Heading)}
    first, second = headings["Voice"], headings["Answering from the floor"]
    assert (second.x() > first.x(), second.y() == first.y()) == (beside, beside)
    names = [each.text() for each in everything_in_order(page) if isinstance(each, Heading)]
    assert names.index("Times") + 1 == names.index("Answering from the floor"), "Tab goes on where one column ends"


def test_a_setting_is_found_by_its_words(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, SettingsPage(world.context))
    before = said(page)
    fill_in(page, "Find a setting", "CHANGE sides")
    assert [each.text() for each in visible(page, Heading)] == ["Settings", "Times"]
    assert "To change sides" in said(page)
    assert "The way up" not in said(page)
    fill_in(page, "Find a setting", "bigg")  # as somebody types who does not know the page's words
    assert "Text size" in said(page)
    assert "Reduce motion" not in said(page)
    fill_in(page, "Find a setting", "usual pain")
    with qtbot.waitSignal(page.first_run_requested):
        press(page, "Change my usual number")
    fill_in(page, "Find a setting", "no such thing")
    assert "No setting has these words." in said(page)
    fill_in(page, "Find a setting", "")  # there is nothing to leave it for: it is looked for once the typing pauses
    qtbot.waitUntil(lambda: said(page) == before)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    (field,) = (each for each in page.findChildren(QLineEdit) if each.accessibleName() == "Find a setting")
    QTest.keyClicks(field, "t")
    assert page.verticalScrollBar().value() == 0, "what is found comes into view"


def test_the_sign_that_empties_a_search_is_as_large_as_its_words(qtbot: QtBot, world: World) -> None:
    world.context.theme.change(text_factor=2.0)
    page = show(qtbot, SettingsPage(world.context))
    (field,) = (each for each in page.findChildren(QLineEdit) if each.accessibleName() == "Find a setting")
    fill_in(page, "Find a setting", "chair")
    (clear,) = (each for each in visible(page, Button) if each.accessibleName() == "Clear the search")
    assert min(clear.height(), clear.width()) >= world.context.theme.scaled(ICON_PX)
    assert clear.geometry().right() < field.rect().right()
    clear.click()
    assert (field.text(), field.hasFocus(), clear.isVisible()) == ("", True, False)


@pytest.mark.parametrize("platform", ["linux", WINDOWS, MACOS])
def test_hipcoach_starts_at_login_where_that_is_chosen(
    qtbot: QtBot, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    for variable in ("XDG_CONFIG_HOME", "APPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "of the user"))
    page = show(qtbot, LoginRow(world.context, platform=platform))
    assert NO_TRAY in said(page), "the offscreen desktop has none"
    press(page, "On")
    assert login_file(platform).is_file()
    assert LoginRow(world.context, platform=platform).findChildren(Button)[0].isChecked()
    press(page, "Off")
    assert not login_file(platform).exists()
    login_file(platform).parent.rmdir()
    login_file(platform).parent.touch()
    with qtbot.waitSignal(world.context.changes.failed):
        press(page, "On")
    world.context.changes.forget(page)


def test_the_pain_stop_is_lowered_and_never_raised(qtbot: QtBot, world: World) -> None:
    rule = replace(world.context.shipped_rule, red_absolute=6)
    page = show(qtbot, SettingsPage(replace(world.context, shipped_rule=rule)))
    row = named(page, "Stop at", ChoiceRow)
    press(page, "5 or more")
    assert world.context.settings.current.pain_stop == 5
    assert {button.text() for button in row.findChildren(Button)} == {"6 or more", "5 or more"}


def test_where_the_rule_itself_stops_at_five_no_number_is_offered(qtbot: QtBot, world: World) -> None:
    rule = replace(world.context.shipped_rule, red_absolute=5)
    page = show(qtbot, SettingsPage(replace(world.context, shipped_rule=rule)))
    assert "A session ends at 5, whatever it was before." in said(page)
    assert "6 or more" not in said(page)
    assert "5 or more" not in said(page)


def test_a_choice_made_elsewhere_is_followed(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, SettingsPage(world.context))
    world.context.settings.change(theme=ThemeChoice.DARK, rate_wpm=160)
    assert named(page, "Colours", ChoiceRow).value == "dark"
    assert "114 %" in said(page)


def test_locks_and_contacts_are_on_record_as_soon_as_they_are_given(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, SettingsPage(world.context))
    press(page, "Kneeling")  # said to be possible until then
    fill_in(page, "Emergency number", "999")
    profile = world.context.profile.read()
    assert profile.locks == {Lock.NO_KNEELING}
    assert profile.emergency_number == "999"


def test_a_long_name_is_shown_from_its_beginning(qtbot: QtBot, world: World) -> None:
    world.say(contacts=(Contact("Dr Ngozi Okonkwo, Riverside practice, second floor", "01632"),))
    page = show(qtbot, SettingsPage(world.context))
    (name, number) = (named(page, f"Contact 1: {what}", QLineEdit) for what in ("name", "number"))
    assert (name.text()[:8], name.cursorPosition()) == ("Dr Ngozi", 0)
    name.setFocus()
    name.end(False)
    number.setFocus()
    assert name.cursorPosition() == 0


def test_the_week_is_there_to_be_changed_and_says_what_comes_of_it(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, SettingsPage(world.context))
    assert "A week of 7 days: mobility every day; strength on Monday, Wednesday and Friday." in said(page)
    assert "Every exercise can be done with what you have." in said(page)
    for name in ("A strap or long belt", "10", "Sunday", "Getting down to the floor"):
        press(page, name)
    chosen = profile_values.programme(world.store)
    assert (chosen.minutes, chosen.days, chosen.floor) == (10, frozenset(range(6)), False)
    assert Thing.STRAP not in chosen.at_hand
    assert Lock.NO_FLOOR in world.context.profile.read().locks
    comes_to_say(qtbot, page, "No session has more than 10 minutes of exercise: what does not fit is left out that day")
    comes_to_say(qtbot, page, "A week of 6 days")
    comes_to_say(qtbot, page, "What is done lying is for your bed")
    press(page, "Getting down to the floor")
    assert profile_values.programme(world.store).floor
    comes_to_say(
        qtbot, page, "Left out, or another of its kind instead: Strap leg-out and Hamstring stretch with a strap."
    )
    press(page, "My spine or neck is fused or very stiff")
    assert world.context.profile.read().locks == {Lock.STIFF_SPINE}


def test_a_file_that_cannot_be_written_is_told_and_the_change_works(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, SettingsPage(world.context))
    in_the_way = world.context.paths.settings_file
    in_the_way.with_name(f"{in_the_way.name}.{os.getpid()}.part").mkdir()  # as good as a full disk
    with qtbot.waitSignal(world.context.changes.failed) as told:
        press(page, "Dark")
    assert world.context.theme.dark
    assert told.args is not None
    assert told.args[0].startswith("Your settings could not be saved")


def test_a_clinician_clears_only_what_a_clinician_can(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, SettingsPage(world.context))
    press(page, "Lying on your front")
    names = {button.accessibleName() for button in page.findChildren(Button) if button.isVisible()}
    assert "Lying front-of-thigh bow: cleared by a clinician" not in names
    assert "Kneeling wall back-bend: cleared by a clinician" in names
    press(page, "Kneeling wall back-bend: cleared by a clinician")
    assert world.context.profile.read().cleared == {"wall_backbend"}
    press(page, "A hip has been replaced")
    assert not world.context.profile.read().cleared, "nobody has cleared it for a replaced hip"


def test_what_is_typed_is_kept_as_the_typing_pauses_and_said_in_the_field(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, SettingsPage(world.context))
    field = named(page, "Emergency number", KeptField)
    type_into(field, "112")
    qtbot.waitUntil(lambda: world.context.profile.read().emergency_number == "112")
    assert field.hasFocus(), "nothing was pressed, and nothing left"
    assert [each.text() for each in visible(field, QLabel)] == ["Kept"]
    assert field.accessibleDescription() == "Kept: 112"
    QTest.keyClicks(field, "3")
    assert visible(field, QLabel) == []
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert world.context.profile.read().emergency_number == "1123"
    assert field.accessibleDescription() == "Kept: 1123"


def test_half_a_time_of_day_is_neither_kept_nor_complained_of_before_the_typing_is_over(
    qtbot: QtBot, world: World
) -> None:
    page = show(qtbot, SettingsPage(world.context))
    field = named(page, "Reminders on Monday", KeptField)
    type_into(field, "")
    field.keep_wanted.emit(False)  # the typing pauses
    QTest.keyClicks(field, "7:")
    field.keep_wanted.emit(False)
    assert world.context.settings.current.reminder_monday == "18:00"
    assert "This is no time of day" not in said(page)
    QTest.keyClicks(field, "30")
    field.keep_wanted.emit(False)
    assert world.context.settings.current.reminder_monday == "07:30"
    assert field.text() == "7:30", "as it is typed, until it is left"
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "07:30"
