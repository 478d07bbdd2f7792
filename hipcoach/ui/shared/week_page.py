"""The page "Your week": the form for the programme, with the week that follows. Each change takes effect at once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.types import Catalogue
from hipcoach.coach import words
from hipcoach.coach.forecast import Forecast
from hipcoach.coach.profile import ProfileKeeper
from hipcoach.coach.week import UserWeek
from hipcoach.planner.programme import Programme, week
from hipcoach.store import Store
from hipcoach.ui.page_changes import PageChanges
from hipcoach.ui.shared.programme_form import (
    ACTIVITY,
    AT_HAND,
    DAYS,
    MINUTES_A_DAY,
    POSSIBLE,
    WHAT_IS_POSSIBLE,
    ProgrammeForm,
)
from hipcoach.ui.shared.week_effects import (
    WEEKDAYS,
    activity_effect,
    days_effect,
    equipment_effect,
    minutes_effect,
    positions_effect,
)
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.desktop_habits import as_in_a_week
from hipcoach.ui.widgets.label import BodyText, Heading, Label
from hipcoach.ui.widgets.layout_items import widgets_in
from hipcoach.ui.widgets.page_frame import clear_layout


class WeekServices(Protocol):
    """The part of a page's context that the form reads and writes."""

    @property
    def theme(self) -> Theme:
        """The look in force."""

    @property
    def catalogue(self) -> Catalogue:
        """All exercises and plans."""

    @property
    def forecast(self) -> Forecast:
        """The rule in force."""

    @property
    def profile(self) -> ProfileKeeper:
        """The positions that are not possible."""

    @property
    def week(self) -> UserWeek:
        """The programme."""

    @property
    def changes(self) -> PageChanges:
        """What makes a change, and tries it again."""

    @property
    def store(self) -> Store:
        """Where both are written, in one transaction."""


class WeekDetail(QWidget):
    """The form with the effect of each answer, and the usual week."""

    changed = Signal()

    def __init__(self, context: WeekServices, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._book = context.week
        theme = context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        locks = context.profile.read().locks
        self.form = ProgrammeForm(theme, context.forecast.rule, self._book.programme, locks & POSSIBLE.keys())
        self.form.changed.connect(self._on_changed)
        column.addWidget(self.form)
        card = Card(theme, ground="accent_soft")
        self._usual = card.body
        column.addWidget(card)
        self._show_effects()

    def refresh(self) -> None:
        """Show what is stored now."""
        self.form.set_values(self._book.programme, self._context.profile.read().locks)
        self._show_effects()

    def effects(self) -> dict[str, str]:
        """Return the effect of each answer, in a sentence, by the title of its question."""
        context, programme = self._context, self._book.programme
        rule, catalogue, profile = context.forecast.rule, context.catalogue, context.profile.read()
        return {
            DAYS: days_effect(tuple(week(rule, _usual(programme), self._monday()).values()), catalogue),
            MINUTES_A_DAY: minutes_effect(rule, programme),
            AT_HAND: equipment_effect(catalogue, programme, profile.locks, profile.cleared),
            ACTIVITY: activity_effect(programme),
            WHAT_IS_POSSIBLE: positions_effect(catalogue, self.form.excluded),
        }

    def usual(self) -> list[tuple[str, str]]:
        """Return each weekday with its sessions, in words."""
        found = week(self._context.forecast.rule, _usual(self._book.programme), self._monday())
        plans = self._context.catalogue.plans
        texts = (words.joined(plans[due.plan].title for due in dues if due.plan in plans) for dues in found.values())
        days = [(day, held or "nothing planned") for day, held in zip(WEEKDAYS, texts, strict=True)]
        return as_in_a_week(days)

    def _monday(self) -> date:
        return self._book.today - timedelta(days=self._book.today.weekday())

    def _show_effects(self) -> None:
        theme = self._context.theme
        self.form.explain(self.effects())
        clear_layout(self._usual)
        self._usual.addWidget(Heading(theme, "The usual week"))
        for day, held in self.usual():
            self._usual.addWidget(BodyText(theme, f"{day}: {held}"))
        for widget in widgets_in(self._usual):
            if isinstance(widget, Label):
                widget.show()

    def _on_changed(self) -> None:
        self._context.changes.make(self, self._keep)

    def _keep(self) -> None:
        profile = self._context.profile
        stored = profile.read()
        with self._context.store.transaction():
            profile.write(replace(stored, locks=stored.locks - POSSIBLE.keys() | self.form.excluded))
            self._book.save(self.form.programme)
        self._show_effects()
        self.changed.emit()


def _usual(programme: Programme) -> Programme:
    """Return the programme without the changes to single days."""
    return replace(programme, dropped=frozenset(), added=frozenset(), swapped={})
