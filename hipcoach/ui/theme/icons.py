"""The icons of this program (`assets/icons/*.svg`), drawn in any colour at any size."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImageReader, QPixmap

_INK = b"currentColor"


class IconSet:
    """Reads each icon once, and keeps each colour and size that was drawn."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, bytes] = {}
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: str, size_px: int, ratio: float = 1.0) -> QPixmap:
        """Return an icon in `colour`, `size_px` square. Raises FileNotFoundError if the name has no file."""
        key = (name, colour, size_px, ratio)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, colour, round(size_px * ratio), ratio)
        return self._drawn[key]

    def _draw(self, name: str, colour: str, device_px: int, ratio: float) -> QPixmap:
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_bytes()
        buffer = QBuffer()
        buffer.setData(QByteArray(self._sources[name].replace(_INK, colour.encode())))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        # Qt's own reader finds the SVG plugin by itself: no second Qt module has to be imported at start.
        reader = QImageReader(buffer, QByteArray(b"svg"))
        reader.setScaledSize(QSize(device_px, device_px))
        pixmap = QPixmap.fromImage(reader.read())
        pixmap.setDevicePixelRatio(ratio)
        return pixmap
