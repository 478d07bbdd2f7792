"""The report printed as its user prints it: the form's button, Qt's preview, its dialog. Prints what happens."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintDialog, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QPushButton

from hipcoach.gallery.demo_world import fill
from hipcoach.ui.history.history_page import HistoryPage
from hipcoach.ui.history.report_form import ReportForm
from tests.ui.pages_world import world as make_world

STEP_MS = 300


def print_from_preview() -> None:
    dialog = QApplication.activeModalWidget()
    print(f"preview {isinstance(dialog, QPrintPreviewDialog)}", flush=True)
    QTimer.singleShot(STEP_MS, accept)
    next(action for action in dialog.findChildren(QAction) if action.text() == "Print").trigger()


def accept() -> None:
    dialog = QApplication.activeModalWidget()
    print(f"dialog {isinstance(dialog, QPrintDialog)}", flush=True)
    next(button for button in dialog.findChildren(QPushButton) if "Print" in button.text()).click()


def main(folder: Path) -> None:
    app = QApplication([])
    with make_world(app, folder) as world:
        fill(world)
        page = HistoryPage(world.context)
        page.show()
        page.open_report()
        form = page.findChild(ReportForm)
        assert form is not None
        form.paper.button("letter").click()
        QTimer.singleShot(STEP_MS, print_from_preview)
        form.print()
        print("printed", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
