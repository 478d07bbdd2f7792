"""When to be reminded: a field for each day of the week, with as many times as the user likes."""

from PySide6.QtCore import Qt

from hipcoach.clock import times_of_day
from hipcoach.coach import words
from hipcoach.settings import REMINDER_DAYS
from hipcoach.ui.settings_keeper import SettingsKeeper
from hipcoach.ui.setup.typed_settings import TypedSettings
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.desktop_habits import as_in_a_week, time_text

HOW = "Times such as {one}, or {two} for two. An empty field is a day without one."
FIELD_CHARS = 18  # as wide as three times


class ReminderTimes(TypedSettings):
    """Each day's own times, and a button that gives Monday's to all."""

    def __init__(self, theme: Theme, keeper: SettingsKeeper) -> None:
        how = HOW.format(one=self._as_written("18:00"), two=self._as_written("8:00, 18:30"))
        week = as_in_a_week(list(zip(REMINDER_DAYS, words.WEEKDAYS, strict=True)))
        days = {name: (day, f"Reminders on {day}") for name, day in week}
        super().__init__(theme, keeper, "Times", how, days, problem="This is no time of day", field_chars=FIELD_CHARS)
        same = QuietButton(theme, "Monday's times on every day")
        same.clicked.connect(self._same_every_day)
        self._column.addWidget(same, 0, Qt.AlignmentFlag.AlignLeft)

    def _as_written(self, text: str) -> str:
        """Return times as the desktop writes them."""
        return ", ".join(time_text(each) for each in times_of_day(text))

    def _same_every_day(self) -> None:
        self._keeper.change(**dict.fromkeys(REMINDER_DAYS, getattr(self._keeper.current, REMINDER_DAYS[0])))
        self.show_settings(self._keeper.current)
