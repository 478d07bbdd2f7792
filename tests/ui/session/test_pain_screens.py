"""The screens that somebody meets about pain, before, during, after, on the next day and in a rest: what each says."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from hipcoach.coach.pain_question import AREAS, NOT_PAIN, SORENESS_HINT, STIFFNESS_TEXT
from hipcoach.coach.rule_texts import not_settled
from hipcoach.coach.stop_text import CALL_IF, CALL_TODAY, EVERYDAY
from hipcoach.gallery.draw import settle
from hipcoach.gallery.scenes import Scenes
from hipcoach.gallery.states import STATES

ASKED = "How much does it hurt now?"
BEFORE_BRIDGE = "Contact your doctor or physiotherapist before you try Bridge again."
CONTACT = "Physiotherapy, Ms Lindqvist"
STANDS = "Until you correct it, it stands."
UNANSWERED = "counts as not given, and the session ends."
NO_WAY_ON = ("Go on", "Continue", "Next", "Start", "I am ready")
TODAY = ("entle", "fine", "better than keeping")  # nothing is said to be fine

SAYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "first-run-1": (
        ("How much pain is usual for you?", "Think of the last week.", NOT_PAIN, "Go on without a number"),
        (),
    ),
    "session-screen": (("Are any of these new, or true today?", "And lately?", "None of these"), ()),
    "session-number": ((ASKED, NOT_PAIN, "Skip this question"), ()),
    "session-number-next-day": (
        (ASKED, *AREAS.values(), "Muscle soreness", "Joint or back pain", SORENESS_HINT, STIFFNESS_TEXT),
        (),
    ),
    "session-confirm": (("You chose 7. Is that right?", STANDS, "No, correct it"), ()),
    "session-high": (("Today is for rest.", CALL_IF, CONTACT), NO_WAY_ON),
    "session-gentle": (("Rest today", "A gentler day"), ("Change my usual number",)),
    "session-gentle-told": (("Rest today", "A gentler day", "Change my usual number"), ()),
    "session-plan-half": (("Half as much today",), ()),
    "session-plan-as-usual": (("As planned", "three settled sessions"), ("Half",)),
    "player-check": (("how does it feel now?", "Better", "Same", "Worse", NOT_PAIN, "It hurts more"), ()),
    "player-pain-score": ((ASKED, "Everything has stopped.", NOT_PAIN, "Leave it unanswered", UNANSWERED), ()),
    "player-pain-confirm": (("You chose 7. Is that right?", STANDS, "counts as yes."), ()),
    "player-pain-kind": (
        ("An ache", "Sharp or catching", "Burning, tingling or numb", "Weak or giving way", UNANSWERED),
        (),
    ),
    "player-sharp-wait": (("Stay still and rest for a moment.",), NO_WAY_ON),
    "player-sharp-question": (("Is the sharp or catching pain still there?", "counts as still there."), ()),
    "player-pain-break": (
        ("Rest, in whatever way is most comfortable.", "It hurts more", "that is one more."),
        ("Go on",),
    ),
    "player-break-score": (("How much does it hurt now, after the rest?", NOT_PAIN, "It hurts more", UNANSWERED), ()),
    "session-red": (("Stop and rest", BEFORE_BRIDGE, CONTACT, EVERYDAY), NO_WAY_ON),
    "session-enough": (("Enough for today: a short rest", CALL_IF, CONTACT, EVERYDAY), NO_WAY_ON),
    "session-same-day": (("Stop, and speak to somebody today", CALL_TODAY, CONTACT), (*NO_WAY_ON, *TODAY)),
    "session-emergency": (("Call your emergency number now", "112"), (*NO_WAY_ON, *TODAY, "Rest", CONTACT)),
    "session-settle": (("Rest for two minutes.", "how much it hurts, and how hard it was", "Answer now"), ()),
    "session-after": ((ASKED, NOT_PAIN, "How hard was it?"), ("Skip this question",)),  # a number is marked
    "session-summary-pain": (("Rest until it has settled", BEFORE_BRIDGE), ()),
    "session-rest": (
        (
            "You reported 1 before and 7 then.",
            EVERYDAY,
            BEFORE_BRIDGE,
            CONTACT,
            "at the earliest",
            "Can this rest end?",
            "The rest ends at 2 or less, with no sign marked, and only if you say so.",
            "The first is mobility only.",
        ),
        NO_WAY_ON,
    ),
    "session-rest-same-day": (("burning, tingling or numbness", CALL_TODAY, CONTACT), (*NO_WAY_ON, *TODAY)),
    "session-rest-paused": (("Paused until you have had advice", "{not_settled}", "I have had advice"), NO_WAY_ON),
    "session-rest-short": (("no higher than before.", EVERYDAY, CALL_IF, CONTACT), NO_WAY_ON),
    "session-rest-sign": (("Call your emergency number now", "112"), (*NO_WAY_ON, *TODAY, CONTACT)),
    "session-rest-held-sign": (
        ("Call your emergency number now", "112", "at the earliest"),
        (*NO_WAY_ON, *TODAY, CONTACT),
    ),
    "session-come-back": (("each at half", "The first is mobility only.", "turn it on again", "Rest on"), ()),
    "session-turn-on": (("once your doctor or physiotherapist has advised you", "Leave it off"), ()),
    "today-emergency": (("Call your emergency number now", "112"), (*TODAY, CONTACT, "A day of rest", "Start")),
    "today-same-day": (("Stop, and speak to somebody today", CALL_TODAY, CONTACT), (*TODAY, "A day of rest", "Start")),
    "today-rest": (("Rest until it has settled", EVERYDAY, BEFORE_BRIDGE, CONTACT), ("Start",)),
    "today-coming-back": (("mobility only, at half.", "Off until you have had advice: Bridge."), ()),
}


@pytest.mark.parametrize("name", list(SAYS))
def test_each_screen_about_pain_says_what_it_has_to_and_nothing_that_it_must_not(
    qapp: QApplication, made: Scenes, name: str
) -> None:
    page = STATES[name](made)
    page.show()
    settle(qapp)
    parts = [*page.findChildren(QLabel), *page.findChildren(QAbstractButton)]
    words = "\n".join(part.text() for part in parts if part.isVisible())
    page.close()
    page.deleteLater()
    settle(qapp)
    says, never = SAYS[name]
    assert [
        said for said in says if said.format(not_settled=not_settled(made.full.rule, ("Bridge",))) not in words
    ] == []
    assert [said for said in never if said in words] == []
