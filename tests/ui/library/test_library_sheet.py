"""A physiotherapist's sheet typed into the window: understood line by line, kept, and there at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hipcoach.gallery.demo_world import World
from hipcoach.ui.library.broken_file_card import BrokenFileCard
from hipcoach.ui.library.exercises_page import ExercisesPage
from hipcoach.ui.library.plan_card import PlanCard
from hipcoach.ui.library.plans_page import PlansPage
from hipcoach.ui.library.sheet_form import SheetForm
from hipcoach.ui.report.printing import PrintPreview
from hipcoach.ui.widgets.button import PrimaryButton
from tests.ui.history.history_world import Chosen
from tests.ui.user import key, press, press_opening, said, settled, show, type_into

SHEET = "Bridge 2 x 3, hold 3 s\nTowel squeeze 2 x 10, slowly\nMonday and Thursday"


@pytest.fixture
def page(qtbot: QtBot, world: World) -> PlansPage:
    return show(qtbot, PlansPage(world.context))


def form(page: PlansPage) -> SheetForm:
    press(page, "Type in a physiotherapist's sheet")
    (found,) = page.findChildren(SheetForm)
    return found


def test_three_lines_become_a_plan_that_can_be_started(qtbot: QtBot, world: World, page: PlansPage) -> None:
    typing = form(page)
    type_into(typing.text, SHEET)
    settled()
    assert "1. Bridge: 2 sets of 3, 3 seconds each, 60 seconds of rest between sets" in said(page)
    assert "2. Towel squeeze (an exercise of your own): 2 sets of 10" in said(page)
    assert "Beside it: slowly" in said(page)
    assert "All of it on Monday and Thursday." in said(page)
    typing.whose.setText("A. Weber")
    press(page, "Keep it as a plan")
    settled()
    assert "From your sheet: A. Weber." in said(page)
    assert "Slowly" in said(page)
    with qtbot.waitSignal(page.plan_start_requested) as started:
        key(page, Qt.Key.Key_Return)
    assert started.args == ["from-my-sheet"]
    assert world.context.catalogue.plans["from-my-sheet"].days == {0, 3}


def test_what_is_not_read_is_shown_and_nothing_can_be_kept(page: PlansPage) -> None:
    typing = form(page)
    assert not typing.keep_button.isEnabled()
    type_into(typing.text, "Bridge 2 x 3\nSquats 10 or 15 reps")
    settled()
    assert "Line 2: Squats 10 or 15 reps" in said(page)
    assert "it leaves open which number is meant" in said(page)
    assert not typing.keep_button.isEnabled()
    type_into(typing.text, "Bridge 2 x 3\n# Squats 10 or 15 reps")
    settled()
    assert typing.keep_button.isEnabled()


def test_a_name_that_is_taken_is_one_line_and_the_text_stays(world: World, page: PlansPage) -> None:
    typing = form(page)
    type_into(typing.text, SHEET)
    settled()
    typing.title.setText("First steps")
    press(page, "Keep it as a plan")
    settled()
    assert 'there is a plan "first-steps" already' in said(page)
    assert typing.text.toPlainText() == SHEET
    (world.context.paths.user_exercises / "towel_squeeze.toml").write_text("name = ", "utf-8")  # its name is taken, too
    typing.title.setText("Mine")
    press(page, "Keep it as a plan")
    assert world.context.catalogue.plans["mine"].exercises[1] == "towel_squeeze_2"


def test_files_that_come_and_go_are_seen_without_a_restart(qtbot: QtBot, world: World) -> None:
    ask = Chosen(None)
    page = show(qtbot, PlansPage(world.context, ask))
    plans = world.context.paths.user_plans
    plans.mkdir(parents=True, exist_ok=True)
    for name, exercise in (("able", "bridge"), ("mine", "brige"), ("zest", "bridge")):
        text = f'title = "{name}"\nsummary = "Mine."\nexercises = ["{exercise}"]\n'
        (plans / f"{name}.toml").write_text(text, "utf-8")
    page.refresh()
    settled()
    listed = (*page.findChildren(PlanCard), *page.findChildren(BrokenFileCard))
    in_order = sorted(listed, key=lambda each: (each.y(), each.x()))
    names = [each.plan_id if isinstance(each, PlanCard) else each.accessibleName() for each in in_order]
    problem = 'Line 3: expected the id of an exercise, found "brige" (did you mean "bridge"?).'
    assert names[-3:] == ["able", f"Mine.toml is left out {problem}", "zest"]
    press(page, "Open the file mine.toml")
    assert ask.shown == [plans / "mine.toml"]
    (plans / "mine.toml").unlink()
    page.refresh()
    settled()
    assert "brige" not in said(page)


def test_an_exercise_that_cannot_be_read_stands_among_ones_own(qtbot: QtBot, world: World) -> None:
    folder = world.context.paths.user_exercises
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "press.toml").write_text('name = "Press"\nmoon = 1\n', "utf-8")
    page = show(qtbot, ExercisesPage(world.context, Chosen(None)))
    assert 'Line 2: expected a known key, found "moon"' in said(page)
    type_into(page.search, "bridge")
    settled()
    assert "moon" not in said(page)


def test_a_text_that_is_dropped_is_a_sheet_and_what_is_none_is_one_line(page: PlansPage, tmp_path: Path) -> None:
    sheet = tmp_path / "from the hospital.TXT"
    sheet.write_text("Bridge 2 x 3\n", "utf-8")
    page.take_file(sheet)
    settled()
    assert "1. Bridge: 2 sets of 3" in said(page)
    sheet.write_bytes(bytes(70_000))
    page.take_file(sheet)
    settled()
    assert "This sheet was not read." in said(page)
    assert "expected at most 64 KB of text" in said(page)


def test_a_plan_is_sent_as_a_file_and_a_file_is_opened(
    qtbot: QtBot, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = list[tuple[str, bool]]()
    monkeypatch.setattr(
        PrintPreview, "show", lambda _, __, pages, *, letter: printed.append((pages.title, letter))
    )  # test_printing prints on real paper
    sent = tmp_path / "first-steps.hipcoach.toml"
    ask = Chosen(sent)
    page = show(qtbot, PlansPage(world.context, ask))
    press_opening(page, "First steps, ")
    press(page, "Send this plan as a file")
    assert "Written." in said(page)
    press(page, "Open the folder")
    assert ask.shown == [tmp_path]
    ask.path = tmp_path / "first-steps.pdf"
    press(page, "Save the leaflet as PDF")
    assert ask.path.read_bytes().startswith(b"%PDF-")
    for paper in ("Letter", "A4"):
        press(page, paper)
        press(page, "Print the leaflet…")
    assert printed == [("First steps", True), ("First steps", False)]
    ask.path = sent
    page.close_detail()
    press(page, "Open a file")
    assert "First steps is among your plans already." in said(page)
    sent.write_text(sent.read_text("utf-8").replace("First steps", "Mine"), "utf-8")
    press(page, "Open a file")
    press(page, "Add it")
    settled()
    assert "Start Mine" in {button.text() for button in page.findChildren(PrimaryButton)}
