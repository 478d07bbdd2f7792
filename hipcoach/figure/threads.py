"""Keeps Qt's raster painter on one thread: small gradient fills cost it several times more when they are shared out."""

import os


def paint_on_one_thread() -> None:
    """Call before the QGuiApplication is made; what the user has set in the environment stays."""
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
