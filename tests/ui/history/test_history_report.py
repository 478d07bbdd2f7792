"""The page for the physiotherapist: its period, paper and questions; saved as PDF, and printed as it is previewed."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from hipcoach.gallery.demo_world import NOW, World
from hipcoach.history.report import QUESTIONS
from hipcoach.planner import profile_values
from hipcoach.store.rows import ScreenRow
from hipcoach.ui.history.report_form import ReportForm
from hipcoach.ui.report import fonts
from hipcoach.ui.report.printing import paint_on
from hipcoach.ui.report.report_page import ReportPage
from tests.ui.history.history_world import show_history
from tests.ui.user import named, part, press, said, settled, type_into


def test_questions_are_kept_and_stand_in_the_report(qtbot: QtBot, full: World, tmp_path: Path) -> None:
    page = show_history(qtbot, full, tmp_path / "r.pdf")
    press(page, "Report")
    form = part(page, ReportForm)
    type_into(named(form, "My questions, one on each line", QPlainTextEdit), "May I kneel?\n\n  How often? \n")
    press(form, "Letter")
    press(page, "Save as PDF")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert form.letter
    assert profile_values.value(full.store, QUESTIONS, []) == ["May I kneel?", "How often?"]
    assert form.page().data.questions == ("May I kneel?", "How often?")
    press(form, "4 weeks")
    assert form.page().data.since == date(2026, 3, 2)


@pytest.mark.parametrize("leaves", ["the window is closed", "back to the history"])
def test_questions_keep_themselves_when_the_page_is_left(qtbot: QtBot, full: World, leaves: str) -> None:
    page = show_history(qtbot, full)
    press(page, "Report")
    type_into(named(page, "My questions, one on each line", QPlainTextEdit), "May I swim?")
    if leaves == "the window is closed":
        page.close()
    else:
        press(page, "History")
    assert profile_values.value(full.store, QUESTIONS, []) == ["May I swim?"]


def test_one_that_stayed_open_shows_what_was_said_since(
    qtbot: QtBot, full: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show_history(qtbot, full)
    press(page, "Report")
    form, shown = part(page, ReportForm), list[ReportPage]()
    monkeypatch.setattr(form.preview, "show_page", lambda drawn, *, letter: shown.append(drawn))
    full.store.screens.add(ScreenRow("s", NOW, ("limping",)))
    page.refresh()  # as the rail's button does
    assert [each.times for each in shown[-1].data.signs] == [1]
    press(page, "History")
    settled()
    count = len(shown)
    page.refresh()
    assert len(shown) == count, "it is open no more"


def test_it_is_printed_as_it_is_previewed(qtbot: QtBot, full: World, tmp_path: Path) -> None:
    page = show_history(qtbot, full)
    press(page, "Report")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    paint_on(printer, part(page, ReportForm).page())
    assert (tmp_path / "printed.pdf").stat().st_size > 5_000


def test_letters_without_a_font_are_named_beneath_the_questions(
    qtbot: QtBot, full: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "letters_without_font", lambda letters: tuple(set(letters) & {"z"}))
    page = show_history(qtbot, full)
    press(page, "Report")
    form = part(page, ReportForm)
    assert "no font here" not in said(form)
    type_into(named(form, "My questions, one on each line", QPlainTextEdit), "May I go by zip wire?")
    press(form, "Keep the questions")
    assert "no font here has, drawn as boxes: z. Install a font that has them" in said(form)


@pytest.mark.parametrize("typed", [False, True], ids=["nothing typed here", "typed here"])
@pytest.mark.parametrize("then", ["the page is shown anew", "the page is left"])
def test_questions_from_another_computer_stay_unless_others_are_typed(
    qtbot: QtBot, full: World, then: str, typed: bool
) -> None:
    page = show_history(qtbot, full)
    press(page, "Report")
    field = named(page, "My questions, one on each line", QPlainTextEdit)
    if typed:
        type_into(field, "May I swim?")
    profile_values.keep_answer(full.store, QUESTIONS, ["May I kneel?"], full.clock.utc())
    if then == "the page is left":
        press(page, "History")
    else:
        page.refresh()
        assert field.toPlainText() == ("May I swim?" if typed else "May I kneel?")
    assert profile_values.value(full.store, QUESTIONS, []) == ["May I swim?" if typed else "May I kneel?"]
