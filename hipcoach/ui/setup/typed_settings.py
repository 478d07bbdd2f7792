"""Settings that are typed: a field for each, kept as it is typed."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.settings import Settings
from hipcoach.ui.settings_keeper import SettingsKeeper
from hipcoach.ui.setup.setting_rows import WORDS_SHARE
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.breaking_row import BreakingRow
from hipcoach.ui.widgets.into_view import scroll_into_view
from hipcoach.ui.widgets.kept_field import KeptField
from hipcoach.ui.widgets.label import Label, MutedLabel
from hipcoach.ui.widgets.notice import Notice, NoticeKind

HOLDS = "Until then {text} holds."


class TypedSettings(QWidget):
    """A text that does not fit changes nothing, and a notice of its own says so; it stays in its field, marked."""

    def __init__(
        self,
        theme: Theme,
        keeper: SettingsKeeper,
        title: str,
        how: str,
        fields: Mapping[str, tuple[str, str]],
        *,
        problem: str,
        field_chars: int,
    ) -> None:
        """`fields`: the words beside each setting's field, and its accessible name. `problem`: a text does not fit."""
        super().__init__()
        self._theme, self._keeper, self._title = theme, keeper, problem
        self._problems: dict[str, Notice] = {}  # of each field whose text does not fit
        self._typing = ""  # the field in which somebody is still typing
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XXS)
        self._column.addWidget(Label(theme, title, bold=True))
        self._column.addWidget(MutedLabel(theme, how, role=Type.SMALL))
        self._how = how
        self._fields: dict[str, KeptField] = {}
        self._rows: dict[str, BreakingRow] = {}
        for name, (words, accessible_name) in fields.items():
            row = BreakingRow(gap=Space.M, first_share=WORDS_SHARE)
            row.row.addWidget(Label(theme, words), 1000, Qt.AlignmentFlag.AlignVCenter)
            field = KeptField(theme, accessible_name)
            field.hold(field_chars)
            field.keep_wanted.connect(lambda ended, name=name: self._save(name, ended=ended))
            row.row.addWidget(field)
            self._column.addWidget(row)
            self._fields[name] = field
            self._rows[name] = row
        self.show_settings(keeper.current)

    def show_settings(self, settings: Settings) -> None:
        """Show what is set, which may have been changed elsewhere; a text that does not fit stays, with its notice."""
        for name, field in self._fields.items():
            if name not in self._problems and name != self._typing:
                field.setText(self._as_written(getattr(settings, name)))

    def _as_written(self, text: str) -> str:
        """Return what is set as the user writes it."""
        return text

    def _clash(self, _name: str, _text: str) -> str:
        """Return why these settings together rule a text out; empty where they do not."""
        return ""

    def _show_problem(self, name: str, why: str) -> None:
        """Show a notice beneath the field that it is about, in view, with what holds until it is mended."""
        if name not in self._problems:
            self._problems[name] = problem = Notice(self._theme, NoticeKind.AMBER, self._title)
            self._column.insertWidget(self._column.indexOf(self._rows[name]) + 1, problem)
        problem, holds = self._problems[name], self._as_written(getattr(self._keeper.current, name))
        problem.say(f"{why or self._how} {HOLDS.format(text=holds)}" if holds else why or self._how)
        self._fields[name].say_not_kept()
        QTimer.singleShot(0, problem, partial(scroll_into_view, problem))  # once it is laid out
        announce(self, problem.accessibleName())

    def _take_back_problem(self, name: str) -> None:
        if (problem := self._problems.pop(name, None)) is not None:
            problem.hide()
            problem.deleteLater()

    def _save(self, name: str, *, ended: bool) -> None:
        """Keep what is typed, where it fits. Before the typing has `ended`, what does not fit is left alone."""
        text = self._fields[name].text().strip()
        why = self._clash(name, text)
        self._typing = "" if ended else name
        try:
            if why or not (text or ended):
                raise ValueError(text)
            self._keeper.change(**{name: text})
        except ValueError:
            if ended:
                self._show_problem(name, why)
        else:
            self._take_back_problem(name)
            self.show_settings(self._keeper.current)
            self._fields[name].say_kept()
        self._typing = ""
