"""Writes a picture as a PNG file, without a library."""

import struct
import zlib

import numpy as np

from hipcoach.body.mesh import F32, Array


def png(picture: Array) -> bytes:
    """A picture (height, width, 4), blue first and premultiplied, as a PNG file's bytes."""
    alpha = picture[:, :, 3:].astype(F32)
    plain = picture[:, :, 2::-1] * (255 / np.maximum(alpha, 1))
    pixels = np.concatenate([np.clip(plain + 0.5, 0, 255).astype(np.uint8), picture[:, :, 3:]], 2)
    height, width = pixels.shape[:2]
    rows = np.zeros((height, 1 + 4 * width), np.uint8)
    rows[:, 1:] = pixels.reshape(height, -1)
    rows[1:, 1:] -= rows[:-1, 1:].copy()  # each row as its difference from the one above: filter 2
    rows[1:, 0] = 2
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b""))
    out = b"\x89PNG\r\n\x1a\n"
    for kind, content in parts:
        out += struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    return out
