"""A plan as one file, for somebody else's hipcoach or another computer: the button, and where the file lies."""

from PySide6.QtWidgets import QWidget

from hipcoach.catalogue.types import SessionPlan
from hipcoach.clock import day_by
from hipcoach.errors import InputError
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser
from hipcoach.ui.library.plan_file_card import PlanFileCard
from hipcoach.ui.shared.times import file_name
from hipcoach.ui.widgets.button import ButtonRow, QuietButton

KINDS = "Plans (*.toml)"
ABOUT = (
    "One file with its exercises and their photographs. Nothing of your diary is in it. "
    "Who has hipcoach opens it there, under Plans."
)


class SendPlanCard(PlanFileCard):
    """One plan as a file."""

    title, about = "For somebody else", ABOUT

    def __init__(
        self, context: UiContext, plan: SessionPlan, ask: FileChooser, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, plan, ask, parent=parent)
        button = QuietButton(context.theme, "Send this plan as a file")
        button.clicked.connect(self.save)
        self.add_below(ButtonRow(button))

    def save(self) -> None:
        """Ask for a place, and write the file there."""
        from hipcoach.sheet.sent_plan import ENDING, sent_text  # what the page need not wait for
        from hipcoach.ui.shared.photographs import shrink

        plan, context = self.plan, self.context
        name = file_name(f"{plan.id}-plan", day_by(context.clock), ENDING)
        path = self.ask.save(self, f"Send {plan.title} as a file", name, KINDS)
        if path is None:
            return
        self.forget_notices()
        try:
            content = sent_text(plan, context.catalogue, context.paths.user_exercises, shrink).encode()
        except InputError as error:
            self.tell_not_written(error.problems[0])
        else:
            self.write(path, content)
