"""What a story of a pain rest looks at: the page and the diary."""

from PySide6.QtWidgets import QAbstractButton

from hipcoach.ui.widgets.step_page import StepPage
from tests.ui.session.session_story import Story


def ways(story: Story) -> list[str]:
    """The large buttons of the page's bar."""
    page = story.page(StepPage)
    return [b.text() for b in page.findChildren(QAbstractButton) if b.parent() is page.bar.parentWidget()]


def in_force(story: Story) -> list[str]:
    """Return the pain rests in force."""
    return [row.kind for row in story.world.store.pain_rests.in_force()]


def said_now(story: Story) -> list[int | None]:
    """Return the numbers that "how is it now?" was answered with."""
    return [row.score for row in story.world.store.pains.all() if row.question == "now"]
