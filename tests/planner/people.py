"""Made-up people who live with the planner for months: when they open it, what they answer, what hurts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from random import Random

from hipcoach.catalogue.types import Catalogue, Category, SessionPlan, Side
from hipcoach.planner import effects, nextday
from hipcoach.planner.facts import usual_now
from hipcoach.planner.known import Known, Past, PastExercise
from hipcoach.planner.prepare import moves_at_start, prepare
from hipcoach.planner.programme import Aim, Programme
from hipcoach.planner.progress import Move
from hipcoach.planner.today import Kinds, today
from hipcoach.safety.compose import Refusal
from hipcoach.safety.dose import START, amount
from hipcoach.safety.during import after_report, after_rest
from hipcoach.safety.holds import release
from hipcoach.safety.returning import pause_reason
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Action, Hold, HoldKind, PainKind, Session

LOOKS_BACK = timedelta(days=60)


@dataclass(frozen=True)
class Temper:
    """One kind of person."""

    name: str
    usual: int = 1
    swing: float = 0.5  # how much the pain moves from day to day
    bad_spell: float = 0.0  # chance a day that some bad days begin
    worse: float = 0.0  # chance an exercise feels worse
    opens: float = 0.95  # chance a day that the program is opened
    silent: float = 0.0  # chance that a question goes unanswered
    travels: float = 0.0  # chance a day to change zone
    stubborn: float = 0.0  # chance to try a session whatever today says


TEMPERS = (
    Temper("steady", swing=0.0),
    Temper("steady, some pain", usual=3, swing=0.3, worse=0.01),
    Temper("silent", silent=0.3, worse=0.02),
    Temper("bad spells", usual=2, swing=0.8, bad_spell=0.03, worse=0.03),
    Temper("often worse", usual=2, swing=0.8, worse=0.12),
    Temper("now and then", opens=0.25, worse=0.03),
    Temper("traveller", travels=0.15, worse=0.03, silent=0.05),
    Temper("stubborn", usual=3, swing=1.2, bad_spell=0.03, worse=0.08, stubborn=0.8, opens=1.0),
    Temper("high", usual=5, swing=0.8, bad_spell=0.02, worse=0.05),
    Temper("long gaps", opens=0.9, bad_spell=0.02, worse=0.02, silent=0.1),
)


@dataclass
class Person:
    """One person, day by day. What the rule must never do is asserted as it happens."""

    rule: PainRule
    catalogue: Catalogue
    temper: Temper
    rng: Random
    known: Known = field(init=False)
    programme: Programme = field(init=False)
    seen: Counter[str] = field(default_factory=Counter)
    strength: list[datetime] = field(default_factory=list)
    ups: dict[str, list[datetime]] = field(default_factory=dict)
    bad_days: int = 0
    away: int = 0
    ids: int = 0

    def __post_init__(self) -> None:
        self.known = Known(datetime(2026, 1, 5, 7, tzinfo=UTC), usual0=self.temper.usual)
        steady = self.temper.name == "steady"
        aims = {Aim.STIFFNESS, Aim.STRENGTH} if steady else set(self.rng.sample(list(Aim), 2))
        minutes = 20 if steady else self.rng.choice((15, 20, 40))
        self.programme = Programme(frozenset(aims), floor=steady or self.rng.random() < 0.8, minutes=minutes)

    # -- a life ---------------------------------------------------------------------------------------------------

    def live(self, days: int) -> None:
        start = self.known.now
        for day in range(days):
            self._wake()
            if self.away:
                self.away -= 1
                continue
            if self.temper.name == "long gaps" and self.rng.random() < 0.02:
                self.away = self.rng.randint(10, 35)
            hour = 8.0 if self.temper.name == "steady" else self.rng.uniform(6, 12)
            for extra in (0.0, self.rng.uniform(4, 11)):
                if self.rng.random() < (self.temper.opens if not extra else self.temper.opens * 0.3):
                    now = start + timedelta(days=day, hours=hour + extra)
                    self.known = replace(self.known, now=now)
                    self._open()

    def _wake(self) -> None:
        if self.bad_days:
            self.bad_days -= 1
        elif self.rng.random() < self.temper.bad_spell:
            self.bad_days = self.rng.randint(1, 6)
        if self.rng.random() < self.temper.travels:
            self.known = replace(self.known, zone=timezone(timedelta(hours=self.rng.randint(-11, 13))))

    def _pain(self) -> int:
        spell = self.rng.randint(2, 4) if self.bad_days else 0
        return max(0, min(10, round(self.temper.usual + self.rng.gauss(0, self.temper.swing) + spell)))

    def _answer(self) -> int | None:
        return None if self.rng.random() < self.temper.silent else self._pain()

    def _open(self) -> None:
        found = today(self.rule, self.known, self.programme, self.catalogue)
        self.seen[found.kind] += 1
        assert found.why.endswith((".", "?"))
        if found.kind is Kinds.PAUSED and self.rng.random() < 0.2:
            self.known = replace(self.known, advice=(*self.known.advice, self.known.now))
            self.seen["advice"] += 1
        elif found.kind is Kinds.BLOCKED:
            self._how_is_it_now()
        elif found.kind is Kinds.CHECK_FIRST:
            self._next_day()
            found = today(self.rule, self.known, self.programme, self.catalogue)
        if found.kind is Kinds.SESSION and found.plan is not None:
            self._session(self.catalogue.plans[found.plan])
        elif self.rng.random() < self.temper.stubborn:
            self._session(self.rng.choice(list(self.catalogue.plans.values())))

    # -- answers --------------------------------------------------------------------------------------------------

    def _how_is_it_now(self) -> None:
        known, pain = self.known, self._answer()
        held = [hold for hold in known.holds if hold.kind is HoldKind.HOLD and hold.released_at is None]
        confirmed = self.rng.random() < 0.8
        found = release(
            self.rule,
            known.holds,
            now=known.now,
            pain=pain,
            usual=usual_now(self.rule, known),
            ticked=(),
            confirmed=confirmed,
        )
        usual = usual_now(self.rule, known)
        expected = (
            pain is not None
            and pain < 6
            and confirmed
            and all(known.now - hold.started_at >= timedelta(hours=24) for hold in held)
            and all(pain <= max(hold.base, hold.base if usual is None else usual) for hold in held)
        )
        assert found.allowed == expected  # always when the rule allows, and never else
        if found.allowed:
            assert pause_reason(self.rule, known.holds, known.advice, known.now) is None
            self._release(HoldKind.HOLD)
            self.seen["released"] += 1
            if self.rng.random() < 0.5:
                known = self.known
                on = {**known.turned_on, **{each: known.now for hold in held for each in hold.triggers}}
                self.known = replace(known, advice=(*known.advice, known.now), turned_on=on)
                self._place([Move(each, START, "user", "", "") for hold in held for each in hold.triggers])

    def _next_day(self) -> None:
        self._put_next(self._answer())

    def _put_next(self, n: int | None) -> None:
        found = effects.next_answer(self.rule, self.known, n, self.catalogue.exercises)
        if found is None:
            return
        self.known = nextday.answered(self.known, n)
        self._apply(found[1])

    def _apply(self, effect: effects.Effects) -> None:
        if effect.hold is not None:
            self._hold(effect.hold.kind, effect.hold.triggers, effect.hold.base, effect.hold.peak)
        if effect.releases is not None:
            self._release(effect.releases)
        assert all(move.cause == "step_back" for move in effect.moves)
        self._place(effect.moves)

    def _hold(self, kind: HoldKind, triggers: tuple[str, ...], base: int, peak: int | None) -> None:
        self.ids += 1
        hold = Hold(str(self.ids), kind, self.known.now, triggers, None, base, peak, self.rule.version)
        self.known = replace(self.known, holds=(*self.known.holds, hold))
        self.seen[f"set {kind}"] += 1

    def _release(self, kind: HoldKind) -> None:
        now = self.known.now
        holds = tuple(
            replace(hold, released_at=now) if hold.kind is kind and hold.released_at is None else hold
            for hold in self.known.holds
        )
        self.known = replace(self.known, holds=holds)
        if kind is HoldKind.HOLD:
            self.known = replace(self.known, completed=())

    def _place(self, moves: Iterable[Move]) -> None:
        places = {**self.known.places, **{move.exercise: move.place for move in moves}}
        self.known = replace(self.known, places=places)

    # -- a session ------------------------------------------------------------------------------------------------

    def _session(self, plan: SessionPlan) -> None:
        b = self._answer()
        known = self.known
        held = any(hold.kind is HoldKind.HOLD and hold.released_at is None for hold in known.holds)
        soft = any(hold.kind is HoldKind.SOFT and hold.released_at is None for hold in known.holds)
        found = prepare(self.rule, known, self.catalogue, plan, ticked=(), b=b)
        if b is not None:
            self._put_next(b)
        held = held or any(hold.kind is HoldKind.HOLD and hold.released_at is None for hold in self.known.holds)
        if isinstance(found, Refusal):
            self.seen["refused"] += 1
            if b is not None and b >= 6:
                self.known = replace(self.known, refused_at=self.known.now, refused_why=found.why)
            return
        assert not held, "a session during a rest"
        assert b is None or b < 6
        soft = soft and any(hold.kind is HoldKind.SOFT and hold.released_at is None for hold in self.known.holds)
        if soft:
            for each in found.assignments:
                assert Category.MOBILITY in each.exercise.categories
                assert amount(each.dose) <= amount(each.exercise.ladder[0])
        self._step(found, b)
        self._do(found, plan, b)

    def _step(self, session: Session, b: int | None) -> None:
        """The steps that this session puts on record, each looked at from outside the rule."""
        known = self.known
        moves = moves_at_start(self.rule, known, self.catalogue, session)
        for move in moves:
            if move.cause != "progression":
                continue
            assert b is not None
            assert b < 4
            last = known.past[-1]
            given = [each.score for each in last.nexts if each.score is not None]
            assert given, "a step up after a missing answer"
            assert last.after is not None, "a step up after a missing answer"
            assert max(*given, last.after, last.highest or 0) <= last.base, "a step up after an increase"
            before = self.ups.setdefault(move.exercise, [])
            assert not before or known.now - before[-1] >= timedelta(days=7), "two steps within a week"
            before.append(known.now)
            self.seen["step up"] += 1
            old = known.places.get(move.exercise, START)
            assert max(move.place.left - old.left, move.place.right - old.right) == 1
        ups = {move.exercise: known.now for move in moves if move.cause == "progression"}
        self.known = replace(known, last_up={**known.last_up, **ups})
        self._place(moves)

    def _do(self, session: Session, plan: SessionPlan, b: int | None) -> None:
        known, done, worse = self.known, [], 0
        finish, hold, highest, missing, easier = "completed", HoldKind.NONE, None, False, False
        for each in session.assignments:
            dose = each.easier if easier else each.dose
            hurts = self.rng.random() < self.temper.worse
            silent = not hurts and self.rng.random() < self.temper.silent
            answer = "worse" if hurts else None if silent else "same"
            right = None if easier else each.dose_right
            done.append(PastExercise(each.exercise.id, dose, right, complete=not hurts, response=answer))
            if not hurts:
                continue
            worse += 1
            d = None if self.rng.random() < self.temper.silent else min(10, session.base + self.rng.randint(0, 3))
            kind = self.rng.choices((PainKind.ACHE, PainKind.SHARP, PainKind.NEURO, None), (80, 10, 3, 7))[0]
            decision = after_report(
                self.rule,
                session.base,
                exercise=each.exercise.id,
                score=d,
                kind=kind,
                sharp_persists=self.rng.random() < 0.3,
                worse_count=worse,
            )
            missing = missing or d is None or kind is None
            highest = max((x for x in (highest, d) if x is not None), default=None)
            if decision.action is Action.REST and d is not None:
                r = None if self.rng.random() < self.temper.silent else max(0, d - self.rng.randint(0, 2))
                missing = missing or r is None
                decision = after_rest(self.rule, session.base, exercise=each.exercise.id, d=d, r=r)
            if decision.action in (Action.END, Action.END_SAME_DAY):
                finish, hold = "pain_stop", decision.hold
                marked = tuple(one.id for one in done if one.response == "worse")
                self._hold(hold, marked, session.base, highest)
                break
            easier = easier or decision.action is Action.GO_ON_EASIER
        self.ids += 1
        end = known.now + timedelta(minutes=15)
        a = self._answer()
        past = Past(
            f"s{self.ids}", plan.id, known.now, end, finish, session.base, b, highest, missing, hold,
            after=a, effort=self.rng.choice((3, 4, 4, 5, 6)) if self.temper.swing else 4, exercises=tuple(done),
        )  # fmt: skip
        self._keep(past)
        decision_after, effect = effects.after_session(
            self.rule, self.known, past, a, self.catalogue.exercises, side=Side.BOTH
        )
        assert decision_after.why
        self._apply(effect)
        self.seen[f"session {finish}"] += 1

    def _keep(self, past: Past) -> None:
        known = self.known
        exercises = self.catalogue.exercises
        if any(Category.STRENGTH in exercises[each.id].categories for each in past.exercises):
            assert not self.strength or past.started_at - self.strength[-1] >= timedelta(hours=48), "strength too soon"
            assert sum(past.started_at - at < timedelta(days=7) for at in self.strength) < 4
            self.strength.append(past.started_at)
        ids = [each.id for each in past.exercises]
        completed = (*known.completed, past.started_at) if past.finish == "completed" else known.completed
        self.known = replace(
            known,
            past=(*(each for each in known.past if past.started_at - each.started_at <= LOOKS_BACK), past),
            scores=known.scores if past.before is None else (*known.scores, past.before)[-7:],
            completed=completed[-5:],
            last_done={**known.last_done, **dict.fromkeys(ids, past.started_at)},
            first_done={**dict.fromkeys(ids, past.started_at), **known.first_done},
            times_done={**known.times_done, **{each: known.times_done.get(each, 0) + 1 for each in ids}},
        )
