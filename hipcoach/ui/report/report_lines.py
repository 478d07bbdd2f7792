"""The sentences of the report, made from its data."""

from collections.abc import Sequence
from dataclasses import dataclass

from hipcoach.catalogue.types import Catalogue, Dose, Exercise
from hipcoach.coach import words
from hipcoach.history.pain_rest_periods import PainRestPeriod
from hipcoach.history.report import Report
from hipcoach.history.summary_line import FINISHES, KINDS
from hipcoach.history.trends import Balance, MarkedExercise, Week, medians
from hipcoach.safety.types import PainKind, PainRestKind
from hipcoach.store.rows import DoseRow
from hipcoach.ui.charts.chart_labels import day_label, score_label
from hipcoach.ui.charts.dose_chart import dose_label, sides_label

MOST_AREAS = 5
MOST_SIGNS = 4


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One exercise of the report: its present dose, and what was done on the left and on the right."""

    exercise: str
    name: str
    dose: str
    balance: Balance | None


def done_lines(data: Report) -> Sequence[str]:
    """Return what was done, in sentences."""
    weeks = len(data.weeks)
    lines = [f"{words.count(data.sessions, 'session')}, {data.minutes} minutes in {words.count(weeks, 'week')}."]
    if data.weekly_aim:
        full = sum(week.sessions >= data.weekly_aim or _rested(week, data.rests) for week in data.weeks)
        resting = sum(_rested(week, data.rests) for week in data.weeks)
        rests = ", a rest for pain counting as one" if resting else ""
        # An aim that was never reached is not mentioned: that would be a reproach.
        reached = f", reached in {full} of {weeks} weeks{rests}" if full else ""
        lines.append(f"Aim: {words.count(data.weekly_aim, 'session')} a week{reached}.")
        if resting:
            lines.append(f"{words.sentence(words.count(resting, 'week'))} with a rest for pain.")
    endings = [f"{text} {data.finishes[name]}" for name, text in FINISHES.items() if data.finishes.get(name)]
    if endings:
        lines.append(f"How they ended: {', '.join(endings)}.")
    return lines


def middles(data: Report) -> str:
    """Return the medians of the pain scores."""
    scores = zip(("before", "after", "next day"), medians(data.pain), strict=True)
    return f"middle (median) {', '.join(f'{name} {score_label(score)}' for name, score in scores)}"


def areas_line(data: Report) -> str:
    """Return where pain was marked before sessions, the most frequent first."""
    shown = [f"{where} {times}×" for where, times in data.areas[:MOST_AREAS]]
    more = len(data.areas) - len(shown)
    return words.sentence("; ".join(shown)) + (f"; {more} more in the diary." if more else ".")


def entries(data: Report, catalogue: Catalogue) -> list[ReportEntry]:
    """Return the exercises done in the period, by name, with their present dose; then those that were not done."""
    steps: dict[str, dict[str | None, DoseRow]] = {}
    for row in data.doses:
        steps.setdefault(row.exercise, {})[row.side] = row
    balance = {each.exercise: each for each in data.balance}
    found = []
    for planned in data.planned:
        exercise = catalogue.exercises.get(planned.exercise)
        rows = steps.pop(planned.exercise, {})
        text = exercise and not planned.on_sheet and _on_ladder(exercise, rows, catalogue)
        if not text:
            right = planned.dose_right or planned.dose
            text = _both(planned.exercise, planned.dose, right, catalogue)
            text += " (from a sheet)" if planned.on_sheet else ""
        found.append(ReportEntry(planned.exercise, planned.name, text, balance.get(planned.exercise)))
    for name, rows in sorted(steps.items()):
        exercise = catalogue.exercises.get(name)
        if exercise is not None and (text := _on_ladder(exercise, rows, catalogue)):
            found.append(ReportEntry(name, exercise.name, f"{text}; not done in these days", None))
    return found


def _on_ladder(exercise: Exercise, rows: dict[str | None, DoseRow], catalogue: Catalogue) -> str:
    """Return the dose of each side's step; empty if it is not known, or the ladder has become shorter."""
    left, right = (rows.get(side) or rows.get(None) for side in ("left", "right"))
    if left is None or right is None or max(left.step, right.step) >= len(exercise.ladder):
        return ""
    return _both(exercise.id, exercise.ladder[left.step], exercise.ladder[right.step], catalogue)


def _both(exercise: str, left: Dose, right: Dose, catalogue: Catalogue) -> str:
    return dose_label(exercise, left, catalogue) if left == right else sides_label(exercise, left, right, catalogue)


def pain_rest_words(rest: PainRestPeriod) -> str:
    """Return the first and the last day of a pain rest, and what the pain was like where that matters."""
    end = "still in force" if rest.until is None else f"to {day_label(rest.until.date())}"
    kind = "Rest" if rest.kind is PainRestKind.FULL else "Gentle days only"
    like = f": {KINDS[rest.pain_kind]}" if rest.pain_kind not in (None, PainKind.ACHE) else ""
    return f"{kind} from {day_label(rest.since.date())}, {end}{like}"


def marked_words(each: MarkedExercise) -> str:
    """Return how often an exercise was marked, or pain reported before any, the highest score, and the last time."""
    highest = "" if each.highest is None else f", highest {each.highest}"
    marked = "marked" if each.exercise else "reported"
    return f"{marked} {each.times}×{highest}, last on {day_label(each.last)}"


def signs_lines(data: Report) -> Sequence[str]:
    """Return each sign that was marked, with how often and when last; the most urgent first."""
    lines = [f"{each.says}: {each.times}×, last on {day_label(each.last)}." for each in data.signs[:MOST_SIGNS]]
    more = len(data.signs) - len(lines)
    return [*lines, f"{more} more in the diary."] if more else lines


def _rested(week: Week, rests: Sequence[PainRestPeriod]) -> bool:
    return any(
        (rest.since.date() - week.start).days < 7 and (rest.until is None or rest.until.date() >= week.start)
        for rest in rests
    )
