"""Photographs of exercises of one's own: taken in small and without what a camera adds, and painted."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPixmap, QPixmapCache

from hipcoach.errors import InputError

MOST_BYTES = 50 * 1024 * 1024
MOST_PIXELS = 100_000_000
LONGEST_PX = 1600
KINDS = "Photographs (*.jpg *.jpeg *.png)"
_QUALITY = 85
_FORMATS = (b"jpeg", b"png")


def take_in(path: Path) -> bytes:
    """Return a photograph as a JPEG of at most 1600 pixels a side, upright, with nothing but the picture.

    Raises InputError in one line.
    """
    try:
        if not path.is_file():  # a pipe may never begin, a device never end
            raise InputError(f"{path.name}: expected a photograph")
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path.name}: expected a photograph of at most {MOST_BYTES // 2**20} MB")
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name}: expected a file that can be read ({error.strerror})") from error
    return shrink(content, path.name)


def shrink(content: bytes, name: str) -> bytes:
    """Return what `take_in` does, of a photograph's content. Raises InputError; `name` is for its line."""
    device = QBuffer()
    device.setData(QByteArray(content))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(device)
    reader.setAutoTransform(True)
    size = reader.size()
    if reader.format().data() not in _FORMATS or not size.isValid():
        raise InputError(f"{name}: expected a photograph, JPEG or PNG")
    if size.width() * size.height() > MOST_PIXELS:
        raise InputError(f"{name}: expected a photograph of at most {MOST_PIXELS // 1_000_000} million pixels")
    if max(size.width(), size.height()) > LONGEST_PX:
        reader.setScaledSize(size.scaled(LONGEST_PX, LONGEST_PX, Qt.AspectRatioMode.KeepAspectRatio))
    read = reader.read()
    if read.isNull():
        raise InputError(f"{name}: expected a photograph that can be read")
    bare = QImage(read.size(), QImage.Format.Format_RGB32)  # a copy would keep the camera's texts
    bare.fill(QColor("white"))
    with QPainter(bare) as painter:
        painter.drawImage(0, 0, read)
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    bare.save(out, "JPEG", _QUALITY)  # type: ignore[call-overload]  # the stub knows no format as text
    return bytes(out.data().data())


def paint_photograph(painter: QPainter, area: QRectF, source: "Path | bytes", ratio: float) -> bool:
    """Paint a photograph as large as fits. Return False where it cannot be read."""
    pixmap = _pixmap(source, (area.size() * ratio).toSize())
    if pixmap is None:
        return False
    size = pixmap.size().toSizeF() / ratio
    corner = area.center() - QRectF(0, 0, size.width(), size.height()).center()
    painter.drawPixmap(QRectF(corner, size), pixmap, QRectF(pixmap.rect()))
    return True


def _pixmap(source: "Path | bytes", room: QSize) -> QPixmap | None:
    """Return a photograph that fits the room; the last ones are kept."""
    try:
        if isinstance(source, Path):
            if not source.is_file() or (seen := source.stat()).st_size > MOST_BYTES:
                return None
            key = f"{source} {seen.st_mtime_ns} {seen.st_size}"
        else:
            key = f"photograph {hash(source)}"
    except OSError:
        return None
    key = f"{key} {room.width()}x{room.height()}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    device = QBuffer()
    try:
        device.setData(QByteArray(source.read_bytes() if isinstance(source, Path) else source))
    except OSError:
        return None
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(device)
    reader.setAutoTransform(True)
    size = reader.size()
    if reader.format().data() not in _FORMATS or not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return None
    reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    found = QPixmap.fromImage(reader.read())
    if found.isNull():
        return None
    QPixmapCache.insert(key, found)
    return found
