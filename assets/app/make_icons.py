"""Makes the icons beside this file in each size that desktops ask for, from the drawing; and those of other systems.

python assets/app/make_icons.py        # after a change of the drawing
"""

import struct
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from hipcoach import APP_ID
from hipcoach.installation.desktop_files import SIZES_PX

FOLDER = Path(__file__).parent
TEMPLATES = FOLDER.parents[1] / "packaging" / "briefcase"
FOR_WINDOWS = TEMPLATES / "windows/{{ cookiecutter.format }}/icon.ico"
FOR_MACOS = (
    TEMPLATES / "macos/{{ cookiecutter.format }}/{{ cookiecutter.formal_name }}.app/Contents/Resources"
    "/{{ cookiecutter.app_name }}.icns"
)
MACOS_NAMES = {128: b"ic07", 256: b"ic08", 512: b"ic09"}  # of a picture in PNG, by its size in px


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
    pictures = {px: (folder / f"{px}.png").read_bytes() for px in SIZES_PX}
    FOR_WINDOWS.write_bytes(windows_icon(pictures))
    FOR_MACOS.write_bytes(macos_icon(pictures))


def windows_icon(pictures: dict[int, bytes]) -> bytes:
    """Return the .ico of pictures in PNG, by their size in px: 256 at most."""
    kept = {px: png for px, png in pictures.items() if px <= 256}
    rows, at = b"", 6 + 16 * len(kept)
    for px, png in kept.items():
        rows += struct.pack("<BBBBHHII", px % 256, px % 256, 0, 0, 1, 32, len(png), at)
        at += len(png)
    return struct.pack("<HHH", 0, 1, len(kept)) + rows + b"".join(kept.values())


def macos_icon(pictures: dict[int, bytes]) -> bytes:
    """Return the .icns of pictures in PNG, by their size in px."""
    parts = [name + struct.pack(">I", 8 + len(pictures[px])) + pictures[px] for px, name in MACOS_NAMES.items()]
    return b"icns" + struct.pack(">I", 8 + sum(map(len, parts))) + b"".join(parts)


if __name__ == "__main__":
    make(FOLDER)
