"""A page that says one thing and offers a few ways on, such as a gentler day or rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal

from hipcoach.coach.way_in_questions import ConfirmQuestion
from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.label import BodyText, Lead
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.step_page import StepPage


@dataclass(frozen=True, slots=True)
class Way:
    """One way on from a page. The first is the main one; Esc takes the one that goes `back`, or the only one."""

    value: str
    text: str
    icon: str = ""
    back: bool = False


class ChoicePage(StepPage):
    """A sentence, sometimes a notice, and a button for each way on. `chosen` has the value of the one pressed."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        title: str,
        lead: str,
        ways: Sequence[Way],
        *,
        notice: tuple[NoticeKind, str, str] | None = None,
        more: Sequence[str] = (),
        why: Why | None = None,
        leave: str = "",
    ) -> None:
        super().__init__(theme, title, leave=leave, centred=True)
        self.body.addWidget(Lead(theme, lead))
        if notice is not None:
            self.body.addWidget(Notice(theme, *notice))
        for line in more:
            self.body.addWidget(BodyText(theme, line))
        if why is not None:
            self.body.addWidget(WhyButton(theme, why), 0, Qt.AlignmentFlag.AlignLeft)
        for way in reversed(ways[1:]):
            key = "Esc" if way.back and not leave else ""
            button = self.add_button(QuietButton(theme, way.text, key=key, icon=way.icon, large=True))
            if key:
                self.press_on_esc(button)
            button.clicked.connect(lambda _checked=False, value=way.value: self.chosen.emit(value))
        primary = self.add_primary(ways[0].text, icon=ways[0].icon)
        primary.clicked.connect(lambda: self.chosen.emit(ways[0].value))
        if not leave and (ways[0].back or len(ways) == 1):
            self.press_on_esc(primary)


class ConfirmPage(ChoicePage):
    """Asks whether a number is right that is on record already."""

    answered = Signal(bool)

    def __init__(self, theme: Theme, question: ConfirmQuestion) -> None:
        ways = (Way("yes", "Yes, that is right", "check"), Way("no", "No, correct it", "back", back=True))
        super().__init__(theme, question.text, "Until you correct it, it stands.", ways)
        self.chosen.connect(lambda chosen: self.answered.emit(chosen == "yes"))
