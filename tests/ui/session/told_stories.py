"""Stories made from a seed: what somebody finds in their diary, and what they answer, whoever asks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from random import Random

from hipcoach.clock import FakeClock
from hipcoach.coach.pain_question import AREAS, SIDES, SORENESS, STIFFNESS, NumberQuestion, PainAnswer
from hipcoach.safety.rule import Tier
from hipcoach.safety.types import PainKind
from tests.coach.coach_world import DAY_S, HOUR_S, RULE, Played, begin, coach_world, cut_off, play

SIGNS = {tier: tuple(item.id for item in RULE.screen if item.tier is tier) for tier in Tier}
PLANS = ("first-steps", "daily-mobility", "strength")


class Past(StrEnum):
    """What stands in the diary."""

    NOTHING = "nothing"
    YESTERDAY = "yesterday"  # the next-day answer is due
    HURT_YESTERDAY = "hurt_yesterday"  # a short rest waits for it
    THIS_MORNING = "this_morning"  # too early for the answer to settle anything
    CUT_OFF = "cut_off"
    CUT_OFF_REPORT = "cut_off_report"  # with a report of pain open
    CUT_OFF_LONG_AGO = "cut_off_long_ago"
    REST = "rest"


@dataclass(frozen=True)
class ToldStory:
    """One story. Answers that are asked for again come from the list in turn."""

    past: Past
    plan: str
    goes_on: bool
    screen_takes_s: float
    ticked: tuple[str, ...]
    before: tuple[PainAnswer, ...]
    right: tuple[bool, ...]
    gentler: bool
    played: Played
    after: tuple[PainAnswer, ...]


@dataclass
class Teller:
    """Gives a story's answers one after the other."""

    story: ToldStory
    clock: FakeClock
    ended: bool = False  # the session is over: the numbers after it come
    now: PainAnswer = field(default_factory=PainAnswer)
    _given: dict[str, int] = field(default_factory=dict)

    def screen(self) -> tuple[str, ...]:
        """Mark signs, in the time that it takes; the second time nothing, and at once."""
        if self._turn("screen") == 0:
            self.clock.jump(self.story.screen_takes_s)
        return self.story.ticked

    def number(self) -> PainAnswer:
        """The next number, with what is asked with it."""
        name, numbers = ("after", self.story.after) if self.ended else ("before", self.story.before)
        self.now = numbers[min(self._turn(name), len(numbers) - 1)]
        return self.now

    def right(self) -> bool:
        """Whether the number is right; the second one always is."""
        turn = self._turn("right")
        return self.story.right[turn] if turn < len(self.story.right) else True

    def _turn(self, name: str) -> int:
        self._given[name] = self._given.get(name, -1) + 1
        return self._given[name]


def stories(count: int) -> Iterator[ToldStory]:
    """Give the same stories every time."""
    for seed in range(count):
        yield _story(Random(seed), list(Past)[seed % len(Past)])


def make_past(folder: Path, past: Past) -> FakeClock:
    """Write a diary into an empty folder; return the clock that shows the present."""
    with coach_world(folder) as world:
        match past:
            case Past.YESTERDAY:
                play(world.clock, begin(world), Played())
                world.clock.jump(DAY_S)
            case Past.HURT_YESTERDAY:
                play(world.clock, begin(world), Played(4, after_break=4))
                world.clock.jump(DAY_S)
            case Past.THIS_MORNING:
                play(world.clock, begin(world), Played())
                world.clock.jump(HOUR_S)
            case Past.CUT_OFF | Past.CUT_OFF_LONG_AGO:
                cut_off(world)
                world.clock.jump(HOUR_S if past is Past.CUT_OFF_LONG_AGO else 300.0)
            case Past.CUT_OFF_REPORT:
                cut_off(world, report_open=True)
                world.clock.jump(300.0)
            case Past.REST:
                play(world.clock, begin(world), Played(7))
                world.clock.jump(DAY_S)
        return world.clock


def _story(random: Random, past: Past) -> ToldStory:
    tier = random.choices((None, Tier.SOON, Tier.SAME_DAY, Tier.EMERGENCY), (12, 3, 1, 1))[0]
    return ToldStory(
        past=past,
        plan=random.choice(PLANS),
        goes_on=random.random() < 0.8,
        screen_takes_s=random.choices((20.0, 2400.0), (4, 1))[0],
        ticked=() if tier is None else (random.choice(SIGNS[tier]),),
        before=tuple(_number(random, NumberQuestion("", where=True, next_day=True)) for _ in range(3)),
        right=(random.random() < 0.6,),
        gentler=random.random() < 0.6,
        played=_played(random),
        after=tuple(_number(random, NumberQuestion("", effort=True)) for _ in range(3)),
    )


def _number(random: Random, question: NumberQuestion) -> PainAnswer:
    score = random.choice((None, *range(11), 2, 3, 3, 4, 4, 5, 5))
    return question.answer(
        score,
        area=random.choice((None, *AREAS)),
        side=random.choice((None, *SIDES)),
        soreness=random.choice((None, *SORENESS)),
        stiffness=random.choice((None, *STIFFNESS)),
        effort=random.choice((None, 0, 4, 10)),
    )


def _played(random: Random) -> Played:
    if random.random() < 0.6:
        return Played()
    kind = random.choice(list(PainKind))
    return Played(random.randint(0, 10), kind, random.choice((None, *range(8))))
