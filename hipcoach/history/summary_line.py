"""One session in a line of plain words, and the words for its stored values."""

from collections.abc import Callable, Mapping
from datetime import datetime

from hipcoach.history.later_numbers import later_words, numbers_after
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Finish
from hipcoach.store.queries import SessionLine

FINISHES: Mapping[str, str] = {
    Finish.COMPLETED: "done",
    Finish.STOPPED: "stopped early",
    Finish.PAIN_STOP: "stopped for pain",
    Finish.INTERRUPTED: "cut off",
}


IN_PART = "done in part"


def finish_text(finish: str, *, shortened: bool) -> str:
    """Return how a session ended, as every page says it; `shortened`: not all of an exercise was done."""
    return IN_PART if finish == Finish.COMPLETED and shortened else FINISHES[finish]


AREAS = {
    "groin": "groin or front of hip",
    "outer_hip": "outer hip",
    "buttock": "buttock",
    "low_back": "low back",
    "thigh": "thigh or leg",
    "other": "somewhere else",
}
KINDS = {
    "ache": "ache",
    "sharp": "sharp or catching",
    "neuro": "burning, tingling or numb",
    "weak": "weak or giving way",
}
SORENESS = {"muscle": "muscle soreness", "joint": "joint or back pain"}


def area_text(area: str | None, side: str | None) -> str:
    """Return where pain was marked, as in "groin or front of hip, right"; empty if nothing was."""
    where = [] if area is None else [AREAS.get(area, area)]
    return ", ".join([*where, *([side] if side in ("left", "right") else ["both sides"] if side == "both" else [])])


def session_text(line: SessionLine, rule: PainRule) -> str:
    """Return one line, as in `09:00  First steps, 8 min, done. Pain before 2, after 2`."""
    minutes, ended = max(1, round(line.duration_s / 60)), finish_text(line.finish, shortened=bool(line.shortened))
    return f"{line.started:%H:%M}  {line.title}, {minutes} min, {ended}. {pain_text(line, rule)}"


def pain_text(line: SessionLine, rule: PainRule, time: Callable[[datetime], str] = "{:%H:%M}".format) -> str:
    """Return the scores that were given, or that none was; `time` writes out when one was given."""
    given = (
        ("before", line.pain_before),
        ("reported", line.pain_reported),
        ("after", line.pain_after),
    )
    scores = [f"{when} {score}" for when, score in given if score is not None]
    scores += later_words(numbers_after(rule, line), time)
    return f"Pain {', '.join(scores)}." if scores else "Pain not given."
