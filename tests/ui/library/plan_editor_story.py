"""A plan put together by keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from hipcoach.ui.library.plan_editor import PlanEditor
from hipcoach.ui.library.plans_page import PlansPage
from tests.ui.user import key, named, part, type_into

K = Qt.Key


def rows(page: PlansPage) -> list[str]:
    """Return what the editor lists."""
    listed = part(page, PlanEditor).rows
    return [listed.item(row).text() for row in range(listed.count())]


def add(page: PlansPage, name: str) -> None:
    """Search for an exercise and add it by Enter, all by keys."""
    search = named(page, "Search for an exercise to add", QLineEdit)
    type_into(search, name)
    key(page, K.Key_Return)
