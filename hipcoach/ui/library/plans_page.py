"""The plans as cards, and one plan in full: what is in it, how much, how long, and Start."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from hipcoach.catalogue.broken_files import broken_files
from hipcoach.catalogue.start_cache import OwnFiles
from hipcoach.catalogue.types import SessionPlan
from hipcoach.coach.stop_text import no_session
from hipcoach.errors import InputError
from hipcoach.safety.compose import Refusal
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser, FileDialogs
from hipcoach.ui.library.broken_file_card import BrokenFileCard
from hipcoach.ui.library.plan_card import PlanCard
from hipcoach.ui.library.plan_detail import PlanDetail, as_held, exercises_of, stands_in, things_of
from hipcoach.ui.shared.times import moment_text
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import ButtonRow, PrimaryButton, QuietButton
from hipcoach.ui.widgets.empty_state import EmptyState
from hipcoach.ui.widgets.flow_layout import GridFlow
from hipcoach.ui.widgets.list_and_detail import ListAndDetail
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import PageFrame

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from hipcoach.safety.types import Session
    from hipcoach.sheet.plan_change import PlanDraft
    from hipcoach.ui.library.plan_editor import PlanEditor

CARD_PX = 270
KINDS = "Plans and sheets (*.toml *.txt)"


class PlansPage(ListAndDetail):
    """The page of cards; a card opens its plan."""

    plan_start_requested = Signal(str)  # plan id
    try_out_requested = Signal(object)  # a SessionPlan of one exercise, which is not kept

    def __init__(self, context: UiContext, ask: FileChooser | None = None, *, parent: QWidget | None = None) -> None:
        self._frame = PageFrame(context.theme, "Plans")
        self._ask = ask or FileDialogs()
        super().__init__(context.theme, self._frame, parent=parent)
        self._context = context
        self._cards: list[PlanCard] = []
        self._open: SessionPlan | None = None
        self._editor: PlanEditor | None = None
        self._told_lost: tuple[PlanDraft, Notice] | None = None  # that this would be lost by leaving was said
        self._files = OwnFiles.of(context.paths)
        context.theme.changed.connect(self._on_theme_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the plans again, because doses, locks and lengths may have changed."""
        self._frame.clear_body()
        self._cards.clear()
        catalogue = self._context.catalogue
        self._files.look_again(catalogue)
        if not catalogue.plans:
            self._frame.body.addWidget(
                EmptyState(self.theme, "plans", "No plans could be read", "hipcoach doctor says what is missing.")
            )
            return
        holder = QWidget()
        self._grid = GridFlow(holder, column_px=self.theme.scaled(CARD_PX), gap=Space.XXS)
        sessions = self._context.forecast.all_sessions()
        lengths = self._context.forecast.lengths(sessions)
        self._say_refusal(sessions.values())
        new = QuietButton(self.theme, "Put a plan together", icon="plus")
        new.clicked.connect(lambda: self.open_editor(None))
        self._frame.body.addWidget(ButtonRow(new))  # above the many plans, or it is not found
        broken = list(broken_files(catalogue.problems, self._context.paths.user_plans))
        for plan_id, session in sessions.items():
            plan = catalogue.plans[plan_id]
            while plan.own and broken and broken[0].path.stem < plan_id:
                self._grid.addWidget(BrokenFileCard(self.theme, self._ask, broken.pop(0)))
            held = as_held(self._context, plan, session)
            exercises = exercises_of(plan, held, catalogue)
            things, seconds = things_of(exercises, held), lengths.get(plan_id)
            done = plan if isinstance(held, Refusal) else held.plan
            other = stands_in(plan, session)
            card = PlanCard(self.theme, self._context.figures, done, exercises, things, seconds, other)
            card.clicked.connect(lambda plan_id=plan_id: self.open_plan(plan_id))
            self._grid.addWidget(card)
            self._cards.append(card)
        for file in broken:
            self._grid.addWidget(BrokenFileCard(self.theme, self._ask, file))
        self._frame.body.addWidget(holder)
        opens = QuietButton(self.theme, "Open a file", icon="down")
        opens.clicked.connect(self._on_open_file)
        sheet = QuietButton(self.theme, "Type in a physiotherapist's sheet", icon="plans")
        sheet.clicked.connect(self.open_sheet)
        self._frame.body.addWidget(ButtonRow(sheet, opens))
        if self._open is not None and self._open.id in catalogue.plans:
            self.open_plan(self._open.id)

    def _say_refusal(self, sessions: "Collection[Session | Refusal]") -> None:
        """Say once why no plan can be done today, and until when."""
        whys = {each.why for each in sessions if isinstance(each, Refusal)}
        if len(whys) == 1 and all(isinstance(each, Refusal) for each in sessions):
            said = no_session(self._context.forecast.today(), whys.pop(), moment_text)
            self._frame.body.addWidget(Notice(self.theme, NoticeKind.REST, "No session today", said))

    def open_plan(self, plan_id: str) -> None:
        """Show one plan in full."""
        self._open, self._editor = self._context.catalogue.plans[plan_id], None
        frame = self.detail_frame(self._open.title, "All plans")
        detail = PlanDetail(self._context, self._open, self._ask)
        detail.start_requested.connect(self.plan_start_requested)
        detail.change_wanted.connect(self._change)
        frame.body.addWidget(detail)
        start = frame.findChild(PrimaryButton)
        if start is not None:
            frame.keep_in_view(start)
        self.open_detail(frame, start)

    def open_sheet(self) -> None:
        """Show the form in which a sheet is typed or pasted."""
        from hipcoach.ui.library.sheet_form import SheetForm  # its patterns, which the cards do without

        self._open = None
        frame = self.detail_frame("A physiotherapist's sheet", "All plans")
        form = SheetForm(self._context, self._files)
        form.kept.connect(self._on_kept)
        form.change_wanted.connect(self.open_editor)
        frame.body.addWidget(form)
        self.open_detail(frame, form.text)

    def open_editor(self, draft: "PlanDraft | None") -> None:
        """Show a plan to be changed; None: a new one."""
        from hipcoach.sheet.plan_change import PlanDraft  # as above
        from hipcoach.ui.library.plan_editor import PlanEditor

        self._open, self._told_lost = None, None
        draft = draft or PlanDraft.empty()
        frame = self.detail_frame(draft.plan.title or "A new plan", "All plans")
        self._editor = editor = PlanEditor(self._context, self._files, draft, self._ask)
        editor.kept.connect(self._on_kept)
        editor.try_wanted.connect(self.try_out_requested)
        frame.body.addWidget(editor)
        self.open_detail(frame, editor.rows if draft.entries else editor.title)

    def undo_last(self) -> bool:
        """Take back the last change of a plan that is being put together."""
        return self._editor is not None and self._editor.undo()

    def _change(self, plan: SessionPlan) -> None:
        from hipcoach.sheet.plan_change import PlanDraft  # as above

        self.open_editor(PlanDraft.of(plan))

    def _on_kept(self, plan_id: str, unusual: str) -> None:
        """Show the new plan, and once what is unusual about it."""
        self._editor = None
        self.refresh()
        self.open_plan(plan_id)
        if unusual and isinstance(self.detail, PageFrame):
            self.detail.body.insertWidget(2, Notice(self.theme, NoticeKind.INFO, "As on your sheet", unusual))

    def close_detail(self) -> None:
        """Go back to the cards; first say, once for what stands there, what would be lost by that."""
        editor, told = self._editor, self._told_lost
        if editor is not None and editor.has_changes and (told is None or told[0] != editor.draft):
            self._tell_lost(editor)
        else:
            self._leave()

    def becomes_final(self) -> str:
        """Return that a plan is not kept yet, if one that is being changed is not."""
        changed = self._editor is not None and self._editor.has_changes
        return "Your changes to the plan are not kept yet." if changed else ""

    def may_keep(self) -> "Mapping[str, Callable[[], object]]":
        """Return what keeps the plan that is being changed, where it can be kept as it is."""
        editor = self._editor
        if editor is None or not editor.has_changes or not editor.keep_button.isEnabled():
            return {}
        return {editor.keep_button.text(): editor.keep_button.click}

    def _leave(self) -> None:
        was, came_from = self._open, self._return_to
        self._open = self._editor = self._told_lost = None
        super().close_detail()
        card = next((each for each in self._cards if was is not None and each.plan_id == was.id), None)
        if card is not None and (came_from is None or not isValid(came_from)):  # the cards were made anew
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_lost(self, editor: "PlanEditor") -> None:
        """Say that the changes are not kept; leaving again leaves."""
        self._on_stay()  # what was said of it before goes
        notice = Notice(self.theme, NoticeKind.AMBER, "Your changes are not kept yet.", "Leave again to drop them.")
        stays, leaves = QuietButton(self.theme, "Go on changing it"), QuietButton(self.theme, "Leave without keeping")
        stays.clicked.connect(self._on_stay)
        leaves.clicked.connect(self._leave)
        keeps = QuietButton(self.theme, editor.keep_button.text())
        keeps.setEnabled(editor.keep_button.isEnabled())
        keeps.clicked.connect(editor.keep_button.click)
        notice.add_button(ButtonRow(stays, keeps, leaves))
        self._told_lost = editor.draft, notice
        if isinstance(frame := self.detail, PageFrame):
            frame.body.insertWidget(2, notice)
            notice.show()  # now: what is not yet shown cannot be focused
            stays.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, notice, lambda: frame.ensureWidgetVisible(notice, 0, Space.L))  # once it is laid out

    def _on_stay(self) -> None:
        if self._told_lost is not None and self._editor is not None:
            self._told_lost[1].hide()
            self._told_lost[1].deleteLater()
            self._told_lost = None
            self._editor.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_file(self, path: Path) -> None:
        """Ask whether the plan in a file is kept; a text is a sheet, and is shown as it is understood."""
        if self._editor is not None and self._editor.has_changes:
            self._tell_lost(self._editor)
            return
        self.close_detail()
        if path.suffix.lower() == ".txt":
            self._take_text(path)
            return
        self.refresh()
        from hipcoach.ui.library.new_plan_notice import NewPlanNotice  # as above

        notice = NewPlanNotice(self._context, self._files, path)
        notice.kept.connect(self._on_kept)
        self._frame.body.insertWidget(0, notice)

    def _on_open_file(self) -> None:
        path = self._ask.open(self, "A plan, or a sheet as text", KINDS)
        if path is not None:
            self.take_file(path)

    def _take_text(self, path: Path) -> None:
        from hipcoach.sheet.reader import text_of  # as above
        from hipcoach.ui.library.sheet_form import SheetForm

        try:
            text = text_of(path)
        except InputError as error:
            self.refresh()
            notice = Notice(self.theme, NoticeKind.AMBER, "This sheet was not read.", error.problems[0])
            self._frame.body.insertWidget(0, notice)
            return
        self.open_sheet()
        if (form := self.findChild(SheetForm)) is not None:
            form.text.setPlainText(text)

    def _on_theme_changed(self) -> None:
        if self._cards:
            self._grid.set_column_px(self.theme.scaled(CARD_PX))
