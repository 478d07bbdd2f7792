"""A painted frame on the disk: one line about it, then its pixels, packed. Read by the window, so without numpy."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

PAINTER_VERSION = 34  # another number and every kept frame is painted anew
FILM = "film.json"
PACKED = 1  # how hard pixels are packed: more costs more time than it saves room

Spot = tuple[float, float]  # pixels from the picture's left and top


@dataclass(frozen=True, slots=True)
class ArrowMark:
    """The way that is still before a part of the body, as pixels of the picture."""

    spots: tuple[Spot, ...]
    both: bool = False
    order: int = 0  # a number beside its middle: 1 and up
    word: str = ""  # beside its middle, instead of a number


@dataclass(frozen=True, slots=True)
class FrameHead:
    """What a frame's file says about its pixels."""

    width: int  # of the whole picture
    height: int
    left: int  # of the part that has pixels
    top: int
    wide: int
    high: int
    scale: float  # pixels for one body height
    arrows: tuple[ArrowMark, ...] = ()
    back: tuple[ArrowMark, ...] = ()  # on the way back
    way: tuple[ArrowMark, ...] = ()  # of a still: the whole way, wherever on it the body is
    disc: Spot | None = None
    level: tuple[Spot, Spot] | None = None  # where a small movement begins


@dataclass(frozen=True, slots=True)
class FilmHead:
    """The moments of a movement that are painted: shares of it, and rises of the belly in its last pose."""

    shares: tuple[float, ...]
    rises: tuple[float, ...] = field(default=())


def frame_name(number: int) -> str:
    """Return the file of a frame of a film; those of a breath follow those of the way."""
    return f"{number:03}.frame"


def still_name(share: float) -> str:
    """Return the file of a picture at a share of the movement."""
    return f"still-{round(share * 1000):04}.frame"


def write_frame(path: Path, head: FrameHead, pixels: bytes) -> None:
    """Write a frame, whole or not at all. Raises OSError."""
    write_packed(path, head, zlib.compress(pixels, PACKED))


def write_packed(path: Path, head: FrameHead, packed: bytes) -> None:
    """Write a head and pixels that are packed already. Raises OSError."""
    line = json.dumps(
        {
            "size": [head.width, head.height],
            "area": [head.left, head.top, head.wide, head.high],
            "scale": head.scale,
            "arrows": [_listed(arrow) for arrow in head.arrows],
            "back": [_listed(arrow) for arrow in head.back],
            "way": [_listed(arrow) for arrow in head.way],
            "disc": head.disc,
            "level": head.level,
        }
    )
    _write(path, line.encode() + b"\n" + packed)


def read_frame(path: Path) -> tuple[FrameHead, bytes]:
    """Return a frame. Raises OSError where there is none, ValueError where its file is not whole."""
    head, packed = read_packed(path)
    try:
        pixels = zlib.decompress(packed)
    except zlib.error as error:
        raise ValueError(f"{path}: not a frame") from error
    if len(pixels) != 4 * head.wide * head.high:
        raise ValueError(f"{path}: not a whole frame")
    return head, pixels


def read_packed(path: Path) -> tuple[FrameHead, bytes]:
    """Return a head, and pixels as they are packed. Raises OSError or ValueError as `read_frame`."""
    first, _, packed = path.read_bytes().partition(b"\n")
    try:
        data = json.loads(first)
        (width, height), (left, top, wide, high) = data["size"], data["area"]
        arrows, back, way = (_arrows(data[name]) for name in ("arrows", "back", "way"))
        disc = data["disc"]
        spot = (float(disc[0]), float(disc[1])) if disc else None
        line = data["level"]
        level = ((float(line[0][0]), float(line[0][1])), (float(line[1][0]), float(line[1][1]))) if line else None
        head = FrameHead(width, height, left, top, wide, high, float(data["scale"]), arrows, back, way, spot, level)
    except (KeyError, TypeError, IndexError, ValueError) as error:
        raise ValueError(f"{path}: not a frame") from error
    if not (0 <= left <= left + wide <= width and 0 <= top <= top + high <= height):
        raise ValueError(f"{path}: not a whole frame")
    return head, packed


def write_film(folder: Path, film: FilmHead) -> None:
    """Write which moments a film has. Raises OSError."""
    _write(folder / FILM, json.dumps({"shares": film.shares, "rises": film.rises}).encode())


def read_film(folder: Path) -> FilmHead:
    """Return which moments a film has. Raises OSError where there is none, ValueError where its file is not whole."""
    try:
        data = json.loads((folder / FILM).read_bytes())
        film = FilmHead(tuple(map(float, data["shares"])), tuple(map(float, data["rises"])))
    except (KeyError, TypeError) as error:
        raise ValueError(f"{folder}: not a film") from error
    if not film.shares or list(film.shares) != sorted(film.shares):
        raise ValueError(f"{folder}: not a film")
    return film


def _listed(arrow: ArrowMark) -> list[object]:
    return [arrow.spots, arrow.both, arrow.order, arrow.word]


def _arrows(data: Sequence[Sequence[object]]) -> tuple[ArrowMark, ...]:
    return tuple(
        ArrowMark(tuple((float(x), float(y)) for x, y in spots), bool(both), int(order), str(word))  # type: ignore
        for spots, both, order, word in data
    )


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
