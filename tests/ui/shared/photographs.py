"""A photograph as a camera writes one."""

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

TURNED = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"  # a quarter to the right


def photograph(path: Path, width: int = 60, height: int = 30, *, form: str = "JPEG") -> Path:
    """One that is red at the left and blue at the right, with words from the camera, held sideways."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    for x in range(width // 2):
        for y in range(height):
            image.setPixelColor(x, y, QColor("red"))
    image.setText("Where", "At home")
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(out, form)  # type: ignore[call-overload]  # the stub knows no format as text
    content = bytes(out.data().data())
    if form == "JPEG":
        content = content[:2] + b"\xff\xe1" + struct.pack(">H", len(TURNED) + 2) + TURNED + content[2:]
    path.write_bytes(content)
    return path
