"""What a leaflet asks after its exercises and on the next day, and what follows from it, as the pain rule has it."""

from hipcoach.coach import words
from hipcoach.coach.pain_question import SORENESS, STIFFNESS
from hipcoach.coach.stop_text import CALL_BEFORE
from hipcoach.safety.rule import PainRule

NOTED = ("Pain before", "Pain after", "How hard", "Next day: pain", "Muscle, or joint or back", "Stiff in the morning")
"""The rows of the table in which it is noted, a day a column."""


def afterwards(rule: PainRule) -> tuple[str, ...]:
    """Return what is asked; where a screen would ask more, the stricter way."""
    red, high, rise = rule.red_absolute, rule.red_with_rise, rule.rise
    minutes = words.count(rule.after_wait_s / 60, "minute")
    stiff = words.joined(("not at all", *(each.lower() for key, each in STIFFNESS.items() if key != "none")), "or")
    soreness = words.joined((each.lower() for each in SORENESS.values()), "or")
    return (
        f"{words.sentence(minutes)} after the end, rate your pain from 0 to 10 again, and how hard it was, from 0 to "
        "10. Write both down.",
        f"If your pain is {red} or more then, or {high} or more and at least {rise} above what it was before, rest "
        f"until it has settled. {CALL_BEFORE}",
        "If it is more than before, but less than that, do no more today.",
        "On the next day, and always before you begin again, rate your pain, and compare it with the number before "
        f"your last session. Write down whether it is more like {soreness}, and if you like how long you were stiff "
        f"in the morning: {stiff}.",
        "If it is no more than then, go on as planned. If it is more, rest that day, and do a little less next time.",
        f"If it is more on {rule.amber_running} such days running, or as high as the second line here says, do as that "
        "line says.",
    )
