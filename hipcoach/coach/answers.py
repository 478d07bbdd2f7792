"""Writes the answers given outside a session, and what follows by the rule: pain rests, their end, steps, advice."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, tzinfo
from uuid import uuid4

from hipcoach.catalogue.types import Catalogue, Exercise, Side
from hipcoach.clock import Uptime
from hipcoach.planner import profile_values
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.effects import Effects, after_session, next_answer
from hipcoach.planner.nextday import sessions_asked_about
from hipcoach.planner.prepare import moves_at_start
from hipcoach.planner.read_diary import read
from hipcoach.planner.rule_facts import usual_now
from hipcoach.planner.steps import Move, declined, turned_on
from hipcoach.safety.after import NextDay, Soreness
from hipcoach.safety.dose import steps_less_key
from hipcoach.safety.pain_rests import Release, release
from hipcoach.safety.reason import reason_text
from hipcoach.safety.returning import pause_reason
from hipcoach.safety.rule import PainRule
from hipcoach.safety.stored_names import pain_rest_kind, stored_name
from hipcoach.safety.types import Area, BaseFrom, Decision, PainRestKind, Question, Session
from hipcoach.settings import FULL_TIMES
from hipcoach.store import Store
from hipcoach.store.pain_rest_uptime import keep_uptime
from hipcoach.store.rows import DoseRow, PainRestRow, PainRow, ScreenRow, StoredQuestion
from hipcoach.store.values import to_text

BEFORE, DURING = stored_name(Question.BEFORE), stored_name(Question.DURING)


class AnswerWriter:
    """Decides on each answer by the rule, and writes it with what follows in one transaction."""

    def __init__(self, rule: PainRule, store: Store, catalogue: Catalogue, uptime: Uptime) -> None:
        """`uptime` is the machine's, at the moment of these answers."""
        self._uptime = uptime
        self._rule = rule
        self._store = store
        self._catalogue = catalogue

    def snapshot(self, now: datetime, zone: tzinfo, *, full_times: int = FULL_TIMES) -> DiarySnapshot:
        """Return the part of the diary that planning needs, as it is at `now`."""
        return read(self._rule, self._store, now, zone, self._uptime, full_times=full_times)

    def record_start(self, snapshot: DiarySnapshot, session: Session) -> list[Move]:
        """Write the steps up and down that a session takes as it begins, each with its sentence, and return them."""
        moves = moves_at_start(self._rule, snapshot, self._catalogue, session)
        with self._store.transaction():
            self._date_back(snapshot.now)
            self._move(moves, snapshot)
            chosen = {move.exercise for move in moves if move.cause == "user"}
            if chosen:
                kept = {
                    name: steps for name, steps in snapshot.steps_less.items() if name.partition(":")[0] not in chosen
                }
                profile_values.keep_answer(self._store, profile_values.STEPS_LESS, kept, snapshot.now)
        return moves

    def record_after(
        self,
        session_id: str,
        a: int | None,
        *,
        effort: int | None = None,
        base_from: BaseFrom = BaseFrom.BEFORE,
        now: datetime,
        zone: tzinfo,
    ) -> Decision:
        """Write the number after a session. A rise, in the session or now, takes one step down. Raises KeyError."""
        snapshot = self.snapshot(now, zone)
        past = next((each for each in snapshot.past if each.id == session_id), None)
        if past is None:
            raise KeyError(session_id)
        side = self._side(session_id)
        decision, effects = after_session(self._rule, snapshot, past, a, self._catalogue.exercises, base_from, side)
        with self._store.transaction():
            self._store.pains.add(
                PainRow(str(uuid4()), stored_name(Question.AFTER), now, score=a, session=session_id, effort=effort)
            )
            self._apply(effects, snapshot)
        return decision

    def decide_next_day(self, snapshot: DiarySnapshot, n: int | None, soreness: Soreness | None) -> Decision | None:
        """Decide on a next-day answer; None where none is due."""
        found = next_answer(self._rule, snapshot, n, self._catalogue.exercises, soreness)
        return found[0].decision if found is not None else None

    def record_next_day(
        self,
        n: int | None,
        *,
        soreness: Soreness | None = None,
        stiffness: str | None = None,
        now: datetime,
        zone: tzinfo,
    ) -> NextDay | None:
        """Write a next-day answer; do nothing where none is due. The number before the next session is one, too."""
        snapshot = self.snapshot(now, zone)
        found = next_answer(self._rule, snapshot, n, self._catalogue.exercises, soreness)
        if found is None:
            return None
        decided, effects = found
        with self._store.transaction():
            for past in sessions_asked_about(snapshot):
                row = PainRow(str(uuid4()), stored_name(Question.NEXT), now, score=n, session=past.id)
                self._store.pains.add(replace(row, soreness=soreness, stiffness=stiffness))
            self._apply(effects, snapshot)
        return decided

    def decide_release(
        self, snapshot: DiarySnapshot, pain: int | None, ticked: tuple[str, ...] | None, *, confirmed: bool
    ) -> Release:
        """Decide whether the pain rest in force may end, and what of the conditions is missing."""
        found = release(
            self._rule,
            snapshot.pain_rests,
            now=snapshot.now,
            pain=pain,
            usual=usual_now(self._rule, snapshot),
            ticked=ticked,
            confirmed=confirmed,
            rested=snapshot.rested,
        )
        paused = pause_reason(self._rule, snapshot.pain_rests, snapshot.advice, snapshot.now)
        return found if paused is None else Release((paused, *found.unmet))

    def record_in_rest(self, pain: int | None, now: datetime) -> None:
        """Write the answer to "how is it now?" during a pain rest, whatever it is."""
        with self._store.transaction():
            self._store.pains.add(PainRow(str(uuid4()), StoredQuestion.IN_REST, now, score=pain))

    def record_release(
        self, pain: int | None, ticked: tuple[str, ...] | None, *, confirmed: bool, now: datetime, zone: tzinfo
    ) -> Release:
        """Write that the pain rest ends, only if all is met: the number `pain` and the signs included."""
        found = self.decide_release(self.snapshot(now, zone), pain, ticked, confirmed=confirmed)
        if found.allowed:
            with self._store.transaction():
                self._release(PainRestKind.FULL, now)
        return found

    def record_without_session(
        self,
        b: int | None,
        ticked: tuple[str, ...] | None,
        now: datetime,
        *,
        area: Area | None = None,
        side: Side | None = None,
    ) -> None:
        """Write the signs, or the number and where it hurts, where no session follows.

        What refused one counts all day.
        """
        with self._store.transaction():
            if ticked is not None:
                self._store.screens.add(ScreenRow(str(uuid4()), now, ticked))
            if b is not None:
                self._store.pains.add(PainRow(str(uuid4()), BEFORE, now, score=b, area=area, side=side))

    def record_pain_rest_from_now(self, now: datetime) -> None:
        """Let each pain rest in force that begins in the future begin now."""
        with self._store.transaction():
            for rest in self._store.pain_rests.in_force():
                if rest.started_at > now:
                    self._store.pain_rests.put(replace(rest, started_at=now))
                    keep_uptime(self._store, rest.id, self._uptime, now)

    def record_advice(self, text: str, now: datetime) -> None:
        """Write that the user has had advice, in the profile and with every pain rest in force.

        A pain rest outlives the profile.
        """
        with self._store.transaction():
            profile_values.keep_answer(self._store, profile_values.ADVICE, text, now)
            for rest in self._store.pain_rests.in_force():
                self._store.pain_rests.advise(rest.id, text, now)

    def take_back_advice(self, now: datetime) -> None:
        """Let the newest note of advice no longer count; it is kept as one that was taken back."""
        noted = [row for row in self._store.profile.history(profile_values.ADVICE) if row.at <= now]
        if not noted:
            return
        *before, newest = noted
        with self._store.transaction():
            self._store.profile.put(replace(newest, name=profile_values.ADVICE_TAKEN_BACK))
            for rest in self._store.pain_rests.in_force():
                if rest.advice_at == newest.at:
                    earlier = [row.at for row in before if row.at >= rest.started_at]
                    at = max(earlier, default=None)
                    text = rest.advice if at is not None else None
                    self._store.pain_rests.put(replace(rest, advice=text, advice_at=at))

    def record_turn_on(self, exercise: Exercise, now: datetime, zone: tzinfo) -> None:
        """Write that the user turns an exercise on again after advice: it begins at its first step."""
        with self._store.transaction():
            profile_values.keep_answer(self._store, profile_values.TURNED_ON, exercise.id, now)
            self._move([turned_on(exercise)], self.snapshot(now, zone))

    def record_stay(self, exercise: Exercise, now: datetime, zone: tzinfo) -> None:
        """Write that the user declines a step up."""
        snapshot = self.snapshot(now, zone)
        with self._store.transaction():
            self._move([declined(snapshot, exercise)], snapshot)

    def record_steps_less(self, exercise: Exercise, steps: int, now: datetime, side: Side = Side.BOTH) -> None:
        """Write how many steps below its place an exercise, or one side of it, is done. 0 takes that back."""
        steps_less = {
            **profile_values.value(self._store, profile_values.STEPS_LESS, {}),
            steps_less_key(exercise.id, side): max(0, steps),
        }
        with self._store.transaction():
            profile_values.keep_answer(
                self._store, profile_values.STEPS_LESS, {name: each for name, each in steps_less.items() if each}, now
            )

    def _side(self, session_id: str) -> Side:
        """Return the one side that the reports of a session were about; both where it is not known, or not one."""
        sides = {row.side for row in self._store.pains.of_session(session_id) if row.question == DURING}
        return Side(sides.pop() or Side.BOTH) if len(sides) == 1 else Side.BOTH

    def _marked_side(self, session_id: str) -> Side | None:
        """Return the side marked sore in a session: with its reports, else with the number before it."""
        rows = [row for row in self._store.pains.of_session(session_id) if row.side is not None]
        reported = {row.side for row in rows if row.question == DURING}
        sides = reported or {row.side for row in rows if row.question == BEFORE}
        return Side(sides.pop() or Side.BOTH) if len(sides) == 1 else Side.BOTH if sides else None

    def _apply(self, effects: Effects, snapshot: DiarySnapshot) -> None:
        """Write what an answer leads to."""
        if effects.pain_rest is not None:
            rest = effects.pain_rest
            row = PainRestRow(
                str(uuid4()),
                stored_name(rest.kind),
                snapshot.now,
                rest.triggers,
                self._marked_side(rest.session_id),
                rest.base,
                rest.peak,
                self._rule.version,
                session=rest.session_id,
            )
            self._store.pain_rests.add(row)
            keep_uptime(self._store, row.id, self._uptime, snapshot.now)
        if effects.releases is not None:
            self._release(effects.releases, snapshot.now)
        self._move(effects.moves, snapshot)

    def _date_back(self, now: datetime) -> None:
        """Date a pain rest that is over no later than now.

        A clock that was ahead would prolong the sessions after it.
        """
        for rest in self._store.pain_rests.where("released_at > ?", (to_text(now),)):
            self._store.pain_rests.put(replace(rest, released_at=now, started_at=min(rest.started_at, now)))

    def _release(self, kind: PainRestKind, now: datetime) -> None:
        for rest in self._store.pain_rests.in_force():
            if pain_rest_kind(rest.kind) is kind:
                self._store.pain_rests.release(rest.id, now)

    def _move(self, moves: Iterable[Move], snapshot: DiarySnapshot) -> None:
        for move in moves:
            for row in self._store.doses.where("exercise = ? AND at > ?", (move.exercise, to_text(snapshot.now))):
                self._store.doses.put(replace(row, at=snapshot.now))  # by a clock that was ahead: this move is newer
            place, day, why = move.place, snapshot.today.isoformat(), reason_text(move.reason)
            sides: list[tuple[Side | None, int]] = [(None, place.left)]
            if place.left != place.right:
                sides = [(Side.LEFT, place.left), (Side.RIGHT, place.right)]
            for side, step in sides:
                row = DoseRow(str(uuid4()), move.exercise, side, step, snapshot.now, day, move.cause, why)
                self._store.doses.add(row)
