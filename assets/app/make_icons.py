"""Makes the icons beside this file in each size that desktops ask for, from the drawing.

python assets/app/make_icons.py        # after a change of the drawing
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from hipcoach import APP_ID
from hipcoach.installation.desktop_files import SIZES_PX

FOLDER = Path(__file__).parent


def make(folder: Path) -> None:
    """Write an icon of every size."""
    drawing = QSvgRenderer(str(FOLDER / f"{APP_ID}.svg"))
    for px in SIZES_PX:
        image = QImage(px, px, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        image.save(str(folder / f"{px}.png"))


if __name__ == "__main__":
    make(FOLDER)
