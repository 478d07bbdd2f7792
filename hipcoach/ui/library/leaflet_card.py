"""A plan on paper: its size, the buttons to save and to print, and where the file lies."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hipcoach.catalogue.types import SessionPlan
from hipcoach.clock import day_by
from hipcoach.safety.compose import Refusal
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser
from hipcoach.ui.library.plan_file_card import PlanFileCard
from hipcoach.ui.shared.times import file_name
from hipcoach.ui.widgets.button import ButtonRow, QuietButton
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.desktop_habits import is_letter_land

if TYPE_CHECKING:
    from hipcoach.ui.report.leaflet_page import LeafletPages

PAPERS = (Choice("a4", "A4"), Choice("letter", "Letter"))
ABOUT = (
    "A leaflet with pictures, doses, boxes to tick, when to stop, and your contacts. "
    "Paper cannot ask you how it hurts: what it says about stopping counts."
)


class LeafletCard(PlanFileCard):
    """One plan on paper."""

    title, about = "On paper", ABOUT

    def __init__(
        self, context: UiContext, plan: SessionPlan, ask: FileChooser, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, plan, ask, parent=parent)
        self._paper = ChoiceRow(context.theme, "Paper", PAPERS)
        self._paper.set_values(("letter" if is_letter_land() else "a4",))
        saves = QuietButton(context.theme, "Save the leaflet as PDF")
        prints = QuietButton(context.theme, "Print the leaflet…")
        saves.clicked.connect(self.save)
        prints.clicked.connect(self.print)
        self.add_below(self._paper)
        self.add_below(ButtonRow(saves, prints))

    def save(self) -> None:
        """Ask for a file, and write the leaflet there."""
        name = file_name(f"{self.plan.id}-leaflet", day_by(self.context.clock), ".pdf")
        path = self.ask.save(self, f"Save {self.plan.title} as a leaflet", name, "PDF (*.pdf)")
        pages = self._pages() if path is not None else None
        if path is not None and pages is not None:
            from hipcoach.ui.report.pdf import pdf_of  # what the page need not wait for

            self.write(path, pdf_of(pages, letter=self._paper.value == "letter"))

    def print(self) -> None:
        """Open the print dialog with its preview."""
        from hipcoach.ui.report.printing import PrintPreview  # as above

        pages = self._pages()
        if pages is not None:
            PrintPreview().show(self, pages, letter=self._paper.value == "letter")

    def _pages(self) -> "LeafletPages | None":
        """Return the leaflet; None where a rest for pain has begun since this was shown, which is then said."""
        from hipcoach.ui.report.leaflet_page import pages_of  # as above

        self.forget_notices()
        context = self.context
        session = context.forecast.session_on_paper(self.plan)
        if isinstance(session, Refusal):
            self.tell_not_written(session.why)
            return None
        forecast, profile = context.forecast, context.profile.read()
        return pages_of(session, forecast.rule, profile, forecast.script, context.figures)
