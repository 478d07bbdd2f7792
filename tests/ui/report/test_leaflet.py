"""A plan on paper: every exercise with its dose, its days to tick, when to stop by the rule's numbers, whom to call."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from hipcoach.catalogue.own_exercise import read_own_exercise
from hipcoach.catalogue.plan_file import read_plan
from hipcoach.catalogue.toml_document import parse
from hipcoach.catalogue.words import dose_of_both
from hipcoach.coach.profile import Contact, Profile
from hipcoach.gallery.demo_world import World
from hipcoach.history.trends import MarkedExercise
from hipcoach.safety.types import Session
from hipcoach.sheet.keep import made
from hipcoach.sheet.plan_text import plan_files
from hipcoach.sheet.reader import read_sheet
from hipcoach.ui.report.leaflet_afterwards import NOTED
from hipcoach.ui.report.leaflet_lines import LeafletExercise, leaflet_of
from hipcoach.ui.report.leaflet_page import AFTERWARDS, DOWN_AND_UP, pages_of
from hipcoach.ui.report.paper_sheet import Sheet
from hipcoach.ui.report.pdf import pdf_of
from hipcoach.ui.report.pictures import exercise_picture
from hipcoach.ui.report.report_page import ReportPage
from hipcoach.ui.shared.colour_meaning import STRETCHES, WORKS
from hipcoach.ui.shared.figure_shelf import FigureShelf
from tests.sheet.sheets import LEAFLETS
from tests.ui.pages_world import world as make_world
from tests.ui.report.report_pages import UNTIL, page_of, pages_in, picture
from tests.ui.shared.photographs import photograph

HEAD = 'title = "Knee"\nsummary = "S."\nsheet = "A. Weber"\ndays = ["monday", "thursday"]\ntimes_a_day = 2\n'
SHEET = f"""{HEAD}rounds = 2
[[exercise]]
id = "bridge"
sets = 3
reps = 8
hold_s = 5
once = true
[[exercise]]
id = "side_lying_leg_raise"
left = {{ reps = 12 }}
right = {{ reps = 8 }}
word = "slowly"
"""


@pytest.fixture
def home(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    with make_world(qapp, tmp_path) as made:
        yield made


def session_of(home: World, text: str) -> Session:
    plan = read_plan(parse("knee.toml", text.encode()), "knee", home.context.catalogue.exercises, own=True)
    session = home.context.forecast.session_on_paper(plan)
    assert isinstance(session, Session)
    return session


def test_it_says_the_doses_as_on_the_sheet_the_days_and_whom_to_call(home: World) -> None:
    profile = Profile(emergency_number="112", contacts=(Contact("Dr Weber", "0123"),))
    said = leaflet_of(session_of(home, SHEET), home.context.forecast.rule, profile, home.context.forecast.script)
    assert "From your sheet: A. Weber." in said.about
    assert "Monday and Thursday, 2 times a day." in said.about
    bridge, raises = said.exercises
    assert bridge.dose.startswith("3 sets of 8, 5 seconds each. 60 seconds of rest between sets.")
    assert raises.dose.startswith("Left: 12 times. Right: 8 times.")
    assert raises.dose.endswith("In each of 2 rounds. Slowly")
    assert "do not arch" in " ".join(bridge.mind)
    assert said.calls[0][0] == "Call your emergency number, 112, for:"
    assert said.contacts == ("Dr Weber: 0123", "Emergency number: 112")
    assert "At 6 or more, do nothing today." in said.stops[0]
    script = home.context.forecast.script
    strict = replace(home.context.forecast.rule, red_absolute=5)
    assert "If your pain is 5 or more" in leaflet_of(session_of(home, SHEET), strict, Profile(), script).stops[4]


def test_the_leaflets_of_hospitals_are_printed_with_every_dose(home: World) -> None:
    catalogue, known = home.context.catalogue, home.context.catalogue.exercises
    for name, rows in LEAFLETS.items():
        lines = [text for text, expected in (each.rsplit(" = ", 1) for each in rows) if expected != "?"]
        plan, exercises = made(plan_files(read_sheet("\n".join(lines), known), name, "", known), known)
        catalogue.exercises = exercises
        session = home.context.forecast.session_on_paper(plan)
        assert isinstance(session, Session)
        said = leaflet_of(session, home.context.forecast.rule, Profile(), home.context.forecast.script)
        printed = {each.exercise.id: each.dose.lower() for each in said.exercises}
        for entry in plan.entries:
            if entry.dose is not None and entry.right is None:
                dose = dose_of_both(exercises[entry.exercise], entry.dose, None)
                assert printed[entry.exercise].startswith(dose)
        assert len(printed) == len(set(plan.exercises))


@pytest.mark.parametrize("letter", [False, True], ids=["A4", "Letter"])
def test_sixteen_exercises_take_their_pages_and_nothing_is_drawn_outside(
    home: World, letter: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = HEAD + '[[exercise]]\nid = "knees_to_chest"\nreps = 2\nhold_s = 5\n' * 16
    drawn: list[float] = []
    write = Sheet.text

    def noted(
        sheet: Sheet, rect: QRectF, text: str, *, size: int = 85, bold: bool = False, right: bool = False
    ) -> float:
        end = write(sheet, rect, text, size=size, bold=bold, right=right)
        drawn.append(end)
        return end

    monkeypatch.setattr(Sheet, "text", noted)
    pages = pages_of(
        session_of(home, text),
        home.context.forecast.rule,
        Profile(),
        home.context.forecast.script,
        home.context.figures,
    )
    assert 6 <= pages_in(pdf_of(pages, letter=letter)) <= 10
    assert max(drawn) < (7920 if letter else 8420)


def test_what_is_asked_afterwards_and_when_to_stop_stand_on_one_page(
    home: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, begun = 0, dict[str, int]()
    write = Sheet.text

    def noted(sheet: Sheet, rect: QRectF, text: str, **how: Any) -> float:
        begun.setdefault(text, page)
        return write(sheet, rect, text, **how)

    def next_page() -> None:
        nonlocal page
        page += 1

    monkeypatch.setattr(Sheet, "text", noted)
    context = home.context
    for name, ways, colours in (("strength", [DOWN_AND_UP], {WORKS}), ("no-floor", [], {WORKS, STRETCHES})):
        session = context.forecast.session_on_paper(context.catalogue.plans[name])
        assert isinstance(session, Session)
        page, begun = 0, {}
        image = QImage(100, 100, QImage.Format.Format_RGB32)
        with QPainter(image) as painter:
            pages_of(session, context.forecast.rule, Profile(), context.forecast.script, context.figures).paint(
                painter, 5950, 8420, next_page
            )
        assert [text for text in begun if text == DOWN_AND_UP] == ways
        assert begun[AFTERWARDS] == begun["When to stop"] == page == 3
        assert set(NOTED) <= set(begun)
        assert {text for text in (WORKS, STRETCHES) if begun.get(text) == 0} == colours, "what the pictures have"


def test_a_photograph_of_ones_own_stands_on_the_leaflet_and_in_the_report(home: World) -> None:
    folder = home.context.paths.user_exercises
    folder.mkdir(parents=True, exist_ok=True)
    photograph(folder / "press.jpg", 80, 80)
    own = b'name = "Towel press"\nphotographs = ["press.jpg"]\n'
    exercise = read_own_exercise(parse("press.toml", own), "press")
    catalogue = home.context.catalogue
    catalogue.exercises = {**catalogue.exercises, "press": exercise}
    figures = FigureShelf.of(home.context.paths, home.clock)
    drawing = exercise_picture(figures, exercise)
    assert drawing is not None
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        drawing(painter, QRectF(0, 0, 100, 100))
    assert has_red(image)
    empty = page_of(home)
    marked = MarkedExercise("press", "Towel press", None, 1, UNTIL, 5, ())
    assert not has_red(picture(empty))
    assert has_red(picture(ReportPage(replace(empty.data, marked=(marked,)), catalogue, figures)))


def test_what_is_done_on_the_bed_is_drawn_there_and_as_it_ships_until_that_is_painted(
    home: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = home.context.catalogue.plans["morning-in-bed"]
    session = home.context.forecast.session_on_paper(plan)
    assert isinstance(session, Session)
    first = leaflet_of(session, home.context.forecast.rule, Profile(), home.context.forecast.script).exercises[0]
    assert first.on_bed
    for painted, expected in ((True, ["@bed"]), (False, ["@bed", ""])):
        asked: list[tuple[str, bool]] = []
        monkeypatch.setattr(
            home.context.figures.pictures,
            "paint_still",
            lambda painter, rect, figure, *, stand_in=True, asked=asked, painted=painted, **more: (
                asked.append((figure.source, stand_in)) or painted
            ),
        )
        picture_of(home, first)
        assert [source.removeprefix(first.exercise.id) for source, _ in asked] == expected
        assert [stand_in for _, stand_in in asked] == [False, True][: len(expected)]


def picture_of(home: World, each: LeafletExercise) -> None:
    drawing = exercise_picture(home.context.figures, each.exercise, each.form, bed=each.on_bed)
    assert drawing is not None
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        drawing(painter, QRectF(0, 0, 100, 100))


def has_red(image: QImage) -> bool:
    colours = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return any(is_red(each) for each in colours)


def is_red(colour: QColor) -> bool:
    return colour.red() > 200 and colour.green() < 70 and colour.blue() < 70
