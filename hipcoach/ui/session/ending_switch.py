"""The way out of a session by one switch or by taught words, for a user who is still lying there."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coach.keys import KeyTable
from hipcoach.coach.scan import ScanChoice, ScanPhase
from hipcoach.coach.scan_choices import confirm_choices, go_on_choices, number_choices
from hipcoach.coach.spoken_words import AFTER_VOICE_S, SpokenWord
from hipcoach.coach.stop_text import Stop, StopText
from hipcoach.coach.switch_options import SwitchOptions
from hipcoach.engine.cue import Priority
from hipcoach.ui.context import UiContext
from hipcoach.ui.page_kinds import Finishing, Submitting
from hipcoach.ui.session.choice_page import ConfirmPage
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.settle_page import SettlePage
from hipcoach.ui.shared.ear import TaughtAnswers
from hipcoach.ui.shared.listen_lamp import ListenLamp
from hipcoach.ui.shared.scan_reader import ScanBar, ScanReader
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.ui.shared.switch_watch import SwitchWatch
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.arrival import say_arrival

READ_AGAIN = "Press to hear the answers"


class SwitchedPage(QWidget):
    """A page with the line of the switch at its foot; what the switch answers is handed to the page."""

    def __init__(
        self, page: QWidget, context: UiContext, options: SwitchOptions, words: TaughtAnswers | None = None
    ) -> None:
        super().__init__()
        self.page = page
        self._context, self._options, self._pace_s = context, options, options.pace_s
        self._said_until_s = float("-inf")
        self._words = words
        self._on_word: Mapping[str, Callable[[], object]] = {SpokenWord.YES: self._press_by_word}
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
        self._watch = SwitchWatch(self, options, KeyTable.of(context.settings.current)) if options.pressed else None
        if self._watch is not None:
            self._watch.pressed.connect(self.reader.press)
        if words is not None:
            self.lamp = ListenLamp(context.theme, words.ear)
            self.bar.add_beside(self.lamp)
            words.ear.heard.connect(self._on_ear_heard)

    def take_focus(self) -> None:
        """Focus what the page focuses."""
        take = getattr(self.page, "take_focus", self.page.setFocus)
        take()

    def becomes_final(self) -> str:
        """Return what the page says is lost as the window closes."""
        return self.page.becomes_final() if isinstance(self.page, Finishing) else ""

    def take_marked(self) -> None:
        """Take what is marked on the page."""
        if isinstance(self.page, Submitting):
            self.page.take_marked()

    def say_arrival(self) -> None:
        """Say what the page says."""
        say_arrival(self.page)

    def read(self, question: str, choices: tuple[ScanChoice, ...], take: Callable[[ScanChoice], None]) -> None:
        """Ask a question, then read its answers; nothing is said first where `question` is empty."""
        self._take = take
        if question:
            self._say(question)
        from_s = max(self._context.clock.now_s(), self._said_until_s)
        self.reader.ask(choices, from_s, READ_AGAIN if self._options.pressed else "")

    def wait_for(self, words: str, then: Callable[[], object]) -> None:
        """Let one press, or the word for ready, do this; `words` say what a press does."""
        self._on_word = {SpokenWord.READY: then, SpokenWord.GO_ON: then}
        if self._watch is not None:
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
        self._on_word = {SpokenWord.YES: lambda: page.answered.emit(True)}  # "no" would lead to another number
        choices = confirm_choices(self._script, self._pace_s) if self._options.pressed else ()
        self.read(question, choices, lambda choice: page.answered.emit(choice.answer is True))

    def leave_to_keys(self) -> None:
        """Let no word answer this page: a number that is on record is corrected by hand alone."""
        self._on_word = {}

    def offer_rest(self, page: StopPage, said_until_s: float) -> None:
        """Offer the way on from a stop to the last questions.

        It takes two presses, so that a stray one does not pass it.
        """
        self._said_until_s = said_until_s
        self.read("", go_on_choices(self._script, self._pace_s), lambda choice: page.rested.emit())

    def _say(self, words: str) -> None:
        voice = self._context.voice()
        voice.silence()
        voice.say(words, priority=int(Priority.PAIN))
        self._said_until_s = self._context.clock.now_s() + self._script.length_s(words)
        announce(self, words)

    def _press_by_word(self) -> None:
        if self.reader.phase is not ScanPhase.QUIET:
            self.reader.press()

    def _on_ear_heard(self, word: str, _near: float, alone: bool) -> None:
        if self.isHidden() or not alone:  # hidden: the next page has taken over
            return
        heard_after_s = self._context.clock.now_s() - self._said_until_s
        if self._words is not None and word in self._on_word and heard_after_s >= AFTER_VOICE_S:
            self.lamp.show_heard(self._words.said.get(word, word))
            self._on_word[word]()


def number_of(choice: ScanChoice) -> int:
    """Return the number of a choice."""
    if not isinstance(choice.answer, int):
        raise AssertionError(f"{choice.words!r} is no number")
    return choice.answer


def with_switch(
    page: QWidget,
    context: UiContext,
    is_red: Callable[[int], bool],
    *,
    score: int | None = None,
    correcting: bool = False,
    stop: StopText | None,
    said_until_s: float,
) -> QWidget:
    """Return a page of the way out as it is, or so that the switch or words answer it; `score` is what is confirmed.

    `correcting`: a number on record is asked for again. `said_until_s`: until when the session's last words are spoken.
    """
    words = context.words()
    options = SwitchOptions.of(context.settings.current, taught=words.said if words is not None else None)
    short_rest = stop is not None and stop.kind is Stop.REST
    asks = isinstance(page, PainPage | ConfirmPage) or short_rest
    if options is None or not (isinstance(page, SettlePage) or (asks and options.reads)):
        if words is not None:
            words.ear.stop()  # nothing is answered here that is listened for
        return page
    switched = SwitchedPage(page, context, options, words)
    match page:
        case PainPage() if correcting and not options.pressed:
            switched.leave_to_keys()
        case PainPage():
            switched.ask_numbers(page, is_red)
            if correcting:
                switched.leave_to_keys()
        case ConfirmPage():
            switched.confirm(page, score)
        case SettlePage():
            switched.wait_for("Press to answer now", page.end_wait)
        case StopPage():
            switched.offer_rest(page, said_until_s)
    return switched
