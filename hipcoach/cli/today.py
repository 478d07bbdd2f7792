"""`hipcoach today`: what is due and why."""

import argparse
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from hipcoach.catalogue.wording import to_fetch
from hipcoach.catalogue.words import dose_of_both
from hipcoach.cli.context import Context
from hipcoach.cli.days import moment
from hipcoach.cli.session import rule_of, script_of
from hipcoach.cli.store_access import open_diary
from hipcoach.coach import words
from hipcoach.coach.answers import AnswerWriter
from hipcoach.coach.pain_rest import ahead_text
from hipcoach.coach.profile import ProfileKeeper
from hipcoach.coach.session_settings import timing
from hipcoach.coach.session_words import before_lines, off_text
from hipcoach.coach.stop_text import meanwhile, numbers_to_call, rest_end, stop_in_force, whom_to_call
from hipcoach.engine.steps.shorten import duration_s, fit
from hipcoach.engine.steps.unroll import unroll
from hipcoach.planner import profile_values
from hipcoach.planner.aim import aim_now
from hipcoach.planner.prepare import limit_s, look_ahead
from hipcoach.planner.programme import DAY, week, with_sheets
from hipcoach.planner.read_diary import read
from hipcoach.planner.today import EMERGENCY, SAME_DAY, DayKind, today
from hipcoach.recorder import find_unfinished
from hipcoach.safety.compose import Refusal
from hipcoach.safety.stored_names import stored_name
from hipcoach.safety.types import Session
from hipcoach.zones import kept_zone, offset_min

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from hipcoach.planner.aim import WeekAim
    from hipcoach.planner.diary_snapshot import DiarySnapshot
    from hipcoach.planner.programme import Due
    from hipcoach.planner.today import Today
    from hipcoach.safety.rule import PainRule

SIGN_DAYS = {EMERGENCY: "call now", SAME_DAY: "speak to somebody today"}
"""What a day on which a sign was marked is for: not for resting alone."""

OPEN_REPORT = "First: {title} was cut off while you were asked about pain. The next start goes on from there."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the flags for the form of the answer and the moment that it is about."""
    parser.add_argument("--json", action="store_true", help='{"date", "kind", "plan", "why", "hold"}')
    parser.add_argument(
        "--at",
        metavar="ISO-TIME",
        type=moment,
        help="as it would be at this time, such as 2026-03-02T09:00",
    )
    parser.add_argument(
        "--rest-from-now", action="store_true", help="count a rest that lies in the future, by a wrong clock, from now"
    )


def run(args: argparse.Namespace, context: Context) -> int:
    """Print what the page "Today" shows."""
    rule = rule_of(context)
    with open_diary(context) as store:
        if args.rest_from_now:
            clock = context.clock
            AnswerWriter(rule, store, context.catalogue, clock.uptime()).record_pain_rest_from_now(clock.utc())
        now, zone = _moment(args.at, context)
        uptime = context.clock.uptime() if args.at is None else None
        snapshot = read(rule, store, now, zone, uptime, full_times=context.settings.full_instructions_times)
        programme = with_sheets(profile_values.programme(store), context.catalogue.plans)
        cut_off = find_unfinished(store)
        profile = ProfileKeeper(store, context.clock).read()
    found = today(rule, snapshot, programme, context.catalogue)
    session, aim = _session(rule, snapshot, found, context), aim_now(rule, snapshot, programme)
    open_report = cut_off is not None and cut_off.report_open
    if args.json:
        monday = found.date - found.date.weekday() * DAY
        planned = week(rule, programme, monday)
        of_week = {"week": _week(planned), "open_report": open_report}
        context.print_json({**_decided(rule, found, aim), **_of_session(session, context), **of_week})
        return 0
    if cut_off is not None and open_report:
        context.print(OPEN_REPORT.format(title=cut_off.title))
    plan = f" ({context.catalogue.plans[found.plan].title})" if found.plan is not None else ""
    stop = stop_in_force(found)
    what = SIGN_DAYS.get(found.sign.line, found.kind.replace("_", " "))
    sign = found.sign.sentence if found.sign.line != found.line else ""
    why = " ".join(filter(None, (sign, found.why)))
    context.print(f"{words.day_and_month(found.date)}: {what}{plan}. {why}")
    reported = found.reported.sentence if found.kind is DayKind.PAUSED else ""  # there the reason is why it is paused
    off = tuple(context.catalogue.exercises[each].name for each in found.off if each in context.catalogue.exercises)
    numbers = numbers_to_call(stop, profile)
    until = rest_end(found, words.moment)
    for line in filter(None, (reported, until, meanwhile(found), whom_to_call(rule, found), numbers)):
        context.print(line)
    if off:
        context.print(f"{off_text(off)} A session that has one of them asks about it first.")
    if found.ahead is not None:
        context.print(f"{ahead_text(found.ahead)} `hipcoach today --rest-from-now` does that.")
    for line in _lines(session, context):
        context.print(line)
    context.print(aim.sentence())
    return 0


def _session(
    rule: "PainRule", snapshot: "DiarySnapshot", found: "Today", context: Context
) -> "Session | Refusal | None":
    """Compose the day's session as the page shows it: no sign marked, the number before it as usual."""
    if found.kind is not DayKind.SESSION or found.plan is None:
        return None
    session = look_ahead(rule, snapshot, context.catalogue, context.catalogue.plans[found.plan])
    if isinstance(session, Refusal):
        return session
    script, times = script_of(context), timing(context.settings)
    return fit(rule, session, script, times, limit_s(rule, snapshot), snapshot.last_done)


def _decided(rule: "PainRule", found: "Today", aim: "WeekAim") -> dict[str, Any]:
    """Return what was decided, why, and by which line of the rule."""
    return {
        "date": found.date.isoformat(),
        "kind": found.kind,
        "plan": found.plan,
        "why": found.why,
        "hold": stored_name(found.pain_rest),
        "sign": found.sign.sentence,
        "off": list(found.off),
        "line": found.line,
        "rule": rule.line(found.line).says,
        "standing": found.standing,
        "contact": found.contact,
        "reported": found.reported.sentence,
        "pain_kind": found.pain_kind,
        "call": whom_to_call(rule, found),
        "others": list(found.others),
        "aim": {
            "planned": aim.planned,
            "rested": aim.rested,
            "done": aim.done,
            "days": aim.aim,
            "says": aim.sentence(),
        },
    }


def _of_session(session: "Session | Refusal | None", context: Context) -> dict[str, Any]:
    """Return what is done, and what is left out and why; nothing where there is no session."""
    assignments = session.assignments if isinstance(session, Session) else ()
    return {
        "seconds": round(_seconds(session, context)) if isinstance(session, Session) else None,
        "starts": session.plan.start_position if isinstance(session, Session) else None,
        "on_bed": session.on_bed.sentence if isinstance(session, Session) and session.on_bed is not None else None,
        "exercises": [
            {
                "exercise": each.exercise.id,
                "position": each.exercise.position,
                "dose": words.dose(each.exercise, each.dose),
                "dose_right": words.dose(each.exercise, each.dose_right) if each.dose_right is not None else None,
                "note": each.note,
                "cautions": list(each.cautions),
                "equipment": [thing.say for thing in to_fetch([each.exercise])],
            }
            for each in assignments
        ],
        "left_out": [
            {"exercise": left.exercise, "why": left.why, "line": left.line}
            for left in (session.left_out if session is not None else ())
        ],
    }


def _lines(session: "Session | Refusal | None", context: Context) -> "Iterator[str]":
    """Write the same as lines of text."""
    if isinstance(session, Session):
        done = [each.exercise for each in session.assignments]
        length = words.minutes(_seconds(session, context))
        yield f"{length}. {words.positions(done)}. {words.equipment_in_short(session.things)}."
        for each in session.listed:
            dose = dose_of_both(each.exercise, each.dose, each.dose_right, each.only_side)
            yield f"  {each.exercise.name}: {dose}. {each.note}".rstrip()
            yield from (f"    Take care: {caution}" for caution in each.cautions)
        yield from (f"  {line}" for line in before_lines(session))
    for left in session.left_out if session is not None else ():
        yield f"  Not today: {left.name or left.exercise}. {left.why}"


def _seconds(session: Session, context: Context) -> float:
    return duration_s(unroll(session, script_of(context), timing(context.settings)))


def _week(planned: "Mapping[date, Sequence[Due]]") -> dict[str, list[dict[str, str]]]:
    """Return what is planned for each day of this week, by ISO date."""
    return {on.isoformat(): [{"kind": due.kind, "plan": due.plan} for due in dues] for on, dues in planned.items()}


def _moment(at: datetime | None, context: Context) -> tuple[datetime, tzinfo]:
    """Return the moment that is asked about, and its zone. A time without a zone is in the user's."""
    zone = context.clock.zone()
    if at is None:
        return context.clock.utc(), zone
    if at.tzinfo is None:
        at = at.replace(tzinfo=zone)
    return at, kept_zone(at, "", offset_min(at, at.tzinfo or zone), zone)
