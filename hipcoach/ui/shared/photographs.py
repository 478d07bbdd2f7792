"""Photographs of exercises of one's own: taken in small and without what a camera adds, and painted."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPixmap, QPixmapCache

from hipcoach.errors import InputError

MOST_BYTES = 50 * 1024 * 1024
MOST_PIXELS = 100_000_000
LONGEST_PX = 1600
MOST_PIXELS_TOGETHER = 82_000_000  # of a plan that was sent: 32 photographs of 1600 x 1600
KINDS = "Photographs (*.jpg *.jpeg *.png)"
_QUALITY = 85
_FORMATS = (b"jpeg", b"png")
_MARK, _SCAN, _END = 0xFF, 0xDA, b"\xff\xd9"  # of the parts of a JPEG; the scan is the picture itself
_PICTURE_PARTS = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, 0xE0})  # size, tables, and that it is a JPEG


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
    size, form = reader.size(), reader.format().data()
    if form not in _FORMATS or not size.isValid():
        raise InputError(f"{name}: expected a photograph, JPEG or PNG")
    if size.width() * size.height() > MOST_PIXELS:
        raise InputError(f"{name}: expected a photograph of at most {MOST_PIXELS // 1_000_000} million pixels")
    small = max(size.width(), size.height()) <= LONGEST_PX
    if not small:
        reader.setScaledSize(size.scaled(LONGEST_PX, LONGEST_PX, Qt.AspectRatioMode.KeepAspectRatio))
    read = reader.read()
    if read.isNull():
        raise InputError(f"{name}: expected a photograph that can be read")
    if small and form == b"jpeg" and _says_nothing_more(content):
        return content  # it was taken in before: once more would make it worse
    bare = QImage(read.size(), QImage.Format.Format_RGB32)  # a copy would keep the camera's texts
    bare.fill(QColor("white"))
    with QPainter(bare) as painter:
        painter.drawImage(0, 0, read)
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    bare.save(out, "JPEG", _QUALITY)  # type: ignore[call-overload]  # the stub knows no format as text
    return bytes(out.data().data())


def shrink_together(most_pixels: int = MOST_PIXELS_TOGETHER) -> Callable[[bytes, str], bytes]:
    """Return `shrink` for the photographs of one file.

    They have a limit together, as a small file can hold huge ones.
    """
    left = most_pixels

    def shrink_next(content: bytes, name: str) -> bytes:
        nonlocal left
        device = QBuffer()
        device.setData(QByteArray(content))
        device.open(QIODevice.OpenModeFlag.ReadOnly)
        size = QImageReader(device).size()
        left -= max(0, size.width() * size.height())
        if left < 0:
            raise InputError(f"{name}: expected at most {most_pixels // 1_000_000} million pixels in all photographs")
        return shrink(content, name)

    return shrink_next


def _says_nothing_more(jpeg: bytes) -> bool:
    """Return True if a JPEG that can be read has no part but those that the picture is made of."""
    at = 2
    while at + 4 <= len(jpeg) and jpeg[at] == _MARK:
        kind = jpeg[at + 1]
        if kind == _SCAN:
            return jpeg.endswith(_END) and jpeg.count(_END) == 1
        if kind not in _PICTURE_PARTS:
            return False
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return False


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
