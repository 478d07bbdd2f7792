"""Made-up people between their sessions: what they answer, when a rest is set and released."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from hipcoach.catalogue.types import Catalogue, Thing
from hipcoach.planner import effects, nextday
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.programme import MINUTES, Aim, Programme
from hipcoach.planner.rule_facts import gather_facts, usual_now
from hipcoach.planner.steps import Move
from hipcoach.safety.before import DayNumber, Gate, before
from hipcoach.safety.dose import FIRST_STEP
from hipcoach.safety.pain_rests import release
from hipcoach.safety.reason import NO_REASON
from hipcoach.safety.returning import pause_reason
from hipcoach.safety.rule import PainRule
from hipcoach.safety.standing import Standing, standing
from hipcoach.safety.types import PainRest, PainRestKind
from tests.planner.lengths import Lengths
from tests.planner.standing_table import TRANSITIONS, Happening
from tests.planner.tempers import Temper


@dataclass
class Resting:
    """The part of a person that answers between sessions, and whose rests come and go."""

    rule: PainRule
    catalogue: Catalogue
    temper: Temper
    rng: Random
    lengths: Lengths
    snapshot: DiarySnapshot = field(init=False)
    programme: Programme = field(init=False)
    seen: Counter[str] = field(default_factory=Counter)
    strength: list[datetime] = field(default_factory=list)
    ups: dict[str, list[datetime]] = field(default_factory=dict)
    watching: bool = False  # whether every change of standing is looked up in the table
    bad_days: int = 0
    away: int = 0
    ids: int = 0
    numbered: date | None = None  # the day of the last number before a session

    def __post_init__(self) -> None:
        self.snapshot = DiarySnapshot(datetime(2026, 1, 5, 7, tzinfo=UTC), usual0=self.temper.usual)
        self.choose(Programme() if self.temper.name == "steady" else self._any_programme())

    def choose(self, programme: Programme) -> None:
        """From now on another week, other minutes, other things at hand."""
        self.programme = programme
        self.snapshot = replace(self.snapshot, at_hand=programme.at_hand, minutes=programme.minutes)

    def _any_programme(self) -> Programme:
        rng = self.rng
        return Programme(
            frozenset(rng.sample(list(Aim), 2)),
            floor=rng.random() < 0.8,
            minutes=rng.choice(MINUTES),
            twice=rng.random() < 0.2,
            at_hand=frozenset(Thing) if rng.random() < 0.4 else frozenset(t for t in Thing if rng.random() < 0.6),
            days=frozenset(rng.sample(range(7), rng.randint(2, 7))),
            strength_days=rng.randint(2, 4),
            activity=rng.random() < 0.3,
        )

    @contextmanager
    def _watch(self, happening: Happening) -> Iterator[None]:
        """A change of standing must stand in the table."""
        before = self._standing()
        yield
        after = self._standing()
        if before is not None and after is not None:
            self.seen[f"{before} {happening}"] += 1
            assert after in TRANSITIONS[before, happening], (before, happening, after)

    def _standing(self) -> Standing | None:
        return standing(gather_facts(self.rule, self.snapshot, self.catalogue.exercises)) if self.watching else None

    def _pain(self) -> int:
        spell = self.rng.randint(2, 4) if self.bad_days else 0
        return max(0, min(10, round(self.temper.usual + self.rng.gauss(0, self.temper.swing) + spell)))

    def _answer(self) -> int | None:
        return None if self.rng.random() < self.temper.silent else self._pain()

    def _number(self, b: int | None) -> None:
        """Keep a number before a session: the first of its day, and whether the day counts for what is usual."""
        if b is None:
            return
        gate, numbers, today = (
            before(self.rule, b, usual_now(self.rule, self.snapshot)).gate,
            self.snapshot.numbers,
            self.snapshot.today,
        )
        self.seen[f"gate {gate}"] += 1
        if self.numbered != today:
            numbers, self.numbered = (*numbers, DayNumber(b))[-self.rule.usual_of :], today
        last = replace(numbers[-1], counts=numbers[-1].counts and gate not in (Gate.GENTLE, Gate.NONE))
        self.snapshot = replace(self.snapshot, numbers=(*numbers[:-1], last))

    def _how_is_it_now(self) -> None:
        snapshot, pain = self.snapshot, self._answer()
        held = [rest for rest in snapshot.pain_rests if rest.kind is PainRestKind.FULL and rest.released_at is None]
        confirmed = self.rng.random() < 0.8
        found = release(
            self.rule,
            snapshot.pain_rests,
            now=snapshot.now,
            pain=pain,
            usual=usual_now(self.rule, snapshot),
            ticked=(),
            confirmed=confirmed,
        )
        usual = usual_now(self.rule, snapshot)
        expected = (
            pain is not None
            and pain < 6
            and confirmed
            and all(snapshot.now - rest.started_at >= timedelta(hours=24) for rest in held)
            and all(pain <= max(rest.base, rest.base if usual is None else usual) for rest in held)
        )
        assert found.allowed == expected  # always when the rule allows, and never else
        if found.allowed:
            assert pause_reason(self.rule, snapshot.pain_rests, snapshot.advice, snapshot.now) is None
            with self._watch(Happening.RELEASED):
                self._release(PainRestKind.FULL)
            self.seen["released"] += 1
            if self.rng.random() < 0.5:
                snapshot = self.snapshot
                on = {**snapshot.turned_on, **{each: snapshot.now for rest in held for each in rest.triggers}}
                self.snapshot = replace(snapshot, advice=(*snapshot.advice, snapshot.now), turned_on=on)
                self._place([Move(each, FIRST_STEP, "user", NO_REASON) for rest in held for each in rest.triggers])

    def _next_day(self) -> None:
        self._put_next(self._answer())

    def _put_next(self, n: int | None) -> None:
        found = effects.next_answer(self.rule, self.snapshot, n, self.catalogue.exercises)
        if found is None:
            return
        self.snapshot = nextday.answered(self.snapshot, n)
        self._apply(found[1])

    def _apply(self, effect: effects.Effects) -> None:
        if effect.pain_rest is not None:
            self._hold(effect.pain_rest.kind, effect.pain_rest.triggers, effect.pain_rest.base, effect.pain_rest.peak)
        if effect.releases is not None and self._soft():
            with self._watch(Happening.NEXT_DAY_OK):
                self._release(effect.releases)
        assert all(move.cause == "step_back" for move in effect.moves)
        self._place(effect.moves)

    def _hold(self, kind: PainRestKind, triggers: tuple[str, ...], base: int, peak: int | None) -> None:
        self.ids += 1
        rest = PainRest(str(self.ids), kind, self.snapshot.now, triggers, None, base, peak, self.rule.version)
        with self._watch(Happening.REST_BEGAN if kind is PainRestKind.FULL else Happening.SHORT_REST_BEGAN):
            self.snapshot = replace(self.snapshot, pain_rests=(*self.snapshot.pain_rests, rest))
        self.seen[f"set {kind.value}"] += 1

    def _soft(self) -> bool:
        return any(rest.kind is PainRestKind.SHORT and rest.released_at is None for rest in self.snapshot.pain_rests)

    def _release(self, kind: PainRestKind) -> None:
        now = self.snapshot.now
        pain_rests = tuple(
            replace(rest, released_at=now) if rest.kind is kind and rest.released_at is None else rest
            for rest in self.snapshot.pain_rests
        )
        self.snapshot = replace(self.snapshot, pain_rests=pain_rests)
        if kind is PainRestKind.FULL:
            self.snapshot = replace(self.snapshot, completed=())

    def _place(self, moves: Iterable[Move]) -> None:
        places = {**self.snapshot.places, **{move.exercise: move.place for move in moves}}
        self.snapshot = replace(self.snapshot, places=places)
