"""The page on which the user teaches words, tries them, changes them and forgets them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hipcoach.clock import SystemClock
from hipcoach.coach.spoken_words import WORDS, SpokenWord
from hipcoach.listen.listener import Listener, listen_command
from hipcoach.listen.taught_words import TIMES
from hipcoach.settings import Settings
from hipcoach.ui.context import UiContext
from hipcoach.ui.setup.setting_rows import WORDS_SHARE, SettingRows
from hipcoach.ui.setup.teaching import Teaching
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.breaking_row import BreakingRow
from hipcoach.ui.widgets.button import Button, ButtonRow, DangerButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.label import BodyText, Heading, Label, Lead, MutedLabel
from hipcoach.ui.widgets.progress_bar import ProgressBar
from hipcoach.ui.widgets.step_page import StepPage

TITLE = "Teach your words"
LEAD = "Say each word three times, the way you will say it from the floor. It takes a few minutes."
KEPT = (
    "Any language and any words will do. The sound is never kept, only numbers that tell the words apart. They stay on "
    "this computer. At least four words are needed; leave out those that you do not want. The voice asks for those "
    "that you have taught, by what you call them here."
)
CANNOT = (
    "Say a word by itself, with a moment of quiet before and after it. In other speech only the words for pain and "
    "for a pause are taken, and only where they are plain. It can miss a word, and it can hear one that was not "
    "said. It was tried with artificial voices only, never with people. Keys and clicks always work, too. If it "
    "hurts more and you are not heard, just stop and rest."
)
LISTEN_HINT = "The microphone is open only while a session runs, and the session shows it. F4 turns it off."
SURE = "Forget all words: press again"
LEVEL_SHARE = 2.0  # of the loudest that there can be: speech from the floor is seldom louder than half of it


class WordRow(QWidget):
    """One word: what is said for it, what it does, and buttons."""

    def __init__(self, context: UiContext, id: SpokenWord, teaching: Teaching) -> None:
        super().__init__()
        theme = context.theme
        self._id, self._teaching = id, teaching
        self.field = QLineEdit()
        self.field.setAccessibleName(f"What you say: {WORDS[id].does}")
        self.field.setMaxLength(40)
        self.field.editingFinished.connect(lambda: teaching.name(id, self.field.text()))
        self.state = Label(theme, bold=True)
        self.teach = QuietButton(theme, "Teach")
        self.teach.clicked.connect(lambda: teaching.begin(id))
        self.leave_out = QuietButton(theme, "Leave out")
        self.leave_out.clicked.connect(lambda: teaching.forget(id))
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(MutedLabel(theme, f"{WORDS[id].does[:1].upper()}{WORDS[id].does[1:]}.", role=Type.SMALL))
        row = BreakingRow(gap=Space.M, first_share=WORDS_SHARE)
        row.row.addWidget(words, 1000)
        row.row.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        row.row.addWidget(ButtonRow(self.teach, self.leave_out), 0, Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(row)
        self.show_state()

    def show_state(self) -> None:
        """Show how far the word is."""
        word = self._teaching.word(self._id)
        if not self.field.hasFocus():
            self.field.setText(word.said)
        taught = word.is_whole
        self.state.setText("Taught" if taught else f"{len(word.recordings)} of {TIMES}")
        self.teach.set_text("Teach again" if taught else "Teach")
        self.teach.setAccessibleName(f"{self.teach.text()}: {word.said}")
        self.leave_out.setAccessibleName(f"Leave out: {word.said}")
        self.leave_out.setVisible(bool(word.recordings))


class TeachWordsPage(StepPage):
    """One word at a time, at the top; all of them beneath."""

    finished = Signal()

    def __init__(self, context: UiContext, open_listener: Callable[[], Listener] | None = None) -> None:
        """`open_listener` opens the microphone; without it, this computer's."""
        super().__init__(context.theme, TITLE, leave="")
        theme, paths = context.theme, context.paths
        command = listen_command(paths.listen_models, paths.taught_words, teaching=True)
        self.teaching = Teaching(paths, open_listener or (lambda: Listener(command, SystemClock())), self)
        self._sure = False
        self._told = ""
        self.body.addWidget(Lead(theme, LEAD))
        self.body.addWidget(BodyText(theme, KEPT))
        self.body.addWidget(MutedLabel(theme, CANNOT))
        now = Card(theme, gap=Space.M)
        self.now = Heading(theme, "")
        self.level = ProgressBar(theme, "How loud it is")
        self._next = self._button(QuietButton(theme, "", icon="microphone"), self._teach_next)
        self._try = self._button(QuietButton(theme, "Try your words"), self.teaching.begin_trial)
        self._forget = self._button(DangerButton(theme, "Forget all words"), self._forget_all)
        for widget in (self.now, self.level, ButtonRow(self._next, self._try, self._forget)):
            now.body.addWidget(widget)
        self.body.addWidget(now)
        self._setting_rows = SettingRows(theme, context.settings)
        self._listen = self._setting_rows.switch("taught_words", LISTEN_HINT, title="Listen for them in a session")
        self.body.addWidget(self._listen)
        context.settings.changed.connect(self._on_settings_changed)
        every = Card(theme, gap=Space.M)
        self.rows = {id: WordRow(context, id, self.teaching) for id in WORDS}
        for row in self.rows.values():
            every.body.addWidget(row)
        self.body.addWidget(every)
        done = self.add_primary("Done")
        done.clicked.connect(self.finished)
        self.press_on_esc(done)
        self.teaching.changed.connect(self._show)
        self.teaching.level_changed.connect(lambda loud: self.level.show_share(min(1.0, LEVEL_SHARE * loud)))
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Close the microphone."""
        super().hideEvent(event)
        self.teaching.end()

    def _on_settings_changed(self, settings: Settings) -> None:
        self._setting_rows.show(settings)

    def _button(self, button: Button, does: Callable[[], object]) -> Button:
        button.clicked.connect(does)
        return button

    def _teach_next(self) -> None:
        if self.teaching.next is not None:
            self.teaching.begin(self.teaching.next)

    def _forget_all(self) -> None:
        if self._sure:
            self.teaching.forget_all()
        self._sure = not self._sure
        self._forget.set_text(SURE if self._sure else "Forget all words")

    def _show(self) -> None:
        teaching, waits = self.teaching, self.teaching.next
        count = f" ({teaching.times + 1} of {TIMES})" if teaching.recording is not None else ""
        line = f"{teaching.line}{count}"
        self.now.setText(line or "The microphone is off.")
        if line and line != self._told:
            announce(self, line)
        self._told = line
        self._next.setVisible(waits is not None)
        if waits is not None:
            self._next.set_text(f"Teach “{teaching.word(waits).said}”")
        self._try.setEnabled(teaching.can_listen)
        self._forget.setVisible(bool(teaching.words))
        self._listen.setEnabled(teaching.can_listen)
        for row in self.rows.values():
            row.show_state()
