"""A list that is answered with "None of these": only once all of it has been in view."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractSlider

from hipcoach.ui.widgets.check_row import CheckRow
from hipcoach.ui.widgets.step_page import StepPage

ROW_EDGE_PX = 10  # of a row are free of words


class ReadToEnd(QObject):
    """Knows how far a page has been in view, from its top."""

    def __init__(self, page: StepPage, more: str) -> None:
        """`more` is said as the next part of the list comes into view."""
        super().__init__(page)
        self._page, self._more = page, more
        self._seen_px = 0
        page.frame.verticalScrollBar().valueChanged.connect(self._see)

    def begin(self) -> None:
        """Forget what has been in view: the page shows something else, or in another size."""
        self._seen_px = 0

    def show_next(self, rows: Sequence[CheckRow]) -> bool:
        """Scroll to the first of the rows that have not been in view; False: all of them have."""
        bar, view = self._page.frame.verticalScrollBar(), self._page.frame.viewport()
        self._see(bar.value())
        ends = (row.mapTo(view, row.rect().bottomLeft()).y() for row in rows)
        if self._seen_px >= max(ends) + bar.value() - ROW_EDGE_PX:
            return False
        self._page.say_above_bar(self._more)
        if (layout := self._page.layout()) is not None:
            layout.activate()  # the line takes its height of the page now, before it is scrolled
        bar.setValue(self._seen_px - view.height())
        bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
        return True

    def _see(self, scrolled_px: int) -> None:
        self._seen_px = max(self._seen_px, scrolled_px + self._page.frame.viewport().height())
