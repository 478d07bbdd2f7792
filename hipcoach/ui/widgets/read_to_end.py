"""A list that is answered with "None of these": only once all of it has been in view."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

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
        unseen = [row for row in rows if self._end_px(row) > self._seen_px]
        if not unseen:
            return False
        begins_px = min(row.mapTo(view, row.rect().topLeft()).y() for row in unseen) + bar.value()
        self._page.say_above_bar(self._more)
        if (layout := self._page.layout()) is not None:
            layout.activate()  # the line takes its height of the page now, before it is scrolled
        cut = begins_px > bar.value()  # one that is higher than the page goes on where it was left
        bar.setValue(begins_px - ROW_EDGE_PX if cut else self._seen_px)
        return True

    def _end_px(self, row: CheckRow) -> int:
        """Return how far down on the page the words of a row end."""
        bar, view = self._page.frame.verticalScrollBar(), self._page.frame.viewport()
        return row.mapTo(view, row.rect().bottomLeft()).y() + bar.value() - ROW_EDGE_PX

    def _see(self, scrolled_px: int) -> None:
        self._seen_px = max(self._seen_px, scrolled_px + self._page.frame.seen_px)
