"""A plan's leaflet as a PDF file, written without a window, as the command line does."""

import os
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from hipcoach.clock import SystemClock
from hipcoach.coach.profile import Profile
from hipcoach.engine.words.script import Script
from hipcoach.history.private_file import write_private_file
from hipcoach.paths import Paths
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Session
from hipcoach.ui.report.leaflet_page import pages_of
from hipcoach.ui.report.pdf import pdf_of
from hipcoach.ui.shared.figure_shelf import FigureShelf


def write_leaflet(
    session: Session, rule: PainRule, profile: Profile, script: Script, out: Path, paths: Paths, *, letter: bool
) -> None:
    """Write the leaflet of a session's plan; needs no screen. Raises OSError if the file cannot be written."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication.instance() or QGuiApplication(["hipcoach"])
    figures = FigureShelf.of(paths, SystemClock(), patient=True)
    try:
        write_private_file(out, pdf_of(pages_of(session, rule, profile, script, figures), letter=letter))
    finally:
        figures.close()
    del app  # it had to live until here
