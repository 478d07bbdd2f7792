"""One session in full: what was left out, the pain point by point, and notes with their corrections."""

import re
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit
from pytestqt.qtbot import QtBot

from hipcoach.gallery.demo_world import NOW, World
from hipcoach.history.summary_line import session_text
from hipcoach.safety.types import Finish
from hipcoach.store.queries import Search
from hipcoach.store.rows import PainRow
from hipcoach.ui.history.history_page import HistoryPage
from hipcoach.ui.history.session_card import session_card
from hipcoach.ui.shared.day_marks import mark_of, sessions_text
from hipcoach.ui.widgets.month import CalendarMark
from tests.ui.history.history_world import open_session, read, show_history
from tests.ui.user import back, named, part, press, settled, type_into


def test_what_was_left_out_has_its_name(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    left_out = next(
        row
        for session in full.store.sessions.all()
        for row in full.store.sessions.exercises(session.id)
        if row.ord < 0 and row.exercise == "knee_rolls"
    )
    assert left_out.outcome == "left_out"
    open_session(page, full.store.sessions.all()[-2])
    assert "Knee rolls: left out" in read(page)


def test_pain_is_told_point_by_point(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    strength = next(row for row in full.store.sessions.all() if row.plan == "strength")
    first = full.store.pains.of_session(strength.id)
    before = next(row for row in first if row.question == "before")
    full.store.pains.put(replace(before, area="groin", side="right"))
    full.store.pains.add(
        PainRow("m", "next", NOW, 3, strength.id, soreness="muscle", stiffness="30", effort=None, side=None)
    )
    full.store.pains.add(PainRow("f", "during", NOW, 6, strength.id, side="left", at_s=12.0))
    open_session(page, strength)
    assert page.detail is not None
    text = read(page.detail)
    assert "Before the first exercise, 12 seconds into the session: 6." in text
    assert "Before: 2, you marked groin or front of hip, right." in text
    assert re.search(r"Bridge, (\d+ minutes? )?(\d+ seconds? )?into the session: 3, ache\.", text)
    assert "After the rest: 2." in text
    assert "Next day, Friday 20 March, 08:30: 3, muscle soreness, stiff in the morning: 30 min." in text
    assert strength.ended_at is not None
    for n, score in ((1, 1), (2, 7)):
        full.store.pains.add(PainRow(f"e{n}", "next", strength.ended_at + n * timedelta(hours=1), score, strength.id))
    open_session(page, strength)
    text = read(page.detail)
    soon, later = (f"{strength.ended_at + n * timedelta(hours=1):%H:%M}" for n in (1, 2))
    told = list(filter(None, text.split("\n")))
    assert {"Later that day", "1, then 7"} <= set(told)
    assert [line for line in told if line.startswith("Later that day,")] == [
        f"Later that day, {soon}: 1.",
        f"Later that day, {later}: 7.",
    ]
    full.store.pains.put(replace(next(row for row in first if row.question == "rest"), score=None))
    open_session(page, strength)
    assert "After the rest: not given." in read(page.detail)


def test_a_session_that_is_open_is_shown_anew_and_left_where_it_is_gone(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    session = full.store.sessions.all()[0]
    open_session(page, session)
    full.store.pains.add(PainRow("n", "next", NOW, 9, session.id))
    page.refresh()
    assert page.detail is not None
    assert ": 9" in read(page.detail), "on another computer it was answered"
    note = part(page.detail, QPlainTextEdit)
    note.setPlainText("It hurt when I")
    for score in (8, 7):
        full.store.pains.add(PainRow(f"n{score}", "next", NOW, score, session.id))
        page.refresh()
        assert part(page.detail, QPlainTextEdit) is note, "what is being typed comes first"
    note.clear()
    full.store.sessions.delete(session.id)
    page.refresh()
    assert page.detail is None


def test_a_session_done_in_part_is_called_so_wherever_it_is_named(qtbot: QtBot, full: World) -> None:
    found = next(each for each in full.store.queries.sessions(Search()) if each.finish == Finish.COMPLETED)
    for shortened, mark, ended in ((0, CalendarMark.DONE, "done"), (1, CalendarMark.SHORT, "done in part")):
        line = found._replace(shortened=shortened)
        card = session_card(full.context.theme, line, full.rule)
        qtbot.addWidget(card)
        assert mark_of([line]) is mark
        assert sessions_text([line]) == f"{line.title}, {ended}"
        assert f": {ended.capitalize()}. " in card.accessibleName()
        assert f"min, {ended}. " in session_text(line, full.rule)


def test_a_note_is_added_and_its_correction_is_kept_beside_it(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    session = full.store.sessions.all()[0]
    open_session(page, session)
    assert page.detail is not None
    type_into(part(page.detail, QPlainTextEdit), "  Slept badly. ")
    press(page.detail, "Keep the note")
    assert "The note is kept." in read(page.detail)
    assert part(page.detail, QPlainTextEdit).hasFocus(), "and nobody is thrown to the top"
    settled()
    assert not part(page.detail, QPlainTextEdit).visibleRegion().isEmpty()
    press(page.detail, "Correct this note")
    editor = part(page.detail, QPlainTextEdit)
    assert editor.toPlainText() == "Slept badly."
    assert editor.textCursor().atEnd()
    type_into(editor, "Slept well.")
    press(page.detail, "Keep the correction")
    text = read(page.detail)
    assert "Slept well." in text
    assert "): Slept badly." in text
    assert [note.text for note in full.store.notes.of_session(session.id)] == ["Slept badly.", "Slept well."]


def test_a_note_keeps_itself_when_its_page_is_left(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    session = full.store.sessions.all()[0]
    open_session(page, session)
    assert page.detail is not None
    type_into(part(page.detail, QPlainTextEdit), "Slept badly.")
    back(page)
    open_session(page, session)
    assert "Slept badly." in read(page.detail)
    page.close()
    assert [note.text for note in full.store.notes.all()] == ["Slept badly."], "and once"


def test_a_number_says_why_it_stands_and_a_note_can_tell_what_was_meant(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    open_session(page, full.store.sessions.all()[-1])
    assert page.detail is not None
    text = read(page.detail)
    assert text.index("Before") < text.index("A number cannot be changed here") < text.index("Planned and done")
    press(page, "Write a note")
    assert part(page, QPlainTextEdit).hasFocus()


def test_nothing_written_is_no_note(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    open_session(page, full.store.sessions.all()[0])
    assert page.detail is not None
    type_into(part(page.detail, QPlainTextEdit), "  ")
    press(page.detail, "Keep the note")
    assert full.store.notes.all() == ()


def with_a_note(qtbot: QtBot, full: World) -> HistoryPage:
    """The page of the first session, with a note on it."""
    page = show_history(qtbot, full)
    open_session(page, full.store.sessions.all()[0])
    assert page.detail is not None
    type_into(part(page.detail, QPlainTextEdit), "Slept badly.")
    press(page.detail, "Keep the note")
    settled()
    return page


def test_what_is_typed_is_kept_before_another_note_is_corrected(qtbot: QtBot, full: World) -> None:
    page = with_a_note(qtbot, full)
    assert page.detail is not None
    type_into(part(page.detail, QPlainTextEdit), "The left hip clicked.")
    press(page.detail, "Correct this note")
    assert part(page.detail, QPlainTextEdit).toPlainText() == "Slept badly."
    back(page)
    assert [note.text for note in full.store.notes.all()] == ["Slept badly.", "The left hip clicked."]


def test_correct_pressed_again_in_the_middle_of_a_correction_goes_on_with_it(qtbot: QtBot, full: World) -> None:
    page = with_a_note(qtbot, full)
    assert page.detail is not None
    press(page.detail, "Correct this note")
    type_into(part(page.detail, QPlainTextEdit), "Slept badly, the left hip woke me.")
    press(page.detail, "Correct this note")
    assert part(page.detail, QPlainTextEdit).toPlainText() == "Slept badly, the left hip woke me."


def test_the_field_of_a_note_comes_into_view_where_a_note_is_to_be_written(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    page.window().resize(1100, 480)
    open_session(page, full.store.sessions.all()[-2])
    assert page.detail is not None
    field = part(page.detail, QPlainTextEdit)
    assert not field.visibleRegion().contains(field.rect().center())
    press(page.detail, "Write a note")
    settled()
    assert field.visibleRegion().contains(field.rect().center())
    keeps = named(page.detail, "Keep the note", QAbstractButton)
    assert keeps.visibleRegion().boundingRect().height() == keeps.height()
