"""The way out of a session with one switch: the last numbers are read out too, for somebody who still lies there."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coach.keys import KeyTable
from hipcoach.coach.scan import ScanChoice
from hipcoach.coach.scan_choices import confirm_choices, go_on_choices, number_choices
from hipcoach.coach.stop_text import Stop, StopText
from hipcoach.coach.switch_options import SwitchOptions
from hipcoach.engine.types import Priority
from hipcoach.ui.context import UiContext
from hipcoach.ui.session.choice_page import ConfirmPage
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.settle_page import SettlePage
from hipcoach.ui.shared.scan_reader import ScanBar, ScanReader
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.ui.shared.switch_watch import SwitchWatch
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.arrival import say_arrival

READ_AGAIN = "Press to hear the answers"


class SwitchedPage(QWidget):
    """A page with the line of the switch at its foot; what the switch answers is handed to the page."""

    def __init__(self, page: QWidget, context: UiContext, options: SwitchOptions) -> None:
        super().__init__()
        self.page = page
        self._context, self._pace_s = context, options.pace_s
        self._script = context.forecast.script
        self._take: Callable[[ScanChoice], None] = lambda choice: None
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(page, 1000)
        self.bar = ScanBar(context.theme)
        rows.addWidget(self.bar)
        self.reader = ScanReader(self.bar, context.clock, self._script.length_s, options.pace_s, self._say)
        self.reader.taken.connect(lambda choice: self._take(choice))
        self._watch = SwitchWatch(self, options, KeyTable.of(context.settings.current))
        self._watch.pressed.connect(self.reader.press)

    def take_focus(self) -> None:
        """Focus what the page focuses."""
        take = getattr(self.page, "take_focus", self.page.setFocus)
        take()

    def say_arrival(self) -> None:
        """Say what the page says."""
        say_arrival(self.page)

    def read(self, question: str, choices: tuple[ScanChoice, ...], take: Callable[[ScanChoice], None]) -> None:
        """Ask a question, then read its answers; nothing is said first where `question` is empty."""
        self._take = take
        if question:
            self._say(question)
        said_s = self._script.length_s(question) if question else 0.0
        self.reader.ask(choices, self._context.clock.now_s() + said_s, READ_AGAIN)

    def wait_for(self, words: str, then: Callable[[], object]) -> None:
        """Let one press do this; `words` say what."""
        self._watch.pressed.disconnect(self.reader.press)
        self._watch.pressed.connect(then)
        self.bar.show_words(words, asks=False)

    def ask_numbers(self, page: PainPage, is_red: Callable[[int], bool]) -> None:
        """Ask how much it hurts, and how hard it was. A red number is on record at its first press."""

        def take_pain(choice: ScanChoice) -> None:
            score = number_of(choice)
            page.choose(score)
            if page.effort is None or is_red(score):
                page.submit()
                return
            choices = number_choices(self._script, self._pace_s, lambda score: False)
            self.read(self._script.text("scan_effort"), choices, take_effort)
            self.reader.unanswered.connect(page.submit)  # the number that was kept counts

        def take_effort(choice: ScanChoice) -> None:
            page.choose_effort(number_of(choice))
            page.submit()

        self.read(self._script.text("scan_after"), number_choices(self._script, self._pace_s, is_red), take_pain)

    def confirm(self, page: ConfirmPage, score: int | None) -> None:
        """Ask whether a number was meant."""
        question = self._script.text("pain_confirm", score=score)
        choices = confirm_choices(self._script, self._pace_s)
        self.read(question, choices, lambda choice: page.answered.emit(choice.answer is True))

    def offer_rest(self, page: StopPage) -> None:
        """Offer the way on from a stop to the last questions, by two presses: a stray one must not pass it."""
        self.read("", go_on_choices(self._script, self._pace_s), lambda choice: page.rested.emit())

    def _say(self, words: str) -> None:
        voice = self._context.voice()
        voice.silence()
        voice.say(words, priority=int(Priority.PAIN))
        announce(self, words)


def number_of(choice: ScanChoice) -> int:
    """Return the number of a choice."""
    if not isinstance(choice.answer, int):
        raise AssertionError(f"{choice.words!r} is no number")
    return choice.answer


def with_switch(
    page: QWidget, context: UiContext, is_red: Callable[[int], bool], *, score: int | None = None, stop: StopText | None
) -> QWidget:
    """Return a page of the way out as it is, or so that the switch answers it; `score` is what is confirmed."""
    options = SwitchOptions.of(context.settings.current)
    if options is None:
        return page
    short_rest = stop is not None and stop.kind is Stop.REST
    if not isinstance(page, PainPage | ConfirmPage | SettlePage) and not short_rest:
        return page
    switched = SwitchedPage(page, context, options)
    match page:
        case PainPage():
            switched.ask_numbers(page, is_red)
        case ConfirmPage():
            switched.confirm(page, score)
        case SettlePage():
            switched.wait_for("Press to answer now", page.end_wait)
        case StopPage():
            switched.offer_rest(page)
    return switched
