"""When to be reminded: a field for each day of the week, with as many times as the user likes."""

from PySide6.QtCore import Qt

from hipcoach.coach import words
from hipcoach.settings import REMINDER_DAYS
from hipcoach.ui.settings_keeper import SettingsKeeper
from hipcoach.ui.setup.typed_settings import TypedSettings
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.notice import Notice, NoticeKind

HOW = "Times such as 18:00, or 8:00, 18:30 for two. An empty field is a day without one."
FIELD_CHARS = 22  # as wide as three times


class ReminderTimes(TypedSettings):
    """Each day's own times, and a button that gives Monday's to all."""

    def __init__(self, theme: Theme, keeper: SettingsKeeper) -> None:
        problem = Notice(theme, NoticeKind.AMBER, "This is no time of day", HOW)
        days = {name: (day, f"Reminders on {day}") for name, day in zip(REMINDER_DAYS, words.WEEKDAYS, strict=True)}
        super().__init__(theme, keeper, "Times", HOW, days, problem=problem, field_chars=FIELD_CHARS)
        same = QuietButton(theme, "Monday's times on every day")
        same.clicked.connect(self._same_every_day)
        self._column.addWidget(same, 0, Qt.AlignmentFlag.AlignLeft)

    def _same_every_day(self) -> None:
        self._keeper.change(**dict.fromkeys(REMINDER_DAYS, getattr(self._keeper.current, REMINDER_DAYS[0])))
        self.show_settings(self._keeper.current)
