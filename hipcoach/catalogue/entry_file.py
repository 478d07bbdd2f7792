"""The exercises of a plan that carry doses of their own, as they stand on a physiotherapist's sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from math import floor

from hipcoach.catalogue.fields import TomlTable, did_you_mean, short_repr
from hipcoach.catalogue.types import Dose, Exercise, PlanEntry, Side, Work

SETS, REPS, BREATHS = (1, 10), (1, 50), (1, 50)
HOLD_S, REST_S, WITHIN_S, MINUTES, TEMPO_S = (0, 300), (0, 600), (5, 600), (1, 120), (1, 30)
ROUNDS = (1, 6)
BREATH_S = 8.0  # about as long as a slow breath takes, to compare doses
REST_BETWEEN_SETS_S = 60.0  # where the sheet names none
_SIDED = ("sets", "reps", "hold_s", "breaths", "within_s")  # what may differ between the sides
_DOSE = (*_SIDED, "rest_s", "minutes", "tempo_s")
_EXPECTED = 'a list of tables such as [[exercise]] with id = "bridge", sets = 3 and reps = 8'


@dataclass(frozen=True, slots=True)
class _Amounts:
    """The numbers of one side as they stand in a table; None where it names none."""

    sets: int | None
    reps: int | None
    hold_s: float | None
    breaths: int | None
    within_s: float | None


def read_entries(table: TomlTable, known: Mapping[str, Exercise], rounds: int, most: int) -> tuple[PlanEntry, ...]:
    """Read the [[exercise]] tables of a plan; none where there are none."""
    tables = table.tables("exercise", _EXPECTED, required=False)
    if len(tables) > most:
        table.problem("exercise", f"expected at most {most} exercises, found {len(tables)}")
        return ()
    entries = tuple(_entry(each, known, rounds) for each in tables)
    runs = [repeats for repeats, _ in groupby(each.repeats for each in entries)]
    if runs.count(True) > 1:
        table.problem("exercise", 'expected the exercises without "once" to stand one after the other')
    return entries


def find_exercise(table: TomlTable, key: str | int, name: str, known: Mapping[str, Exercise]) -> Exercise | None:
    """Return the exercise of this id; one that is not known is a problem."""
    if name not in known:
        hint = did_you_mean(name, known) or "; `hipcoach list` shows all of them"
        table.problem(key, f"expected the id of an exercise, found {short_repr(name)}{hint}")
    return known.get(name)


def _entry(table: TomlTable, known: Mapping[str, Exercise], rounds: int) -> PlanEntry:
    name = table.text("id", most=60)
    exercise = find_exercise(table, "id", name, known)
    amounts = _amounts(table)
    rest_s = _number(table, "rest_s", REST_S)
    minutes = _number(table, "minutes", MINUTES)
    up_s, down_s = _tempo(table)
    sides = {key: side for key in ("left", "right") if (side := table.table(key, required=False)) is not None}
    of_side = {key: _amounts(side) for key, side in sides.items()}
    word = table.text("word", required=False, most=200)
    once = table.flag("once")
    only = _only_side(table, sided=bool(sides))
    for side in sides.values():
        side.refuse_unread_keys()
    table.refuse_unread_keys()
    entry = PlanEntry(name, word=word, repeats=rounds > 1 and not once, only_side=only)
    has_dose = bool(sides) or any(key in table for key in _DOSE)
    if only is not None and exercise is not None and not (has_dose and exercise.has_sides):
        table.problem("side", f'expected "side" with a dose, and an exercise that is done side by side: not "{name}"')
    if exercise is None or not has_dose:
        return entry
    base = Dose(1, 1, rest_s=REST_BETWEEN_SETS_S if rest_s is None else rest_s, up_s=up_s, down_s=down_s)
    if exercise.work is Work.ACTIVITY:
        return replace(entry, dose=_activity(table, base, minutes, has_more=amounts != _NOTHING or bool(sides)))
    if minutes is not None:
        table.problem("minutes", f'expected "hold_s" or "within_s", in seconds: "{name}" is no activity')
    if sides and not exercise.has_sides:
        table.problem(next(iter(sides)), f'expected no side of its own: "{name}" has none')
    left, right = (
        _dose(sides.get(key, table), exercise, _joined(amounts, of_side.get(key, _NOTHING)), base)
        for key in ("left", "right")
    )
    entry = replace(entry, dose=left, right=right if right != left else None)
    if not moves_with_breath(exercise):
        return entry
    each = (_joined(amounts, of_side.get(key, _NOTHING)) for key in ("left", "right"))
    return replace(entry, breathing_s=max((one.reps or 1) * (one.hold_s or 0.0) for one in each))


def moves_with_breath(exercise: Exercise) -> bool:
    """Return True if each breath of an exercise is one movement: seconds of it would be a held breath."""
    return exercise.work is Work.BREATHS and not any(text.up for text in exercise.forms.values())


def _breaths_in(seconds: float) -> int:
    low, high = BREATHS
    return min(max(floor(seconds / BREATH_S + 0.5), low), high)


def _only_side(table: TomlTable, *, sided: bool) -> Side | None:
    """Read the one side that works; None where both do."""
    found = table.raw("side")
    if found is None:
        return None
    if found in (Side.LEFT, Side.RIGHT) and not sided:
        return Side(found)
    table.problem("side", f'expected "side": left or right, without tables for them, found {short_repr(found)}')
    return None


_NOTHING = _Amounts(None, None, None, None, None)


def _amounts(table: TomlTable) -> _Amounts:
    return _Amounts(
        sets=_whole(table, "sets", SETS),
        reps=_whole(table, "reps", REPS),
        hold_s=_number(table, "hold_s", HOLD_S),
        breaths=_whole(table, "breaths", BREATHS),
        within_s=_number(table, "within_s", WITHIN_S),
    )


def _joined(both: _Amounts, own: _Amounts) -> _Amounts:
    """Return what one side does: its own numbers, else those of both."""
    found = {key: getattr(both, key) if getattr(own, key) is None else getattr(own, key) for key in _SIDED}
    return _Amounts(**found)


def _activity(table: TomlTable, base: Dose, minutes: float | None, *, has_more: bool) -> Dose:
    if minutes is None or has_more or base.up_s:
        table.problem("minutes", 'expected "minutes" alone: an activity is timed by them')
    return Dose(1, 1, rest_s=0, minutes=minutes or float(MINUTES[0]))


def _dose(table: TomlTable, exercise: Exercise, amounts: _Amounts, base: Dose) -> Dose:
    """Return the dose of one side, by how the exercise is counted."""
    sets = amounts.sets or 1
    dose = replace(base, sets=sets, rest_s=base.rest_s if sets > 1 else 0.0)
    if amounts.within_s is not None:
        if exercise.work is not Work.REPETITIONS or amounts.reps or amounts.hold_s or amounts.breaths:
            table.problem("within_s", 'expected "within_s" without "reps", "hold_s" and "breaths", for repetitions')
        return replace(dose, reps=1, within_s=amounts.within_s)
    if amounts.breaths and amounts.hold_s:
        table.problem("breaths", 'expected "hold_s" or "breaths", not both')
    if amounts.hold_s and moves_with_breath(exercise):  # plans of earlier versions have them: no breath is held
        return replace(dose, reps=_breaths_in((amounts.reps or 1) * amounts.hold_s))
    if exercise.work is Work.BREATHS and amounts.hold_s is None:
        if amounts.reps or not amounts.breaths:
            table.problem("breaths", 'expected "breaths" or "hold_s": the exercise is counted by breaths')
        return replace(dose, reps=amounts.breaths or 1)
    held = bool(amounts.hold_s or amounts.breaths)
    if exercise.work is Work.REPETITIONS and not amounts.reps:
        table.problem("reps", 'expected "reps" or "within_s": the exercise is counted by repetitions')
    if exercise.work is Work.HOLDS and not held:
        table.problem("hold_s", 'expected "hold_s" or "breaths": the exercise is held')
    return replace(dose, reps=amounts.reps or 1, hold_s=amounts.hold_s or 0.0, breaths=amounts.breaths or 0)


def _tempo(table: TomlTable) -> tuple[float, float]:
    """Read the seconds of the movement out and of that back; 0 where the sheet names none."""
    found = table.raw("tempo_s")
    low, high = TEMPO_S
    if found is None:
        return 0.0, 0.0
    numbers = found if isinstance(found, list) and len(found) == 2 else []
    if not numbers or any(
        isinstance(n, bool) or not isinstance(n, int | float) or not low <= n <= high for n in numbers
    ):
        table.problem("tempo_s", f'expected "tempo_s": the seconds out and back, two numbers from {low} to {high}')
        return 0.0, 0.0
    return float(numbers[0]), float(numbers[1])


def _whole(table: TomlTable, key: str, limits: tuple[int, int]) -> int | None:
    found = table.whole(key, *limits, limits[0])
    return found if key in table else None


def _number(table: TomlTable, key: str, limits: tuple[int, int]) -> float | None:
    found = table.number(key, *limits, limits[0])
    return found if key in table else None
