"""Putting a plan together by keys: the focus stays, what is typed next is in view, and Ctrl+Z works in every field."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from hipcoach.gallery.demo_world import World
from hipcoach.ui.library.plan_editor import PlanEditor
from hipcoach.ui.library.plans_page import PlansPage
from hipcoach.ui.library.reorder_list import RowList
from hipcoach.ui.page_kinds import END, ways_to_end
from hipcoach.ui.widgets.notice import Notice
from hipcoach.ui.widgets.page_frame import PageFrame
from tests.ui.library.plan_editor_story import K, add, rows
from tests.ui.user import back, key, named, part, press, said, settled, show, type_into


@pytest.fixture
def page(qtbot: QtBot, world: World) -> PlansPage:
    return show(qtbot, PlansPage(world.context))


def focused(page: PlansPage) -> tuple[str, bool]:
    """What has the focus, and whether it is in view."""
    widget = page.window().focusWidget()
    assert widget is not None
    name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    return name, widget.visibleRegion().boundingRect().height() > widget.height() // 2


def ctrl_z(page: PlansPage) -> None:
    QTest.keyClick(page.window().focusWidget() or page, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()


def test_what_is_added_by_enter_leaves_the_search_in_view_and_ctrl_z_takes_it_out(page: PlansPage) -> None:
    page.resize(700, 420)
    press(page, "Put a plan together")
    named(page, "Search for an exercise to add", QLineEdit).setFocus()
    key(page, K.Key_Return)
    assert (rows(page), "Type a name, or go down into the list" in said(page)) == ([], True)
    for name in ("bridge", "clamshell", "chair stand"):
        add(page, name)
        assert focused(page) == ("Search for an exercise to add", True)
    assert "Chair stand is in the plan, at its end." in said(page)
    ctrl_z(page)
    assert [each.partition(":")[0] for each in rows(page)] == ["Bridge", "Clamshell"]
    search = named(page, "Search for an exercise to add", QLineEdit)
    type_into(search, "walk")
    ctrl_z(page)  # what was typed, first
    assert (search.text() != "walk", len(rows(page))) == (True, 2)
    type_into(search, "walk")
    press(page, "Add it to the plan")
    assert "Walking is in the plan, at its end." in said(page)
    below = next(each for each in page.findChildren(QLabel) if each.text().startswith("Walking is in"))
    assert (
        below.mapTo(page, QPoint()).y() > named(page, "Add it to the plan", QAbstractButton).mapTo(page, QPoint()).y()
    )


def test_what_has_the_name_that_is_looked_for_comes_first(page: PlansPage) -> None:
    press(page, "Put a plan together")
    add(page, "knee")
    assert rows(page)[0].startswith("Knee rolls"), "not the first with a knee in what it needs"


def test_a_click_that_adds_leaves_the_list_where_it_is_seen(page: PlansPage) -> None:
    page.resize(700, 420)
    press(page, "Put a plan together")
    named(page, "Exercises found", RowList).setFocus()
    settled()
    button = named(page, "Add it to the plan", QAbstractButton)
    frame = page.detail
    assert isinstance(frame, PageFrame)
    frame.ensureWidgetVisible(button)
    settled()
    before = button.mapTo(page, QPoint()).y()
    for _ in range(2):
        button.setFocus()
        press(page, "Add it to the plan")
        settled()
        assert abs(button.mapTo(page, QPoint()).y() - before) <= button.height()
    assert len(rows(page)) == 2


def test_the_row_that_is_chosen_by_keys_is_in_view(page: PlansPage) -> None:
    page.resize(700, 420)
    press(page, "Put a plan together")
    found = named(page, "Exercises found", RowList)
    found.setFocus()
    for _ in range(4):
        key(page, K.Key_Down)
        settled()
        row = found.visualItemRect(found.currentItem())
        assert found.viewport().visibleRegion().contains(row.center())


def test_a_name_is_typed_as_one_change_and_a_long_one_is_seen_from_its_beginning(page: PlansPage) -> None:
    press(page, "Put a plan together")
    add(page, "bridge")
    title = named(page, "Name of the plan", QLineEdit)
    type_into(title, "Monday and Thursday after breakfast, as the clinic wrote ")
    ctrl_z(page)
    assert (title.text(), len(rows(page))) == ("", 1)
    type_into(title, "Monday and Thursday after breakfast, as the clinic wrote")
    key(page, K.Key_Tab)
    assert title.cursorPosition() == 0
    assert page.undo_last()
    assert (title.text(), page.undo_last()) == ("", True)
    assert rows(page) == []


def test_the_focus_stays_on_what_was_pressed_where_that_builds_the_dose_anew(page: PlansPage) -> None:
    press(page, "Put a plan together")
    add(page, "side-lying leg")
    for name in ("A dose of its own", "The right side has a dose of its own", "Left: sets: more"):
        named(page, name, QAbstractButton).setFocus()
        key(page, K.Key_Space)
        assert focused(page) == (name, True)
    listed = part(page, PlanEditor).rows
    named(page, "Undo", QAbstractButton).setFocus()
    for _ in range(4):
        key(page, K.Key_Space)
    assert (rows(page), listed.hasFocus()) == ([], True)  # it can be pressed no more


def test_who_leaves_may_keep_and_comes_back_to_the_plans_own_card(page: PlansPage) -> None:
    press(page, "Put a plan together")
    add(page, "bridge")
    back(page)
    notice = next(each for each in page.findChildren(Notice) if each.isVisible())
    assert not named(notice, "Keep this plan", QAbstractButton).isEnabled()  # it has no name yet
    press(notice, "Go on changing it")
    type_into(named(page, "Name of the plan", QLineEdit), "Mine")
    back(page)
    notice = next(each for each in page.findChildren(Notice) if each.isVisible())
    press(notice, "Keep this plan")
    assert "Start Mine" in [each.text() for each in page.findChildren(QAbstractButton) if each.isVisible()]
    assert list(ways_to_end([page], lambda: None, lambda: None)) == [END]
    back(page)
    name, _ = focused(page)
    assert name.startswith("Mine, ")


def test_closing_the_window_offers_to_keep_the_plan(page: PlansPage) -> None:
    page.open_plan("first-steps")
    press(page, "Change a copy of it")
    key(page, K.Key_Delete)
    told: list[str] = []
    ways = ways_to_end([page], lambda: told.append("the bar is taken back"), lambda: told.append("it ends"))
    assert list(ways) == ["Keep this plan", END]
    ways["Keep this plan"]()
    assert (told, page.becomes_final()) == (["the bar is taken back"], "")
    assert page.detail is not None


def test_with_large_text_a_list_leaves_room_for_the_button_beneath(qtbot: QtBot, world: World) -> None:
    found = show(qtbot, RowList(world.context.theme, "Exercises"))
    found.set_rows([f"Exercise {n}" for n in range(9)], 0)
    usual_px = found.height()
    world.context.theme.change(text_factor=2.0)
    assert found.height() < 1.2 * usual_px
