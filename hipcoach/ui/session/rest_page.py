"""A rest in force: what was reported, what is fine meanwhile, whom to call, the nights, and "how is it now?"."""

from PySide6.QtCore import Qt, Signal

from hipcoach.coach import words
from hipcoach.coach.profile import Contact, Profile
from hipcoach.coach.rest import COUNT_FROM_NOW, RestInForce, ahead_text
from hipcoach.coach.stop_text import EVERYDAY, Stop, meanwhile, stop_in_force, whom_to_call
from hipcoach.planner.today import Kinds
from hipcoach.safety.rule import PainRule
from hipcoach.ui.shared.contact_lines import contact_lines
from hipcoach.ui.shared.stop_page import TITLES as STOP_TITLES
from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import PlainButton, QuietButton
from hipcoach.ui.widgets.label import BodyText, Heading, Muted
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.step_page import StepPage

STIFFEN = f"{EVERYDAY} Hips and backs stiffen when still."
SHORT = "It is over when tomorrow's answer, or a later one, is no higher than before."
TODAY_ONLY = "It is for today; tomorrow you are asked anew before a session."
NIGHTS = "What may help: how you lie, what you do before bed, and what to do when you wake stiff."
TITLES = {Kinds.PAUSED: "Paused until you have had advice", Kinds.BLOCKED: "Rest until it has settled"}
SIGNS = {"screen_emergency": Stop.EMERGENCY, "screen_same_day": Stop.SAME_DAY}
TITLES_SHORT = {
    "before_soft_today": "A short rest today",
    **{line: STOP_TITLES[stop] for line, stop in SIGNS.items()},
}


class RestPage(StepPage):
    """Shows a rest; no session starts from here."""

    asked_now = Signal()
    advised = Signal()
    dated_anew = Signal()
    nights_asked = Signal()

    def __init__(self, theme: Theme, rest: RestInForce, profile: Profile, rule: PainRule) -> None:
        """`profile` has the contacts; `rule` explains the rest."""
        today = rest.today
        super().__init__(theme, TITLES.get(today.kind) or TITLES_SHORT.get(today.line, "Rest today"), leave="Close")
        self._rule = rule
        self._add_reported(rest)
        if meanwhile(today):
            self.body.addWidget(BodyText(theme, STIFFEN))
        if not rest.held:
            self.body.addWidget(BodyText(theme, SHORT if today.line == "before_soft_today" else TODAY_ONLY))
        self._add_whom(rest, profile)
        if meanwhile(today):
            self._add_nights()
        if rest.paused or (rest.held and rest.advised_on is None):
            advised = self.add_button(QuietButton(theme, "I have had advice", icon="check", large=True))
            advised.clicked.connect(self.advised)
        if today.ahead is not None:
            dated_anew = self.add_button(QuietButton(theme, COUNT_FROM_NOW, icon="clock", large=True))
            dated_anew.clicked.connect(self.dated_anew)
        self.add_primary("How is it now?", icon="pain").clicked.connect(self.asked_now)

    def _add_reported(self, rest: RestInForce) -> None:
        theme, today = self.theme, rest.today
        kind, title = (NoticeKind.RED, "Stop and rest") if rest.held else (NoticeKind.AMBER, "Rest for today")
        if today.line in SIGNS:
            kind, title = NoticeKind.RED, "No session today"
        elif stop_in_force(today) is Stop.SAME_DAY:
            title = STOP_TITLES[Stop.SAME_DAY]
        reported = today.reported.sentence if rest.paused else ""  # there the reason is why it is paused
        said = Notice(theme, kind, title, " ".join(filter(None, (reported, today.why))))
        said.add_button(WhyButton(theme, Why.of(self._rule, today.line, today.why)))
        self.body.addWidget(said)
        if rest.result is not None:
            result = Notice(theme, NoticeKind.INFO, *rest.result)
            if rest.held:
                why = Why.of(self._rule, "hold_release", rest.result[1])
                result.add_button(WhyButton(theme, why, about=rest.result[0]))
            self.body.addWidget(result)
        if today.ahead is not None:
            self.body.addWidget(BodyText(theme, ahead_text(today.ahead)))
        if rest.triggers:
            self.body.addWidget(BodyText(theme, f"It came with: {words.joined(rest.triggers)}."))

    def _add_nights(self) -> None:
        self.body.addSpacing(Space.XS)
        self.body.addWidget(Heading(self.theme, "At night"))
        self.body.addWidget(BodyText(self.theme, NIGHTS))
        nights = PlainButton(self.theme, "Sleeping with hip pain", icon="right")
        nights.clicked.connect(self.nights_asked)
        self.body.addWidget(nights, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_whom(self, rest: RestInForce, profile: Profile) -> None:
        theme, contacts = self.theme, profile.contacts
        self.body.addSpacing(Space.XS)
        self.body.addWidget(Heading(theme, "Who to contact"))
        whom = whom_to_call(self._rule, rest.today)
        if whom:
            self.body.addWidget(BodyText(theme, whom))
        if rest.today.line == "screen_emergency" and profile.emergency_number:
            contacts = (Contact("Emergency number", profile.emergency_number), *contacts)
        self.body.addWidget(contact_lines(theme, contacts))
        if rest.advised_on is not None:
            noted = words.long_date(rest.advised_on)
            self.body.addWidget(Muted(theme, f"You noted on {noted} that you have had advice."))
