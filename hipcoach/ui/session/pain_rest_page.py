"""A pain rest in force: what was reported, how it goes on, whom to call, the nights, and "how is it now?"."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal

from hipcoach.clock import Clock
from hipcoach.coach import words
from hipcoach.coach.pain_rest import ADVISED, COUNT_FROM_NOW, PainRestInForce, ahead_text
from hipcoach.coach.pain_rest_course import CAN_END, PainRestPoint, course
from hipcoach.coach.profile import Contact, Profile
from hipcoach.coach.session_words import off_text
from hipcoach.coach.stop_text import (
    EVERYDAY,
    SHORT_REST,
    Stop,
    contacts_at,
    meanwhile,
    rest_end,
    stop_in_force,
    whom_to_call,
)
from hipcoach.planner.today import DayKind
from hipcoach.safety.rule import PainRule
from hipcoach.safety.stored_keys import PAIN_REST_RELEASE, SHORT_REST_SET_TODAY
from hipcoach.ui.shared.call_number import CallNumber
from hipcoach.ui.shared.contact_lines import contact_lines
from hipcoach.ui.shared.stop_page import TITLES as STOP_TITLES
from hipcoach.ui.shared.times import moment_text
from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import Button, PlainButton, PrimaryButton, QuietButton
from hipcoach.ui.widgets.label import BodyText, Heading
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.second_press import shield
from hipcoach.ui.widgets.step_page import StepPage
from hipcoach.ui.widgets.time_line import PointTense, TimeLine

STIFFEN = f"{EVERYDAY} Hips and backs stiffen when still."
TODAY_ONLY = "This rest is for today; tomorrow you are asked anew before a session."
ASK_NOW, CLOSE = "How is it now?", "Close"
NIGHTS = "What may help: how you lie, what you do before bed, and what to do when you wake stiff."
TITLES = {DayKind.PAUSED: "Paused until you have had advice", DayKind.BLOCKED: "Rest until it has settled"}
TITLES_TODAY = {SHORT_REST_SET_TODAY: SHORT_REST}
TODAY = "Rest today"
LOOK_MS = 30_000  # while the page is left open: so late may it see that the earliest moment has come


class PainRestPage(StepPage):
    """Shows a pain rest; no session starts from here."""

    says_all = True  # whom to call stands after "Why?"

    asked_now = Signal()
    advised = Signal()
    advice_taken_back = Signal()
    woke = Signal()  # from now on it can be asked whether the rest can end
    dated_anew = Signal()
    nights_asked = Signal()
    number_given = Signal(str)  # an emergency number was typed

    def __init__(self, theme: Theme, clock: Clock, rest: PainRestInForce, profile: Profile, rule: PainRule) -> None:
        """`profile` has the contacts; `rule` explains the rest."""
        today = rest.today
        stop = stop_in_force(today)
        title = TITLES.get(today.kind) or TITLES_TODAY.get(today.line, TODAY)
        title = STOP_TITLES[stop] if today.sign.line and stop is not None else title
        super().__init__(theme, title, leave="" if rest.told else CLOSE)
        self._rule, self._clock, self._wakes = rule, clock, rest.wakes
        self._undo: Button | None = None  # takes back what was noted
        emergency = stop is Stop.EMERGENCY
        if emergency:
            number = CallNumber(theme, profile.emergency_number)
            number.given.connect(self.number_given)
            self.body.addWidget(number)
        if today.sign.line:
            sign = Notice(theme, NoticeKind.RED, "No session today", today.sign.sentence)
            sign.add_button(WhyButton(theme, Why.of(rule, today.sign.line, today.sign.sentence)))
            self.body.addWidget(sign)
        self._add_reported(rest, () if emergency else contacts_at(stop, profile))
        if meanwhile(today):
            self.body.addWidget(BodyText(theme, STIFFEN))
        if today.contact and not emergency:
            self._add_whom(rest, profile)
        if rest.held:
            self._add_course(rest)
        elif not emergency:
            self.body.addWidget(BodyText(theme, rest_end(today, moment_text) or TODAY_ONLY))
        if not today.contact and not emergency:
            self._add_whom(rest, profile)
        if meanwhile(today):
            self._add_nights()
        if rest.paused or (rest.held and rest.advised_on is None):
            advised = QuietButton(theme, "I have had advice", icon="check", large=True)
            self.bar.insertWidget(0, advised)  # where no other button stands, before an answer and after it
            advised.clicked.connect(self.advised)
        if today.ahead is not None:
            dated_anew = self.add_button(QuietButton(theme, COUNT_FROM_NOW, icon="clock", large=True))
            dated_anew.clicked.connect(self.dated_anew)
        words = CAN_END if rest.held and not rest.asleep else ASK_NOW
        if rest.told:  # it has just been answered: Enter asks it no second time
            self.add_button(QuietButton(theme, words, icon="pain", large=True)).clicked.connect(self.asked_now)
            words = CLOSE
        main = PrimaryButton if not emergency else QuietButton  # in an emergency the one large thing is to call
        first = self.add_button(main(theme, words, icon="close" if rest.told else "pain", key="Enter", large=True))
        first.clicked.connect(self.left if rest.told else self.asked_now)
        self.make_primary(first)
        if rest.told:
            self.press_on_esc(first)
        if rest.asleep and rest.wakes is not None:
            timer = QTimer(self)
            timer.timeout.connect(self.look)
            timer.start(LOOK_MS)

    def look(self) -> None:
        """Emit `woke` once the earliest moment at which the rest can end has come."""
        if self._wakes is not None and self._clock.utc() >= self._wakes:
            self._wakes = None
            shield(self.window())
            self.woke.emit()

    def give_way(self) -> None:
        """Close: nothing here waits for an answer, so a key may lead to another page."""
        self.left.emit()

    def undo_last(self) -> bool:
        """Take back the note of advice. Return False where there is none."""
        if self._undo is not None:
            self._undo.click()
        return self._undo is not None

    def _add_course(self, rest: PainRestInForce) -> None:
        """Show how the rest goes on, with the button that sleeps until it can lead somewhere."""
        points = course(self._rule, rest, moment_text)
        self.body.addSpacing(Space.XS)
        self.body.addWidget(Heading(self.theme, "How this rest goes on"))
        line = TimeLine(self.theme, len(points))
        for each in points:
            point = line.add(each.when, each.text, _tense(each))
            if each.can_end:
                asleep = QuietButton(self.theme, CAN_END, icon="pain")
                asleep.setEnabled(False)
                asleep.setAccessibleDescription(f"Asleep. {each.when}.")
                point.words.addSpacing(Space.XXS)
                point.words.addWidget(asleep, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(line)

    def _add_reported(self, rest: PainRestInForce, contacts: tuple[Contact, ...]) -> None:
        theme, today = self.theme, rest.today
        if rest.advised_on is not None:  # first: it may just have been noted, and nobody scrolls for that
            self._add_advised(rest.advised_on)
        if today.red_since is not None:  # newer and worse than what began the rest
            whom = whom_to_call(self._rule, today)
            newest = Notice(theme, NoticeKind.RED, f"You reported {today.red_since}", whom)
            if contacts:
                newest.words.addWidget(contact_lines(theme, contacts))
            self.body.addWidget(newest)
        if rest.result is not None:
            self._add_result(rest, rest.result)
        kind, title = NoticeKind.AMBER, TITLES_TODAY.get(today.line, TODAY)
        if rest.held:
            kind, title = NoticeKind.RED, "Stop and rest"
        if stop_in_force(today) is Stop.SAME_DAY and not today.sign.line:  # a sign has named the page
            title = STOP_TITLES[Stop.SAME_DAY]
        reported = today.reported.sentence if rest.paused else ""  # there the reason is why it is paused
        if rest.held or not today.sign.line:
            said = Notice(theme, kind, title, " ".join(filter(None, (reported, today.why))))
            why = Why.of(self._rule, today.line, today.why)
            said.add_button(WhyButton(theme, why, about=title if today.sign.line else ""))
            self.body.addWidget(said)
        if today.ahead is not None:
            self.body.addWidget(BodyText(theme, ahead_text(today.ahead)))
        if today.marked:
            self.body.addWidget(BodyText(theme, off_text(today.marked, advised=rest.advised_on is not None)))

    def _add_result(self, rest: PainRestInForce, said: tuple[str, str]) -> None:
        """Say first what the last answer has led to: nobody scrolls for that."""
        kind = NoticeKind.RED if rest.today.red_since is not None else NoticeKind.INFO
        result = Notice(self.theme, kind, *said)
        if rest.held:
            why = Why.of(self._rule, PAIN_REST_RELEASE, said[1])
            result.add_button(WhyButton(self.theme, why, about=said[0]))
        self.body.addWidget(result)

    def _add_advised(self, on: date) -> None:
        """Say that advice was noted, and how to take that back."""
        noted = Notice(
            self.theme, NoticeKind.INFO, f"You noted on {words.long_date(on)} that you have had advice.", ADVISED
        )
        self._undo = PlainButton(self.theme, "Undo", icon="back", key="Ctrl+Z")
        self._undo.setAccessibleName("Undo: I have had advice")
        self._undo.clicked.connect(self.advice_taken_back)
        noted.add_button(self._undo)
        self.body.addWidget(noted)

    def _add_nights(self) -> None:
        self.body.addSpacing(Space.XS)
        self.body.addWidget(Heading(self.theme, "At night"))
        self.body.addWidget(BodyText(self.theme, NIGHTS))
        nights = PlainButton(self.theme, "Sleeping with hip pain", icon="right")
        nights.clicked.connect(self.nights_asked)
        self.body.addWidget(nights, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_whom(self, rest: PainRestInForce, profile: Profile) -> None:
        theme = self.theme
        if rest.today.red_since is not None:  # then all of it stands at the top
            return
        self.body.addSpacing(Space.XS)
        self.body.addWidget(Heading(theme, "Who to contact"))
        if whom := whom_to_call(self._rule, rest.today):
            self.body.addWidget(BodyText(theme, whom))
        self.body.addWidget(contact_lines(theme, contacts_at(stop_in_force(rest.today), profile)))


def _tense(point: PainRestPoint) -> PointTense:
    if point.now:
        return PointTense.NOW
    return PointTense.PAST if point.past else PointTense.AHEAD
