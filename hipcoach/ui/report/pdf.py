"""What goes on paper, as a PDF."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from hipcoach.ui.theme import paper


class PaperPages(Protocol):
    """One or more pages."""

    @property
    def title(self) -> str:
        """Return what the file and the print job are called."""

    def paint(self, painter: QPainter, width: float, height: float, next_page: Callable[[], object]) -> None:
        """Draw all pages on paper of this size, in the units of `theme.paper`; `next_page` begins another one."""


def page_size(*, letter: bool) -> QPageSize:
    """Return A4, or Letter."""
    return QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)


def pdf_of(printed: PaperPages, *, letter: bool) -> bytes:
    """Return a PDF of all pages."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("hipcoach")
    writer.setTitle(printed.title)
    writer.setResolution(paper.UNITS_PER_INCH)
    writer.setPageSize(page_size(letter=letter))
    writer.setPageMargins(QMarginsF())
    with QPainter(writer) as painter:
        printed.paint(painter, writer.width(), writer.height(), writer.newPage)
    return bytes(buffer.data().data())
