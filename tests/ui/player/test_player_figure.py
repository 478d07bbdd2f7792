"""What the figure shows at a moment of a session."""

from dataclasses import replace

from hipcoach.catalogue.types import Position, Surface
from hipcoach.engine.types import StepKind
from hipcoach.ui.player.figure_view import moment_of
from tests.ui.player.player_page_story import Shown


def test_an_exercise_is_announced_with_the_picture_of_where_it_will_be_done(shown: Shown) -> None:
    shown.to(StepKind.ANNOUNCE)
    session = shown.played.player.session
    status, position = shown.played.player.status(), session.assignments[0].exercise.position
    assert status.step is not None
    standing = replace(status, step=replace(status.step, position=Position.STANDING))
    in_bed = replace(session, plan=replace(session.plan, surface=Surface.BED))
    assert (moment_of(standing, in_bed).position, moment_of(standing, in_bed).bed) == (position, True)
