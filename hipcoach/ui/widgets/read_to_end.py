"""A list that is answered with "None of these": only once all of it has been in view."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hipcoach.ui.widgets.check_row import CheckRow
from hipcoach.ui.widgets.label import Heading
from hipcoach.ui.widgets.layout_items import widgets_in
from hipcoach.ui.widgets.step_page import StepPage

ROW_EDGE_PX = 10  # of a row are free of words


class ReadToEnd(QObject):
    """Knows which parts of a page have been in view: what was jumped over has not."""

    def __init__(self, page: StepPage, more: str) -> None:
        """`more` is said as the next part of the list comes into view."""
        super().__init__(page)
        self._page, self._more = page, more
        self._seen: set[tuple[int, int]] = set()  # each view: from where to where on the page
        self._at_px = 0  # scrolled as far as this
        page.frame.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def begin(self) -> None:
        """Forget what has been in view: the page shows something else, or in another size."""
        self._seen = set()
        self._at_px = self._page.frame.verticalScrollBar().value()

    def show_next(self, rows: Sequence[CheckRow]) -> bool:
        """Scroll to the first of the rows that have not been in view; False: all of them have."""
        bar = self._page.frame.verticalScrollBar()
        self._see(bar.value())
        found = next(((row, px) for row in rows if (px := self._unseen_px(row)) is not None), None)
        if found is None:
            return False
        row, unseen_px = found
        self._page.say_above_bar(self._more)
        if (layout := self._page.layout()) is not None:
            layout.activate()  # the line takes its height of the page now, before it is scrolled
        if self._fits(row):
            bar.setValue(self._top_px(_with_heading(row, self._page.frame.seen_px)))
        else:  # it goes on where it was left
            bar.setValue(unseen_px)
        return True

    def _fits(self, row: CheckRow) -> bool:
        return row.height() <= self._page.frame.seen_px

    def _top_px(self, row: QWidget) -> int:
        """Return how far down on the page a row begins."""
        bar, view = self._page.frame.verticalScrollBar(), self._page.frame.viewport()
        return row.mapTo(view, row.rect().topLeft()).y() + bar.value() - ROW_EDGE_PX

    def _unseen_px(self, row: CheckRow) -> int | None:
        """Return where on the page the part of a row's words begins that has not been in view; None: there is none."""
        begins_px = self._top_px(row) + 2 * ROW_EDGE_PX
        ends_px = begins_px + row.height() - 2 * ROW_EDGE_PX
        if self._fits(row):  # cut in two views, it has been read in neither
            whole = any(first <= begins_px and ends_px <= last for first, last in self._seen)
            return None if whole else begins_px
        for first, last in sorted(self._seen):
            if first > begins_px:
                break
            begins_px = max(begins_px, last)
        return begins_px if begins_px < ends_px else None

    def _on_scrolled(self, scrolled_px: int) -> None:
        self._see(self._at_px)
        self._see(scrolled_px)
        self._at_px = scrolled_px

    def _see(self, scrolled_px: int) -> None:
        self._seen.add((scrolled_px, scrolled_px + self._page.frame.seen_px))


def _with_heading(row: CheckRow, most_px: int) -> QWidget:
    """Return the heading right above a row, where both fit into so much; else the row."""
    holder = row.parentWidget()
    layout = holder.layout() if holder is not None else None
    beside = widgets_in(layout) if layout is not None else []
    above = beside[beside.index(row) - 1] if row in beside[1:] else row
    both_px = row.geometry().bottom() - above.geometry().top()
    return above if isinstance(above, Heading) and both_px <= most_px else row
