"""Pages that end a session: rest, stop and rest, see somebody today, call now. One button: "Rest" or "Close"."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipcoach.catalogue.sentence import in_sentence
from hipcoach.coach.profile import Contact
from hipcoach.coach.stop_text import NO_NUMBER, SHORT_REST, Stop, StopText
from hipcoach.safety.rule import PainRule
from hipcoach.ui.shared.call_number import TYPE_NUMBER, NumberField
from hipcoach.ui.shared.stage_panel import TAKEN, Panel
from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.arrival import as_sentences
from hipcoach.ui.widgets.button import Button, PrimaryButton, QuietButton
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.icon import Icon
from hipcoach.ui.widgets.key_press import KeyPress
from hipcoach.ui.widgets.spoken_as import SpokenAs
from hipcoach.ui.widgets.stage_label import StageLabel

CONTACTS_SHOWN = 3
IN_SESSION = ("during", "rest_")  # so begin the lines of the rule for a report in a session, and for the break after it
MISSING = "during_not_given"  # the line for an answer that was not given in one

TITLES = {
    Stop.REST: "Enough for today: rest",
    Stop.STOP: "Stop and rest",
    Stop.SAME_DAY: "Stop, and speak to somebody today",
    Stop.EMERGENCY: "Call your emergency number now",
}
SHORT_TITLE = f"Enough for today: {in_sentence(SHORT_REST)}"
TONES = {Stop.REST: ("amber", "amber_soft", "warning")}
RED = ("red", "red_soft", "stop")

NO_CONTACTS = "You have saved no contacts yet; Settings has a place for them."


class StopPage(Panel):
    """Fills the window with what the user reported, what to do, whom to call, and one button."""

    spoken_as = SpokenAs.ALERT

    rested = Signal()
    number_given = Signal(str)  # what is typed of an emergency number, to be kept

    def __init__(
        self,
        theme: Theme,
        text: StopText,
        contacts: tuple[Contact, ...],
        emergency_number: str,
        rule: PainRule | None = None,
        until: str = "",
    ) -> None:
        """`rule` has the lines that "Why?" shows; `until` says when the rest can end."""
        tone, ground, icon = TONES.get(text.kind, RED)
        super().__init__(theme, tone=tone, ground=ground, icon=icon)
        self._tone = tone
        self._large: list[StageLabel] = []
        self._lines: list[StageLabel] = []  # what to do
        self._reasons: list[StageLabel] = []
        self._asking: list[StageLabel] = []  # beside the field
        self._field: NumberField | None = None
        self._emergency = text.kind is Stop.EMERGENCY
        in_session = text.line.startswith(IN_SESSION)
        self._takes_late = in_session  # a number that was meant for a question before it
        short = in_session and text.kind is Stop.REST
        self.ask(SHORT_TITLE if short else TITLES[text.kind], text.reported)
        self._add_line(text.why, reason=True)
        self._add_line(until)
        self._add_line(text.do)
        if not self._emergency:
            self._add_line(text.call, bold=True)
            self._add_contacts(contacts)
        elif emergency_number:
            self._add_number(emergency_number)
        else:
            self._add_field()
        self._missing = text.line == MISSING
        self._explained = rule is not None and bool(text.line) and bool(text.reported)
        if rule is not None and text.line:  # at the edge: what to do, and whom to call, come first
            why = Why.of(rule, text.line, f"{text.why or text.reported} {text.named}".strip())
            self.foot.addWidget(WhyButton(self.theme, why, large=True))
        self.foot.addStretch(1)
        self.rest: Button = PrimaryButton(self.theme, "Rest", icon="rest", key="Enter", large=True)
        if self._emergency:  # there the one large thing is to call
            self.rest = QuietButton(self.theme, "Close", large=True)
        self.rest.clicked.connect(self.rested)
        self.foot.addWidget(self.rest)

    def fold(self, folded: bool) -> bool:
        """Leave the reason to "Why?", which has it as well. A screen reader hears it in any case."""
        for line in (self.hint,) if self._missing else self._reasons:
            line.setHidden(folded and self._explained)
        return self._explained and bool(self._reasons)

    def say_beneath(self, text: str) -> None:
        """Show a sentence beneath everything that matters more; an empty one shows nothing."""
        self._add_line(text, ink="muted")

    def press(self, press: KeyPress) -> bool:
        """Rest on Enter and on Esc, as there is no other way on. A key held since the page before does nothing."""
        if press.digit is not None and not press.combined and self._takes_late:
            self._takes_late = False
            self.say_beneath(TAKEN)
            announce(self, TAKEN)
        rests = press.is_enter or press.key == Qt.Key.Key_Escape
        if rests and not press.repeated:
            self.rest.click()
        return rests

    def take_focus(self) -> None:
        """Focus the button that leads on; every line describes it, too."""
        text = self._all_lines()
        self.rest.setAccessibleDescription(f"{text} Key: {self.rest.key}" if self.rest.key else text)
        self.rest.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_arrival(self) -> None:
        """Have every line spoken."""
        announce(self, self._all_lines(), urgent=True)

    def buttons(self) -> tuple[Button, ...]:
        """Return every button that leads on, so without "Why?"."""
        return tuple(each for each in self.findChildren(Button) if not isinstance(each, WhyButton))

    def set_sizes(self, sizes: StageSizes) -> None:
        """Take the sizes for the present window."""
        super().set_sizes(sizes)
        self.hint.set_px(sizes.text_px(30))
        for line in self._reasons:
            line.set_px(sizes.text_px(30))
        for line in self._lines:
            line.set_px(sizes.call)
        for line in self._large:
            line.set_px(sizes.text_px(96))
        if self._field is not None:
            self.question.set_px(sizes.text_px(72))  # the words take the place of the number
            font = self._field.font()
            font.setPixelSize(sizes.text_px(32))
            self._field.setFont(font)

    def _all_lines(self) -> str:
        lines = [label.text() for label in (self.question, self.hint, *self._reasons, *self._lines, *self._large)]
        return as_sentences(lines)

    def _add_line(self, text: str, *, ink: str = "ink", bold: bool = False, reason: bool = False) -> None:
        if text:
            line = StageLabel(self.theme, ink, bold=bold)
            line.setWordWrap(True)
            line.setText(text)
            (self._reasons if reason else self._lines).append(line)
            self.body.addWidget(line)
            self.fit()

    def _add_field(self) -> None:
        self._add_line(NO_NUMBER, bold=True)
        self._add_line(TYPE_NUMBER)
        self._asking = self._lines[-2:]
        self._field = NumberField()
        self._field.left.connect(self.number_given)
        self._field.entered.connect(self._on_field_entered)
        self.body.addWidget(self._field)

    def _on_field_entered(self, number: str) -> None:
        """Show the number that was typed as the one large thing."""
        if self._field is not None:
            self._field.hide()  # which keeps the number
            self._field.deleteLater()
            self._field = None
        for line in self._asking:
            line.hide()
            self._lines.remove(line)  # nor is it spoken any more
        self._add_number(number)
        self._large[-1].show()
        self.fit()
        self.take_focus()
        self.say_arrival()

    def _add_number(self, number: str) -> None:
        line = StageLabel(self.theme, "red", bold=True)
        line.setText(number)
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._large.append(line)
        self.body.addWidget(line)

    def _add_contacts(self, contacts: tuple[Contact, ...]) -> None:
        if not contacts:
            self._add_line(NO_CONTACTS)
        holder = QWidget()
        across = FlowLayout(holder, gap=Space.L)  # side by side: the page has room for all of it
        for contact in contacts[:CONTACTS_SHOWN]:
            line = StageLabel(self.theme, "ink", bold=True)
            line.setText(f"{contact.name}   {contact.number}")
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._lines.append(line)
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(Space.S)
            row.addWidget(Icon(self.theme, "phone", colour=self._tone))
            row.addWidget(line)
            across.addWidget(pair)
        self.body.addWidget(holder)
