"""The page as a PDF."""

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from hipcoach.ui.report.report_page import ReportPage
from hipcoach.ui.theme import paper


def page_size(*, letter: bool) -> QPageSize:
    """Return A4, or Letter."""
    return QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)


def pdf_of(page: ReportPage, *, letter: bool) -> bytes:
    """Return a PDF of one page."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("hipcoach")
    writer.setTitle("Hip exercise diary")
    writer.setResolution(paper.UNITS_PER_INCH)
    writer.setPageSize(page_size(letter=letter))
    writer.setPageMargins(QMarginsF())
    with QPainter(writer) as painter:
        page.paint(painter, writer.width(), writer.height())
    return bytes(buffer.data().data())
