"""The page "Today": the card of the day, the week below it, and what else is possible."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipcoach.coach import words
from hipcoach.history.session_detail import by_day
from hipcoach.planner.today import GENTLE, MOBILITY_IN_BED, NO_FLOOR, Today
from hipcoach.store.queries import Search
from hipcoach.ui.context import UiContext
from hipcoach.ui.shared.day_marks import mark_of, sessions_text
from hipcoach.ui.shared.why import Why
from hipcoach.ui.theme.tokens import RING_PX, Space
from hipcoach.ui.today.today_card import RESTING, TodayCard
from hipcoach.ui.today.week_strip import WeekDay, WeekStrip
from hipcoach.ui.widgets.button import ButtonRow, PlainButton, PrimaryButton, QuietButton
from hipcoach.ui.widgets.desktop_habits import first_weekday, week_start
from hipcoach.ui.widgets.label import Heading, MutedLabel
from hipcoach.ui.widgets.legend import MarkLegend
from hipcoach.ui.widgets.letter_keys import LetterKey
from hipcoach.ui.widgets.list_and_detail import ListAndDetail
from hipcoach.ui.widgets.month import CalendarMark
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import PageFrame

if TYPE_CHECKING:
    from hipcoach.planner.aim import WeekAim

LESS_KEYS = {
    GENTLE: ("More pain today", LetterKey("key_gentle", "M")),
    MOBILITY_IN_BED: ("Bed only", LetterKey("key_bed", "B")),
    NO_FLOOR: ("Nothing on the floor", LetterKey("key_no_floor", "N")),
}

OFFER = "You can answer from the floor, without the keys"
OFFER_MORE = "Teach it a few words of yours: it takes a few minutes. Or use one switch. Settings has both."

LEGEND = {
    CalendarMark.DONE: "done",
    CalendarMark.SHORT: "done in part",
    CalendarMark.PAIN: "stopped for pain",
    CalendarMark.PLANNED: "planned",
}


class TodayPage(ListAndDetail):
    """Shows what the planner decides for today; it decides nothing itself."""

    plan_start_requested = Signal(str)
    check_requested = Signal()  # the next-day question
    pain_rest_requested = Signal()  # "how is it now?" during a pain rest
    turn_on_requested = Signal(str)  # an exercise that is off since a pain rest
    teach_requested = Signal()

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        self.frame = PageFrame(context.theme, "Today")
        super().__init__(context.theme, self.frame, parent=parent)
        self.body = self.frame.body
        self._context = context
        self._card: TodayCard | None = None
        self._strip: WeekStrip | None = None
        self._change: PlainButton | None = None
        self._open_date: date | None = None  # the day that is shown in place of the page
        self.refresh()

    def first_focus(self) -> QWidget | None:
        """Return the one button of the day, if there is one."""
        return self._card.action if self._card is not None else None

    def refresh(self) -> None:
        """Read the diary again, and close a day or the week's settings that were open."""
        if self.detail is not None:
            super().close_detail()
        self._fill()

    def close_detail(self) -> None:
        """Go back to today, read again because what was open may have changed it."""
        left = self._open_date
        super().close_detail()
        self._fill()
        again = self._strip.cell(left) if self._strip is not None and left is not None else self._change
        holder = again.parentWidget() if again is not None else None
        if again is not None and holder is not None:
            holder.show()  # what is hidden until it is laid out takes no focus
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_day(self, on: date) -> None:
        """Show one day of the week."""
        from hipcoach.ui.today.day_page import DayDetail  # 2 ms, before a day is opened

        frame = self.detail_frame(words.day_and_month(on), "Today")
        done = by_day(self._context.store.queries.sessions(Search(since=on, until=on))).get(on, ())
        today = self._context.forecast.today()
        resting = today.kind in RESTING and on >= today.date
        held = Why.of(self._context.forecast.rule, today.line, today.why) if resting else None
        frame.body.addWidget(DayDetail(self._context, on, done, held=held))
        self._open_date = on
        self.open_detail(frame)

    def open_week(self) -> None:
        """Show the form that says what the week is for."""
        from hipcoach.ui.shared.week_page import WeekDetail  # 5 ms, before the week is changed

        frame = self.detail_frame("Your week", "Today")
        frame.body.addWidget(WeekDetail(self._context))
        self._open_date = None
        self.open_detail(frame)

    def _fill(self) -> None:
        self.frame.clear_body()
        for notice in self._context.store.notices:
            self.body.addWidget(Notice(self.theme, NoticeKind.AMBER, notice))
        today, aim = self._context.forecast.today_and_aim(first_weekday())
        if today.ahead is not None and today.kind not in RESTING:  # a pain rest's own page says it itself
            self._add_ahead(today.ahead)
        self.frame.title.setText(f"Today, {words.day_and_month(today.date)}")
        self._card = TodayCard(self._context, today)
        self._card.plan_start_requested.connect(self.plan_start_requested)
        self._card.check_requested.connect(self.check_requested)
        self._card.pain_rest_requested.connect(self.pain_rest_requested)
        self._card.number_given.connect(self._on_number_given)
        self.body.addWidget(self._card)
        if isinstance(self._card.action, PrimaryButton):
            self.frame.keep_in_view(self._card.action)
        if today.off and today.kind not in RESTING:  # a pain rest's own page names them
            self._add_off(today.off)
        if self._may_offer(today):
            self._add_offer()
        self._add_week(today, aim)
        self._add_others(today)

    def _add_ahead(self, on: date) -> None:
        """Say that a pain rest lies in the future, and offer to count it from now."""
        from hipcoach.coach.pain_rest import COUNT_FROM_NOW, ahead_text  # 10 ms, and seldom needed

        notice = Notice(self.theme, NoticeKind.AMBER, ahead_text(on))
        from_now = QuietButton(self.theme, COUNT_FROM_NOW, icon="clock")
        from_now.clicked.connect(lambda: self._context.changes.make(self, self._count_from_now))
        notice.add_button(from_now)
        self.body.addWidget(notice)

    def _add_off(self, exercises: Sequence[str]) -> None:
        """Name the exercises that are off since a pain rest, and lead to turning each on again."""
        from hipcoach.coach.session_words import off_text, turn_on_title  # 2 ms, and seldom needed

        known = self._context.catalogue.exercises
        names = {each: known[each].name for each in exercises if each in known}
        if not names:
            return
        notice = Notice(self.theme, NoticeKind.REST, off_text(tuple(names.values())))
        for each, name in names.items():
            turn_on = PlainButton(self.theme, turn_on_title(name))
            turn_on.clicked.connect(lambda _checked=False, each=each: self.turn_on_requested.emit(each))
            notice.add_button(turn_on)
        self.body.addWidget(notice)

    def _may_offer(self, today: Today) -> bool:
        """Return True if a way to answer from the floor may be offered: nobody has one, and a session has been done."""
        now = self._context.settings.current
        if not now.floor_offer or now.taught_words or now.switch or now.no_answers:
            return False
        calm = today.kind not in RESTING and not today.sign.line
        return calm and any(self._context.store.queries.ends())

    def _add_offer(self) -> None:
        notice = Notice(self.theme, NoticeKind.INFO, OFFER, OFFER_MORE)
        teach = QuietButton(self.theme, "Teach words", icon="microphone")
        teach.clicked.connect(lambda: self._on_offer_answered(self.teach_requested.emit))
        not_now = PlainButton(self.theme, "Not now")
        not_now.clicked.connect(lambda: self._on_offer_answered(lambda: None))
        notice.add_button(ButtonRow(teach, not_now))
        self.body.addWidget(notice)

    def _on_offer_answered(self, then: Callable[[], object]) -> None:
        """Offer it never again, whatever the answer is."""
        self._context.settings.change(floor_offer=False)
        self.refresh()
        focus = self.first_focus() or self._change
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        then()

    def _on_number_given(self, number: str) -> None:
        profile = self._context.profile
        self._context.changes.make(self, lambda: profile.write(replace(profile.read(), emergency_number=number)))

    def _count_from_now(self) -> None:
        from hipcoach.coach.answers import AnswerWriter  # 5 ms, and seldom needed

        context, clock = self._context, self._context.clock
        answers = AnswerWriter(context.forecast.rule, context.store, context.catalogue, clock.uptime())
        answers.record_pain_rest_from_now(clock.utc())
        self.refresh()

    def _add_week(self, today: Today, aim: "WeekAim") -> None:
        days = self._week_days(today, week_start(today.date))
        self.body.addSpacing(Space.S)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(Heading(self.theme, "This week"), 0, Qt.AlignmentFlag.AlignBottom)
        aim_text = MutedLabel(self.theme, aim.sentence())
        aim_text.setAlignment(Qt.AlignmentFlag.AlignRight)
        aim_text.setContentsMargins(RING_PX, 0, RING_PX, 0)  # its last letter over the edge of the last day
        head.addWidget(aim_text, 1, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(head)
        self._strip = WeekStrip(self.theme, days, today.date)
        self._strip.day_chosen.connect(self.open_day)
        self.body.addWidget(self._strip)
        legend = {mark: text for mark, text in LEGEND.items() if any(day.mark is mark for day in days)}
        if legend:
            self.body.addWidget(MarkLegend(self.theme, legend))

    def _week_days(self, today: Today, first: date) -> list[WeekDay]:
        """Return what was done on each day, or what is planned where no pain rest holds it back."""
        done = by_day(self._context.store.queries.sessions(Search(since=first)))
        planned = {} if today.kind in RESTING else self._context.forecast.week(first)
        days = []
        for day in (first + timedelta(days=index) for index in range(7)):
            if day in done:
                days.append(WeekDay(day, mark_of(done[day]), sessions_text(done[day])))
            elif day >= today.date and planned.get(day):
                kinds = words.joined(due.kind.value for due in planned[day])
                days.append(WeekDay(day, CalendarMark.PLANNED, f"planned: {kinds}"))
            else:
                days.append(WeekDay(day, None, "nothing"))
        return days

    def _add_others(self, today: Today) -> None:
        if today.kind in RESTING:
            return
        row = ButtonRow()
        for plan_id in () if today.sign.line else today.others:
            text, letter = LESS_KEYS.get(plan_id, (self._context.catalogue.plans[plan_id].title, None))
            button = QuietButton(self.theme, text, letter=letter)
            button.setToolTip(self._context.catalogue.plans[plan_id].title)
            button.clicked.connect(lambda _checked=False, plan_id=plan_id: self.plan_start_requested.emit(plan_id))
            row.add(button)
        self._change = PlainButton(self.theme, "Change your week")
        self._change.clicked.connect(self.open_week)
        row.add(self._change)
        self.body.addWidget(Heading(self.theme, "What else is possible"))
        self.body.addWidget(row)
