"""The settings page: everything that may be set, in groups; each change works at once."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipcoach.settings import Settings, SkinTone, SpeechAmount, SwitchInput, ThemeChoice, setting_rules
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser, FileDialogs
from hipcoach.ui.setup.contacts_form import ContactsForm
from hipcoach.ui.setup.letter_form import LetterForm
from hipcoach.ui.setup.locks_form import LocksForm
from hipcoach.ui.setup.login_row import LoginRow
from hipcoach.ui.setup.reminder_times import ReminderTimes
from hipcoach.ui.setup.setting_finder import SettingFinder
from hipcoach.ui.setup.setting_rows import TEXT_SIZES, SettingRows, in_steps, percent, seconds
from hipcoach.ui.setup.sharing_form import WHAT, SharingForm
from hipcoach.ui.setup.voice_choice import VoiceChoice
from hipcoach.ui.setup.voice_sample import VoiceSample
from hipcoach.ui.setup.who_speaks_page import SPEAKERS, URGENT
from hipcoach.ui.shared.programme_form import POSSIBLE
from hipcoach.ui.shared.week_page import WeekDetail
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import ButtonRow, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.label import Heading, MutedLabel
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.ui.widgets.two_columns import TwoColumns

REMINDERS = (
    "A short note from the desktop when a session is due and none was done today. While this is on, closing the window "
    "leaves hipcoach in the tray, where the desktop has one. Days missed are never counted."
)
SITTING = (
    "A short note to stand up and move a little, while hipcoach runs. Never in a session, and never during a rest. "
    "hipcoach does not see whether you sit. It counts from its last note, your last session, or the computer's sleep."
)
ANSWERS = (
    "In a session, with one switch: a press pauses, and “It hurts more” is read out first. So where you do as many as "
    "is comfortable, it counts none for you. When something is asked, the answers are read out one after the other, "
    "and a press takes the one you have just heard. A pain number counts when you press again."
)
NO_ANSWERS = (
    "Getting down and up takes a fixed time, and nothing is asked after an exercise. The two numbers are asked at the "
    "end, when you are back at the screen. What was not answered stays not given, so no exercise is stepped up. "
    "P still stops everything, and so does the switch."
)
USUAL = (
    "How much pain is usual for you is the middle of your numbers before sessions. With fewer than three in the last "
    "week, it is the number that you gave at first."
)
WORDS = (
    "You say “it hurts”, “pause” or “ready” from the floor. Teach the words first; that takes a few minutes. The "
    "microphone is open only while a session runs."
)
SWITCH_INPUTS: dict[object, str] = {
    SwitchInput.ANY: "Any free key, clicker or click",
    SwitchInput.SPACE: "Space",
    SwitchInput.ENTER: "Enter",
    SwitchInput.CLICKER: "A clicker",
    SwitchInput.MEDIA: "A media key",
    SwitchInput.MOUSE: "A mouse button",
}
MOUSE_HINT = (
    "A free key is one without a meaning of its own; with a mouse button as the switch, no click presses anything else."
)
SKIN_TONES: dict[object, str] = {SkinTone.LIGHT: "Light", SkinTone.MEDIUM: "Medium", SkinTone.DARK: "Dark"}


LEFT = ("Voice", "Look", "Times")  # in the first of two columns, where a window has room for two


class SettingsPage(PageFrame):
    """The page with its groups, from the voice to the user's data."""

    first_run_requested = Signal()
    teach_requested = Signal()  # the page on which words are taught

    def __init__(self, context: UiContext, ask: FileChooser | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "Settings", parent=parent)
        self._ask = ask or FileDialogs()
        self._context = context
        self._rows = SettingRows(context.theme, context.settings)
        self._finder = SettingFinder(context.theme)
        self.body.addWidget(self._finder)
        self._columns = TwoColumns(context.theme)
        self.body.addWidget(self._columns)
        self.use_two_columns()
        self._finder.text.textChanged.connect(lambda: self.verticalScrollBar().setValue(0))  # what is found is there
        context.settings.changed.connect(self._on_settings_changed)
        for title, hint, rows in (
            ("Voice", "", self._voice()),
            ("Look", "", self._look()),
            ("Times", "How long the session gives you. + during a session gives more at any time.", self._times()),
            ("Answering from the floor", ANSWERS, self._answers()),
            ("Pain", "", self._pain()),
            ("Keys", "All keys are listed in Help, and by ? at any time.", self._keys()),
            ("Reminders", REMINDERS, self._reminders()),
        ):
            self._add_group(title, hint, rows)
        self._add_week()
        self._add_locks()
        self._add_contacts()
        self._add_sharing()
        self._add_data()
        self.refresh()

    def refresh(self) -> None:
        """Show the values that are on record now; what could not be kept stays on the page, and is tried again."""
        if not self._context.changes.try_again():
            return
        profile = self._context.profile.read()
        self._show_locks()
        self.sharing.refresh()
        self.week.refresh()
        self.contacts.set_values(profile.emergency_number, profile.contacts)

    def _voice(self) -> list[QWidget]:
        rows = self._rows
        speech: dict[object, str] = {
            SpeechAmount.FULL: "Everything",
            SpeechAmount.SHORT: "Short",
            SpeechAmount.COUNTS: "Counts only",
            SpeechAmount.TONES: "Tones only",
        }
        return [
            VoiceSample(self._context, previews=True),
            VoiceChoice(self._context),
            rows.choice("speech", speech),
            rows.number(
                "full_instructions_times",
                1,
                lambda times: "never" if times == 0 else f"first {times:g}",
                "How many times an exercise is explained in full before the short sentence takes over.",
            ),
            rows.number(
                "rate_wpm",
                10,
                lambda wpm: percent(wpm / Settings().rate_wpm),
                "100 % is calm. Holds, breaths and counts keep their times.",
            ),
            rows.number("voice_volume", 0.1, percent),
            rows.number("tone_volume", 0.1, percent),
            rows.number(
                "word_gap",
                1,
                lambda gap: f"{gap / 100:.2f} s",
                "Only the voices of eSpeak NG know this; the others pause by themselves.",
            ),
            rows.choice("who_speaks", SPEAKERS, URGENT),
            rows.switch(
                "lower_others",
                "While a cue is spoken, where this computer's sound system does that and undoes it by itself.",
            ),
        ]

    def _look(self) -> list[QWidget]:
        rows = self._rows
        themes: dict[object, str] = {
            ThemeChoice.AUTO: "As the system",
            ThemeChoice.LIGHT: "Light",
            ThemeChoice.DARK: "Dark",
        }
        return [
            rows.choice("theme", themes),
            rows.choice("text_scale", in_steps(TEXT_SIZES)),
            rows.switch("reduce_motion", "Nothing slides or fades."),
            rows.shown_by(),
            rows.choice("skin_tone", SKIN_TONES),
            rows.switch("full_screen", "F changes it during a session."),
        ]

    def _times(self) -> list[QWidget]:
        rows = self._rows
        return [
            rows.number("up_s", 0.5, seconds),
            rows.number("down_s", 0.5, seconds),
            rows.number("breath_s", 0.5, seconds),
            rows.number("lead_in_s", 1, seconds),
            rows.number("reach_s", 1, seconds),
            rows.number("between_holds_s", 1, seconds),
            rows.number("changeover_s", 1, seconds),
            rows.number("position_change_s", 5, seconds),
            rows.switch("floor_waits", "Off: a fixed time instead."),
            rows.number("floor_settle_s", 5, seconds),
            rows.switch("goes_on", "Off: it waits for your key, every time."),
            rows.number("floor_goes_on_s", 10, seconds),
            rows.number("floor_timed_s", 5, seconds),
            rows.number("check_s", 5, seconds),
            rows.switch(
                "question_limits",
                "Off: each waits until you answer it. + gives more time to one that has a limit.",
            ),
        ]

    def _answers(self) -> list[QWidget]:
        rows = self._rows
        teach = QuietButton(self.theme, "Teach words", icon="microphone")
        teach.clicked.connect(self.teach_requested)
        return [
            rows.switch("switch"),
            rows.choice("switch_input", SWITCH_INPUTS, MOUSE_HINT),
            rows.number("switch_pace_s", 0.5, seconds, "Numbers take about half of it."),
            rows.switch("no_answers", NO_ANSWERS),
            rows.switch("taught_words", WORDS),
            ButtonRow(teach),
        ]

    def _pain(self) -> list[QWidget]:
        shipped = self._context.shipped_rule
        change = QuietButton(self.theme, "Change my usual number")
        change.clicked.connect(self.first_run_requested)
        usual = [MutedLabel(self.theme, USUAL), ButtonRow(change)]
        if shipped.red_absolute <= shipped.strict_absolute:  # no lower number is left to choose
            return [
                MutedLabel(self.theme, f"A session ends at {shipped.red_absolute}, whatever it was before."),
                *usual,
            ]
        hint = "A session ends at this number, whatever it was before. This stop can be lowered, never raised."
        stops = {score: f"{score} or more" for score in setting_rules()["pain_stop"].choices}
        return [self._rows.choice("pain_stop", stops, hint), *usual]

    def _keys(self) -> list[QWidget]:
        self._letters = LetterForm(self.theme, self._context.settings)
        labels: dict[object, str] = {True: "Everywhere", False: "Only in a session"}
        return [self._rows.choice("letter_keys", labels), self._letters]

    def _reminders(self) -> list[QWidget]:
        self._reminder_times = ReminderTimes(self.theme, self._context.settings)
        hint = "Only while hipcoach runs, and never during a rest."
        return [
            self._rows.switch("reminders", hint),
            self._reminder_times,
            LoginRow(self._context),
            self._rows.switch("sitting", SITTING),
            self._rows.number("sitting_minutes", 5, "{:g} min".format),
        ]

    def _add_group(self, title: str, hint: str, rows: list[QWidget]) -> None:
        card = Card(self.theme, gap=Space.M)
        card.body.addWidget(Heading(self.theme, title))
        if hint:
            card.body.addWidget(MutedLabel(self.theme, hint))
        for row in rows:
            card.body.addWidget(row)
        (self._columns.first if title in LEFT else self._columns.second).addWidget(card)
        self._finder.add(card, f"{title} {hint}", rows)

    def _add_locks(self) -> None:
        self.locks = LocksForm(self.theme, self._context.catalogue.exercises, without=POSSIBLE)
        self.locks.changed.connect(self._on_locks_changed)
        self._add_group(
            "What applies to you",
            "Tick everything that applies to you. Your ticks decide which exercises are offered.",
            [self.locks],
        )

    def _add_week(self) -> None:
        self.week = WeekDetail(self._context)
        self.week.changed.connect(self._show_locks)
        self._add_group(
            "Your week", "Sessions follow from your answers at once. Single days are changed on Today.", [self.week]
        )

    def _add_contacts(self) -> None:
        self.contacts = ContactsForm(self.theme)
        self.contacts.changed.connect(self._on_contacts_changed)
        self._add_group("Who to call", "", [self.contacts])

    def _add_sharing(self) -> None:
        self.sharing = SharingForm(self._context, self._ask)
        self._add_group("Another computer", WHAT, [self.sharing])

    def _add_data(self) -> None:
        again = QuietButton(self.theme, "Answer the first questions again")
        again.clicked.connect(self.first_run_requested)
        where = f"Everything is on this computer, in {self._context.paths.data}"
        self._add_group("Your data", where, [ButtonRow(again)])

    def _show_locks(self) -> None:
        """Show the locks, which the week's form changes too."""
        profile = self._context.profile.read()
        self.locks.set_values(profile.locks, profile.cleared)

    def _on_locks_changed(self) -> None:
        self._context.changes.make(self.locks, self._keep_locks)

    def _keep_locks(self) -> None:
        profile = self._context.profile
        profile.write(replace(profile.read(), locks=self.locks.locks, cleared=self.locks.cleared))
        self.week.refresh()

    def _on_contacts_changed(self) -> None:
        if self._context.changes.make(self.contacts, self._keep_contacts):
            self.contacts.say_kept()

    def _keep_contacts(self) -> None:
        profile = self._context.profile
        number, contacts = self.contacts.emergency_number, self.contacts.contacts
        profile.write(replace(profile.read(), emergency_number=number, contacts=contacts))

    def _on_settings_changed(self, settings: Settings) -> None:
        self._rows.show(settings)
        self._reminder_times.show_settings(settings)
        self._letters.show_settings(settings)
