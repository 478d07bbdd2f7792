"""A rest in force: what was reported, what is fine meanwhile, whom to call, and "how is it now?"."""

from PySide6.QtCore import Signal

from hipcoach.planner.today import Kinds, Today
from hipcoach.safety.rule import PainRule
from hipcoach.ui.pages.session.step_page import StepPage
from hipcoach.ui.parts.contact_lines import contact_lines
from hipcoach.ui.profile import Contact
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.label import Body, Heading
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.why import Why, WhyButton

EVERYDAY = "Gentle everyday movement is fine, and better than keeping quite still: hips and backs stiffen when still."
CONTACT = "Contact your doctor or physiotherapist before you try this again."
CONTACT_NOW = "It has not settled for two days: please contact your doctor or physiotherapist now."
SHORT = "It is over when tomorrow's answer, or a later one, is no higher than before."
TITLES = {Kinds.PAUSED: "Paused until you have had advice", Kinds.BLOCKED: "Rest until it has settled"}


class RestPage(StepPage):
    """No session starts from here."""

    asked_now = Signal()
    advised = Signal()

    def __init__(
        self,
        theme: Theme,
        today: Today,
        triggers: tuple[str, ...],
        contacts: tuple[Contact, ...],
        answer: str = "",
        rule: PainRule | None = None,
    ) -> None:
        """`answer` is what "how is it now?" has just led to; `rule` is what "why?" explains the rest by."""
        super().__init__(theme, TITLES.get(today.kind, "A short rest today"), leave="Close")
        held = today.kind in TITLES
        kind = NoticeKind.RED if held else NoticeKind.AMBER
        said = Notice(theme, kind, "Stop and rest" if held else "Rest for today", today.why)
        if rule is not None:
            said.add_button(WhyButton(theme, Why.of(rule, today.line, today.why)))
        self.body.addWidget(said)
        if answer:
            not_yet = Notice(theme, NoticeKind.INFO, "Not yet", answer)
            if rule is not None:
                why = Why.of(rule, "hold_release", answer)
                not_yet.add_button(WhyButton(theme, why, about="Not yet"))
            self.body.addWidget(not_yet)
        if triggers:
            self.body.addWidget(Body(theme, f"It came with: {', '.join(triggers)}."))
        self.body.addWidget(Body(theme, EVERYDAY))
        if held:
            self.body.addWidget(Heading(theme, "Whom to contact"))
            self.body.addWidget(Body(theme, CONTACT_NOW if today.contact else CONTACT))
            self.body.addWidget(contact_lines(theme, contacts))
        else:
            self.body.addWidget(Body(theme, SHORT))
        if today.kind is Kinds.PAUSED:
            advised = self.add_button(QuietButton(theme, "I have had advice", icon="check", large=True))
            advised.clicked.connect(self.advised)
        elif held:
            self.add_primary("How is it now?", icon="pain").clicked.connect(self.asked_now)
