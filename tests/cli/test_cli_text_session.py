"""The terminal as a driver of the ways in and out: flags, a person's lines, and nobody to ask."""

import argparse
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from hipcoach.catalogue.types import Side
from hipcoach.cli.context import Context
from hipcoach.cli.prompts import Questions
from hipcoach.cli.text_play import PlayedSession
from hipcoach.cli.text_questions import TextAnswers
from hipcoach.cli.text_session import REFUSED, TextSession
from hipcoach.coach.pain_question import AREAS, SIDES
from hipcoach.coach.profile import Contact
from hipcoach.coach.stop_text import EVERYDAY
from hipcoach.coach.way_in_questions import StartedSession
from hipcoach.safety.types import Area
from tests.coach.coach_world import (
    CATALOGUE,
    DAY_S,
    HOUR_S,
    SHIPPED,
    CoachWorld,
    Played,
    begin,
    coach_world,
    cut_off,
    play,
)

STOPPED = Played()
CTRL_C = "Ctrl C"


def names(exercises: Iterable[str]) -> list[str]:
    return [CATALOGUE.exercises[each].name for each in exercises]


class Keyboard(io.StringIO):
    """What is typed; the line CTRL_C is no line."""

    def readline(self, *args: int) -> str:
        line = super().readline(*args)
        if line == f"{CTRL_C}\n":
            raise KeyboardInterrupt
        return line


@dataclass
class Desktop:
    """A terminal, with somebody at it or not."""

    world: CoachWorld
    out: io.StringIO = field(default_factory=io.StringIO)
    errors: io.StringIO = field(default_factory=io.StringIO)

    def play(
        self,
        *lines: str,
        ticked: tuple[str, ...] | None = None,
        nobody: bool = False,
        played: Played = STOPPED,
        signs: bool = False,
        **flags: int | str,
    ) -> int:
        """Run `play first-steps --text` with flags; then `lines` are typed."""
        args = argparse.Namespace(**{"before": None, "next": None, "after": None, **flags})
        keys = Keyboard("".join(f"{line}\n" for line in lines))
        answers = TextAnswers(args, ticked, None if nobody else Questions(keys, self.out))
        context, world = Context(SHIPPED, keys, self.out, self.errors), self.world

        def run(started: StartedSession) -> PlayedSession:
            return PlayedSession(play(world.clock, started, played), signs)

        return TextSession(context, world.diary, world.forecast, answers, run).run("first-steps")

    def scores(self, question: str) -> list[int | None]:
        return [row.score for row in self.world.store.pains.all() if row.question == question]


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    with coach_world(tmp_path) as world:
        yield Desktop(world)


class TestAGentlerDay:
    def test_a_person_is_asked_and_may_take_it(self, desktop: Desktop) -> None:
        assert desktop.play("none", "5", "", "", "n", "y", "3", "") == 0
        assert "A gentler day?" in desktop.out.getvalue()
        assert [row.plan for row in desktop.world.store.sessions.all()] == ["gentle-day"]

    def test_with_nobody_to_ask_it_is_rest_with_status_1_and_one_line(self, desktop: Desktop) -> None:
        assert desktop.play(ticked=(), nobody=True, before=5) == REFUSED
        (line,) = desktop.errors.getvalue().splitlines()
        assert line.startswith("first-steps: You reported 5 before the session, and 3 is usual for you")
        assert desktop.world.store.sessions.all() == ()
        assert desktop.world.store.sessions.not_ended() == ()

    def test_the_usual_number_that_somebody_gave_may_be_changed_first(self, desktop: Desktop) -> None:
        assert desktop.play("none", "5", "", "", "y", "5", "3", "") == 0
        assert "Your usual number, 3, is the one that you gave yourself." in desktop.out.getvalue()
        assert "half as much today" in desktop.out.getvalue()
        assert [row.plan for row in desktop.world.store.sessions.all()] == ["first-steps"]


@pytest.mark.parametrize("advised", [False, True])
def test_the_terminal_asks_about_what_is_off_before_a_session(desktop: Desktop, advised: bool) -> None:
    world = desktop.world
    play(world.clock, begin(world), Played(7))
    (rest,) = world.store.pain_rests.in_force()
    world.clock.jump(2 * DAY_S)
    assert world.diary.release(1, (), confirmed=True)
    assert desktop.play("none", "1", "", "", "", "", "y" if advised else "n", "1", "") == 0
    asked = desktop.out.getvalue()
    assert all(f"Have you had advice? Turn {name} on again?" in asked for name in names(rest.triggers))
    assert world.diary.switched_off() == (frozenset() if advised else frozenset(rest.triggers))


@pytest.mark.parametrize(
    ("signs", "before", "said"),
    [
        (("sudden_leg_weakness",), None, "Your emergency number: 112."),
        (("calf",), None, "Your contacts: Physiotherapy 01234; Emergency number 112."),
        ((), 7, "Your contacts: Physiotherapy 01234."),
    ],
)
def test_a_refusal_names_the_users_own_numbers(
    desktop: Desktop, signs: tuple[str, ...], before: int | None, said: str
) -> None:
    profile = desktop.world.diary.profile
    profile.write(replace(profile.read(), emergency_number="112", contacts=(Contact("Physiotherapy", "01234"),)))
    for _ in range(2):  # at once, and from then on while it stands
        assert desktop.play(ticked=signs, nobody=True, **({} if before is None else {"before": before})) == REFUSED
    lines = desktop.errors.getvalue().splitlines()
    assert [line.endswith(said) for line in lines] == [True, True], lines


class TestCutOff:
    def test_the_signs_marked_as_it_goes_on_are_on_record(self, desktop: Desktop) -> None:
        session_id = cut_off(desktop.world)
        assert desktop.play("y", ticked=("limping",), after="skip") == 0
        assert [row.items for row in desktop.world.store.screens.of_session(session_id)] == [(), ("limping",)]
        assert [row.finish for row in desktop.world.store.sessions.all()] == ["stopped"]

    def test_a_sign_that_blocks_keeps_what_was_done(self, desktop: Desktop) -> None:
        cut_off(desktop.world)
        assert desktop.play("y", ticked=("calf",)) == REFUSED
        assert [row.finish for row in desktop.world.store.sessions.all()] == ["interrupted"]
        assert "today" in desktop.errors.getvalue()

    def test_with_nobody_to_ask_it_is_kept_and_the_plan_follows(self, desktop: Desktop) -> None:
        cut_off(desktop.world)
        assert desktop.play(ticked=(), nobody=True, before=3, after=3) == 0
        assert "is kept as far as it came" in desktop.out.getvalue()
        assert [row.finish for row in desktop.world.store.sessions.all()] == ["interrupted", "stopped"]

    def test_one_of_long_ago_is_kept_without_a_question(self, desktop: Desktop) -> None:
        cut_off(desktop.world)
        desktop.world.clock.jump(HOUR_S)
        assert desktop.play("none", "3", "", "", "3", "") == 0
        assert "Go on with it?" not in desktop.out.getvalue()


class TestNumbers:
    def test_ctrl_c_keeps_what_was_answered(self, desktop: Desktop) -> None:
        with pytest.raises(KeyboardInterrupt):
            desktop.play(CTRL_C, ticked=("limping",))
        assert [row.items for row in desktop.world.store.screens.all()] == [("limping",)]

    def test_one_that_refuses_is_confirmed_and_may_be_corrected(self, desktop: Desktop) -> None:
        assert desktop.play("none", "6", "", "", "n", "2", "", "", "2", "4") == 0
        assert "You chose 6. Is that right?" in desktop.out.getvalue()
        assert desktop.scores("before") == [None, 2]
        assert [(row.score, row.effort) for row in desktop.world.store.pains.all() if row.effort] == [(2, 4)]

    def test_what_enter_keeps_beside_a_number_that_was_wrong_is_said(self, desktop: Desktop) -> None:
        assert desktop.play("none", "6", "1", "2", "n", "2", "", "", "2", "") == 0
        said = desktop.out.getvalue()
        area, side = AREAS[Area.GROIN], SIDES[Side.RIGHT]
        assert said.count(f"or Enter for {area}, as you said:") == said.count(f"or Enter for {side}, as you said:") == 1
        kept = [row for row in desktop.world.store.pains.all() if row.question == "before"][-1]
        assert (kept.score, kept.area, kept.side) == (2, Area.GROIN, Side.RIGHT)

    def test_the_side_of_another_place_is_not_offered_again(self, desktop: Desktop) -> None:
        assert desktop.play("none", "6", "1", "2", "n", "2", "2", "", "2", "") == 0
        assert f"or Enter for {SIDES[Side.RIGHT]}" not in desktop.out.getvalue()

    def test_red_below_the_absolute_stop_is_confirmed_too(self, desktop: Desktop) -> None:
        assert desktop.play("none", "2", "", "", "4", "", "y") == 0
        assert "You chose 4. Is that right?" in desktop.out.getvalue()
        assert [row.kind for row in desktop.world.store.pain_rests.in_force()] == ["hold"]

    def test_a_flag_is_not_confirmed(self, desktop: Desktop) -> None:
        assert desktop.play(ticked=(), before=6) == REFUSED
        assert "Is that right?" not in desktop.out.getvalue()
        assert desktop.scores("before") == [6]

    def test_one_number_serves_as_the_next_day_answer_unless_a_flag_gives_that(self, desktop: Desktop) -> None:
        play(desktop.world.clock, begin(desktop.world), STOPPED)
        desktop.world.clock.jump(DAY_S)
        assert desktop.play("none", "3", "2", "1", "2", "", "3", "") == 0
        assert desktop.scores("next") == [3]
        desktop.world.clock.jump(DAY_S)
        assert desktop.play(ticked=(), nobody=True, before=2, next=3, after=2) == 0
        assert desktop.scores("next") == [3, 3]
        assert desktop.scores("before")[-1] == 2

    def test_a_session_that_red_ended_asks_for_none_after(self, desktop: Desktop) -> None:
        assert desktop.play("none", "2", "", "", played=Played(7)) == 0
        assert desktop.scores("after") == []
        assert "Contact your doctor or physiotherapist" in desktop.out.getvalue()


def test_a_rest_in_force_is_said_before_anything_is_asked(desktop: Desktop) -> None:
    assert desktop.play("none", "2", "", "", played=Played(7)) == 0
    assert desktop.play() == REFUSED
    (line,) = desktop.errors.getvalue().splitlines()
    assert line.startswith("first-steps: You reported 2 before and 7 then.")
    assert line.endswith(f". {EVERYDAY} Contact your doctor or physiotherapist before you try Knee rolls again.")


@pytest.mark.parametrize("marked", ["1", "none"])
def test_a_session_may_be_ended_for_one_of_the_signs(desktop: Desktop, marked: str) -> None:
    assert desktop.play("none", "2", "", "", marked, "3", "", signs=True) == 0
    assert ("call your emergency number now" in desktop.out.getvalue()) == (marked == "1")
    assert ("How much does it hurt now" in desktop.out.getvalue().split("And lately?")[-1]) == (marked == "none")


def test_a_screen_that_is_left_out_starts_nothing(desktop: Desktop) -> None:
    assert desktop.play(",", "") == REFUSED  # a comma alone is not "none of these"
    assert "have not been answered" in desktop.errors.getvalue()
