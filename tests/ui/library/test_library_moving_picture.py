"""The library shows how an exercise moves, and how to change position, when somebody asks."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from hipcoach.catalogue.types import Lock, Position
from hipcoach.clock import FakeClock
from hipcoach.engine.types import Phase
from hipcoach.gallery.demo_world import World
from hipcoach.ui.library.change_detail import CHANGES, STEP_S, Change, open_changes
from hipcoach.ui.library.exercises_page import ExercisesPage
from hipcoach.ui.library.moving_picture import MovingPicture, Stretch, stretch_at
from hipcoach.ui.library.play_figure import PlayFigure
from hipcoach.ui.shared.exercise_picture import ExercisePicture
from hipcoach.ui.widgets.card import CardButton
from tests.ui.user import back, named, press, press_opening, show, type_into

ONCE = (Stretch(Phase.UP, 2.0), Stretch(Phase.HOLD, 3.0), Stretch(Phase.DOWN, 4.0))
DOWN = (Position.STANDING, Position.SUPINE)


@pytest.fixture
def page(qtbot: QtBot, world: World) -> ExercisesPage:
    return show(qtbot, ExercisesPage(world.context))


def player(page: ExercisesPage) -> PlayFigure:
    return page.findChildren(PlayFigure)[0]


def open_bridge(page: ExercisesPage) -> PlayFigure:
    press_opening(page, "Bridge, ")
    return player(page)


@pytest.mark.parametrize(
    ("elapsed_s", "phase", "fraction"),
    [
        (0.0, Phase.UP, 0.0),
        (1.0, Phase.UP, 0.5),
        (2.0, Phase.HOLD, 0.0),
        (3.5, Phase.HOLD, 0.5),
        (8.0, Phase.DOWN, 0.75),
    ],
)
def test_where_it_is_comes_from_the_clock_alone(elapsed_s: float, phase: Phase, fraction: float) -> None:
    found = stretch_at(ONCE, elapsed_s)
    assert found is not None
    assert found[0].phase is phase
    assert found[1] == pytest.approx(fraction)


def test_after_its_last_stretch_it_is_over() -> None:
    assert stretch_at(ONCE, 9.0) is None
    assert stretch_at((), 0.0) is None


def test_nothing_moves_until_play_and_it_stops_by_itself(page: ExercisesPage, world: World) -> None:
    shown = open_bridge(page)
    assert not shown.picture.playing
    assert not shown.picture.isVisible()
    press(page, "Play once")
    assert shown.picture.playing
    assert shown.button.text() == "Stop"
    up = 0.6 + world.context.settings.current.up_s
    phases = []
    for _ in range(200):
        world.clock.jump(0.1)
        shown.picture.follow_clock()
        if not shown.picture.playing:
            break
        phases.append(shown.picture.phase_and_share[0])
    assert list(dict.fromkeys(phases)) == [Phase.STILL, Phase.UP, Phase.HOLD, Phase.DOWN]
    assert phases.index(Phase.HOLD) * 0.1 == pytest.approx(up, abs=0.15)
    assert not shown.picture.playing
    assert shown.picture.phase_and_share == (Phase.STILL, 0.0)
    assert shown.button.text() == "Play once"
    assert page.detail is not None
    assert len(page.detail.findChildren(ExercisePicture)) == 2


def test_it_is_brought_into_view(qtbot: QtBot, page: ExercisesPage, world: World) -> None:
    page.resize(900, 360)
    shown = open_bridge(page)
    press(page, "Play once")

    def seen() -> bool:
        world.clock.jump(0.01)
        return not shown.button.visibleRegion().isEmpty()

    qtbot.waitUntil(seen)


def test_a_second_press_stops_it(page: ExercisesPage) -> None:
    shown = open_bridge(page)
    press(page, "Play once")
    press(page, "Stop")
    assert not shown.picture.playing
    assert shown.button.text() == "Play once"


def test_what_is_no_longer_seen_does_not_move(page: ExercisesPage) -> None:
    picture = open_bridge(page).picture
    press(page, "Play once")
    stopped = []
    picture.ended.connect(lambda: stopped.append(True))
    back(page)
    assert stopped == [True]


def test_it_moves_only_because_it_was_asked_to_also_with_reduced_motion(page: ExercisesPage, world: World) -> None:
    world.context.settings.change(reduce_motion=True)
    assert not open_bridge(page).picture.playing
    press(page, "Play once")
    assert player(page).picture.playing


def test_each_form_has_its_own_and_an_activity_has_nothing_to_play(page: ExercisesPage) -> None:
    press_opening(page, "Knee rolls, ")
    assert page.detail is not None
    texts = [each.button.text() for each in page.detail.findChildren(PlayFigure)]
    assert texts == ["Play once: gentle form", "Play once: full form"]
    back(page)
    press_opening(page, "Walking, ")
    assert page.detail.findChildren(PlayFigure) == []


@pytest.mark.parametrize("change", list(CHANGES), ids=lambda change: f"{change[0]}-{change[1]}")
def test_every_change_of_position_has_its_figure_and_its_steps(
    page: ExercisesPage, world: World, change: Change
) -> None:
    figure = world.context.figures.change(*change)
    assert figure is not None
    press(page, CHANGES[change])
    assert page.detail is not None
    said = [label.text() for label in page.detail.findChildren(QLabel)]
    for step in figure.steps:
        assert step in said


def test_a_change_says_each_step_as_it_is_shown_and_stays_where_it_ends(page: ExercisesPage, world: World) -> None:
    press(page, CHANGES[DOWN])
    figure, shown = world.context.figures.change(*DOWN), player(page)
    assert figure is not None
    press(page, "Play")
    said = []
    while shown.picture.playing:
        said.append(shown.line.text())
        world.clock.jump(STEP_S / 4)
        shown.picture.follow_clock()
    assert tuple(dict.fromkeys(said)) == figure.steps
    assert shown.picture.phase_and_share == (Phase.UP, 1.0)


@pytest.mark.parametrize(
    ("lock", "left"),
    [
        (None, 7),
        (Lock.NO_FLOOR, 0),
        (Lock.NO_PRONE, 5),
        (Lock.NO_KNEELING, 0),
        (Lock.HIP_REPLACEMENT, 0),
        (Lock.BALANCE, 7),
    ],
)
def test_no_change_into_a_position_that_the_user_cannot_take(lock: Lock | None, left: int) -> None:
    assert len(open_changes(set() if lock is None else {lock})) == left


def test_the_changes_stand_under_the_exercises_and_make_room_for_a_search(page: ExercisesPage) -> None:
    def shown() -> set[str]:
        return {card.accessibleName() for card in page.findChildren(CardButton) if card.isVisibleTo(page)}

    assert set(CHANGES.values()) <= shown()
    type_into(named(page, "Search the exercises", QLineEdit), "bridge")
    assert not set(CHANGES.values()) & shown()


def test_a_clock_that_jumps_ahead_ends_it(qtbot: QtBot, world: World) -> None:
    clock, figure = FakeClock(), world.context.figures.get("bridge")
    assert figure is not None
    picture = MovingPicture(world.context.theme, clock, world.context.figures, figure, ONCE, "Bridge", height_px=100)
    qtbot.addWidget(picture)
    picture.show()
    picture.play()
    clock.jump(3600)
    with qtbot.waitSignal(picture.ended):
        picture.follow_clock()
    assert not picture.playing
