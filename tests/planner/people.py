"""Made-up people who live with the planner for months: when they open it, what they answer, what hurts."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

from hipcoach.catalogue.types import Category, SessionPlan, Side, Thing
from hipcoach.engine.steps.shorten import fit_by
from hipcoach.planner import effects
from hipcoach.planner.aim import aim_now
from hipcoach.planner.prepare import limit_s, moves_at_start, prepare
from hipcoach.planner.rule_facts import usual_now
from hipcoach.planner.today import DayKind, today
from hipcoach.safety.compose import Refusal
from hipcoach.safety.dose import FIRST_STEP, effort
from hipcoach.safety.during import ReportAnswers, after_break, after_report
from hipcoach.safety.less_kinds import LESS_WAS_DONE
from hipcoach.safety.past import Past, PastExercise
from hipcoach.safety.standing import Standing
from hipcoach.safety.types import Action, PainKind, PainRestKind, Session
from tests.planner.resting import Resting
from tests.planner.standing_table import Happening

BEGAN = datetime(2026, 1, 5, 7, tzinfo=UTC)
LOOKS_BACK = timedelta(days=60)
WEEKS_LOOKED_AT = 0.1
LEFT_OUT = {"equipment": "not at hand", "session_cap": "over time"}


def lessened(session: Session) -> bool:
    """As the diary is read."""
    return any(note.wording in LESS_WAS_DONE for each in session.assignments for note in each.notes)


@dataclass
class Person(Resting):
    """One person, day by day. What the rule must never do is asserted as it happens."""

    def live(self, days: int, *, since: int = 0) -> None:
        start = BEGAN + timedelta(days=since)
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
                    before = self._standing()
                    self.snapshot = replace(self.snapshot, now=now)
                    if before is not (after := self._standing()):
                        assert (before, after) == (Standing.RESTING, Standing.PAUSED)  # time alone does nothing else
                    self._open()

    def _wake(self) -> None:
        if self.bad_days:
            self.bad_days -= 1
        elif self.rng.random() < self.temper.bad_spell:
            self.bad_days = self.rng.randint(1, 6)
        if self.rng.random() < self.temper.changes:
            self.choose(self._any_programme())
            self.seen["another week"] += 1
        if self.rng.random() < self.temper.travels:
            self.snapshot = replace(self.snapshot, zone=timezone(timedelta(hours=self.rng.randint(-11, 13))))

    def _open(self) -> None:
        found = today(self.rule, self.snapshot, self.programme, self.catalogue)
        self.seen[found.kind] += 1
        if self.rng.random() < WEEKS_LOOKED_AT:
            self._week()
        assert found.why.endswith((".", "?"))
        assert self.rule.line(found.line).says
        if found.kind is DayKind.PAUSED and self.rng.random() < 0.2:
            with self._watch(Happening.ADVICE_NOTED):
                self.snapshot = replace(self.snapshot, advice=(*self.snapshot.advice, self.snapshot.now))
            self.seen["advice"] += 1
        elif found.kind is DayKind.BLOCKED:
            self._how_is_it_now()
        elif found.kind is DayKind.CHECK_FIRST:
            self._next_day()
            found = today(self.rule, self.snapshot, self.programme, self.catalogue)
        if found.kind is DayKind.SESSION and found.plan is not None:
            self._session(self.catalogue.plans[found.plan])
        elif self.rng.random() < self.temper.stubborn:
            self._session(self.rng.choice(list(self.catalogue.plans.values())))

    def _session(self, plan: SessionPlan) -> None:
        b = self._answer()
        snapshot = self.snapshot
        held = any(rest.kind is PainRestKind.FULL and rest.released_at is None for rest in snapshot.pain_rests)
        found = prepare(self.rule, snapshot, self.catalogue, plan, ticked=(), b=b)
        if b is not None:
            self._put_next(b)
        held = held or any(
            rest.kind is PainRestKind.FULL and rest.released_at is None for rest in self.snapshot.pain_rests
        )
        if isinstance(found, Refusal):
            self.seen["refused"] += 1
            assert self.rule.line(found.line).says
            if b is not None and b >= 6:
                self.snapshot = replace(self.snapshot, refused_at=self.snapshot.now, refused=found.reason)
                self._number(b)
            return
        assert not held, "a session during a rest"
        assert b is None or b < 6
        found = self._within_minutes(found)
        soft = self._soft()
        if soft:
            for each in found.assignments:
                assert Category.MOBILITY in each.exercise.categories
                assert effort(each.dose) <= effort(each.exercise.ladder[0])
        self._step(found, b)
        self._do(found, plan, b, lessened=lessened(found))

    def _within_minutes(self, session: Session) -> Session:
        """As it is started: with what is at hand, and within the minutes."""
        snapshot, limit = self.snapshot, limit_s(self.rule, self.snapshot)
        session = fit_by(self.rule, self.lengths, session, limit, snapshot.last_done)
        assert sum(self.lengths(session)) <= limit <= 20 * 60
        assert limit <= snapshot.minutes * 60
        there = snapshot.at_hand | {Thing.MAT} if session.plan.in_bed else snapshot.at_hand
        for each in session.assignments:
            assert all(one_of & there for one_of in each.exercise.needs), "something is not at hand"
        for left in session.left_out:
            assert left.why.endswith(".")
            self.seen[LEFT_OUT.get(left.line, left.line)] += 1
        return session

    def _week(self) -> None:
        """The week's aim is no more than the rules allow, and a rest makes no week worse."""
        snapshot, aim = self.snapshot, aim_now(self.rule, self.snapshot, self.programme)
        assert 0 <= aim.aim <= len(self.programme.days)
        if any(rest.kind is PainRestKind.FULL and rest.released_at is None for rest in snapshot.pain_rests):
            assert aim.kept
        self.seen["weeks lowered"] += aim.rested > 0
        assert not aim.sentence().startswith("This week's aim") or aim.aim > 0

    def _step(self, session: Session, b: int | None) -> None:
        """The steps that this session puts on record, each looked at from outside the rule."""
        snapshot = self.snapshot
        moves = moves_at_start(self.rule, snapshot, self.catalogue, session)
        for move in moves:
            if move.cause != "progression":
                continue
            assert b is not None
            usual = usual_now(self.rule, snapshot)
            assert b < 4 or (b == 4 and usual is not None and usual >= 4), "a step up above what is usual"
            had = [past for past in snapshot.past if move.exercise in (each.id for each in past.exercises)]
            high = any(number is None or number >= 4 for number in (b, *(past.before for past in had[-2:])))
            needed = 3 if high else 2
            settled = [past.settled(self.rule) and (past.before or 0) <= 4 for past in had[-needed:]]
            assert settled == [True] * needed, "a step up without the sessions that it needs"
            last = snapshot.past[-1]
            given = [each.score for each in last.nexts if each.score is not None]
            assert given, "a step up after a missing answer"
            assert last.after is not None, "a step up after a missing answer"
            assert max(*given, last.after, last.highest or 0) <= last.base, "a step up after an increase"
            before = self.ups.setdefault(move.exercise, [])
            assert not before or snapshot.now - before[-1] >= timedelta(days=7), "two steps within a week"
            before.append(snapshot.now)
            self.seen["step up"] += 1
            old = snapshot.places.get(move.exercise, FIRST_STEP)
            assert max(move.place.left - old.left, move.place.right - old.right) == 1
        ups = {move.exercise: snapshot.now for move in moves if move.cause == "progression"}
        self.snapshot = replace(snapshot, last_up={**snapshot.last_up, **ups})
        self._place(moves)

    def _do(self, session: Session, plan: SessionPlan, b: int | None, *, lessened: bool) -> None:
        snapshot, done, worse = self.snapshot, [], 0
        finish, rest, highest, missing, easier = "completed", PainRestKind.NONE, None, False, False
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
                ReportAnswers(
                    base=session.base,
                    exercise=each.exercise.id,
                    reported=d,
                    kind=kind,
                    sharp_persists=self.rng.random() < 0.3,
                    worse_count=worse,
                ),
            )
            missing = missing or d is None or kind is None
            highest = max((x for x in (highest, d) if x is not None), default=None)
            if decision.action is Action.BREAK and d is not None:
                r = None if self.rng.random() < self.temper.silent else max(0, d - self.rng.randint(0, 2))
                missing = missing or r is None
                decision = after_break(
                    self.rule, session.base, exercise=each.exercise.id, reported=d, after_the_break=r
                )
            if decision.action in (Action.END, Action.END_SAME_DAY):
                finish, rest = "pain_stop", decision.pain_rest
                marked = tuple(one.id for one in done if one.response == "worse")
                self._hold(rest, marked, session.base, highest)
                break
            easier = easier or decision.action is Action.GO_ON_EASIER
        self.ids += 1
        end = snapshot.now + timedelta(minutes=15)
        a = self._answer()
        past = Past(
            f"s{self.ids}", plan.id, snapshot.now, end, finish, session.base, b, highest, highest, missing, rest,
            after=a, effort=self.rng.choice((3, 4, 4, 5, 6)) if self.temper.swing else 4, exercises=tuple(done),
            lessened=lessened,
        )  # fmt: skip
        if finish == "completed":
            with self._watch(Happening.SESSION_DONE):
                self._keep(past)
        else:
            self._keep(past)
        decision_after, effect = effects.after_session(
            self.rule, self.snapshot, past, a, self.catalogue.exercises, side=Side.BOTH
        )
        assert decision_after.why
        self._apply(effect)
        self.seen[f"session {finish}"] += 1

    def _keep(self, past: Past) -> None:
        snapshot = self.snapshot
        exercises = self.catalogue.exercises
        if any(Category.STRENGTH in exercises[each.id].categories for each in past.exercises):
            assert not self.strength or past.started_at - self.strength[-1] >= timedelta(hours=48), "strength too soon"
            assert sum(past.started_at - at < timedelta(days=7) for at in self.strength) < 4
            self.strength.append(past.started_at)
        ids = [each.id for each in past.exercises]
        completed = (*snapshot.completed, past.started_at) if past.finish == "completed" else snapshot.completed
        self._number(past.before)
        snapshot = self.snapshot
        self.snapshot = replace(
            snapshot,
            past=(*(each for each in snapshot.past if past.started_at - each.started_at <= LOOKS_BACK), past),
            completed=completed[-5:],
            last_done={**snapshot.last_done, **dict.fromkeys(ids, past.started_at)},
            first_done={**dict.fromkeys(ids, past.started_at), **snapshot.first_done},
            times_done={**snapshot.times_done, **{each: snapshot.times_done.get(each, 0) + 1 for each in ids}},
        )
