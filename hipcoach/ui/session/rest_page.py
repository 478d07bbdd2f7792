"""A rest in force: what was reported, what is fine meanwhile, whom to call, the nights, and "how is it now?"."""

from PySide6.QtCore import Qt, Signal

from hipcoach.coach import words
from hipcoach.coach.profile import Profile
from hipcoach.coach.rest import COUNT_FROM_NOW, RestInForce, ahead_text
from hipcoach.coach.session_words import off_text
from hipcoach.coach.stop_text import EVERYDAY, Stop, meanwhile, stop_in_force, whom_to_call
from hipcoach.planner.today import DayKind
from hipcoach.safety.rule import PainRule
from hipcoach.ui.shared.call_number import CallNumber
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
SHORT = "This short rest is over when tomorrow's answer, or a later one, is no higher than before."
TODAY_ONLY = "This rest is for today; tomorrow you are asked anew before a session."
ASK_NOW = "How is it now?"
NIGHTS = "What may help: how you lie, what you do before bed, and what to do when you wake stiff."
TITLES = {DayKind.PAUSED: "Paused until you have had advice", DayKind.BLOCKED: "Rest until it has settled"}
TITLES_SHORT = {"before_soft_today": "A short rest today"}


class RestPage(StepPage):
    """Shows a rest; no session starts from here."""

    asked_now = Signal()
    advised = Signal()
    dated_anew = Signal()
    nights_asked = Signal()
    number_given = Signal(str)  # an emergency number was typed

    def __init__(self, theme: Theme, rest: RestInForce, profile: Profile, rule: PainRule) -> None:
        """`profile` has the contacts; `rule` explains the rest."""
        today = rest.today
        stop = stop_in_force(today)
        title = TITLES.get(today.kind) or TITLES_SHORT.get(today.line, "Rest today")
        super().__init__(theme, STOP_TITLES[stop] if today.sign.line and stop is not None else title, leave="Close")
        self._rule = rule
        emergency = stop is Stop.EMERGENCY
        if emergency:
            number = CallNumber(theme, profile.emergency_number)
            number.given.connect(self.number_given)
            self.body.addWidget(number)
        if today.sign.line:
            sign = Notice(theme, NoticeKind.RED, "No session today", today.sign.sentence)
            sign.add_button(WhyButton(theme, Why.of(rule, today.sign.line, today.sign.sentence)))
            self.body.addWidget(sign)
        self._add_reported(rest)
        if meanwhile(today):
            self.body.addWidget(BodyText(theme, STIFFEN))
        if rest.earliest:
            self.body.addWidget(BodyText(theme, rest.earliest))
        if not rest.held and not emergency:
            self.body.addWidget(BodyText(theme, SHORT if today.line == "before_soft_today" else TODAY_ONLY))
        if not emergency:
            self._add_whom(rest, profile)
        if meanwhile(today):
            self._add_nights()
        if rest.paused or (rest.held and rest.advised_on is None):
            advised = self.add_button(QuietButton(theme, "I have had advice", icon="check", large=True))
            advised.clicked.connect(self.advised)
        if today.ahead is not None:
            dated_anew = self.add_button(QuietButton(theme, COUNT_FROM_NOW, icon="clock", large=True))
            dated_anew.clicked.connect(self.dated_anew)
        if emergency:  # there the one large thing is to call
            now = self.add_button(QuietButton(theme, ASK_NOW, icon="pain", key="Enter", large=True))
            self.make_primary(now)
        else:
            now = self.add_primary(ASK_NOW, icon="pain")
        now.clicked.connect(self.asked_now)

    def _add_reported(self, rest: RestInForce) -> None:
        theme, today = self.theme, rest.today
        kind, title = (NoticeKind.RED, "Stop and rest") if rest.held else (NoticeKind.AMBER, "Rest for today")
        if stop_in_force(today) is Stop.SAME_DAY and not today.sign.line:  # a sign has named the page
            title = STOP_TITLES[Stop.SAME_DAY]
        reported = today.reported.sentence if rest.paused else ""  # there the reason is why it is paused
        if rest.held or not today.sign.line:
            said = Notice(theme, kind, title, " ".join(filter(None, (reported, today.why))))
            why = Why.of(self._rule, today.line, today.why)
            said.add_button(WhyButton(theme, why, about=title if today.sign.line else ""))
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
            self.body.addWidget(BodyText(theme, off_text(rest.triggers, advised=rest.advised_on is not None)))

    def _add_nights(self) -> None:
        self.body.addSpacing(Space.XS)
        self.body.addWidget(Heading(self.theme, "At night"))
        self.body.addWidget(BodyText(self.theme, NIGHTS))
        nights = PlainButton(self.theme, "Sleeping with hip pain", icon="right")
        nights.clicked.connect(self.nights_asked)
        self.body.addWidget(nights, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_whom(self, rest: RestInForce, profile: Profile) -> None:
        theme = self.theme
        self.body.addSpacing(Space.XS)
        self.body.addWidget(Heading(theme, "Who to contact"))
        whom = whom_to_call(self._rule, rest.today)
        if whom:
            self.body.addWidget(BodyText(theme, whom))
        self.body.addWidget(contact_lines(theme, profile.contacts))
        if rest.advised_on is not None:
            noted = words.long_date(rest.advised_on)
            self.body.addWidget(Muted(theme, f"You noted on {noted} that you have had advice."))
