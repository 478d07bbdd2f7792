"""Printing, after a preview: the system's print service takes it over its local socket."""

import os
import sys
from typing import Protocol

from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from hipcoach.ui.report.pdf import PaperPages, page_size
from hipcoach.ui.theme import paper

SOCKET = "/run/cups/cups.sock"


class PrintDialog(Protocol):
    """Shows a preview, and prints if the user chooses to."""

    def show(self, parent: QWidget, printed: PaperPages, *, letter: bool) -> None:
        """Show the preview, and return when it is closed."""


class PrintPreview:
    """Qt's preview and print dialog."""

    def show(self, parent: QWidget, printed: PaperPages, *, letter: bool) -> None:
        """Show the preview, and return when it is closed."""
        keep_off_the_network()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(page_size(letter=letter))
        dialog = QPrintPreviewDialog(printer, parent)
        dialog.setWindowTitle(f"Print: {printed.title}")
        dialog.resize(parent.window().size())
        dialog.paintRequested.connect(lambda paper_in: paint_on(paper_in, printed))
        dialog.exec()
        dialog.deleteLater()


def keep_off_the_network() -> None:
    """Let CUPS be asked by its local socket alone: its library would go on to look for a server by the network."""
    if sys.platform == "linux" and not os.environ.get("CUPS_SERVER", "").startswith("/"):
        os.environ["CUPS_SERVER"] = SOCKET


def paint_on(printer: QPrinter, printed: PaperPages) -> None:
    """Draw all pages on a printer's paper, for any resolution and margins."""
    printer.setFullPage(True)
    layout = printer.pageLayout()
    size = layout.pageSize().sizePoints()
    with QPainter(printer) as painter:
        scale = printer.resolution() / paper.UNITS_PER_INCH
        painter.scale(scale, scale)
        width, height = size.width() * paper.UNITS_PER_POINT, size.height() * paper.UNITS_PER_POINT
        printed.paint(painter, width, height, printer.newPage)
