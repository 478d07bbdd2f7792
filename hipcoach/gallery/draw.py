"""Saves states as pictures: light and dark, at 100 % and 200 % text."""

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from hipcoach.figure.png import png_of
from hipcoach.gallery import demo_world
from hipcoach.gallery.scenes import scenes
from hipcoach.gallery.states import STATES
from hipcoach.history.private_file import write_private_file
from hipcoach.paths import Paths
from hipcoach.settings import ThemeChoice

LOOKS = tuple((choice, factor) for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK) for factor in (1.0, 2.0))


def save_all(
    app: QApplication, shipped: Paths, out: Path, *, size: tuple[int, int], only: str = "", whole: bool = False
) -> list[Path]:
    """Write `<state>-<light|dark>-<100|200>.png` into `out` for every state with `only` in its name.

    `size` is the window's in pixels; with `whole` a picture is as high as its page is long.
    Raises OSError where one cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    theme = demo_world.theme_for(app, shipped)
    saved = []
    with scenes(theme, shipped, frames=shipped.frames) as made:
        for name, builder in STATES.items():
            if only not in name:
                continue
            for choice, factor in LOOKS:
                theme.change(choice=choice, text_factor=factor)
                path = out / f"{name}-{choice}-{round(factor * 100)}.png"
                _save(app, builder(made), path, size, whole=whole)
                saved.append(path)
    return saved


def show(app: QApplication, widget: QWidget, size: tuple[int, int]) -> None:
    """Show a page at a size and let it settle."""
    widget.resize(*size)
    widget.show()
    widget.activateWindow()
    settle(app)


def settle(app: QApplication) -> None:
    """Let layouts and deferred deletions take place."""
    for _ in range(3):
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.processEvents()


def _save(app: QApplication, widget: QWidget, path: Path, size: tuple[int, int], *, whole: bool) -> None:
    show(app, widget, size)
    if whole:
        _grow(app, widget)
    widget.grab()  # large outlines lie by a hair where the glyph that Qt loaded last lay: now all are loaded
    write_private_file(path, png_of(widget.grab()))
    widget.close()
    widget.deleteLater()
    settle(app)


def _grow(app: QApplication, widget: QWidget) -> None:
    """Make a window as high as what is scrolled in it."""
    hidden = max(
        (a.verticalScrollBar().maximum() for a in widget.findChildren(QScrollArea) if a.isVisible()), default=0
    )
    if hidden:
        widget.resize(widget.width(), widget.height() + hidden)
        settle(app)
