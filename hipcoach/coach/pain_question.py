"""The question "How much does it hurt now?" outside a running session: what is asked with it, and its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hipcoach.catalogue.types import Side
from hipcoach.safety.after import Soreness
from hipcoach.safety.past import Past
from hipcoach.safety.types import Area

NOT_PAIN = "A stretch or a pull is not pain."
STANDS = "You gave {given}. It stands until you give another answer."
AREA_TEXT, SIDE_TEXT = "Where is it?", "Which side?"
SORENESS_TEXT, STIFFNESS_TEXT = "What is it more like?", "Morning stiffness, if you like"
SORENESS_HINT = "Muscle soreness is felt in a muscle itself, one to three days after exercise, and eases."
EFFORT_TEXT = "How hard was it?"
PAIN_NOW, USUAL_PAIN = "Pain now, 0 to 10", "Usual pain in the last week"  # what the eleven keys are for

AREAS: Mapping[Area, str] = {
    Area.GROIN: "Groin or front of hip",
    Area.OUTER_HIP: "Outer hip",
    Area.BUTTOCK: "Buttock",
    Area.LOW_BACK: "Low back",
    Area.THIGH: "Thigh or leg",
    Area.OTHER: "Somewhere else",
}
SIDES: Mapping[Side, str] = {Side.LEFT: "Left", Side.RIGHT: "Right", Side.BOTH: "Both"}
SORENESS: Mapping[Soreness, str] = {Soreness.MUSCLE: "Muscle soreness", Soreness.JOINT: "Joint or back pain"}
STIFFNESS: Mapping[str, str] = {
    "none": "None",
    "15": "Up to 15 min",
    "30": "Up to 30 min",
    "60": "Up to an hour",
    "more": "Longer",
}


@dataclass(frozen=True, slots=True)
class PainAnswer:
    """A score from 0 to 10, and what was asked with it; a score of None is "not given"."""

    score: int | None = None
    area: Area | None = None
    side: Side | None = None
    soreness: Soreness | None = None
    stiffness: str | None = None  # a key of `STIFFNESS`
    effort: int | None = None  # 0 to 10

    def with_what_was_said(self, before: "PainAnswer") -> "PainAnswer":
        """Return the answer with what was said besides the doubted number and is not said anew: that much was right.

        Where nothing hurts, no place and no kind of soreness is kept.
        """
        hurts = PainAnswer() if self.score == 0 else before
        return PainAnswer(
            self.score,
            self.area or hurts.area,
            self.side or (hurts.side if self.area in (None, hurts.area) else None),  # of the same place
            self.soreness or hurts.soreness,
            self.stiffness or before.stiffness,
            before.effort if self.effort is None else self.effort,
        )

    @property
    def sore_side(self) -> Side | None:
        """The side that hurts; None where nothing does, or no side was named."""
        return self.side if self.score else None


@dataclass(frozen=True, slots=True)
class NumberQuestion:
    """How much it hurts now, from 0 to 10, and what is asked with that."""

    text: str
    lead: str = ""
    where: bool = False  # place and side are asked, where there is pain
    next_day: bool = False  # it is the next-day answer, too: stiffness is asked, and with pain what it is like
    effort: bool = False  # how hard the session was is asked, too
    keys: str = PAIN_NOW
    given: PainAnswer | None = None  # with a number that was said to be wrong; the rest of it stands

    def asked_again(self, score: int | None, given: PainAnswer | None = None) -> "NumberQuestion":
        """Return the question as it is put again, once the user said that `score` was wrong.

        `given` is all that was answered.
        """
        if score is None:
            return self
        lead = " ".join(filter(None, (STANDS.format(given=score), self.lead)))
        return replace(self, lead=lead, given=replace(given or PainAnswer(), score=None))

    def answer(
        self,
        score: int | None,
        *,
        area: Area | None = None,
        side: Side | None = None,
        soreness: Soreness | None = None,
        stiffness: str | None = None,
        effort: int | None = None,
    ) -> PainAnswer:
        """Put an answer together, without what is not asked, or not with this score."""
        if score is None:
            return PainAnswer(effort=effort)
        hurts_where, hurts_next_day = self.where and score > 0, self.next_day and score > 0
        return PainAnswer(
            score,
            area if hurts_where else None,
            side if hurts_where else None,
            soreness if hurts_next_day else None,
            stiffness if self.next_day else None,
            effort if self.effort else None,
        )


USUAL_QUESTION = NumberQuestion("How much pain is usual for you?", "Think of the last week.", keys=USUAL_PAIN)


def number_before(past: Past | None, *, where: bool) -> NumberQuestion:
    """Ask for today's number; `past` is the session that it is the next-day answer to."""
    if past is None:
        return NumberQuestion("How much does it hurt now?", where=where)
    lead = f"You reported {past.base} then." if past.before is not None else ""
    text = "Compared with before your last session: how much does it hurt now?"
    return NumberQuestion(text, lead, where=where, next_day=True)
