"""The first run: five short steps with one question each; every answer may be skipped, and changed by going back."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coach.pain_question import NOT_PAIN, USUAL_QUESTION
from hipcoach.planner.programme import Aim, Programme
from hipcoach.ui.context import Profile, UiContext
from hipcoach.ui.setup.contacts_form import ContactsForm
from hipcoach.ui.setup.locks_form import LocksForm
from hipcoach.ui.setup.setting_rows import TEXT_SIZES, SettingRows
from hipcoach.ui.setup.voice_sample import VoiceSample
from hipcoach.ui.shared.programme_form import IN_MOST_HOMES, ProgrammeForm
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.arrival import say_arrival
from hipcoach.ui.widgets.button import PlainButton, QuietButton
from hipcoach.ui.widgets.key_press import key_press
from hipcoach.ui.widgets.label import BodyText, Heading, Lead, MutedLabel
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.nrs_row import IN_VIEW_NOW, NrsRow
from hipcoach.ui.widgets.read_to_end import ReadToEnd
from hipcoach.ui.widgets.room import keep_room
from hipcoach.ui.widgets.seen_questions import SeenQuestions
from hipcoach.ui.widgets.step_page import StepPage
from hipcoach.ui.widgets.steps_bar import StepsBar

TITLES = (
    "Welcome",
    "What applies to you?",
    "Who would you call?",
    "Can you hear the voice?",
    "What should your week be for?",
)
NEXT = ("Next", "Next", "Next", "Next", "Done")
LARGER, SMALLER, LARGEST = "Larger text", "Smaller text", "The text is at its largest."
LEAVE_OUT = "Leave the number out"
NONE = "None of these"  # answered only with the focus on it
NOTHING_TICKED = "Tick everything that applies to you, or go to “None of these” by Tab."
MORE_LOCKS = "Read these too, then answer."
DAYS_IN_WEEK, FIRST_MINUTES = 7, 10
USUAL, LOCKS, WEEK = 0, 1, 4  # steps whose button names what is missing


class FirstRunPage(StepPage):
    """Takes the whole window. The answers are recorded at the end, or as it is closed before that."""

    finished = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__(context.theme, "", leave="")
        self._context = context
        self._before = context.profile.read()
        self._step = 0
        self._finished = False
        self._steps_bar = StepsBar(context.theme, len(TITLES))
        self.body.insertWidget(0, self._steps_bar)
        self.frame.title.show()
        self._makers = (self._welcome, self._locks, self._contacts, self._voice, self._week)
        self._contents: dict[int, QWidget] = {}
        self._seen = SeenQuestions(self)
        self._locks_read = ReadToEnd(self, MORE_LOCKS)
        self.usual_row: NrsRow | None = None
        self._locks_form: LocksForm | None = None
        self._contacts_form: ContactsForm | None = None
        self.programme_form: ProgrammeForm | None = None
        self.next = self.add_primary("")
        self.next.clicked.connect(self._on_next_clicked)
        self.back = QuietButton(context.theme, "Back", icon="left", key="Esc", large=True)
        self.back.clicked.connect(lambda: self.go_to(self._step - 1))
        self.bar.insertWidget(0, self.back)
        self.smaller = PlainButton(context.theme, SMALLER, icon="minus")
        self.larger = PlainButton(context.theme, LARGER, icon="type")
        for place, (button, by) in enumerate(((self.larger, 1), (self.smaller, -1)), 1):  # none comes under the pointer
            button.clicked.connect(partial(self._change_text_size, by))
            self.bar.insertWidget(place, button)
        self._offer_smaller()
        self.press_on_esc(self.back)
        self.go_to(0)

    @property
    def step(self) -> int:
        """Return the number of the step that is shown, from 0."""
        return self._step

    def go_to(self, step: int) -> None:
        """Show one step."""
        self._step = min(max(step, 0), len(TITLES) - 1)
        self.frame.title.setText(TITLES[self._step])
        self._steps_bar.set_step(self._step)
        if self._step not in self._contents:
            self._contents[self._step] = self._makers[self._step]()
            self.body.addWidget(self._contents[self._step])
        for index, content in self._contents.items():
            content.setVisible(index == self._step)
        self.back.setVisible(self._step > 0)
        self.say_missing("")  # what was said on the step before
        self._name_next()
        self.frame.verticalScrollBar().setValue(0)
        self._locks_read.begin()
        self.setAccessibleName(TITLES[self._step])
        self._focus_first()
        say_arrival(self)

    def _focus_first(self) -> None:
        if self._step == USUAL and self.usual_row is not None:
            self.usual_row.take_focus()
        else:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Let a number that is typed at once answer the first step."""
        self._focus_first()

    def _welcome(self) -> QWidget:
        theme = self._context.theme
        page, column = _page()
        column.addWidget(Lead(theme, "hipcoach shows, times and speaks exercises, and keeps a diary."))
        column.addWidget(
            BodyText(
                theme,
                "When you say that it hurts more, the session stops, and you are told to rest. Each step may be left "
                "as it is, and changed later.",
            )
        )
        notice = Notice(
            theme,
            NoticeKind.INFO,
            "What it is not",
            "It does not examine you, it does not know what causes your pain, and nobody reads what you enter. "
            "No clinician has reviewed its rules. Ask your doctor or physiotherapist whether exercise at home is right "
            "for you. It is not for children, and not for the weeks after surgery.",
        )
        column.addWidget(notice)
        heading = Heading(theme, USUAL_QUESTION.text)
        column.addWidget(heading)
        column.addWidget(BodyText(theme, f"{USUAL_QUESTION.lead} {NOT_PAIN}"))
        self.usual_row = NrsRow(theme, USUAL_QUESTION.keys)
        self.usual_row.set_value(self._before.usual_pain)
        self.usual_row.changed.connect(self._name_next)
        self.usual_row.came_into_view.connect(self._on_usual_row_came_into_view)
        self._seen.add(heading, self.usual_row, lambda: self.usual_row is not None and self.usual_row.value is None)
        column.addWidget(self.usual_row)
        self._no_number = PlainButton(theme, LEAVE_OUT, icon="close")
        self._no_number.clicked.connect(self._on_no_number_clicked)
        column.addWidget(self._no_number, 0, Qt.AlignmentFlag.AlignLeft)
        keep_room(self._no_number)
        return page

    def _locks(self) -> QWidget:
        theme = self._context.theme
        page, column = _page()
        column.addWidget(
            Lead(
                theme, "Tick everything that applies to you, to the end of the list. Some exercises are then left out."
            )
        )
        self._locks_form = LocksForm(theme, self._context.catalogue.exercises)
        self._locks_form.set_values(self._before.locks, self._before.cleared)
        self._locks_form.changed.connect(self._name_next)
        column.addWidget(self._locks_form)
        return page

    def _contacts(self) -> QWidget:
        theme = self._context.theme
        page, column = _page()
        column.addWidget(Lead(theme, "Their numbers are shown when it matters. They stay on this computer."))
        self._contacts_form = ContactsForm(theme)
        self._contacts_form.set_values(self._before.emergency_number, self._before.contacts)
        column.addWidget(self._contacts_form)
        return page

    def _voice(self) -> QWidget:
        theme = self._context.theme
        page, column = _page()
        column.addWidget(Lead(theme, "A session can be followed with eyes shut. Try whether you hear it."))
        column.addWidget(VoiceSample(self._context))
        column.addWidget(MutedLabel(theme, "Every word is on the screen too. Voice, speed and volume are in Settings."))
        return page

    def _week(self) -> QWidget:
        page, column = _page()
        column.addWidget(Lead(self._context.theme, "A week is made from this. All of it can be changed later."))
        rule, programme = self._context.forecast.rule, self._context.week.programme
        if not self._context.week.chosen:
            programme = first_week(programme, self._context.week.today.weekday())
        self.programme_form = ProgrammeForm(self._context.theme, rule, programme)
        self.programme_form.changed.connect(self._name_next)
        column.addWidget(self.programme_form)
        column.addWidget(SettingRows(self._context.theme, self._context.settings).shown_by())
        return page

    def _name_next(self) -> None:
        words, missing = NEXT[self._step], ""
        if self._step == USUAL and self.usual_row is not None:
            chosen = self.usual_row.value is not None
            words = words if chosen else "Go on without a number"
            self._no_number.setVisible(chosen)
        if self._step == LOCKS and self._locks_form is not None and not self._locks_form.locks:
            words, missing = NONE, NOTHING_TICKED
        if self._step == WEEK and self.programme_form is not None and not self.programme_form.programme.days:
            words = "Done, without a day"
        self.next.set_text(words)
        self.say_missing(missing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let digits answer the first step, wherever the focus is."""
        press, asked = key_press(event), self.usual_row if self._step == USUAL else None
        if asked is None or press.digit is None or not asked.press(press):
            super().keyPressEvent(event)

    def _on_usual_row_came_into_view(self) -> None:
        """Say that the number was not taken; Enter says it again, as it would go on without one."""
        if self.usual_row is not None:
            self.say_missing(IN_VIEW_NOW)
            self.say_of(self.usual_row, IN_VIEW_NOW)

    def _on_no_number_clicked(self) -> None:
        """Take the choice back: it was a slip, or nobody's business."""
        if self.usual_row is not None:
            self.usual_row.set_value(None)
            self.usual_row.take_focus()
        self._name_next()

    def _change_text_size(self, by: int) -> None:
        """Take the next larger text, or the next smaller one."""
        now, sizes = self._context.settings.current.text_scale, TEXT_SIZES[::by]
        wanted = next((size for size in sizes if (size - now) * by > 0), now)
        if wanted == now:
            self.say_above_bar(LARGEST)
        else:
            self._name_next()  # and nothing more is said of the size
        self._context.settings.change(text_scale=wanted)
        self._locks_read.begin()
        self._offer_smaller()

    def _offer_smaller(self) -> None:
        """Offer smaller text where it was made larger."""
        self.smaller.setVisible(self._context.settings.current.text_scale > TEXT_SIZES[0])

    def _on_next_clicked(self) -> None:
        if self._seen.show_next() or self._shows_more_locks():
            return
        if self._step < len(TITLES) - 1:
            self.go_to(self._step + 1)
            return
        self._context.changes.make(self, self._finish)

    def _shows_more_locks(self) -> bool:
        """Show the next of what may apply, where some has not been in view and nothing is ticked."""
        form = self._locks_form
        unread = self._step == LOCKS and form is not None and not form.locks
        return unread and form is not None and self._locks_read.show_next(form.questions)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was answered where the window is closed before the end; the questions come again with it."""
        super().hideEvent(event)
        if not event.spontaneous() and not self._finished:
            self._context.changes.make(self, lambda: self._keep(self._profile_with_answers()))

    def _finish(self) -> None:
        self._keep(replace(self._profile_with_answers(), first_run_done=True))
        self._finished = True
        self.finished.emit()

    def _keep(self, profile: Profile) -> None:
        with self._context.store.transaction():
            self._context.profile.write(profile)
            if self.programme_form is not None:
                self._context.week.save(self.programme_form.programme)

    def _profile_with_answers(self) -> Profile:
        """Return the profile as it was, with the answers of the steps that were shown."""
        profile = self._before
        if self.usual_row is not None:
            profile = replace(profile, usual_pain=self.usual_row.value)
        if self._locks_form is not None:
            profile = replace(profile, locks=self._locks_form.locks, cleared=self._locks_form.cleared)
        if self._contacts_form is not None:
            form = self._contacts_form
            profile = replace(profile, emergency_number=form.emergency_number, contacts=form.contacts)
        return profile


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.M)
    return page, column


def first_week(programme: Programme, today: int) -> Programme:
    """Return where a newcomer begins: three days from today's weekday on, ten minutes, moving more freely."""
    days = frozenset((today + ahead) % DAYS_IN_WEEK for ahead in (0, 2, 4))
    aims = frozenset({Aim.STIFFNESS})
    return replace(programme, days=days, minutes=FIRST_MINUTES, aims=aims, at_hand=IN_MOST_HOMES)
