"""Rows of the settings page, each bound to one setting by its name."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.settings import SETTING_NAMES, Settings, setting_rules
from hipcoach.ui.settings_keeper import SettingsKeeper
from hipcoach.ui.shared.shown_by import SHOWN_BY
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.breaking_row import BreakingRow
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.label import Label, MutedLabel
from hipcoach.ui.widgets.stepper import Stepper

TEXT_SIZES = (1.0, 1.25, 1.5, 1.75, 2.0)
WORDS_SHARE = 0.35  # of the width, for the words before a control; with less, the control stands beneath them


class SettingRows:
    """Makes rows for settings; `show` updates them after a change made elsewhere."""

    def __init__(self, theme: Theme, keeper: SettingsKeeper) -> None:
        self._theme = theme
        self._keeper = keeper
        self._followers: list[Callable[[Settings], None]] = []

    def show(self, settings: Settings) -> None:
        """Show these settings in all rows."""
        for follow in self._followers:
            follow(settings)

    def number(self, name: str, step: float, say: Callable[[float], str], hint: str = "") -> QWidget:
        """Return a row with - and + for a number, within the setting's own limits."""
        rule, title = setting_rules()[name], SETTING_NAMES[name]
        stepper = Stepper(
            self._theme,
            title,
            value=getattr(self._keeper.current, name),
            low=rule.low,
            high=rule.high,
            step=step,
            say=say,
        )
        stepper.changed.connect(lambda value: self._keeper.change(**{name: rule.kind(value)}))
        self._followers.append(lambda settings: stepper.set_value(getattr(settings, name)))
        return self._beside(title, hint, stepper)

    def choice(self, name: str, labels: Mapping[object, str], hint: str = "", *, title: str = "") -> QWidget:
        """Return a row with one button for each value of the setting; `labels` are their words."""
        title = title or SETTING_NAMES[name]
        values = {_text(value): value for value in labels}
        row = ChoiceRow(self._theme, title, [Choice(_text(value), words) for value, words in labels.items()])
        row.set_values((_text(getattr(self._keeper.current, name)),))
        row.changed.connect(lambda: self._keeper.change(**{name: values[row.value or ""]}))
        self._followers.append(lambda settings: row.set_values((_text(getattr(settings, name)),)))
        return self._under(title, hint, row)

    def switch(self, name: str, hint: str = "", *, title: str = "") -> QWidget:
        """Return a row with On and Off."""
        return self.choice(name, {True: "On", False: "Off"}, hint, title=title)

    def shown_by(self) -> QWidget:
        """Return the row that asks who shows the exercises."""
        return self.choice("shown_by", SHOWN_BY)

    def _beside(self, title: str, hint: str, control: QWidget) -> QWidget:
        words = QWidget()
        words.setLayout(self._words(title, hint))
        holder = BreakingRow(gap=Space.M, first_share=WORDS_SHARE)
        holder.row.addWidget(words, 1000)
        holder.row.addStretch(1)
        holder.row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder

    def _under(self, title: str, hint: str, control: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        column.addLayout(self._words(title, hint))
        column.addWidget(control)
        return holder

    def _words(self, title: str, hint: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(Label(self._theme, title, bold=True))
        if hint:
            column.addWidget(MutedLabel(self._theme, hint, role=Type.SMALL))
        column.addStretch(1)
        return column


def percent(value: float) -> str:
    """Return a share of 1 as a percentage."""
    return f"{round(value * 100)} %"


def seconds(value: float) -> str:
    """Return a time in seconds with its unit."""
    return f"{value:g} s"


def in_steps(values: Sequence[float]) -> dict[object, str]:
    """Return values with their percentages, as choices."""
    return {value: percent(value) for value in values}


def _text(value: object) -> str:
    return value.value if isinstance(value, StrEnum) else str(value)
