"""Today's dose of an exercise as a sentence."""

from hipcoach.catalogue.types import Dose, Work
from hipcoach.engine.phrase_keys import ON_EACH_SIDE
from hipcoach.engine.script import Script


def dose_text(script: Script, work: Work, dose: Dose, *, on_each: bool) -> str:
    """Return one dose in words; `on_each`: it is that of either side."""
    if work is Work.ACTIVITY:
        return script.text("dose_minutes", minutes=round(dose.minutes))
    key = {Work.REPETITIONS: "dose_reps", Work.HOLDS: "dose_holds", Work.BREATHS: "dose_breaths"}[work]
    if work is Work.BREATHS and dose.hold_s:
        key = "dose_holds"
    if work is Work.REPETITIONS and dose.hold_s:
        key = "dose_reps_hold"
    if dose.breaths:
        key = "dose_held_breaths" if work is Work.REPETITIONS else "dose_holds_breaths"
    if dose.within_s:
        key = "dose_within"
    values = {"reps": dose.reps, "seconds": round(dose.within_s or dose.hold_s), "breaths": dose.breaths}
    text = script.text(ON_EACH_SIDE[key] if on_each else key, **values)
    return f"{text} {script.text('dose_sets', sets=dose.sets)}" if dose.sets > 1 else text
