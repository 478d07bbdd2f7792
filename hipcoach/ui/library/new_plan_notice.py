"""Asks whether a plan in a file that was dropped or opened is kept among the user's own."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.start_cache import OwnFiles
from hipcoach.catalogue.words import joined
from hipcoach.errors import InputError
from hipcoach.sheet.sent_plan import SentPlan, read_sent
from hipcoach.ui.context import UiContext
from hipcoach.ui.library.keep_plan import keep_plan
from hipcoach.ui.shared.photographs import shrink_together
from hipcoach.ui.widgets.button import ButtonRow, QuietButton
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import clear_layout

LOOKED_OVER = "What it says is not looked over by anybody. The pain rule holds for it as for every plan."


class NewPlanNotice(QWidget):
    """The question, and then what became of it."""

    kept = Signal(str, str)  # the plan's id, and what is unusual about it

    def __init__(self, context: UiContext, own: OwnFiles, file: Path, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._own = context, own
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        catalogue, folder = context.catalogue, context.paths.user_exercises
        try:
            sent = read_sent(file, catalogue.exercises, shrink_together())
        except InputError as error:
            self._say(NoticeKind.AMBER, "This plan was not added.", "\n".join(error.problems))
            return
        if sent.is_in(catalogue, folder):
            self._say(NoticeKind.INFO, f"{sent.plan.title} is among your plans already.")
        else:
            self._ask(sent)

    def _ask(self, sent: SentPlan) -> None:
        catalogue, paths = self._context.catalogue, self._context.paths
        title = sent.beside(catalogue, paths.user_plans)
        again = sent.met_again(catalogue, paths.user_exercises)
        notice = self._say(
            NoticeKind.INFO, f"Add {sent.plan.title} to your plans?", " ".join(_about(sent, title, again))
        )
        leaves = QuietButton(self._context.theme, "Leave it")
        adds = QuietButton(self._context.theme, "Add it" if title == sent.plan.title else f"Add it as {title}")
        leaves.clicked.connect(lambda: clear_layout(self._column))
        adds.clicked.connect(lambda: self._add(sent, title))
        notice.add_button(ButtonRow(leaves, adds))
        notice.show()  # now: what is not yet shown cannot be focused
        leaves.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, sent: SentPlan, title: str) -> None:
        catalogue, folder = self._context.catalogue, self._context.paths.user_exercises
        kept = keep_plan(self._context, self._own, sent.files(catalogue, folder, title))
        if kept.problem:
            self._say(NoticeKind.AMBER, "This plan was not added.", kept.problem)
        else:
            self.kept.emit(kept.plan_id, kept.unusual)

    def _say(self, kind: NoticeKind, title: str, text: str = "") -> Notice:
        clear_layout(self._column)
        notice = Notice(self._context.theme, kind, title, text)
        self._column.addWidget(notice)
        return notice


def _about(sent: SentPlan, title: str, again: tuple[str, ...]) -> list[str]:
    """Return what is said of a plan before it is kept."""
    said = [LOOKED_OVER]
    if title != sent.plan.title:
        said.append("You have a plan of this name. That one stays as it is.")
    if sent.exercises:
        said.append(f"It brings {joined(each.name for each in sent.exercises.values())}.")
    said += [f"Your own {name} stays as it is." for name in again]
    return said
