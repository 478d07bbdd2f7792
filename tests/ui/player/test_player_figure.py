"""What the figure shows at a moment of a session."""

from dataclasses import replace

from hipcoach.catalogue.types import Position, Side
from hipcoach.catalogue.uses import Surface
from hipcoach.engine.engine import Engine
from hipcoach.engine.questions import State
from hipcoach.engine.timeline import SAME, answer
from hipcoach.engine.types import StepKind, Timing
from hipcoach.engine.words.blocks import blocks_of
from hipcoach.ui.player.figure_view import moment_of
from tests.engine.script_told import RULE, SCRIPT, told
from tests.ui.player.player_page_story import Shown


def test_an_exercise_is_announced_with_the_picture_of_where_it_will_be_done(shown: Shown) -> None:
    shown.to(StepKind.ANNOUNCE)
    session = shown.played.player.session
    status, position = shown.played.player.status(), session.assignments[0].exercise.position
    assert status.step is not None
    standing = replace(status, step=replace(status.step, position=Position.STANDING))
    in_bed = replace(session, plan=replace(session.plan, surface=Surface.BED))
    assert (moment_of(standing, in_bed).position, moment_of(standing, in_bed).bed) == (position, True)


def test_while_an_exercise_is_told_its_figure_has_the_side_that_comes_first() -> None:
    """The words say "the left knee will come up": a picture of the right one would contradict them."""
    made = told("first-steps", 0, ())
    assert made is not None
    engine = Engine(made.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    session, now, sides = made.session, 0.0, set()
    while engine.state is not State.ENDED:
        status = engine.status(now)
        step = status.step
        if step is not None and step.kind is StepKind.ANNOUNCE and not step.is_greeting:
            first = blocks_of(session.assignments[step.order], step.order)[0].first_side
            assert moment_of(status, session).side is first
            sides.add(first)
        if answer(engine, SAME, now) is None:
            now = engine.next_deadline() or now
            engine.advance(now)
    assert {Side.LEFT, Side.RIGHT} <= sides
