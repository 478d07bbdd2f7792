"""A picture as the bytes of a PNG file."""

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage, QPixmap


def png_of(picture: QImage | QPixmap) -> bytes:
    """Return a picture as PNG, for Python to write: Qt writes another name where the locale is not UTF-8."""
    content = QBuffer()
    content.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(content, "PNG")  # type: ignore[call-overload]  # PySide's stub wants bytes
    return bytes(content.data().data())
