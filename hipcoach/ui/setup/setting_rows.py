"""Rows of the settings page: each is bound to one setting, by name, and changes it at once."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.settings import Settings, setting_rules
from hipcoach.ui.settings_keeper import SettingsKeeper
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.label import Label, Muted
from hipcoach.ui.widgets.stepper import Stepper


class SettingRows:
    """Makes rows for settings; `show` makes them follow changes made elsewhere."""

    def __init__(self, theme: Theme, keeper: SettingsKeeper) -> None:
        self._theme = theme
        self._keeper = keeper
        self._followers: list[Callable[[Settings], None]] = []

    def show(self, settings: Settings) -> None:
        """Follow what was changed elsewhere."""
        for follow in self._followers:
            follow(settings)

    def number(self, name: str, title: str, step: float, say: Callable[[float], str], hint: str = "") -> QWidget:
        """A row with - and + for a number; its limits are the setting's own."""
        rule = setting_rules()[name]
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

    def choice(self, name: str, title: str, said: Mapping[object, str], hint: str = "") -> QWidget:
        """A row with one key for each value that the setting may have."""
        values = {_text(value): value for value in said}
        row = ChoiceRow(self._theme, title, [Choice(_text(value), words) for value, words in said.items()])
        row.set_values((_text(getattr(self._keeper.current, name)),))
        row.changed.connect(lambda: self._keeper.change(**{name: values[row.value or ""]}))
        self._followers.append(lambda settings: row.set_values((_text(getattr(settings, name)),)))
        return self._under(title, hint, row)

    def switch(self, name: str, title: str, hint: str = "") -> QWidget:
        """A row with On and Off."""
        return self.choice(name, title, {True: "On", False: "Off"}, hint)

    def _beside(self, title: str, hint: str, control: QWidget) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addLayout(self._words(title, hint), 1000)
        row.addStretch(1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
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
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(Label(self._theme, title, bold=True))
        if hint:
            column.addWidget(Muted(self._theme, hint, role=Type.SMALL))
        column.addStretch(1)
        return column


def percent(value: float) -> str:
    """A share of 1 in words."""
    return f"{round(value * 100)} %"


def seconds(value: float) -> str:
    """A time in words."""
    return f"{value:g} s"


def in_steps(values: Sequence[float]) -> dict[object, str]:
    """Percentages as choices."""
    return {value: percent(value) for value in values}


def _text(value: object) -> str:
    return value.value if isinstance(value, StrEnum) else str(value)
