"""The panels for questions in a session: a choice, and a pain score."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from hipcoach.catalogue.sentence import in_sentence
from hipcoach.engine.questions import BACKSPACE, Answer, AnswerKey
from hipcoach.ui.player.moment import SettlingMoment
from hipcoach.ui.player.question_buttons import AnswerButton, TimeButton
from hipcoach.ui.shared.stage_panel import PANEL_MAX_PX, Panel
from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.button import Button, PrimaryButton, QuietButton
from hipcoach.ui.widgets.key_press import ARROW_STEPS, KeyPress
from hipcoach.ui.widgets.nrs_row import NrsRow
from hipcoach.ui.widgets.room import keep_room

SIDE_BY_SIDE = 3  # more answers than that stand in two columns

ANSWER_PX = 140  # of an answer's height: it gives way before words get small

SHIELD_MS = 1_000
ONE_TIMES = 2  # as long as any other number: who is in pain may be slow with the 0 of 10
KIND_TIMES = 2  # as long as a number: what is read and corrected is a sentence, and a stiff hand is slow
NOT_ANSWERED = "Not answered yet: press the key of an answer, or go to it with the arrow keys."
HOW = "Press its number; for 10, press 1, then 0."
TAKING = "You chose {score}. Another number corrects it; otherwise it is taken in a moment."
CHOSEN = "In a moment it is taken: {words}. Another answer corrects it."  # no longer than a line, as the hint before it
TAKEN_BY_ENTER = "You chose {score}. Enter takes it; another number corrects it."
NOTHING_CHOSEN = "Nothing is chosen yet."


class QuestionPanel(Panel):
    """A question whose time may run out: a button gives it more."""

    _time: TimeButton | None = None
    _skip: Button | None = None
    _moment: SettlingMoment

    @property
    def marked(self) -> Answer:
        """Return what is marked and not taken yet; None where nothing is."""
        raise NotImplementedError

    def show_waiting(self, text: str) -> None:
        """Show how long it waits, but beside an answer that is taken in a moment: no answer means nothing then."""
        super().show_waiting(text)
        self.waiting.setVisible(bool(text) and not self._moment.isActive())

    def add_time_button(self, cap: str, more: Callable[[], object]) -> None:
        """Add the button, beside the words that say how long it waits."""
        self._time = TimeButton(self.theme, "More time", key=cap, icon="clock", large=True)
        self._time.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus at the answers
        self._time.clicked.connect(lambda: more())
        self.clock.addWidget(self._time, 0, Qt.AlignmentFlag.AlignVCenter)
        keep_room(self.waiting)

    def add_skip(self, words: str) -> Button:
        """Add the quiet button that leaves the question unanswered, and return it."""
        self._skip = QuietButton(self.theme, words, large=True)
        self.foot.addWidget(self._skip)
        return self._skip

    def show_skip(self, words: str) -> None:
        """Let the button say what leaving the question unanswered comes to."""
        if self._skip is not None:
            self._skip.set_text(words)

    def offer_time(self, possible: bool) -> None:
        """Show the button only where time runs out."""
        if self._time is not None and self._time.isVisibleTo(self) is not possible:
            self._time.setVisible(possible)


class ChoicePanel(QuestionPanel):
    """A few large buttons, none preselected. An answer that settles is taken after a moment, any other at once.

    Arrow keys go from one to the next, and Enter then gives the answer that has the focus; again, it is taken.
    """

    chosen = Signal(object)  # the user's own key or click
    taken = Signal(object)  # the moment of an answer is over
    waits_to_take = Signal(float)  # an answer has its moment now, of so many seconds

    def __init__(
        self,
        theme: Theme,
        answers: Sequence[AnswerKey],
        *,
        skip: str = "",
        tone: str = "accent",
        ground: str = "surface",
        icon: str = "",
    ) -> None:
        """`skip`: the words of a quiet button that answers None."""
        super().__init__(theme, tone=tone, ground=ground, icon=icon)
        self._answers = tuple(answers)
        self._room_for = max((each.words for each in answers if each.settles), key=len, default="")  # in the hint
        self._ahead = ahead = [each for each in answers if each.key != BACKSPACE]
        self._shield = QTimer(self)
        self._shield.setSingleShot(True)
        self._shield.setInterval(SHIELD_MS)
        self._shield.timeout.connect(partial(self._take_clicks, True))
        self._passes_digits = False
        self._settling: AnswerKey | None = None
        self._moment = SettlingMoment(self._take_settled, self.waits_to_take.emit, self)
        grid = QGridLayout()
        grid.setSpacing(Space.M)
        self._columns = columns = len(ahead) if len(ahead) <= SIDE_BY_SIDE else 2
        self.buttons: list[Button] = []
        for answer in ahead:
            button = AnswerButton(self.theme, answer.words, key=answer.key, large=True)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._answers_on_click(button, answer)
            grid.addWidget(button, len(self.buttons) // columns, len(self.buttons) % columns)
            self.buttons.append(button)
        self.body.addLayout(grid)
        for answer in self._answers:
            if answer not in ahead:
                back = QuietButton(self.theme, answer.words, key=answer.key, icon="left", large=True)
                self._answers_on_click(back, answer)
                self.foot.addWidget(back)
        if skip:
            self.add_skip(skip).clicked.connect(lambda: self.chosen.emit(None))
        self.foot.addStretch(1)

    def add_time_button(self, cap: str, more: Callable[[], object]) -> None:
        """Add the button; Tab comes to it after the answers, as it stands above the foot."""
        super().add_time_button(cap, more)
        if self._time is not None:
            QWidget.setTabOrder(self.buttons[-1], self._time)

    def fold(self, folded: bool) -> bool:
        """Keep no room for words that are hidden, rather than make those that are read smaller."""
        keep_room(self.hint, kept=bool(self._room_for) and not folded)
        return bool(self._room_for) and self.hint.isHidden()

    def _answers_on_click(self, button: Button, answer: AnswerKey) -> None:
        button.setCheckable(answer.settles)
        button.clicked.connect(lambda: self._choose(answer))

    @property
    def marked(self) -> Answer:
        """Return the answer that has its moment now; None where none has."""
        return self._settling.value if self._settling is not None else None

    def ask(self, question: str, hint: str = "") -> None:
        """Ask anew, with nothing preselected."""
        self._settle(None)
        super().ask(question, hint)
        if self._room_for and not hint:
            self.hint.setText(CHOSEN.format(words=self._room_for))

    def _choose(self, answer: AnswerKey) -> None:
        """Take an answer, or give it its moment; chosen again in that, it is taken."""
        again = answer is self._settling and self._moment.isActive()
        if again or not answer.settles:
            self._settle(None)
            self.chosen.emit(answer.value)
            return
        self._settle(answer)
        self.hint.setText(CHOSEN.format(words=in_sentence(answer.words)))
        self.hint.show()
        announce(self, self.hint.text())
        self._moment.begin(KIND_TIMES)
        self.show_waiting(self.waiting.text())

    def _settle(self, answer: AnswerKey | None) -> None:
        """Show which answer waits to be taken, or that none does."""
        self._settling = answer
        self._moment.forget()
        for button, each in zip(self.buttons, self._ahead, strict=True):
            button.setChecked(each is answer)

    def _take_settled(self) -> None:
        if self._settling is not None:
            self.taken.emit(self._settling.value)

    def shield(self, *, digits: bool) -> None:
        """Take no click on an answer for a moment: the question has come by itself, under a click on the one before.

        `digits`: no digit either, as the question before asked for a number.
        """
        self._passes_digits = digits
        self._take_clicks(False)
        self._shield.start()

    def _take_clicks(self, taken: bool) -> None:
        for button in self.buttons:
            button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not taken)

    def press(self, press: KeyPress) -> bool:
        """Answer by the key of an answer; go along the answers by arrow keys."""
        if press.combined:
            return False
        if press.is_enter and self._settling is not None:
            self._choose(self._settling)
            return True
        if press.is_enter:
            announce(self, NOT_ANSWERED)
            self.hint.setText(NOT_ANSWERED)
            self.hint.show()
            return True
        step = ARROW_STEPS.get(press.key)
        if step is not None:
            focused = next((n for n, button in enumerate(self.buttons) if button.hasFocus()), -1 if step > 0 else 0)
            self.buttons[(focused + step) % len(self.buttons)].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if press.digit is not None and self._passes_digits and self._shield.isActive():
            return True
        pressed = BACKSPACE if press.key == Qt.Key.Key_Backspace else press.letter
        for answer in self._answers:
            if answer.key in (pressed, "" if press.digit is None else str(press.digit)):
                self._choose(answer)
                return True
        return False

    def set_sizes(self, sizes: StageSizes) -> None:
        """Take the sizes for the present window."""
        super().set_sizes(sizes)
        room = min(self.width() - 2 * Space.L, PANEL_MAX_PX) - Space.M * (self._columns - 1)
        widest = max(button.minimumSizeHint().width() for button in self.buttons)
        for first in range(0, len(self.buttons), self._columns):
            row = self.buttons[first : first + self._columns]
            needed = max(button.heightForWidth(room // self._columns) for button in row)
            for button in row:
                button.setFixedHeight(max(sizes.px(ANSWER_PX * sizes.share), needed))
                button.setMinimumWidth(widest)


class ScorePanel(QuestionPanel):
    """Pain now, on eleven keys. A number typed or clicked is taken after a moment, so that one key is enough.

    Within that moment another number corrects it, and 1 becomes 10 with a 0. Enter takes it at once. A RED one does not
    wait: it is on record at its key, and "Is that right?" comes then.
    """

    answered = Signal(object)  # int | None: the user's own key or click
    taken = Signal(int)  # the moment of a number is over
    waits_to_take = Signal(float)  # a number has its moment now, of so many seconds

    def __init__(
        self, theme: Theme, is_red: Callable[[int], bool], *, skip: str = "Skip", tone: str = "accent", icon: str = ""
    ) -> None:
        super().__init__(theme, tone=tone, icon=icon)
        self._is_red = is_red
        self.row = NrsRow(self.theme, "Pain now, 0 to 10", from_afar=True)
        self.row.changed.connect(self._on_row_changed)
        self.row.entered.connect(self._on_row_entered)
        self.body.addWidget(self.row)
        self.next = PrimaryButton(self.theme, "Next", key="Enter", large=True)
        self.next.clicked.connect(self._submit)
        self.add_skip(skip).clicked.connect(lambda: self.answered.emit(None))
        self.foot.addStretch(1)
        self.foot.addWidget(self.next)
        self._withdrawal: QuietButton | None = None
        self._moment = SettlingMoment(lambda: self.taken.emit(self.row.value), self.waits_to_take.emit, self)

    @property
    def marked(self) -> Answer:
        """Return the number that is chosen and not taken yet, also by the arrow keys; None where none is."""
        return self.row.value

    def ask(self, question: str, hint: str = "") -> None:
        """Ask anew, with nothing preselected."""
        super().ask(question, f"{hint} {HOW}".strip())
        self._moment.forget()
        self.row.set_value(None)
        self.next.setEnabled(False)

    def offer_withdrawal(self, words: str, cap: str, withdraw: Callable[[], object]) -> None:
        """Offer to take the report back; `show_withdrawal` says when it is possible."""
        self._withdrawal = QuietButton(self.theme, words, key=cap, large=True)
        self._withdrawal.clicked.connect(lambda: withdraw())
        self.foot.insertWidget(1, self._withdrawal)

    def show_withdrawal(self, possible: bool) -> None:
        """Show the button that takes the report back, only while that is possible."""
        if self._withdrawal is not None:
            self._withdrawal.setVisible(possible)

    def take_focus(self) -> None:
        """Take the focus without giving it to a number, so that Space chooses none."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def press(self, press: KeyPress) -> bool:
        """Choose by digits and arrow keys, submit on Enter."""
        focused = self.focusWidget()
        if not press.is_enter:
            on_button = isinstance(focused, Button) and focused.hasFocus()
            return not (on_button and press.digit is None) and self.row.press(press)
        if self.row.value is None:
            announce(self, NOTHING_CHOSEN)
            self.hint.setText(f"{NOTHING_CHOSEN} {HOW}")
        self._submit()
        return True

    def _on_row_changed(self, score: int) -> None:
        self.next.setEnabled(True)
        self._moment.stop()
        self.hint.setText(TAKEN_BY_ENTER.format(score=score))

    def _on_row_entered(self, score: int) -> None:
        if self._is_red(score):
            self._submit()
            return
        self.hint.setText(TAKING.format(score=score))
        self._moment.begin(ONE_TIMES if score == 1 else 1)
        self.show_waiting(self.waiting.text())

    def _submit(self) -> None:
        self._moment.stop()
        if self.row.value is not None:
            self.answered.emit(self.row.value)
