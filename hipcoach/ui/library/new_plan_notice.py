"""Asks whether a plan in a file that was dropped or opened is kept among the user's own."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.new_plan import NewPlan, look_over
from hipcoach.errors import InputError
from hipcoach.ui.context import UiContext
from hipcoach.ui.widgets.button import ButtonRow, QuietButton
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import clear_layout


class NewPlanNotice(QWidget):
    """The question, and then what became of it."""

    added = Signal(str)  # the plan's id

    def __init__(self, context: UiContext, file: Path, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        try:
            plan = look_over(file, context.paths)
        except InputError as error:
            self._say(NoticeKind.AMBER, "This plan was not added.", "\n".join(error.problems))
            return
        if plan.is_there:
            self._say(NoticeKind.INFO, f"{plan.title} is among your plans already.")
        else:
            self._ask(plan)

    def _ask(self, plan: NewPlan) -> None:
        text = "What it says is not looked over by anybody. The pain rule holds for it as for every plan."
        notice = self._say(NoticeKind.INFO, f"Add {plan.title} to your plans?", text)
        leaves = QuietButton(self._context.theme, "Leave it")
        adds = QuietButton(self._context.theme, "Add it")
        leaves.clicked.connect(lambda: clear_layout(self._column))
        adds.clicked.connect(lambda: self._add(plan))
        notice.add_button(ButtonRow(leaves, adds))
        notice.show()  # now: what is not yet shown cannot be focused
        leaves.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, plan: NewPlan) -> None:
        try:
            plan.keep()
        except OSError as error:
            self._say(NoticeKind.AMBER, "This plan was not added.", f"{plan.place}: {error.strerror}")
            return
        self.added.emit(plan.place.stem)

    def _say(self, kind: NoticeKind, title: str, text: str = "") -> Notice:
        clear_layout(self._column)
        notice = Notice(self._context.theme, kind, title, text)
        self._column.addWidget(notice)
        return notice
